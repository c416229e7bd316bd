/* Letters that are the right ones in the wrong form: normal form C, ligatures, full
 * width, soft hyphens, zero-width and direction marks. */
#include <utf8proc.h>

#include "encoding/repair.h"
#include "encoding/suspects.h"
#include "utf8.h"

static uint32_t at(const ren__line *line, size_t i) { return i < line->count ? line->cells[i].cp : 0; }

/* ---- normal form C -------------------------------------------------------- */

enum { SEGMENT_MAX = 100 };

static bool composes(uint32_t cp) { return !(cp & REN__RAW) && ren__may_compose(cp); }

/* A character that the following ones may join, and they: [start, end). */
static bool compose(ren__line *line, size_t start, size_t end) {
  utf8proc_int32_t points[SEGMENT_MAX * 4];
  size_t n = end - start;
  for (size_t i = 0; i < n; i++) points[i] = (utf8proc_int32_t)at(line, start + i);
  utf8proc_int32_t wide[SEGMENT_MAX * 4];
  utf8proc_ssize_t made = 0;
  for (size_t i = 0; i < n; i++) {
    int boundary = 0;
    utf8proc_ssize_t more = utf8proc_decompose_char(points[i], wide + made, (SEGMENT_MAX * 4) - made,
                                                    UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &boundary);
    if (more < 0 || made + more > SEGMENT_MAX * 4) return false;
    made += more;
  }
  for (utf8proc_ssize_t i = 1; i < made; i++) { /* canonical order: insertion by combining class */
    utf8proc_propval_t class = utf8proc_get_property(wide[i])->combining_class;
    for (utf8proc_ssize_t k = i; k > 0 && class; k--) {
      if (utf8proc_get_property(wide[k - 1])->combining_class <= class) break;
      utf8proc_int32_t swap = wide[k];
      wide[k] = wide[k - 1];
      wide[k - 1] = swap;
    }
  }
  made = utf8proc_normalize_utf32(wide, made, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
  if (made <= 0) return false;
  size_t same = 0;
  while (same < n && same < (size_t)made && wide[same] == points[same]) same++;
  if (same == n && same == (size_t)made) return false;
  ren__unit units[SEGMENT_MAX * 4];
  for (size_t i = 0; i < (size_t)made; i++)
    units[i] = (ren__unit){.cp = (uint32_t)wide[i],
                           .first = (uint16_t)(i == 0 ? 0 : n),
                           .count = (uint16_t)(i == 0 ? n : 0),
                           .changed = true};
  ren__line_replace(line, start, n, units, (size_t)made, "nfc", 1);
  return true;
}

static bool normalize(ren__line *line) {
  bool changed = false;
  for (size_t i = 0; i < line->count && !line->failed; i++) {
    if (!composes(at(line, i))) continue;
    size_t start = i, end = i + 1;
    /* back to the letter that marks stand on; a lone singleton stands by itself */
    if (start > 0 && !(at(line, start - 1) & REN__RAW) && at(line, start - 1) > ' ') start--;
    while (end < line->count && end - start < SEGMENT_MAX && composes(at(line, end))) end++;
    if (compose(line, start, end)) changed = true;
    i = end - 1 < line->count ? end - 1 : line->count;
  }
  return changed;
}

/* ---- the rest ------------------------------------------------------------- */

/* Expands a ligature; returns false for other characters. */
static bool ligature(ren__line *line, size_t i) {
  static const char *const of[7] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
  uint32_t cp = at(line, i);
  if (cp < 0xFB00 || cp > 0xFB06) return false;
  ren__unit units[3];
  size_t n = 0;
  for (const char *s = of[cp - 0xFB00]; *s; s++, n++)
    units[n] = (ren__unit){.cp = (uint32_t)*s, .first = n ? 1 : 0, .count = n ? 0 : 1, .changed = true};
  ren__line_replace(line, i, 1, units, n, "ligature", 0.995f);
  return true;
}

static bool east_asian(const ren__line *line) {
  for (size_t i = 0; i < line->count; i++)
    if (at(line, i) >= 0x2E80 && at(line, i) < 0xFB00) return true;
  return false;
}

/* Scripts and emoji that need joiners and direction marks. */
static bool needs_marks(uint32_t cp) {
  return (cp >= 0x590 && cp < 0x2000) || (cp >= 0x2190 && cp < 0x2C00) || cp == 0xFE0F || cp >= 0x2E80;
}

static bool is_invisible(uint32_t cp) {
  return (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x2064) ||
         (cp >= 0x2066 && cp <= 0x2069) || cp == 0xFEFF;
}

/* Hebrew to Thaana anywhere in the text: lead bytes D6..DE of UTF-8 and a tail byte. */
static bool find_right_to_left(ren_str s) {
  for (size_t i = 0; i + 1 < s.len; i++) {
    i += ren_ascii_prefix(s.ptr + i, s.len - i);
    if (i + 1 >= s.len) break;
    unsigned char a = (unsigned char)s.ptr[i], b = (unsigned char)s.ptr[i + 1];
    if (((a == 0xD6 && b >= 0x90) || (a >= 0xD7 && a <= 0xDE)) && (b & 0xC0) == 0x80) return true;
  }
  return false;
}

static bool has_right_to_left(ren__repair *repair) {
  if (!repair->right_to_left) repair->right_to_left = find_right_to_left(repair->text) ? 1 : -1;
  return repair->right_to_left > 0;
}

static bool is_direction(uint32_t cp) {
  return cp == 0x200E || cp == 0x200F || (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

/* A soft hyphen inside a word; at a line end it says how the word goes on. */
static bool loose_soft_hyphen(const ren__line *line, size_t i) {
  return at(line, i) == 0xAD && i > 0 && ren__letter_symbol(at(line, i - 1)) && ren__letter_symbol(at(line, i + 1)) &&
         at(line, i - 1) != 0xC3 && at(line, i - 1) != 0xC2;
}

static bool drop_invisible(ren__repair *repair, bool *changed) {
  ren__line *line = &repair->line;
  bool marks = false;
  for (size_t i = 0; i < line->count; i++) marks = marks || (needs_marks(at(line, i)) && !is_invisible(at(line, i)));
  for (size_t i = line->count; i-- > 0;) {
    if (loose_soft_hyphen(line, i)) {
      ren__line_remove(line, i, "soft-hyphen", 0.99f);
      *changed = true;
    } else if (i == 0 && at(line, i) == 0xFEFF && line->bytes == repair->text.ptr) { /* a byte order mark */
      ren__line_remove(line, i, "invisible-mark", 0.99f);
      *changed = true;
    } else if (is_invisible(at(line, i)) && !marks && !(is_direction(at(line, i)) && has_right_to_left(repair))) {
      ren__line_remove(line, i, "invisible-mark", 0.99f);
      *changed = true;
    }
  }
  return *changed;
}

static bool is_wide_letter(uint32_t cp) {
  return (cp >= 0xFF10 && cp <= 0xFF19) || (cp >= 0xFF21 && cp <= 0xFF3A) || (cp >= 0xFF41 && cp <= 0xFF5A);
}

/* A wide letter beside another letter; Chinese and Japanese text has them by themselves. */
static bool has_wide_word(const ren__line *line) {
  for (size_t i = 0; i < line->count; i++) {
    if (!is_wide_letter(at(line, i))) continue;
    uint32_t before = i ? at(line, i - 1) : 0, after = at(line, i + 1);
    if (is_wide_letter(after) || ren__letter_symbol(after) || ren__letter_symbol(before)) return true;
  }
  return false;
}

static bool narrow(ren__line *line) {
  bool changed = false;
  if (!has_wide_word(line) || east_asian(line)) return false;
  for (size_t i = 0; i < line->count; i++)
    if (at(line, i) >= 0xFF01 && at(line, i) <= 0xFF5E) {
      ren__line_set(line, i, at(line, i) - 0xFEE0, "full-width", 0.98f);
      changed = true;
    }
  return changed;
}

/* ---- letters of mathematics ------------------------------------------------ */

static bool is_styled(uint32_t cp) { return (cp >= 0x1D400 && cp < 0x1D800) || (cp >= 0x2102 && cp < 0x2140); }

/* The letter or figure of ASCII that a styled one is; 0 if it is none. */
static uint32_t unstyled(uint32_t cp) {
  utf8proc_int32_t wide[4];
  int boundary = 0;
  if (!is_styled(cp)) return 0;
  if (utf8proc_decompose_char((utf8proc_int32_t)cp, wide, 4, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &boundary) != 1)
    return 0;
  uint32_t letter = (uint32_t)wide[0];
  return letter < 0x80 && (ren__letter_symbol(letter) || ren_is_digit(letter)) ? letter : 0;
}

/* The italics that formulas are set in. */
static bool is_slanted(uint32_t cp) { return (cp >= 0x1D434 && cp < 0x1D49C) || (cp >= 0x1D608 && cp < 0x1D670); }

/* Words that Swedish has, three of them, a longer one, or one with a plain å ä ö among its
 * letters; formulas have single letters, sin and max. */
static bool has_styled_words(const ren__repair *repair) {
  const ren__line *line = &repair->line;
  unsigned known = 0;
  bool formula = false, sure = false;
  for (size_t i = 0; i < line->count; i++) {
    uint32_t word[REN__WORD_MAX];
    size_t n = 0, styled = 0;
    bool swedish = false, slanted = false;
    for (; i < line->count && n < REN__WORD_MAX; i++) {
      uint32_t letter = at(line, i) >= 0x80 ? unstyled(at(line, i)) : 0;
      if (!letter && !ren__letter_symbol(at(line, i))) break;
      styled += letter != 0;
      slanted = slanted || is_slanted(at(line, i));
      swedish = swedish || (!letter && at(line, i) >= 0x80);
      word[n++] = letter ? letter : at(line, i);
    }
    formula = formula || at(line, i) == '=' || at(line, i) == '+';
    if (!styled || n < 2 || !ren__is_known(repair->letters, word, n)) continue;
    known++;
    sure = sure || n >= 4 || swedish || !slanted;
  }
  return known >= 3 || (sure && !formula);
}

static bool unstyle(ren__repair *repair) {
  bool changed = false;
  if (!has_styled_words(repair)) return false;
  for (size_t i = 0; i < repair->line.count; i++) {
    uint32_t letter = unstyled(at(&repair->line, i));
    if (!letter) continue;
    ren__line_set(&repair->line, i, letter, "styled-letter", 0.97f);
    changed = true;
  }
  return changed;
}

bool ren__needs_shaping(uint32_t cp, uint32_t next) {
  (void)next;
  return cp == 0xAD || is_invisible(cp) || (cp >= 0xFB00 && cp <= 0xFB06) || composes(cp) || is_wide_letter(cp) ||
         ren__is_private(cp);
}

/* ---- private use ------------------------------------------------------------ */

/* One that stands by itself is a sign, but for the words of one letter. */
static bool is_letter_here(const ren__line *line, size_t i, const uint32_t *is, size_t n) {
  uint32_t before = i ? at(line, i - 1) : 0, after = at(line, i + 1);
  if (ren__letter_symbol(before) || ren__letter_symbol(after)) return true;
  if (ren__is_private(before) || ren__is_private(after)) return true;
  return n == 1 && (is[0] == 'i' || is[0] == 'I' || ren__is_swedish_letter(is[0]));
}

static bool replace_private(ren__repair *repair) {
  ren__line *line = &repair->line;
  bool changed = false;
  if (!repair->private_use) repair->private_use = ren__private_learn(repair->letters, repair->text);
  line->failed = line->failed || !repair->private_use;
  for (size_t i = line->count; !line->failed && i-- > 0;) {
    uint32_t is[3];
    size_t n = ren__is_private(at(line, i)) ? ren__private_for(repair->private_use, at(line, i), is) : 0;
    if (!n || !(ren__private_is_font(repair->private_use) || is_letter_here(line, i, is, n))) continue;
    ren__unit units[3];
    for (size_t k = 0; k < n; k++)
      units[k] = (ren__unit){.cp = is[k], .first = k ? 1 : 0, .count = k ? 0 : 1, .changed = true};
    ren__line_replace(line, i, 1, units, n, "private-use", 0.97f);
    changed = true;
  }
  return changed;
}

bool ren__repair_letters(ren__repair *repair) {
  ren__line *line = &repair->line;
  bool changed = false, ligatures = false, wide = false, hidden = false, marks = false, styled = false, private = false;
  for (size_t i = 0; i < line->count; i++) {
    uint32_t cp = at(line, i);
    if (cp < 0xAD) continue;
    ligatures = ligatures || (cp >= 0xFB00 && cp <= 0xFB06);
    wide = wide || is_wide_letter(cp);
    hidden = hidden || cp == 0xAD || is_invisible(cp);
    styled = styled || (cp >= 0x1D400 && cp < 0x1D800);
    marks = marks || composes(cp);
    private = private || ren__is_private(cp);
  }
  if (marks) changed = normalize(line);
  if (repair->opts->min_confidence > 0.98f) return changed;
  if (hidden) drop_invisible(repair, &changed);
  for (size_t i = line->count; ligatures && i-- > 0;)
    if (ligature(line, i)) changed = true;
  if (wide && narrow(line)) changed = true;
  if (private && repair->opts->min_confidence <= 0.97f && replace_private(repair)) changed = true;
  if (styled && repair->opts->min_confidence <= 0.97f && unstyle(repair)) changed = true;
  return changed;
}
