/* boilerplate.h: which bones (bone_store.h) stand in boilerplate.
 *
 * Boilerplate is a stretch of REN__STRETCH bones (eight or nine words) that stands
 * letter for letter in more texts than `common`. Single phrases do not count: they are
 * the language, and search weighs them by their rarity anyway. Stretches are hashed by
 * a rolling polynomial (Karp and Rabin 1987) and sampled context-free in large batches.
 * They are counted twice: a table of counters that many hashes share leaves a few that
 * may be common (Fang and others, Computing iceberg queries efficiently, 1998), whose
 * texts are then listed and counted one by one.
 */
#ifndef REN_DEDUP_BOILERPLATE_H
#define REN_DEDUP_BOILERPLATE_H

#include "dedup/bone_store.h"

enum { REN__STRETCH = 28 };

/* Fills runs and `rare` of the store. common 0: by the number of texts. Both: false if there is no
 * memory. */
bool ren__boilerplate_mark(ren__bone_store *store, size_t common, unsigned threads);
/* With the boilerplate given: hashes of sampled stretches, ascending. */
bool ren__boilerplate_mark_given(ren__bone_store *store, const uint64_t *common, size_t count);

/* Hashes of the stretches of a text that are sampled in large batches. Writes at most one
 * for each bone, in the order of the text; returns how many. */
size_t ren__stretches(uint64_t *out, ren__bones bones);

#endif
