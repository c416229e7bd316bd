#include "correct/casing.h"

#include "utf8.h"

#include <string.h>

typedef enum style { SMALL, CAPITAL, CAPITALS } style;

/* A word of mixed case in which a capital or two stand among small letters was small (or
 * had one capital) before it was damaged; other mixtures (`SvJ`) are somebody's will. */
static bool style_of_mixed(style *out, ren_str original) {
  size_t upper = 0, lower = 0;
  bool first = false;
  for (size_t i = 0; i < original.len;) {
    uint32_t cp;
    size_t at = i;
    i += ren_utf8_decode(original.ptr + i, original.len - i, &cp);
    if (!ren_is_letter(cp)) continue;
    upper += ren_is_upper(cp);
    lower += !ren_is_upper(cp);
    first = first || (at == 0 && ren_is_upper(cp));
  }
  *out = first ? CAPITAL : SMALL;
  return upper - first <= 2 && upper < lower + 1;
}

/* Words such as `över` and `är`, a capital of which inside a sentence is a misread letter:
 * ö is seen as O. */
static const float FUNCTION_WORD = 3.2f;

typedef struct known {
  bool name, word, function_word, title; /* title: nearly always with a capital */
} known;

static known known_of(const ren_model *model, const ren__candidate *c) {
  size_t length = c->length;
  if (length > 1 && c->word[length - 1] == '?') length--;
  const ren__entry *entry = ren__find(model, c->word, length);
  if (!entry) return (known){false, false, false, false};
  bool name = !(entry->flags & REN_WORD_KNOWN) && entry->flags & (REN_WORD_NAME | REN_WORD_PLACE);
  bool common = entry->lm_id >= REN_LM_FIRST_WORD && (float)model->unigrams[entry->lm_id].cost / 32 < FUNCTION_WORD;
  bool word = entry->flags & REN_WORD_KNOWN && !(entry->flags & REN_WORD_CAPITAL);
  return (known){name, word, common && entry->flags & REN_WORD_KNOWN, entry->flags & REN_WORD_CAPITAL};
}

static bool style_of(style *out, known k, const ren__candidate *c, const ren__seen *seen, ren_str original) {
  bool first_dropped = c->dropped[0] && c->word[0] == c->dropped[0] && seen->word[0] != c->word[0];
  bool first_lost = seen->casing == REN_CASE_OPEN || first_dropped;
  bool first_changed = c->word[0] != seen->word[0];
  bool by_shape = first_changed && c->change == REN_CHANGE_LETTERS && !strchr("aoe\xe5\xe4\xf6\xe9", seen->word[0]);
  switch (seen->casing) {
  case REN_CASE_UPPER: *out = CAPITALS; return true;
  case REN_CASE_CAPITAL:
    *out = first_changed && (k.function_word || (by_shape && k.word)) && !seen->starts_sentence ? SMALL : CAPITAL;
    return true;
  case REN_CASE_MIXED: return style_of_mixed(out, original);
  default: *out = k.name || (first_lost && (seen->starts_sentence || k.title)) ? CAPITAL : SMALL; return true;
  }
}

bool ren__write_cased(ren_buf *out, const ren_model *model, const ren__candidate *c, const ren__seen *seen,
                      ren_str original) {
  style s;
  if (!style_of(&s, known_of(model, c), c, seen, original)) return false;
  for (size_t i = 0; i < c->length; i++) {
    bool capital = s == CAPITALS || (s == CAPITAL && i == 0);
    char bytes[4];
    if (c->blank && i == c->blank) ren_buf_putc(out, ' ');
    ren_buf_append(out, bytes, ren_utf8_encode(capital ? ren_to_upper(c->word[i]) : c->word[i], bytes));
  }
  return true;
}
