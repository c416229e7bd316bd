/* damage.h: how badly read a text is, told by its letters alone.
 *
 * Sound Swedish is made of few sequences of three letters: 1,401 trigrams of letter
 * classes (skeleton.h) make up 95 % of it. The share of the others grows with the noise:
 * about 50 of a thousand in sound text, 110 when every tenth character is wrong, 200 when
 * three in ten are.
 */
#ifndef REN_DEDUP_DAMAGE_H
#define REN_DEDUP_DAMAGE_H

#include "dedup/skeleton.h"

enum { REN__BADLY_DAMAGED = 140 }; /* about every sixth character wrong */

/* Unusual trigrams of a thousand. */
uint32_t ren__damage(const ren__skeleton *sk);

#endif
