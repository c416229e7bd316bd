#include "lines/left_words.h"

#include "alloc.h"
#include "lines/small_letters.h"

#include <string.h>

enum { KEPT_BYTES = 16, SLOTS_MIN = 64, SLOTS_MAX = 2048 };

/* All bytes of a word of 2 to 16. */
static void take_bytes(ren__left_word *word, ren_str s) {
  uint32_t four[2] = {0};
  word->len = (uint32_t)s.len;
  if (s.len >= 8) {
    memcpy(&word->first, s.ptr, 8);
    memcpy(&word->last, s.ptr + s.len - 8, 8);
    return;
  }
  size_t n = s.len >= 4 ? 4 : 2;
  memcpy(&four[0], s.ptr, n);
  memcpy(&four[1], s.ptr + s.len - n, n);
  word->first = four[0];
  word->last = four[1];
}

static void walk_through(ren__left_word *word, const ren_model *model, ren_str s) {
  unsigned char folded[REN_WORD_MAX + 1];
  size_t n = ren__fold(s.ptr, s.len, folded), i = 0;
  const ren__edge *edge = NULL;
  uint32_t number = 0;
  word->walk = (ren__walk){REN_ROOT, 0};
  word->next = 0; /* of a word that leads nowhere, too */
  word->entry = NULL;
  if (n >= 2) {
    if (!(edge = ren__walk_pair(model, &word->walk, folded, &number))) return;
    i = 2;
  }
  for (; i < n; i++)
    if (!(edge = ren__walk_on(model, &word->walk, folded[i], &number))) return;
  word->entry = ren__walk_entry(model, edge, number);
  if (n == 0) return;
  if (word->walk.state == 0) return;
  for (edge = &model->edges[word->walk.state];; edge++) {
    word->next |= UINT32_C(1) << (edge->letter & 31);
    if (edge->last) return;
  }
}

static bool make_slots(ren__left_words *words, size_t lines) {
  size_t room = SLOTS_MIN;
  while (room < SLOTS_MAX && room < lines) room *= 2;
  words->slot = ren_alloc_array(room, sizeof *words->slot);
  words->mask = room - 1;
  return words->slot != NULL;
}

const ren__left_word *ren__left_words_find(ren__left_words *words, const ren_model *model, size_t lines, ren_str left) {
  ren__left_word *spare = &words->spare;
  if (left.len > KEPT_BYTES || (!words->slot && !make_slots(words, lines))) {
    walk_through(spare, model, left);
    return spare;
  }
  take_bytes(spare, left);
  uint64_t hash = (spare->first + left.len) * UINT64_C(0x9E3779B97F4A7C15) ^ spare->last * UINT64_C(0xD6E8FEB86659FD93);
  ren__left_word *slot = &words->slot[(hash ^ hash >> 32) >> 7 & words->mask];
  if (slot->len == spare->len && slot->first == spare->first && slot->last == spare->last) return slot;
  walk_through(spare, model, left);
  *slot = *spare;
  return slot;
}

bool ren__may_follow(const ren__left_word *word, ren_str line) {
  bool latin = line.len > 1 && (unsigned char)line.ptr[0] == 0xC3;
  return line.len > 0 && (word->next >> (line.ptr[latin] & 31) & 1);
}

const ren__entry *ren__left_word_joined(const ren__left_word *word, const ren_model *model, ren_str right) {
  ren__walk walk = word->walk;
  const ren__edge *edge = NULL;
  uint32_t number = 0;
  for (size_t i = 0; i < right.len;) {
    size_t n = ren__small_letter_at(right.ptr, i, right.len);
    if (n == 0) return NULL;
    unsigned char letter = (unsigned char)right.ptr[i + n - 1];
    if (!(edge = ren__walk_on(model, &walk, n == 1 ? letter : (unsigned char)(letter + 0x40), &number))) return NULL;
    i += n;
  }
  return ren__walk_entry(model, edge, number);
}

void ren__left_words_free(ren__left_words *words) { ren_free(words->slot); }
