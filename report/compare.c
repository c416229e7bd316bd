#include "align.h"
#include "alloc.h"
#include "utf8.h"

#include <renskrift/compare.h>

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

/* Code points, then the 256 bytes that are not UTF-8: each a letter of its own. */
enum { LETTERS = 0x110000 + 256, MERGE = 3 };

/* ---- letters and words as symbols ---------------------------------------- */

typedef struct symbols {
  uint32_t *ptr;
  size_t len, cap;
} symbols;

static bool push(symbols *list, uint32_t symbol) {
  if (!ren_grow(&list->ptr, &list->cap, list->len, sizeof *list->ptr)) return false;
  list->ptr[list->len++] = symbol;
  return true;
}

typedef struct slot {
  uint64_t hash;
  ren_str word;
  uint32_t id;
} slot;

typedef struct words {
  slot *slots; /* open addressing, a power of two, at most half full */
  size_t room;
  uint32_t count;
} words;

static bool words_grow(words *table) {
  size_t room = table->room ? table->room * 2 : 1024;
  slot *slots = ren_alloc_array(room, sizeof *slots);
  if (!slots) return false;
  for (size_t i = 0; i < table->room; i++) {
    if (!table->slots[i].word.ptr) continue;
    size_t at = table->slots[i].hash & (room - 1);
    while (slots[at].word.ptr) at = (at + 1) & (room - 1);
    slots[at] = table->slots[i];
  }
  ren_free(table->slots);
  table->slots = slots;
  table->room = room;
  return true;
}

static bool word_id(words *table, ren_str word, uint32_t *id) {
  if (table->count >= table->room / 2 && !words_grow(table)) return false;
  uint64_t hash = XXH3_64bits(word.ptr, word.len);
  size_t at = hash & (table->room - 1);
  while (table->slots[at].word.ptr) {
    if (table->slots[at].hash == hash && ren_str_eq(table->slots[at].word, word)) {
      *id = table->slots[at].id;
      return true;
    }
    at = (at + 1) & (table->room - 1);
  }
  *id = table->count;
  table->slots[at] = (slot){hash, word, table->count++};
  return true;
}

static bool is_blank_at(ren_str text, size_t at) {
  uint32_t cp;
  if (at >= text.len) return true;
  ren_utf8_decode(text.ptr + at, text.len - at, &cp);
  return cp != REN_BAD_CODEPOINT && ren_is_space(cp);
}

/* Splits a text at blanks; its letters have one blank between words. */
static bool read_text(ren_str text, words *table, symbols *letters, symbols *ids) {
  for (size_t i = 0, start = 0, len; i < text.len; i += len) {
    uint32_t cp, id;
    len = ren_utf8_decode(text.ptr + i, text.len - i, &cp);
    if (cp == REN_BAD_CODEPOINT) {
      cp = 0x110000 + (unsigned char)text.ptr[i];
    } else if (ren_is_space(cp)) {
      start = i + len;
      continue;
    }
    if (start == i && letters->len && !push(letters, ' ')) return false;
    if (!push(letters, cp)) return false;
    if (!is_blank_at(text, i + len)) continue;
    if (!word_id(table, (ren_str){text.ptr + start, i + len - start}, &id) || !push(ids, id)) return false;
  }
  return true;
}

/* Numbers the letters in use 0, 1, 2 ...; `back` maps to code points. */
static bool number_letters(symbols *truth, symbols *text, symbols *back) {
  uint32_t *known = ren_alloc_array(LETTERS, sizeof *known);
  if (!known) return false;
  bool ok = true;
  symbols *both[] = {truth, text};
  for (int k = 0; k < 2 && ok; k++) {
    for (size_t i = 0; i < both[k]->len && ok; i++) {
      uint32_t *letter = &both[k]->ptr[i];
      if (!known[*letter]) {
        ok = push(back, *letter);
        known[*letter] = (uint32_t)back->len;
      }
      *letter = known[*letter] - 1;
    }
  }
  ren_free(known);
  return ok;
}

/* ---- confusions ------------------------------------------------------------ */

typedef struct pairs {
  ren_confusion *ptr;
  size_t count, cap;
} pairs;

static void spell(char out[16], const uint32_t *letters, size_t count, const symbols *back) {
  size_t at = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t letter = back->ptr[letters[i]];
    at += ren_utf8_encode(letter ? letter : 0x2400, out + at); /* NUL would end the string: its picture */
  }
  out[at] = '\0';
}

static bool add_pair(pairs *list, const symbols *back, const uint32_t *truth, size_t truth_len, const uint32_t *text,
                     size_t text_len) {
  if (!ren_grow(&list->ptr, &list->cap, list->count, sizeof *list->ptr)) return false;
  ren_confusion *pair = &list->ptr[list->count++];
  *pair = (ren_confusion){.count = 1};
  spell(pair->truth, truth, truth_len, back);
  spell(pair->text, text, text_len, back);
  return true;
}

/* One place where the texts differ: a short uneven one (m for rn) is one confusion;
 * of others each letter is one. */
static bool add_place(pairs *list, const symbols *back, const ren__run *runs, size_t count, const uint32_t *truth,
                      const uint32_t *text) {
  size_t n = 0, m = 0;
  for (size_t i = 0; i < count; i++) {
    if (runs[i].op != REN__ADDED) n += runs[i].length;
    if (runs[i].op != REN__LOST) m += runs[i].length;
  }
  if (n && m && n != m && n <= MERGE && m <= MERGE)
    return add_pair(list, back, truth + runs[0].a, n, text + runs[0].b, m);
  for (size_t i = 0; i < count; i++) {
    for (size_t k = 0; k < runs[i].length; k++)
      if (!add_pair(list, back, truth + runs[i].a + k, runs[i].op != REN__ADDED, text + runs[i].b + k,
                    runs[i].op != REN__LOST))
        return false;
  }
  return true;
}

static int by_letters(const void *left, const void *right) {
  const ren_confusion *x = left, *y = right;
  int order = strcmp(x->truth, y->truth);
  return order ? order : strcmp(x->text, y->text);
}

static int by_count(const void *left, const void *right) {
  const ren_confusion *x = left, *y = right;
  if (x->count != y->count) return x->count > y->count ? -1 : 1;
  return by_letters(left, right);
}

/* Sorts and sums up what is listed. */
static void fold_pairs(pairs *list) {
  if (list->count == 0) return;
  qsort(list->ptr, list->count, sizeof *list->ptr, by_letters);
  size_t kept = 0;
  for (size_t i = 1; i < list->count; i++) {
    if (by_letters(&list->ptr[kept], &list->ptr[i]) == 0)
      list->ptr[kept].count += list->ptr[i].count;
    else
      list->ptr[++kept] = list->ptr[i];
  }
  list->count = kept + 1;
}

/* The list is folded whenever it has grown well beyond its different pairs. */
static bool list_confusions(pairs *list, const ren__runs *runs, const symbols *truth, const symbols *text,
                            const symbols *back) {
  size_t fold_at = (size_t)1 << 16;
  static const uint32_t none[1] = {0}; /* an empty text has no letters to point at */
  const uint32_t *a = truth->len ? truth->ptr : none, *b = text->len ? text->ptr : none;
  for (size_t i = 0; i < runs->count;) {
    size_t end = i;
    while (end < runs->count && runs->ptr[end].op != REN__SAME) end++;
    if (end > i && !add_place(list, back, runs->ptr + i, end - i, a, b)) return false;
    i = end > i ? end : i + 1;
    if (list->count < fold_at) continue;
    fold_pairs(list);
    fold_at = list->count * 2 + ((size_t)1 << 16);
  }
  fold_pairs(list);
  if (list->count) qsort(list->ptr, list->count, sizeof *list->ptr, by_count);
  return true;
}

/* ---- the comparison -------------------------------------------------------- */

static double share(size_t part, size_t whole) { return (double)part / (double)(whole ? whole : 1); }

typedef struct texts {
  words table;
  symbols letters[2], ids[2], back; /* 0: truth, 1: text */
} texts;

static ren_status compare_words(ren_comparison *out, const texts *t, ren_error *err) {
  ren__runs runs;
  ren__align_opts opts = {.kinds = t->table.count, .grams = {8, 3}};
  ren_status status = ren__align(&runs, (ren__symbols){t->ids[0].ptr, t->ids[0].len},
                                 (ren__symbols){t->ids[1].ptr, t->ids[1].len}, &opts, err);
  if (status != REN_OK) return status;
  out->truth_words = t->ids[0].len;
  out->word_errors = runs.errors;
  out->wer = share(runs.errors, out->truth_words);
  out->word_accuracy = out->truth_words ? share(runs.same, out->truth_words) : 1;
  ren__runs_clear(&runs);
  return REN_OK;
}

static ren_status compare_letters(ren_comparison *out, texts *t, ren_error *err) {
  if (!number_letters(&t->letters[0], &t->letters[1], &t->back)) return ren_fail_nomem(err);
  ren__runs runs;
  ren__align_opts opts = {.kinds = (uint32_t)t->back.len, .grams = {32, 12}};
  ren_status status = ren__align(&runs, (ren__symbols){t->letters[0].ptr, t->letters[0].len},
                                 (ren__symbols){t->letters[1].ptr, t->letters[1].len}, &opts, err);
  if (status != REN_OK) return status;
  out->truth_chars = t->letters[0].len;
  out->char_errors = runs.errors;
  out->cer = share(runs.errors, out->truth_chars);
  pairs list = {0};
  bool ok = list_confusions(&list, &runs, &t->letters[0], &t->letters[1], &t->back);
  ren__runs_clear(&runs);
  out->confusions = list.ptr;
  out->confusion_count = list.count;
  return ok ? REN_OK : ren_fail_nomem(err);
}

ren_status ren_compare(ren_comparison *out, ren_str truth, ren_str text, ren_error *err) {
  *out = (ren_comparison){0};
  texts t = {0};
  ren_status status = REN_OK;
  if (!words_grow(&t.table) || !read_text(truth, &t.table, &t.letters[0], &t.ids[0]) ||
      !read_text(text, &t.table, &t.letters[1], &t.ids[1]))
    status = ren_fail_nomem(err);
  if (status == REN_OK) status = compare_words(out, &t, err);
  if (status == REN_OK) status = compare_letters(out, &t, err);
  ren_free(t.table.slots);
  for (int k = 0; k < 2; k++) {
    ren_free(t.letters[k].ptr);
    ren_free(t.ids[k].ptr);
  }
  ren_free(t.back.ptr);
  if (status != REN_OK) ren_comparison_clear(out);
  return status;
}

void ren_comparison_clear(ren_comparison *comparison) {
  if (!comparison) return;
  ren_free(comparison->confusions);
  *comparison = (ren_comparison){0};
}
