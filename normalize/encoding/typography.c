/* Quotes, dashes, dots and blanks, only when asked for. PLAIN: what a typewriter has.
 * SWEDISH: ” and ’ on both sides, – between blanks and between figures, … for three dots. */
#include "encoding/repair.h"
#include "utf8.h"

static uint32_t at(const ren__line *line, size_t i) { return i < line->count ? line->cells[i].cp : 0; }

/* A sign in place of `count` cells, or the same sign three times. */
static void put(ren__line *line, size_t i, size_t count, uint32_t cp, size_t times) {
  ren__unit units[3];
  for (size_t k = 0; k < times; k++)
    units[k] =
        (ren__unit){.cp = cp, .first = (uint16_t)(k ? count : 0), .count = (uint16_t)(k ? 0 : count), .changed = true};
  ren__line_replace(line, i, count, units, times, "typography", 1);
}

/* ---- plain -------------------------------------------------------------------- */

static uint32_t plain_for(uint32_t cp) {
  if ((cp >= 0x2000 && cp <= 0x200A) || cp == 0xA0 || cp == 0x202F || cp == 0x205F) return ' ';
  if ((cp >= 0x201C && cp <= 0x201F) || cp == 0xAB || cp == 0xBB || cp == 0x2033) return '"';
  if ((cp >= 0x2018 && cp <= 0x201B) || cp == 0x2039 || cp == 0x203A || cp == 0x2032) return '\'';
  if ((cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212) return '-';
  return 0;
}

static bool make_plain(ren__line *line) {
  bool changed = false;
  for (size_t i = line->count; i-- > 0;) {
    uint32_t cp = at(line, i), plain = cp == 0x2026 ? '.' : plain_for(cp);
    if (!plain) continue;
    put(line, i, 1, plain, cp == 0x2026 ? 3 : 1);
    changed = true;
  }
  return changed;
}

/* ---- Swedish ------------------------------------------------------------------ */

/* A number of up to four figures that ends before `i` or begins there: its length. */
static size_t figures(const ren__line *line, size_t i, int step, unsigned *value) {
  size_t length = 0;
  unsigned scale = 1;
  *value = 0;
  for (size_t k = step < 0 ? i - 1 : i; length < 5 && ren_is_digit(at(line, k)); k += (size_t)step, length++) {
    unsigned digit = at(line, k) - '0';
    *value = step < 0 ? *value + digit * scale : *value * 10 + digit;
    scale *= 10;
  }
  return length;
}

static bool goes_on(uint32_t cp) {
  return ren_is_letter(cp) || ren_is_digit(cp) || cp == '-' || cp == ':' || cp == '/';
}

/* From one number to a greater one: pages, years; not dates, telephones or record numbers. */
static bool is_range(const ren__line *line, size_t i) {
  unsigned from, to;
  if (i == 0) return false;
  size_t before = figures(line, i, -1, &from), after = figures(line, i + 1, 1, &to);
  if (before == 0 || after == 0 || before > 4 || after > 4 || from >= to) return false;
  uint32_t left = i > before ? at(line, i - before - 1) : 0, right = at(line, i + 1 + after);
  if (goes_on(left) || left == '.' || left == ',' || goes_on(right)) return false;
  if ((right == '.' || right == ',') && ren_is_digit(at(line, i + 2 + after))) return false;
  if (at(line, i + 1) == '0' || at(line, i - before) == '0') return false;
  return before < 4 || after == 4;
}

static bool is_quote(uint32_t cp) { return cp == '"' || (cp >= 0x201C && cp <= 0x201F); }

/* A straight quote behind a figure: inches, unless one was opened in this line. */
static uint32_t double_quote(const ren__line *line, size_t i, bool open) {
  bool inches = at(line, i) == '"' && i > 0 && ren_is_digit(at(line, i - 1)) && !open;
  return inches ? 0 : 0x201D;
}

static uint32_t swedish_for(const ren__line *line, size_t i) {
  uint32_t cp = at(line, i), before = i ? at(line, i - 1) : ' ', after = i + 1 < line->count ? at(line, i + 1) : ' ';
  switch (cp) {
  case '\'':
  case 0x2018:
  case 0x201A:
  case 0x201B: return ren_is_digit(before) ? 0 : 0x2019;
  case '-':
    if (is_range(line, i)) return 0x2013;
    return before == ' ' && after == ' ' && i >= 2 && i + 2 < line->count ? 0x2013 : 0;
  case 0x2014:
  case 0x2015: return 0x2013;
  default: return 0;
  }
}

/* Three dots and no more, behind a word or a blank. */
static bool is_ellipsis(const ren__line *line, size_t i) {
  if (at(line, i) != '.' || at(line, i + 1) != '.' || at(line, i + 2) != '.' || at(line, i + 3) == '.') return false;
  return i == 0 || (at(line, i - 1) != '.' && at(line, i - 1) != '/');
}

static bool make_swedish(ren__line *line) {
  bool changed = false, open = false;
  for (size_t i = 0; i < line->count; i++) {
    uint32_t cp = at(line, i), made;
    if (is_ellipsis(line, i)) {
      put(line, i, 3, 0x2026, 1);
      changed = true;
      continue;
    }
    made = is_quote(cp) ? double_quote(line, i, open) : swedish_for(line, i);
    if (is_quote(cp) && made) open = !open;
    if (!made || made == cp) continue;
    put(line, i, 1, made, 1);
    changed = true;
  }
  return changed;
}

bool ren__repair_typography(ren__repair *repair) {
  if (ren__repair_context(repair)->code) return false;
  return repair->opts->typography == REN_TYPOGRAPHY_PLAIN ? make_plain(&repair->line) : make_swedish(&repair->line);
}
