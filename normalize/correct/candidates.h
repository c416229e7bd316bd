/* candidates.h: what a damaged word may have been: the lexicon's automaton walked with
 * the channel, with restarts at the joints of compounds and at lost blanks.
 */
#ifndef REN_CANDIDATES_H
#define REN_CANDIDATES_H

#include "correct/channel.h"
#include "model/lexicon.h"
#include "model/token.h"

enum { REN_MAX_CANDIDATES = 10, REN_MAX_EVENTS = 5, REN_MAX_DROPPED = 4 };

typedef enum ren__change {
  REN_CHANGE_NONE,
  REN_CHANGE_DIACRITICS,
  REN_CHANGE_LETTERS, /* look-alikes */
  REN_CHANGE_LOSSY,
  REN_CHANGE_SPELLING, /* a letter more, less or other, without a known confusion */
  REN_CHANGE_SPLIT,    /* a blank was lost */
  REN_CHANGE_MERGE,    /* a blank was put in */
  REN_CHANGE_MEMORY    /* a word of the batch */
} ren__change;

typedef struct ren__candidate {
  unsigned char word[REN_WORD_MAX + 1]; /* Latin-1, lower case */
  uint8_t length;
  uint8_t blank;  /* place of a restored blank; 0: none */
  uint8_t change; /* ren__change */
  uint8_t event_count, generic;
  bool read;                              /* the recogniser had it among its alternatives */
  uint16_t events[REN_MAX_EVENTS];        /* confusions undone */
  unsigned char dropped[REN_MAX_DROPPED]; /* letters put back, 0-terminated if fewer */
  uint32_t id, second;                    /* language model ids; second only with a blank */
  float lexical;                          /* cost beyond the language model's */
  float channel;
} ren__candidate;

/* A word as it is seen. */
typedef struct ren__seen {
  unsigned char word[REN_WORD_MAX + 1]; /* folded; 0x1A for U+FFFD; capitals inside small words are kept */
  uint8_t length;
  uint8_t casing; /* ren__casing */
  bool starts_sentence;
  bool has_digit, has_symbol;
  bool known;     /* set by ren__candidates */
  float own_cost; /* of an unseen word; 0: not yet asked for */
} ren__seen;

/* Fills list with the word as it is (first) and what else it may be, best first by
 * channel and unigram. Returns the count. */
size_t ren__candidates(ren__candidate list[REN_MAX_CANDIDATES], const ren__channel *channel, ren__seen *seen);

/* What kind of change makes the seen word this candidate. */
uint8_t ren__change_of(const ren_model *model, const ren__candidate *candidate);

/* Whether the lexicon allows the word in this casing: small words must be known, names
 * want a capital. */
bool ren__fits_casing(unsigned flags, uint8_t casing);

#endif
