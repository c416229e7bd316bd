/* renskrift/lines.h: hyphenation, line joins and page furniture, as edits of
 * step `lines`. Afterwards a paragraph is a line and a blank line stands between
 * paragraphs (or, with keep_lines, only words are mended).
 */
#ifndef RENSKRIFT_LINES_H
#define RENSKRIFT_LINES_H

#include <renskrift/model.h>
#include <renskrift/text.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How the texts of a batch write words inside their lines: joined, or with a hyphen.
 * What a text says itself goes before what others say. Fill it, then share it: reading is
 * thread-safe. A text that is in the batch may be judged by it: line ends are not counted. */
typedef struct ren_forms ren_forms;
REN_API ren_status ren_forms_new(ren_forms **out, ren_error *err);
REN_API ren_status ren_forms_add(ren_forms *forms, ren_str text, ren_error *err); /* UTF-8 as it came, not joined */
REN_API ren_status ren_forms_merge(ren_forms *forms, const ren_forms *other, ren_error *err);
REN_API void ren_forms_free(ren_forms *forms);

typedef struct ren_lines_opts {
  uint32_t version;        /* 1 */
  bool keep_lines;         /* mend words only; lines and page breaks stay */
  float min_confidence;    /* edits below it are not made; default 0.6 */
  const char *hyphenation; /* libhyphen pattern file (hyph_sv_SE.dic), NULL: none */
  const ren_forms *forms;  /* of the batch; may be NULL */
} ren_lines_opts;
#define REN_LINES_OPTS_INIT                                                                                            \
  { .version = 1, .min_confidence = 0.6f }

/* model may be NULL (rules and the text's own words then decide). The geometry of
 * page texts (ren_text_line) is used where there is some. */
REN_API ren_status ren_lines_edits(ren_edits **out, const ren_text *text, const ren_model *model,
                                   const ren_lines_opts *opts, ren_error *err);

#ifdef __cplusplus
}
#endif
#endif
