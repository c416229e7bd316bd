#include "compiler/lexicon_build.h"

#include "alloc.h"
#include "compiler/hunspell_expand.h"
#include "compiler/xz_file.h"
#include "model/lexicon.h"
#include "utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

ren__form *ren__build_form(ren__lexicon_build *build, const unsigned char *word, size_t len) {
  if (!build->words) build->words = ren__strings_new();
  if (!build->words) return NULL;
  uint32_t number = ren__strings_add(build->words, (ren_str){(const char *)word, len});
  size_t had = build->cap;
  if (number == UINT32_MAX || !ren_grow(&build->forms, &build->cap, number, sizeof *build->forms)) return NULL;
  if (build->cap > had) memset(build->forms + had, 0, (build->cap - had) * sizeof *build->forms);
  return &build->forms[number];
}

/* ---- reading ------------------------------------------------------------ */

static ren_str field(ren_str *line) {
  const char *tab = memchr(line->ptr, '\t', line->len);
  size_t n = tab ? (size_t)(tab - line->ptr) : line->len;
  ren_str value = {line->ptr, n};
  *line = tab ? (ren_str){tab + 1, line->len - n - 1} : (ren_str){"", 0};
  return value;
}

static uint32_t number_of(ren_str s) {
  uint32_t n = 0;
  for (size_t i = 0; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9' && n < 400000000; i++)
    n = n * 10 + (uint32_t)(s.ptr[i] - '0');
  return n;
}

/* A line of words.tsv: its place in the file is its id, unless it is a rare one. */
static bool read_word(void *payload, ren_str line) {
  ren__lexicon_build *build = payload;
  unsigned char folded[REN_WORD_MAX + 1];
  ren_str word = field(&line);
  size_t len = ren__fold(word.ptr, word.len, folded);
  ren__form *form = len ? ren__build_form(build, folded, len) : NULL;
  if (!form || !ren_grow(&build->lm_words, &build->lm_cap, build->lm_count, sizeof *build->lm_words)) return false;
  bool common = number_of(field(&line)) >= REN_LM_MIN_COUNT;
  form->trusted = number_of(field(&line));
  form->capital = number_of(field(&line));
  if (!common) return true;
  form->lm_id = build->lm_count + REN_LM_FIRST_WORD;
  build->lm_words[build->lm_count++] = (uint32_t)(form - build->forms);
  return true;
}

enum { TERM = 500 };

/* A line of names.tsv, places.tsv or extra.tsv: name, kind, bearers. Names of several
 * words give each word. Genitives are formed: `Örgrytes`. */
static bool read_name(void *payload, ren_str line) {
  ren__lexicon_build *build = payload;
  if (line.len == 0 || line.ptr[0] == '#') return true;
  ren_str name = field(&line), kind = field(&line);
  uint32_t bearers = number_of(line);
  uint8_t flag = kind.len && kind.ptr[0] == 'P'   ? REN_WORD_PLACE
                 : kind.len && kind.ptr[0] == 'W' ? REN_WORD_KNOWN
                                                  : REN_WORD_NAME;
  if (flag == REN_WORD_KNOWN) bearers = TERM; /* as common as a name of so many */
  for (size_t i = 0, start = 0; i <= name.len; i++) {
    if (i < name.len && name.ptr[i] != ' ' && name.ptr[i] != '-') continue;
    unsigned char folded[REN_WORD_MAX + 2];
    uint32_t first = 0;
    size_t len = ren__fold(name.ptr + start, i - start, folded);
    if (i > start) ren_utf8_decode(name.ptr + start, i - start, &first);
    start = i + 1;
    if (len == 0 || (flag != REN_WORD_KNOWN && !ren_is_upper(first))) continue;
    ren__form *form = ren__build_form(build, folded, len);
    if (!form) return false;
    form->flags |= flag;
    form->bearers += bearers;
    if (flag == REN_WORD_KNOWN || len + 1 >= REN_WORD_MAX || strchr("sxz", folded[len - 1])) continue;
    folded[len] = 's';
    form = ren__build_form(build, folded, len + 1);
    if (!form) return false;
    form->flags |= flag;
    form->bearers += bearers / 20;
  }
  return true;
}

ren_status ren__build_read(ren__lexicon_build *build, const char *tables, ren_error *err) {
  static const struct {
    const char *name;
    bool (*fn)(void *payload, ren_str line);
  } files[] = {
      {"words.tsv.xz", read_word}, {"names.tsv", read_name}, {"places.tsv", read_name}, {"extra.tsv", read_name}};
  ren_status status = REN_OK;
  for (size_t i = 0; status == REN_OK && i < sizeof files / sizeof *files; i++) {
    ren_buf path = {0};
    ren_buf_printf(&path, "%s/%s", tables, files[i].name);
    status = path.status == REN_OK ? ren__xz_lines(path.ptr, files[i].fn, build, err) : ren_fail_nomem(err);
    ren_buf_free(&path);
  }
  if (status == REN_OK && build->lm_count == 0) status = ren_fail(err, REN_EFORMAT, "the word list is empty");
  return status;
}

/* ---- compounds ---------------------------------------------------------- */

enum { MIN_PART = 3, MIN_TYPES = 8 /* compounds that make a modifier one by use alone */ };

static ren__form *find(const ren__lexicon_build *build, const char *word, size_t len) {
  uint32_t number = ren__strings_find(build->words, (ren_str){word, len});
  return number == UINT32_MAX ? NULL : &build->forms[number];
}

/* A word of text or dictionary that a compound can end in. */
static bool can_head(const ren__form *form) {
  if (form->forms & REN_FORM_CAPITAL) return false;
  return form->forms & REN_FORM_HEAD || (form->forms & REN_FORM_WORD && form->trusted >= 20);
}

/* `kommun`, but also `kommunal` + `s`: a linking s on something that is a word. */
static bool can_modify(const ren__lexicon_build *build, const ren__form *form, const char *word, size_t len) {
  if (form && (form->forms & REN_FORM_MODIFIER || form->flags & REN_WORD_PLACE)) return true;
  if (len < 5 || word[len - 1] != 's') return false;
  const ren__form *bare = find(build, word, len - 1);
  return bare && bare->forms & (REN_FORM_WORD | REN_FORM_MODIFIER) && !(bare->forms & REN_FORM_CAPITAL);
}

/* Counts in how many words of the corpus each part stands. */
static bool count_compounds(ren__lexicon_build *build) {
  for (uint32_t i = 0; i < build->lm_count; i++) {
    ren_str word = ren__strings_get(build->words, build->lm_words[i]);
    for (size_t at = MIN_PART; at + MIN_PART <= word.len; at++) {
      ren__form *head = find(build, word.ptr + at, word.len - at);
      if (!head || !can_head(head)) continue;
      if (!can_modify(build, find(build, word.ptr, at), word.ptr, at)) continue;
      size_t head_number = (size_t)(head - build->forms);
      ren__form *modifier = ren__build_form(build, (const unsigned char *)word.ptr, at);
      if (!modifier) return false;
      modifier->modifies++;
      build->forms[head_number].heads++;
    }
  }
  return true;
}

static uint8_t cost16(double probability) {
  double cost = -log10(probability) * 16;
  return (uint8_t)(cost < 0 ? 0 : cost > REN_NO_COST - 1 ? REN_NO_COST - 1 : cost);
}

/* ---- entries ------------------------------------------------------------ */

/* A word of running text is known if the dictionary has it, or if official texts use
 * it again and again. What is written with a capital nearly always is a name. */
uint8_t ren__form_flags(const ren__form *form) {
  uint8_t flags = form->flags;
  bool dictionary = form->forms & REN_FORM_WORD, capital_form = form->forms & REN_FORM_CAPITAL;
  bool capital_use = form->trusted && form->capital >= 90;
  if (dictionary && !capital_form) flags |= REN_WORD_KNOWN;
  if (dictionary && capital_form) flags |= form->forms & REN_FORM_UPPER ? REN_WORD_ABBREVIATION : REN_WORD_NAME;
  if (form->trusted >= 25) flags |= capital_use ? REN_WORD_NAME : REN_WORD_KNOWN;
  if (form->trusted >= 5 && capital_use) flags |= REN_WORD_NAME;
  if (form->trusted && !(flags & REN_WORD_KNOWN)) flags |= REN_WORD_ATTESTED;
  if (capital_use) flags |= REN_WORD_CAPITAL;
  if (capital_form && !(flags & REN_WORD_KNOWN)) flags |= REN_WORD_CAPITAL;
  return flags;
}

typedef struct sums {
  double modifiers, heads, unknown, names;
} sums;

static ren__entry make_entry(const ren__form *form, const sums *s) {
  ren__entry entry = {
      .lm_id = form->lm_id & 0xFFFFFF, .flags = ren__form_flags(form), .modifier = REN_NO_COST, .head = REN_NO_COST};
  if (form->lm_id == 0) {
    bool name = !(entry.flags & REN_WORD_KNOWN) && entry.flags & (REN_WORD_NAME | REN_WORD_PLACE);
    entry.lm_id = name ? REN_LM_NAME : REN_LM_UNKNOWN;
    entry.share = cost16((form->bearers + 1) / (name ? s->names : s->unknown));
  }
  bool allowed = form->forms & REN_FORM_MODIFIER || form->flags & REN_WORD_PLACE;
  if (allowed || form->modifies >= MIN_TYPES) entry.modifier = cost16((form->modifies + 0.3) / s->modifiers);
  if (can_head(form)) entry.head = cost16((form->heads + 0.3) / s->heads);
  return entry;
}

static sums add_up(const ren__lexicon_build *build, uint32_t count) {
  sums s = {1, 1, 1, 1};
  for (uint32_t i = 0; i < count; i++) {
    const ren__form *form = &build->forms[i];
    s.modifiers += form->modifies;
    s.heads += form->heads;
    if (form->lm_id == 0)
      (form->flags & (REN_WORD_NAME | REN_WORD_PLACE) ? (s.names += form->bearers + 1)
                                                      : (s.unknown += form->bearers + 1));
  }
  return s;
}

static int by_bytes(const void *a, const void *b) {
  const ren_str *x = a, *y = b;
  size_t n = x->len < y->len ? x->len : y->len;
  int order = memcmp(x->ptr, y->ptr, n);
  return order ? order : (x->len > y->len) - (x->len < y->len);
}

ren_status ren__build_entries(ren__entry **entries, uint32_t **order, ren__lexicon_build *build, ren_error *err) {
  *entries = NULL;
  *order = NULL;
  if (!count_compounds(build)) return ren_fail_nomem(err);
  uint32_t count = ren__strings_count(build->words);
  ren_str *sorted = ren_alloc_array(count, sizeof *sorted);
  *entries = ren_alloc_array(count, sizeof **entries);
  *order = ren_alloc_array(count, sizeof **order);
  if (!sorted || !*entries || !*order) {
    ren_free(sorted);
    ren_free(*entries);
    ren_free(*order);
    *entries = NULL;
    *order = NULL;
    return ren_fail_nomem(err);
  }
  for (uint32_t i = 0; i < count; i++) sorted[i] = ren__strings_get(build->words, i);
  qsort(sorted, count, sizeof *sorted, by_bytes);
  sums s = add_up(build, count);
  for (uint32_t i = 0; i < count; i++) {
    (*order)[i] = ren__strings_find(build->words, sorted[i]);
    (*entries)[i] = make_entry(&build->forms[(*order)[i]], &s);
  }
  ren_free(sorted);
  return REN_OK;
}

void ren__build_clear(ren__lexicon_build *build) {
  ren__strings_free(build->words);
  ren_free(build->forms);
  ren_free(build->lm_words);
  *build = (ren__lexicon_build){0};
}
