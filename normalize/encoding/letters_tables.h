/* letters_tables.h: the tables of letters_data.h, unpacked once for the program. */
#ifndef REN_ENCODING_LETTERS_TABLES_H
#define REN_ENCODING_LETTERS_TABLES_H

#include "encoding/letters_data.h"

enum { REN__TABLED = 0x180 }; /* code points up to Latin Extended A */

typedef struct ren__tables {
  uint8_t cost[32 * 32][32]; /* quarter nats */
  uint8_t symbol[REN__TABLED];
  uint16_t lower[REN__TABLED];
  uint64_t common[REN__BLOOM_BITS / 64]; /* the Bloom filter */
} ren__tables;

const ren__tables *ren__letter_tables(void);

#endif
