#include "lines/line_kind.h"

#include "lines/line_words.h"
#include "lines/small_letters.h"
#include "utf8.h"

#include <string.h>

static bool blank_at(ren_str s, size_t at) { return at < s.len && ren__blank(s.ptr + at, s.len - at) != 0; }

static size_t skip_blanks(ren_str s, size_t at) {
  for (size_t n; at < s.len && (n = ren__blank(s.ptr + at, s.len - at)) != 0;) at += n;
  return at;
}

/* A sign that is only used as a bullet. 'o' is Word's second-level bullet as
 * PDF extractors give it; · also stands in running text, hence the blank. */
static bool is_bullet(uint32_t cp) {
  switch (cp) {
  case 0x2022:
  case 0x25AA:
  case 0x25E6:
  case 0x2023:
  case 0x25CF:
  case 0x25CB:
  case 0x25A0:
  case 0x25A1:
  case 0x2219:
  case 0x00B7:
  case 0xF0B7:
  case 0x2043:
  case 0x27A2:
  case 0x2713:
  case '*': return true;
  default: return false;
  }
}

/* "s. 97", "m. m.", "t. ex.": what follows a letter and a full stop makes an abbreviation of it. */
static bool goes_on_abbreviated(ren_str s, size_t at) {
  if (at >= s.len) return false;
  if (ren_is_digit((unsigned char)s.ptr[at])) return true;
  size_t n = at;
  while (n < s.len && n < at + 3 && s.ptr[n] >= 'a' && s.ptr[n] <= 'z') n++;
  return n > at && n < s.len && s.ptr[n] == '.';
}

size_t ren__list_marker(ren_str s) {
  uint32_t cp;
  if (s.len == 0) return 0;
  size_t n = ren_utf8_decode(s.ptr, s.len, &cp), at = n;
  if (is_bullet(cp) || cp == 'o') return blank_at(s, n) ? skip_blanks(s, n) : 0;
  bool opened = cp == '(';
  if (opened) {
    if (at >= s.len) return 0;
    n = ren_utf8_decode(s.ptr + at, s.len - at, &cp);
    at += n;
  }
  if (ren_is_digit(cp)) {
    size_t digits = 1;
    while (at < s.len && ren_is_digit((unsigned char)s.ptr[at])) at++, digits++;
    if (digits > 2) return 0;
  } else if (ren_is_letter(cp) && !(opened && ren_is_upper(cp))) { /* "(S)" is a party */
    /* "a)", "b.", "ii)": one letter, or a short roman number */
    while (at < s.len && at < 4 && (s.ptr[at] == 'i' || s.ptr[at] == 'v') && (cp == 'i' || cp == 'v')) at++;
  } else {
    return 0;
  }
  if (at >= s.len || (s.ptr[at] != ')' && s.ptr[at] != '.') || (opened && s.ptr[at] == '.')) return 0;
  if (ren_is_upper(cp) && s.ptr[at] == '.') return 0; /* an initial: "A. Berg" */
  at++;
  if (!blank_at(s, at)) return 0;
  bool letter_stop = !ren_is_digit(cp) && s.ptr[at - 1] == '.';
  at = skip_blanks(s, at);
  return letter_stop && goes_on_abbreviated(s, at) ? 0 : at;
}

/* Two letters of ASCII on end begin no marker, unless they are a roman number. */
static ren__first letters_class(ren_str s) {
  if (s.len < 2 || !ren__is_small_ascii(s.ptr[1]) || s.ptr[1] == 'i' || s.ptr[1] == 'v') return REN__FIRST_OTHER;
  if (ren__is_small_ascii(s.ptr[0])) return REN__FIRST_LOWER;
  return s.ptr[0] >= 'A' && s.ptr[0] <= 'Z' ? REN__FIRST_UPPER : REN__FIRST_OTHER;
}

static ren__first first_class(ren_str s) {
  ren__first letters = letters_class(s);
  if (letters != REN__FIRST_OTHER) return letters; /* nearly always */
  uint32_t cp;
  size_t n = ren_utf8_decode(s.ptr, s.len, &cp);
  if (cp == 0xA7) return REN__FIRST_SECTION;
  if ((cp == '-' || cp == 0x2013 || cp == 0x2014 || cp == 0x2212) && blank_at(s, n)) return REN__FIRST_DASH;
  if (ren__list_marker(s)) return REN__FIRST_MARKER;
  if (ren_is_digit(cp)) return REN__FIRST_DIGIT;
  if (ren_is_letter(cp)) return ren_is_upper(cp) ? REN__FIRST_UPPER : REN__FIRST_LOWER;
  switch (cp) {
  case '(':
  case '[':
  case '"':
  case '\'':
  case 0x201D:
  case 0x201C:
  case 0x2019:
  case 0xBB:
  case 0xAB: return REN__FIRST_QUOTE;
  default: return REN__FIRST_OTHER;
  }
}

static ren__sign sign_class(uint32_t cp) {
  switch (cp) {
  case '-':
  case 0x2010:
  case 0x2011: return REN__SIGN_HYPHEN;
  case 0xAD:
  case 0xAC: return REN__SIGN_SOFT;
  case '=': return REN__SIGN_EQUALS;
  case 0x2014: return REN__SIGN_EM;
  case 0x2013:
  case 0x2212: return REN__SIGN_EN;
  default: return REN__SIGN_NONE;
  }
}

static bool is_closing(uint32_t cp) {
  return cp == '"' || cp == '\'' || cp == ')' || cp == ']' || cp == 0x201D || cp == 0x2019 || cp == 0xBB;
}

/* The last word of the line as bytes: what stands after the last blank. */
static ren_str last_token(ren_str s) {
  size_t at = s.len;
  while (at > 0 && s.len - at < 24 && s.ptr[at - 1] != ' ' && s.ptr[at - 1] != '\t') at--;
  return (ren_str){s.ptr + at, s.len - at};
}

/* The sign at the end of s (n bytes) stands for a hyphen if a word touches it. */
static ren__last hyphen_class(ren_str s, size_t n, ren__line *line, ren__sign sign) {
  uint32_t before;
  size_t m = ren_utf8_decode_before(s.ptr, s.len - n, &before);
  if (m == 0) return REN__LAST_OPEN; /* the line is nothing but a dash */
  if (blank_at((ren_str){s.ptr + s.len - n - m, m}, 0)) return REN__LAST_DASH;
  if (before == '-' && sign == REN__SIGN_HYPHEN && s.len > n + m) { /* "1992--": typed for an en dash */
    sign = REN__SIGN_EN;
    n += m;
    ren_utf8_decode_before(s.ptr, s.len - n, &before);
  }
  bool word = ren_is_letter(before) || ren_is_mark(before);
  bool inner = word || ren_is_digit(before) || before == ')' || (before == '%' && sign == REN__SIGN_HYPHEN);
  if (sign == REN__SIGN_EQUALS ? !word : !inner) return REN__LAST_OPEN;
  line->sign = (uint8_t)sign;
  line->sign_len = (uint8_t)n;
  return REN__LAST_HYPHEN;
}

static ren__last last_word_class(ren_str s) {
  ren_str token = last_token(s);
  if (ren__is_inner_word(token)) return REN__LAST_WORD;
  if (!ren__is_series_word(token)) return REN__LAST_OPEN;
  /* after a comma it may be the end of a list item: "a) ...; och" */
  size_t before = s.len - token.len;
  while (before > 0 && s.ptr[before - 1] == ' ') before--;
  return before > 0 && (s.ptr[before - 1] == ',' || s.ptr[before - 1] == ';') ? REN__LAST_SERIES : REN__LAST_WORD;
}

static ren__last last_class(ren_str s, ren__line *line) {
  if (ren__is_small_ascii(s.ptr[s.len - 1])) return last_word_class(s); /* most lines */
  uint32_t cp;
  size_t n = ren_utf8_decode_before(s.ptr, s.len, &cp);
  ren__sign sign = sign_class(cp);
  if (sign != REN__SIGN_NONE) return hyphen_class(s, n, line, sign);
  ren_str whole = s;
  while (is_closing(cp) && s.len > n) {
    s.len -= n;
    n = ren_utf8_decode_before(s.ptr, s.len, &cp);
  }
  switch (cp) {
  case '.': return ren__is_abbreviation(last_token(s)) ? REN__LAST_ABBREV : REN__LAST_TERMINAL;
  case '!':
  case '?':
  case 0x2026: return REN__LAST_TERMINAL;
  case ':': return REN__LAST_COLON;
  case ';': return REN__LAST_SEMICOLON;
  case ',': {
    uint32_t before;
    ren_utf8_decode_before(s.ptr, s.len - n, &before);
    return before == '-' || before == 0x2010 || before == 0x2011 ? REN__LAST_SUSPENDED : REN__LAST_COMMA;
  }
  case '/': return whole.len == s.len && s.len > 1 && s.ptr[s.len - 2] != ' ' ? REN__LAST_SLASH : REN__LAST_OPEN;
  default: break;
  }
  if (whole.len != s.len) return REN__LAST_OPEN;
  return last_word_class(s);
}

/* Aligned cells: a tab, or runs of blanks too wide for justified typescript. */
static bool has_cells(ren_str s, const ren__line_bytes *bytes) {
  if (bytes->tab) return true;
  if (!bytes->two_blanks) return false; /* nearly always */
  size_t wide = 0, run = 0;
  for (size_t i = 0; i < s.len; i++) {
    run = s.ptr[i] == ' ' ? run + 1 : 0;
    if (run == 3) wide++;
    if (run == 5) return true;
  }
  return wide == 1 && s.len < 60;
}

/* A line of dashes, underscores or dots: a rule, or a place to sign on. */
static bool is_rule(ren_str s) {
  size_t marks = 0;
  for (size_t i = 0; i < s.len; i++) {
    if (s.ptr[i] == '_' || s.ptr[i] == '.' || s.ptr[i] == '-' || s.ptr[i] == '=' || s.ptr[i] == '*')
      marks++;
    else if (s.ptr[i] != ' ')
      return false;
  }
  return marks >= 3;
}

/* "Anna-Karin Berg (S)", "Karl Öst (M), ersättare": capitalised words, a party in
 * brackets, and little more. */
static bool is_person(ren_str s) {
  const char *open = memchr(s.ptr, '(', s.len);
  if (!open) return false;
  size_t at = (size_t)(open - s.ptr), party = 0;
  if (at < 5 || at > 48) return false;
  size_t words = 0;
  for (size_t i = 0; i < at;) {
    uint32_t cp;
    ren_utf8_decode(s.ptr + i, at - i, &cp);
    bool particle = words > 0 && (strncmp(s.ptr + i, "af ", 3) == 0 || strncmp(s.ptr + i, "von ", 4) == 0 ||
                                  strncmp(s.ptr + i, "de ", 3) == 0);
    if (!ren_is_upper(cp) && !particle) return false;
    while (i < at && s.ptr[i] != ' ') i++;
    while (i < at && s.ptr[i] == ' ') i++;
    words++;
  }
  size_t end = at + 1;
  while (end < s.len && s.ptr[end] != ')' && party < 5) end++, party++;
  if (words < 2 || words > 5 || party == 0 || party > 3 || end >= s.len || s.ptr[end] != ')') return false;
  ren_str rest = {s.ptr + end + 1, s.len - end - 1};
  if (rest.len > 48 || memchr(rest.ptr, '(', rest.len)) return false;
  if (rest.len && (s.ptr[s.len - 1] == '.' || s.ptr[s.len - 1] == ',')) return false;
  return ren__is_attendance_note(rest) && !ren__is_inner_word(last_token(s)) && !ren__is_series_word(last_token(s));
}

/* A web or mail address alone on its line. */
static bool is_contact(ren_str s) {
  return memchr(s.ptr, '@', s.len) || (s.len > 4 && memcmp(s.ptr, "www.", 4) == 0) ||
         (s.len > 4 && memcmp(s.ptr, "http", 4) == 0);
}

static size_t digits_at(ren_str s, size_t at) {
  size_t n = 0;
  while (at + n < s.len && s.ptr[at + n] >= '0' && s.ptr[at + n] <= '9') n++;
  return n;
}

/* A telephone number alone on its line: "0500-12 34 56". */
static bool is_telephone(ren_str s) {
  size_t area = digits_at(s, 0), digits = 0;
  if (s.ptr[0] != '0' || area < 2 || area > 4 || area >= s.len || s.ptr[area] != '-') return false;
  for (size_t i = area + 1; i < s.len; i++) {
    bool digit = s.ptr[i] >= '0' && s.ptr[i] <= '9';
    if (!digit && s.ptr[i] != ' ') return false;
    digits += digit;
  }
  return digits >= 5 && digits <= 8;
}

/* A postal code and its town: "123 45 Norra Hult". */
static bool is_postal(ren_str s) {
  enum { TOWN = 7, LONGEST = 32 };
  uint32_t cp;
  if (s.len <= TOWN || s.len > LONGEST || digits_at(s, 0) != 3 || s.ptr[3] != ' ' || digits_at(s, 4) != 2) return false;
  ren_utf8_decode(s.ptr + TOWN, s.len - TOWN, &cp);
  bool marks = memchr(s.ptr, '.', s.len) || memchr(s.ptr, ',', s.len) || memchr(s.ptr, '(', s.len);
  return s.ptr[6] == ' ' && ren_is_upper(cp) && !marks;
}

void ren__classify(ren_str text, ren__line *line, const ren__line_bytes *bytes) {
  enum { ROW_MAX = 160 };
  ren_str s = {text.ptr + line->start, line->len};
  line->first = (uint8_t)first_class(s);
  line->last = (uint8_t)last_class(s, line);
  if (s.len > ROW_MAX) return;
  if (is_rule(s))
    line->row = REN__ROW_RULE;
  else if (has_cells(s, bytes))
    line->row = REN__ROW_TABLE;
  else if (line->first == REN__FIRST_UPPER && bytes->bracket && is_person(s))
    line->row = REN__ROW_PERSON;
  else if (line->first == REN__FIRST_LOWER && !bytes->blank && is_contact(s))
    line->row = REN__ROW_CONTACT;
  else if (line->first == REN__FIRST_DIGIT && (is_telephone(s) || is_postal(s)))
    line->row = REN__ROW_CONTACT;
  else if (line->first == REN__FIRST_LOWER && ren__is_title_line(s))
    line->row = REN__ROW_TITLE;
}
