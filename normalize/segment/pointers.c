#include "segment/pointers.h"

#include "segment/organs.h"
#include "segment/persons.h"

static bool is(const ren__tokens *tokens, size_t i, ren__word word) {
  return i < tokens->count && (tokens->items[i].words & REN__WORD(word)) != 0;
}

static const uint64_t nouns = REN__WORD(REN__W_RESERVATION) | REN__WORD(REN__W_UTTALANDE) | REN__WORD(REN__W_YTTRANDE) |
                              REN__WORD(REN__W_YRKANDE) | REN__WORD(REN__W_PROTOKOLLSANTECKNING) |
                              REN__WORD(REN__W_ROSTFORKLARING) | REN__WORD(REN__W_ERSATTARYTTRANDE);

static bool noun_within(const ren__tokens *tokens, size_t first, size_t end, size_t reach, uint64_t wanted) {
  for (size_t i = first; i < end && i < first + reach; i++)
    if (tokens->items[i].words & wanted) return true;
  return false;
}

/* The end of what is pointed at: a full stop, a closing parenthesis or the end. */
static size_t target_end(const ren__tokens *tokens, size_t first, size_t end) {
  size_t i = first + 1;
  for (; i < end; i++) {
    uint32_t gap = tokens->items[i].before;
    bool abbreviation = tokens->items[i - 1].fold.len <= 2;                 /* m.m., m.fl. */
    bool genitive = gap & REN__GAP_COLON && tokens->items[i].fold.len == 1; /* `(MP):s särskilda uttalande` */
    if (gap & (REN__GAP_COLON | REN__GAP_SEMICOLON) && !genitive) break;
    if (gap & REN__GAP_STOP && !abbreviation) break;
  }
  return i;
}

static bool set(ren__pointer *out, ren_refers how, size_t word, size_t first, const ren__tokens *tokens, size_t end) {
  if (first >= end) return false;
  *out = (ren__pointer){how, word, first, target_end(tokens, first, end)};
  return true;
}

/* `, se Reservationer m.m.`, `Se reservation framförd under ...`, `(se bilaga 3)` */
static bool read_se(ren__pointer *out, const ren__tokens *tokens, size_t i, size_t first, size_t end) {
  ren__organ organ;
  const uint32_t before = REN__GAP_COMMA | REN__GAP_OPEN | REN__GAP_STOP | REN__GAP_DASH | REN__GAP_SEMICOLON;
  if (i != first && !(tokens->items[i].before & before)) return false;
  bool board = i + 1 < end && ren__organ_read(&organ, tokens, tokens->text, i + 1, end) && organ.last + 2 >= end;
  if (!board && !noun_within(tokens, i + 1, end, 5, nouns | REN__WORD(REN__W_BILAGA))) return false;
  return set(out, REN_REFERS_SE, i, i + 1, tokens, end);
}

/* In a text that was read badly: a word of so many letters that is none that cues know. */
static bool unknown(const ren__tokens *tokens, size_t i, size_t most) {
  const ren__token *t = &tokens->items[i];
  return tokens->damaged && i < tokens->count && !t->words && t->fold.len <= most && !(t->flags & REN__TOKEN_UPPER);
}

/* `instämmer i Anna Eks reservation`, not `instämmer i att ...` */
static bool read_instammer(ren__pointer *out, const ren__tokens *tokens, size_t i, size_t end) {
  size_t at = i + 1;
  while (at < end && at < i + 3 && !is(tokens, at, REN__W_I) && !is(tokens, at, REN__W_MED)) at++;
  if (at >= end || (!is(tokens, at, REN__W_I) && !is(tokens, at, REN__W_MED))) {
    at = i + 1;
    if (!unknown(tokens, at, 2)) return false; /* what is left of `i` */
  }
  if (!noun_within(tokens, at + 1, end, 10, nouns)) return false;
  return set(out, REN_REFERS_INSTAMMER, i, at + 1, tokens, end);
}

static bool read_hanvisar(ren__pointer *out, const ren__tokens *tokens, size_t i, size_t end) {
  if (i + 2 >= end || (!is(tokens, i + 1, REN__W_TILL) && !unknown(tokens, i + 1, 5))) return false;
  bool own = noun_within(tokens, i + 2, end, 3, REN__WORD(REN__W_SITT)) &&
             noun_within(tokens, i + 2, end, 4, REN__WORD(REN__W_FORSLAG));
  if (!own && !noun_within(tokens, i + 2, end, 8, nouns | REN__WORD(REN__W_BILAGA))) return false;
  return set(out, REN_REFERS_SE, i, i + 2, tokens, end);
}

static bool read_likalydande(ren__pointer *out, const ren__tokens *tokens, size_t i, size_t end) {
  for (size_t at = i + 1; at < end && at < i + 4; at++)
    if (is(tokens, at, REN__W_MED) || is(tokens, at, REN__W_SOM))
      return set(out, REN_REFERS_LIKALYDANDE, i, at + 1, tokens, end);
  return unknown(tokens, i + 1, 4) && set(out, REN_REFERS_LIKALYDANDE, i, i + 2, tokens, end);
}

bool ren__pointer_find(ren__pointer *out, const ren__tokens *tokens, size_t first, size_t end) {
  *out = (ren__pointer){0};
  for (size_t i = first; i < end; i++) {
    if (is(tokens, i, REN__W_LIKALYDANDE) && read_likalydande(out, tokens, i, end)) return true;
    if (is(tokens, i, REN__W_INSTAMMER) && read_instammer(out, tokens, i, end)) return true;
    if (is(tokens, i, REN__W_HANVISAR) && read_hanvisar(out, tokens, i, end)) return true;
    if (is(tokens, i, REN__W_SE) && read_se(out, tokens, i, first, end)) return true;
  }
  return false;
}

/* Whether everything but the organ is filler: `reservation framförd under`, `i`. */
static bool only_filler(const ren__pointer *p, const ren__tokens *tokens, const ren__organ *organ) {
  const uint64_t filler = nouns | REN__WORD(REN__W_GIVEN) | REN__WORD(REN__W_UNDER) | REN__WORD(REN__W_I) |
                          REN__WORD(REN__W_FROM) | REN__WORD(REN__W_SARSKILD) | REN__WORD(REN__W_DEN) |
                          REN__WORD(REN__W_MED);
  for (size_t i = p->first; i < p->end; i++) {
    if (i >= organ->first && i <= organ->last) continue;
    if (!(tokens->items[i].words & filler) && !unknown(tokens, i, REN__FOLD_MAX)) return false;
  }
  return true;
}

static void append_tight(ren_buf *out, const char *from, const char *to) {
  for (const char *p = from; p < to; p++) {
    bool blank = *p == ' ' || *p == '\n' || *p == '\t' || *p == '\r' || *p == '\f';
    if (blank && out->len && out->ptr[out->len - 1] == ' ') continue;
    ren_buf_putc(out, blank ? ' ' : *p);
  }
}

void ren__pointer_target(ren_buf *out, const ren__pointer *p, const ren__tokens *tokens, const char *text) {
  ren__organ organ;
  if (ren__organ_search(&organ, tokens, text, p->first, p->end) && only_filler(p, tokens, &organ)) {
    ren__organ_name(out, &organ, tokens, text);
    return;
  }
  size_t last = p->end - 1;
  size_t to = tokens->items[last].end;
  bool abbreviation = tokens->items[last].fold.len <= 2 && !(tokens->items[last].flags & REN__TOKEN_DIGITS);
  if (abbreviation && text[to] == '.') to++; /* m.m. */
  if (tokens->items[last + 1].before & REN__GAP_CLOSE && text[to] == ')') to++;
  append_tight(out, text + tokens->items[p->first].start, text + to);
}
