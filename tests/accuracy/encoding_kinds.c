/* Lines broken by escapes and by letters in another form, half-broken lines and mixed
 * texts; see encoding_accuracy.c. */
#include "encoding_kinds.h"

#include <stdio.h>
#include <string.h>

/* å ä ö Å Ä Ö é as each kind writes them; NULL: not at all. */
typedef struct letter_kind {
  const char *name;
  const char *as[7];
} letter_kind;

static const char *const letters[7] = {"å", "ä", "ö", "Å", "Ä", "Ö", "é"};

static const letter_kind kinds[] = {
    {"entity", {"&aring;", "&auml;", "&ouml;", "&Aring;", "&Auml;", "&Ouml;", "&eacute;"}},
    {"entity-bare", {"&aring", "&auml", "&ouml", "&Aring", "&Auml", "&Ouml", "&eacute"}},
    {"entity-double",
     {"&amp;aring;", "&amp;auml;", "&amp;ouml;", "&amp;Aring;", "&amp;Auml;", "&amp;Ouml;", "&amp;eacute;"}},
    {"entity-decimal", {"&#229;", "&#228;", "&#246;", "&#197;", "&#196;", "&#214;", "&#233;"}},
    {"entity-hex", {"&#xe5;", "&#xe4;", "&#xf6;", "&#xc5;", "&#xc4;", "&#xd6;", "&#xe9;"}},
    {"backslash-u", {"\\u00e5", "\\u00e4", "\\u00f6", "\\u00c5", "\\u00c4", "\\u00d6", "\\u00e9"}},
    {"backslash-x", {"\\xe5", "\\xe4", "\\xf6", "\\xc5", "\\xc4", "\\xd6", "\\xe9"}},
    {"quoted-latin1", {"=E5", "=E4", "=F6", "=C5", "=C4", "=D6", "=E9"}},
    {"quoted-utf8", {"=C3=A5", "=C3=A4", "=C3=B6", "=C3=85", "=C3=84", "=C3=96", "=C3=A9"}},
    {"percent-utf8", {"%C3%A5", "%C3%A4", "%C3%B6", "%C3%85", "%C3%84", "%C3%96", "%C3%A9"}},
    {"percent-latin1", {"%E5", "%E4", "%F6", "%C5", "%C4", "%D6", "%E9"}},
    {"rtf", {"\\'e5", "\\'e4", "\\'f6", "\\'c5", "\\'c4", "\\'d6", "\\'e9"}},
    {"tex", {"{\\aa}", "\\\"a", "\\\"o", "{\\AA}", "\\\"A", "\\\"O", "\\'e"}},
    {"tex-braces", {"{\\aa}", "{\\\"a}", "{\\\"o}", "{\\AA}", "{\\\"A}", "{\\\"O}", "{\\'e}"}},
    {"spacing-after", {"a˚", "a¨", "o¨", "A˚", "A¨", "O¨", "é"}},
    {"spacing-before", {"°a", "¨a", "¨o", "°A", "¨A", "¨O", "é"}},
    {"decomposed", {"a\xCC\x8A", "a\xCC\x88", "o\xCC\x88", "A\xCC\x8A", "A\xCC\x88", "O\xCC\x88", "e\xCC\x81"}},
    {"lower-cased", {"ã¥", "ã¤", "ã¶", NULL, NULL, NULL, "ã©"}},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* One kind of letters other than the Swedish ones; what it makes of the line. */
typedef struct shape_kind {
  const char *name, *from, *to;
} shape_kind;

static const shape_kind shapes[] = {
    {"ligature-fi", "fi", "ﬁ"},
    {"ligature-fl", "fl", "ﬂ"},
    {"soft-hyphen", "nd",
     "n\xC2\xAD"
     "d"},
    {"zero-width", "en",
     "e\xE2\x80\x8B"
     "n"},
    {"direction-mark", ", ", ",\xE2\x80\x8E "},
    {"cyrillic-a", "nar", "nаr"},
    {"cyrillic-e", "des", "dеs"},
    {"cyrillic-o", "kom", "kоm"},
    {"greek-o", "kom", "kοm"},
    {"nordic-ø", "ör", "ør"},
    {"nordic-æ", "är", "ær"},
};
enum { SHAPES = sizeof shapes / sizeof *shapes };

static bool starts(ren_str s, size_t at, const char *with) {
  size_t n = strlen(with);
  return at + n <= s.len && memcmp(s.ptr + at, with, n) == 0;
}

static bool break_letters(ren_buf *out, ren_str line, const letter_kind *kind) {
  bool changed = false;
  ren_buf_clear(out);
  for (size_t i = 0; i < line.len;) {
    size_t k = 0;
    while (k < 7 && !starts(line, i, letters[k])) k++;
    if (k == 7) {
      ren_buf_putc(out, line.ptr[i++]);
      continue;
    }
    if (!kind->as[k]) return false;
    changed = changed || strcmp(kind->as[k], letters[k]) != 0;
    ren_buf_puts(out, kind->as[k]);
    i += strlen(letters[k]);
  }
  return changed;
}

/* Signs of the escape itself in the clean line would make it ambiguous. */
static bool has_signs(ren_str line) {
  for (size_t i = 0; i < line.len; i++)
    if (strchr("&=\\%{}|[]<>", line.ptr[i])) return true;
  return false;
}

/* Inside a word with a capital, but the first of the line: it may be a name. */
static bool in_name(ren_str line, size_t at) {
  while (at > 0 && line.ptr[at - 1] != ' ') at--;
  unsigned char c = (unsigned char)line.ptr[at], next = at + 1 < line.len ? (unsigned char)line.ptr[at + 1] : 0;
  return at > 0 && ((c >= 'A' && c <= 'Z') || (c == 0xC3 && next < 0xA0) || c == '(' || c > 0xC3);
}

static bool break_shapes(ren_buf *out, ren_str line, const shape_kind *kind, bool once) {
  bool changed = false;
  ren_buf_clear(out);
  for (size_t i = 0; i < line.len;) {
    if (!starts(line, i, kind->from) || (once && (changed || in_name(line, i)))) {
      ren_buf_putc(out, line.ptr[i++]);
      continue;
    }
    changed = true;
    ren_buf_puts(out, kind->to);
    i += strlen(kind->from);
  }
  return changed;
}

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

void encoding_kinds(ren_str text, size_t limit, bool show, const kinds_repair *repair) {
  ren_buf broken = {0};
  for (size_t k = 0; k < KINDS + SHAPES; k++) {
    const char *name = k < KINDS ? kinds[k].name : shapes[k - KINDS].name;
    ren_str rest = text;
    size_t right = 0, all = 0;
    while (rest.len && all < limit) {
      ren_str line = encoding_next_line(&rest);
      if (line.len < 20 || has_signs(line)) continue;
      bool nordic = k >= KINDS && strncmp(name, "nordic", 6) == 0, cyrillic = k >= KINDS && name[0] == 'c';
      bool made = k < KINDS ? break_letters(&broken, line, &kinds[k])
                            : break_shapes(&broken, line, &shapes[k - KINDS], nordic || cyrillic);
      if (!made) continue;
      all++;
      check(name, &broken, line, show, repair, &right);
    }
    report(name, right, all);
  }
  ren_buf_free(&broken);
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
