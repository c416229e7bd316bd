#include "consensus_copies.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const own_kind_names[OWN_KINDS] = {"none", "name", "number", "form", "word", "near", "inte", "sentence"};

#define PICK(r, list) list[gen_below(r, sizeof list / sizeof *list)]

/* ---- words of running text ----------------------------------------------- */

static int by_string(const void *p, const void *q) { return strcmp(*(char *const *)p, *(char *const *)q); }

static bool is_plain(ren_str w) {
  if (w.len < 3 || w.len > 24) return false;
  for (size_t i = 0; i < w.len; i++) {
    unsigned char c = (unsigned char)w.ptr[i];
    if (!((c >= 'a' && c <= 'z') || c == 0xC3 || (c >= 0x80 && c != 0x97 && c < 0xC0))) return false;
  }
  return true;
}

static ren_str next_word(ren_str text, size_t *at) {
  while (*at < text.len && (text.ptr[*at] == ' ' || text.ptr[*at] == '\n')) ++*at;
  size_t start = *at;
  while (*at < text.len && text.ptr[*at] != ' ' && text.ptr[*at] != '\n') ++*at;
  return (ren_str){text.ptr + start, *at - start};
}

void copy_words_make(copy_words *words, ren_str text) {
  size_t cap = 0;
  for (size_t at = 0;;) {
    ren_str w = next_word(text, &at);
    if (w.len == 0) break;
    w = copy_core(w);
    if (!is_plain(w)) continue;
    if (words->running_count == cap) words->running = realloc(words->running, (cap = 2 * cap + 1000) * sizeof(char *));
    words->running[words->running_count++] = strndup(w.ptr, w.len);
  }
  words->sorted = calloc(words->running_count + 1, sizeof(char *));
  if (words->running_count) memcpy(words->sorted, words->running, words->running_count * sizeof(char *));
  qsort(words->sorted, words->running_count, sizeof(char *), by_string);
  for (size_t i = 0; i < words->running_count; i++) { /* misprints come once */
    bool twice = i + 1 < words->running_count && !strcmp(words->sorted[i], words->sorted[i + 1]);
    bool known = words->sorted_count && !strcmp(words->sorted[words->sorted_count - 1], words->sorted[i]);
    if (twice && !known) words->sorted[words->sorted_count++] = words->sorted[i];
  }
}

void copy_words_free(copy_words *words) {
  for (size_t i = 0; i < words->running_count; i++) free(words->running[i]);
  free(words->running);
  free(words->sorted);
}

static bool holds(const copy_words *words, const char *w) {
  return bsearch(&w, words->sorted, words->sorted_count, sizeof(char *), by_string) != NULL;
}

/* A neighbour in the alphabet that begins alike: mostly another form. */
static const char *other_form(gen_random *r, const copy_words *words, const char *w) {
  size_t low = 0, high = words->sorted_count, len = strlen(w);
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (strcmp(words->sorted[mid], w) < 0)
      low = mid + 1;
    else
      high = mid;
  }
  const char *found[16];
  size_t count = 0, stem = len > 6 ? len - 3 : len > 4 ? len - 2 : len - 1;
  for (size_t i = low > 8 ? low - 8 : 0; i < words->sorted_count && i < low + 8; i++) {
    const char *x = words->sorted[i];
    if (strcmp(x, w) && !strncmp(x, w, stem) && strlen(x) <= len + 3) found[count++] = x;
  }
  return count ? found[gen_below(r, count)] : NULL;
}

/* A word that is one letter away: other, more or less. */
static const char *near_word(gen_random *r, const copy_words *words, const char *w, char *buf) {
  static const char letters[] = "abdefghijklmnoprstuvy";
  size_t len = strlen(w);
  for (int tries = 0; tries < 400; tries++) {
    size_t at = gen_below(r, len), cut = gen_below(r, 3) == 0 ? 0 : 1;
    if (((unsigned char)w[at] & 0x80) != 0) continue;
    char x[2] = {letters[gen_below(r, sizeof letters - 1)], 0};
    if (cut && gen_below(r, 4) == 0) x[0] = 0;
    sprintf(buf, "%.*s%s%s", (int)at, w, x, w + at + cut);
    if (strcmp(buf, w) != 0 && holds(words, buf)) return buf;
  }
  return NULL;
}

/* ---- the text as it is meant ---------------------------------------------- */

/* A word of the common text; variant 0 is common, copies may have the others. */
typedef struct base_word {
  char *variant[2];
  own_kind kind;
  bool paragraph_end;
  uint32_t has_other; /* by copy */
} base_word;

typedef struct base {
  copy_group *group;
  base_word *words;
  size_t count, cap;
} base;

static char *keep(copy_group *g, const char *s, size_t len) {
  if (g->string_count == g->string_cap)
    g->strings = realloc(g->strings, (g->string_cap = 2 * g->string_cap + 500) * sizeof(char *));
  return g->strings[g->string_count++] = strndup(s, len);
}

static base_word *add_base(base *b, ren_str common, const char *other, own_kind kind) {
  if (b->count == b->cap) b->words = realloc(b->words, (b->cap = 2 * b->cap + 500) * sizeof *b->words);
  base_word *w = &b->words[b->count++];
  *w = (base_word){.kind = kind};
  w->variant[0] = common.len ? keep(b->group, common.ptr, common.len) : NULL;
  w->variant[1] = other ? keep(b->group, other, strlen(other)) : NULL;
  return w;
}

/* Which copies have the other variant: at least one, not all. */
static uint32_t some_copies(gen_random *r, size_t count) {
  uint32_t all = (UINT32_C(1) << count) - 1, mask;
  do {
    mask = gen_below(r, 2) ? UINT32_C(1) << gen_below(r, count) : (uint32_t)gen_next(r) & all;
  } while (mask == 0 || mask == all);
  return mask;
}

static void plant_pair(base *b, gen_random *r, const char *x, const char *y, own_kind kind) {
  base_word *w = add_base(b, ren_str_of(x), y, kind);
  w->has_other = some_copies(r, b->group->count);
}

static void plant_name(base *b, gen_random *r) {
  static const char *const first[] = {"Anna", "Karin", "Maria", "Erik",   "Lars",  "Bengt",   "Sara",   "Olle",
                                      "Åsa",  "Göran", "Mats",  "Gunnar", "Mona",  "Lennart", "Eva",    "Björn",
                                      "Anne", "Kajsa", "Marie", "Eric",   "Lasse", "Jörgen",  "Sandra", "Ulla"};
  static const char *const last[] = {
      "Alm",    "Ahlm",   "Karlsson",  "Carlsson",  "Lind",    "Lund",      "Björk",     "Björck", "Hagberg", "Hedberg",
      "Ekdal",  "Ekdahl", "Nyberg",    "Nygren",    "Persson", "Petersson", "Ström",     "Sten",   "Öberg",   "Berg",
      "Wallin", "Vallin", "Sundqvist", "Sundkvist", "Åkerman", "Norrestam", "Håkansson", "Quist"};
  static const char *const party[] = {"(S)", "(M)", "(V)", "(C)", "(L)", "(MP)", "(SD)", "(KD)", "(D)"};
  size_t what = gen_below(r, 3);
  const char *f = PICK(r, first), *l = PICK(r, last), *p = PICK(r, party);
  plant_pair(b, r, f, what == 0 ? PICK(r, first) : f, what == 0 ? OWN_NAME : OWN_NOTHING);
  plant_pair(b, r, l, what <= 1 ? PICK(r, last) : l, what <= 1 ? OWN_NAME : OWN_NOTHING);
  plant_pair(b, r, p, what != 1 ? PICK(r, party) : p, what != 1 ? OWN_NAME : OWN_NOTHING);
}

static void write_number(gen_random *r, char *buf, char *other, size_t size) {
  static const char *const forms[] = {"20dd/ddd", "d,d", "dd", "20dd", "ddd", "d-ddd", "d0", "dd:dd"};
  const char *form = PICK(r, forms);
  snprintf(buf, size, "%s", form);
  for (char *c = buf; *c; c++)
    if (*c == 'd') *c = (char)('1' + gen_below(r, 9));
  snprintf(other, size, "%s", buf);
  size_t at;
  do at = gen_below(r, strlen(other));
  while (other[at] < '0' || other[at] > '9');
  other[at] = (char)('0' + (other[at] - '0' + 1 + (int)gen_below(r, 9)) % 10);
}

static void plant_number(base *b, gen_random *r) {
  static const char *const before[] = {"omkring", "dnr", "den", "cirka", "punkt", "högst"};
  char x[32], y[32];
  write_number(r, x, y, sizeof x);
  add_base(b, ren_str_of(PICK(r, before)), NULL, OWN_NOTHING);
  plant_pair(b, r, x, y, OWN_NUMBER);
}

static void plant_sentence(base *b, gen_random *r) {
  ren_buf buf = {0};
  uint32_t has = some_copies(r, b->group->count);
  gen_sentence(r, &buf);
  for (size_t at = 0;;) {
    ren_str w = next_word(ren_buf_str(&buf), &at);
    if (w.len == 0) break;
    char *s = strndup(w.ptr, w.len);
    base_word *word = add_base(b, (ren_str){0}, s, OWN_SENTENCE);
    word->has_other = has;
    free(s);
  }
  ren_buf_free(&buf);
}

/* Another word in the place of this one; its punctuation and capital stay away. */
static bool plant_other(base *b, gen_random *r, const copy_words *words, ren_str w, own_kind kind) {
  char *own = strndup(w.ptr, w.len), buf[128];
  const char *other = NULL;
  if (is_plain(w)) {
    if (kind == OWN_FORM) other = other_form(r, words, own);
    if (kind == OWN_NEAR) other = near_word(r, words, own, buf);
    if (kind == OWN_WORD) other = words->running[gen_below(r, words->running_count)];
  }
  bool ok = other && strcmp(other, own) != 0;
  if (ok) plant_pair(b, r, own, other, kind);
  free(own);
  return ok;
}

/* One word in twenty differs somewhere. */
static void make_base(base *b, gen_random *r, ren_str text, const copy_words *words) {
  size_t wanted = 0;
  for (size_t at = 0;;) {
    ren_str w = next_word(text, &at);
    if (w.len == 0) break;
    bool ends = w.ptr[w.len - 1] == '.';
    if (wanted == 0 && gen_below(r, 20) == 0) wanted = 1 + gen_below(r, OWN_KINDS - 1);
    if ((wanted == OWN_FORM || wanted == OWN_WORD || wanted == OWN_NEAR) &&
        plant_other(b, r, words, w, (own_kind)wanted)) {
      wanted = 0;
      continue;
    }
    base_word *word = add_base(b, w, NULL, OWN_NOTHING);
    word->paragraph_end = ends && gen_below(r, 4) == 0;
    if (ends && wanted == OWN_SENTENCE) plant_sentence(b, r), wanted = 0;
    if (ends) continue;
    if (wanted == OWN_NAME) plant_name(b, r), wanted = 0;
    if (wanted == OWN_NUMBER) plant_number(b, r), wanted = 0;
    if (wanted == OWN_NOT) {
      base_word *not = add_base(b, (ren_str){0}, "inte", OWN_NOT);
      not ->has_other = some_copies(r, b->group->count);
      wanted = 0;
    }
  }
}

/* ---- a copy ---------------------------------------------------------------- */

static void add_word(copy *c, const base *b, size_t place, size_t number) {
  const base_word *w = &b->words[place];
  bool other = w->has_other >> number & 1;
  bool inserted = w->kind == OWN_NOT || w->kind == OWN_SENTENCE;
  char *meant = inserted ? (other ? w->variant[1] : NULL) : other && w->variant[1] ? w->variant[1] : w->variant[0];
  if (!meant) return;
  if (c->count == c->cap) c->words = realloc(c->words, (c->cap = 2 * c->cap + 500) * sizeof *c->words);
  c->words[c->count++] = (copy_word){.place = place, .kind = w->kind, .meant = meant};
}

/* The copy's words in its own order: one in four has a paragraph elsewhere. */
static void order_words(copy *c, const base *b, gen_random *r, size_t number) {
  size_t starts[64], paragraphs = 0;
  starts[paragraphs++] = 0;
  for (size_t i = 0; i + 1 < b->count && paragraphs < 63; i++)
    if (b->words[i].paragraph_end) starts[paragraphs++] = i + 1;
  starts[paragraphs] = b->count;
  size_t from = paragraphs, to = paragraphs;
  if (paragraphs > 2 && gen_below(r, 4) == 0) from = gen_below(r, paragraphs), to = gen_below(r, paragraphs);
  for (size_t k = 0; k < paragraphs; k++) {
    size_t p = k == from ? to : k == to ? from : k;
    for (size_t i = starts[p]; i < starts[p + 1]; i++) add_word(c, b, i, number);
  }
}

static void without_marks(ren_buf *buf, size_t start) {
  size_t len = start;
  for (size_t i = start; i < buf->len; i++) {
    unsigned char x = (unsigned char)buf->ptr[i], y = i + 1 < buf->len ? (unsigned char)buf->ptr[i + 1] : 0;
    char plain = 0;
    if (x == 0xC3 && (y == 0xA5 || y == 0xA4)) plain = 'a';
    if (x == 0xC3 && (y == 0x85 || y == 0x84)) plain = 'A';
    if (x == 0xC3 && y == 0xB6) plain = 'o';
    if (x == 0xC3 && y == 0x96) plain = 'O';
    if (plain) i++;
    buf->ptr[len++] = plain ? plain : (char)x;
  }
  buf->len = len;
  if (buf->ptr) buf->ptr[len] = 0;
}

/* Blanks are lost, words are cut, letters are misread; lines are broken. */
static void damage(copy *c, gen_random *r, bool lines) {
  size_t line = 0;
  for (size_t i = 0; i < c->count; i++) {
    copy_word *w = &c->words[i];
    w->start = c->text.len;
    gen_noise(r, &c->text, ren_str_of(w->meant), c->rate, false);
    if (c->marks_lost) without_marks(&c->text, w->start);
    w->end = c->text.len;
    if (i + 1 == c->count || gen_unit(r) < c->rate * 0.3) continue;
    bool wraps = lines && c->text.len - line > 68;
    ren_buf_putc(&c->text, wraps ? '\n' : ' ');
    if (wraps) line = c->text.len;
  }
}

void copy_group_make(copy_group *group, gen_random *r, ren_str text, size_t count, double rate,
                     const copy_words *words) {
  base b = {.group = group};
  *group = (copy_group){.count = count};
  make_base(&b, r, text, words);
  for (size_t k = 0; k < count; k++) {
    copy *c = &group->copies[k];
    c->rate = rate * (0.4 + 1.2 * gen_unit(r));
    c->marks_lost = rate > 0 && gen_below(r, 6) == 0;
    order_words(c, &b, r, k);
    damage(c, r, gen_below(r, 2));
  }
  free(b.words);
}

void copy_group_free(copy_group *group) {
  for (size_t k = 0; k < group->count; k++) free(group->copies[k].words), ren_buf_free(&group->copies[k].text);
  for (size_t i = 0; i < group->string_count; i++) free(group->strings[i]);
  free(group->strings);
}

ren_str copy_core(ren_str w) {
  while (w.len && strchr(".,;:!?()'\"-", w.ptr[0])) w.ptr++, w.len--;
  while (w.len && strchr(".,;:!?()'\"-", w.ptr[w.len - 1])) w.len--;
  return w;
}
