/* Pages set for the layout tests: words with the boxes that their ink would have at
 * 300 dpi, so that "som" is lower than "att" and "hög" reaches below the line. */
#ifndef TEST_LAYOUT_PAGES_H
#define TEST_LAYOUT_PAGES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <renskrift/ocr.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_WIDTH = 2480, PAGE_HEIGHT = 3508, LEFT = 300, PITCH = 56 };

static inline int has_any(const char *text, size_t n, const char *of) {
  for (size_t i = 0; i < n; i++) {
    if (strchr(of, text[i])) return 1;
  }
  return 0;
}

static inline ren_page *new_page(uint32_t number) {
  ren_page *page = NULL;
  assert_int_equal(ren_page_new(&page, "protokoll.pdf", number, NULL), REN_OK);
  page->width = PAGE_WIDTH;
  page->height = PAGE_HEIGHT;
  page->dpi = 300;
  return page;
}

/* One word with its ink box; capitals are `cap` px high. Returns its right edge. */
static inline int put_word(ren_page *page, int x, int base, int cap, const char *text, size_t n) {
  size_t letters = 0;
  for (size_t i = 0; i < n; i++) letters += ((unsigned char)text[i] & 0xC0) != 0x80;
  int top = base - cap, foot = base;
  if (has_any(text, n, "gjpqy(),;")) foot += has_any(text, n, "gjpqy()") ? cap * 29 / 100 : cap * 17 / 100;
  int tall = has_any(text, n, "bdfhkltijABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789()?!\xC3");
  if (!tall) top = base - cap * 71 / 100;
  if (n == 1 && text[0] == '-') top = base - cap / 2, foot = base - cap / 3;
  int width = (int)letters * cap * 70 / 100;
  ren_word word = {.text = {text, n}, .box = {x, top, width, foot - top}, .confidence = 0.9F};
  assert_int_equal(ren_page_add_word(page, &word, NULL), REN_OK);
  return x + width;
}

/* A line of words; a TAB jumps to the next stop of `stops` (0 ends them). */
static inline int set_line(ren_page *page, int x, int base, int cap, const char *text, const int *stops) {
  ren_line line = {0};
  assert_int_equal(ren_page_add_line(page, &line, NULL), REN_OK);
  while (*text) {
    size_t n = strcspn(text, " \t");
    if (n) x = put_word(page, x, base, cap, text, n) + cap * 38 / 100;
    text += n;
    if (*text == '\t' && stops && *stops) x = *stops++;
    if (*text) text++;
  }
  return x;
}

/* Wraps a paragraph into lines of at most `room` px; returns the baseline after it. */
static inline int set_paragraph(ren_page *page, int x, int base, int room, int cap, const char *text) {
  char line[512] = "";
  int used = 0;
  while (*text) {
    size_t n = strcspn(text, " "), letters = 0;
    for (size_t i = 0; i < n; i++) letters += ((unsigned char)text[i] & 0xC0) != 0x80;
    int width = (int)letters * cap * 70 / 100 + cap * 38 / 100;
    if (used && used + width > room) {
      set_line(page, x, base, cap, line, NULL);
      base += PITCH;
      line[0] = '\0';
      used = 0;
    }
    snprintf(line + strlen(line), sizeof line - strlen(line), "%s%.*s", used ? " " : "", (int)n, text);
    used += width;
    text += n + (text[n] == ' ');
  }
  if (used) set_line(page, x, base, cap, line, NULL);
  return base + (used ? PITCH : 0);
}

/* The page as text: a line per line, blank line between blocks, role letters in front
 * (b h t H F N M). */
static inline char *page_text(const ren_page *page, int with_roles) {
  static const char letters[] = "bhtHFNM";
  ren_buf out = {0};
  for (uint32_t i = 0; i < page->line_count; i++) {
    const ren_line *line = &page->lines[i];
    if (i && line->block != line[-1].block) ren_buf_putc(&out, '\n');
    if (with_roles) ren_buf_printf(&out, "%c ", letters[line->role]);
    for (uint32_t w = 0; w < line->word_count; w++) {
      if (w) ren_buf_putc(&out, ' ');
      ren_buf_append_str(&out, page->words[line->first_word + w].text);
    }
    ren_buf_putc(&out, '\n');
  }
  assert_int_equal(out.status, REN_OK);
  if (!out.ptr) ren_buf_puts(&out, "");
  return out.ptr;
}

/* Lines partition the words, in order. */
static inline void check_partition(const ren_page *page) {
  uint32_t at = 0;
  for (uint32_t i = 0; i < page->line_count; i++) {
    assert_int_equal(page->lines[i].first_word, at);
    assert_true(page->lines[i].word_count > 0);
    for (uint32_t w = 0; w < page->lines[i].word_count; w++) assert_int_equal(page->words[at++].line, i);
    if (i)
      assert_true(page->lines[i].block == page->lines[i - 1].block ||
                  page->lines[i].block == page->lines[i - 1].block + 1);
  }
  assert_int_equal(at, page->word_count);
}

static inline void expect_text(ren_page *page, int with_roles, const char *expected) {
  char *text = page_text(page, with_roles);
  check_partition(page);
  assert_string_equal(text, expected);
  free(text);
}

/* Throws the words into another order, each in a line of its own or all in one. */
static inline void shuffle_words(ren_page *page, unsigned seed, int one_line) {
  ren_page *mixed = new_page(page->number);
  uint32_t n = page->word_count, *order = calloc(n ? n : 1, sizeof *order);
  for (uint32_t i = 0; i < n; i++) order[i] = i;
  for (uint32_t i = n; i-- > 1;) {
    seed = seed * 1103515245U + 12345U;
    uint32_t j = (seed >> 8) % (i + 1), t = order[i];
    order[i] = order[j];
    order[j] = t;
  }
  for (uint32_t i = 0; i < n; i++) {
    if (i == 0 || !one_line) assert_int_equal(ren_page_add_line(mixed, &(ren_line){0}, NULL), REN_OK);
    assert_int_equal(ren_page_add_word(mixed, &page->words[order[i]], NULL), REN_OK);
  }
  ren_page swap = *page;
  *page = *mixed;
  *mixed = swap;
  page->source = mixed->source;
  ren_page_free(mixed);
  free(order);
}

#endif
