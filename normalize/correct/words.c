#include "correct/words.h"

#include "utf8.h"

#include <string.h>

/* How long a line is that goes on in the next: the text is wrapped if its longest lines
 * (leaving out one in twenty) are as long as those of a page. 0: lines stand alone. */
static size_t full_line(ren_str text) {
  enum { LONGEST = 160, SHORTEST = 40, LINES = 1000 };
  size_t lengths[LONGEST + 1] = {0}, lines = 0;
  for (size_t at = 0; at < text.len && lines < LINES; lines++) {
    const char *end = memchr(text.ptr + at, '\n', text.len - at);
    size_t length = (end ? (size_t)(end - text.ptr) : text.len) - at;
    lengths[length < LONGEST ? length : LONGEST]++;
    at += length + 1;
  }
  size_t longest = LONGEST;
  for (size_t above = lengths[LONGEST]; longest > 0 && above * 20 <= lines; above += lengths[longest]) longest--;
  return longest < SHORTEST || longest == LONGEST ? 0 : longest * 7 / 10;
}

ren__item_scanner ren__item_scanner_of(ren_str text, bool lossy) {
  return (ren__item_scanner){.text = text, .sentence_start = true, .lossy = lossy, .full_line = full_line(text)};
}

static uint32_t peek(const ren__item_scanner *s, size_t at, size_t *len) {
  uint32_t cp = 0;
  *len = 0;
  if (at < s->text.len) *len = ren_utf8_decode(s->text.ptr + at, s->text.len - at, &cp);
  return cp;
}

static bool is_word_char(uint32_t cp) { return ren_is_letter(cp) || ren_is_mark(cp) || ren_is_digit(cp); }

/* Symbols that damage writes for letters. */
static bool is_symbol(uint32_t cp) {
  return cp == '&' || cp == '{' || cp == '|' || cp == '!' || cp == '?' || cp == '@' || cp == 0xFFFD || cp == 0xA3 ||
         cp == '(';
}

/* A symbol counts as a letter between letters, and some of them before or after one.
 * `letter|letter` and `{rgan` yes; `ja!`, `(nej` and `A & B` no. */
static bool symbol_in_word(const ren__item_scanner *s, size_t at, uint32_t cp, size_t len) {
  uint32_t before, after;
  size_t next;
  ren_utf8_decode_before(s->text.ptr, at, &before);
  after = peek(s, at + len, &next);
  bool left = at > 0 && is_word_char(before), right = next && is_word_char(after);
  if (cp == 0xFFFD) return left || right;
  if (cp == '?' && s->lossy) return left || right;
  if (cp == '?' && ren_is_upper(after)) return false; /* `stånd?Hur` */
  if (left && right) return cp != '(' && !(ren_is_digit(before) || ren_is_digit(after));
  return right && !left && (cp == '&' || cp == '{' || cp == '|') && !ren_is_upper(after) && !ren_is_digit(after);
}

static bool is_joiner(uint32_t cp) { return cp == '.' || cp == ':' || cp == '\'' || cp == 0x2019; }

/* Full stops, colons and apostrophes inside (`bl.a`, `EU:s`). */
static bool joiner_in_word(const ren__item_scanner *s, size_t at, uint32_t cp, size_t len) {
  uint32_t before, after;
  size_t next;
  if (!is_joiner(cp)) return false;
  ren_utf8_decode_before(s->text.ptr, at, &before);
  after = peek(s, at + len, &next);
  return at > 0 && is_word_char(before) && next && is_word_char(after);
}

static bool is_ascii_word(unsigned char c) {
  return (unsigned char)((c | 0x20) - 'a') < 26 || (unsigned char)(c - '0') < 10;
}

static size_t word_end(const ren__item_scanner *s, size_t at) {
  for (;;) {
    size_t len;
    while (at < s->text.len && is_ascii_word((unsigned char)s->text.ptr[at])) at++; /* most of them */
    uint32_t cp = peek(s, at, &len);
    if (len == 0) return at;
    if (!is_word_char(cp) && !(is_symbol(cp) && symbol_in_word(s, at, cp, len)) && !joiner_in_word(s, at, cp, len))
      return at;
    at += len;
  }
}

/* Notes where the word at out->offset stands, and goes on behind it. */
static void place_word(ren__item_scanner *s, ren__item *out, size_t end) {
  bool beside = out->offset == s->item_end + 1;
  out->length = (uint32_t)(end - out->offset);
  out->glued = beside && s->text.ptr[s->item_end] == '-';
  out->single_blank = beside && s->text.ptr[s->item_end] == ' ';
  out->seen.starts_sentence = s->sentence_start;
  s->sentence_start = false;
  s->boundary_due = true;
  s->at = s->item_end = end;
}

/* ---- plain words --------------------------------------------------------- */

/* Most words are small letters of Swedish, perhaps after a capital, with nothing odd around
 * them. They are read and folded in one pass over their bytes; all else is left to the
 * general way below, which says the same of plain words, but slowly. */

/* The byte at a place; a blank beyond the end. */
static unsigned char byte_at(const ren__item_scanner *s, size_t at) {
  return at < s->text.len ? (unsigned char)s->text.ptr[at] : ' ';
}

/* Folds small letters of Latin-1 from `at` on; returns where they end. */
static size_t fold_small(const ren__item_scanner *s, size_t at, ren__seen *seen) {
  size_t n = seen->length;
  for (; n < REN_WORD_MAX; at++) {
    unsigned char c = byte_at(s, at);
    if (c == 0xC3) { /* ß..ÿ without ÷ */
      c = byte_at(s, at + 1);
      if (c < 0x9F || c > 0xBF || c == 0xB7) break;
      seen->word[n++] = (unsigned char)(c + 0x40);
      at++;
    } else {
      if ((unsigned char)(c - 'a') >= 26) break;
      seen->word[n++] = c;
    }
  }
  seen->length = (uint8_t)n;
  return at;
}

/* Folds a capital of Latin-1 at `at`, if there is one; returns where it ends. */
static size_t fold_capital(const ren__item_scanner *s, size_t at, ren__seen *seen) {
  unsigned char c = byte_at(s, at), d = byte_at(s, at + 1);
  size_t len = 1;
  if (c == 0xC3 && d >= 0x80 && d <= 0x9E && d != 0x97) { /* À..Þ without × */
    c = (unsigned char)(d + 0x60);
    len = 2;
  } else {
    if ((unsigned char)(c - 'A') >= 26) return at;
    c |= 0x20;
  }
  seen->word[seen->length++] = c;
  seen->casing = REN_CASE_CAPITAL;
  return at + len;
}

/* Whether the letters before `at` are certainly a whole word. */
static bool ends_plainly(const ren__item_scanner *s, size_t at) {
  unsigned char c = byte_at(s, at), next = byte_at(s, at + 1);
  if (c <= ' ') return true;
  if (c >= 0x80 || is_ascii_word(c)) return false;
  if (!is_symbol(c) && !is_joiner(c)) return true;
  return next < 0x80 && !is_ascii_word(next) && !(c == '?' && s->lossy);
}

/* Whether what is left of a run without blanks has a byte that marks of an address have. */
static bool may_be_address(const ren__item_scanner *s, size_t at) {
  for (unsigned char c; (c = byte_at(s, at)) > ' '; at++)
    if (c == '@' || c == ':' || c == '\\' || c == '_' || c == 'w' || (c == '.' && byte_at(s, at + 1) >= 'a'))
      return true;
  return false;
}

/* The word at the scanner's place, if it is a plain one; else nothing has happened. */
static bool take_plain_word(ren__item_scanner *s, ren__item *out) {
  size_t start = s->at;
  bool fresh = byte_at(s, start - 1) <= ' '; /* at the start of the text there is nothing before */
  *out = (ren__item){.kind = REN_ITEM_WORD, .offset = start};
  size_t letters = fold_capital(s, start, &out->seen), end = fold_small(s, letters, &out->seen);
  /* A capital alone may be an initial, a letter before a bracket a list's; a capital
   * within the word was not read. */
  if (end == letters || !ends_plainly(s, end) || (out->seen.length == 1 && byte_at(s, end) == ')') ||
      (fresh && may_be_address(s, end - 1)))
    return false;
  place_word(s, out, end);
  return true;
}

/* ---- any items ------------------------------------------------------------ */

/* The end of a file's name: `.pdf`. */
static bool is_file_ending(const char *p, size_t left) {
  static const char *const endings[] = {".pdf", ".doc", ".docx", ".xls", ".xlsx",
                                        ".ppt", ".htm", ".html", ".jpg", ".zip"};
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    size_t n = strlen(endings[i]);
    if (left >= n && memcmp(p, endings[i], n) == 0 && (left == n || !is_ascii_word((unsigned char)p[n]))) return true;
  }
  return false;
}

static bool is_address_mark(const char *p, size_t left, bool first) {
  switch (*p) {
  case '.': return !first && is_file_ending(p, left);
  case '@': return !first;
  case ':': return left > 2 && memcmp(p, "://", 3) == 0;
  case 'w': return left > 3 && memcmp(p, "www.", 4) == 0;
  case '\\':
  case '_': return true;
  default: return false;
  }
}

/* A run without blanks that is an address, a link or a path; its end, or 0. */
static size_t address_end(const ren__item_scanner *s, size_t at) {
  size_t end = at;
  bool marks = false;
  for (; end < s->text.len && (unsigned char)s->text.ptr[end] > ' '; end++)
    if (!marks) marks = is_address_mark(s->text.ptr + end, s->text.len - end, end == at);
  return marks ? end : 0;
}

static bool fold_seen(ren__seen *seen, ren_str word) {
  size_t n = 0;
  for (size_t i = 0; i < word.len;) {
    uint32_t cp;
    i += ren_utf8_decode(word.ptr + i, word.len - i, &cp);
    if (cp == 0xFFFD) {
      cp = 0x1A;
    } else {
      /* A capital among small letters is a sign of damage, and kept: `tillfäUig`. */
      bool inner = n > 0 && seen->casing == REN_CASE_MIXED && cp < 0x80;
      cp = cp == 0x2019 ? '\'' : inner ? cp : ren_to_lower(cp);
      seen->has_digit = seen->has_digit || ren_is_digit(cp);
      seen->has_symbol = seen->has_symbol || (!is_word_char(cp) && is_symbol(cp));
    }
    if (cp > 0xFF || n == REN_WORD_MAX) return false;
    seen->word[n++] = (unsigned char)cp;
  }
  seen->has_symbol = seen->has_symbol || memchr(seen->word, 0x1A, n);
  seen->length = (uint8_t)n;
  return n > 0;
}

/* What the word's characters say: numbers and codes (`KS2023`, `2b`, `A4`, `50-årig`s
 * digits) are protected; a digit or two among small letters may be damage. */
static uint8_t kind_of(const ren__item *item, ren_str word, unsigned char after) {
  size_t letters = 0, digits = 0, upper = 0, joiners = 0;
  uint32_t first = 0;
  for (size_t i = 0; i < word.len;) {
    uint32_t cp;
    size_t len = ren_utf8_decode(word.ptr + i, word.len - i, &cp);
    if (i == 0) first = cp;
    letters += ren_is_letter(cp);
    upper += ren_is_letter(cp) && ren_is_upper(cp);
    digits += ren_is_digit(cp);
    joiners += cp == '.' || cp == ':';
    i += len;
  }
  if (letters == 0) return digits ? REN_ITEM_NUMBER : REN_ITEM_FOREIGN;
  if (digits && (digits > 2 || joiners || upper > 1 || (upper && !ren_is_upper(first)))) return REN_ITEM_NUMBER;
  if (digits && upper && letters < 3) return REN_ITEM_NUMBER; /* A4, E6an is left too */
  if (digits && ren_is_digit(first) && letters < 3 && !strchr("468", (int)first)) return REN_ITEM_NUMBER;
  if (letters == 1 && (after == ')' || (upper && after == '.'))) return REN_ITEM_FOREIGN; /* a), A. */
  if (upper == letters && joiners && letters <= joiners + 1) return REN_ITEM_FOREIGN;     /* J.A */
  if (letters == 1 && upper == 1 && item->length <= 2 && !(first == 'A' || first == 'O')) return REN_ITEM_FOREIGN;
  return REN_ITEM_WORD;
}

/* A word whose first letter damage took may have had a capital. */
static ren__casing casing_of(ren_str word) {
  uint32_t first;
  ren_utf8_decode(word.ptr, word.len, &first);
  ren__casing casing = ren__casing_of(word);
  return casing == REN_CASE_LOWER && !ren_is_letter(first) ? REN_CASE_OPEN : casing;
}

/* The letters of a diary number: `TN 2024/0203`. */
static bool is_register(const ren__item_scanner *s, ren_str word, size_t end) {
  if (word.len > 8 || ren__casing_of(word) != REN_CASE_UPPER || end + 1 >= s->text.len) return false;
  return (s->text.ptr[end] == ' ' || s->text.ptr[end] == '-') && ren_is_digit((unsigned char)s->text.ptr[end + 1]);
}

static bool take_word(ren__item_scanner *s, ren__item *out, size_t start, size_t end) {
  *out = (ren__item){.offset = start};
  ren_str word = {s->text.ptr + start, end - start};
  place_word(s, out, end);
  out->kind = is_register(s, word, end) ? REN_ITEM_FOREIGN : kind_of(out, word, byte_at(s, end));
  out->seen.casing = (uint8_t)casing_of(word);
  /* A heading or item begins after its number: `§ 12 Ärendet`. */
  if (out->kind == REN_ITEM_NUMBER && out->seen.starts_sentence) s->sentence_start = true;
  if (out->kind == REN_ITEM_WORD && !fold_seen(&out->seen, word)) out->kind = REN_ITEM_FOREIGN;
  return true;
}

/* Whether the line that ends at `at` goes on in the next: it is full, no mark ends it and
 * no blank line follows. */
static bool line_goes_on(const ren__item_scanner *s, size_t at) {
  size_t next = at + 1;
  while (next < s->text.len && (s->text.ptr[next] == ' ' || s->text.ptr[next] == '\r')) next++;
  if (next >= s->text.len || byte_at(s, next) == '\n' || byte_at(s, next) == '\f') return false;
  return s->full_line && at - s->line >= s->full_line && !strchr(".:!?", byte_at(s, at - 1));
}

/* Whether the mark at `at` ends a sentence: a full stop followed by a small letter is
 * an abbreviation's, and a line that stands alone may go on with one all the same. Ends of
 * lines that go on are not asked about. */
static bool ends_sentence(const ren__item_scanner *s, size_t at, uint32_t cp) {
  if (cp == '!' || cp == '?') return true;
  if (cp != '.' && cp != '\n') return cp == '\f';
  size_t next = at + 1, len;
  for (; next < s->text.len && strchr(" \r\n", s->text.ptr[next]); next++)
    if (cp == '\n' && s->text.ptr[next] == '\n') return true; /* a blank line */
  uint32_t after = peek(s, next, &len);
  return !ren_is_letter(after) || ren_is_upper(after);
}

/* Goes past a mark. Returns whether a sentence ends with it. */
static bool pass_mark(ren__item_scanner *s, uint32_t cp, size_t len) {
  size_t at = s->at;
  bool line_end = cp == '\n', goes_on = line_end && line_goes_on(s, at);
  s->at += len;
  bool ends = !goes_on && (cp == '.' || cp == '!' || cp == '?' || cp == '\n' || cp == '\f') && ends_sentence(s, at, cp);
  if (ends || (line_end && !goes_on)) s->sentence_start = true;
  if (line_end) s->line = s->at;
  return ends;
}

bool ren__next_item(ren__item_scanner *s, ren__item *out) {
  while (s->at < s->text.len) {
    if (s->text.ptr[s->at] == ' ') {
      s->at++;
      continue;
    }
    if (take_plain_word(s, out)) return true;
    size_t len, start = s->at;
    uint32_t cp = peek(s, start, &len);
    bool fresh = start == 0 || (unsigned char)s->text.ptr[start - 1] <= ' ';
    size_t address = fresh && cp > ' ' ? address_end(s, start) : 0;
    if (address) {
      *out = (ren__item){.kind = REN_ITEM_FOREIGN, .offset = start, .length = (uint32_t)(address - start)};
      s->at = s->item_end = address;
      s->boundary_due = true;
      s->sentence_start = false;
      return true;
    }
    bool symbol = is_symbol(cp) && symbol_in_word(s, start, cp, len);
    if (is_word_char(cp) || symbol) return take_word(s, out, start, word_end(s, start + len));
    if (!pass_mark(s, cp, len) || !s->boundary_due) continue;
    s->boundary_due = false;
    *out = (ren__item){.kind = REN_ITEM_BOUNDARY, .offset = start};
    return true;
  }
  if (!s->boundary_due) return false;
  s->boundary_due = false;
  *out = (ren__item){.kind = REN_ITEM_BOUNDARY, .offset = s->at};
  return true;
}
