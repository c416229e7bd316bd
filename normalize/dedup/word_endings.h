/* word_endings.h: the endings of Swedish words: two forms that differ in nothing else are
 * forms of one word, which boards choose between, and no damage.
 */
#ifndef REN_DEDUP_WORD_ENDINGS_H
#define REN_DEDUP_WORD_ENDINGS_H

#include <renskrift/base.h>

enum { REN__ENDINGS = 48 };
extern const char *const ren__endings[REN__ENDINGS];

/* Whether they have a stem in common and each one of the endings; case counts for nothing. */
bool ren__other_ending(ren_str a, ren_str b);

#endif
