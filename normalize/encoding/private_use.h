/* private_use.h: what the private-use letters of a text stand for.
 *
 * Broken PDF fonts give some letters, or ligatures, as code points of the private-use
 * area. What each stands for is learned from the words of the text: one option that makes
 * known words of several, far more than any other does; the words with two such letters
 * are asked when one of them is known. Fonts of symbols have the bytes of cp1252 at
 * U+F000, which is tried first. What stays unknown is left.
 */
#ifndef REN_ENCODING_PRIVATE_USE_H
#define REN_ENCODING_PRIVATE_USE_H

#include "encoding/letters.h"

typedef struct ren__private ren__private;

static inline bool ren__is_private(uint32_t cp) { return cp >= 0xE000 && cp < 0xF900; }

/* NULL when out of memory. */
ren__private *ren__private_learn(const ren__letters *letters, ren_str text);
void ren__private_free(ren__private *learned);
/* All of it is in a font of symbols: signs count as letters do. */
bool ren__private_is_font(const ren__private *learned);
/* What a code point stands for, as up to three characters; returns their number. */
size_t ren__private_for(const ren__private *learned, uint32_t cp, uint32_t out[3]);

#endif
