/* recode.h: the readings that a run of characters would have if it had gone through
 * a chain of wrong decodings (mojibake), or if its raw bytes were of some code page.
 *
 * One step undoes one confusion: "UTF-8 read as X" (encode as X, decode as UTF-8),
 * "Y read as X" (encode as X, decode as Y), "raw bytes of Y". Chains of up to four
 * steps are searched depth first; only steps that apply to the characters at hand are
 * tried. The idea of undoing encode/decode pairs is ftfy's (R. Speer, 2012-); here
 * every chain is weighed by the letter model against leaving the run as it is, a step
 * between two 8-bit pages chooses letter by letter (beam search), and losses on the
 * way are allowed for.
 */
#ifndef REN_ENCODING_RECODE_H
#define REN_ENCODING_RECODE_H

#include "encoding/codepages.h"
#include "encoding/letters.h"
#include "encoding/line.h"

/* A step is one byte of a chain; the first step to undo is the lowest byte. */
enum {
  REN__STEP_UTF8 = 0x10,    /* | page: UTF-8 read as that page */
  REN__STEP_RAW = 0x20,     /* | page: invalid bytes are of that page */
  REN__STEP_RAW_ALL = 0x28, /* | page: so are the ones that happen to be valid UTF-8 */
  REN__STEP_GBK = 0x30,     /* cp1252 read as GBK */
  REN__STEP_BYTE = 0x40,    /* | X << 3 | Y: Y read as X */
  REN__STEP_ISO646 = 0x80,  /* 7-bit Swedish read as ASCII */
  REN__STEP_ENTITY,         /* HTML entities */
  REN__STEP_BACKSLASH,      /* \u00e5, \xe5 */
  REN__STEP_QUOTED,         /* quoted-printable */
  REN__STEP_PERCENT,        /* %C3%A5 */
  REN__STEP_RTF,            /* \'e5 */
  REN__STEP_TEX,            /* \"a, {\aa} */
  REN__STEP_SPACING,        /* a + spacing diaeresis or ring */
  REN__STEP_LOOKALIKE,      /* Cyrillic and Greek letters in Latin words, by their shape */
  REN__STEP_TRANSLIT,       /* the same, by their sound */
  REN__STEP_LOST            /* UTF-8 read as cp1252 whose second bytes are lost */
};

/* How natural a run was as it stood. Weak: letters and signs in their proper places;
 * rare: the same, but letters that Swedish text hardly ever has. */
typedef enum ren__strength { REN__WEAK, REN__RARE, REN__MEDIUM, REN__STRONG } ren__strength;

typedef struct ren__candidate {
  uint32_t chain;
  float gain;                            /* nats: cost of leaving it minus cost of the reading */
  uint32_t print;                        /* hash of the reading: equal readings do not compete */
  float prior;                           /* of the chain */
  float rival;                           /* gain of the best other reading, its prior less this one's */
  ren__strength strength;                /* how natural the run was as it stood: weak is most natural */
  uint8_t touched, known, touched_short; /* words that the change touches */
  bool from_known;                       /* the run as it stands holds a common word */
  bool from_letters;                     /* what it changes were letters and are Swedish ones now */
  bool from_case;                        /* ... and one of them changed its case */
  uint8_t known_length;                  /* letters of the longest known one */
  uint8_t sure_length;                   /* the same, short compounds left out */
  float letter_cost;                     /* of those words, per letter */
} ren__candidate;

enum { REN__RUN_MAX = 400, REN__CANDIDATES_MAX = 24 };

typedef struct ren__run {
  const ren__letters *letters;
  ren__unit units[REN__RUN_MAX];
  size_t count;
  float cost;   /* as it stands */
  bool settled; /* a candidate leaves nothing to be wished for */
  bool common;  /* holds a common word as it stands */
  bool raw;     /* holds invalid bytes */
  ren__candidate candidates[REN__CANDIDATES_MAX];
  size_t candidate_count;
  unsigned nodes;
} ren__run;

/* Cost of units; details in *reading. */
float ren__run_cost(const ren__letters *letters, const ren__unit *units, size_t n, ren__reading *reading);
/* Adds the candidate if it is new; gain etc. are computed from its units. */
void ren__run_add(ren__run *run, uint32_t chain, const ren__unit *units, size_t n, ren__strength strength);
/* All recodings of the run (units, count and cost are set). */
void ren__recode(ren__run *run);
/* The units of a chain made of recoding steps; 0 if it does not apply. */
size_t ren__recode_apply(const ren__run *run, uint32_t chain, ren__unit *out);

/* How natural all that is beyond ASCII is where it stands, in at most REN__RUN_MAX units. */
ren__strength ren__oddness(const ren__unit *units, size_t n);

/* A name for the rule of a chain, in static storage. */
const char *ren__chain_rule(uint32_t chain);
/* All its steps are from one 8-bit page to another. */
static inline bool ren__is_byte_chain(uint32_t chain) {
  for (uint32_t rest = chain; rest; rest >>= 8)
    if ((rest & 0xFF) < REN__STEP_BYTE || (rest & 0xFF) >= REN__STEP_ISO646) return false;
  return chain != 0;
}
/* Some of its steps are. */
static inline bool ren__has_byte_step(uint32_t chain) {
  for (uint32_t rest = chain; rest; rest >>= 8)
    if ((rest & 0xFF) >= REN__STEP_BYTE && (rest & 0xFF) < REN__STEP_ISO646) return true;
  return false;
}
/* Wrong decodings and no raw bytes. */
static inline bool ren__is_recoding(uint32_t chain) {
  uint32_t step = chain & 0xFF;
  return (step >= REN__STEP_UTF8 && step < REN__STEP_RAW) || (step >= REN__STEP_BYTE && step < REN__STEP_ISO646);
}
/* The chain with another DOS page for cp850, whose letters are the same and whose other
 * signs are not; 0 if there is none. k: 0 or 1. */
uint32_t ren__chain_sibling(uint32_t chain, size_t k);
/* What a chain costs before any evidence, in nats. */
float ren__chain_prior(uint32_t chain);

#endif
