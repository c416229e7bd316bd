#include "text/log.h"

#include "alloc.h"
#include "text/edits.h"
#include "text/text_map.h"

#include <string.h>

ren_status ren_log_new(ren_log **out, ren_error *err) {
  *out = NULL;
  ren_log *log = ren_alloc(sizeof *log);
  if (!log) return ren_fail_nomem(err);
  log->strings = ren_arena_new();
  if (!log->strings) {
    ren_free(log);
    return ren_fail_nomem(err);
  }
  *out = log;
  return REN_OK;
}

void ren_log_free(ren_log *log) {
  if (!log) return;
  ren_arena_free(log->strings);
  ren_free(log->list);
  ren_free(log);
}

size_t ren_log_count(const ren_log *log) { return log->count; }

const ren_log_entry *ren_log_get(const ren_log *log, size_t i) { return &log->list[i]; }

void ren_log_next_piece(ren_log *log, const ren_text *text) {
  log->count = 0;
  ren_arena_reset(log->strings);
  log->origin_base += text->raw_length;
  log->out_base += text->length;
  for (int step = 0; step < REN_STEP_COUNT; step++) {
    log->step_base[step] += log->step_length[step];
    log->step_length[step] = 0;
  }
}

/* ---- moving earlier entries --------------------------------------------- */

typedef struct shift {
  const ren_edit *edits;
  const ptrdiff_t *grown; /* grown[i]: growth by edits 0..i-1 */
  size_t count;
} shift;

/* Where a place of the old text lies in the new one. A place inside a replaced span
 * moves to the start of the replacement, or for ends to its end. */
static size_t move(const shift *s, size_t place, bool is_end) {
  size_t low = 0, high = s->count; /* edits that end at or before place */
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    size_t end = s->edits[middle].offset + s->edits[middle].length;
    if (end <= place && !(is_end && s->edits[middle].length == 0 && end == place))
      low = middle + 1;
    else
      high = middle;
  }
  size_t moved = (size_t)((ptrdiff_t)place + s->grown[low]);
  if (low == s->count || s->edits[low].offset >= place) return moved;
  size_t start = (size_t)((ptrdiff_t)s->edits[low].offset + s->grown[low]);
  return is_end ? start + s->edits[low].after.len : start;
}

static ren_status move_entries(ren_log *log, const ren_edits *edits, ren_error *err) {
  if (log->count == 0 || edits->count == 0) return REN_OK;
  ptrdiff_t *grown = ren_alloc_array(edits->count + 1, sizeof *grown);
  if (!grown) return ren_fail_nomem(err);
  for (size_t i = 0; i < edits->count; i++)
    grown[i + 1] = grown[i] + (ptrdiff_t)edits->list[i].after.len - (ptrdiff_t)edits->list[i].length;
  shift s = {edits->list, grown, edits->count};
  for (size_t i = 0; i < log->count; i++) {
    ren_log_entry *entry = &log->list[i];
    size_t start = entry->out_offset - log->out_base;
    size_t from = move(&s, start, false);
    size_t to = move(&s, start + entry->out_length, true);
    entry->out_offset = log->out_base + from;
    entry->out_length = to > from ? to - from : 0;
  }
  ren_free(grown);
  return REN_OK;
}

ren_status ren__log_add(ren_log *log, const ren_text *text, const ren_edits *edits, ren_error *err) {
  log->step_length[edits->step] = text->length;
  ren_status status = move_entries(log, edits, err);
  ptrdiff_t grown = 0;
  for (size_t i = 0; status == REN_OK && i < edits->count; i++) {
    const ren_edit *edit = &edits->list[i];
    if (!ren_grow(&log->list, &log->cap, log->count, sizeof *log->list)) return ren_fail_nomem(err);
    ren_log_entry entry = {.step = edits->step,
                           .rule = edit->rule,
                           .confidence = edit->confidence,
                           .origin = ren_text_origin(text, edit->offset, edit->length),
                           .step_offset = log->step_base[edits->step] + edit->offset,
                           .out_offset = log->out_base + (size_t)((ptrdiff_t)edit->offset + grown),
                           .out_length = edit->after.len};
    if (entry.origin.page == 0) entry.origin.offset += log->origin_base;
    ren_str before = {text->bytes + edit->offset, edit->length};
    if (!ren_arena_str(log->strings, before, &entry.before) || !ren_arena_str(log->strings, edit->after, &entry.after))
      return ren_fail_nomem(err);
    log->list[log->count++] = entry;
    grown += (ptrdiff_t)edit->after.len - (ptrdiff_t)edit->length;
  }
  return status;
}
