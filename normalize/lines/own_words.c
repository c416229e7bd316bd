#include "lines/own_words.h"

#include "alloc.h"

#include <string.h>

/* ---- the hash ---------------------------------------------------------------- */

enum { LENGTH_MAX = 319 };

/* With bit 5 set a letter is the same in both cases, in ASCII and in Latin-1 (whose
 * second bytes 80..9E become A0..BE), and the other signs of words have it set. */
#define SMALL UINT64_C(0x2020202020202020)

static uint64_t mix(uint64_t hash, uint64_t eight) {
  hash = (hash ^ eight) * UINT64_C(0x9E3779B97F4A7C15);
  return hash ^ hash >> 32;
}

static uint64_t load(const char *s) {
  uint64_t eight;
  memcpy(&eight, s, sizeof eight);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  eight = __builtin_bswap64(eight);
#endif
  return eight;
}

/* Eight bytes may be read from s on, however long the word is. */
static uint64_t hash_bytes(const char *s, size_t len) {
  uint64_t hash = mix(0, len);
  if (len < 8) return mix(hash, (load(s) | SMALL) << (8 * (8 - len)));
  for (size_t i = 0; i + 8 < len; i += 8) hash = mix(hash, load(s + i) | SMALL);
  return mix(hash, load(s + len - 8) | SMALL);
}

uint64_t ren__own_key(ren_str left, char between, ren_str right) {
  char word[LENGTH_MAX + 8] = {0};
  size_t n = left.len, all = left.len + right.len + (between ? 1 : 0);
  if (all > LENGTH_MAX) return 1;
  memcpy(word, left.ptr, left.len);
  if (between) word[n++] = between;
  if (right.len) memcpy(word + n, right.ptr, right.len);
  uint64_t hash = hash_bytes(word, all);
  return hash ? hash : 1;
}

/* ---- the table --------------------------------------------------------------- */

static size_t find(const ren__own_words *own, uint64_t key) {
  size_t at = (size_t)key & (own->room - 1);
  while (own->key[at] && own->key[at] != key) at = (at + 1) & (own->room - 1);
  return at;
}

/* The filter: a bit for each key, eight bits for each place of the table. */
static size_t filter_bit(const ren__own_words *own, uint64_t key) { return (size_t)(key >> 20) & (own->room * 8 - 1); }

static bool passes(const ren__own_words *own, uint64_t key) {
  size_t bit = filter_bit(own, key);
  return own->filter[bit / 64] >> bit % 64 & 1;
}

static void put(ren__own_words *own, uint64_t key) {
  size_t at = find(own, key), bit = filter_bit(own, key);
  if (!own->key[at]) own->used++;
  own->key[at] = key;
  own->filter[bit / 64] |= UINT64_C(1) << bit % 64;
}

static bool grow(ren__own_words *own) {
  ren__own_words wider = {.room = own->room ? own->room * 2 : 256};
  wider.key = ren_alloc_array(wider.room, sizeof *wider.key);
  wider.count = ren_alloc_array(wider.room, sizeof *wider.count);
  wider.filter = ren_alloc_array(wider.room / 8, sizeof *wider.filter);
  if (!wider.key || !wider.count || !wider.filter) {
    ren__own_free(&wider);
    return false;
  }
  for (size_t i = 0; i < own->room; i++)
    if (own->key[i]) put(&wider, own->key[i]);
  wider.shortest = own->room ? own->shortest : LENGTH_MAX;
  ren__own_free(own);
  *own = wider;
  return true;
}

bool ren__own_want_key(ren__own_words *own, uint64_t key, size_t length) {
  if (length > LENGTH_MAX || length < 2) return true;
  if (own->used * 2 >= own->room && !grow(own)) return false;
  put(own, key);
  if (length < own->shortest) own->shortest = length;
  return true;
}

bool ren__own_want(ren__own_words *own, ren_str left, char between, ren_str right) {
  if (left.len == 0) return true;
  return ren__own_want_key(own, ren__own_key(left, between, right), left.len + right.len + (between ? 1 : 0));
}

/* ---- the words of the text ---------------------------------------------------- */

/* Bytes of words. Of the signs outside ASCII, those with the lead bytes C2 and E2
 * (blanks, dashes, quotes, soft hyphens) end a word. */
static bool is_word_byte(unsigned char c) {
  return (unsigned)((c | 32) - 'a') < 26u || (c >= 0x80 && c != 0xC2 && c != 0xE2);
}

/* The same for eight bytes: the upper bit of each that is none. */
static uint64_t not_word_bytes(uint64_t x) {
  const uint64_t ones = UINT64_C(0x0101010101010101), upper = ones << 7;
  uint64_t small = x | SMALL, low = small & ~upper;
  uint64_t letter = (low + (0x80 - 'a') * ones) & ~(low + (0x7F - 'z') * ones) & ~x;
  uint64_t sign = small ^ 0xE2 * ones; /* C2 or E2: 0 */
  uint64_t other = ((sign & ~upper) + ~upper) | sign;
  return ~(letter | (x & other)) & upper;
}

/* The end of the run of word bytes that goes on at i. */
static inline size_t run_end(const char *s, size_t i, size_t n) {
  while (i + 8 <= n) {
    uint64_t stop = not_word_bytes(load(s + i));
    if (stop) return i + (size_t)__builtin_ctzll(stop) / 8;
    i += 8;
  }
  while (i < n && is_word_byte((unsigned char)s[i])) i++;
  return i;
}

/* Hyphens between letters belong to the form, so a line end never stands in one. */
static inline ren_str next_form(ren_str text, size_t *at) {
  const char *s = text.ptr;
  size_t n = text.len, i = *at;
  while (i < n) {
    unsigned char c = (unsigned char)s[i];
    if (is_word_byte(c)) break;
    i += c == 0xE2 ? 3 : c == 0xC2 ? 2 : 1; /* the bytes after a lead byte of a sign are no letters */
  }
  if (i >= n) return (ren_str){0};
  size_t from = i;
  i = run_end(s, i, n);
  while (i + 1 < n && s[i] == '-' && is_word_byte((unsigned char)s[i + 1])) i = run_end(s, i + 1, n);
  *at = i;
  return (ren_str){s + from, i - from};
}

static inline uint64_t key_of(ren_str form, const char *end) {
  return form.ptr + 8 <= end ? hash_bytes(form.ptr, form.len) : ren__own_key(form, 0, (ren_str){0});
}

bool ren__own_next(ren_str text, size_t *at, ren_str *form, uint64_t *key) {
  do *form = next_form(text, at);
  while (form->len > LENGTH_MAX);
  if (form->len) *key = key_of(*form, text.ptr + text.len);
  return form->len > 0;
}

void ren__own_count(ren__own_words *own, ren_str text) {
  if (own->used == 0) return;
  size_t at = 0;
  for (ren_str form; (form = next_form(text, &at)).len > 0;) {
    if (form.len > LENGTH_MAX || form.len < own->shortest) continue;
    uint64_t key = key_of(form, text.ptr + text.len);
    if (!passes(own, key)) continue;
    size_t slot = find(own, key);
    if (own->key[slot] && own->count[slot] < UINT32_MAX) own->count[slot]++;
  }
}

uint32_t ren__own_get(const ren__own_words *own, uint64_t key) { return own->room ? own->count[find(own, key)] : 0; }

void ren__own_free(ren__own_words *own) {
  ren_free(own->key);
  ren_free(own->count);
  ren_free(own->filter);
  *own = (ren__own_words){0};
}
