/* correct_damage.h: damage to clean Swedish text, the same for the same seed everywhere.
 * The kinds are those of a page read with an English model; rates are given.
 */
#ifndef CORRECT_DAMAGE_H
#define CORRECT_DAMAGE_H

#include <renskrift/base.h>

/* Replaces å, ä, ö, é (both cases): by the letter without its mark (`with` NULL), by a
 * string, or by nothing (""). */
void damage_marks(ren_buf *out, ren_str text, const char *with);

/* Reads the text as an English model would: å, ä and ö become other letters, all of them,
 * and a share of words, `rate` (0..1), gets one look-alike confusion on top (1 for l, rn
 * for m ...). `state` is the random state, not 0. */
void damage_english(ren_buf *out, ren_str text, double rate, uint64_t *state);

/* Uniform in 0..below-1 (xorshift64*). */
uint32_t damage_random(uint64_t *state, uint32_t below);

#endif
