#include "lines/margin_stamps.h"

#include "lines/page_number.h"

#include <string.h>

enum { BLANKS = 3, FAR_INDENT = 40, STAMP_BYTES = 48 };

static const float CONFIDENCE = 0.9f;

/* The words of a stamp that margins break into lines. */
static bool is_part(ren_str s) {
  static const char *const parts[] = {"Just.",      "sign.",       "sign",      "signatur", "signaturer",
                                      "Justerares", "Justerandes", "Justeras.", "Ordf.",    "Sekr.",
                                      "Utdrags-",   "bestyrkande", "Justerare", "Signatur", "Bestyrks"};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (ren_str_eq(s, ren_str_of(parts[i]))) return true;
  return ren__is_stamp(s);
}

/* Where the text ends that a stamp stands beside: the start of a line with nothing else; the end
 * of the line if there is no stamp. */
static size_t text_end(const ren__table *t, const ren__line *line) {
  const char *s = t->text.ptr;
  size_t end = ren__line_end(line), at = end, blanks = 0;
  if (line->row != REN__ROW_TABLE && line->indent < FAR_INDENT) return end;
  while (at > line->start + 1 && end - at < STAMP_BYTES && !(s[at - 1] == ' ' && s[at - 2] == ' ')) at--;
  if (at == line->start + 1) at--;
  if (!is_part((ren_str){s + at, end - at})) return end;
  if (at == line->start) return line->indent >= FAR_INDENT ? at : end;
  while (at > line->start && s[at - 1] == ' ') at--, blanks++;
  return blanks >= BLANKS ? at : end;
}

static ren_status take_out(ren_edits *edits, const ren__table *t, const ren__line *line, ren_error *err) {
  size_t from = text_end(t, line), to = ren__line_end(line);
  if (from == to) return REN_OK;
  if (from == line->start) { /* the line goes with it, else it would be an empty one */
    while (from > 0 && t->text.ptr[from - 1] == ' ') from--;
    to = line->raw_end + (line->raw_end < t->text.len && t->text.ptr[line->raw_end] == '\n');
  }
  ren_edit edit = {from, to - from, {0}, "page-stamp", CONFIDENCE};
  return ren_edits_add(edits, &edit, err);
}

ren_status ren__margin_stamps_find(ren_edits **out, const ren__table *table, float min_confidence, ren_error *err) {
  size_t found = 0;
  *out = NULL;
  if (table->place || !table->pages || min_confidence > CONFIDENCE) return REN_OK;
  for (size_t i = 0; i < table->count && found < 2; i++)
    found += text_end(table, &table->line[i]) < ren__line_end(&table->line[i]);
  if (found < 2) return REN_OK;
  ren_status status = ren_edits_new(out, REN_STEP_LINES, err);
  for (size_t i = 0; i < table->count && status == REN_OK; i++) status = take_out(*out, table, &table->line[i], err);
  if (status == REN_OK) return REN_OK;
  ren_edits_free(*out);
  *out = NULL;
  return status;
}
