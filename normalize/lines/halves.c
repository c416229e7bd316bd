#include "lines/halves.h"

#include "lines/small_letters.h"
#include "utf8.h"

#include <string.h>

/* Longer runs are not words; a limit keeps a million letters from being read for
 * each of a million hyphens. */
enum { LETTERS_MAX = 160, WHOLE_MAX = 240 };

static bool is_word_cp(uint32_t cp) { return ren_is_letter(cp) || ren_is_mark(cp); }
static bool is_hyphen(uint32_t cp) { return cp == '-' || cp == 0x2010 || cp == 0x2011; }

/* Back from at over the letters that end at s + end; over hyphens and digits as well if whole. */
static size_t back_over(const char *s, size_t from, size_t at, size_t end, bool whole) {
  size_t limit = whole ? WHOLE_MAX : LETTERS_MAX;
  while (at > from && end - at < limit) {
    size_t known = ren__small_letter_before(s, from, at);
    if (known) {
      at -= known;
      continue;
    }
    if (s[at - 1] == ' ') break; /* what nearly always stands there */
    uint32_t cp;
    size_t n = ren_utf8_decode_before(s, at, &cp);
    if (!is_word_cp(cp) && !(whole && (is_hyphen(cp) || ren_is_digit(cp)))) break;
    if (n > at - from) break;
    at -= n;
  }
  return at;
}

/* On over the letters at s + to that began at s + at; *solid: the end without hyphens. */
static size_t on_over(const char *s, size_t at, size_t to, size_t end, bool whole) {
  size_t limit = whole ? WHOLE_MAX : LETTERS_MAX, solid = to;
  while (to < end && to - at < limit) {
    size_t known = ren__small_letter_at(s, to, end);
    if (known) {
      to += known;
      solid = to;
      continue;
    }
    if (s[to] == ' ') break;
    uint32_t cp;
    size_t n = ren_utf8_decode(s + to, end - to, &cp);
    bool hyphen = is_hyphen(cp);
    if (!is_word_cp(cp) && !(whole && (hyphen || ren_is_digit(cp)))) break;
    to += n;
    if (!hyphen) solid = to; /* a hyphen at the end is no part of the word */
  }
  return solid;
}

static ren_str run_before(const char *s, size_t from, size_t end) {
  size_t at = back_over(s, from, end, end, false);
  return (ren_str){s + at, end - at};
}

static ren_str run_after(const char *s, size_t at, size_t end) {
  return (ren_str){s + at, on_over(s, at, at, end, false) - at};
}

static ren__casing casing(ren_str s) {
  size_t upper = 0, lower = 0;
  bool first_upper = false, inner = false;
  for (size_t i = 0; i < s.len;) {
    size_t known = ren__small_letter_at(s.ptr, i, s.len);
    if (known) {
      lower++;
      i += known;
      continue;
    }
    uint32_t cp;
    size_t n = ren_utf8_decode(s.ptr + i, s.len - i, &cp);
    if (ren_is_letter(cp)) {
      bool up = ren_is_upper(cp);
      if (i == 0)
        first_upper = up;
      else
        inner |= up;
      upper += up;
      lower += !up;
    }
    i += n;
  }
  if (upper + lower == 0) return REN__CASE_NONE;
  if (upper == 0) return REN__CASE_LOWER;
  if (lower == 0) return upper == 1 ? REN__CASE_SINGLE : REN__CASE_UPPER;
  return first_upper && !inner ? REN__CASE_TITLE : REN__CASE_MIXED;
}

/* If line i of running text is only one piece of a word with a hyphen after it,
 * the word goes on in the line after: its letters there. */
static ren_str next_piece(const ren__job *job, size_t i, ren_str right) {
  const ren__line *line = ren__run_line(job, i);
  if (line->last != REN__LAST_HYPHEN || i + 1 >= job->run_count) return (ren_str){0};
  if (right.len + line->sign_len != line->len) return (ren_str){0};
  const ren__line *next = ren__run_line(job, i + 1);
  return run_after(job->table.text.ptr, next->start, ren__line_end(next));
}

/* The word before the one that starts at s + at begins with a capital, and no stop
 * stands between them. */
static bool capital_before(const char *s, size_t from, size_t at) {
  if (at < from + 2 || s[at - 1] != ' ') return false;
  size_t end = at - 1, start = end;
  while (start > from && end - start < 32 && s[start - 1] != ' ') start--;
  if (ren__is_small_ascii(s[start])) return false;
  uint32_t first, last;
  ren_utf8_decode(s + start, end - start + 1, &first);
  ren_utf8_decode_before(s, end, &last);
  return ren_is_upper(first) && ren_is_letter(last);
}

/* The letters that end a blank before s + at, if they are a whole word. */
static ren_str word_before(const char *s, size_t from, size_t at) {
  if (at < from + 2 || s[at - 1] != ' ') return (ren_str){0};
  return run_before(s, from, at - 1);
}

/* Nothing but blanks and a sign at the end stands about the halves: most words. */
static bool stands_free(const char *s, size_t from, size_t stop, const ren__halves *h) {
  size_t before = (size_t)(h->left_whole.ptr - s), after = (size_t)(h->right_whole.ptr - s) + h->right_whole.len;
  if (before > from && s[before - 1] != ' ') return false;
  if (after < stop && (s[after] == '.' || s[after] == ',')) after++;
  return after >= stop || s[after] == ' ';
}

/* The token that the hyphen stands in is an address: anna.berg-lund@, www.kommun.se/bygga-bo/. */
static bool in_address(const char *s, const ren__line *a, size_t end, const ren__line *b) {
  size_t from = end, stop = ren__line_end(b), to = b->start;
  while (from > a->start && end - from < WHOLE_MAX && s[from - 1] != ' ') from--;
  while (to < stop && to - b->start < WHOLE_MAX && s[to] != ' ') to++;
  ren_str before = {s + from, end - from}, after = {s + b->start, to - b->start};
  if ((before.len && memchr(before.ptr + 1, '@', before.len - 1)) || memchr(after.ptr, '@', after.len)) return true;
  return memmem(before.ptr, before.len, "www.", 4) || memmem(before.ptr, before.len, "://", 3);
}

ren__halves ren__halves_of(const ren__job *job, size_t i) {
  const ren__line *a = ren__run_line(job, i - 1), *b = ren__run_line(job, i);
  const char *s = job->table.text.ptr;
  size_t end = ren__line_end(a) - a->sign_len, stop = ren__line_end(b);
  ren__halves h = {.sign = (ren__sign)a->sign};
  h.left = run_before(s, a->start, end);
  h.left_whole.ptr = s + back_over(s, a->start, end - h.left.len, end, true);
  h.left_whole.len = (size_t)(s + end - h.left_whole.ptr);
  h.right = run_after(s, b->start, stop);
  h.right_whole = (ren_str){s + b->start, on_over(s, b->start, b->start + h.right.len, stop, true) - b->start};
  h.tail = next_piece(job, i, h.right);
  h.left_case = casing(h.left);
  h.right_case = casing(h.right);
  h.before = word_before(s, a->start, (size_t)(h.left_whole.ptr - s));
  h.continues = i >= 2 && h.left_whole.ptr == s + a->start && ren__run_line(job, i - 2)->last == REN__LAST_HYPHEN;
  size_t whole = (size_t)(h.left_whole.ptr - s);
  h.after_dash = whole >= a->start + 3 && memcmp(s + whole - 3, "\xE2\x80\x93", 3) == 0;
  h.after_capital = capital_before(s, a->start, (size_t)(h.left_whole.ptr - s));
  h.left_digit = end > a->start && (ren_is_digit((unsigned char)s[end - 1]) || s[end - 1] == '%'); /* 5 %-spärren */
  h.right_digit = b->len > 0 && ren_is_digit((unsigned char)s[b->start]);
  h.in_address = !stands_free(s, a->start, stop, &h) && in_address(s, a, end, b);
  size_t after = b->start + h.right.len;
  h.right_end = after >= stop || !ren_is_digit((unsigned char)s[after]);
  return h;
}

/* ---- the two as one word --------------------------------------------------------- */

size_t ren__joined_word(char *out, size_t room, ren_str a, ren_str b, ren_str c) {
  if (a.len + b.len + c.len > room) return 0;
  memcpy(out, a.ptr, a.len);
  memcpy(out + a.len, b.ptr, b.len);
  if (c.len) memcpy(out + a.len + b.len, c.ptr, c.len);
  return a.len + b.len + c.len;
}

/* Swedish writes two, not three, of a consonant where halves meet: till + lägg,
 * divided till- lägg, is tillägg (Svenska skrivregler, § on division). */
bool ren__triple_consonant(const ren__halves *h, uint32_t *letter, size_t *bytes) {
  if (h->left.len < 2 || ((h->left.ptr[h->left.len - 1] ^ h->left.ptr[h->left.len - 2]) & 0xDF)) return false;
  uint32_t last, before, first; /* a doubled consonant, in whatever case, is two bytes alike */
  size_t n = ren_utf8_decode_before(h->left.ptr, h->left.len, &last);
  if (n == 0 || n >= h->left.len || h->right.len == 0) return false;
  ren_utf8_decode_before(h->left.ptr, h->left.len - n, &before);
  ren_utf8_decode(h->right.ptr, h->right.len, &first);
  last = ren_to_lower(last);
  if (last != ren_to_lower(before) || last != ren_to_lower(first)) return false;
  if (last >= 0x80 || strchr("aeiouy", (int)last)) return false;
  *letter = last;
  *bytes = n;
  return true;
}

/* The left half as it enters the joined word: till- lägg gives til. */
ren_str ren__left_in_word(const ren__halves *h) {
  uint32_t letter;
  size_t bytes;
  ren_str left = h->left;
  if (ren__triple_consonant(h, &letter, &bytes)) left.len -= bytes;
  return left;
}

/* Several at a time: most of a look-up is waiting for memory. */
void ren__halves_find_entries(ren__job *job) {
  unsigned char folded[REN_FIND_MANY][REN_WORD_MAX + 1];
  ren__sought sought[REN_FIND_MANY];
  char word[512];
  for (size_t from = 0, count; from < job->halves_count; from += count) {
    ren__halves *h = job->halves + from;
    count = job->halves_count - from < REN_FIND_MANY ? job->halves_count - from : REN_FIND_MANY;
    for (size_t k = 0; k < count; k++) {
      size_t n = ren__joined_word(word, sizeof word, ren__left_in_word(&h[k]), h[k].right, h[k].tail);
      sought[k] = (ren__sought){.word = folded[k], .len = n ? ren__fold(word, n, folded[k]) : 0};
    }
    ren__find_many(job->model, sought, count);
    for (size_t k = 0; k < count; k++) {
      h[k].known = sought[k].entry != NULL;
      if (h[k].known) h[k].word = ren__entry_info(job->model, sought[k].entry);
    }
  }
}
