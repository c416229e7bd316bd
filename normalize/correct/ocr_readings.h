/* ocr_readings.h: what the recogniser says of the words of a recognised text: how sure it
 * was of each, and its own alternatives where one is a word and the reading is none.
 */
#ifndef REN_OCR_READINGS_H
#define REN_OCR_READINGS_H

#include "correct/word_types.h"

enum { REN_MAX_READINGS = 3 };

/* Candidates from the alternatives of the OCR word that holds a word of the text. Those
 * that are in the word's own list already are counted as both: `twins` has their places
 * in the list, 0 where there is none. */
size_t ren__ocr_readings(ren__candidate out[REN_MAX_READINGS], uint32_t twins[REN_MAX_READINGS],
                         const ren__document *document, const ren__place_of_word *place);

/* -log10 of how much likelier the recogniser's confidence makes it that the word was
 * misread; 0 where it says nothing. */
float ren__ocr_doubt(const ren__document *document, const ren__place_of_word *place);

#endif
