#include "text/edits.h"
#include "text/log.h"
#include "text/text_map.h"

#include "alloc.h"

#include <string.h>

/* ---- sorting and checking ----------------------------------------------- */

static ren_status sort_edits(ren_edits *edits, size_t length, ren_error *err) {
  ren_status status = ren__edits_sort(edits, err);
  if (status != REN_OK) return status;
  size_t end = 0;
  for (size_t i = 0; i < edits->count; i++) {
    const ren_edit *edit = &edits->list[i];
    if (edit->offset < end || edit->offset > length || edit->length > length - edit->offset)
      return ren_fail(err, REN_EINVAL, "edit %zu of step %s (%s) overlaps another or lies outside the text", i,
                      ren_step_name(edits->step), edit->rule);
    end = edit->offset + edit->length;
  }
  return REN_OK;
}

/* ---- composing the map -------------------------------------------------- */

typedef struct builder {
  const ren_text *text;
  ren__piece *pieces;
  size_t count, cap;
  size_t at;   /* end of the new text so far */
  size_t next; /* first old piece that is not used up */
  bool failed;
} builder;

static void add_piece(builder *b, ren__piece piece) {
  if (b->count) { /* verbatim neighbours become one */
    ren__piece *last = &b->pieces[b->count - 1];
    if (last->verbatim && piece.verbatim && last->origin + last->origin_length == piece.origin) {
      last->length += piece.length;
      last->origin_length += piece.origin_length;
      b->at += piece.length;
      return;
    }
  }
  if (!ren_grow(&b->pieces, &b->cap, b->count, sizeof *b->pieces)) {
    b->failed = true;
    return;
  }
  piece.at = b->at;
  b->at += piece.length;
  b->pieces[b->count++] = piece;
}

/* Copies the old pieces that cover [from, to) of the old text. */
static void keep(builder *b, size_t from, size_t to) {
  const ren_text *text = b->text;
  while (b->next < text->piece_count && !b->failed) {
    const ren__piece *old = &text->pieces[b->next];
    if (old->at >= to && !(old->length == 0 && old->at == to)) return;
    size_t start = old->at > from ? old->at : from;
    size_t end = old->at + old->length < to ? old->at + old->length : to;
    ren__piece piece = {.length = end > start ? end - start : 0,
                        .origin = old->verbatim ? old->origin + (start - old->at) : old->origin,
                        .origin_length = old->verbatim ? end - start : old->origin_length,
                        .verbatim = old->verbatim};
    if (end > start || (old->length == 0 && old->at >= from)) add_piece(b, piece);
    if (old->at + old->length > to) return; /* the rest is needed later */
    b->next++;
  }
}

/* One piece for what an edit puts in the place of [offset, offset + length). */
static void replace(builder *b, const ren_edit *edit) {
  ren__piece piece = {.length = edit->after.len};
  ren__raw_span(b->text, edit->offset, edit->length, &piece.origin, &piece.origin_length);
  add_piece(b, piece);
  size_t end = edit->offset + edit->length;
  while (b->next < b->text->piece_count && b->text->pieces[b->next].at + b->text->pieces[b->next].length <= end &&
         edit->length > 0)
    b->next++;
}

/* The same for a text that no step has changed yet. */
static void compose_first(builder *b, const ren_edits *edits) {
  const ren__piece *whole = &b->text->pieces[0];
  b->pieces = ren_realloc_array(NULL, 2 * edits->count + 1, sizeof *b->pieces);
  b->failed = !b->pieces;
  size_t from = 0;
  for (size_t i = 0; i <= edits->count && !b->failed; i++) {
    const ren_edit *edit = i < edits->count ? &edits->list[i] : NULL;
    size_t kept = (edit ? edit->offset : b->text->length) - from;
    if (kept) b->pieces[b->count++] = (ren__piece){b->at, kept, whole->origin + from, kept, true};
    b->at += kept;
    if (!edit) break;
    b->pieces[b->count++] = (ren__piece){b->at, edit->after.len, whole->origin + edit->offset, edit->length, false};
    b->at += edit->after.len;
    from = edit->offset + edit->length;
  }
}

static void compose(builder *b, const ren_edits *edits) {
  size_t from = 0;
  if (b->text->piece_count == 1 && b->text->pieces[0].verbatim) {
    compose_first(b, edits);
    return;
  }
  for (size_t i = 0; i < edits->count; i++) {
    keep(b, from, edits->list[i].offset);
    replace(b, &edits->list[i]);
    from = edits->list[i].offset + edits->list[i].length;
  }
  keep(b, from, b->text->length);
}

static char *build_bytes(const ren_text *text, const ren_edits *edits, size_t *length) {
  size_t grown = text->length, at = 0, from = 0;
  for (size_t i = 0; i < edits->count; i++) grown = grown + edits->list[i].after.len - edits->list[i].length;
  char *bytes = ren_realloc_array(NULL, grown + 1, 1);
  if (!bytes) return NULL;
  for (size_t i = 0; i < edits->count; i++) {
    const ren_edit *edit = &edits->list[i];
    memcpy(bytes + at, text->bytes + from, edit->offset - from);
    at += edit->offset - from;
    if (edit->after.len) memcpy(bytes + at, edit->after.ptr, edit->after.len);
    at += edit->after.len;
    from = edit->offset + edit->length;
  }
  memcpy(bytes + at, text->bytes + from, text->length - from);
  bytes[grown] = '\0';
  *length = grown;
  return bytes;
}

ren_status ren_text_apply(ren_text *text, ren_edits *edits, ren_log *log, ren_error *err) {
  ren_status status = sort_edits(edits, text->length, err);
  if (status == REN_OK && log) status = ren__log_add(log, text, edits, err);
  if (status != REN_OK || edits->count == 0) return status;
  size_t length = 0;
  char *bytes = build_bytes(text, edits, &length);
  builder b = {.text = text};
  if (bytes) compose(&b, edits);
  if (!bytes || b.failed) {
    ren_free(bytes);
    ren_free(b.pieces);
    return ren_fail_nomem(err);
  }
  if (text->page_count && !text->raw)
    text->raw = text->bytes; /* what is known of its words is asked by place */
  else
    ren_free(text->bytes);
  ren_free(text->pieces);
  text->bytes = bytes;
  text->length = length;
  text->pieces = b.pieces;
  text->piece_count = b.count;
  return REN_OK;
}
