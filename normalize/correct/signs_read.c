#include "correct/signs_read.h"

bool ren__read_of(const ren__signs_state *s, ren__run run, ren__read *out) {
  bool any = ren_text_word(&out->word, s->d->text, run.from);
  const ren_placed_line *placed = any ? ren_text_line(s->d->text, run.from) : NULL;
  if (!placed || placed->source != REN_SOURCE_OCR) return false;
  out->line = &placed->line;
  out->page = placed->page;
  return ren_str_eq(out->word.text, ren__run_str(s->text, run));
}

bool ren__begins_read(const ren__signs_state *s, size_t at) {
  ren_reading here, before;
  if (at == 0) return true;
  bool any = ren_text_word(&here, s->d->text, at);
  return any != ren_text_word(&before, s->d->text, at - 1) || here.text.ptr != before.text.ptr;
}

bool ren__same_column(const ren__read *a, const ren__read *b) {
  if (a->page != b->page || a->line == b->line) return false;
  if (a->line->role != REN_ROLE_TABLE || b->line->role != REN_ROLE_TABLE) return false;
  const ren_box *x = &a->word.box, *y = &b->word.box;
  int64_t from = x->x > y->x ? x->x : y->x;
  int64_t xe = (int64_t)x->x + x->w, ye = (int64_t)y->x + y->w, to = xe < ye ? xe : ye;
  int32_t narrow = x->w < y->w ? x->w : y->w;
  return (to - from) * 2 > narrow;
}

ren_str ren__next_reading(const ren_reading *word, size_t *at) {
  ren_str all = word->alternatives;
  if (*at >= all.len) return REN_STR("");
  size_t from = *at, to = from;
  while (to < all.len && all.ptr[to] != '\t') to++;
  *at = to + 1;
  return (ren_str){all.ptr + from, to - from};
}
