#include "correct/batch_memory.h"

#include "alloc.h"
#include "correct/words.h"
#include "string_table.h"
#include "utf8.h"

#include <string.h>

enum { MIN_LETTERS = 4, MAX_CHAIN = 64 };

typedef struct remembered {
  uint32_t count;
  uint32_t next; /* with the same skeleton, number + 1 */
} remembered;

struct ren_memory {
  ren__strings *words, *skeletons;
  remembered *list; /* by word number */
  size_t cap;
  uint32_t *first; /* by skeleton number: word number + 1 */
  size_t first_cap;
};

ren_status ren_memory_new(ren_memory **out, ren_error *err) {
  *out = NULL;
  ren_memory *memory = ren_alloc(sizeof *memory);
  if (!memory) return ren_fail_nomem(err);
  memory->words = ren__strings_new();
  memory->skeletons = ren__strings_new();
  if (!memory->words || !memory->skeletons) {
    ren_memory_free(memory);
    return ren_fail_nomem(err);
  }
  *out = memory;
  return REN_OK;
}

void ren_memory_free(ren_memory *memory) {
  if (!memory) return;
  ren__strings_free(memory->words);
  ren__strings_free(memory->skeletons);
  ren_free(memory->list);
  ren_free(memory->first);
  ren_free(memory);
}

/* What damage leaves of a word: vowels, thin letters and marks go, look-alikes fall
 * together. Damaged letters (digits, symbols) go too. */
static size_t skeleton(const unsigned char *word, size_t len, unsigned char out[REN_WORD_MAX + 1]) {
  size_t n = 0;
  for (size_t i = 0; i < len; i++) {
    unsigned char c = word[i];
    if (!(c >= 'a' && c <= 'z') || strchr("aeiouyljdt", c)) continue; /* å ä ö are read as d too */
    if (c == 'f') c = 'r';
    if (c == 'q' || c == 'y') c = 'g';
    if (n && out[n - 1] == c) continue;
    out[n++] = c;
  }
  return n;
}

bool ren__memory_put(ren_memory *memory, const unsigned char *word, size_t len, uint32_t count) {
  unsigned char bones[REN_WORD_MAX + 1];
  if (len < MIN_LETTERS) return true;
  size_t n = skeleton(word, len, bones);
  uint32_t before = ren__strings_count(memory->words);
  uint32_t number = ren__strings_add(memory->words, (ren_str){(const char *)word, len});
  if (number == UINT32_MAX || !ren_grow(&memory->list, &memory->cap, number, sizeof *memory->list)) return false;
  if (number < before) {
    memory->list[number].count += count;
    return true;
  }
  memory->list[number] = (remembered){.count = count};
  if (n < 2) return true; /* too little to find it by */
  before = ren__strings_count(memory->skeletons);
  uint32_t key = ren__strings_add(memory->skeletons, (ren_str){(const char *)bones, n});
  if (key == UINT32_MAX || !ren_grow(&memory->first, &memory->first_cap, key, sizeof *memory->first)) return false;
  if (key >= before) memory->first[key] = 0;
  memory->list[number].next = memory->first[key];
  memory->first[key] = number + 1;
  return true;
}

ren_status ren_memory_add(ren_memory *memory, const ren_model *model, ren_str text, ren_error *err) {
  ren__item_scanner scanner = ren__item_scanner_of(text, false);
  ren__item item;
  while (ren__next_item(&scanner, &item)) {
    if (item.kind != REN_ITEM_WORD || item.seen.has_digit || item.seen.has_symbol) continue;
    const ren__entry *entry = ren__find(model, item.seen.word, item.seen.length);
    if (entry && ren__fits_casing(entry->flags, item.seen.casing)) continue;
    if (!ren__memory_put(memory, item.seen.word, item.seen.length, 1)) return ren_fail_nomem(err);
  }
  return REN_OK;
}

uint32_t ren__memory_count(const ren_memory *memory, const unsigned char *word, size_t len) {
  if (!memory) return 0;
  uint32_t number = ren__strings_find(memory->words, (ren_str){(const char *)word, len});
  return number == UINT32_MAX ? 0 : memory->list[number].count;
}

size_t ren__memory_candidates(const ren_memory *memory, ren__candidate list[REN_MAX_CANDIDATES], size_t count,
                              const ren__channel *channel, const ren__seen *seen) {
  unsigned char bones[REN_WORD_MAX + 1];
  if (!memory || seen->length < MIN_LETTERS) return count;
  size_t n = skeleton(seen->word, seen->length, bones);
  uint32_t key = n < 2 ? UINT32_MAX : ren__strings_find(memory->skeletons, (ren_str){(const char *)bones, n});
  if (key == UINT32_MAX) return count;
  float limit = seen->known ? 3 : list[0].lexical + 1;
  uint32_t number = memory->first[key];
  for (int chain = 0; number && chain < MAX_CHAIN; number = memory->list[number - 1].next, chain++) {
    ren_str word = ren__strings_get(memory->words, number - 1);
    float cost = ren__channel_cost(channel, seen->word, seen->length, (const unsigned char *)word.ptr, word.len, limit);
    bool same = word.len == seen->length && memcmp(word.ptr, seen->word, word.len) == 0;
    if (same || cost > limit) continue;
    ren__candidate c = {.length = (uint8_t)word.len, .change = REN_CHANGE_MEMORY, .channel = cost};
    memcpy(c.word, word.ptr, word.len);
    c.id = seen->known || list[0].id >= REN_LM_FIRST_WORD ? REN_LM_NAME : list[0].id;
    c.lexical = memory->list[number - 1].count > 1 ? 2.5f : 3.0f; /* one of some hundred such words */
    if (count == REN_MAX_CANDIDATES) count--;
    list[count++] = c;
  }
  return count;
}
