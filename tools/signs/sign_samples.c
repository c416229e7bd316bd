/* sign_samples: cuts the glyphs out of make_glyphs.py's pages just as the worker does, for train.py.
 *
 *   sign_samples OUT PAGE.png...
 *
 * Each sample is a byte (ren__sign), four bytes of the
 * letter's UTF-8, and the features as floats.
 */
#include "prepare/prepare.h"
#include "signs/sign_glyph.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LETTERS = 8000 };

typedef struct letter {
  char text[5];
  ren_box box;
} letter;

static letter letters[LETTERS];

static size_t read_letters(ren_page *page, const char *path, double scale) {
  FILE *file = fopen(path, "r");
  int line, last = -1;
  size_t count = 0;
  double box[4];
  ren_error err;
  while (file && count < LETTERS &&
         fscanf(file, "%d %4s %lf %lf %lf %lf", &line, letters[count].text, box, box + 1, box + 2, box + 3) == 6) {
    letter *l = &letters[count++];
    l->box = (ren_box){(int32_t)floor(box[0] * scale), (int32_t)floor(box[1] * scale),
                       (int32_t)ceil((box[2] - box[0]) * scale), (int32_t)ceil((box[3] - box[1]) * scale)};
    if (line != last) {
      /* As tall as its letters turn out to be below. */
      ren_line start = {.box = l->box};
      if (ren_page_add_line(page, &start, &err) != REN_OK) return 0;
      last = line;
    }
    ren_line *now = &page->lines[page->line_count - 1];
    ren_word word = {.text = ren_str_of(l->text), .box = l->box};
    if (ren_page_add_word(page, &word, &err) != REN_OK) return 0;
    int32_t bottom = now->box.y + now->box.h, end = l->box.y + l->box.h;
    if (l->box.y < now->box.y) now->box.y = l->box.y;
    now->box.h = (end > bottom ? end : bottom) - now->box.y;
    now->size = 0.75f * (float)now->box.h;
  }
  if (file) fclose(file);
  return count;
}

static double common(const ren_box *a, const ren_box *b) {
  double x = fmin(a->x + a->w, b->x + b->w) - fmax(a->x, b->x), y = fmin(a->y + a->h, b->y + b->h) - fmax(a->y, b->y);
  return x > 0 && y > 0 ? x * y : 0;
}

static ren__sign sign_of(const char *text) {
  static const char *const names[] = {"", "§", "%", "@", "•", "“", "”", "'"};
  for (int i = 1; i < REN__SIGN_SIXES; i++)
    if (strcmp(text, names[i]) == 0) return (ren__sign)i;
  if (strcmp(text, "’") == 0) return REN__SIGN_NINE;
  return strcmp(text, "\"") == 0 ? REN__SIGN_STRAIGHT : REN__SIGN_NONE;
}

/* Of “ ” and " a mark is one half, unless they flow together. */
static bool is_pair(const char *text) {
  return strcmp(text, "“") == 0 || strcmp(text, "”") == 0 || strcmp(text, "\"") == 0;
}

/* How much of a mark is the letter it has most of, other letters, and signs among these. */
typedef struct shares {
  const letter *best;
  double most, rest;
  bool other_signs;
} shares;

static shares shares_of(const ren_box *mark, size_t count) {
  shares s = {0};
  for (size_t i = 0; i < count; i++) {
    const letter *l = &letters[i];
    double shared = common(mark, &l->box);
    if (shared <= 0) continue;
    const letter *other = shared > s.most ? s.best : l;
    s.rest += shared > s.most ? s.most : shared;
    s.other_signs = s.other_signs || (other && sign_of(other->text) != REN__SIGN_NONE);
    if (shared <= s.most) continue;
    s.most = shared;
    s.best = l;
  }
  return s;
}

/* The letter that a mark is. A mark of several letters or of a piece of one is none; a mark that is most of a
 * sign, or a sign and something else, is left out. */
static int label_of(const char **text, const ren_box *mark, size_t count) {
  shares s = shares_of(mark, count);
  double area = (double)mark->w * mark->h;
  *text = "";
  if (!s.best || s.most + s.rest < 0.3 * area) return REN__SIGN_NONE; /* dirt */
  *text = s.best->text;
  ren__sign sign = sign_of(s.best->text);
  double own = (double)s.best->box.w * s.best->box.h, part = s.most / own;
  if (sign == REN__SIGN_NONE) return s.rest > 0.3 * s.most && s.other_signs ? -1 : (int)sign;
  if (is_pair(s.best->text) && part < 0.62) return part > 0.25 ? (int)sign : -1;
  if (part < 0.3) return REN__SIGN_NONE;
  if (is_pair(s.best->text)) sign = (ren__sign)(sign + REN__SIGN_SIXES - REN__SIGN_SIX);
  return part > 0.75 && area < 1.6 * own && s.rest < 0.2 * s.most ? (int)sign : -1;
}

static void cut_page(FILE *out, const char *path) {
  ren_error err = {0};
  char table[4096];
  ren__sheet sheet = {0};
  ren_page *page = NULL;
  ren__marks marks = {0};
  PIX *scan = pixRead(path);
  snprintf(table, sizeof table, "%.*s.tsv", (int)strlen(path) - 4, path);
  bool done = scan && ren__prepare(&sheet, scan, (uint32_t)pixGetXRes(scan), 0, &err) == REN_OK;
  /* Random letters say little about which way is up. */
  if (done && sheet.rotation) done = ren__sheet_turn(&sheet, 360 - sheet.rotation);
  done =
      done && !sheet.blank && fabsf(sheet.skew - sheet.slope) < 0.01f && ren_page_new(&page, path, 1, &err) == REN_OK;
  if (!done) {
    fprintf(stderr, "%s: left out %s\n", path, err.message);
    pixDestroy(&scan);
    ren__sheet_clear(&sheet);
    return;
  }
  size_t count = read_letters(page, table, (double)pixGetWidth(sheet.grey) / pixGetWidth(scan));
  PIX *binary = ren__binary(sheet.grey);
  if (ren__marks_find(&marks, binary, page, &err) == REN_OK)
    for (size_t i = 0; i < marks.count; i++) {
      const char *text;
      float features[REN__GLYPH_FEATURES];
      int label = label_of(&text, &marks.list[i].box, count);
      if (label < 0) continue;
      char head[5] = {(char)label};
      memcpy(head + 1, text, strlen(text));
      ren__glyph_features(features, sheet.grey, &marks.list[i]);
      fwrite(head, 1, sizeof head, out);
      fwrite(features, sizeof *features, REN__GLYPH_FEATURES, out);
    }
  ren__marks_free(&marks);
  ren_page_free(page);
  pixDestroy(&binary);
  pixDestroy(&scan);
  ren__sheet_clear(&sheet);
}

int main(int argc, char **argv) {
  FILE *out = argc > 2 ? fopen(argv[1], "wb") : NULL;
  if (!out) return 2;
  for (int i = 2; i < argc; i++) cut_page(out, argv[i]);
  return fclose(out) == 0 ? 0 : 1;
}
