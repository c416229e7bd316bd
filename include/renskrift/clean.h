/* renskrift/clean.h: the text steps in their order, in one call. */
#ifndef RENSKRIFT_CLEAN_H
#define RENSKRIFT_CLEAN_H

#include <renskrift/correct.h>
#include <renskrift/encoding.h>
#include <renskrift/lines.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { REN_CLEAN_ENCODING = 1, REN_CLEAN_LINES = 2, REN_CLEAN_SPELLING = 4, REN_CLEAN_ALL = 7 };

typedef struct ren_clean_opts {
  uint32_t version; /* 1 */
  unsigned steps;   /* REN_CLEAN_* */
  ren_encoding_opts encoding;
  ren_lines_opts lines;
  ren_correct_opts correct;
} ren_clean_opts;
#define REN_CLEAN_OPTS_INIT                                                                                            \
  {                                                                                                                    \
    .version = 1, .steps = REN_CLEAN_ALL, .encoding = REN_ENCODING_OPTS_INIT, .lines = REN_LINES_OPTS_INIT,            \
    .correct = REN_CORRECT_OPTS_INIT                                                                                   \
  }

/* Cleans a text in place; log may be NULL. Text that is not UTF-8 fails with
 * REN_EFORMAT unless the encoding step runs. */
REN_API ren_status ren_clean_text(ren_text *text, const ren_model *model, const ren_clean_opts *opts, ren_log *log,
                                  ren_error *err);

/* The short way: bytes in, clean UTF-8 out (appended). */
REN_API ren_status ren_clean_string(ren_buf *out, ren_str bytes, const ren_model *model, const ren_clean_opts *opts,
                                    ren_error *err);

#ifdef __cplusplus
}
#endif
#endif
