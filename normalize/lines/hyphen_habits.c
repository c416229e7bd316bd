#include "lines/hyphen_habits.h"

#include "lines/small_letters.h"
#include "utf8.h"

#include <pthread.h>
#include <string.h>

enum { KEY_MAX = 250, START = 4 }; /* START: letters of a beginning, as in the tool */

/* ---- the rows by hash, made once in a process ---------------------------------- */

enum {
  SLOTS = 1 << 15, /* the table has 8,900 rows */
  PLACE_BITS = 20, /* of a row in the table, as if its blocks lay end to end */
  TAG_BITS = 12    /* the upper bits of the hash: a row is hardly ever read in vain */
};

static uint32_t slots[SLOTS]; /* tag and place + 1; 0: free */

/* A bit for each first part: most words have none of those that were counted. */
enum { PARTS = 1 << 16 };
static uint64_t parts[PARTS / 64];
static pthread_once_t slots_made = PTHREAD_ONCE_INIT;

static uint64_t hash_of(const char *key, size_t len) {
  uint64_t hash = UINT64_C(0x9E3779B97F4A7C15) * (len + 1);
  for (; len >= 8; key += 8, len -= 8) {
    uint64_t eight;
    memcpy(&eight, key, sizeof eight);
    hash = (hash ^ eight) * UINT64_C(0xD6E8FEB86659FD93);
    hash ^= hash >> 32;
  }
  uint64_t rest = 0;
  for (size_t i = 0; i < len; i++) rest = rest << 8 | (unsigned char)key[i];
  hash = (hash ^ rest) * UINT64_C(0xD6E8FEB86659FD93);
  return hash ^ hash >> 32;
}

static uint32_t tag_of(uint64_t hash) { return (uint32_t)(hash >> (64 - TAG_BITS)) << PLACE_BITS; }

static void note_part(const char *row, const char *end) {
  const char *hyphen = memchr(row, '-', (size_t)(end - row)), *blank = hyphen;
  while (blank > row && blank[-1] != ' ') blank--;
  size_t bit = (size_t)(hash_of(blank, (size_t)(hyphen - blank)) % PARTS);
  parts[bit / 64] |= UINT64_C(1) << bit % 64;
}

static bool has_part(const char *left, size_t len) {
  size_t bit = (size_t)(hash_of(left, len) % PARTS);
  return parts[bit / 64] >> bit % 64 & 1;
}

static void make_slots(void) {
  for (size_t block = 0; block < ren__hyphen_habits_count; block++) {
    const char *table = ren__hyphen_habits[block];
    for (const char *row = table, *end; (end = strchr(row, '\n')) != NULL; row = end + 1) {
      uint64_t hash = hash_of(row, (size_t)(end - row) - 1);
      note_part(row, end);
      size_t at = (size_t)hash % SLOTS;
      while (slots[at]) at = (at + 1) % SLOTS;
      slots[at] = tag_of(hash) | ((uint32_t)(block * REN__HABITS_BLOCK + (size_t)(row - table)) + 1);
    }
  }
}

static bool look_up(const char *key, size_t len, double *log_odds) {
  uint64_t hash = hash_of(key, len);
  uint32_t tag = tag_of(hash), place = (UINT32_C(1) << PLACE_BITS) - 1;
  for (size_t at = (size_t)hash % SLOTS; slots[at]; at = (at + 1) % SLOTS) {
    if ((slots[at] & ~place) != tag) continue;
    size_t found = (slots[at] & place) - 1;
    const char *row = ren__hyphen_habits[found / REN__HABITS_BLOCK] + found % REN__HABITS_BLOCK;
    if (strncmp(row, key, len) != 0 || row[len] == '\n' || row[len + 1] != '\n') continue;
    *log_odds = (row[len] - 'Z') / 4.0;
    return true;
  }
  return false;
}

/* ---- what is looked up ---------------------------------------------------------- */

/* As ren_utf8_lower_into; most words are small letters already. */
static size_t lower_into(char *out, size_t room, ren_str s) {
  size_t at = 0, n;
  while (at < s.len && (n = ren__small_letter_at(s.ptr, at, s.len)) != 0) at += n;
  if (at < s.len) return ren_utf8_lower_into(out, room, s);
  if (at > room) return 0;
  memcpy(out, s.ptr, at);
  return at;
}

/* Bytes of the first letters of s; 0 if it has fewer. */
static size_t beginning(const char *s, size_t len) {
  size_t at = 0;
  for (size_t letters = 0; letters < START; letters++) {
    if (at >= len) return 0;
    uint32_t cp;
    at += ren_utf8_decode(s + at, len - at, &cp);
  }
  return at;
}

ren__habit ren__hyphen_habit(ren_str before, ren_str left, ren_str right, double *log_odds) {
  char key[KEY_MAX + 2];
  pthread_once(&slots_made, make_slots);
  size_t part = lower_into(key, KEY_MAX / 3, left);
  if (part == 0 || !has_part(key, part)) return REN__HABIT_NONE; /* nearly always */
  size_t lead = before.len ? lower_into(key, KEY_MAX / 3, before) : 0;
  if (lead) key[lead++] = ' ';
  size_t l = lower_into(key + lead, KEY_MAX / 3, left);
  if (l == 0) return REN__HABIT_NONE;
  char *word = key + lead;
  word[l] = '-';
  size_t r = lower_into(word + l + 1, KEY_MAX / 3, right);
  if (r == 0) return REN__HABIT_NONE;
  if (lead && look_up(key, lead + l + 1, log_odds)) return REN__HABIT_GROUP;
  if (look_up(word, l + 1 + r, log_odds)) return REN__HABIT_WORD;
  size_t n = beginning(word + l + 1, r);
  char *star = word + l + 1 + n, under = *star;
  *star = '*';
  bool stem = n && look_up(word, l + 1 + n + 1, log_odds);
  *star = under;
  if (stem) return REN__HABIT_STEM;
  return look_up(word, l + 1, log_odds) ? REN__HABIT_FIRST : REN__HABIT_NONE;
}
