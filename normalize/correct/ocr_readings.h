/* ocr_readings.h: what else the recogniser could have read: its own alternatives for a
 * word, where one is a word and the reading is none.
 */
#ifndef REN_OCR_READINGS_H
#define REN_OCR_READINGS_H

#include "correct/word_types.h"

enum { REN_MAX_READINGS = 3 };

/* Candidates from the alternatives of the OCR word that holds a word of the text. */
size_t ren__ocr_readings(ren__candidate out[REN_MAX_READINGS], const ren__document *document,
                         const ren__place_of_word *place);

#endif
