/* cue_words.h: the words that cues are made of, and which of them a word of the text
 * may be, OCR noise allowed for.
 *
 * Every cue word has an anchor (whole word, beginning, anywhere in a compound) and a
 * limit in quarter edits. 26-bit masks of the letters decide first: a letter of the cue
 * that the word lacks costs at least a look-alike, or a whole edit when the word has no
 * look-alike of it either. Then bit-parallel edit distance (Myers 1999; Hyyrö 2003) with
 * unit costs, of which each is worth two quarters at least. Only what is left is measured
 * exactly. Words seen before are looked up.
 * Words that are real and near a cue (`observation`, `verkande`) are rivals: a word
 * that is at least as near to the rival is no cue.
 */
#ifndef REN_CUE_WORDS_H
#define REN_CUE_WORDS_H

#include "segment/cue_tokens.h"

#include <renskrift/model.h>

/* Classes; those before REN__KEY_COUNT are searched for in every word of a document. */
typedef enum ren__word {
  REN__W_RESERVATION, /* strong: wherever they stand, the paragraph is looked at */
  REN__W_RESERVERAR,
  REN__W_UTTALANDE,
  REN__W_ERSATTARYTTRANDE,
  REN__W_PROTOKOLLSANTECKNING,
  REN__W_ANTECKNAR,
  REN__W_ROSTFORKLARING,
  REN__W_YRKAR,
  REN__W_ANFOR,
  REN__STRONG_COUNT,
  REN__W_YTTRANDE = REN__STRONG_COUNT, /* weak: only in short paragraphs and near the start of long ones */
  REN__W_ANTECKNING,
  REN__W_YRKANDE,
  REN__W_MOTION,
  REN__W_LIKALYDANDE,
  REN__W_INSTAMMER,
  REN__W_HANVISAR,
  REN__W_ORGAN, /* nämnden, styrelsen ... at the end of a word */
  REN__KEY_COUNT,
  REN__W_PROTOKOLLET = REN__KEY_COUNT,
  REN__W_SARSKILD,
  REN__W_FOLJANDE,
  REN__W_GIVES, /* lämnar, avger, anmäler, inkommer ... */
  REN__W_GIVEN, /* lämnas, gjordes, anfördes ... (av) */
  REN__W_SIG,
  REN__W_OSS,      /* oss, mig */
  REN__W_VI,       /* vi, jag, undertecknade */
  REN__W_OUR,      /* vår, min ... and party-neutral first person */
  REN__W_SITT,     /* sitt, eget, egna, mitt, vårt (of a pointer) */
  REN__W_TITLE,    /* ledamoten, vice, ordföranden ... */
  REN__W_GROUP,    /* ledamöterna, representanterna, gruppen */
  REN__W_FROM,     /* av, från, för */
  REN__W_AND,      /* och, samt, jämte */
  REN__W_ALL,      /* alla, båda, samtliga */
  REN__W_MFL,      /* mfl, fl */
  REN__W_PARTICLE, /* von, af, de ... inside names */
  REN__W_SE,
  REN__W_MED,
  REN__W_TILL,
  REN__W_I,
  REN__W_UNDER,
  REN__W_OVER,
  REN__W_SOM,
  REN__W_MOT,
  REN__W_DEN,
  REN__W_OM,
  REN__W_ADJECTIVE, /* skriftlig, gemensam, blank ... before the cue */
  REN__W_NONE,      /* ingen, inga */
  REN__W_DECIDES,   /* beslutar, godkänner, föreslår ... */
  REN__W_BESLUT,
  REN__W_LYDELSE,
  REN__W_BILAGA,
  REN__W_DNR, /* dnr, diarienummer, ärendenummer */
  REN__W_PARAGRAF,
  REN__W_PROTOKOLL, /* protokoll, sammanträdesprotokoll */
  REN__W_SAMMANTRADE,
  REN__W_DATUM, /* datum, tid, sammanträdesdatum */
  REN__W_DELTAR,
  REN__W_FORSLAG,
  REN__W_MONTH,
  REN__W_PARTY, /* begins like the name of a party */
  REN__W_COUNT
} ren__word;

#define REN__WORD(w) (UINT64_C(1) << (w))

typedef struct ren__cue_word {
  ren__fold fold;
  uint64_t places[26]; /* per letter: where it stands in the word, a bit each */
  uint8_t word, anchor, limit;
} ren__cue_word;

/* What decides about most pairs of cue and word, close together in memory. */
typedef struct ren__cue_sieve {
  uint32_t mask, alike; /* letters of the cue; those and what looks like them */
  uint8_t length, word, anchor, limit;
} ren__cue_sieve;

/* How many classes a word is asked for: the fewer, the faster. */
typedef enum ren__reach { REN__REACH_STRONG = 1, REN__REACH_KEYS, REN__REACH_ALL } ren__reach;

/* Classes of words seen before, by hash of their spelling; direct-mapped. */
typedef struct ren__seen_word {
  uint64_t hash; /* 0: empty; the two lowest bits are the ren__reach that is known */
  uint64_t words;
} ren__seen_word;

enum { REN__CUE_SETS = 6 };

/* A set of cue words, a bit each. */
typedef struct ren__cue_set {
  uint64_t bits[REN__CUE_SETS];
} ren__cue_set;

typedef struct ren__cue_words {
  ren__cue_word *items;
  ren__cue_sieve *sieve; /* of each item */
  size_t counts[4];      /* items of each reach: strong keys come first, then keys */
  size_t count;
  uint32_t alike[27];                        /* per letter: what looks like it */
  ren__cue_set by_length[REN__FOLD_MAX + 1]; /* which may match a word this long */
  ren__cue_set by_first[27];                 /* ... that begins with this letter; the last: with any other */
  ren__cue_set torn[26];                     /* which may be found in pieces, by their first letter */
  ren__cue_word *rivals;                     /* ->word: the class they are rivals of */
  size_t rival_count;
  const ren_model *model; /* may be NULL; real words are then no misread cues */
  bool damaged;           /* the text was read badly: organs are told by all of their letters */
  ren__seen_word *seen;
  size_t seen_mask;
} ren__cue_words;

/* `size`: bytes of text to come, for the size of the table of seen words. */
bool ren__cue_words_init(ren__cue_words *words, const ren_model *model, size_t size);
size_t ren__cue_words_slots(size_t size); /* of the table of seen words */
void ren__cue_words_clear(ren__cue_words *words);

/* Tells whether the text to come was read badly. */
void ren__cue_words_expect(ren__cue_words *words, bool damaged);

/* The classes within reach that a word of the text may be. */
uint64_t ren__cue_classes(ren__cue_words *words, const ren__token *token, const char *text, ren__reach reach);
/* Sets ->words of every token; a word that OCR has cut in two is found too. */
void ren__cue_classify(ren__cue_words *words, ren__tokens *tokens, const char *text);

#define REN__KEYS (REN__WORD(REN__KEY_COUNT) - 1)
#define REN__STRONG (REN__WORD(REN__STRONG_COUNT) - 1)
/* Key classes that announce a block; an organ only tells that one speaks. */
#define REN__CUES (REN__KEYS & ~REN__WORD(REN__W_ORGAN))

#endif
