#include "lines/own_words.h"

#include "alloc.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

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
static inline uint64_t hash_bytes(const char *s, size_t len) {
  uint64_t hash = len * UINT64_C(0x9FB21C651E98DF25);
  if (len < 8) return mix(hash, (load(s) | SMALL) << (8 * (8 - len)));
  for (size_t i = 0; i + 8 < len; i += 8) hash = mix(hash, load(s + i) | SMALL);
  return mix(hash, load(s + len - 8) | SMALL);
}

uint64_t ren__own_key(ren_str left, char between, ren_str right) {
  char word[LENGTH_MAX + 8];
  size_t n = left.len, all = left.len + right.len + (between ? 1 : 0);
  if (all > LENGTH_MAX || all == 0) return 1;
  memcpy(word, left.ptr, left.len);
  if (between) word[n++] = between;
  if (right.len) memcpy(word + n, right.ptr, right.len);
  memset(word + all, 0, 8);
  uint64_t hash = hash_bytes(word, all);
  return hash ? hash : 1;
}

/* ---- the table --------------------------------------------------------------- */

/* A slot holds the upper bits of the key and how often it was seen, so that a look takes one
 * line of memory; the lower bits say where it is. The uppermost bit tells it from a free one. */
#define COUNT_MAX UINT64_C(0xFFFF)
#define USED (UINT64_C(1) << 63)

static uint64_t tag_of(uint64_t key) { return (key & ~COUNT_MAX) | USED; }

static uint64_t *find(const ren__own_words *own, uint64_t key) {
  size_t at = (size_t)key & (own->room - 1);
  uint64_t tag = tag_of(key);
  while (own->slot[at] && (own->slot[at] & ~COUNT_MAX) != tag) at = (at + 1) & (own->room - 1);
  return &own->slot[at];
}

/* The filter: a bit for each key, eight bits for each place of the table. */
static size_t filter_bit(const ren__own_words *own, uint64_t key) { return (size_t)(key >> 20) & (own->room * 8 - 1); }

static bool passes(const ren__own_words *own, uint64_t key) {
  size_t bit = filter_bit(own, key);
  return own->filter[bit / 64] >> bit % 64 & 1;
}

static void put(ren__own_words *own, uint64_t key) {
  size_t bit = filter_bit(own, key);
  uint64_t *slot = find(own, key);
  if (!*slot) own->key[own->used++] = key;
  *slot = tag_of(key);
  own->filter[bit / 64] |= UINT64_C(1) << bit % 64;
}

/* Before anything is counted. */
static bool grow(ren__own_words *own) {
  ren__own_words wider = {.room = own->room ? own->room * 2 : 256};
  wider.slot = ren_alloc_array(wider.room, sizeof *wider.slot);
  wider.key = ren_realloc_array(NULL, wider.room / 2, sizeof *wider.key);
  wider.filter = ren_alloc_array(wider.room / 8, sizeof *wider.filter);
  if (!wider.slot || !wider.key || !wider.filter) {
    ren__own_free(&wider);
    return false;
  }
  for (size_t i = 0; i < own->used; i++) put(&wider, own->key[i]);
  memcpy(wider.lengths, own->lengths, sizeof wider.lengths);
  ren__own_free(own);
  *own = wider;
  return true;
}

/* A bit for the length of a form; the last stands for all that are longer. */
static inline uint32_t length_bit(size_t length) { return UINT32_C(1) << (length < 31 ? length : 31); }

/* By the first byte; the letters that are the same in both cases fall together. */
static inline uint32_t *lengths_of(ren__own_words *own, char first) { return &own->lengths[(unsigned char)first & 31]; }

bool ren__own_want(ren__own_words *own, uint64_t key, char first, size_t length) {
  if (length > LENGTH_MAX || length < 2) return true;
  if (own->used * 2 >= own->room && !grow(own)) return false;
  put(own, key);
  *lengths_of(own, first) |= length_bit(length);
  return true;
}

/* ---- the words of the text ---------------------------------------------------- */

/* Bytes of words. Of the signs outside ASCII, those with the lead bytes C2 and E2
 * (blanks, dashes, quotes, soft hyphens) end a word. */
static bool is_word_byte(unsigned char c) {
  return (unsigned)((c | 32) - 'a') < 26u || (c >= 0x80 && c != 0xC2 && c != 0xE2);
}

enum { BLOCK = 64 };

/* What 64 bytes are, a bit a byte. */
typedef struct bits {
  uint64_t word, hyphen, c2, e2;
} bits;

#if defined(__SSE2__)
static inline bits look_at(const char *s) {
  bits b = {0};
  for (int i = 0; i < BLOCK; i += 16) {
    __m128i bytes;
    memcpy(&bytes, s + i, sizeof bytes);
    __m128i small = _mm_or_si128(bytes, _mm_set1_epi8(32)), sign = _mm_cmpeq_epi8(small, _mm_set1_epi8((char)0xE2));
    __m128i letter =
        _mm_and_si128(_mm_cmpgt_epi8(small, _mm_set1_epi8('a' - 1)), _mm_cmplt_epi8(small, _mm_set1_epi8('z' + 1)));
    __m128i other = _mm_andnot_si128(sign, _mm_cmplt_epi8(bytes, _mm_setzero_si128()));
    b.word |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_or_si128(letter, other)) << i;
    b.hyphen |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('-'))) << i;
    if (!_mm_movemask_epi8(sign)) continue;
    b.c2 |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)0xC2))) << i;
    b.e2 |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)0xE2))) << i;
  }
  return b;
}
#else
static bits look_at(const char *s) {
  bits b = {0};
  for (int i = 0; i < BLOCK; i++) {
    unsigned char c = (unsigned char)s[i];
    b.word |= (uint64_t)is_word_byte(c) << i;
    b.hyphen |= (uint64_t)(c == '-') << i;
    b.c2 |= (uint64_t)(c == 0xC2) << i;
    b.e2 |= (uint64_t)(c == 0xE2) << i;
  }
  return b;
}
#endif

ren__own_walk ren__own_walk_of(ren_str text) { return (ren__own_walk){.text = text}; }

/* Looks at the next block; false at the end. A hyphen between two bytes of words belongs to
 * the form, so a line end never stands in one; the bytes after the lead byte of a sign are
 * no letters. */
static inline bool next_block(ren__own_walk *walk) {
  size_t at = walk->next, left = walk->text.len - at;
  if (left == 0) return false;
  bits b;
  if (left >= BLOCK) {
    b = look_at(walk->text.ptr + at);
  } else {
    char last[BLOCK] = {0};
    memcpy(last, walk->text.ptr + at, left);
    b = look_at(last);
  }
  if (b.c2 | b.e2 | walk->skip) {
    b.word &= ~(b.c2 << 1 | b.e2 << 1 | b.e2 << 2 | walk->skip);
    walk->skip = (b.c2 | b.e2) >> 63 | b.e2 >> 62;
  }
  if (b.hyphen) {
    bool goes_on = left > BLOCK && is_word_byte((unsigned char)walk->text.ptr[at + BLOCK]);
    b.word |= b.hyphen & (b.word << 1 | walk->in_word) & (b.word >> 1 | (uint64_t)goes_on << 63);
  }
  walk->in_word = b.word >> 63;
  walk->word = b.word;
  walk->at = at;
  walk->next = at + (left < BLOCK ? left : BLOCK);
  return true;
}

static inline bool next_form(ren__own_walk *walk, ren_str *form) {
  while (!walk->word)
    if (!next_block(walk)) return false;
  unsigned start = (unsigned)__builtin_ctzll(walk->word);
  uint64_t after = ~(walk->word >> start);
  size_t length = after ? (size_t)__builtin_ctzll(after) : BLOCK;
  form->ptr = walk->text.ptr + walk->at + start;
  walk->word &= ~UINT64_C(0) << start << (length - 1) << 1;
  for (bool open = start + length == BLOCK; open && next_block(walk);) { /* it goes on in the next */
    size_t more = ~walk->word ? (size_t)__builtin_ctzll(~walk->word) : BLOCK;
    length += more;
    open = more == BLOCK;
    walk->word &= open ? 0 : ~UINT64_C(0) << more;
  }
  form->len = length;
  return true;
}

static inline uint64_t key_of(const ren__own_walk *walk, ren_str form) {
  bool room = (size_t)(form.ptr - walk->text.ptr) + 8 <= walk->text.len;
  return room ? hash_bytes(form.ptr, form.len) : ren__own_key(form, 0, (ren_str){0});
}

bool ren__own_next(ren__own_walk *walk, ren_str *form, uint64_t *key) {
  do {
    if (!next_form(walk, form)) return false;
  } while (form->len > LENGTH_MAX);
  *key = key_of(walk, *form);
  return true;
}

/* Words that wait for the memory that tells whether they are asked for. */
typedef struct queue {
  uint64_t key[64];
  size_t count;
} queue;

static void count_queue(ren__own_words *own, queue *q) {
  size_t kept = 0;
  for (size_t i = 0; i < q->count; i++) {
    uint64_t key = q->key[i];
    if (!passes(own, key)) continue;
    __builtin_prefetch(&own->slot[(size_t)key & (own->room - 1)]);
    q->key[kept++] = key;
  }
  for (size_t i = 0; i < kept; i++) {
    uint64_t *slot = find(own, q->key[i]);
    if (*slot && (*slot & COUNT_MAX) < COUNT_MAX) ++*slot;
  }
  q->count = 0;
}

void ren__own_count(ren__own_words *own, ren_str text) {
  if (own->used == 0) return;
  queue q = {.count = 0};
  ren__own_walk walk = ren__own_walk_of(text);
  for (ren_str form; next_form(&walk, &form);) {
    if (!(*lengths_of(own, form.ptr[0]) & length_bit(form.len)) || form.len > LENGTH_MAX) continue;
    uint64_t key = key_of(&walk, form);
    __builtin_prefetch(&own->filter[filter_bit(own, key) / 64]);
    q.key[q.count++] = key;
    if (q.count == sizeof q.key / sizeof *q.key) count_queue(own, &q);
  }
  count_queue(own, &q);
}

uint32_t ren__own_get(const ren__own_words *own, uint64_t key) {
  return own->room ? (uint32_t)(*find(own, key) & COUNT_MAX) : 0;
}

void ren__own_expect(const ren__own_words *own, uint64_t key) {
  if (own->room) __builtin_prefetch(&own->slot[(size_t)key & (own->room - 1)]);
}

void ren__own_free(ren__own_words *own) {
  ren_free(own->slot);
  ren_free(own->key);
  ren_free(own->filter);
  *own = (ren__own_words){0};
}
