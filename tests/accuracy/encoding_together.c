/* Texts whose lines were all broken in the same way; see encoding_accuracy.c. */
#include "encoding_together.h"

#include <stdio.h>
#include <string.h>

#include "encoding_breaking.h"
#include "encoding_kinds.h"

enum { ISO646 = 7, NONE = -1 };

/* Text of page `is` taken for page `as`, and then of is2 for as2 (NONE: no second time). */
typedef struct confusion {
  int is, as, is2, as2;
} confusion;

typedef struct broken_text {
  ren_buf broken, right;
} broken_text;

typedef struct totals {
  size_t texts, under, half; /* all; below 99.5 % and 50 % of lines exact */
} totals;

static void name_of(const confusion *c, char name[100]) {
  const encoding_page *pages = encoding_pages;
  if (c->is == ISO646)
    snprintf(name, 100, "iso646-as-ascii");
  else if (c->is2 == NONE)
    snprintf(name, 100, "%s-as-%s", pages[c->is].name, pages[c->as].name);
  else
    snprintf(name, 100, "%s-as-%s, %s-as-%s", pages[c->is].name, pages[c->as].name, pages[c->is2].name,
             pages[c->as2].name);
}

/* The line after the confusion; NULL if it cannot be told. */
static const ren_buf *break_line(const confusion *c, ren_str line, ren_buf *once, ren_buf *twice) {
  ren_buf bytes = {0};
  const ren_buf *made = NULL;
  if (c->is == ISO646)
    made = encoding_fits(line, ISO646) && encoding_convert(once, line, encoding_pages[ISO646].codec, "UTF-8") ? once
                                                                                                              : NULL;
  else if (encoding_confuse(once, line, c->is, c->as, &bytes))
    made = once;
  if (made && c->is2 != NONE) made = encoding_confuse(twice, ren_buf_str(once), c->is2, c->as2, &bytes) ? twice : NULL;
  ren_buf_free(&bytes);
  return made && !ren_str_eq(ren_buf_str(made), line) ? made : NULL;
}

static void break_lines(const confusion *c, ren_str lines, size_t limit, broken_text *text) {
  ren_buf once = {0}, twice = {0};
  for (size_t n = 0; lines.len && n < limit;) {
    ren_str line = encoding_next_line(&lines);
    const ren_buf *made = line.len >= 12 ? break_line(c, line, &once, &twice) : NULL;
    if (!made) continue;
    n++;
    ren_buf_append_str(&text->broken, ren_buf_str(made));
    ren_buf_putc(&text->broken, '\n');
    ren_buf_append_str(&text->right, line);
    ren_buf_putc(&text->right, '\n');
  }
  ren_buf_free(&once);
  ren_buf_free(&twice);
}

static void judge(totals *sums, const confusion *c, const broken_text *text, ren_str got, bool show) {
  char name[100];
  size_t right = 0, all = 0;
  ren_str wanted = ren_buf_str(&text->right), broken = ren_buf_str(&text->broken);
  name_of(c, name);
  while (wanted.len) {
    ren_str x = encoding_next_line(&got), y = encoding_next_line(&wanted), z = encoding_next_line(&broken);
    all++;
    right += ren_str_eq(x, y);
    if (show && !ren_str_eq(x, y))
      printf("%s\n  broken %.*s\n  wanted %.*s\n  got    %.*s\n", name, (int)z.len, z.ptr, (int)y.len, y.ptr,
             (int)x.len, x.ptr);
  }
  double share = 100.0 * (double)right / (double)all;
  sums->texts++;
  sums->under += share < 99.5;
  sums->half += share < 50;
  if (c->is2 == NONE || share < 99.5)
    printf("%s%-40s %6.2f %% of %zu\n", c->is2 == NONE ? "" : "    ", name, share, all);
}

static bool holds(const ren_buf *text, const char *letter) {
  return text->len && memmem(text->ptr, text->len, letter, strlen(letter)) != NULL;
}

static void measure(totals *sums, const confusion *c, ren_str lines, size_t limit, bool show,
                    void (*repair)(ren_buf *out, ren_str bytes)) {
  broken_text text = {{0}, {0}};
  ren_buf got = {0};
  break_lines(c, lines, limit, &text);
  if (holds(&text.right, "å") && holds(&text.right, "ö")) {
    repair(&got, ren_buf_str(&text.broken));
    judge(sums, c, &text, ren_buf_str(&got), show);
  }
  ren_buf_free(&text.broken);
  ren_buf_free(&text.right);
  ren_buf_free(&got);
}

void encoding_together(ren_str lines, size_t limit, bool show, void (*repair)(ren_buf *out, ren_str bytes)) {
  totals single = {0}, pairs = {0};
  for (int is = 0; is < ENCODING_PAGES; is++)
    for (int as = 0; as < ENCODING_PAGES; as++) {
      if (is == ISO646 ? as != 0 : is == as || as == 0 || as == ISO646) continue;
      confusion c = {is, as, NONE, NONE};
      measure(&single, &c, lines, limit, show, repair);
      for (c.is2 = 0; c.is2 < ISO646 && is != ISO646; c.is2++)
        for (c.as2 = 1; c.as2 < ISO646; c.as2++)
          if (c.is2 != c.as2) measure(&pairs, &c, lines, limit / 3, show, repair);
    }
  printf("one confusion: %zu of %zu texts below 99.5 %%\n", single.under, single.texts);
  printf("two: %zu of %zu texts below 99.5 %%, %zu below 50 %%\n", pairs.under, pairs.texts, pairs.half);
}
