#include "correct/signs_read.h"

bool ren__read_of(const ren__signs_state *s, ren__run run, ren__read *out) {
  out->word = ren_text_word(s->d->text, run.from);
  out->line = out->word ? ren_text_line(s->d->text, run.from, &out->page) : NULL;
  if (!out->line || out->page->source != REN_SOURCE_OCR) return false;
  return ren_str_eq(out->word->text, ren__run_str(s->text, run));
}

bool ren__begins_read(const ren__signs_state *s, size_t at) {
  return at == 0 || ren_text_word(s->d->text, at) != ren_text_word(s->d->text, at - 1);
}

bool ren__same_column(const ren__read *a, const ren__read *b) {
  if (a->page != b->page || a->line == b->line) return false;
  if (a->line->role != REN_ROLE_TABLE || b->line->role != REN_ROLE_TABLE) return false;
  const ren_box *x = &a->word->box, *y = &b->word->box;
  int64_t from = x->x > y->x ? x->x : y->x;
  int64_t xe = (int64_t)x->x + x->w, ye = (int64_t)y->x + y->w, to = xe < ye ? xe : ye;
  int32_t narrow = x->w < y->w ? x->w : y->w;
  return (to - from) * 2 > narrow;
}

ren_str ren__next_reading(const ren_word *word, size_t *at) {
  ren_str all = word->alternatives;
  if (*at >= all.len) return REN_STR("");
  size_t from = *at, to = from;
  while (to < all.len && all.ptr[to] != '\t') to++;
  *at = to + 1;
  return (ren_str){all.ptr + from, to - from};
}
