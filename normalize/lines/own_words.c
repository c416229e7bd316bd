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

static uint64_t load(const char *s) {
  uint64_t eight;
  memcpy(&eight, s, sizeof eight);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  eight = __builtin_bswap64(eight);
#endif
  return eight;
}

/* The first n bytes of eight, n from 0 to 8, and 0 for the others. */
static inline uint64_t part(uint64_t eight, size_t n) {
  static const uint64_t kept[9] = {0,
                                   UINT64_C(0xFF),
                                   UINT64_C(0xFFFF),
                                   UINT64_C(0xFFFFFF),
                                   UINT64_C(0xFFFFFFFF),
                                   UINT64_C(0xFFFFFFFFFF),
                                   UINT64_C(0xFFFFFFFFFFFF),
                                   UINT64_C(0xFFFFFFFFFFFFFF),
                                   UINT64_C(0xFFFFFFFFFFFFFFFF)};
  return (eight | SMALL) & kept[n];
}

static inline uint64_t mix(uint64_t hash, uint64_t first, uint64_t second) {
  hash = (hash ^ first) * UINT64_C(0x9E3779B97F4A7C15);
  hash = (hash ^ hash >> 32 ^ second) * UINT64_C(0xD6E8FEB86659FD93);
  return hash ^ hash >> 32;
}

enum { PAIR = 16 };

/* Of a word of up to 16 bytes, without a branch. PAIR bytes may be read from s on. */
static inline uint64_t hash_short(const char *s, size_t len) {
  size_t first = len < 8 ? len : 8;
  return mix(len, part(load(s), first), part(load(s + 8), len - first));
}

/* Bytes up to the next multiple of PAIR may be read. */
static uint64_t hash_bytes(const char *s, size_t len) {
  uint64_t hash = len;
  for (; len > PAIR; s += PAIR, len -= PAIR) hash = mix(hash, load(s) | SMALL, load(s + 8) | SMALL);
  return mix(hash, part(load(s), len < 8 ? len : 8), part(load(s + 8), len < 8 ? 0 : len - 8));
}

uint64_t ren__own_key(ren_str left, char between, ren_str right) {
  char word[LENGTH_MAX + PAIR];
  size_t n = left.len, all = left.len + right.len + (between ? 1 : 0);
  if (all > LENGTH_MAX || all == 0) return 1;
  memcpy(word, left.ptr, left.len);
  if (between) word[n++] = between;
  if (right.len) memcpy(word + n, right.ptr, right.len);
  memset(word + all, 0, PAIR);
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
  wider.shortest = own->room ? own->shortest : LENGTH_MAX;
  ren__own_free(own);
  *own = wider;
  return true;
}

bool ren__own_want(ren__own_words *own, uint64_t key, char first, size_t length) {
  if (length > LENGTH_MAX || length < 2) return true;
  if (own->used * 2 >= own->room && !grow(own)) return false;
  put(own, key);
  if (length < own->shortest) own->shortest = length;
  own->lengths[(unsigned char)first & 31] |= UINT32_C(1) << (length < 31 ? length : 31);
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

/* The bytes of words of the next block, 0 after the end. A hyphen between two of them belongs
 * to the form, so a line end never stands in one; the bytes after the lead byte of a sign are
 * no letters. */
static inline uint64_t next_block(ren__own_walk *walk) {
  size_t at = walk->next, left = walk->text.len - at;
  bits b;
  if (left == 0) return 0;
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
  walk->next = at + (left < BLOCK ? left : BLOCK);
  return b.word;
}

/* On to the next block; false: there is none. */
static inline bool advance(ren__own_walk *walk) {
  uint64_t last = walk->word >> 63;
  walk->at += walk->begun ? BLOCK : 0;
  if (walk->at >= walk->text.len) return false;
  walk->word = walk->begun ? walk->ahead : next_block(walk);
  walk->begun = true;
  walk->starts = walk->word & ~(walk->word << 1 | last);
  walk->ahead = next_block(walk);
  return true;
}

ren__own_walk ren__own_walk_of(ren_str text) { return (ren__own_walk){.text = text}; }

/* The length of the form that starts at a bit of the block; BLOCK: that or more. */
static inline size_t length_at(const ren__own_walk *walk, unsigned start) {
  uint64_t bytes = walk->word >> start | walk->ahead << 1 << (63 - start);
  return ~bytes ? (size_t)__builtin_ctzll(~bytes) : BLOCK;
}

/* A form of a block and more: to its end by a walk of its own. */
static size_t long_length(const ren__own_walk *walk, unsigned start) {
  ren__own_walk on = *walk;
  size_t length = BLOCK - start;
  while (advance(&on)) {
    if (~on.word) return length + (size_t)__builtin_ctzll(~on.word);
    length += BLOCK;
  }
  return length;
}

/* The first form of the block that was not given yet. */
static inline ren_str take_form(ren__own_walk *walk) {
  unsigned start = (unsigned)__builtin_ctzll(walk->starts);
  size_t length = length_at(walk, start);
  walk->starts &= walk->starts - 1;
  if (length == BLOCK) length = long_length(walk, start);
  return (ren_str){walk->text.ptr + walk->at + start, length};
}

static uint64_t key_of(const ren__own_walk *walk, ren_str form) {
  bool room = (size_t)(form.ptr - walk->text.ptr) + form.len + PAIR <= walk->text.len;
  uint64_t key = room ? hash_bytes(form.ptr, form.len) : ren__own_key(form, 0, (ren_str){0});
  return key ? key : 1;
}

bool ren__own_next(ren__own_walk *walk, ren_str *form, uint64_t *key) {
  do {
    while (!walk->starts)
      if (!advance(walk)) return false;
    *form = take_form(walk);
  } while (form->len > LENGTH_MAX);
  *key = key_of(walk, *form);
  return true;
}

enum { SHORT = 6 }; /* forms as short as that are told from others before they are read */

/* Words that wait for the memory that tells whether they are asked for. */
typedef struct queue {
  uint64_t key[128];
  size_t count;
} queue;

/* What the filter lets through is few, and what it does not is not known before: no branches. */
static void count_queue(ren__own_words *own, queue *q) {
  size_t kept = 0;
  for (size_t i = 0; i < q->count; i++) {
    uint64_t key = q->key[i];
    q->key[kept] = key;
    kept += passes(own, key);
  }
  for (size_t i = 0; i < kept; i++) __builtin_prefetch(&own->slot[(size_t)q->key[i] & (own->room - 1)]);
  for (size_t i = 0; i < kept; i++) {
    uint64_t *slot = find(own, q->key[i]);
    *slot += *slot && (*slot & COUNT_MAX) < COUNT_MAX;
  }
  q->count = 0;
}

static inline void put_off(const ren__own_words *own, queue *q, char first, size_t length, uint64_t key) {
  __builtin_prefetch(&own->filter[filter_bit(own, key) / 64]);
  q->key[q->count] = key;
  q->count += own->lengths[(unsigned char)first & 31] >> (length < 31 ? length : 31) & 1;
}

/* Takes away the starts of forms of fewer than `least` bytes. */
static inline void drop_short(ren__own_walk *walk, size_t least) {
  for (size_t k = 1; k < least; k++) walk->starts &= walk->word >> k | walk->ahead << (BLOCK - k);
}

void ren__own_count(ren__own_words *own, ren_str text) {
  if (own->used == 0) return;
  size_t least = own->shortest < SHORT ? own->shortest : SHORT;
  queue q = {.count = 0};
  ren__own_walk walk = ren__own_walk_of(text);
  while (advance(&walk)) {
    if (q.count + BLOCK / 2 > sizeof q.key / sizeof *q.key) count_queue(own, &q);
    bool room = walk.at + BLOCK + PAIR <= text.len;
    drop_short(&walk, least);
    while (walk.starts) {
      unsigned start = (unsigned)__builtin_ctzll(walk.starts);
      size_t length = length_at(&walk, start);
      const char *s = text.ptr + walk.at + start;
      if (length <= PAIR && room) { /* nearly all */
        put_off(own, &q, *s, length, hash_short(s, length));
        walk.starts &= walk.starts - 1;
        continue;
      }
      ren_str form = take_form(&walk);
      if (form.len <= LENGTH_MAX) put_off(own, &q, *form.ptr, form.len, key_of(&walk, form));
    }
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
