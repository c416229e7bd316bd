/* renskrift/text.h: a text that knows where every byte came from, and the edits
 * that change it.
 *
 * A step never returns new text: it returns edits, each with a rule and a
 * confidence. ren_text_apply is the only place where text changes; it composes
 * the map back to the origin and fills the log. From the log come the edit
 * records, undo, the corrected page records and the report's highlights.
 */
#ifndef RENSKRIFT_TEXT_H
#define RENSKRIFT_TEXT_H

#include <renskrift/base.h>
#include <renskrift/page.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Steps in the order they run; each runs at most once on a text. */
typedef enum ren_step {
  REN_STEP_ENCODING,
  REN_STEP_LINES,
  REN_STEP_SPELLING,
  REN_STEP_CONSENSUS,
  REN_STEP_COUNT
} ren_step;

REN_API const char *ren_step_name(ren_step step);

/* ---- the text ----------------------------------------------------------- */

typedef struct ren_text ren_text;

/* A text of raw bytes (copied). Any bytes are allowed; only the encoding step
 * may be given a text that is not UTF-8. */
REN_API ren_status ren_text_new(ren_text **out, ren_str bytes, ren_error *err);

/* The text of page records: words joined by a blank, lines ended by '\n', a
 * blank line between blocks, '\f' before each page but the first. Pages that
 * are NULL or failed give an empty page. Origin offsets count within each page's
 * own text. The pages are not needed any longer: the text keeps the places of the lines,
 * and what the recogniser said of words. */
REN_API ren_status ren_text_from_pages(ren_text **out, ren_page *const *pages, size_t count, ren_error *err);
/* The same page by page, to an empty text at first: documents need not be in memory as a whole. */
REN_API ren_status ren_text_add_page(ren_text *text, const ren_page *page, ren_error *err);

REN_API void ren_text_free(ren_text *text);
REN_API ren_str ren_text_bytes(const ren_text *text); /* NUL-terminated; until the next apply */

/* Where a piece of the current text came from. page is 0 for texts without
 * pages. A piece that spans pages is given from the first page on. */
typedef struct ren_origin {
  uint32_t page;
  size_t offset, length;
} ren_origin;
REN_API ren_origin ren_text_origin(const ren_text *text, size_t offset, size_t length);

/* What has become of a piece of the origin; offset and length in the current
 * text. Deleted pieces give length 0. page as above (0 without pages). */
REN_API void ren_text_current(const ren_text *text, ren_origin origin, size_t *offset, size_t *length);

/* Geometry of the origin line that holds the byte at `offset` of the current
 * text: NULL for texts without pages. */
typedef struct ren_placed_line {
  ren_line line;
  uint32_t page; /* index of its page */
  ren_page_source source;
  int32_t first_width; /* of the box of its first word; 0 without words */
} ren_placed_line;
REN_API const ren_placed_line *ren_text_line(const ren_text *text, size_t offset);

/* What was read of the word at `offset` of the current text; false (and nothing) if there
 * is none. The strings stay until the text changes; equal pointers are the same word. */
typedef struct ren_reading {
  ren_str text;
  ren_box box;
  float confidence;
  ren_str alternatives; /* as in ren_word */
} ren_reading;
REN_API bool ren_text_word(ren_reading *out, const ren_text *text, size_t offset);

/* A copy of the page with this index, which is given again, with each word's text as it is
 * now. A word joined from two
 * pieces keeps both boxes: the first piece holds the joined part up to its
 * share and is marked as joined, the rest stays with the second. The parts of a word
 * that was divided share its box. Words that vanished are dropped. */
REN_API ren_status ren_text_corrected_page(ren_page **out, const ren_text *text, size_t page_index,
                                           const ren_page *page, ren_error *err);

/* ---- edits -------------------------------------------------------------- */

typedef struct ren_edit {
  size_t offset, length; /* in the text that the step was given */
  ren_str after;         /* what stands there instead */
  const char *rule;      /* short kebab-case name, static storage */
  float confidence;      /* 0..1: probability that the change is right */
} ren_edit;

typedef struct ren_edits ren_edits;

REN_API ren_status ren_edits_new(ren_edits **out, ren_step step, ren_error *err);
REN_API void ren_edits_free(ren_edits *edits);
/* Copies edit->after. Edits may be added in any order. */
REN_API ren_status ren_edits_add(ren_edits *edits, const ren_edit *edit, ren_error *err);
REN_API size_t ren_edits_count(const ren_edits *edits);
REN_API const ren_edit *ren_edits_get(const ren_edits *edits, size_t i);
REN_API ren_step ren_edits_step(const ren_edits *edits);
/* Drops edits below the confidence. */
REN_API void ren_edits_filter(ren_edits *edits, float min_confidence);

/* ---- applying and logging ----------------------------------------------- */

typedef struct ren_log ren_log;

/* One applied edit. Strings are owned by the log. */
typedef struct ren_log_entry {
  ren_step step;
  const char *rule;
  float confidence;
  ren_origin origin;             /* in the original input */
  size_t step_offset;            /* in the text that the step was given */
  ren_str before, after;         /* before may hold bytes that are not UTF-8 (step encoding) */
  size_t out_offset, out_length; /* in the final text */
} ren_log_entry;

REN_API ren_status ren_log_new(ren_log **out, ren_error *err);
REN_API void ren_log_free(ren_log *log);
REN_API size_t ren_log_count(const ren_log *log);
REN_API const ren_log_entry *ren_log_get(const ren_log *log, size_t i);
/* For inputs cleaned piece by piece: forgets the entries, and lets the offsets
 * of the next piece go on where this one (applied to `text`) ended. */
REN_API void ren_log_next_piece(ren_log *log, const ren_text *text);

/* Applies the edits (sorted here; overlapping ones are REN_EINVAL) and adds them
 * to the log (may be NULL). Without edits the text stays byte-identical. */
REN_API ren_status ren_text_apply(ren_text *text, ren_edits *edits, ren_log *log, ren_error *err);

/* All entries as renskrift/edit/1 lines. */
REN_API void ren_log_write_ndjson(const ren_log *log, const char *file, ren_buf *out);

/* Reverts a text by its log as read from renskrift/edit/1 lines: the original
 * bytes come back. REN_EFORMAT if the log does not belong to the text. */
REN_API ren_status ren_log_undo(ren_buf *out, ren_str text, ren_str ndjson, ren_error *err);

#ifdef __cplusplus
}
#endif
#endif
