/* Bytes of each encoding, by line, paragraph and document; see encoding_accuracy.c.
 *
 * Texts hold only what their encoding has: for the 7-bit, DOS and EBCDIC pages typographic
 * quotes and dashes are made plain first, as they were when such text was written. Texts
 * whose bytes are their UTF-8 as they stand are not counted. Line ends are LF and CRLF in
 * turn; EBCDIC has its own NEL as well, which comes out as LF. */
#include "encoding_raw.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "alloc.h"
#include "encoding_breaking.h"
#include "encoding_kinds.h"

typedef struct encoding {
  const char *name, *codec;
  bool plain;       /* has no typographic signs */
  const char *mark; /* comes first */
  int page;         /* for encoding_fits */
} encoding;

static const encoding encodings[] = {
    {"utf8", "UTF-8", .mark = ""},
    {"utf8-bom", "UTF-8", .mark = "\xEF\xBB\xBF"},
    {"cp1252", "CP1252", .mark = ""},
    {"latin1", "ISO-8859-1", true, ""},
    {"latin9", "ISO-8859-15", true, ""},
    {"cp850", "CP850", true, ""},
    {"cp437", "CP437", true, ""},
    {"cp865", "CP865", true, ""},
    {"macroman", "MACINTOSH", .mark = ""},
    {"iso646-se", "SEN_850200_B", true, "", 7},
    {"iso646-se-names", "SEN_850200_C", true, "", 7},
    {"utf16le", "UTF-16LE", .mark = ""},
    {"utf16be", "UTF-16BE", .mark = ""},
    {"utf16le-bom", "UTF-16LE", .mark = "\xFF\xFE"},
    {"utf16be-bom", "UTF-16BE", .mark = "\xFE\xFF"},
    {"utf32le", "UTF-32LE", .mark = ""},
    {"utf32be", "UTF-32BE", .mark = ""},
    {"ebcdic278", "IBM278", true, ""},
};
enum { ENCODINGS = sizeof encodings / sizeof *encodings };

static const struct {
  const char *name;
  size_t lines, share; /* of `limit` */
} kinds[] = {{"line", 1, 1}, {"paragraph", 10, 1}, {"document", 200, 10}};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* Numbers that are the same on every machine. */
static size_t draw(uint64_t *state, size_t below) {
  *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (size_t)(*state >> 33) % below;
}

static void make_plain(ren_buf *out, ren_str line) {
  static const char *const signs[][2] = {{"”", "\""},  {"“", "\""},       {"„", "\""}, {"’", "'"},
                                         {"‘", "'"},   {"–", "-"},        {"—", "-"},  {"−", "-"},
                                         {"…", "..."}, {"\xC2\xA0", " "}, {"•", "-"},  {"€", "euro"}};
  ren_buf_clear(out);
  for (size_t i = 0; i < line.len;) {
    size_t k = 0, n = sizeof signs / sizeof *signs;
    while (k < n && (strlen(signs[k][0]) > line.len - i || memcmp(line.ptr + i, signs[k][0], strlen(signs[k][0])) != 0))
      k++;
    if (k < n) ren_buf_puts(out, signs[k][1]);
    if (k == n) ren_buf_putc(out, line.ptr[i]);
    i += k < n ? strlen(signs[k][0]) : 1;
  }
}

/* The lines of the text that the encoding can hold, as it holds them. */
typedef struct stock {
  ren_buf text;
  ren_str *lines;
  size_t count, cap;
} stock;

static void take_stock(stock *stock, ren_str text, const encoding *as) {
  ren_buf line = {0}, bytes = {0};
  ren_str rest = text;
  ren_buf_clear(&stock->text);
  stock->count = 0;
  ren_buf_reserve(&stock->text, text.len * 2 + 16); /* so that it stays where it is */
  while (rest.len) {
    ren_str from = encoding_next_line(&rest);
    ren_buf_clear(&line);
    if (as->plain)
      make_plain(&line, from);
    else
      ren_buf_append_str(&line, from);
    ren_str to = ren_buf_str(&line);
    if (to.len < 12 || !encoding_fits(to, as->page) || !encoding_convert(&bytes, to, as->codec, "UTF-8")) continue;
    if (!ren_grow(&stock->lines, &stock->cap, stock->count, sizeof *stock->lines)) exit(1);
    stock->lines[stock->count++] = (ren_str){stock->text.ptr + stock->text.len, to.len};
    ren_buf_append_str(&stock->text, to);
  }
  ren_buf_free(&line);
  ren_buf_free(&bytes);
}

/* Bytes and right text of one text; false if they are the same though they should not be. */
static bool make_text(const stock *stock, const encoding *as, size_t lines, size_t number, uint64_t *state,
                      ren_buf *bytes, ren_buf *right) {
  ren_buf text = {0}, made = {0};
  bool ebcdic = strcmp(as->codec, "IBM278") == 0;
  const char *end = number % 2 ? "\r\n" : ebcdic ? "\xC2\x85" : "\n";
  ren_buf_clear(right);
  for (size_t i = 0; i < lines; i++) {
    ren_str line = stock->lines[lines == 1 && number < stock->count ? number : draw(state, stock->count)];
    ren_buf_append_str(&text, line);
    ren_buf_append_str(right, line);
    ren_buf_puts(&text, end);
    ren_buf_puts(right, number % 2 ? "\r\n" : "\n");
  }
  ren_buf_clear(bytes);
  ren_buf_puts(bytes, as->mark);
  bool done = encoding_convert(&made, ren_buf_str(&text), as->codec, "UTF-8");
  ren_buf_append_str(bytes, ren_buf_str(&made));
  bool utf8 = strncmp(as->name, "utf8", 4) == 0, ascii = true;
  for (size_t i = 0; i < right->len && ascii; i++) ascii = (unsigned char)right->ptr[i] < 0x80;
  done = done && (utf8 ? !ascii : !ren_str_eq(ren_buf_str(bytes), ren_buf_str(right)));
  ren_buf_free(&text);
  ren_buf_free(&made);
  return done;
}

static void print_hex(ren_str s) {
  for (size_t i = 0; i < s.len; i++) printf("%02x", (unsigned)(unsigned char)s.ptr[i]);
}

static void print_row(const char *name, const char *kind, ren_str bytes, ren_str right) {
  printf("%s\t%s\t", name, kind);
  print_hex(bytes);
  printf("\t");
  print_hex(right);
  printf("\n");
}

static void show_miss(const char *name, const char *kind, ren_str right, ren_str got) {
  printf("%s, %s\n", name, kind);
  while (right.len || got.len) {
    ren_str a = encoding_next_line(&right), b = encoding_next_line(&got);
    if (ren_str_eq(a, b)) continue;
    printf("  wanted %.*s\n  got    %.*s\n", (int)a.len, a.ptr, (int)b.len, b.ptr);
  }
}

static void measure(const stock *stock, const encoding *as, size_t kind, size_t limit, bool show,
                    void (*repair)(ren_buf *out, ren_str bytes)) {
  ren_buf bytes = {0}, right = {0}, got = {0};
  uint64_t state = 1000 + kind;
  size_t exact = 0, all = 0;
  for (size_t i = 0; i < limit / kinds[kind].share; i++) {
    if (!make_text(stock, as, kinds[kind].lines, i, &state, &bytes, &right)) continue;
    if (!repair) {
      print_row(as->name, kinds[kind].name, ren_buf_str(&bytes), ren_buf_str(&right));
      continue;
    }
    repair(&got, ren_buf_str(&bytes));
    bool same = ren_str_eq(ren_buf_str(&got), ren_buf_str(&right));
    all++;
    exact += same;
    if (!same && show) show_miss(as->name, kinds[kind].name, ren_buf_str(&right), ren_buf_str(&got));
  }
  if (repair) printf(" | %6.2f %% of %4zu", all ? 100.0 * (double)exact / (double)all : 0, all);
  ren_buf_free(&bytes);
  ren_buf_free(&right);
  ren_buf_free(&got);
}

void encoding_raw(ren_str text, size_t limit, bool show, void (*repair)(ren_buf *out, ren_str bytes)) {
  stock stock = {0};
  if (repair) printf("%-15s | %-16s | %-16s | %s\n", "raw", "line", "paragraph", "document");
  for (size_t k = 0; k < ENCODINGS; k++) {
    take_stock(&stock, text, &encodings[k]);
    if (repair) printf("%-15s", encodings[k].name);
    for (size_t kind = 0; kind < KINDS && stock.count; kind++)
      measure(&stock, &encodings[k], kind, limit, show, repair);
    if (repair) printf("\n");
    fflush(stdout);
  }
  ren_buf_free(&stock.text);
  ren_free(stock.lines);
}
