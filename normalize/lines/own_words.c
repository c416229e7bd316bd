#include "lines/own_words.h"

#include "alloc.h"

#include <string.h>

#define FNV_START UINT64_C(1469598103934665603)
#define FNV_PRIME UINT64_C(1099511628211)

/* Lower-cases ASCII and the Latin-1 letters (which holds å ä ö é ü) byte by byte. */
static uint64_t add_byte(uint64_t hash, unsigned char c, unsigned char before) {
  if (c >= 'A' && c <= 'Z')
    c = (unsigned char)(c + 32);
  else if (before == 0xC3 && c >= 0x80 && c <= 0x9E && c != 0x97)
    c = (unsigned char)(c + 0x20);
  return (hash ^ c) * FNV_PRIME;
}

static uint64_t add_str(uint64_t hash, ren_str s) {
  unsigned char before = 0;
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.ptr[i];
    hash = add_byte(hash, c, before);
    before = c;
  }
  return hash;
}

uint64_t ren__own_key(ren_str left, char between, ren_str right) {
  uint64_t hash = add_str(FNV_START, left);
  if (between) hash = add_byte(hash, (unsigned char)between, 0);
  hash = add_str(hash, right);
  return hash ? hash : 1;
}

static size_t find(const ren__own_words *own, uint64_t key) {
  size_t at = (size_t)(key ^ key >> 32) & (own->room - 1);
  while (own->key[at] && own->key[at] != key) at = (at + 1) & (own->room - 1);
  return at;
}

static bool grow(ren__own_words *own) {
  ren__own_words wider = {.room = own->room ? own->room * 2 : 256};
  wider.key = ren_alloc_array(wider.room, sizeof *wider.key);
  wider.count = ren_alloc_array(wider.room, sizeof *wider.count);
  if (!wider.key || !wider.count) {
    ren__own_free(&wider);
    return false;
  }
  for (size_t i = 0; i < own->room; i++)
    if (own->key[i]) wider.key[find(&wider, own->key[i])] = own->key[i];
  wider.used = own->used;
  memcpy(wider.sketch, own->sketch, sizeof wider.sketch);
  ren__own_free(own);
  *own = wider;
  return true;
}

enum { LENGTH_MAX = 319 };

/* Five bits of a letter say the same of both its cases, in ASCII and in Latin-1. */
static size_t sketch_bit(unsigned char first, unsigned char second, size_t length) {
  return (size_t)(first & 31) << 10 | (size_t)(second & 31) << 5 | (length & 31);
}

bool ren__own_want(ren__own_words *own, ren_str left, char between, ren_str right) {
  size_t length = left.len + right.len + (between ? 1 : 0);
  if (length > LENGTH_MAX || length < 2 || left.len == 0) return true;
  char second = left.len > 1 ? left.ptr[1] : between ? between : right.ptr[0];
  size_t bit = sketch_bit((unsigned char)left.ptr[0], (unsigned char)second, length);
  own->sketch[bit / 64] |= UINT64_C(1) << bit % 64;
  if (own->used * 2 >= own->room && !grow(own)) return false;
  uint64_t key = ren__own_key(left, between, right);
  size_t at = find(own, key);
  if (!own->key[at]) own->used++;
  own->key[at] = key;
  return true;
}

/* Bytes of words. Of the signs outside ASCII, those with the lead bytes C2 and E2
 * (blanks, dashes, quotes, soft hyphens) end a word. */
static bool is_word_byte(unsigned char c) {
  return (unsigned)((c | 32) - 'a') < 26u || (c >= 0x80 && c != 0xC2 && c != 0xE2);
}

void ren__own_count(ren__own_words *own, ren_str text) {
  if (own->used == 0) return;
  bool part[256];
  for (int c = 0; c < 256; c++) part[c] = is_word_byte((unsigned char)c);
  const unsigned char *s = (const unsigned char *)text.ptr;
  size_t n = text.len;
  for (size_t i = 0; i < n;) {
    if (!part[s[i]]) { /* the bytes after a lead byte of a sign are no letters */
      i += s[i] == 0xE2 ? 3 : s[i] == 0xC2 ? 2 : 1;
      continue;
    }
    size_t from = i;
    while (i < n && (part[s[i]] || (s[i] == '-' && i + 1 < n && part[s[i + 1]]))) i++;
    size_t length = i - from;
    if (length > LENGTH_MAX || length < 2) continue;
    size_t bit = sketch_bit(s[from], s[from + 1], length);
    if (!(own->sketch[bit / 64] >> bit % 64 & 1)) continue;
    size_t at = find(own, add_str(FNV_START, (ren_str){text.ptr + from, length}));
    if (own->key[at] && own->count[at] < UINT32_MAX) own->count[at]++;
  }
}

uint32_t ren__own_get(const ren__own_words *own, uint64_t key) { return own->room ? own->count[find(own, key)] : 0; }

void ren__own_free(ren__own_words *own) {
  ren_free(own->key);
  ren_free(own->count);
  *own = (ren__own_words){0};
}
