/* Lines of running heads and feet, reduced to what can be compared. */
#include "layout/furniture.h"

#include "utf8.h"

#include <string.h>

typedef struct reader {
  const ren_page *page;
  const ren_line *line;
  uint32_t word;
  size_t at;
} reader;

/* The next code point of the line; ' ' between words; 0 at the end. */
static uint32_t next_code(reader *r) {
  if (r->word >= r->line->word_count) return 0;
  ren_str text = r->page->words[r->line->first_word + r->word].text;
  if (r->at >= text.len) {
    r->word++;
    r->at = 0;
    return r->word < r->line->word_count ? ' ' : 0;
  }
  uint32_t cp;
  r->at += ren_utf8_decode(text.ptr + r->at, text.len - r->at, &cp);
  return cp == REN_BAD_CODEPOINT || cp == 0 ? 0xFFFD : cp;
}

/* Letters without their marks, so that a lost ring or dot does not count twice. */
static unsigned char fold(uint32_t cp) {
  cp = ren_to_lower(cp);
  if (cp < 0x80) return (unsigned char)cp;
  if (cp == 0xA7) return '$';
  if (cp >= 0xE0 && cp <= 0xE6) return 'a';
  if (cp >= 0xE8 && cp <= 0xEB) return 'e';
  if (cp >= 0xF2 && cp <= 0xF6) return 'o';
  if (cp >= 0xF9 && cp <= 0xFC) return 'u';
  return ren_is_letter(cp) ? '?' : ' ';
}

enum { TOKENS_MAX = 32 };

/* The line in folded tokens: words of letters, numbers, single marks. */
typedef struct token {
  uint32_t start, length; /* in `text` */
  uint32_t value;         /* of a number */
  char kind;              /* 'a' letters, '#' number, or the mark itself */
  bool glued;             /* no blank before it */
} token;

typedef struct tokens {
  unsigned char text[192];
  uint32_t length;
  token list[TOKENS_MAX];
  uint32_t count;
  bool cut;
} tokens;

static void add_token(tokens *t, unsigned char c, bool blank) {
  bool letter = (c >= 'a' && c <= 'z') || c == '?', digit = c >= '0' && c <= '9';
  char kind = letter ? 'a' : digit ? '#' : (char)c;
  token *last = t->count ? &t->list[t->count - 1] : NULL;
  bool begins = !last || blank || last->kind != kind || (!letter && !digit);
  if (t->length == sizeof t->text || (begins && t->count == TOKENS_MAX)) {
    t->cut = true;
    return;
  }
  if (begins) {
    last = &t->list[t->count++];
    *last = (token){.start = t->length, .kind = kind, .glued = !blank && t->count > 1};
  }
  t->text[t->length++] = c;
  last->length++;
  if (digit && last->value < 100000000) last->value = last->value * 10 + (uint32_t)(c - '0');
}

static bool reads_as_digit(const tokens *t, uint32_t i) {
  const token *k = &t->list[i];
  return k->kind == 'a' && k->length == 1 && strchr("oil", t->text[k->start]) != NULL;
}

/* "2O24", "l2": a letter that looks like a digit, within a number, is one. */
static void mend_numbers(tokens *t) {
  uint32_t out = 0;
  for (uint32_t i = 0; i < t->count; i++) {
    token k = t->list[i];
    bool after = out && k.glued && t->list[out - 1].kind == '#';
    bool before = i + 1 < t->count && t->list[i + 1].glued && t->list[i + 1].kind == '#';
    if (reads_as_digit(t, i) && (after || before)) {
      k.kind = '#';
      k.value = t->text[k.start] != 'o';
    }
    if (after && k.kind == '#') {
      token *whole = &t->list[out - 1];
      whole->length += k.length;
      for (uint32_t d = 0; d < k.length && whole->value < 10000000; d++) whole->value *= 10;
      whole->value += k.value;
      continue;
    }
    t->list[out++] = k;
  }
  t->count = out;
}

/* "§§ 12-14" read as "88 12-14", "$8 12-14" or "ss 12-14". */
static void mend_paragraph_signs(tokens *t) {
  for (uint32_t i = 1; i + 1 < t->count; i++) {
    token *k = &t->list[i];
    if (t->list[i + 1].kind != '#' || t->list[i + 1].glued || k->glued || k->length != 2) continue;
    const unsigned char *s = t->text + k->start;
    if (strchr("58s", s[0]) && strchr("58s", s[1])) k->kind = '$';
  }
}

static void read_tokens(tokens *t, const ren_page *page, const ren_line *line) {
  reader r = {.page = page, .line = line};
  bool blank = false;
  for (uint32_t cp; (cp = next_code(&r)) != 0;) {
    if (cp == 0x2013 || cp == 0x2014 || cp == 0x2212) cp = '-';
    unsigned char c = fold(cp);
    if (c == ' ' && cp != ' ') continue; /* specks and ornaments */
    if (c != ' ') add_token(t, c, blank);
    blank = c == ' ';
  }
  mend_numbers(t);
  mend_paragraph_signs(t);
}

static bool token_is(const tokens *t, uint32_t i, const char *word) {
  const token *k = &t->list[i];
  return k->kind == 'a' && strlen(word) == k->length && memcmp(t->text + k->start, word, k->length) == 0;
}

static bool token_among(const tokens *t, uint32_t i, const char *const *words, size_t n) {
  for (size_t k = 0; i < t->count && k < n; k++) {
    if (token_is(t, i, words[k])) return true;
  }
  return false;
}

static bool kind_at(const tokens *t, uint32_t i, char kind) { return i < t->count && t->list[i].kind == kind; }

static const char *const page_words[] = {"sida", "sid", "s", "page", "sidan", "blad"};

/* "(12)", "/12", "av 12" after the number `value`; how many tokens, 0 if none. A slash
 * alone is not enough: "3/12" may be a date. */
static uint32_t read_total(const tokens *t, uint32_t i, uint32_t value, bool slash_counts) {
  bool of = i < t->count && (token_is(t, i, "av") || token_is(t, i, "of"));
  bool opens = kind_at(t, i, '('), slash = kind_at(t, i, '/') && slash_counts;
  if (!(of || opens || slash) || !kind_at(t, i + 1, '#') || t->list[i + 1].value < value) return 0;
  return opens && kind_at(t, i + 2, ')') ? 3 : 2;
}

/* Reads a page number that begins at token i: [-] [sida[.]] N [ "(" M ")" | "/" M | av M ] [-].
 * Returns the number of tokens, 0 if there is none. */
static uint32_t read_page_number(const tokens *t, uint32_t i, ren__number_form *form, uint32_t *value) {
  uint32_t start = i;
  bool dash = kind_at(t, i, '-') && !(i > 0 && t->list[i].glued), word; /* not that of a date */
  i += dash;
  word = token_among(t, i, page_words, sizeof page_words / sizeof *page_words);
  i += word;
  while (word && (kind_at(t, i, '.') || kind_at(t, i, ':'))) i++;
  if (!kind_at(t, i, '#') || t->list[i].value > 9999 || t->list[i].length > 4) return 0;
  *value = t->list[i++].value;
  uint32_t total = read_total(t, i, *value, word);
  i += total ? total : read_total(t, i, *value, true); /* "3/12" stays a plain number */
  if (dash && !kind_at(t, i, '-')) return 0;
  i += dash;
  *form = word || total || dash ? REN__PAGE_NUMBER : REN__PLAIN_NUMBER;
  return i - start;
}

/* Words that stand alone as headings in minutes. Folded. */
static const char *const heading_words[] = {"beslut",
                                            "beslutsgang",
                                            "beslutsunderlag",
                                            "bakgrund",
                                            "sammanfattning",
                                            "arendet",
                                            "yrkande",
                                            "yrkanden",
                                            "reservation",
                                            "reservationer",
                                            "propositionsordning",
                                            "omrostning",
                                            "votering",
                                            "jav",
                                            "protokollsanteckning",
                                            "sarskiltuttalande",
                                            "forslagtillbeslut",
                                            "arendebeskrivning",
                                            "sammanfattningavarendet",
                                            "forvaltningensbedomning",
                                            "ekonomiskakonsekvenser",
                                            "arendetsberedning",
                                            "beskrivningavarendet",
                                            "beslutande",
                                            "tidigarebehandling",
                                            "huvudvotering"};
static const char *const signature_words[] = {
    "justerarenssignatur", "justerarenssign",    "justerandessignatur", "justerandessign",   "justerarnassignaturer",
    "justeraresignatur",   "utdragsbestyrkande", "utdragsbestyrkning",  "signaturjusterare", "ordforandenssignatur"};
static const char *const counted_words[] = {"bilaga",  "punkt", "arende",   "nr",     "kapitel", "kap",
                                            "avsnitt", "del",   "paragraf", "motion", "tabell",  "figur"};

static bool says(const ren__key *key, const char *word, bool begins) {
  uint32_t length = (uint32_t)strlen(word);
  if (key->length < (length > 3 ? length - 2 : length)) return false;
  if (!begins && key->length > length + 2) return false;
  uint32_t n = begins && key->length > length ? length : key->length;
  return ren__key_distance(key->text, n, (const unsigned char *)word, length) <= length / 7;
}

static void classify(ren__key *key) {
  for (size_t i = 0; i < sizeof heading_words / sizeof *heading_words; i++) {
    key->heading = key->heading || says(key, heading_words[i], false);
  }
  for (size_t i = 0; i < sizeof signature_words / sizeof *signature_words; i++) {
    key->signature = key->signature || says(key, signature_words[i], true);
  }
  bool paragraph = key->length >= 2 && key->text[0] == '$' && key->text[1] == '#';
  if (paragraph && key->letters < 4) key->heading = true;
  key->counted = key->counted || paragraph;
}

static void add_number(ren__key *key, const tokens *t, const token *k) {
  if (key->number_count < REN__NUMBERS_MAX) key->numbers[key->number_count++] = k->value;
  if (key->length < REN__KEY_MAX) key->text[key->length++] = '#';
  for (uint32_t j = 0; j < k->length && key->digit_count < REN__DIGITS_MAX; j++) {
    key->digits[key->digit_count++] = t->text[k->start + j];
  }
}

static void add_letters(ren__key *key, const tokens *t, const token *k) {
  for (uint32_t j = 0; j < k->length && key->length < REN__KEY_MAX; j++)
    key->text[key->length++] = t->text[k->start + j];
  if (k->kind == 'a') key->letters += k->length;
}

/* "Protokoll 2024-05-06, §§ 12-14": which paragraphs a page holds differs from page to page.
 * "§ 12" at the start of a line is what the line says. */
static bool follows_paragraph_sign(const tokens *t, uint32_t i) {
  while (i > 0 && (kind_at(t, i - 1, '-') || kind_at(t, i - 1, '#'))) i--;
  if (i == 0 || !kind_at(t, i - 1, '$')) return false;
  while (i > 0 && kind_at(t, i - 1, '$')) i--;
  return i > 0;
}

void ren__key_make(ren__key *key, const ren_page *page, const ren_line *line) {
  tokens t = {0};
  *key = (ren__key){0};
  read_tokens(&t, page, line);
  key->counted = token_among(&t, 0, counted_words, sizeof counted_words / sizeof *counted_words);
  for (uint32_t i = 0; i < t.count;) {
    ren__number_form form = REN__NOT_A_NUMBER;
    uint32_t value = 0, used = read_page_number(&t, i, &form, &value);
    bool whole = used == t.count && !t.cut, at_end = i == 0 || (i + used == t.count && !t.cut);
    if (whole) key->form = form;
    if (used && (form == REN__PAGE_NUMBER || whole)) {
      key->numbered = key->numbered || (form == REN__PAGE_NUMBER && at_end);
      key->page_number = value; /* left out of the text: it differs from page to page */
      i += used;
      continue;
    }
    const token *k = &t.list[i++];
    if (k->kind == '#' && follows_paragraph_sign(&t, i - 1)) continue;
    if (k->kind == '#') add_number(key, &t, k);
    if (k->kind == 'a' || k->kind == '$') add_letters(key, &t, k);
  }
  classify(key);
}

uint32_t ren__key_distance(const unsigned char *a, uint32_t n, const unsigned char *b, uint32_t m) {
  uint64_t where[256] = {0}, plus = ~(uint64_t)0, minus = 0;
  if (n > 64) n = 64;
  if (n == 0) return m;
  for (uint32_t i = 0; i < n; i++) where[a[i]] |= (uint64_t)1 << i;
  uint64_t top = (uint64_t)1 << (n - 1);
  uint32_t distance = n;
  for (uint32_t j = 0; j < m; j++) { /* one column of the table per letter of b */
    uint64_t match = where[b[j]], x = match | minus;
    uint64_t d0 = (((x & plus) + plus) ^ plus) | x;
    uint64_t hp = minus | ~(d0 | plus), hn = plus & d0;
    distance += (hp & top) != 0;
    distance -= (hn & top) != 0;
    hp = hp << 1 | 1;
    hn <<= 1;
    plus = hn | ~(d0 | hp);
    minus = hp & d0;
  }
  return distance;
}

/* Equal numbers; of long ones, one digit in six may be misread. */
static bool same_numbers(const ren__key *a, const ren__key *b) {
  uint32_t longer = a->digit_count > b->digit_count ? a->digit_count : b->digit_count;
  uint32_t allowed = longer >= 6 ? longer / 6 : 0;
  return ren__key_distance(a->digits, a->digit_count, b->digits, b->digit_count) <= allowed;
}

/* One number, counting up with the pages. */
static bool counts_up(const ren__key *a, const ren__key *b, int64_t apart) {
  if (a->number_count != b->number_count || a->counted) return false;
  uint32_t differ = 0;
  for (uint32_t i = 0; i < a->number_count; i++) {
    if (a->numbers[i] == b->numbers[i]) continue;
    if ((int64_t)b->numbers[i] - a->numbers[i] != apart) return false;
    differ++;
  }
  return differ == 1;
}

/* One line lost its beginning or its end (split by the recogniser), but at least half
 * of it is there. */
static bool shares_end(const ren__key *a, const ren__key *b) {
  const ren__key *less = a->length < b->length ? a : b, *more = less == a ? b : a;
  if (less->letters < 10 || less->number_count || a->counted != b->counted || 2 * less->length < more->length ||
      less->length == more->length)
    return false;
  uint32_t allowed = less->length / 8, skip = more->length - less->length;
  return ren__key_distance(less->text, less->length, more->text, less->length) <= allowed ||
         ren__key_distance(less->text, less->length, more->text + skip, less->length) <= allowed;
}

bool ren__key_lacks_piece(const ren__key *a, const ren__key *b) {
  const ren__key *less = a->length < b->length ? a : b, *more = less == a ? b : a;
  if (less->letters < 8 || less->counted || less->heading || less->length == more->length || !same_numbers(a, b))
    return false;
  uint32_t begin = 0, end = 0, n = less->length, m = more->length;
  while (begin < n && less->text[begin] == more->text[begin]) begin++;
  while (end < n - begin && less->text[n - 1 - end] == more->text[m - 1 - end]) end++;
  return begin >= 5 && end >= 3 && begin + end == n;
}

bool ren__key_match(const ren__key *a, const ren__key *b, int64_t apart) {
  if (a->form != REN__NOT_A_NUMBER || b->form != REN__NOT_A_NUMBER) {
    return a->form != REN__NOT_A_NUMBER && b->form != REN__NOT_A_NUMBER &&
           (int64_t)b->page_number - a->page_number == apart;
  }
  if (shares_end(a, b)) return true;
  uint32_t longer = a->length > b->length ? a->length : b->length;
  uint32_t shorter = a->length > b->length ? b->length : a->length;
  if (shorter == 0 || longer - shorter > longer / 4) return false;
  uint32_t allowed = longer < 4 ? 0 : longer / 4;
  if (ren__key_distance(a->text, a->length, b->text, b->length) > allowed) return false;
  bool mostly_number = a->letters <= 12 || b->letters <= 12 || a->counted;
  if (a->number_count == 0 && b->number_count == 0) return true;
  if (same_numbers(a, b) || counts_up(a, b, apart)) return true;
  uint32_t digits = a->digit_count > b->digit_count ? a->digit_count : b->digit_count;
  bool like = 3 * ren__key_distance(a->digits, a->digit_count, b->digits, b->digit_count) <= digits + 1;
  return !mostly_number && like; /* a footnote that cites another date is another one */
}
