/* A table of what comes back, by kind of breakage and by length of text: whole lines,
 * the first words of lines as headings, single words as lines, and one broken word in a
 * right line; see encoding_accuracy.c. */
#include "encoding_kinds.h"

#include <stdio.h>
#include <string.h>

#include "utf8.h"

/* How a kind breaks text. */
typedef enum how {
  LETTERS, /* å ä ö Å Ä Ö é are written as `as` says */
  EACH,    /* every as[0] becomes as[1] */
  ONE,     /* the first as[0] that is not in a name */
  SMALL,   /* the first as[0] in a word of small letters */
  UPPER,   /* LETTERS, and then all in capitals */
  LOWER,   /* LETTERS, and then all in small letters */
  ALPHABET /* ASCII letters moved to the block at as[0] (A) and as[1] (a) */
} how;

typedef struct kind {
  const char *name;
  how how;
  const char *as[7];  /* NULL: text with that letter is not used */
  const char *around; /* text before "%" and after it */
} kind;

static const char *const letters[7] = {"å", "ä", "ö", "Å", "Ä", "Ö", "é"};

#define M_ "Ã"
/* Lines around a line. */
#define PAGE                                                                                                           \
  "Nämnden beslutar att bifalla förslaget och att ärendet ska återkomma i höst.\n"                                \
  "Ordföranden och ledamöterna var överens om att frågan är klar.\n"
static const kind kinds[] = {
    {"entity", LETTERS, {"&aring;", "&auml;", "&ouml;", "&Aring;", "&Auml;", "&Ouml;", "&eacute;"}, NULL},
    {"entity-bare", LETTERS, {"&aring", "&auml", "&ouml", "&Aring", "&Auml", "&Ouml", "&eacute"}, NULL},
    {"entity-double",
     LETTERS,
     {"&amp;aring;", "&amp;auml;", "&amp;ouml;", "&amp;Aring;", "&amp;Auml;", "&amp;Ouml;", "&amp;eacute;"},
     NULL},
    {"entity-decimal", LETTERS, {"&#229;", "&#228;", "&#246;", "&#197;", "&#196;", "&#214;", "&#233;"}, NULL},
    {"entity-hex", LETTERS, {"&#xe5;", "&#xe4;", "&#xf6;", "&#xc5;", "&#xc4;", "&#xd6;", "&#xe9;"}, NULL},
    {"entity-mojibake",
     LETTERS,
     {"&Atilde;&yen;", "&Atilde;&curren;", "&Atilde;&para;", "&Atilde;&hellip;", "&Atilde;&bdquo;", "&Atilde;&ndash;",
      "&Atilde;&copy;"},
     NULL},
    {"entity-decimal-mojibake",
     LETTERS,
     {"&#195;&#165;", "&#195;&#164;", "&#195;&#182;", "&#195;&#133;", "&#195;&#132;", "&#195;&#150;", "&#195;&#169;"},
     NULL},
    {"backslash-u", LETTERS, {"\\u00e5", "\\u00e4", "\\u00f6", "\\u00c5", "\\u00c4", "\\u00d6", "\\u00e9"}, NULL},
    {"backslash-u-double",
     LETTERS,
     {"\\\\u00e5", "\\\\u00e4", "\\\\u00f6", "\\\\u00c5", "\\\\u00c4", "\\\\u00d6", "\\\\u00e9"},
     NULL},
    {"backslash-u-mojibake",
     LETTERS,
     {"\\u00c3\\u00a5", "\\u00c3\\u00a4", "\\u00c3\\u00b6", "\\u00c3\\u0085", "\\u00c3\\u0084", "\\u00c3\\u0096",
      "\\u00c3\\u00a9"},
     NULL},
    {"backslash-x", LETTERS, {"\\xe5", "\\xe4", "\\xf6", "\\xc5", "\\xc4", "\\xd6", "\\xe9"}, NULL},
    {"backslash-x-utf8",
     LETTERS,
     {"\\xc3\\xa5", "\\xc3\\xa4", "\\xc3\\xb6", "\\xc3\\x85", "\\xc3\\x84", "\\xc3\\x96", "\\xc3\\xa9"},
     NULL},
    {"backslash-octal",
     LETTERS,
     {"\\303\\245", "\\303\\244", "\\303\\266", "\\303\\205", "\\303\\204", "\\303\\226", "\\303\\251"},
     NULL},
    {"json-in-prose",
     LETTERS,
     {"\\u00e5", "\\u00e4", "\\u00f6", "\\u00c5", "\\u00c4", "\\u00d6", "\\u00e9"},
     "Posten i exporten var {\"titel\":\"%\"} och inget mer"},
    {"quoted-latin1", LETTERS, {"=E5", "=E4", "=F6", "=C5", "=C4", "=D6", "=E9"}, NULL},
    {"quoted-utf8", LETTERS, {"=C3=A5", "=C3=A4", "=C3=B6", "=C3=85", "=C3=84", "=C3=96", "=C3=A9"}, NULL},
    {"quoted-soft-ends", LETTERS, {"=C3=\n=A5", "=C3=A4", "=C3=B6", "=C3=\r\n=85", "=C3=84", "=C3=96", "=C3=A9"}, NULL},
    {"percent-utf8", LETTERS, {"%C3%A5", "%C3%A4", "%C3%B6", "%C3%85", "%C3%84", "%C3%96", "%C3%A9"}, NULL},
    {"percent-latin1", LETTERS, {"%E5", "%E4", "%F6", "%C5", "%C4", "%D6", "%E9"}, NULL},
    {"percent-mojibake",
     LETTERS,
     {"%C3%83%C2%A5", "%C3%83%C2%A4", "%C3%83%C2%B6", "%C3%83%E2%80%A6", "%C3%83%E2%80%9E", "%C3%83%E2%80%93",
      "%C3%83%C2%A9"},
     NULL},
    {"percent-u", LETTERS, {"%u00E5", "%u00E4", "%u00F6", "%u00C5", "%u00C4", "%u00D6", "%u00E9"}, NULL},
    {"rtf", LETTERS, {"\\'e5", "\\'e4", "\\'f6", "\\'c5", "\\'c4", "\\'d6", "\\'e9"}, NULL},
    {"rtf-braces", LETTERS, {"{\\'e5}", "{\\'e4}", "{\\'f6}", "{\\'c5}", "{\\'c4}", "{\\'d6}", "{\\'e9}"}, NULL},
    {"rtf-unicode", LETTERS, {"\\u229?", "\\u228?", "\\u246?", "\\u197?", "\\u196?", "\\u214?", "\\u233?"}, NULL},
    {"rtf-unicode-byte",
     LETTERS,
     {"\\u229\\'e5", "\\u228\\'e4", "\\u246\\'f6", "\\u197\\'c5", "\\u196\\'c4", "\\u214\\'d6", "\\u233\\'e9"},
     NULL},
    {"tex", LETTERS, {"{\\aa}", "\\\"a", "\\\"o", "{\\AA}", "\\\"A", "\\\"O", "\\'e"}, NULL},
    {"tex-braces", LETTERS, {"{\\aa}", "{\\\"a}", "{\\\"o}", "{\\AA}", "{\\\"A}", "{\\\"O}", "{\\'e}"}, NULL},
    {"tex-arguments", LETTERS, {"\\r{a}", "\\\"{a}", "\\\"{o}", "\\r{A}", "\\\"{A}", "\\\"{O}", "\\'{e}"}, NULL},
    {"tex-empty", LETTERS, {"\\aa{}", "\\\"a", "\\\"o", "\\AA{}", "\\\"A", "\\\"O", "\\'e"}, NULL},
    {"spacing-after", LETTERS, {"a˚", "a¨", "o¨", "A˚", "A¨", "O¨", "é"}, NULL},
    {"spacing-after-degree", LETTERS, {"a°", "a¨", "o¨", "A°", "A¨", "O¨", "e´"}, NULL},
    {"spacing-before", LETTERS, {"°a", "¨a", "¨o", "°A", "¨A", "¨O", "é"}, NULL},
    {"spacing-before-ring", LETTERS, {"˚a", "¨a", "¨o", "˚A", "¨A", "¨O", "´e"}, NULL},
    {"decomposed",
     LETTERS,
     {"a\xCC\x8A", "a\xCC\x88", "o\xCC\x88", "A\xCC\x8A", "A\xCC\x88", "O\xCC\x88", "e\xCC\x81"},
     NULL},
    {"lower-cased", LETTERS, {"ã¥", "ã¤", "ã¶", NULL, NULL, NULL, "ã©"}, NULL},
    {"lower-cased-all", LOWER, {"ã¥", "ã¤", "ã¶", "ã…", "ã„", "ã–", "ã©"}, NULL},
    {"upper-cased", UPPER, {M_ "¥", M_ "¤", M_ "¶", M_ "…", M_ "„", M_ "–", M_ "©"}, NULL},
    {"lowered-in-capitals", UPPER, {"ã…", "ã„", "ã–", "ã…", "ã„", "ã–", "ã‰"}, NULL},
    {"first-byte-lost", LETTERS, {"\uFFFD¥", "\uFFFD¤", "\uFFFD¶", "\uFFFD…", "\uFFFD„", "\uFFFD–", NULL}, NULL},
    {"second-byte-lost", LETTERS, {M_, M_, M_, M_, M_, M_, M_}, NULL},
    {"ligature-fi", EACH, {"fi", "ﬁ"}, NULL},
    {"ligature-fl", EACH, {"fl", "ﬂ"}, NULL},
    {"ligature-ff", EACH, {"ff", "ﬀ"}, NULL},
    {"ligature-st", EACH, {"st", "ﬅ"}, NULL},
    {"soft-hyphen", EACH, {"nd", "n\u00ADd"}, NULL},
    {"zero-width", EACH, {"en", "e\u200Bn"}, NULL},
    {"zero-width-joiner", EACH, {"ng", "n\u200Dg"}, NULL},
    {"word-joiner", EACH, {"er", "e\u2060r"}, NULL},
    {"byte-order-mark", EACH, {"ä", "\uFEFFä"}, NULL},
    {"direction-mark", EACH, {", ", ",\u200E "}, NULL},
    {"direction-isolate", EACH, {"§ ", "\u2066§\u2069 "}, NULL},
    {"c1-dash", EACH, {"–", "\xC2\x96"}, NULL},
    {"full-width", ALPHABET, {"\uFF21", "\uFF41"}, NULL},
    {"mathematical-bold", ALPHABET, {"\U0001D400", "\U0001D41A"}, NULL},
    {"mathematical-sans", ALPHABET, {"\U0001D5A0", "\U0001D5BA"}, NULL},
    {"cyrillic-a", ONE, {"a", "а"}, NULL},
    {"cyrillic-e", ONE, {"e", "е"}, NULL},
    {"cyrillic-o", ONE, {"o", "о"}, NULL},
    {"cyrillic-d", ONE, {"d", "д"}, NULL},
    {"cyrillic-all-e", EACH, {"e", "е"}, NULL},
    {"cyrillic-all-a", EACH, {"a", "а"}, NULL},
    {"greek-o", ONE, {"o", "ο"}, NULL},
    {"greek-n", ONE, {"v", "ν"}, NULL},
    {"greek-all-o", EACH, {"o", "ο"}, NULL},
    {"nordic-ø", SMALL, {"ö", "ø"}, NULL},
    {"nordic-æ", SMALL, {"ä", "æ"}, NULL},
    {"german-ü", SMALL, {"y", "ü"}, NULL},
    {"nordic-ø in a text", SMALL, {"ö", "ø"}, PAGE "%"},
    {"nordic-æ in a text", SMALL, {"ä", "æ"}, PAGE "%"},
    {"german-ü in a text", SMALL, {"y", "ü"}, PAGE "%"},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static bool starts(ren_str s, size_t at, const char *with) {
  size_t n = strlen(with);
  return at + n <= s.len && memcmp(s.ptr + at, with, n) == 0;
}

static bool break_letters(ren_buf *out, ren_str text, const kind *k) {
  bool changed = false;
  for (size_t i = 0; i < text.len;) {
    size_t at = 0;
    while (at < 7 && !starts(text, i, letters[at])) at++;
    if (at == 7) {
      ren_buf_putc(out, text.ptr[i++]);
      continue;
    }
    if (!k->as[at]) return false;
    changed = changed || strcmp(k->as[at], letters[at]) != 0;
    ren_buf_puts(out, k->as[at]);
    i += strlen(letters[at]);
  }
  return changed;
}

/* Signs of the escapes themselves in the clean text would make it ambiguous. */
static bool has_signs(ren_str text) {
  for (size_t i = 0; i < text.len; i++)
    if (strchr("&=\\%{}|[]<>", text.ptr[i])) return true;
  return false;
}

/* Inside a word with a capital, but the first of the line: it may be a name. */
static bool in_name(ren_str text, size_t at, bool first_too) {
  while (at > 0 && text.ptr[at - 1] != ' ') at--;
  unsigned char c = (unsigned char)text.ptr[at], next = at + 1 < text.len ? (unsigned char)text.ptr[at + 1] : 0;
  return (first_too || at > 0) && ((c >= 'A' && c <= 'Z') || (c == 0xC3 && next < 0xA0) || c == '(' || c > 0xC3);
}

static bool replace(ren_buf *out, ren_str text, const kind *k) {
  bool changed = false;
  for (size_t i = 0; i < text.len;) {
    bool passed = k->how != EACH && (changed || in_name(text, i, k->how == SMALL));
    if (passed || !starts(text, i, k->as[0])) {
      ren_buf_putc(out, text.ptr[i++]);
      continue;
    }
    changed = true;
    ren_buf_puts(out, k->as[1]);
    i += strlen(k->as[0]);
  }
  return changed;
}

static void put_point(ren_buf *out, uint32_t cp) {
  char bytes[4];
  ren_buf_append(out, bytes, ren_utf8_encode(cp, bytes));
}

/* The same with small letters as `lower`, capitals as `upper`: a base, or 0 for folding. */
static bool move_alphabet(ren_buf *out, ren_str text, const kind *k) {
  uint32_t upper, lower;
  bool changed = false;
  ren_utf8_decode(k->as[0], strlen(k->as[0]), &upper);
  ren_utf8_decode(k->as[1], strlen(k->as[1]), &lower);
  for (size_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.ptr[i];
    bool small = c >= 'a' && c <= 'z', big = c >= 'A' && c <= 'Z';
    if (small || big)
      put_point(out, small ? lower + c - 'a' : upper + c - 'A');
    else
      ren_buf_putc(out, (char)c);
    changed = changed || small || big;
  }
  return changed;
}

static void fold(ren_buf *out, ren_str text, bool upper, bool ascii_only) {
  for (size_t i = 0; i < text.len;) {
    uint32_t cp;
    i += ren_utf8_decode(text.ptr + i, text.len - i, &cp);
    if (cp < 0x80 || !ascii_only) cp = upper ? ren_to_upper(cp) : ren_to_lower(cp);
    put_point(out, cp);
  }
}

/* Breaks a text: *broken, and what it should become again. */
static bool break_text(ren_buf *broken, ren_buf *right, ren_str text, const kind *k) {
  ren_buf_clear(broken);
  ren_buf_clear(right);
  bool made;
  if (k->how == ALPHABET) {
    made = move_alphabet(broken, text, k);
  } else if (k->how == UPPER || k->how == LOWER) {
    ren_buf once = {0};
    made = break_letters(&once, text, k);
    fold(broken, ren_buf_str(&once), k->how == UPPER, true);
    ren_buf_free(&once);
  } else {
    made = k->how == LETTERS ? break_letters(broken, text, k) : replace(broken, text, k);
  }
  if (k->how == UPPER || k->how == LOWER)
    fold(right, text, k->how == UPPER, false);
  else
    ren_buf_append_str(right, text);
  return made;
}

/* ---- lengths of text -------------------------------------------------------- */

typedef enum scope { LINE, HEADING, WORD, IN_LINE, SCOPES } scope;

static bool has_small_letters(ren_str word) {
  size_t small = 0;
  for (size_t i = 0; i < word.len; i++) small += word.ptr[i] >= 'a' && word.ptr[i] <= 'z';
  return small >= 2;
}

/* The first word with something to break, from `from` on. */
static ren_str word_to_break(ren_str line, size_t from, const kind *k, ren_buf *broken, ren_buf *right) {
  while (from > 0 && from < line.len && line.ptr[from - 1] != ' ') from++;
  while (from < line.len) {
    const char *end = memchr(line.ptr + from, ' ', line.len - from);
    ren_str word = {line.ptr + from, end ? (size_t)(end - line.ptr) - from : line.len - from};
    bool plain = k->how != ALPHABET || has_small_letters(word); /* (M) in other letters is a sign */
    bool capital = (word.ptr[0] >= 'A' && word.ptr[0] <= 'Z') || starts(word, 0, "Å") || starts(word, 0, "Ä") ||
                   starts(word, 0, "Ö") || word.ptr[0] == '(';
    if (word.len >= 3 && plain && !((k->how == ONE || k->how == SMALL) && capital) &&
        break_text(broken, right, word, k))
      return word;
    from += word.len + 1;
  }
  return (ren_str){0};
}

/* The first words of a line, as a heading has them. */
static ren_str heading_of(ren_str line) {
  size_t words = 0, end = 0;
  for (size_t i = 0; i <= line.len && words < 4 && i < 40; i++)
    if (i == line.len || line.ptr[i] == ' ') {
      words++;
      end = i;
    }
  while (end > 0 && strchr(" ,.;:–-", line.ptr[end - 1])) end--;
  return (ren_str){line.ptr, end};
}

static bool make(scope scope, ren_str line, const kind *k, ren_buf *broken, ren_buf *right) {
  bool whole = k->how == UPPER || k->how == LOWER; /* one such word among others would be none */
  if (whole && scope == IN_LINE) return false;
  if (scope == LINE) return line.len >= 20 && break_text(broken, right, line, k);
  if (scope == HEADING) {
    line = heading_of(line);
    return line.len >= 8 && break_text(broken, right, line, k);
  }
  ren_buf word_broken = {0}, word_right = {0};
  ren_str word = word_to_break(line, scope == WORD ? 0 : line.len / 3, k, &word_broken, &word_right);
  bool made = word.len > 0 && (scope == WORD || line.len >= 30);
  if (made) {
    size_t before = scope == WORD ? 0 : (size_t)(word.ptr - line.ptr);
    size_t after = scope == WORD ? 0 : line.len - before - word.len;
    ren_buf_clear(broken);
    ren_buf_clear(right);
    ren_buf_append(broken, line.ptr, before);
    ren_buf_append(right, line.ptr, before);
    ren_buf_append_str(broken, ren_buf_str(&word_broken));
    ren_buf_append_str(right, ren_buf_str(&word_right));
    ren_buf_append(broken, word.ptr + word.len, after);
    ren_buf_append(right, word.ptr + word.len, after);
  }
  ren_buf_free(&word_broken);
  ren_buf_free(&word_right);
  return made;
}

static void wrap(ren_buf *buf, const char *around) {
  ren_buf wrapped = {0};
  if (!around) return;
  ren_buf_append(&wrapped, around, strcspn(around, "%"));
  ren_buf_append_str(&wrapped, ren_buf_str(buf));
  ren_buf_puts(&wrapped, strchr(around, '%') + 1);
  ren_buf_free(buf);
  *buf = wrapped;
}

static bool check(const char *name, const ren_buf *broken, const ren_buf *right, bool show,
                  const kinds_repair *repair) {
  ren_buf got = {0};
  repair->repair(&got, ren_buf_str(broken));
  bool same = ren_str_eq(ren_buf_str(&got), ren_buf_str(right));
  if (!same && show) printf("%s\n  broken %s\n  wanted %s\n  got    %s\n", name, broken->ptr, right->ptr, got.ptr);
  ren_buf_free(&got);
  return same;
}

/* Letters and ligatures of a font without a map: what they are is learned from the text, so
 * documents of some lines are broken as wholes. */
static void private_use(ren_str text, size_t lines, size_t limit, const kinds_repair *repair) {
  static const char *const from[] = {"ffi", "ff", "fi", "å", "ä", "ö", "Å", "Ä", "Ö", "tt"};
  size_t good = 0, wrong = 0, all = 0;
  while (text.len && all < limit) {
    ren_buf right = {0}, broken = {0}, got = {0};
    for (size_t i = 0; i < lines && text.len; i++) {
      ren_buf_append_str(&right, encoding_next_line(&text));
      ren_buf_putc(&right, '\n');
    }
    ren_str rest = ren_buf_str(&right);
    for (size_t i = 0; i < rest.len;) {
      size_t k = 0;
      while (k < sizeof from / sizeof *from && !starts(rest, i, from[k])) k++;
      if (k < sizeof from / sizeof *from) {
        put_point(&broken, 0xE0A0 + (uint32_t)k);
        i += strlen(from[k]);
      } else {
        ren_buf_putc(&broken, rest.ptr[i++]);
      }
    }
    repair->repair(&got, ren_buf_str(&broken));
    ren_str a = ren_buf_str(&right), b = ren_buf_str(&broken), c = ren_buf_str(&got);
    while (a.len) {
      ren_str wanted = encoding_next_line(&a), was = encoding_next_line(&b), is = encoding_next_line(&c);
      if (ren_str_eq(wanted, was)) continue;
      all++;
      good += ren_str_eq(wanted, is);
      wrong += !ren_str_eq(wanted, is) && !memchr(is.ptr, 0xEE, is.len); /* nothing is left to see it by */
    }
    ren_buf_free(&right);
    ren_buf_free(&broken);
    ren_buf_free(&got);
  }
  printf("private-use, %4zu lines   %8.2f of %4zu lines right, %zu wrong, the others left\n", lines,
         all ? 100.0 * (double)good / (double)all : 0, all, wrong);
}

void encoding_kinds(ren_str text, size_t limit, const char *only, const kinds_repair *repair) {
  ren_buf broken = {0}, right = {0};
  printf("%-24s %16s %16s %16s %16s\n", "kind", "lines", "headings", "words", "words in lines");
  for (size_t k = 0; k < KINDS; k++) {
    if (only && *only && strcmp(only, kinds[k].name) != 0) continue;
    char row[200];
    int used = snprintf(row, sizeof row, "%-24s", kinds[k].name);
    for (scope scope = 0; scope < SCOPES; scope++) {
      ren_str rest = text;
      size_t good = 0, all = 0;
      while (rest.len && all < limit) {
        ren_str line = encoding_next_line(&rest);
        if (has_signs(line) || !make(scope, line, &kinds[k], &broken, &right)) continue;
        all++;
        wrap(&broken, kinds[k].around);
        wrap(&right, kinds[k].around);
        good += check(kinds[k].name, &broken, &right, only != NULL, repair);
      }
      used += snprintf(row + used, sizeof row - (size_t)used, " %8.2f of %4zu",
                       all ? 100.0 * (double)good / (double)all : 0, all);
    }
    printf("%s\n", row);
  }
  for (size_t lines = 25; lines <= 1600 && !(only && *only); lines *= 4) private_use(text, lines, limit * 3, repair);
  ren_buf_free(&broken);
  ren_buf_free(&right);
}
