/* letters_data.h: the tables of the letter model, written by tools/train_letters.c. */
#ifndef REN_ENCODING_LETTERS_DATA_H
#define REN_ENCODING_LETTERS_DATA_H

#include <stddef.h>
#include <stdint.h>

/* Quarter nats, one printable character each ('0' + n; 'p' and 'q' stand for the
 * backslash and the question mark). Row a * 32 + b: cost of each symbol after a, b. */
extern const char ren__letter_costs[32 * 32][33];

/* What a sign (or a rare letter, given that there is one) costs when it stands apart
 * and when it stands between two letters; in nats, sorted by code point. */
typedef struct ren__sign_cost {
  uint16_t cp;
  float apart, inside;
} ren__sign_cost;
extern const ren__sign_cost ren__sign_costs[];
extern const size_t ren__sign_count;

/* Bloom filter: six bits a character, as above. */
enum { REN__BLOOM_BITS = 384000, REN__BLOOM_HASHES = 10, REN__BLOOM_ROW = 112 };
extern const char ren__common_words[][REN__BLOOM_ROW + 1];

static inline unsigned ren__table_value(char c) { return c == 'p' ? 44u : c == 'q' ? 15u : (unsigned)(c - '0'); }

#endif
