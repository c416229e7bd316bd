/* batch_memory.h: words that trusted text spells this way and no lexicon has: names and
 * places of the batch, found again in damaged text by their skeleton.
 */
#ifndef REN_BATCH_MEMORY_H
#define REN_BATCH_MEMORY_H

#include "correct/candidates.h"

#include <renskrift/correct.h>

/* Whether the memory holds the word, and how often. */
uint32_t ren__memory_count(const ren_memory *memory, const unsigned char *word, size_t len);

/* Adds a word that was seen `count` times; false: out of memory. */
bool ren__memory_put(ren_memory *memory, const unsigned char *word, size_t len, uint32_t count);

/* Adds candidates from the memory to a list. Returns the new count. */
size_t ren__memory_candidates(const ren_memory *memory, ren__candidate list[REN_MAX_CANDIDATES], size_t count,
                              const ren__channel *channel, const ren__seen *seen);

#endif
