/* Half-broken lines and mixed texts; see encoding_accuracy.c. */
#include "encoding_kinds.h"

#include <stdio.h>
#include <string.h>

ren_str encoding_next_line(ren_str *rest) {
  const char *end = memchr(rest->ptr, '\n', rest->len);
  ren_str line = {rest->ptr, end ? (size_t)(end - rest->ptr) : rest->len};
  size_t used = end ? line.len + 1 : line.len;
  rest->ptr += used;
  rest->len -= used;
  return line;
}

static void report(const char *name, size_t right, size_t all) {
  printf("%-24s %6.2f %% of %zu\n", name, all ? 100.0 * (double)right / (double)all : 0, all);
}

static void check(const char *name, ren_buf *broken, ren_str line, bool show, const kinds_repair *repair,
                  size_t *right) {
  ren_buf got = {0};
  repair->repair(&got, ren_buf_str(broken));
  bool same = ren_str_eq(ren_buf_str(&got), line);
  *right += same;
  if (!same && show)
    printf("%s\n  broken %s\n  wanted %.*s\n  got    %s\n", name, broken->ptr, (int)line.len, line.ptr, got.ptr);
  ren_buf_free(&got);
}

/* The words from the middle on are broken. */
void encoding_halves(ren_str text, size_t limit, bool show, const kinds_repair *repair) {
  ren_buf broken = {0}, part = {0};
  for (size_t k = 0; k < repair->confusions; k++) {
    ren_str rest = text;
    size_t right = 0, all = 0;
    char name[100];
    snprintf(name, sizeof name, "half %s", repair->name(k));
    while (rest.len && all < limit) {
      ren_str line = encoding_next_line(&rest), tail = line;
      if (line.len < 60) continue;
      const char *blank = memchr(line.ptr + line.len / 2, ' ', line.len - line.len / 2);
      if (!blank) continue;
      tail = (ren_str){blank, (size_t)(line.ptr + line.len - blank)};
      if (!repair->confuse(&part, tail, k) || ren_str_eq(ren_buf_str(&part), tail)) continue;
      ren_buf_clear(&broken);
      ren_buf_append(&broken, line.ptr, (size_t)(blank - line.ptr));
      ren_buf_append_str(&broken, ren_buf_str(&part));
      all++;
      check(name, &broken, line, show, repair, &right);
    }
    report(name, right, all);
  }
  ren_buf_free(&broken);
  ren_buf_free(&part);
}

/* One text whose lines went through one confusion each, in turn, with right ones between. */
void encoding_mixed(ren_str text, size_t limit, bool show, const kinds_repair *repair) {
  ren_buf broken = {0}, part = {0}, right = {0}, got = {0};
  ren_str rest = text;
  size_t good = 0, all = 0, hurt = 0;
  for (size_t n = 0; rest.len && n < limit; n++) {
    ren_str line = encoding_next_line(&rest);
    size_t k = n % (repair->confusions + 1);
    bool made = line.len > 30 && k < repair->confusions && repair->confuse(&part, line, k);
    ren_buf_append_str(&right, line);
    ren_buf_append_str(&broken, made ? ren_buf_str(&part) : line);
    ren_buf_putc(&right, '\n');
    ren_buf_putc(&broken, '\n');
  }
  repair->repair(&got, ren_buf_str(&broken));
  ren_str a = ren_buf_str(&right), b = ren_buf_str(&got), c = ren_buf_str(&broken);
  while (a.len) {
    ren_str wanted = encoding_next_line(&a), have = encoding_next_line(&b), was = encoding_next_line(&c);
    bool same = ren_str_eq(wanted, have), broke = !ren_str_eq(wanted, was);
    all += broke;
    good += broke && same;
    hurt += !broke && !same;
    if (!same && show) printf("mixed\n  broken %.*s\n  got    %.*s\n", (int)was.len, was.ptr, (int)have.len, have.ptr);
  }
  report("mixed file", good, all);
  printf("mixed file: right lines changed %zu\n", hurt);
  ren_buf_free(&broken);
  ren_buf_free(&part);
  ren_buf_free(&right);
  ren_buf_free(&got);
}
