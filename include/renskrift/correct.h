/* renskrift/correct.h: dictionary-based correction, as edits of step `spelling`:
 * a noisy channel decoded over the sentence with a word-trigram model (Kernighan,
 * Church & Gale 1990; Brill & Moore 2000 for n:m letter confusions).
 */
#ifndef RENSKRIFT_CORRECT_H
#define RENSKRIFT_CORRECT_H

#include <renskrift/model.h>
#include <renskrift/text.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Words of trusted texts of the same batch: a place name spelt right once is
 * known everywhere. Fill it, then share it: reading is thread-safe. */
typedef struct ren_memory ren_memory;
REN_API ren_status ren_memory_new(ren_memory **out, ren_error *err);
REN_API ren_status ren_memory_add(ren_memory *memory, const ren_model *model, ren_str text, ren_error *err);
REN_API void ren_memory_free(ren_memory *memory);

typedef struct ren_correct_opts {
  uint32_t version;         /* 1 */
  float min_confidence;     /* edits below it are not made; default 0.9 */
  const ren_memory *memory; /* may be NULL */
} ren_correct_opts;
#define REN_CORRECT_OPTS_INIT                                                                                          \
  { .version = 1, .min_confidence = 0.9f }

/* Lines and blanks stay as they are; only letters inside words change (and a
 * blank where words were split or run together). OCR confidences and
 * alternatives of page texts are used. */
REN_API ren_status ren_correct_edits(ren_edits **out, const ren_text *text, const ren_model *model,
                                     const ren_correct_opts *opts, ren_error *err);

#ifdef __cplusplus
}
#endif
#endif
