#include "segment/walk.h"

/* Sheets of their own: what stands behind `Bilaga 2`, and documents without numbered
 * paragraphs. */

static bool has(const ren__walk *w, size_t i, ren__word word) {
  return i < w->tokens.count && (w->tokens.items[i].words & REN__WORD(word)) != 0;
}

/* The number or letter behind the word `bilaga` at word i; 0: none. */
static uint32_t annex_at(const ren__walk *w, size_t i) {
  ren__fold shortened;
  ren__fold_str(&shortened, REN_STR("bil"));
  if (i + 1 >= w->tokens.count) return 0;
  if (!has(w, i, REN__W_BILAGA) && !ren__fold_eq(&shortened, &w->tokens.items[i].fold)) return 0;
  const ren__token *t = &w->tokens.items[i + 1];
  uint32_t number = 0;
  for (size_t at = t->start; at < t->end && t->end - t->start <= 3; at++) {
    char c = w->text.ptr[at];
    if (c < '0' || c > '9') return t->end - t->start == 1 && t->flags & REN__TOKEN_UPPER ? 1000u + (unsigned char)c : 0;
    number = number * 10 + (uint32_t)(c - '0');
  }
  return number;
}

void ren__walk_note_annex(ren__walk *w) {
  if (w->number == 0 || w->appendix || !w->matter_count) return;
  for (size_t i = 0; i < w->tokens.count; i++) {
    uint32_t annex = annex_at(w, i);
    if (annex && w->annex_count < REN__ANNEXES_MAX)
      w->annexes[w->annex_count++] = (ren__annex){annex, w->matter_count - 1};
  }
}

/* The matter whose minutes named this appendix; when others were named, it is nobody's. */
static void enter_annexed(ren__walk *w) {
  uint32_t annex = annex_at(w, 0);
  for (size_t i = 0; i < w->annex_count; i++) {
    if (w->annexes[i].number != annex) continue;
    const ren__matter *matter = &w->matters[w->annexes[i].matter];
    w->paragraph = matter->paragraph;
    w->heading = matter->heading;
    w->dnr = matter->dnr;
    return;
  }
  if (w->annex_count) w->paragraph = w->heading = w->dnr = (ren_str){0};
}

bool ren__walk_is_loose(const ren__walk *w) { return w->number == 0 || w->appendix; }

bool ren__walk_heads_sheet(const ren__walk *w) {
  enum { HEAD_LINES = 3 };
  const ren__block *b = &w->block;
  return b->active && b->heading && !ren__block_has_text(b) && b->follow == REN__OPEN && !w->chapter &&
         w->seen <= w->sheet_seen + HEAD_LINES;
}

bool ren__walk_appendix_line(ren__walk *w) {
  enum { MOST = 10 };
  size_t n = w->tokens.count;
  const uint64_t words = REN__WORD(REN__W_BILAGA) | REN__WORD(REN__W_TILL) | REN__WORD(REN__W_PARAGRAF) |
                         REN__WORD(REN__W_PROTOKOLL) | REN__WORD(REN__W_PROTOKOLLET) | REN__WORD(REN__W_ORGAN) |
                         REN__WORD(REN__W_DEN) | REN__WORD(REN__W_MONTH);
  if (n < 2 || n > MOST || !has(w, 0, REN__W_BILAGA) || !(w->tokens.items[0].flags & REN__TOKEN_UPPER)) return false;
  if (w->section == REN__SECTION_PAPERS && !w->para->gap_before) return false;
  for (size_t i = 1; i < n; i++) {
    const ren__token *t = &w->tokens.items[i];
    if (!(t->words & words) && !(t->flags & REN__TOKEN_DIGITS) && t->fold.len > 1) return false;
  }
  ren__walk_flush(w);
  w->context = -1;
  w->section = REN__SECTION_NONE;
  w->chapter = w->wants_heading = false;
  w->appendix = true;
  w->sheet_seen = w->seen;
  if (!w->home_organ.len) {
    ren__walk_enter_place(w);
    ren__walk_enter_home(w);
  }
  enter_annexed(w);
  ren__walk_enter_matter(w);
  bool numbered = annex_at(w, 0) != 0;
  ren__outline_appendix(w, numbered ? ren__walk_keep_line(w, w->para->offset, w->tokens.items[1].end) : (ren_str){0});
  return true;
}

bool ren__walk_sheet_line(ren__walk *w) {
  enum { LONGEST = 120 };
  static const char *const words[] = {"ärende", "ärendet", "angående", "avser", "gäller"};
  size_t n = w->tokens.count;
  if (ren__walk_is_date_line(w)) return true;
  if (n < 2 || w->para->length > LONGEST || w->tokens.items[n].before & REN__GAP_STOP) return false;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    ren__fold fold;
    ren__fold_str(&fold, ren_str_of(words[i]));
    if (!ren__fold_eq(&fold, &w->tokens.items[0].fold) || !(w->tokens.items[0].flags & REN__TOKEN_UPPER)) continue;
    ren__walk_take_heading(w, 1, n);
    return true;
  }
  if (!has(w, 0, REN__W_DNR)) return false;
  ren__walk_find_dnr(w, 0);
  return true;
}
