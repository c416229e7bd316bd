/* ren_diff_words: the units of word_align.h as pieces that tile both texts. */
#include <renskrift/dedup.h>

#include "alloc.h"
#include "dedup/word_align.h"
#include "utf8.h"

typedef struct differ {
  ren_str a, b;
  ren__dedup_tokens tokens_a, tokens_b;
  ren__units units;
  ren_diff_piece *pieces;
  size_t count, cap;
} differ;

/* Where the k-th token's run of non-blanks begins: opening brackets go with it. */
static size_t start_of(const ren__dedup_tokens *tokens, ren_str text, size_t k) {
  if (k == 0) return 0;
  if (k >= tokens->count) return text.len;
  size_t at = (size_t)(tokens->list[k].word.ptr - text.ptr);
  while (at > 0) {
    uint32_t cp;
    size_t len = ren_utf8_decode_before(text.ptr, at, &cp);
    if (len == 0 || ren_is_space(cp)) break;
    at -= len;
  }
  return at;
}

/* Equal but for blanks. */
static bool same_signs(ren_str a, ren_str b) {
  size_t i = 0, j = 0;
  for (;;) {
    uint32_t x = 0, y = 0;
    size_t x_len = 0, y_len = 0;
    while (i < a.len && (x_len = ren_utf8_decode(a.ptr + i, a.len - i, &x)) > 0 && ren_is_space(x)) i += x_len;
    while (j < b.len && (y_len = ren_utf8_decode(b.ptr + j, b.len - j, &y)) > 0 && ren_is_space(y)) j += y_len;
    if (i >= a.len || j >= b.len) return i >= a.len && j >= b.len;
    if (x != y || (x == REN_BAD_CODEPOINT && a.ptr[i] != b.ptr[j])) return false;
    i += x_len, j += y_len;
  }
}

/* Two pieces of one kind become one, but each damaged word stays by itself. */
static bool add_piece(differ *d, ren_diff_piece piece) {
  if (piece.a_length == 0 && piece.b_length == 0) return true;
  ren_diff_piece *last = d->count ? &d->pieces[d->count - 1] : NULL;
  if (last && last->op == piece.op && piece.op != REN_DIFF_NOISE) {
    last->a_length += piece.a_length;
    last->b_length += piece.b_length;
    return true;
  }
  if (!ren_grow(&d->pieces, &d->cap, d->count, sizeof *d->pieces)) return false;
  d->pieces[d->count++] = piece;
  return true;
}

static bool add_unit(differ *d, const ren__unit *u, bool last) {
  size_t a0 = start_of(&d->tokens_a, d->a, u->a), b0 = start_of(&d->tokens_b, d->b, u->b);
  size_t a1 = last ? d->a.len : start_of(&d->tokens_a, d->a, u->a + u->count_a);
  size_t b1 = last ? d->b.len : start_of(&d->tokens_b, d->b, u->b + u->count_b);
  ren_diff_piece piece = {u->op, a0, a1 - a0, b0, b1 - b0};
  if (piece.op == REN_DIFF_SAME && !same_signs((ren_str){d->a.ptr + a0, a1 - a0}, (ren_str){d->b.ptr + b0, b1 - b0}))
    piece.op = REN_DIFF_NOISE;
  return add_piece(d, piece);
}

static bool make_pieces(differ *d) {
  if (!ren__dedup_tokens_read(&d->tokens_a, d->a) || !ren__dedup_tokens_read(&d->tokens_b, d->b) ||
      !ren__align_words(&d->units, &d->tokens_a, &d->tokens_b))
    return false;
  if (d->units.count == 0) { /* no words at all */
    ren_diff_op op = same_signs(d->a, d->b) ? REN_DIFF_SAME : REN_DIFF_CHANGE;
    return add_piece(d, (ren_diff_piece){op, 0, d->a.len, 0, d->b.len});
  }
  for (size_t k = 0; k < d->units.count; k++)
    if (!add_unit(d, &d->units.list[k], k + 1 == d->units.count)) return false;
  return true;
}

ren_status ren_diff_words(ren_diff_piece **out, size_t *count, ren_str a, ren_str b, ren_error *err) {
  differ d = {.a = a, .b = b};
  *out = NULL;
  *count = 0;
  bool ok = make_pieces(&d);
  ren__dedup_tokens_free(&d.tokens_a);
  ren__dedup_tokens_free(&d.tokens_b);
  ren__units_free(&d.units);
  if (!ok) {
    ren_free(d.pieces);
    return ren_fail_nomem(err);
  }
  *out = d.pieces;
  *count = d.count;
  return REN_OK;
}

void ren_diff_free(ren_diff_piece *pieces) { ren_free(pieces); }
