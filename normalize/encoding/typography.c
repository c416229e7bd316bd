/* Quotes, dashes and blanks, only when asked for. PLAIN: what a typewriter has.
 * SWEDISH: ” and ’ on both sides, – between blanks and between figures. */
#include "encoding/repair.h"
#include "utf8.h"

static uint32_t plain_for(uint32_t cp) {
  switch (cp) {
  case 0x201C:
  case 0x201D:
  case 0x201E:
  case 0x201F:
  case 0xAB:
  case 0xBB: return '"';
  case 0x2018:
  case 0x2019:
  case 0x201A:
  case 0x201B:
  case 0x2039:
  case 0x203A: return '\'';
  case 0x2010:
  case 0x2011:
  case 0x2012:
  case 0x2013:
  case 0x2014:
  case 0x2015:
  case 0x2212: return '-';
  case 0xA0:
  case 0x202F:
  case 0x2009: return ' ';
  default: return 0;
  }
}

static uint32_t swedish_for(const ren__line *line, size_t i) {
  uint32_t cp = line->cells[i].cp, before = i ? line->cells[i - 1].cp : ' ',
           after = i + 1 < line->count ? line->cells[i + 1].cp : ' ';
  switch (cp) {
  case '"':
  case 0x201C:
  case 0x201E: return ren_is_digit(before) && cp == '"' ? 0 : 0x201D; /* 15" is inches */
  case '\'':
  case 0x2018:
  case 0x201A: return ren_is_digit(before) ? 0 : 0x2019;
  case '-':
    if (before == ' ' && after == ' ' && i >= 2 && i + 2 < line->count) return 0x2013;
    return 0;
  case 0x2014: return 0x2013;
  default: return 0;
  }
}

bool ren__repair_typography(ren__repair *repair) {
  ren__line *line = &repair->line;
  bool changed = false;
  if (ren__repair_context(repair)->code) return false;
  for (size_t i = 0; i < line->count; i++) {
    uint32_t cp =
        repair->opts->typography == REN_TYPOGRAPHY_PLAIN ? plain_for(line->cells[i].cp) : swedish_for(line, i);
    if (!cp || cp == line->cells[i].cp) continue;
    ren__line_set(line, i, cp, "typography", 1);
    changed = true;
  }
  return changed;
}
