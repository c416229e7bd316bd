#include "compiler/confusion_table.h"

#include "alloc.h"
#include "compiler/xz_file.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

typedef struct list {
  ren__confusion *items;
  size_t count, cap, line;
  const char *wrong;
} list;

/* Letters of a field in Latin-1; U+FFFD becomes 0x1A. False: too long or foreign. */
static bool letters(char out[4], ren_str s) {
  size_t n = 0;
  for (size_t i = 0; i < s.len;) {
    uint32_t cp;
    i += ren_utf8_decode(s.ptr + i, s.len - i, &cp);
    if (cp == 0xFFFD) cp = 0x1A;
    if (cp > 0xFF || n == 3) return false;
    out[n++] = (char)cp;
  }
  return n > 0;
}

static void write_letters(ren_buf *out, const char *letters) {
  for (; *letters; letters++) {
    char code[4];
    ren_buf_append(out, code, ren_utf8_encode(*letters == 0x1A ? 0xFFFD : (unsigned char)*letters, code));
  }
}

static bool group_of(ren_str s, uint32_t *out) {
  static const char *const names[] = {"diacritic", "english", "shape", "lossy"};
  for (uint32_t i = 0; i < REN_GROUP_COUNT; i++) {
    if (!ren_str_eq(s, ren_str_of(names[i]))) continue;
    *out = i;
    return true;
  }
  return false;
}

static bool read_line(void *payload, ren_str line) {
  list *l = payload;
  ren_str fields[4] = {{0}};
  size_t n = 0;
  l->line++;
  if (line.len == 0 || line.ptr[0] == '#') return true;
  for (size_t i = 0, start = 0; i <= line.len && n < 4; i++) {
    if (i < line.len && line.ptr[i] != '\t') continue;
    fields[n++] = (ren_str){line.ptr + start, i - start};
    start = i + 1;
  }
  ren__confusion c = {0};
  char number[32] = {0};
  memcpy(number, fields[2].ptr, fields[2].len < 31 ? fields[2].len : 31);
  double p = strtod(number, NULL); /* no locale is ever set */
  if (n != 4 || !letters(c.meant, fields[0]) || !letters(c.seen, fields[1]) || !group_of(fields[3], &c.group) ||
      !(p > 0 && p < 1)) {
    l->wrong = "wants four columns: meant, seen, probability, group";
    return false;
  }
  c.probability = (float)p;
  if (!ren_grow(&l->items, &l->cap, l->count, sizeof *l->items)) {
    l->wrong = "out of memory";
    return false;
  }
  l->items[l->count++] = c;
  return true;
}

static int compare(const void *a, const void *b) {
  const ren__confusion *x = a, *y = b;
  int order = memcmp(x->seen, y->seen, sizeof x->seen);
  return order ? order : memcmp(x->meant, y->meant, sizeof x->meant);
}

/* A pair that stands twice would be counted as two ways and searched twice. */
static ren_status refuse_twins(const list *l, ren_error *err) {
  for (size_t i = 1; i < l->count; i++) {
    if (compare(&l->items[i - 1], &l->items[i]) != 0) continue;
    ren_buf pair = {0};
    write_letters(&pair, l->items[i].meant);
    ren_buf_puts(&pair, " read as ");
    write_letters(&pair, l->items[i].seen);
    ren_status status =
        ren_fail(err, REN_EFORMAT, "%s is in the table twice", pair.status == REN_OK ? pair.ptr : "a pair");
    ren_buf_free(&pair);
    return status;
  }
  return REN_OK;
}

ren_status ren__confusions_read(ren_buf *out, const char *path, ren_error *err) {
  list l = {0};
  ren_status status = ren__xz_lines(path, read_line, &l, err);
  if (status == REN_OK && l.wrong) {
    status = ren_fail(err, REN_EFORMAT, "line %zu: %s", l.line, l.wrong);
    ren_error_place(err, path, 0);
  }
  if (status == REN_OK) {
    if (l.count) qsort(l.items, l.count, sizeof *l.items, compare);
    status = refuse_twins(&l, err);
    if (status != REN_OK) ren_error_place(err, path, 0);
  }
  if (status == REN_OK) {
    ren_buf_append(out, l.items, l.count * sizeof *l.items);
  }
  ren_free(l.items);
  return status;
}
