#include "segment/paragraphs.h"

#include "segment/numbering.h"
#include "segment/page_marks.h"

#include "alloc.h"
#include "utf8.h"

#include <string.h>

typedef struct line {
  size_t offset, length;
  size_t width, first_word; /* in letters */
  uint64_t keys;
  uint64_t hash; /* of the letters, digits left out; 0 for long lines */
  bool gap_before, page_before;
  bool ends, small; /* ends a sentence; begins with a small letter */
  bool item;        /* begins like a list item */
  bool led;         /* begins with a cue: `Reservation (V)` */
  bool dangles;     /* ends with a comma or a word that wants another after it */
  bool page_number, page_numbered, furniture;
  bool spread; /* words far apart: what stands side by side in a head, not running text */
} line;

typedef struct lines {
  line *items;
  size_t count, cap;
  size_t measure; /* length that most wrapped lines reach; 0: not wrapped */
  bool has_gaps;  /* blank lines between paragraphs are usual */
  const char *text;
  const ren__titles *titles;
} lines;

enum { FIRST_WORDS = 12, LONG_LINE = 320, SHORT_LINE = 90, MAX_MEASURE = 140 };

static bool ends_sentence(const char *s, size_t length) {
  while (length) {
    uint32_t cp;
    size_t n = ren_utf8_decode_before(s, length, &cp);
    if (cp == '.' || cp == ':' || cp == ';' || cp == '!' || cp == '?') return true;
    if (cp != '"' && cp != ')' && cp != 0x201D && cp != 0x2019 && cp != 0xBB) return false;
    length -= n;
  }
  return true;
}

/* `... Dnr KS`: the number stands in the next line. */
static bool dangling_dnr(const char *s, size_t length) {
  size_t code = 0;
  while (code < length && code < 6 && s[length - 1 - code] >= 'A' && s[length - 1 - code] <= 'Z') code++;
  if (code == 0 || length < code + 4 || s[length - code - 1] != ' ') return false;
  const char *word = s + length - code - 4;
  return (word[0] == 'D' || word[0] == 'd') && (memcmp(word + 1, "nr", 2) == 0 || memcmp(word + 1, "NR", 2) == 0);
}

static bool dangles(const char *s, size_t length) {
  static const char *const openers[] = {",", " och", " samt", " av", " från", " fran", " m.fl.", " vice"};
  for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
    size_t n = strlen(openers[i]);
    if (length > n && memcmp(s + length - n, openers[i], n) == 0) return true;
  }
  return dangling_dnr(s, length);
}

static bool list_item(const char *s, size_t length) {
  if (length < 2) return false;
  uint32_t cp;
  size_t n = ren_utf8_decode(s, length, &cp);
  if ((cp == '-' || cp == '*' || cp == 0x2022 || cp == 0x2013 || cp == 0xB7) && n < length) return s[n] == ' ';
  size_t at = 0;
  while (at < length && at < 3 && s[at] >= '0' && s[at] <= '9') at++;
  if (at == 0 && ren_is_letter(cp)) at = n;
  return at && at + 1 < length && (s[at] == '.' || s[at] == ')') && s[at + 1] == ' ';
}

static bool is_spread(const char *s, size_t length) {
  enum { FAR = 4 };
  size_t run = 0;
  for (size_t i = 0; i < length && run < FAR; i++) run = s[i] == ' ' ? run + 1 : s[i] == '\t' ? (size_t)FAR : 0;
  return run >= FAR;
}

static bool begins_small(const char *s, size_t length) {
  uint32_t cp;
  if (!length) return false;
  ren_utf8_decode(s, length, &cp);
  return cp != REN_BAD_CODEPOINT && ren_is_letter(cp) && !ren_is_upper(cp);
}

static size_t first_word(const char *s, size_t length) {
  size_t n = 0;
  while (n < length && s[n] != ' ' && s[n] != '\t') n++;
  return n;
}

/* Words of the line: its key classes and a hash of its words without digits. */
static void read_words(line *l, ren__cue_words *words, const char *text) {
  ren__cursor cursor = {text, l->offset, l->offset + l->length};
  ren__token token;
  const uint64_t empty = 14695981039346656037u;
  uint64_t hash = empty;
  for (size_t i = 0; ren__token_next(&cursor, &token); i++) {
    bool far = i >= FIRST_WORDS;
    ren__reach reach = far && l->length > LONG_LINE ? REN__REACH_STRONG : REN__REACH_KEYS;
    uint64_t keys = ren__cue_classes(words, &token, text, reach);
    l->keys |= far ? keys & REN__CUES : keys;
    if (i == 0) l->led = (keys & REN__CUES) != 0;
    bool part = token.before & (REN__GAP_SLASH | REN__GAP_DASH | REN__GAP_COLON) && !(token.before & REN__GAP_BLANK);
    if (l->length > SHORT_LINE || (token.flags & REN__TOKEN_DIGITS && !part)) continue; /* `2024/77` stays */
    for (size_t j = 0; j < token.fold.len; j++) hash = (hash ^ token.fold.letters[j]) * 1099511628211u;
    hash = (hash ^ ' ') * 1099511628211u;
  }
  if (hash == empty) /* no words: only the same number comes back */
    for (size_t i = 0; i < l->length && i < SHORT_LINE; i++)
      hash = (hash ^ (unsigned char)text[l->offset + i]) * 1099511628211u;
  l->hash = l->length <= SHORT_LINE ? hash : 0;
}

static bool add_line(lines *all, line l, ren__cue_words *words, ren_str text) {
  const char *s = text.ptr + l.offset;
  if (!ren_grow(&all->items, &all->cap, all->count, sizeof *all->items)) return false;
  l.dangles = dangles(s, l.length);
  l.ends = !l.dangles && ends_sentence(s, l.length);
  l.small = begins_small(s, l.length);
  l.item = list_item(s, l.length);
  l.page_number = ren__is_page_number((ren_str){s, l.length});
  l.page_numbered = l.page_number || ren__page_numbered((ren_str){s, l.length});
  l.furniture = ren__page_foot(text.ptr, l.offset, l.offset + l.length);
  l.width = ren_utf8_count((ren_str){s, l.length});
  l.first_word = ren_utf8_count((ren_str){s, first_word(s, l.length)});
  l.spread = is_spread(s, l.length);
  read_words(&l, words, text.ptr);
  all->items[all->count++] = l;
  return true;
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

static bool is_speck(char c) { return c && strchr(":;.,'>=~|*_-", c); }

/* Specks of the margin, marks with blanks around them, are left off: at the start one that
 * is no list's mark, at the end one that is no colon, or several. */
static void trim_specks(const char *text, size_t *start, size_t *stop) {
  size_t at = *start, specks = 0;
  while (at + 2 < *stop && is_speck(text[at]) && is_blank(text[at + 1])) {
    specks += 1 + (text[at] != '-' && text[at] != '*');
    for (at += 2; at < *stop && is_blank(text[at]);) at++;
  }
  if (specks > 1 && at < *stop) *start = at;
  at = *stop;
  specks = 0;
  while (at > *start + 2 && is_speck(text[at - 1]) && is_blank(text[at - 2])) {
    specks += 1 + (text[at - 1] != ':');
    for (at -= 2; at > *start && is_blank(text[at - 1]);) at--;
  }
  if (specks > 1 && at > *start) *stop = at;
}

static bool split_lines(lines *all, ren__cue_words *words, ren_str text) {
  bool gap = true, page = true;
  for (size_t at = 0; at < text.len;) {
    const char *newline = memchr(text.ptr + at, '\n', text.len - at);
    size_t end = newline ? (size_t)(newline - text.ptr) : text.len;
    size_t start = at, stop = end;
    while (start < stop && is_blank(text.ptr[start])) page |= text.ptr[start++] == '\f';
    while (stop > start && is_blank(text.ptr[stop - 1])) stop--;
    if (stop > start + 2) trim_specks(text.ptr, &start, &stop);
    if (start == stop) {
      gap = true;
    } else {
      line l = {.offset = start, .length = stop - start, .gap_before = gap || page, .page_before = page};
      if (!add_line(all, l, words, text)) return false;
      gap = page = false;
    }
    at = end + 1;
  }
  return true;
}

/* Whether lines are broken at a measure: many go on with a small letter. The measure
 * is the length that a tenth of the lines exceed. */
static void find_measure(lines *all) {
  size_t pairs = 0, broken = 0, gaps = 0, histogram[MAX_MEASURE + 1] = {0};
  for (size_t i = 0; i < all->count; i++) {
    const line *l = &all->items[i];
    histogram[l->width < MAX_MEASURE ? l->width : MAX_MEASURE]++;
    if (i && l->gap_before) gaps++;
    if (i == 0 || l->gap_before) continue;
    pairs++;
    if (l->small && !all->items[i - 1].ends) broken++;
  }
  all->has_gaps = gaps * 12 >= all->count;
  if (pairs < 2 || broken * 5 < pairs) return;
  size_t above = 0, measure = MAX_MEASURE;
  while (measure > 0 && (above += histogram[measure]) * 10 < all->count) measure--;
  all->measure = measure < MAX_MEASURE ? measure : 0;
}

enum { MARGIN_LINES = 3, FAR_BACK = 400 };

/* Within a few lines of a page break or a page number. */
static bool near_page_break(const lines *all, size_t i) {
  for (size_t j = i > MARGIN_LINES ? i - MARGIN_LINES : 0; j < all->count && j <= i + MARGIN_LINES; j++)
    if (all->items[j].page_numbered || (all->items[j].page_before && j)) return true;
  return false;
}

/* Lines near a page break that come back are heads and feet; their first time stays. */
static void mark_furniture(lines *all) {
  for (size_t i = 0; i < all->count; i++) {
    line *l = &all->items[i];
    if (l->page_number && (l->gap_before || l->page_before || l->length > 4)) l->furniture = true;
  }
  for (size_t i = 1; i < all->count; i++) {
    line *l = &all->items[i];
    if (l->furniture || !l->hash || l->keys & REN__CUES || !near_page_break(all, i)) continue;
    if (memmem(all->text + l->offset, l->length, "§", sizeof "§" - 1)) continue; /* the next matter */
    for (size_t j = i; j-- > 0 && i - j < FAR_BACK;) {
      const line *other = &all->items[j];
      if (other->hash != l->hash || other->length > l->length + 3 || !near_page_break(all, j)) continue;
      l->furniture = true;
      break;
    }
  }
}

/* A fixed heading or the line of a numbered paragraph: it begins something new, however
 * full the line before it is. */
static bool is_heading(const lines *all, const line *l) {
  enum { LONGEST_TITLE = 70, MOST_WORDS = 8 };
  if (l->page_number) return true;
  if (l->small || l->dangles) return false;
  if (ren__numbering_begins((ren_str){all->text + l->offset, l->length})) return true;
  if (l->length > LONGEST_TITLE) return false;
  ren__token items[MOST_WORDS + 1];
  ren__tokens tokens = {.items = items};
  ren__cursor cursor = {all->text, l->offset, l->offset + l->length};
  while (tokens.count < MOST_WORDS && ren__token_next(&cursor, &items[tokens.count])) tokens.count++;
  if (tokens.count <= 3 && !l->ends && l->keys & REN__WORD(REN__W_ORGAN)) return true; /* a board's name alone */
  ren__section section = ren__section_of(all->titles, &tokens);
  return section != REN__SECTION_NONE && section != REN__SECTION_SOFT;
}

/* `(fp) till förmån` or `Lind (fp) till förmån` at a line's start: a name that was broken. */
static bool ends_a_name(const lines *all, const line *before, const line *l) {
  const char *s = all->text + l->offset, *end = s + l->length;
  const char *last = all->text + before->offset + before->length;
  if (*s == '(') return end[-1] != ')' || before->keys & REN__CUES; /* not a date, then `(SD)` alone */
  while (s < end && *s != ' ') s++;
  if (l->led || s + 2 >= end || s[1] != '(' || !(before->keys & REN__CUES)) return false;
  while (last > all->text + before->offset && last[-1] != ' ') last--;
  return *last >= 'A' && *last <= 'Z';
}

static bool continues(const lines *all, const line *before, const line *l) {
  if (l->furniture || before->furniture || l->item) return false;
  if (l->gap_before) /* a page break or blank line inside a sentence */
    return l->small && !before->ends && before->length > 40 && !((before->keys | l->keys) & REN__CUES) &&
           all->text[before->offset + before->length - 1] != ')'; /* `..., punkt 1 (M)`, then `av Anna Ek (M).` */
  if ((l->small || before->dangles || ends_a_name(all, before, l)) && !before->ends) return true;
  if (!all->measure || before->width * 5 < all->measure * 4 || before->spread || l->spread) return false;
  bool filled = before->width * 10 >= all->measure * 9 ||
                before->width + 1 + l->first_word > all->measure; /* the next word had no room */
  bool full = before->ends ? all->has_gaps && !(l->keys & REN__CUES) : filled;
  return (full || (l->small && !before->ends)) && !is_heading(all, l);
}

static bool join_lines(ren__paras *paras, const lines *all) {
  for (size_t i = 0; i < all->count; i++) {
    const line *l = &all->items[i];
    if (i && paras->count && continues(all, &all->items[i - 1], l)) {
      ren__para *last = &paras->items[paras->count - 1];
      last->length = l->offset + l->length - last->offset;
      last->keys |= l->keys;
      continue;
    }
    if (!ren_grow(&paras->items, &paras->cap, paras->count, sizeof *paras->items)) return false;
    paras->items[paras->count++] = (ren__para){.offset = l->offset,
                                               .length = l->length,
                                               .keys = l->keys,
                                               .gap_before = l->gap_before,
                                               .furniture = l->furniture};
  }
  return true;
}

bool ren__paras_find(ren__paras *paras, ren__cue_words *words, const ren__titles *titles, ren_str text) {
  lines all = {.text = text.ptr, .titles = titles};
  paras->count = 0;
  paras->misread_signs = false;
  bool ok = split_lines(&all, words, text);
  if (ok) {
    find_measure(&all);
    mark_furniture(&all);
    ok = join_lines(paras, &all);
  }
  ren_free(all.items);
  return ok;
}

void ren__paras_clear(ren__paras *paras) {
  ren_free(paras->items);
  *paras = (ren__paras){0};
}
