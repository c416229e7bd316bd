#include "correct_damage.h"

#include <string.h>

uint32_t damage_random(uint64_t *state, uint32_t below) {
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  return (uint32_t)(((*state * 0x2545F4914F6CDD1DULL) >> 32) * below >> 32);
}

/* The letter with a mark at `at`: its place in `marked`, or -1. */
static const char marked[] = "\xA5\xA4\xB6\xA9\x85\x84\x96\x89"; /* second bytes of åäöéÅÄÖÉ */

static int mark_at(ren_str text, size_t at) {
  if ((unsigned char)text.ptr[at] != 0xC3 || at + 1 >= text.len) return -1;
  const char *hit = strchr(marked, text.ptr[at + 1]);
  return hit && *hit ? (int)(hit - marked) : -1;
}

void damage_marks(ren_buf *out, ren_str text, const char *with) {
  static const char bare[] = "aaoeAAOE";
  for (size_t i = 0; i < text.len; i++) {
    int mark = mark_at(text, i);
    if (mark < 0) {
      ren_buf_putc(out, text.ptr[i]);
      continue;
    }
    if (with)
      ren_buf_puts(out, with);
    else
      ren_buf_putc(out, bare[mark]);
    i++;
  }
}

/* Sixteenths, in the order of åäöéÅÄÖÉ. */
static const char *const english[8][16] = {
    {"a", "a", "a", "a", "a", "a", "a", "a", "a", "d", "d", "é", "é", "&", "a", "a"},
    {"a", "a", "a", "a", "a", "a", "i", "i", "i", "i", "é", "é", "é", "d", "d", "a"},
    {"o", "o", "o", "o", "o", "o", "o", "o", "o", "o", "o", "d", "6", "6", "O", "é"},
    {"é", "é", "é", "é", "é", "é", "é", "é", "é", "é", "é", "é", "e", "e", "e", "e"},
    {"A", "A", "A", "A", "A", "A", "A", "A", "A", "A", "A", "A", "A", "A", "A", "A"},
    {"A", "A", "A", "A", "A", "A", "A", "A", "A", "A", "A", "A", "A", "A", "A", "A"},
    {"O", "O", "O", "O", "O", "O", "O", "O", "O", "O", "O", "6", "6", "6", "O", "O"},
    {"E", "E", "E", "E", "E", "E", "E", "E", "E", "E", "E", "E", "É", "É", "É", "É"},
};

static const char *const looks[][2] = {{"l", "1"},  {"i", "1"},  {"f", "{"}, {"rn", "m"}, {"m", "rn"}, {"li", "h"},
                                       {"h", "li"}, {"cl", "d"}, {"e", "c"}, {"c", "e"},  {"t", "l"},  {"n", "u"}};
enum { LOOKS = sizeof looks / sizeof *looks };

static bool blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* A look-alike somewhere in the word: tried from a random place and kind on. */
static const char *look_at(ren_str word, size_t *place, size_t *len, uint64_t *state) {
  if (word.len < 3) return NULL;
  uint32_t kind = damage_random(state, LOOKS), from = damage_random(state, (uint32_t)word.len);
  for (uint32_t k = 0; k < LOOKS; k++) {
    const char *const *look = looks[(kind + k) % LOOKS];
    *len = strlen(look[0]);
    for (size_t i = 0; i < word.len; i++) {
      *place = (from + i) % word.len;
      if (*place + *len <= word.len && memcmp(word.ptr + *place, look[0], *len) == 0) return look[1];
    }
  }
  return NULL;
}

static void damage_word(ren_buf *out, ren_str word, double rate, uint64_t *state) {
  size_t place = 0, len = 0;
  const char *look = damage_random(state, 1u << 20) < rate * (1u << 20) ? look_at(word, &place, &len, state) : NULL;
  for (size_t i = 0; i < word.len; i++) {
    int mark = mark_at(word, i);
    if (look && i == place) {
      ren_buf_puts(out, look);
      i += len - 1;
    } else if (mark >= 0) {
      ren_buf_puts(out, english[mark][damage_random(state, 16)]);
      i++;
    } else {
      ren_buf_putc(out, word.ptr[i]);
    }
  }
}

void damage_english(ren_buf *out, ren_str text, double rate, uint64_t *state) {
  for (size_t i = 0; i < text.len;) {
    size_t start = i;
    while (i < text.len && blank(text.ptr[i])) i++;
    ren_buf_append(out, text.ptr + start, i - start);
    start = i;
    while (i < text.len && !blank(text.ptr[i])) i++;
    damage_word(out, (ren_str){text.ptr + start, i - start}, rate, state);
  }
}
