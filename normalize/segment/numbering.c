#include "segment/numbering.h"

#include "alloc.h"
#include "utf8.h"

#include <string.h>

typedef enum sign {
  NO_SIGN,
  SURE,  /* the section sign: the reader of paragraphs knows it */
  ODD,   /* $ & £ */
  ALIKE, /* 8 S 5 and a blank */
  GLUED  /* 8 or 5 and the number in one */
} sign;

typedef struct candidate {
  size_t para, end; /* which paragraph; the byte behind the number */
  uint32_t number;
  sign sign;
  bool accepted;
} candidate;

typedef struct candidates {
  candidate *items;
  size_t count, cap;
} candidates;

static bool is_blank(char c) { return c == ' ' || c == '\t'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* The sign at the start; *length: its bytes. */
static sign read_sign(ren_str s, size_t *length) {
  uint32_t cp;
  *length = ren_utf8_decode(s.ptr, s.len, &cp);
  size_t next = *length;
  char after = next < s.len ? s.ptr[next] : 0;
  if (cp == 0xA7) return SURE;
  if (cp == 'S' && after == '$') {
    *length = 2;
    return ODD;
  }
  if (cp == '$' || cp == '&' || cp == 0xA3 || cp == 0x20AC) return ODD;
  if (cp == 'S' || cp == 's' || cp == '8' || cp == '5' || cp == 'B' || cp == 'g' || cp == 0xDF)
    return is_blank(after) ? ALIKE : (cp == '8' || cp == '5') && is_digit(after) ? GLUED : NO_SIGN;
  return NO_SIGN;
}

/* The number, and whether what stands behind it may be a heading. */
static bool read_number(ren_str s, size_t at, candidate *out) {
  size_t digits = 0;
  while (at < s.len && is_blank(s.ptr[at])) at++;
  for (; at < s.len && is_digit(s.ptr[at]); at++, digits++)
    if (digits < 5) out->number = out->number * 10 + (uint32_t)(s.ptr[at] - '0');
  if (digits == 0 || digits > 3 || out->number == 0) return false;
  out->end = at;
  if (at == s.len) return true;
  if (!is_blank(s.ptr[at]) && s.ptr[at] != '\n') return false;
  while (at < s.len && (is_blank(s.ptr[at]) || s.ptr[at] == '\n')) at++;
  uint32_t cp;
  ren_utf8_decode(s.ptr + at, s.len - at, &cp);
  return cp != REN_BAD_CODEPOINT && ren_is_upper(cp);
}

bool ren__numbering_begins(ren_str line) {
  size_t length;
  candidate c = {0};
  c.sign = line.len ? read_sign(line, &length) : NO_SIGN;
  return c.sign != NO_SIGN && c.sign != GLUED && read_number(line, length, &c);
}

static bool heading_may_follow(const ren__paras *paras, size_t i, ren_str text) {
  enum { LONGEST_HEADING = 240 };
  if (i + 1 >= paras->count) return false;
  const ren__para *p = &paras->items[i + 1];
  uint32_t cp;
  ren_utf8_decode(text.ptr + p->offset, p->length, &cp);
  return p->length <= LONGEST_HEADING && cp != REN_BAD_CODEPOINT && ren_is_upper(cp);
}

/* `Dnr`, `Diarienummer`, `Ärendenummer` behind the number or in the two next paragraphs. */
static bool dnr_follows(const ren__paras *paras, size_t i, ren_str text, size_t end) {
  static const char *const words[] = {"dnr", "diarien", "ärenden", "arenden"};
  const ren__para *p = &paras->items[i];
  ren_str places[3] = {{text.ptr + end, p->offset + p->length - end}, {NULL, 0}, {NULL, 0}};
  for (size_t k = 1; k < 3 && i + k < paras->count; k++) places[k] = (ren_str){text.ptr + p[k].offset, p[k].length};
  for (size_t k = 0; k < 3; k++) {
    ren__fold said, word;
    ren__fold_str(&said, (ren_str){places[k].ptr, places[k].len < 16 ? places[k].len : 16});
    for (size_t j = 0; j < sizeof words / sizeof *words; j++) {
      ren__fold_str(&word, ren_str_of(words[j]));
      if (ren__fold_distance(&word, &said, REN__PREFIX, j ? 4 : 0) != REN__COST_NONE) return true;
    }
  }
  return false;
}

/* The length of `KS ` before a sign: letters of an organ; 0: none. */
static size_t organ_code(ren_str s) {
  size_t n = 0;
  while (n < s.len && n < 6 && s.ptr[n] >= 'A' && s.ptr[n] <= 'Z') n++;
  return n >= 2 && n < 6 && n + 1 < s.len && s.ptr[n] == ' ' ? n + 1 : 0;
}

static bool read_candidate(candidate *c, const ren__paras *paras, size_t i, ren_str text) {
  const ren__para *p = &paras->items[i];
  ren_str s = {text.ptr + p->offset, p->length};
  size_t length, code = organ_code(s);
  s = (ren_str){s.ptr + code, s.len - code};
  *c = (candidate){.para = i, .sign = read_sign(s, &length)};
  if (c->sign == NO_SIGN || (p->furniture && c->sign != GLUED) || !read_number(s, length, c)) return false;
  if (c->end == s.len && c->sign != SURE && !heading_may_follow(paras, i, text)) return false;
  c->end += p->offset + code;
  bool numbered = (c->sign == ALIKE || c->sign == GLUED) && dnr_follows(paras, i, text, c->end);
  c->accepted = numbered || (!code && (c->sign == SURE || c->sign == ODD));
  return c->accepted || !code;
}

static bool collect(candidates *all, const ren__paras *paras, ren_str text) {
  for (size_t i = 0; i < paras->count; i++) {
    candidate c;
    if (!read_candidate(&c, paras, i, text)) continue;
    if (!ren_grow(&all->items, &all->cap, all->count, sizeof *all->items)) return false;
    all->items[all->count++] = c;
  }
  return true;
}

/* b follows a closely enough to bear it out. */
static bool follows(const candidate *a, const candidate *b) {
  enum { MOST_SKIPPED = 3 };
  return b->number > a->number && b->number - a->number <= MOST_SKIPPED;
}

/* A glued number counts next to one that is exactly its neighbour. */
static void judge(candidates *all) {
  for (size_t i = 0; i < all->count; i++) {
    candidate *c = &all->items[i], *before = i ? c - 1 : NULL, *after = i + 1 < all->count ? c + 1 : NULL;
    bool next = before && c->number == before->number + 1, last = after && after->number == c->number + 1;
    if (c->sign == ALIKE)
      c->accepted |= next || last || (before && before->sign != GLUED && follows(before, c)) ||
                     (after && after->sign != GLUED && follows(c, after));
    if (c->sign == GLUED)
      c->accepted |= (next && (before->accepted || before->sign == ALIKE)) || (last && after->sign != GLUED);
  }
}

bool ren__numbering_find(ren__paras *paras, ren_str text) {
  candidates all = {0};
  bool ok = collect(&all, paras, text);
  if (ok) judge(&all);
  for (size_t i = 0; ok && i < all.count; i++) {
    const candidate *c = &all.items[i];
    if (c->sign == SURE || !c->accepted) continue;
    paras->items[c->para].number = c->number;
    paras->items[c->para].number_end = c->end;
    paras->items[c->para].furniture = false;
    paras->misread_signs = true;
  }
  ren_free(all.items);
  return ok;
}
