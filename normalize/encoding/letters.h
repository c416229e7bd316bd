/* letters.h: how likely a run of characters is in Swedish text.
 *
 * A letter trigram model over a-z å ä ö é and "other letter" (32 symbols with the
 * word boundary), interpolated by Witten and Bell's estimate, with costs for signs
 * inside and between words, for casing and for scripts that meet in one word; a
 * reward for words in a Bloom filter of common Swedish words. Costs are natural logs
 * (nats), so a difference of two costs is the log of the odds of two readings: a
 * noisy channel as in Shannon, with the chain of wrong decodings as the channel.
 */
#ifndef REN_ENCODING_LETTERS_H
#define REN_ENCODING_LETTERS_H

#include <renskrift/model.h>

/* A byte that is not part of valid UTF-8, as a code point. */
#define REN__RAW UINT32_C(0x80000000)

typedef struct ren__letters {
  const struct ren__tables *tables;
  float apart[0x180], inside[0x180]; /* costs of the signs and letters up to Latin Extended A */
  const ren_model *model;            /* may be NULL */
} ren__letters;

void ren__letters_init(ren__letters *letters, const ren_model *model);

/* A reading that is built one character at a time. Copying it branches. */
typedef struct ren__reading {
  float cost;
  uint32_t sign; /* the sign just read, 0 if a letter was */
  uint64_t hash; /* of the word under way */
  float word_cost;
  uint8_t a, b;           /* the last two symbols */
  bool after_letter;      /* a letter stood before the sign */
  bool foreign;           /* the last was a letter of another script */
  bool odd_case;          /* a capital inside the word under way */
  uint8_t uppers, lowers; /* of the word under way */
  uint8_t letters, word_touched;
  uint8_t number;    /* 1 after a figure, 2 after a blank behind it */
  uint8_t paragraph; /* 1 after §, 2 after one that was changed */
  uint8_t common;    /* words that are common ones */
  /* The words that hold a changed character. */
  uint8_t touched, known, known_length, touched_letters, touched_short;
  float touched_cost;
} ren__reading;

ren__reading ren__reading_start(void);
void ren__reading_add(const ren__letters *letters, ren__reading *reading, uint32_t cp, bool touched);
void ren__reading_end(ren__reading *reading);

/* Swedish or other Latin letter: 1..31; 0 for all else. */
uint8_t ren__letter_symbol(uint32_t cp);
bool ren__is_swedish_letter(uint32_t cp); /* å ä ö é in both cases */
/* Letters of scripts other than Latin, ideographs included. */
bool ren__is_foreign_letter(uint32_t cp);

static inline uint64_t ren__word_hash(uint64_t hash, uint32_t lower_cp) {
  return (hash ^ lower_cp) * UINT64_C(0x100000001b3);
}
#define REN__WORD_HASH_START UINT64_C(0xcbf29ce484222325)
bool ren__is_common(uint64_t hash);
/* A word of code points in any case: common, a compound of two common words (with or
 * without the s between them), or known to the model. */
enum { REN__WORD_MAX = 48 };
bool ren__is_known(const ren__letters *letters, const uint32_t *cps, size_t n);
/* A name of a person or a place; only the model knows these. */
bool ren__is_name(const ren__letters *letters, const uint32_t *cps, size_t n);
/* The same, and nothing else. */
bool ren__is_only_name(const ren__letters *letters, const uint32_t *cps, size_t n);
/* Known, and not as a compound of its parts, unless it is a long one. */
bool ren__is_surely_known(const ren__letters *letters, const uint32_t *cps, size_t n);

#endif
