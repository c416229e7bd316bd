/* small_model.h: a model trained in the test on a few sentences of council prose, so
 * that tests need neither the language data nor a dictionary.
 */
#ifndef REN_SMALL_MODEL_H
#define REN_SMALL_MODEL_H

#include "unit.h"

#include "small_model_make.h"

/* The folder is left for the caller to look into. */
static inline ren_model *small_model_in(char folder[64]) {
  ren_error err = {0};
  ren_model *model = small_model_make(folder, &err);
  if (!model) fail_msg("no small model: %s", err.message);
  return model;
}

static inline void small_remove(const char *folder) { assert_true(small_model_remove(folder)); }

static inline ren_model *small_model(void) {
  char folder[64];
  ren_model *model = small_model_in(folder);
  small_remove(folder); /* the mapping stays */
  return model;
}

#endif
