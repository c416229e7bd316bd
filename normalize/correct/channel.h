/* channel.h: how this document was damaged: P(seen | meant) as costs, -log10.
 *
 * The confusions of the model are priors. A document's own rates start from its share
 * of å, ä, ö and of unknown words and are re-estimated from what the decoder restores
 * (EM, with the best path for the expectation), so that a clean document's channel is
 * nearly silent and a document without any å, ä, ö is read with no doubt.
 */
#ifndef REN_CHANNEL_H
#define REN_CHANNEL_H

#include "model/model_file.h"

/* What the whole text tells before any decoding. */
typedef struct ren__profile {
  double letters;
  double aring, auml, ouml; /* counts of å, ä, ö */
  double words, unknown;    /* words of letters; those not known */
  double lossy;             /* ? and U+FFFD inside words */
  double old;               /* unknown words in the spelling of before 1906 */
} ren__profile;

/* Whether the text is in the spelling of before 1906. */
static inline bool ren__is_old(const ren__profile *profile) {
  return profile->old >= 3 && profile->old * 100 > profile->words;
}

typedef struct ren__channel {
  const ren_model *model;
  float keep[256];                       /* a letter seen as itself */
  float drop[256];                       /* a letter lost altogether */
  float *confusion;                      /* by index in the model's table */
  uint16_t first[257];                   /* confusions whose `seen` starts with a byte */
  uint16_t *order;                       /* the same, of each byte the likeliest first */
  float least_mark_drop;                 /* of å, ä, ö, é */
  float substitute, erase, split, merge; /* any letter */
  float known_limit;                     /* confusions up to this cost are tried on known words */
  bool marks_lost;                       /* å, ä or ö are lost more often than now and then */
  bool damaged;                          /* known words are worth a second look */
  uint8_t free_from; /* words of so many letters may have any letter changed, not only likely ones */
} ren__channel;

/* How many letters a confusion's side has: one to three. */
static inline size_t ren__group_length(const char group[4]) { return group[1] == 0 ? 1 : group[2] == 0 ? 2 : 3; }

/* What the decoder restored, for the next estimate. */
typedef struct ren__tally {
  double *confusions; /* how often each was undone */
  double meant[256];  /* letters of the restored text */
  double dropped[256];
  double generic, letters; /* other letter changes; all letters */
  double splits, merges, words;
} ren__tally;

ren_status ren__channel_new(ren__channel *out, const ren_model *model, const ren__profile *profile, ren_error *err);
/* Moves the channel to the tally, with the profile's guess as prior. */
void ren__channel_update(ren__channel *channel, const ren__profile *profile, const ren__tally *tally);
void ren__channel_clear(ren__channel *channel);

/* The cost of seeing `seen` for `meant` by the cheapest way, or a value over `limit`. */
float ren__channel_cost(const ren__channel *channel, const unsigned char *seen, size_t n, const unsigned char *meant,
                        size_t m, float limit);

#endif
