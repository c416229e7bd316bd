/* recognise/readings.h: other readings of a word from the choices that the net had
 * for its letters (tesseract's lstm_choice_mode 2).
 *
 * The right letter is nearly always among them when a letter is misread, so the
 * corrector is given whole words: the word with one letter replaced by a rival, best
 * rival first.
 */
#ifndef REN_RECOGNISE_READINGS_H
#define REN_RECOGNISE_READINGS_H

#include <renskrift/base.h>

#include <tesseract/capi.h>

enum { REN__READINGS = 6, REN__WORD_LETTERS = 64 };

/* Appends the other readings of the word at the iterator, tab-separated; nothing if
 * the net did not hesitate. word is its text. */
void ren__readings(ren_buf *out, const TessResultIterator *word_at, ren_str word);

#endif
