/* Right text of our own, a megabyte of each kind: languages, code, tables and the like.
 *
 * A file of encoding_clean/ holds lists (@name = a | b | c) and patterns, a line each, in
 * which @name@ stands for one of a list and @n@, @nn@, @nnn@, @year@ for numbers; lines of
 * one to four of them are drawn with a fixed seed. With @verbatim as its first line it
 * holds blocks between empty lines, which are drawn whole. Tables, addresses and base64
 * are made of numbers. */
#include "encoding_clean.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "encoding_kinds.h"

enum { SIZE = 1000000, LISTS = 8, ENTRIES = 400 };

static uint64_t state;

static unsigned draw(unsigned below) {
  state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (unsigned)(state >> 33) % below;
}

/* Some of a file, by reference. */
typedef struct list {
  ren_str name, entries[ENTRIES];
  size_t count;
} list;

typedef struct grammar {
  list lists[LISTS], patterns;
  size_t count;
  bool verbatim;
} grammar;

static void push(list *l, ren_str entry) {
  if (l->count < ENTRIES) l->entries[l->count++] = entry;
}

static void read_list(grammar *g, ren_str line) {
  const char *sign = memchr(line.ptr, '=', line.len);
  if (!sign || g->count == LISTS) return;
  list *l = &g->lists[g->count++];
  l->name = (ren_str){line.ptr + 1, (size_t)(sign - line.ptr) - 2};
  ren_str rest = {sign + 2, (size_t)(line.ptr + line.len - sign) - 2};
  while (rest.len) {
    const char *end = memmem(rest.ptr, rest.len, " | ", 3);
    size_t n = end ? (size_t)(end - rest.ptr) : rest.len, used = end ? n + 3 : n;
    push(l, (ren_str){rest.ptr, n});
    rest.ptr += used;
    rest.len -= used;
  }
}

static void read_grammar(grammar *g, ren_str file) {
  memset(g, 0, sizeof *g);
  ren_str rest = file, first = encoding_next_line(&rest);
  g->verbatim = ren_str_eq(first, REN_STR("@verbatim"));
  if (!g->verbatim) rest = file;
  while (rest.len) {
    const char *from = rest.ptr;
    ren_str line = encoding_next_line(&rest);
    while (g->verbatim && line.len && rest.len && *rest.ptr != '\n') line = encoding_next_line(&rest);
    if (!g->verbatim && line.len && line.ptr[0] == '@' && memmem(line.ptr, line.len, "@ ", 2) == NULL &&
        memmem(line.ptr, line.len, " = ", 3))
      read_list(g, line);
    else if (line.len)
      push(&g->patterns, (ren_str){from, (size_t)(line.ptr + line.len - from)});
  }
}

static void put_number(ren_buf *out, const char *name, size_t n) {
  if (n == 4)
    ren_buf_printf(out, "%u", 1990 + draw(40));
  else if (n == 3)
    ren_buf_printf(out, "%u", 100 + draw(900));
  else
    ren_buf_printf(out, "%u", n == 2 ? 10 + draw(50) : 1 + draw(9));
  (void)name;
}

/* What stands between two @. */
static void put_name(const grammar *g, ren_buf *out, ren_str name) {
  for (size_t i = 0; i < g->count; i++)
    if (ren_str_eq(g->lists[i].name, name)) {
      ren_buf_append_str(out, g->lists[i].entries[draw((unsigned)g->lists[i].count)]);
      return;
    }
  if (ren_str_eq(name, REN_STR("mail")))
    ren_buf_putc(out, '@');
  else
    put_number(out, name.ptr, name.len);
}

static void put_pattern(const grammar *g, ren_buf *out, ren_str pattern) {
  for (size_t i = 0; i < pattern.len;) {
    const char *end =
        pattern.ptr[i] == '@' && !g->verbatim ? memchr(pattern.ptr + i + 1, '@', pattern.len - i - 1) : NULL;
    if (!end) {
      ren_buf_putc(out, pattern.ptr[i++]);
      continue;
    }
    put_name(g, out, (ren_str){pattern.ptr + i + 1, (size_t)(end - (pattern.ptr + i + 1))});
    i = (size_t)(end - pattern.ptr) + 1;
  }
}

static void make_prose(ren_buf *out, ren_str file) {
  static grammar g;
  read_grammar(&g, file);
  while (out->len < SIZE) {
    unsigned sentences = g.verbatim ? 1 : 1 + draw(4) * draw(2);
    for (unsigned i = 0; i < sentences; i++) {
      if (i) ren_buf_putc(out, ' ');
      put_pattern(&g, out, g.patterns.entries[draw((unsigned)g.patterns.count)]);
    }
    ren_buf_putc(out, '\n');
    if (g.verbatim && draw(2)) ren_buf_putc(out, '\n');
  }
}

/* ---- text that is no prose -------------------------------------------------- */

static void put_table_line(ren_buf *out, unsigned form) {
  static const char *const between[] = {"\t", " | ", ";", "  ", ",", " & ", "|", " \xE2\x94\x82 "};
  static const char *const heads[] = {"Nämnd",    "Utfall", "Budget",      "Avvikelse",
                                      "Summa år", "À-pris", "Åldersgrupp", "kr/m²"};
  unsigned columns = 2 + draw(6), head = draw(12) == 0;
  for (unsigned i = 0; i < columns; i++) {
    if (i) ren_buf_puts(out, between[form % 8]);
    if (head)
      ren_buf_puts(out, heads[draw(8)]);
    else if (draw(5) == 0)
      ren_buf_printf(out, "%u,%u %%", draw(100), draw(10));
    else if (draw(4) == 0)
      ren_buf_printf(out, "\xE2\x88\x92%u\xC2\xA0%03u", 1 + draw(90), draw(1000));
    else
      ren_buf_printf(out, "%*u", form % 2 ? 8 : 0, draw(100000));
  }
  ren_buf_puts(out, form == 5 ? " \\\\\n" : "\n");
}

static void put_address(ren_buf *out) {
  static const char *const hosts[] = {"www.exempel.se", "goteborg.example", "xn--rsta-qoa.example",
                                      "sök.exempel.se:8080"};
  static const char *const parts[] = {"m%C3%B6ten", "l%E4nk",   "års-redovisning", "protokoll", "a%20b",
                                      "%7Euser",    "naïve",    "index.php",       "%5B1%5D",   "f%F6r",
                                      "Ärenden",    "download", "%D0%B4%D0%B0"};
  static const char *const words[] = {"Se ", "Länk: <", "Läs mer på ", "", "", "[protokollet](", "Källa: "};
  unsigned k = draw(7);
  ren_buf_printf(out, "%shttps://%s", words[k], hosts[draw(4)]);
  for (unsigned i = 1 + draw(4); i > 0; i--) ren_buf_printf(out, "/%s", parts[draw(13)]);
  if (draw(2)) ren_buf_printf(out, "?id=%u&år=%u&q=%s&lang=sv", draw(1000), 1990 + draw(40), parts[draw(13)]);
  if (draw(4) == 0) ren_buf_printf(out, "#avsnitt-%u", draw(30));
  ren_buf_puts(out, k == 1 ? ">\n" : k == 5 ? ")\n" : "\n");
  if (draw(6) == 0)
    ren_buf_printf(out, "Kontakt: åsa.%u@exempel.se, mailto:info@exempel.se?subject=M%%C3%%B6te\n", draw(99));
}

static void put_encoded(ren_buf *out) {
  static const char set[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  unsigned form = draw(4), n = form ? 20 + draw(60) : 76;
  for (unsigned i = 0; i < n; i++) {
    if (form == 1 && i % 3 == 2) ren_buf_putc(out, ' ');
    if (form < 2 && form == 0)
      ren_buf_putc(out, set[draw(64)]);
    else if (form == 3 && (i == 8 || i == 13 || i == 18 || i == 23))
      ren_buf_putc(out, '-');
    else
      ren_buf_printf(out, form == 2 ? "%02X" : "%x", form == 2 ? draw(256) : draw(16));
  }
  ren_buf_puts(out, form == 0 && draw(5) == 0 ? "==\n" : "\n");
}

static void make_other(ren_buf *out, unsigned kind) {
  while (out->len < SIZE) {
    if (kind == 0)
      for (unsigned form = draw(8), lines = 3 + draw(20); lines > 0; lines--) put_table_line(out, form);
    else if (kind == 1)
      put_address(out);
    else
      put_encoded(out);
  }
}

/* ---- all of them ------------------------------------------------------------ */

static int by_name(const struct dirent **a, const struct dirent **b) { return strcmp((*a)->d_name, (*b)->d_name); }

static int is_text(const struct dirent *entry) {
  size_t n = strlen(entry->d_name);
  return n > 4 && strcmp(entry->d_name + n - 4, ".txt") == 0;
}

int encoding_clean(const char *folder, uint64_t seed, void (*take)(const char *name, ren_str text)) {
  static const char *const others[] = {"tables", "addresses", "base64 and the like"};
  struct dirent **found;
  int count = scandir(folder, &found, is_text, by_name);
  if (count < 0) return 1;
  ren_buf file = {0}, text = {0};
  for (int i = 0; i < count + 3; i++) {
    char path[4096];
    state = seed + (uint64_t)i;
    ren_buf_clear(&text);
    if (i >= count) {
      make_other(&text, (unsigned)(i - count));
      take(others[i - count], ren_buf_str(&text));
      continue;
    }
    snprintf(path, sizeof path, "%s/%s", folder, found[i]->d_name);
    ren_buf_clear(&file);
    if (ren_file_read(&file, path, 0, NULL) == REN_OK) {
      make_prose(&text, ren_buf_str(&file));
      take(found[i]->d_name, ren_buf_str(&text));
    }
    free(found[i]);
  }
  free(found);
  ren_buf_free(&file);
  ren_buf_free(&text);
  return 0;
}
