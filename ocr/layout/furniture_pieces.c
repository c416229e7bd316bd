/* The pieces of a running head: "Lillåkra kommun      PROTOKOLL      3 (12)". A piece that
 * was misread, lost or glued on must not hide that the others repeat. */
#include "layout/furniture.h"

enum { SURE_LETTERS = 6, SURE_SIGNS = 9, SIGNS_MAX = 8, BEGINNING = 10 };

static bool is_gap(const ren_page *page, uint32_t word, float size) {
  const ren_box *before = &page->words[word - 1].box, *box = &page->words[word].box;
  return (float)((int64_t)box->x - before->x - before->w) > 2.0F * size;
}

void ren__pieces_make(ren__pieces *pieces, const ren_page *page, const ren_line *line) {
  float size = line->size > 0.0F ? line->size : 0.75F * (float)line->box.h;
  uint32_t from = line->first_word, end = from + line->word_count;
  *pieces = (ren__pieces){0};
  for (uint32_t i = from + 1; i <= end; i++) {
    bool last = pieces->count + 1 == REN__PIECES_MAX;
    if (i < end && (last || !is_gap(page, i, size))) continue;
    ren_line piece = *line;
    piece.first_word = from;
    piece.word_count = i - from;
    ren__key_make(&pieces->key[pieces->count++], page, &piece);
    from = i;
  }
}

/* Enough signs to tell it by: "Protokoll", "Dnr KS 2026/00746". */
static bool is_sure(const ren__key *key) {
  return key->letters >= SURE_LETTERS || (key->letters >= 3 && key->letters + key->digit_count >= SURE_SIGNS);
}

/* Does one begin as the other reads? "Lillåkra kommun" and "Lillåkra kommun, valnämnden". */
static bool begins_like(const ren__key *a, const ren__key *b) {
  const ren__key *less = a->length < b->length ? a : b, *more = less == a ? b : a;
  if (less->letters < BEGINNING || less->digit_count > more->digit_count) return false;
  return ren__key_distance(less->text, less->length, more->text, less->length) <= less->length / 8 &&
         ren__key_distance(less->digits, less->digit_count, more->digits, less->digit_count) <= less->digit_count / 6;
}

static bool has_match(const ren__pieces *in, const ren__key *key, int64_t apart) {
  for (uint32_t i = 0; i < in->count; i++) {
    if (is_sure(&in->key[i]) && (ren__key_match(key, &in->key[i], apart) || begins_like(key, &in->key[i]))) return true;
  }
  return false;
}

/* How many pieces can be told by their letters; UINT32_MAX if one is a heading, or if there
 * is more beside them than a number. */
static uint32_t count_sure(const ren__pieces *p) {
  uint32_t sure = 0, others = 0;
  for (uint32_t i = 0; i < p->count; i++) {
    const ren__key *key = &p->key[i];
    if (key->heading || key->counted) return UINT32_MAX;
    sure += is_sure(key);
    others += !is_sure(key) && key->form == REN__NOT_A_NUMBER;
    if (!is_sure(key) && key->letters + key->digit_count > SIGNS_MAX) return UINT32_MAX;
  }
  return others > 1 ? UINT32_MAX : sure;
}

/* A date that is all that was read of a head. */
static bool is_piece_of(const ren__pieces *lone, const ren__pieces *whole) {
  const ren__key *date = &lone->key[0];
  if (lone->count != 1 || date->letters || date->digit_count < 6) return false;
  for (uint32_t i = 0; i < whole->count; i++) {
    const ren__key *key = &whole->key[i];
    if (key->digit_count != date->digit_count) continue;
    if (ren__key_distance(key->digits, key->digit_count, date->digits, date->digit_count) == 0) return true;
  }
  return false;
}

bool ren__pieces_match(const ren__pieces *a, const ren__pieces *b, int64_t apart) {
  uint32_t in_a = count_sure(a), in_b = count_sure(b);
  if (is_piece_of(a, b) || is_piece_of(b, a)) return true;
  if (in_a == UINT32_MAX || in_b == UINT32_MAX || in_a == 0 || in_b == 0) return false;
  const ren__pieces *less = in_a <= in_b ? a : b, *more = less == a ? b : a;
  for (uint32_t i = 0; i < less->count; i++) {
    if (is_sure(&less->key[i]) && !has_match(more, &less->key[i], less == a ? apart : -apart)) return false;
  }
  return true;
}
