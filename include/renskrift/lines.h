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

typedef struct ren_lines_opts {
  uint32_t version;        /* 1 */
  bool keep_lines;         /* mend words only; lines and page breaks stay */
  float min_confidence;    /* edits below it are not made; default 0.6 */
  const char *hyphenation; /* libhyphen pattern file (hyph_sv_SE.dic), NULL: none */
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
