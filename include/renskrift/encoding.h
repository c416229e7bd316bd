/* renskrift/encoding.h: bytes -> Unicode, mojibake, escapes, look-alikes and
 * normal form, as edits of step `encoding`. The only step that accepts bytes
 * which are not UTF-8; after its edits are applied the text is UTF-8 NFC.
 */
#ifndef RENSKRIFT_ENCODING_H
#define RENSKRIFT_ENCODING_H

#include <renskrift/model.h>
#include <renskrift/text.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ren_typography { REN_TYPOGRAPHY_KEEP, REN_TYPOGRAPHY_PLAIN, REN_TYPOGRAPHY_SWEDISH } ren_typography;
typedef enum ren_invalid { REN_INVALID_KEEP, REN_INVALID_REPLACE, REN_INVALID_DROP, REN_INVALID_FAIL } ren_invalid;

typedef struct ren_encoding_opts {
  uint32_t version; /* 1 */
  const char *from; /* encoding of the input; NULL: found out per file, line and run */
  ren_typography typography;
  ren_invalid invalid;  /* bytes that no rule explains; KEEP shows them as U+FFFD in the text,
                           with the byte kept in the log */
  float min_confidence; /* edits below it are not made; default 0.9 */
  /* Called once per line that is changed or was in doubt (may be NULL): what was
   * found and why, in plain English; it holds REN_ENCODING_IN_DOUBT where something
   * that looks damaged is left. */
  void (*explain)(void *payload, size_t line, size_t offset, const char *text);
  void *payload;
} ren_encoding_opts;
#define REN_ENCODING_IN_DOUBT "left as it is"
#define REN_ENCODING_OPTS_INIT                                                                                         \
  { .version = 1, .min_confidence = 0.9f }

/* model may be NULL: the built-in Swedish letter model then decides alone.
 * Places where a letter is lost for good (f?r, U+FFFD in a word) stay as they are; each has
 * an edit of rule `lost-letter` that changes nothing, so that the log shows it.
 * REN_EINVAL: unknown `from`; REN_EFORMAT: invalid bytes with REN_INVALID_FAIL. */
REN_API ren_status ren_encoding_edits(ren_edits **out, const ren_text *text, const ren_model *model,
                                      const ren_encoding_opts *opts, ren_error *err);

#ifdef __cplusplus
}
#endif
#endif
