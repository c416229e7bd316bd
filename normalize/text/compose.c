#include "text/compose.h"

#include <string.h>

#include "text/edits.h"

/* Where the work is: all before is done. */
typedef struct composing {
  ren_edits *out;
  ren_str bytes, middle;
  const ren_edits *first, *second; /* sorted */
  size_t i, k;                     /* the next of each */
  ptrdiff_t shift;                 /* a place of the middle, behind the edits before i, less its origin */
  bool rule_of_first;
  ren_buf after;
} composing;

static size_t place_of(const composing *c, const ren_edit *first) {
  return (size_t)((ptrdiff_t)first->offset + c->shift);
}

static const ren_edit *take_first(composing *c) {
  const ren_edit *edit = ren_edits_get(c->first, c->i++);
  c->shift += (ptrdiff_t)edit->after.len - (ptrdiff_t)edit->length;
  return edit;
}

/* The middle from..to with the second edits from..k applied. */
static void apply_second(composing *c, size_t from, size_t to, size_t first) {
  size_t done = from;
  ren_buf_clear(&c->after);
  for (size_t i = first; i < c->k; i++) {
    const ren_edit *edit = ren_edits_get(c->second, i);
    ren_buf_append(&c->after, c->middle.ptr + done, edit->offset - done);
    ren_buf_append_str(&c->after, edit->after);
    done = edit->offset + edit->length;
  }
  ren_buf_append(&c->after, c->middle.ptr + done, to - done);
}

/* The next edits of both that meet, as one. */
static ren_status join(composing *c, ren_error *err) {
  const ren_edit *first = c->i < ren_edits_count(c->first) ? ren_edits_get(c->first, c->i) : NULL;
  const ren_edit *second = ren_edits_get(c->second, c->k);
  size_t from = second->offset, start = c->k;
  if (first && place_of(c, first) < from) from = place_of(c, first);
  ren_edit edit = {.offset = (size_t)((ptrdiff_t)from - c->shift), .rule = second->rule, .confidence = 1};
  for (size_t to = from, end;; to = end > to ? end : to) {
    first = c->i < ren_edits_count(c->first) ? ren_edits_get(c->first, c->i) : NULL;
    second = c->k < ren_edits_count(c->second) ? ren_edits_get(c->second, c->k) : NULL;
    const ren_edit *next;
    if (first && place_of(c, first) <= to) {
      end = place_of(c, first) + first->after.len;
      next = take_first(c);
      if (c->rule_of_first) edit.rule = next->rule;
    } else if (second && second->offset <= to) {
      end = second->offset + second->length;
      next = second;
      c->k++;
    } else {
      apply_second(c, from, to, start);
      edit.length = (size_t)((ptrdiff_t)to - c->shift) - edit.offset;
      break;
    }
    if (next->confidence < edit.confidence) edit.confidence = next->confidence;
  }
  edit.after = ren_buf_str(&c->after);
  if (c->after.status != REN_OK) return ren_fail_nomem(err);
  bool same = edit.after.len == edit.length && memcmp(edit.after.ptr, c->bytes.ptr + edit.offset, edit.length) == 0;
  return same ? REN_OK : ren_edits_add(c->out, &edit, err);
}

static ren_status compose(composing *c, ren_error *err) {
  ren_status status = REN_OK;
  while (status == REN_OK && (c->i < ren_edits_count(c->first) || c->k < ren_edits_count(c->second))) {
    const ren_edit *first = c->i < ren_edits_count(c->first) ? ren_edits_get(c->first, c->i) : NULL;
    const ren_edit *second = c->k < ren_edits_count(c->second) ? ren_edits_get(c->second, c->k) : NULL;
    if (first && (!second || place_of(c, first) + first->after.len < second->offset))
      status = ren_edits_add(c->out, take_first(c), err);
    else
      status = join(c, err);
  }
  return status;
}

ren_status ren__compose(ren_edits **out, ren_str bytes, ren_edits *first, ren_str middle, ren_edits *second,
                        bool rule_of_first, ren_error *err) {
  composing c = {.rule_of_first = rule_of_first, .bytes = bytes, .middle = middle, .first = first, .second = second};
  *out = NULL;
  ren_status status = ren_edits_new(&c.out, ren_edits_step(first), err);
  if (status == REN_OK) status = ren__edits_sort(first, err);
  if (status == REN_OK) status = ren__edits_sort(second, err);
  if (status == REN_OK) status = compose(&c, err);
  if (status == REN_OK)
    *out = c.out;
  else
    ren_edits_free(c.out);
  ren_buf_free(&c.after);
  return status;
}
