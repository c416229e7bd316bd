#include "lines/repeat.h"

#include "alloc.h"
#include "utf8.h"

#include <string.h>

ren__fold ren__fold_line(ren_str line) {
  ren__fold fold = {0};
  bool digit = false;
  for (size_t i = 0; i < line.len && fold.len < sizeof fold.text;) {
    uint32_t cp;
    i += ren_utf8_decode(line.ptr + i, line.len - i, &cp);
    bool misread = digit && (cp == 'O' || cp == 'o' || cp == 'l' || cp == 'I');
    if (ren_is_digit(cp) || (misread && i < line.len && ren_is_digit((unsigned char)line.ptr[i]))) {
      if (!digit) {
        fold.text[fold.len++] = '0';
        fold.digits++;
      }
      digit = true;
      continue;
    }
    if (cp == ' ' || cp == '-' || cp == '/' || cp == '.' || cp == ':') continue; /* parts of dates and numbers */
    digit = false;
    if (!ren_is_letter(cp)) continue;
    cp = ren_to_lower(cp);
    /* å ä ö lose their marks in bad OCR; other letters share bytes, which is no harm here */
    fold.text[fold.len++] = cp == 0xE5 || cp == 0xE4 ? 'a' : cp == 0xF6 ? 'o' : (char)(cp & 0x7F);
  }
  return fold;
}

/* Edit distance if it is at most limit, else limit + 1. */
static unsigned distance(const ren__fold *a, const ren__fold *b, unsigned limit) {
  unsigned row[64], n = b->len;
  for (unsigned j = 0; j <= n; j++) row[j] = j;
  for (unsigned i = 1; i <= a->len; i++) {
    unsigned diagonal = row[0], least = i;
    row[0] = i;
    for (unsigned j = 1; j <= n; j++) {
      unsigned cost = diagonal + (a->text[i - 1] != b->text[j - 1]);
      unsigned other = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
      diagonal = row[j];
      row[j] = cost < other ? cost : other;
      if (row[j] < least) least = row[j];
    }
    if (least > limit) return limit + 1;
  }
  return row[n];
}

bool ren__folds_match(const ren__fold *a, const ren__fold *b) {
  if (a->len == 0 || b->len == 0) return false;
  unsigned longer = a->len > b->len ? a->len : b->len, shorter = a->len + b->len - longer;
  unsigned limit = longer / 5;
  if (longer - shorter > limit) return false;
  if (a->len == b->len && memcmp(a->text, b->text, a->len) == 0) return true;
  return limit > 0 && distance(a, b, limit) <= limit;
}

static uint32_t root(ren__edge *edges, uint32_t at) {
  while (edges[at].group != at) at = edges[at].group = edges[edges[at].group].group;
  return at;
}

/* Furniture stands in one place: of each group, most lines have the same depth (or
 * one more or less) and few pages have two. */
static bool find_steady(ren__edge *edges, size_t count) {
  typedef struct shape {
    uint32_t depth[8], twice, last_page;
  } shape;
  shape *shapes = ren_alloc_array(count, sizeof *shapes);
  if (!shapes) return false;
  for (size_t i = 0; i < count; i++) {
    shape *sh = &shapes[edges[i].group];
    sh->depth[edges[i].depth & 7]++;
    if (sh->last_page == edges[i].page + 1) sh->twice++;
    sh->last_page = edges[i].page + 1;
  }
  for (size_t i = 0; i < count; i++) {
    const shape *sh = &shapes[edges[i].group];
    uint32_t most = 0;
    for (int d = 0; d < 8; d++) {
      uint32_t near = sh->depth[d] + (d < 7 ? sh->depth[d + 1] : 0);
      if (near > most) most = near;
    }
    edges[i].steady = most * 10 >= edges[i].size * 7 && sh->twice * 5 <= edges[i].size;
  }
  ren_free(shapes);
  return true;
}

ren_status ren__repeat_group(ren__edge *edges, const ren_str *lines, size_t count, ren_error *err) {
  ren__fold *fold = ren_alloc_array(count, sizeof *fold);
  if (!fold) return ren_fail_nomem(err);
  for (size_t i = 0; i < count; i++) {
    fold[i] = ren__fold_line(lines[i]);
    edges[i].group = (uint32_t)i;
  }
  size_t from = 0;
  for (size_t i = 0; i < count; i++) {
    while (edges[i].page - edges[from].page > 2) from++;
    for (size_t k = from; k < i && edges[k].page < edges[i].page; k++) {
      if (edges[k].foot != edges[i].foot || !ren__folds_match(&fold[k], &fold[i])) continue;
      uint32_t a = root(edges, (uint32_t)k), b = root(edges, (uint32_t)i);
      if (a != b) edges[a > b ? a : b].group = a < b ? a : b;
    }
  }
  for (size_t i = 0; i < count; i++) edges[i].size = 0;
  for (size_t i = 0; i < count; i++) {
    edges[i].group = root(edges, (uint32_t)i);
    edges[edges[i].group].size++;
  }
  for (size_t i = 0; i < count; i++) edges[i].size = edges[edges[i].group].size;
  ren_free(fold);
  return find_steady(edges, count) ? REN_OK : ren_fail_nomem(err);
}
