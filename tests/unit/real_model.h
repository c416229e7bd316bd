/* real_model.h: the compiled language data of this build, for tests of what only a large
 * model shows. Tests are skipped where it has not been made.
 */
#ifndef REN_REAL_MODEL_H
#define REN_REAL_MODEL_H

#include "unit.h"

#include <renskrift/model.h>

#include <stdlib.h>
#include <unistd.h>

/* The environment names another model, for builds that are slow to make one. */
static inline ren_model *real_model(void) {
  const char *named = getenv("REN_TEST_MODEL"), *path = named ? named : TEST_MODEL;
  ren_model *model = NULL;
  if (access(path, R_OK) != 0) return NULL;
  assert_ok(ren_model_open(&model, path, err));
  return model;
}

static inline int open_real_model(void **state) {
  *state = real_model();
  return 0;
}

static inline int close_real_model(void **state) {
  ren_model_free(*state);
  return 0;
}

/* In each test, where there is no model. */
#define needs_real_model(state)                                                                                        \
  do {                                                                                                                 \
    if (!*(state)) skip();                                                                                             \
  } while (0)

#endif
