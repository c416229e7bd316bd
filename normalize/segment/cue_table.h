/* cue_table.h: the cue words and their rivals, as data. */
#ifndef REN_CUE_TABLE_H
#define REN_CUE_TABLE_H

#include <stdint.h>

typedef struct ren__cue_entry {
  const char *word;
  uint8_t cls, anchor, limit; /* ren__word, ren__anchor, quarter edits */
} ren__cue_entry;

enum { REN__CUE_ENTRIES = 279, REN__CUE_RIVALS = 97 };

extern const ren__cue_entry ren__cue_table[REN__CUE_ENTRIES]; /* keys first */
extern const ren__cue_entry ren__cue_rivals[REN__CUE_RIVALS]; /* ->cls: whose rival the word is */

#endif
