#include "encoding/line.h"

#include <stdlib.h>
#include <string.h>

#include "alloc.h"
#include "encoding/letters.h"
#include "utf8.h"

void ren__line_read(ren__line *line, const char *bytes, size_t length) {
  line->bytes = bytes;
  line->length = length;
  line->count = line->gone_count = 0;
  line->failed = false;
  if (line->cap < length) {
    ren__cell *grown = ren_realloc_array(line->cells, length, sizeof *grown);
    if (!grown) {
      line->failed = true;
      return;
    }
    line->cells = grown;
    line->cap = length;
  }
  for (size_t at = 0; at < length;) {
    uint32_t cp = (unsigned char)bytes[at];
    size_t len = 1;
    if (cp >= 0x80) len = ren_utf8_decode(bytes + at, length - at, &cp);
    if (cp == REN_BAD_CODEPOINT) cp = REN__RAW | (unsigned char)bytes[at];
    line->cells[line->count++] = (ren__cell){.cp = cp, .at = (uint32_t)at, .len = (uint32_t)len, .confidence = 1};
    at += len;
  }
}

void ren__line_free(ren__line *line) {
  ren_free(line->cells);
  ren_free(line->gone);
  ren_free(line->spare);
  *line = (ren__line){0};
}

static void leave_out(ren__line *line, const ren__cell *cell, const char *rule, float confidence) {
  if (!ren_grow(&line->gone, &line->gone_cap, line->gone_count, sizeof *line->gone)) {
    line->failed = true;
    return;
  }
  line->gone[line->gone_count++] =
      (ren__cell){.at = cell->at,
                  .len = cell->len,
                  .rule = rule,
                  .confidence = cell->confidence < confidence ? cell->confidence : confidence};
}

/* Room for `count` cells in place of `old` ones at `from`; the old ones go to spare. */
static bool make_room(ren__line *line, size_t from, size_t old, size_t count) {
  if (line->spare_cap < old) {
    ren__cell *grown = ren_realloc_array(line->spare, old, sizeof *grown);
    if (!grown) return false;
    line->spare = grown;
    line->spare_cap = old;
  }
  size_t total = line->count - old + count;
  if (total > line->cap) {
    ren__cell *grown = ren_realloc_array(line->cells, total + total / 8, sizeof *grown);
    if (!grown) return false;
    line->cells = grown;
    line->cap = total + total / 8;
  }
  if (old) memcpy(line->spare, line->cells + from, old * sizeof *line->spare);
  memmove(line->cells + from + count, line->cells + from + old, (line->count - from - old) * sizeof *line->cells);
  line->count = total;
  return true;
}

static ren__cell made_cell(const ren__cell *old, const ren__unit *unit, const char *rule, float confidence) {
  ren__cell cell;
  if (unit->count == 0) { /* a further character: an empty span after the cell before it */
    cell = old[unit->first - 1];
    cell.at += cell.len;
    cell.len = 0;
  } else {
    cell = old[unit->first];
    if (!unit->changed) return cell;
  }
  for (size_t k = 0; k < unit->count; k++) {
    const ren__cell *part = &old[unit->first + k];
    cell.len = part->at + part->len - cell.at;
    if (part->confidence < cell.confidence) cell.confidence = part->confidence;
  }
  cell.cp = unit->cp;
  if (confidence < cell.confidence) cell.confidence = confidence;
  cell.rule = rule;
  return cell;
}

size_t ren__line_replace(ren__line *line, size_t from, size_t count, const ren__unit *units, size_t unit_count,
                         const char *rule, float confidence) {
  if (line->failed || !make_room(line, from, count, unit_count)) {
    line->failed = true;
    return count;
  }
  size_t done = 0;
  for (size_t i = 0; i < unit_count; i++) {
    for (; done < units[i].first; done++) leave_out(line, &line->spare[done], rule, confidence);
    line->cells[from + i] = made_cell(line->spare, &units[i], rule, confidence);
    done = (size_t)units[i].first + units[i].count;
  }
  for (; done < count; done++) leave_out(line, &line->spare[done], rule, confidence);
  return unit_count;
}

void ren__line_begin(ren__line *line) { line->read = line->spare_count = 0; }

static bool room_in_spare(ren__line *line, size_t more) {
  if (line->failed) return false;
  size_t wanted = line->spare_count + more;
  if (wanted <= line->spare_cap) return true;
  wanted += wanted / 2 + 64;
  ren__cell *grown = ren_realloc_array(line->spare, wanted, sizeof *grown);
  line->failed = !grown;
  if (!grown) return false;
  line->spare = grown;
  line->spare_cap = wanted;
  return true;
}

void ren__line_keep(ren__line *line, size_t until) {
  size_t n = until - line->read;
  if (!room_in_spare(line, n)) return;
  if (n) memcpy(line->spare + line->spare_count, line->cells + line->read, n * sizeof *line->spare);
  line->spare_count += n;
  line->read = until;
}

void ren__line_put(ren__line *line, size_t count, const ren__unit *units, size_t unit_count, const char *rule,
                   float confidence) {
  if (!room_in_spare(line, unit_count)) return;
  const ren__cell *old = line->cells + line->read;
  size_t done = 0;
  for (size_t i = 0; i < unit_count; i++) {
    for (; done < units[i].first; done++) leave_out(line, &old[done], rule, confidence);
    line->spare[line->spare_count++] = made_cell(old, &units[i], rule, confidence);
    done = (size_t)units[i].first + units[i].count;
  }
  for (; done < count; done++) leave_out(line, &old[done], rule, confidence);
  line->read += count;
}

void ren__line_end(ren__line *line) {
  ren__line_keep(line, line->count);
  if (line->failed) return;
  ren__cell *cells = line->cells;
  size_t cap = line->cap;
  line->cells = line->spare;
  line->cap = line->spare_cap;
  line->count = line->spare_count;
  line->spare = cells;
  line->spare_cap = cap;
}

void ren__line_remove(ren__line *line, size_t at, const char *rule, float confidence) {
  ren__line_replace(line, at, 1, NULL, 0, rule, confidence);
}

void ren__line_set(ren__line *line, size_t at, uint32_t cp, const char *rule, float confidence) {
  ren__unit unit = {.cp = cp, .count = 1, .changed = true};
  ren__line_replace(line, at, 1, &unit, 1, rule, confidence);
}

void ren__line_text(const ren__line *line, ren_buf *out) {
  for (size_t i = 0; i < line->count; i++) {
    char bytes[4];
    uint32_t cp = line->cells[i].cp;
    if (cp & REN__RAW)
      ren_buf_putc(out, (char)(cp & 0xFF));
    else
      ren_buf_append(out, bytes, ren_utf8_encode(cp, bytes));
  }
}

static int by_place(const void *a, const void *b) {
  uint32_t x = ((const ren__cell *)a)->at, y = ((const ren__cell *)b)->at;
  return x < y ? -1 : x > y;
}

/* An edit under way: neighbours that changed become one. */
typedef struct pending {
  size_t at, len;
  const char *rule; /* NULL: none */
  float confidence;
  ren_buf after;
} pending;

static ren_status flush(pending *p, const ren__line *line, size_t offset, ren_edits *edits, ren_error *err) {
  if (!p->rule) return REN_OK;
  ren_edit edit = {.offset = offset + p->at,
                   .length = p->len,
                   .after = ren_buf_str(&p->after),
                   .rule = p->rule,
                   .confidence = p->confidence};
  bool same = edit.after.len == p->len && memcmp(edit.after.ptr, line->bytes + p->at, p->len) == 0;
  ren_status status = p->after.status;
  if (status == REN_OK && !same) status = ren_edits_add(edits, &edit, err);
  ren_buf_clear(&p->after);
  p->rule = NULL;
  return status;
}

static ren_status take(pending *p, const ren__cell *cell, bool gone, const ren__line *line, size_t offset,
                       ren_edits *edits, ren_error *err) {
  ren_status status = REN_OK;
  if (gone && p->rule && cell->at < p->at + p->len) return REN_OK; /* inside a span that was replaced whole */
  if (p->rule && (!cell->rule || cell->at != p->at + p->len)) status = flush(p, line, offset, edits, err);
  if (status != REN_OK || !cell->rule) return status;
  if (!p->rule) {
    p->at = cell->at;
    p->len = 0;
    p->rule = cell->rule;
    p->confidence = 1;
  }
  p->len = cell->at + cell->len - p->at;
  if (cell->confidence < p->confidence) p->confidence = cell->confidence;
  char bytes[4];
  if (!gone) ren_buf_append(&p->after, bytes, ren_utf8_encode(cell->cp, bytes));
  return REN_OK;
}

ren_status ren__line_edits(ren__line *line, size_t offset, ren_edits *edits, ren_error *err) {
  if (line->failed) return ren_fail_nomem(err);
  ren_status status = REN_OK;
  pending p = {0};
  if (line->gone_count) qsort(line->gone, line->gone_count, sizeof *line->gone, by_place);
  for (size_t i = 0, g = 0; status == REN_OK && (i < line->count || g < line->gone_count);) {
    bool gone = g < line->gone_count && (i == line->count || line->gone[g].at < line->cells[i].at);
    const ren__cell *cell = gone ? &line->gone[g++] : &line->cells[i++];
    status = take(&p, cell, gone, line, offset, edits, err);
  }
  if (status == REN_OK) status = flush(&p, line, offset, edits, err);
  ren_buf_free(&p.after);
  return status;
}
