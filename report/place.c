#include "place.h"

#include "align.h"
#include "alloc.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

/* ---- words as numbers ------------------------------------------------------------ */

/* What a word is compared by: its letters and digits in lower case, or all of it
 * if it has none. */
static uint64_t word_hash(ren_str word) {
  char folded[64];
  size_t at = 0;
  for (size_t i = 0, len; i < word.len && at + 4 <= sizeof folded; i += len) {
    uint32_t cp;
    len = ren_utf8_decode(word.ptr + i, word.len - i, &cp);
    if (cp != REN_BAD_CODEPOINT && (ren_is_letter(cp) || ren_is_digit(cp)))
      at += ren_utf8_encode(ren_to_lower(cp), folded + at);
  }
  return at ? XXH3_64bits(folded, at) : XXH3_64bits(word.ptr, word.len);
}

static bool split_text(ren__pages *p, ren_str text) {
  for (size_t i = 0, len, start = 0; i <= text.len; i += len) {
    uint32_t cp = ' ';
    len = i < text.len ? ren_utf8_decode(text.ptr + i, text.len - i, &cp) : 1;
    if (cp != REN_BAD_CODEPOINT && !ren_is_space(cp)) continue;
    if (cp == REN_BAD_CODEPOINT) continue;
    if (i > start) {
      if (!ren_grow(&p->text_words, &p->text_word_cap, p->text_word_count, sizeof *p->text_words)) return false;
      p->text_words[p->text_word_count++] = (ren__text_word){start, i - start, SIZE_MAX};
    }
    start = i + len;
  }
  return true;
}

typedef struct series {
  uint64_t *hashes; /* sorted, without doubles */
  size_t kinds;
  uint32_t *a, *b; /* page words that are no furniture; text words */
  size_t *which;   /* a's words' indices */
  size_t n, m;
} series;

static int by_value(const void *left, const void *right) {
  uint64_t x = *(const uint64_t *)left, y = *(const uint64_t *)right;
  return (x > y) - (x < y);
}

static uint32_t number_of(const series *s, uint64_t hash) {
  size_t low = 0, high = s->kinds;
  while (low < high) {
    size_t mid = (low + high) / 2;
    if (s->hashes[mid] < hash)
      low = mid + 1;
    else
      high = mid;
  }
  return (uint32_t)low;
}

static ren_str text_word(const ren__pages *p, ren_str text, size_t i) {
  return (ren_str){text.ptr + p->text_words[i].offset, p->text_words[i].length};
}

static bool make_series(series *s, const ren__pages *p, ren_str text) {
  s->m = p->text_word_count;
  s->hashes = ren_alloc_array(p->word_count + s->m, sizeof *s->hashes);
  s->a = ren_alloc_array(p->word_count, sizeof *s->a);
  s->which = ren_alloc_array(p->word_count, sizeof *s->which);
  s->b = ren_alloc_array(s->m, sizeof *s->b);
  if (!s->hashes || !s->a || !s->which || !s->b) return false;
  size_t all = 0;
  for (size_t i = 0; i < p->word_count; i++) {
    if (p->words[i].furniture) continue;
    s->which[s->n++] = i;
    s->hashes[all++] = word_hash(p->words[i].text);
  }
  for (size_t i = 0; i < s->m; i++) s->hashes[all++] = word_hash(text_word(p, text, i));
  if (all) qsort(s->hashes, all, sizeof *s->hashes, by_value);
  for (size_t i = 0; i < all; i++)
    if (i == 0 || s->hashes[i] != s->hashes[s->kinds - 1]) s->hashes[s->kinds++] = s->hashes[i];
  for (size_t i = 0; i < s->n; i++) s->a[i] = number_of(s, word_hash(p->words[s->which[i]].text));
  for (size_t i = 0; i < s->m; i++) s->b[i] = number_of(s, word_hash(text_word(p, text, i)));
  return true;
}

static void free_series(series *s) {
  ren_free(s->hashes);
  ren_free(s->a);
  ren_free(s->b);
  ren_free(s->which);
}

/* ---- pairing ------------------------------------------------------------------------ */

static void pair(ren__pages *p, size_t page_word, size_t text_word_index) {
  p->words[page_word].text_word = text_word_index;
  p->text_words[text_word_index].page_word = page_word;
}

/* Agreeing words are paired; what lies between two of them goes to ren__pair_words. */
static bool pair_runs(ren__pages *p, ren_str text, const series *s, const ren__runs *runs) {
  for (size_t i = 0; i < runs->count;) {
    const ren__run *run = &runs->ptr[i];
    if (run->op == REN__SAME) {
      for (size_t k = 0; k < run->length; k++) pair(p, s->which[run->a + k], run->b + k);
      i++;
      continue;
    }
    size_t n = 0, m = 0;
    for (; i < runs->count && runs->ptr[i].op != REN__SAME; i++) {
      if (runs->ptr[i].op != REN__ADDED) n += runs->ptr[i].length;
      if (runs->ptr[i].op != REN__LOST) m += runs->ptr[i].length;
    }
    if (!ren__pair_words(p, text, s->which + run->a, n, run->b, m)) return false;
  }
  return true;
}

/* ---- where pages begin ----------------------------------------------------------------- */

/* The page's first word that has a place; words before it are counted back, as far
 * as the text's words before it belong to no other page. SIZE_MAX: no word has one. */
static size_t start_of(const ren__pages *p, const ren__page_info *page) {
  size_t skipped = 0;
  for (size_t i = page->first_word; i < page->first_word + page->word_count; i++) {
    const ren__page_word *word = &p->words[i];
    if (word->furniture) continue;
    if (word->text_word == SIZE_MAX) {
      skipped++;
      continue;
    }
    size_t at = word->text_word;
    while (skipped > 0 && at > 0 && p->text_words[at - 1].page_word == SIZE_MAX) {
      at--;
      skipped--;
    }
    return p->text_words[at].offset;
  }
  return SIZE_MAX;
}

static void set_page_parts(ren__pages *p, size_t text_len) {
  size_t next = text_len;
  for (size_t i = p->count; i-- > 0;) {
    ren__page_info *page = &p->pages[i];
    size_t start = start_of(p, page);
    page->end = next;
    page->start = start < next ? start : next;
    if (i == 0) page->start = 0;
    next = page->start;
  }
}

ren_status ren__pages_place(ren__pages *pages, ren_str text, ren_error *err) {
  series s = {0};
  ren__runs runs = {0};
  ren_status status = REN_OK;
  if (!split_text(pages, text) || !make_series(&s, pages, text)) {
    status = ren_fail_nomem(err);
  } else {
    ren__align_opts opts = {.kinds = (uint32_t)s.kinds, .grams = {8, 3}};
    status = ren__align(&runs, (ren__symbols){s.a, s.n}, (ren__symbols){s.b, s.m}, &opts, err);
  }
  if (status == REN_OK && !pair_runs(pages, text, &s, &runs)) status = ren_fail_nomem(err);
  if (status == REN_OK) set_page_parts(pages, text.len);
  ren__runs_clear(&runs);
  free_series(&s);
  return status;
}

size_t ren__text_word_at(const ren__pages *pages, size_t offset) {
  size_t low = 0, high = pages->text_word_count;
  while (low < high) {
    size_t mid = (low + high) / 2;
    if (pages->text_words[mid].offset + pages->text_words[mid].length <= offset)
      low = mid + 1;
    else
      high = mid;
  }
  return low < pages->text_word_count ? low : SIZE_MAX;
}
