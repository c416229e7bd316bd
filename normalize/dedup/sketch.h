/* sketch.h: the grams by which a text is found.
 *
 * Two families. Long grams (eight bones) of all texts: one in four is sampled, more of
 * short texts, which have few. Noise leaves few of them whole: of two copies with three
 * in ten characters wrong, one gram in a hundred. Badly damaged texts (damage.h)
 * therefore give short grams (seven bones) too, all of them; they meet only each other,
 * so that the many chance meetings of short grams cost little.
 *
 * Sampling is context-free (skeleton.h) and as dense as the text alone asks for: what a
 * text gives does not depend on the batch it stands in. Of two texts, those grams meet
 * that the sparser sampling takes.
 */
#ifndef REN_DEDUP_SKETCH_H
#define REN_DEDUP_SKETCH_H

#include "dedup/chain.h"

typedef enum ren__family { REN__LONG_GRAMS, REN__SHORT_GRAMS, REN__FAMILIES } ren__family;

/* Bones in a gram of the family. */
unsigned ren__family_length(ren__family family);

/* One gram in how many is sampled (a power of two); 0: none. */
unsigned ren__sampling(ren__family family, size_t bones, bool damaged);

typedef struct ren__sampled {
  uint32_t hash;
  uint32_t at; /* its first bone */
} ren__sampled;

/* Where a gram stands, in steps of REN__PLACE_BONES that start anew after REN__PLACES. */
enum { REN__PLACE_BONES = 32, REN__PLACES = 64 };
static inline uint32_t ren__place(uint32_t at) { return at / REN__PLACE_BONES % REN__PLACES; }

/* Writes the sampled grams in the order of the text and returns how many they are.
 * out: room for as many as there are bones and one more. with_common: grams that stand in
 * boilerplate too. */
size_t ren__sketch(ren__sampled *out, ren__bones bones, unsigned length, unsigned step, bool with_common);

#endif
