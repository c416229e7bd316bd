#include "encoding/whole_text.h"

#include <string.h>

#include "alloc.h"
#include "text/edits.h"

/* A line, and where it starts in the bytes and in the text. */
typedef struct ren__whole_row {
  size_t source, text;
  ren__whole whole; /* NONE: as it stands */
} row;

static bool add_row(ren__whole_text *out, size_t source, ren__whole whole) {
  if (!ren_grow(&out->rows, &out->cap, out->count, sizeof *out->rows)) return false;
  out->rows[out->count++] = (row){source, out->text.len, whole};
  return true;
}

static void copy_line(ren_str bytes, size_t *at, ren_buf *out) {
  const char *end = memchr(bytes.ptr + *at, '\n', bytes.len - *at);
  size_t n = end ? (size_t)(end - (bytes.ptr + *at)) + 1 : bytes.len - *at;
  ren_buf_append(out, bytes.ptr + *at, n);
  *at += n;
}

ren_status ren__whole_read(ren__whole_text *out, ren_str bytes, ren__whole whole, const ren__letters *letters,
                           ren_error *err) {
  bool pieces = whole == REN__WHOLE_NONE;
  for (size_t at = 0; at < bytes.len;) {
    size_t end = pieces ? ren__whole_stretch(letters, bytes, at, &whole) : bytes.len;
    ren_str stretch = {bytes.ptr, end};
    while (at < end) {
      if (!add_row(out, at, whole)) return ren_fail_nomem(err);
      if (whole == REN__WHOLE_NONE)
        copy_line(stretch, &at, &out->text);
      else
        ren__whole_line(whole, stretch, &at, &out->text);
    }
  }
  return out->text.status == REN_OK ? REN_OK : ren_fail_nomem(err);
}

void ren__whole_free(ren__whole_text *whole) {
  ren_free(whole->rows);
  ren_buf_free(&whole->text);
}

typedef struct writer {
  ren_edits *out;
  const ren__whole_text *whole;
  ren_str bytes;
  const ren_edits *repairs; /* sorted */
  size_t count, next;
  ren_buf after;
} writer;

static const ren_edit *repair_at(const writer *w, size_t k) { return ren_edits_get(w->repairs, k); }

static size_t text_end(const writer *w, size_t i) {
  return i + 1 < w->whole->count ? w->whole->rows[i + 1].text : w->whole->text.len;
}

/* Where the group of rows ends that starts with row i: repairs that join lines join rows. */
static size_t group_end(const writer *w, size_t i) {
  size_t end = i + 1, reach = 0;
  for (size_t k = w->next; k < w->count && repair_at(w, k)->offset < text_end(w, end - 1); k++) {
    const ren_edit *repair = repair_at(w, k);
    if (repair->offset + repair->length > reach) reach = repair->offset + repair->length;
    while (reach > text_end(w, end - 1)) end++;
  }
  return end;
}

/* The repairs of a row that stands as it is. */
static ren_status write_repairs(writer *w, const row *at, size_t end, ren_error *err) {
  ren_status status = REN_OK;
  for (; status == REN_OK && w->next < w->count && repair_at(w, w->next)->offset < end; w->next++) {
    ren_edit edit = *repair_at(w, w->next);
    edit.offset = edit.offset - at->text + at->source;
    status = ren_edits_add(w->out, &edit, err);
  }
  return status;
}

static ren_status write_group(writer *w, size_t first, size_t stop, ren_error *err) {
  const ren__whole_text *whole = w->whole;
  size_t at = whole->rows[first].text, end = text_end(w, stop - 1);
  ren__whole kind = REN__WHOLE_NONE;
  for (size_t i = first; i < stop && kind == REN__WHOLE_NONE; i++) kind = whole->rows[i].whole;
  if (stop == first + 1 && kind == REN__WHOLE_NONE) return write_repairs(w, &whole->rows[first], end, err);
  ren_buf_clear(&w->after);
  for (; w->next < w->count && repair_at(w, w->next)->offset < end; w->next++) {
    const ren_edit *edit = repair_at(w, w->next);
    if (edit->offset > at) ren_buf_append(&w->after, whole->text.ptr + at, edit->offset - at);
    ren_buf_append_str(&w->after, edit->after);
    at = edit->offset + edit->length;
  }
  if (end > at) ren_buf_append(&w->after, whole->text.ptr + at, end - at);
  size_t from = whole->rows[first].source, to = stop < whole->count ? whole->rows[stop].source : w->bytes.len;
  ren_edit edit = {.offset = from,
                   .length = to - from,
                   .after = ren_buf_str(&w->after),
                   .rule = ren__whole_rule(kind),
                   .confidence = 1};
  return w->after.status == REN_OK ? ren_edits_add(w->out, &edit, err) : ren_fail_nomem(err);
}

ren_status ren__whole_edits(ren_edits *out, const ren__whole_text *whole, ren_str bytes, ren_edits *repairs,
                            ren_error *err) {
  writer w = {.out = out, .whole = whole, .bytes = bytes, .repairs = repairs, .count = ren_edits_count(repairs)};
  ren_status status = ren__edits_sort(repairs, err);
  for (size_t i = 0; i < whole->count && status == REN_OK;) {
    size_t stop = group_end(&w, i);
    status = write_group(&w, i, stop, err);
    i = stop;
  }
  ren_buf_free(&w.after);
  return status;
}
