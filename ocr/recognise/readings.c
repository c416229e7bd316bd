#include "recognise/readings.h"

#include <string.h>

enum { LETTER_BYTES = 16 };
/* Rivals below this share of belief (in percent) are noise of the net. */
static const float RIVAL_MIN = 1.0f;

typedef struct rival {
  size_t at, length; /* the letter's bytes in the word */
  char text[LETTER_BYTES];
  float belief;
} rival;

typedef struct rivals {
  rival best[REN__READINGS];
  size_t count;
} rivals;

static void keep(rivals *list, const rival *candidate) {
  size_t place = list->count;
  while (place > 0 && list->best[place - 1].belief < candidate->belief) place--;
  if (place >= REN__READINGS) return;
  if (list->count < REN__READINGS) list->count++;
  for (size_t i = list->count - 1; i > place; i--) list->best[i] = list->best[i - 1];
  list->best[place] = *candidate;
}

static bool usable(const char *text) {
  size_t length = text ? strlen(text) : 0;
  return length > 0 && length < LETTER_BYTES && !strpbrk(text, " \t\n");
}

static void collect(rivals *list, const TessResultIterator *symbol_at, const char *letter, size_t at) {
  TessChoiceIterator *choices = TessResultIteratorGetChoiceIterator(symbol_at);
  if (!choices) return;
  int limit = 12;
  do {
    const char *text = TessChoiceIteratorGetUTF8Text(choices);
    float belief = TessChoiceIteratorConfidence(choices);
    if (!usable(text) || strcmp(text, letter) == 0 || belief < RIVAL_MIN) continue;
    rival candidate = {.at = at, .length = strlen(letter), .belief = belief};
    memcpy(candidate.text, text, strlen(text) + 1);
    keep(list, &candidate);
  } while (--limit > 0 && TessChoiceIteratorNext(choices));
  TessChoiceIteratorDelete(choices);
}

void ren__readings(ren_buf *out, const TessResultIterator *word_at, ren_str word) {
  TessResultIterator *symbol = TessResultIteratorCopy(word_at);
  rivals list = {0};
  size_t at = 0;
  for (int i = 0; symbol && i < REN__WORD_LETTERS; i++) {
    char *letter = TessResultIteratorGetUTF8Text(symbol, RIL_SYMBOL);
    size_t length = letter ? strlen(letter) : 0;
    bool fits = length > 0 && at + length <= word.len && memcmp(word.ptr + at, letter, length) == 0;
    if (fits) collect(&list, symbol, letter, at);
    if (letter) TessDeleteText(letter);
    at += length;
    /* The word's text and its letters tell the same story, or we tell none. */
    if (!fits || at >= word.len || !TessResultIteratorNext(symbol, RIL_SYMBOL)) break;
  }
  if (symbol) TessResultIteratorDelete(symbol);
  for (size_t i = 0; i < list.count; i++) {
    const rival *r = &list.best[i];
    if (i > 0) ren_buf_putc(out, '\t');
    ren_buf_append(out, word.ptr, r->at);
    ren_buf_puts(out, r->text);
    ren_buf_append(out, word.ptr + r->at + r->length, word.len - r->at - r->length);
  }
}
