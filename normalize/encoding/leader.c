#include "encoding/leader.h"

#include <string.h>

#include "encoding/recode_steps.h"
#include "encoding/suspects.h"
#include "utf8.h"

enum { ENOUGH = 64, LINE_EDITS = 256 };

/* ---- which chain -------------------------------------------------------------- */

/* The letter's UTF-8 read as the page, again and again; its length, 0 if it has no place. */
static size_t show(const char *letter, uint32_t chain, char *shown, size_t room) {
  char bytes[12];
  size_t n = 2;
  memcpy(bytes, letter, n);
  for (; chain; chain >>= 8) {
    size_t made = 0;
    for (size_t i = 0; i < n; i++) {
      uint32_t cp = (uint8_t)bytes[i] < 0x80 ? 0 : ren__cp_decode((ren__cp)(chain & 7), (uint8_t)bytes[i]);
      if (!cp || made + 4 > room) return 0;
      made += ren_utf8_encode(cp, shown + made);
    }
    memcpy(bytes, shown, made);
    n = made;
  }
  return n;
}

/* The letter's byte in a page. */
static size_t show_raw(const char *letter, uint32_t chain, char *shown) {
  uint32_t cp;
  ren_utf8_decode(letter, 2, &cp);
  shown[0] = (char)ren__unit_byte(cp, (ren__cp)(chain & 7));
  return shown[0] != 0;
}

static bool is_followed(uint32_t chain) {
  if ((chain & ~UINT32_C(7)) == REN__STEP_RAW) return true;
  uint32_t step = chain & 0xFF;
  if ((step & 0xF0) != REN__STEP_UTF8) return false;
  for (; chain; chain >>= 8)
    if ((chain & 0xFF) != step) return false;
  return true;
}

static void set(ren__leader *leader, uint32_t chain) {
  static const char letters[REN__LEADER_SIGNS][3] = {"ä", "ö", "å", "é", "Å", "Ä", "Ö", "É"};
  leader->chain = chain && is_followed(chain) ? chain : 0;
  leader->rule = ren__chain_rule(chain);
  for (size_t i = 0; i < REN__LEADER_SIGNS && leader->chain; i++) {
    char *shown = leader->signs[i].shown;
    size_t length = (chain & 0xF0) == REN__STEP_RAW ? show_raw(letters[i], chain, shown)
                                                    : show(letters[i], chain, shown, sizeof leader->signs[i].shown);
    leader->signs[i].length = (uint8_t)length;
    leader->signs[i].small = i < 4;
    memcpy(leader->signs[i].letter, letters[i], 3);
    if (!length) leader->chain = 0;
  }
}

void ren__leader_update(ren__leader *leader, const ren__votes *votes) {
  unsigned all = 0, most = 0;
  uint32_t chain = 0;
  for (size_t i = 0; i < votes->count; i++) {
    all += votes->runs[i];
    if (votes->runs[i] <= most) continue;
    most = votes->runs[i];
    chain = votes->chain[i];
  }
  if (most < ENOUGH || most * 20 < all * 19) chain = 0;
  if (chain == leader->top) return;
  leader->top = chain;
  set(leader, chain);
}

/* ---- lines ---------------------------------------------------------------------- */

static bool is_small(char c) { return c >= 'a' && c <= 'z'; }
static bool is_big(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_figure(char c) { return c >= '0' && c <= '9'; }
static bool is_quote(char c) { return c == '"' || c == '\'' || c == '`' || c == '@' || c == '/'; }

static size_t sign_at(const ren__leader *leader, const char *s, size_t n) {
  for (size_t k = 0; k < REN__LEADER_SIGNS; k++) {
    size_t length = leader->signs[k].length;
    if (length <= n && s[0] == leader->signs[k].shown[0] && memcmp(s, leader->signs[k].shown, length) == 0) return k;
  }
  return REN__LEADER_SIGNS;
}

/* The letter fits between these characters, of which the wrong decoding left ASCII alone. */
static bool fits(char before, char after, bool small, bool raw) {
  if (is_quote(before) || is_quote(after) || is_figure(before) || is_figure(after)) return false;
  if (raw && ((before & 0x80) || (after & 0x80))) return false;
  if (small) return !is_big(after) && !(is_big(before) && !is_small(after));
  return !is_small(before);
}

typedef struct gathered {
  ren_edit edits[LINE_EDITS];
  char after[LINE_EDITS * 4];
  size_t count, used;
  unsigned words;
} gathered;

/* Adds a letter, to the edit before if that ends here. */
static bool add(gathered *g, size_t at, size_t length, const char *letter) {
  ren_edit *last = g->count ? &g->edits[g->count - 1] : NULL;
  if (g->used + 2 > sizeof g->after) return false;
  memcpy(g->after + g->used, letter, 2);
  if (last && last->offset + last->length == at) {
    last->length += length;
    last->after.len += 2;
  } else {
    if (g->count == LINE_EDITS) return false;
    g->edits[g->count++] = (ren_edit){.offset = at, .length = length, .after = {g->after + g->used, 2}};
  }
  g->used += 2;
  return true;
}

static bool gather(const ren__leader *leader, const char *s, size_t start, size_t end, gathered *g) {
  bool raw = (leader->chain & 0xF0) == REN__STEP_RAW;
  for (size_t at = ren__next_sign(s, start, end); at < end; at = ren__next_sign(s, at, end)) {
    size_t k = (unsigned char)s[at] >= 0x80 ? sign_at(leader, s + at, end - at) : REN__LEADER_SIGNS;
    if (k == REN__LEADER_SIGNS) return false;
    size_t length = leader->signs[k].length;
    char before = at > start ? s[at - 1] : ' ', after = at + length < end ? s[at + length] : ' ';
    if (!fits(before, after, leader->signs[k].small, raw)) return false;
    if (!add(g, at, length, leader->signs[k].letter)) return false;
    if (!(before & 0x80)) g->words++;
    at += length;
  }
  return g->count > 0;
}

unsigned ren__leader_line(const ren__leader *leader, ren_str text, size_t start, size_t end, ren_edits *edits,
                          ren_status *status, ren_error *err) {
  gathered g;
  g.count = g.used = g.words = 0;
  if (!gather(leader, text.ptr, start, end, &g)) return 0;
  for (size_t i = 0; i < g.count && *status == REN_OK; i++) {
    g.edits[i].rule = leader->rule;
    g.edits[i].confidence = 0.999f;
    *status = ren_edits_add(edits, &g.edits[i], err);
  }
  return g.words ? g.words : 1;
}
