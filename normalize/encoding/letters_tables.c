#include "encoding/letters_tables.h"

#include <pthread.h>

#include "encoding/letters.h"
#include "utf8.h"

static ren__tables tables;
static pthread_once_t unpacked = PTHREAD_ONCE_INIT;

static void unpack(void) {
  for (size_t row = 0; row < 32 * 32; row++)
    for (size_t i = 0; i < 32; i++) tables.cost[row][i] = (uint8_t)ren__table_value(ren__letter_costs[row][i]);
  for (uint32_t cp = 0; cp < REN__TABLED; cp++) {
    tables.symbol[cp] = ren__letter_symbol(cp);
    tables.lower[cp] = (uint16_t)ren_to_lower(cp);
  }
  for (uint32_t at = 0; at < REN__BLOOM_BITS / 6; at++) {
    uint64_t six = ren__table_value(ren__common_words[at / REN__BLOOM_ROW][at % REN__BLOOM_ROW]);
    uint32_t bit = at * 6;
    tables.common[bit / 64] |= six << bit % 64;
    if (bit % 64 > 58) tables.common[bit / 64 + 1] |= six >> (64 - bit % 64);
  }
}

const ren__tables *ren__letter_tables(void) {
  pthread_once(&unpacked, unpack);
  return &tables;
}
