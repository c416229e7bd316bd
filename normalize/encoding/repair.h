/* repair.h: repairs one line.
 *
 * A line is cut into runs at blanks. Each run that is not plainly in order gets its
 * candidate readings (recode.h, generate.h), each with a gain over leaving it alone.
 * The chains then compete for the line: a chain's prior cost is paid once, its gain is
 * summed over the runs it helps, and it must clear a threshold that depends on how
 * natural the runs were as they stood. What is won is applied, the next chain may take
 * what is left (lines mix encodings), and the whole is repeated until nothing changes.
 * So a repaired line stays as it is when it is repaired again.
 *
 * Lines in doubt are looked at a second time with the votes of the lines that were not:
 * votes only make a chain cheaper, never dearer, so this cannot undo the property.
 */
#ifndef REN_ENCODING_REPAIR_H
#define REN_ENCODING_REPAIR_H

#include <renskrift/encoding.h>

#include "encoding/cache.h"
#include "encoding/context.h"
#include "encoding/generate.h"
#include "encoding/private_use.h"

enum { REN__VOTES_MAX = 32, REN__FIRM = 12 /* votes that leave little doubt */ };

/* Chains that other lines of the text have been won by, and by how many runs. */
typedef struct ren__votes {
  uint32_t chain[REN__VOTES_MAX];
  unsigned runs[REN__VOTES_MAX];
  size_t count;
} ren__votes;

void ren__repair_vote(ren__votes *votes, uint32_t chain, unsigned runs);
unsigned ren__votes_for(const ren__votes *votes, uint32_t chain);
/* So many votes that it is not taken for another one. */
bool ren__is_firm(const ren__votes *votes, uint32_t chain);

/* A run of the line with its candidates. */
typedef struct ren__suspect {
  size_t from, count;
  const ren__candidate *candidates;
  size_t candidate_count;
  bool quoted;    /* in quotes of its own: may be text about broken text */
  uint32_t chain; /* the one that won it; 0: none */
  float confidence;
  bool solid; /* it was not natural as it stood: its vote counts */
} ren__suspect;

typedef struct ren__repair {
  const ren_encoding_opts *opts;
  const ren__letters *letters;
  const ren__votes *votes;   /* of all lines; NULL in the first look */
  uint32_t lead;             /* the family that nearly all of the text has gone through (sweep.h); 0: none */
  uint32_t top;              /* the chain that has won nearly all runs so far; 0: none */
  ren_str text;              /* all of it */
  signed char right_to_left; /* whether it has Hebrew or Arabic letters: 0 not yet known, 1 yes, -1 no */
  ren__private *private_use; /* what its private-use letters are; NULL: not asked yet */
  signed char swedish_text;  /* whether it is plainly Swedish, in the same way */
  bool utf8_only;            /* invalid bytes are invalid: `from` says UTF-8 */
  ren__line line;
  ren_str pending; /* bytes of a line that was not read yet */
  ren__cache *cache;
  ren__run run; /* scratch */
  ren__suspect *suspects;
  size_t suspect_count, suspect_cap;
  ren__context context; /* made when it is asked for */
  bool context_known;
  unsigned known_words; /* made when it is asked for */
  bool known_counted;
  ren__votes won; /* by this line */
  uint32_t whole; /* a chain between 8-bit pages that has plainly gone over the whole line; 0: none */
  bool doubt;     /* a reading was better than leaving it, but not by enough */
  bool explained; /* some chain explains all of the line (sweep.h), better or worse than it stands */
  bool repaired;
  ren_buf note; /* for explain */
} ren__repair;

/* Joins lines at the soft line ends of quoted-printable (= and a line end). */
bool ren__join_quoted(ren__line *line);

/* Reads nothing: repair->line holds the line. Leaves the result there. REN_ENOMEM. */
ren_status ren__repair_line(ren__repair *repair, ren_error *err);

/* Parts of it. */
const ren__context *ren__repair_context(ren__repair *repair);
bool ren__repair_is_code(ren__repair *repair); /* the context's code, by a look at the bytes if that will do */
/* Words of two letters or more that are common, known compounds or known to the model. */
unsigned ren__repair_known(ren__repair *repair);
/* The candidates of the run in repair->run (units and count set); NULL: out of memory. */
const ren__cache_entry *ren__candidates_of(ren__repair *repair);
/* The same for one chain, however little it gains. */
const ren__cache_entry *ren__candidate_by_chain(ren__repair *repair, uint32_t chain);
void ren__find_suspects(ren__repair *repair); /* fills suspects */
void ren__decide(ren__repair *repair);        /* sets chain and confidence of the winners */
/* Winning by it counts as a vote for its chain. */
bool ren__is_solid(const ren__candidate *candidate);
/* ... in a line with a core word of Swedish: its letters are natural as they stand, in other languages. */
bool ren__needs_core(const ren__candidate *candidate);
/* Whether all of these runs would be won by the one chain that they have candidates of. */
bool ren__decide_runs(ren__repair *repair, const ren__candidate *const *runs, size_t count, float *confidence);
bool ren__repair_letters(ren__repair *repair); /* normal form, ligatures, invisible marks, full width */
/* Whether a character that `next` follows may be changed by repair_letters. */
bool ren__needs_shaping(uint32_t cp, uint32_t next);
/* The word before (step -1) or after (+1) a cell is one that Swedish has, or there is none. */
bool ren__good_neighbour(const ren__repair *repair, size_t at, int step);
bool ren__repair_nordic(ren__repair *repair); /* æ ø ü in Swedish words */
bool ren__repair_case(ren__repair *repair);   /* letters of mojibake that could not follow capitals */
bool ren__repair_typography(ren__repair *repair);
float ren__confidence(float margin); /* of a decision by so many nats */

/* Adds to the note what was decided in this round; what happened to letters in the end. */
/* The whole line went through a chain; next: the best of another result, 0 if there is none. */
void ren__explain_line(ren__repair *repair, uint32_t chain, float score, uint32_t next, float next_score);
void ren__explain_round(ren__repair *repair);
void ren__explain_letters(ren__repair *repair);

#endif
