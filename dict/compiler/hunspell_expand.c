#include "compiler/hunspell_expand.h"

#include "alloc.h"
#include "model/lexicon.h"
#include "utf8.h"

#include <string.h>

enum { MAX_AFFIX = 31, MAX_FLAGS = 63 };

typedef struct affix {
  uint32_t flag;
  bool is_prefix;
  unsigned char strip[MAX_AFFIX + 1], add[MAX_AFFIX + 1], condition[MAX_AFFIX + 1];
  uint32_t flags[MAX_FLAGS + 1]; /* continuation, 0-terminated */
} affix;

typedef struct expander {
  affix *affixes;
  size_t count, cap;
  /* special flags */
  uint32_t begin, middle, end, only_in_compound, need_affix, forbidden;
  ren__form_fn fn;
  void *payload;
  bool stopped;
} expander;

/* ---- parsing ------------------------------------------------------------ */

static void read_flags(ren_str s, uint32_t flags[MAX_FLAGS + 1]) {
  size_t n = 0;
  for (size_t i = 0; i < s.len && n < MAX_FLAGS;) i += ren_utf8_decode(s.ptr + i, s.len - i, &flags[n++]);
  flags[n] = 0;
}

static bool has_flag(const uint32_t *flags, uint32_t flag) {
  for (; flag && *flags; flags++)
    if (*flags == flag) return true;
  return false;
}

/* The next blank-separated field of a line. */
static ren_str next_field(ren_str *line) {
  *line = ren_str_trim(*line);
  size_t n = 0;
  while (n < line->len && line->ptr[n] != ' ' && line->ptr[n] != '\t') n++;
  ren_str field = {line->ptr, n};
  *line = (ren_str){line->ptr + n, line->len - n};
  return field;
}

static bool affix_part(unsigned char out[MAX_AFFIX + 1], ren_str s) {
  unsigned char folded[REN_WORD_MAX + 1];
  if (ren_str_eq(s, REN_STR("0"))) {
    out[0] = 0;
    return true;
  }
  size_t n = ren__fold(s.ptr, s.len, folded);
  if (n == 0 || n > MAX_AFFIX) return false;
  memcpy(out, folded, n + 1);
  return true;
}

/* Splits `text/flags` at the first slash that is not escaped. */
static ren_str split_flags(ren_str *text) {
  for (size_t i = 1; i < text->len; i++) {
    if (text->ptr[i] != '/' || text->ptr[i - 1] == '\\') continue;
    ren_str flags = {text->ptr + i + 1, text->len - i - 1};
    text->len = i;
    return flags;
  }
  return (ren_str){"", 0};
}

static bool read_affix(expander *x, ren_str line, bool is_prefix) {
  affix a = {.is_prefix = is_prefix};
  ren_str flag = next_field(&line), strip = next_field(&line), add = next_field(&line), condition = next_field(&line);
  if (condition.len == 0) return true; /* the header of a group */
  ren_utf8_decode(flag.ptr, flag.len, &a.flag);
  read_flags(split_flags(&add), a.flags);
  if (!affix_part(a.strip, strip) || !affix_part(a.add, add) || !affix_part(a.condition, condition)) return true;
  if (!ren_grow(&x->affixes, &x->cap, x->count, sizeof *x->affixes)) return false;
  x->affixes[x->count++] = a;
  return true;
}

static bool read_aff_line(expander *x, ren_str line) {
  struct {
    const char *name;
    uint32_t *flag;
  } specials[] = {{"COMPOUNDBEGIN", &x->begin},  {"COMPOUNDMIDDLE", &x->middle},
                  {"COMPOUNDEND", &x->end},      {"ONLYINCOMPOUND", &x->only_in_compound},
                  {"NEEDAFFIX", &x->need_affix}, {"FORBIDDENWORD", &x->forbidden}};
  ren_str key = next_field(&line);
  if (ren_str_eq(key, REN_STR("SFX"))) return read_affix(x, line, false);
  if (ren_str_eq(key, REN_STR("PFX"))) return read_affix(x, line, true);
  for (size_t i = 0; i < sizeof specials / sizeof *specials; i++) {
    if (!ren_str_eq(key, ren_str_of(specials[i].name))) continue;
    ren_str value = next_field(&line);
    if (value.len) ren_utf8_decode(value.ptr, value.len, specials[i].flag);
  }
  return true;
}

/* ---- expanding ---------------------------------------------------------- */

/* One item of a condition: a letter, `.`, `[abc]` or `[^abc]`. Returns its end. */
static const unsigned char *match_item(const unsigned char *item, unsigned char letter, bool *matches) {
  if (*item != '[') {
    *matches = *item == '.' || *item == letter;
    return item + 1;
  }
  bool negated = item[1] == '^', found = false;
  for (item += 1 + negated; *item && *item != ']'; item++) found = found || *item == letter;
  *matches = found != negated;
  return *item ? item + 1 : item;
}

static size_t item_count(const unsigned char *condition) {
  size_t n = 0;
  for (bool ignored; *condition; n++) condition = match_item(condition, 0, &ignored);
  return n;
}

static bool condition_holds(const affix *a, const unsigned char *word, size_t len) {
  size_t n = item_count(a->condition);
  if (n > len) return false;
  const unsigned char *item = a->condition, *at = a->is_prefix ? word : word + len - n;
  bool matches = true;
  for (; matches && *item; at++) item = match_item(item, *at, &matches);
  return matches;
}

static void emit(expander *x, const unsigned char *form, size_t len, unsigned flags) {
  if (flags & (REN_FORM_WORD | REN_FORM_MODIFIER | REN_FORM_HEAD) && !x->fn(x->payload, form, len, flags))
    x->stopped = true;
}

static void derive(expander *x, const affix *a, const unsigned char *word, size_t len, unsigned inherited) {
  unsigned char form[REN_WORD_MAX + MAX_AFFIX + 1];
  size_t strip = strlen((const char *)a->strip), add = strlen((const char *)a->add);
  if (strip > len || len - strip + add > REN_WORD_MAX || !condition_holds(a, word, len)) return;
  if (a->is_prefix) {
    if (memcmp(word, a->strip, strip) != 0) return;
    memcpy(form, a->add, add);
    memcpy(form + add, word + strip, len - strip);
  } else {
    if (memcmp(word + len - strip, a->strip, strip) != 0) return;
    memcpy(form, word, len - strip);
    memcpy(form + len - strip, a->add, add);
  }
  unsigned flags = inherited & (REN_FORM_CAPITAL | REN_FORM_UPPER);
  if (!has_flag(a->flags, x->only_in_compound)) flags |= REN_FORM_WORD | (inherited & REN_FORM_HEAD);
  if (has_flag(a->flags, x->begin) || has_flag(a->flags, x->middle)) flags |= REN_FORM_MODIFIER;
  emit(x, form, len - strip + add, flags);
}

static unsigned casing_flags(ren_str word) {
  uint32_t first = 0, cp;
  size_t letters = 0, upper = 0;
  ren_utf8_decode(word.ptr, word.len, &first);
  for (size_t i = 0; i < word.len;) {
    i += ren_utf8_decode(word.ptr + i, word.len - i, &cp);
    letters += ren_is_letter(cp);
    upper += ren_is_letter(cp) && ren_is_upper(cp);
  }
  return (ren_is_upper(first) ? REN_FORM_CAPITAL : 0u) | (letters > 1 && upper == letters ? REN_FORM_UPPER : 0u);
}

static void expand_entry(expander *x, ren_str line) {
  uint32_t flags[MAX_FLAGS + 1];
  unsigned char word[REN_WORD_MAX + 1];
  ren_str text = next_field(&line);
  if (text.len == 0) return;
  read_flags(split_flags(&text), flags);
  size_t len = ren__fold(text.ptr, text.len, word);
  if (len == 0 || has_flag(flags, x->forbidden)) return;
  unsigned form = casing_flags(text);
  if (has_flag(flags, x->end)) form |= REN_FORM_HEAD;
  unsigned own = form;
  if (!has_flag(flags, x->only_in_compound) && !has_flag(flags, x->need_affix)) own |= REN_FORM_WORD;
  if (has_flag(flags, x->begin) || has_flag(flags, x->middle)) own |= REN_FORM_MODIFIER;
  if (own & REN_FORM_WORD || own & REN_FORM_MODIFIER) emit(x, word, len, own);
  for (size_t i = 0; i < x->count && !x->stopped; i++)
    if (has_flag(flags, x->affixes[i].flag)) derive(x, &x->affixes[i], word, len, form);
}

/* ---- files -------------------------------------------------------------- */

static ren_status each_line(const char *path, expander *x, bool is_dic, ren_error *err) {
  ren_buf text = {0};
  ren_status status = ren_file_read(&text, path, 0, err);
  if (status == REN_EIO) status = REN_EMISSING;
  bool first = true;
  for (size_t i = 0; status == REN_OK && i < text.len && !x->stopped; first = false) {
    const char *end = memchr(text.ptr + i, '\n', text.len - i);
    size_t stop = end ? (size_t)(end - text.ptr) : text.len;
    ren_str line = {text.ptr + i, stop - i};
    if (!is_dic && !read_aff_line(x, line)) status = ren_fail_nomem(err);
    if (is_dic && !first) expand_entry(x, line); /* the first line is a count */
    i = stop + 1;
  }
  ren_buf_free(&text);
  return status;
}

ren_status ren__hunspell_expand(const char *aff_path, const char *dic_path, ren__form_fn fn, void *payload,
                                ren_error *err) {
  expander x = {.fn = fn, .payload = payload};
  ren_status status = each_line(aff_path, &x, false, err);
  if (status == REN_OK) status = each_line(dic_path, &x, true, err);
  if (status == REN_OK && x.stopped) status = ren_fail_nomem(err);
  ren_free(x.affixes);
  return status;
}
