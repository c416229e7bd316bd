#include "segment/cue_tokens.h"

#include "alloc.h"
#include "utf8.h"

static uint32_t gap_of(uint32_t cp) {
  switch (cp) {
  case '(':
  case '[':
  case '{':
  case '<':
  case 0xA2:
  case 0x20AC: return REN__GAP_OPEN;
  case ')':
  case ']':
  case '}':
  case '>': return REN__GAP_CLOSE;
  case ',': return REN__GAP_COMMA;
  case '.':
  case '!':
  case '?':
  case 0x2026: return REN__GAP_STOP;
  case ':': return REN__GAP_COLON;
  case ';': return REN__GAP_SEMICOLON;
  case '\n':
  case '\f':
  case '\r':
  case 0x2028:
  case 0x2029: return REN__GAP_NEWLINE;
  case '"':
  case '\'':
  case 0x201C:
  case 0x201D:
  case 0x201E:
  case 0x2019:
  case 0x2018:
  case 0xAB:
  case 0xBB: return REN__GAP_QUOTE;
  case '-':
  case 0xAD:
  case 0x2010:
  case 0x2011:
  case 0x2012:
  case 0x2013:
  case 0x2014: return REN__GAP_DASH;
  case 0xA7: return REN__GAP_SECTION;
  case '/': return REN__GAP_SLASH;
  case '&': return REN__GAP_AMP;
  case 0xA9:
  case 0xAE: return REN__GAP_COPYRIGHT;
  default: return cp == '\t' || ren_is_space(cp) ? REN__GAP_BLANK : REN__GAP_OTHER;
  }
}

int ren__bracket(const char *text, size_t at) {
  switch (text[at]) {
  case '(':
  case '[':
  case '{':
  case '<': return 1;
  case ')':
  case ']':
  case '}':
  case '>': return -1;
  case '\xA2': return at >= 1 && text[at - 1] == '\xC2';
  case '\xAC': return at >= 2 && text[at - 1] == '\x82' && text[at - 2] == '\xE2';
  default: return 0;
  }
}

/* Marks that stand for a letter when letters surround them. */
static uint8_t letter_like(uint32_t cp) {
  if (cp == '|' || cp == '!' || cp == 0xA1) return 'i';
  if (cp == '&' || cp == '@') return 'a'; /* what readers without Swedish make of å and ä */
  if (cp == '?' || cp == 0xFFFD || cp == REN_BAD_CODEPOINT) return REN__FOLD_WILD;
  return 0;
}

static uint8_t letter_at(const ren__cursor *c, size_t at, size_t *length, uint32_t *cp) {
  *length = 1;
  *cp = 0;
  if (at >= c->end) return 0;
  *length = ren_utf8_decode(c->text + at, c->end - at, cp);
  return *cp == REN_BAD_CODEPOINT ? 0 : ren__fold_cp(*cp);
}

static bool is_small_letter(const ren__cursor *c, size_t at) {
  size_t length;
  uint32_t cp;
  return letter_at(c, at, &length, &cp) && ren_is_letter(cp) && !ren_is_upper(cp);
}

/* The place after `-\n`, or 0 when the hyphen at `at` does not split a word. */
static size_t over_line_hyphen(const ren__cursor *c, size_t at) {
  if (c->text[at] != '-' || at + 1 >= c->end) return 0;
  size_t next = at + 1;
  if (c->text[next] == '\r') next++;
  if (next >= c->end || c->text[next] != '\n') return 0;
  next++;
  while (next < c->end && (c->text[next] == ' ' || c->text[next] == '\t')) next++;
  return is_small_letter(c, next) ? next : 0;
}

static void push_letter(ren__token *token, uint8_t letter, uint32_t cp) {
  bool first = token->fold.len == 0;
  if (ren_is_digit(cp)) {
    token->flags |= REN__TOKEN_DIGITS;
  } else {
    bool upper = ren_is_upper(cp);
    if (first && upper) token->flags |= REN__TOKEN_UPPER;
    if (!(token->flags & REN__TOKEN_LETTERS)) token->flags |= REN__TOKEN_CAPITALS;
    if (!upper) token->flags &= ~(uint32_t)REN__TOKEN_CAPITALS;
    token->flags |= REN__TOKEN_LETTERS;
  }
  ren__fold_push(&token->fold, letter);
}

/* The flags of a word so far and one ASCII letter or digit more. */
static uint32_t add_flags(uint32_t flags, unsigned char c, bool first) {
  if (c <= '9') return flags | REN__TOKEN_DIGITS;
  bool upper = c <= 'Z';
  if (!(flags & REN__TOKEN_LETTERS)) flags |= REN__TOKEN_LETTERS | REN__TOKEN_CAPITALS;
  if (first && upper) flags |= REN__TOKEN_UPPER;
  return upper ? flags : flags & ~(uint32_t)REN__TOKEN_CAPITALS;
}

/* Most of every text: letters of ASCII one after another. */
static void read_ascii(ren__cursor *c, ren__token *token) {
  size_t at = c->at;
  uint32_t flags = token->flags;
  for (; at < c->end; at++) {
    unsigned char byte = (unsigned char)c->text[at];
    uint8_t letter = byte < 128 ? ren__fold_ascii[byte] : 0;
    if (!letter) break;
    flags = add_flags(flags, byte, token->fold.len == 0);
    ren__fold_push(&token->fold, letter);
  }
  token->flags = flags;
  c->at = token->end = at;
}

/* Reads letters from cursor->at on; cursor ends behind them. */
static void read_word(ren__cursor *c, ren__token *token) {
  while (c->at < c->end) {
    size_t length;
    uint32_t cp;
    read_ascii(c, token);
    if (c->at >= c->end || c->text[c->at] == ' ') break;
    uint8_t letter = letter_at(c, c->at, &length, &cp);
    if (letter) {
      push_letter(token, letter, cp);
      c->at += length;
    } else if (cp != REN_BAD_CODEPOINT && ren_is_mark(cp)) {
      c->at += length;
    } else if (cp == 0xAD) {
      c->at += length;
    } else if (letter_like(cp) && is_small_letter(c, c->at + length)) {
      ren__fold_push(&token->fold, letter_like(cp));
      c->at += length;
    } else {
      size_t next = over_line_hyphen(c, c->at);
      if (!next) break;
      c->at = next;
    }
    token->end = c->at;
  }
}

/* True when exactly one letter stands at `at`, after one blank and before one. */
static bool spaced_letter(const ren__cursor *c, size_t at, size_t *after) {
  size_t length, more;
  uint32_t cp, next;
  if (at >= c->end || c->text[at] != ' ') return false;
  if (!letter_at(c, at + 1, &length, &cp) || !ren_is_upper(cp)) return false;
  *after = at + 1 + length;
  return !letter_at(c, *after, &more, &next);
}

/* `R E S E R V A T I O N`: joined when five capitals or more stand so. */
static void join_spaced(ren__cursor *c, ren__token *token) {
  if (token->fold.len != 1 || !(token->flags & REN__TOKEN_CAPITALS)) return;
  size_t at = c->at, after = 0, letters = 1;
  while (spaced_letter(c, at, &after)) {
    letters++;
    at = after;
  }
  if (letters < 5) return;
  while (c->at < at) {
    size_t length;
    uint32_t cp;
    c->at++;
    push_letter(token, letter_at(c, c->at, &length, &cp), cp);
    c->at += length;
  }
  token->end = c->at;
}

bool ren__token_next(ren__cursor *c, ren__token *token) {
  *token = (ren__token){0};
  while (c->at < c->end) {
    size_t length;
    uint32_t cp;
    if (c->text[c->at] == ' ') {
      token->before |= REN__GAP_BLANK;
      c->at++;
      continue;
    }
    if (letter_at(c, c->at, &length, &cp)) break;
    token->before |= gap_of(cp);
    c->at += length;
  }
  token->start = token->end = c->at;
  if (c->at >= c->end) return false;
  read_word(c, token);
  join_spaced(c, token);
  return true;
}

enum { GLUED_MAX = 64 }; /* bytes of a word that is looked at for a lost blank */

/* `och` and its like behind capitals: `SDoch D`. */
static bool is_joiner(ren_str s) {
  return ren_str_eq(s, REN_STR("och")) || ren_str_eq(s, REN_STR("samt")) || ren_str_eq(s, REN_STR("av"));
}

/* `september2024`, `2025kl`: letters and a number. */
static size_t number_glued_at(const char *text, const ren__token *token) {
  size_t digits = 0, end = token->end;
  while (end > token->start && text[end - 1] >= '0' && text[end - 1] <= '9') end--;
  if (token->end - end >= 4 && end - token->start >= 2) return end;
  size_t at = token->start;
  while (at < token->end && text[at] >= '0' && text[at] <= '9') at++, digits++;
  return digits == 4 && token->end - at >= 2 ? at : 0;
}

/* `(SDyantecknar`: the bracket behind the capitals became a letter. */
static size_t party_glued_at(const char *text, const ren__token *token) {
  enum { LONGEST_PARTY = 4, SHORTEST_WORD = 5 };
  size_t at = token->start;
  if (!(token->before & REN__GAP_OPEN)) return 0;
  while (at < token->end && text[at] >= 'A' && text[at] <= 'Z') at++;
  size_t capitals = at - token->start;
  return capitals && capitals <= LONGEST_PARTY && token->end - at > SHORTEST_WORD && text[at] >= 'a' ? at : 0;
}

/* Where a word falls in two because a blank was lost (`FridaSolvik`, `ochJens`, `SDoch`):
 * a capital between small letters, enough of them on both sides. 0: nowhere. */
static size_t glued_at(const char *text, const ren__token *token) {
  size_t letters = 0, cut = 0, after = 0;
  if (token->end - token->start > GLUED_MAX || token->fold.len < 4) return 0;
  if (token->flags & REN__TOKEN_DIGITS) return number_glued_at(text, token);
  size_t party = party_glued_at(text, token);
  if (party) return party;
  bool small_before = false, capitals = true;
  for (size_t at = token->start; at < token->end;) {
    uint32_t cp;
    size_t n = ren_utf8_decode(text + at, token->end - at, &cp);
    bool letter = cp != REN_BAD_CODEPOINT && ren_is_letter(cp), upper = letter && ren_is_upper(cp);
    if (!letter) return 0;
    if (upper && small_before && letters >= 3 && !cut) cut = at;
    if (!upper && capitals && letters >= 1 && is_joiner((ren_str){text + at, token->end - at})) return at;
    if (cut && at > cut) {
      if (upper) return 0;
      after++;
    }
    capitals &= upper;
    small_before = !upper;
    letters++;
    at += n;
  }
  return after >= 2 ? cut : 0;
}

bool ren__tokens_split(ren__tokens *tokens, const char *text, size_t start, size_t end, size_t max) {
  tokens->text = text;
  ren__cursor cursor = {text, start, end};
  tokens->count = 0;
  for (;;) {
    if (!ren_grow(&tokens->items, &tokens->cap, tokens->count, sizeof *tokens->items)) return false;
    ren__token *token = &tokens->items[tokens->count];
    bool more = ren__token_next(&cursor, token);
    if (!more || tokens->count == max) {
      *token = (ren__token){.start = token->start, .end = token->start, .before = token->before};
      return true;
    }
    size_t cut = glued_at(text, token);
    if (cut) {
      ren__cursor left = {text, token->start, cut};
      uint32_t before = token->before;
      ren__token_next(&left, token);
      token->before = before;
      cursor.at = cut;
    }
    tokens->count++;
  }
}

void ren__tokens_clear(ren__tokens *tokens) {
  ren_free(tokens->items);
  *tokens = (ren__tokens){0};
}
