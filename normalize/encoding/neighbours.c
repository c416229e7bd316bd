/* Which of two readings of a word its neighbours speak for: fîr is för in one code page
 * and får in another, and both are words. Asked only when the letters do not tell, and
 * only if there is a language model. */
#include <renskrift/model.h>

#include <string.h>

#include "encoding/neighbours.h"
#include "utf8.h"

enum { WORD_BYTES = 200 };

typedef struct word {
  char bytes[WORD_BYTES];
  size_t length;
} word;

static ren_str view(const word *w) { return (ren_str){w->bytes, w->length}; }

static void put(word *w, uint32_t cp) {
  if (w->length + 4 < WORD_BYTES) w->length += ren_utf8_encode(cp, w->bytes + w->length);
}

static bool ends_sentence(uint32_t cp) { return cp == '.' || cp == ':' || cp == '!' || cp == '?' || cp == ';'; }

/* The word that ends before `at`, empty at the start of a sentence; returns its start. */
static size_t word_before(const ren__line *line, size_t at, word *out) {
  out->length = 0;
  while (at > 0 && !ren__letter_symbol(line->cells[at - 1].cp))
    if (ends_sentence(line->cells[--at].cp)) return 0;
  size_t end = at;
  while (at > 0 && ren__letter_symbol(line->cells[at - 1].cp)) at--;
  for (size_t i = at; i < end; i++) put(out, line->cells[i].cp);
  return at;
}

/* The word after `at`, empty at the end of a sentence; returns its end. */
static size_t word_after(const ren__line *line, size_t at, word *out) {
  out->length = 0;
  for (; at < line->count && !ren__letter_symbol(line->cells[at].cp); at++)
    if (ends_sentence(line->cells[at].cp)) return line->count;
  for (; at < line->count && ren__letter_symbol(line->cells[at].cp); at++) put(out, line->cells[at].cp);
  return at;
}

/* The word of the units that holds a change; false if there is none, or two. */
static bool changed_word(const ren__unit *units, size_t n, word *out) {
  bool found = false;
  for (size_t i = 0; i < n; i++) {
    size_t start = i;
    bool touched = false;
    for (; i < n && ren__letter_symbol(units[i].cp); i++) touched = touched || units[i].changed;
    if (!touched) continue;
    if (found) return false;
    found = true;
    out->length = 0;
    for (size_t k = start; k < i; k++) put(out, units[k].cp);
  }
  return found;
}

float ren__neighbours(const ren_model *model, const ren__line *line, size_t from, size_t end, const ren__unit *units,
                      size_t n) {
  word middle, before[2], after[2];
  if (!model || !changed_word(units, n, &middle)) return 0;
  word_before(line, word_before(line, from, &before[1]), &before[0]);
  word_after(line, word_after(line, end, &after[0]), &after[1]);
  if (!before[1].length) before[0].length = 0;
  float sum = ren_model_trigram(model, view(&before[0]), view(&before[1]), view(&middle));
  if (after[0].length) sum += ren_model_trigram(model, view(&before[1]), view(&middle), view(&after[0]));
  if (after[0].length && after[1].length)
    sum += ren_model_trigram(model, view(&middle), view(&after[0]), view(&after[1]));
  return sum * 2.302585f;
}
