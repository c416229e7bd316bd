/* person_words.h: words that stand with the names of people in minutes. */
#ifndef REN_PERSON_WORDS_H
#define REN_PERSON_WORDS_H

#include "segment/cue_tokens.h"

bool ren__word_profession(const ren__token *token);  /* rektor, lantbrukare */
bool ren__word_polite(const ren__token *token);      /* herr, fru, fröken: old minutes give surnames only */
bool ren__word_independent(const ren__token *token); /* partilös, politisk vilde */
bool ren__word_negation(const ren__token *token);    /* icke, ej */

#endif
