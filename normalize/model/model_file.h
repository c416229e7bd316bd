/* model_file.h: the layout of a compiled model: a header, then sections, each aligned
 * to 8 bytes, little-endian, mapped read-only as they are.
 */
#ifndef REN_MODEL_FILE_H
#define REN_MODEL_FILE_H

#include <renskrift/model.h>

#define REN_MODEL_MAGIC                                                                                                \
  { 'r', 'e', 'n', 'm', 'o', 'd', 'e', 'l' }
enum { REN_MODEL_VERSION = 2 };

typedef enum ren__section {
  REN_SECTION_SOURCES,    /* text: what the model was made from */
  REN_SECTION_EDGES,      /* ren__edge[]: the word automaton; edge 0 is a dummy, the root's edges start at 1 */
  REN_SECTION_ENTRIES,    /* ren__entry[]: one per word, by the automaton's numbering */
  REN_SECTION_VOCABULARY, /* uint32_t[lm ids]: entry of each language model word (UINT32_MAX: class token) */
  REN_SECTION_UNIGRAMS,   /* ren__unigram[lm ids + 1] */
  REN_SECTION_BIGRAMS,    /* ren__bigram[count + 1], grouped by first word, sorted by second */
  REN_SECTION_TRIGRAMS,   /* ren__trigram[count], grouped by bigram, sorted by third word */
  REN_SECTION_LETTERS,    /* ren__letter_ngram[power of two]: a hash table, open addressing */
  REN_SECTION_BOUNDS,     /* ren__bound[edges] */
  REN_SECTION_CONFUSIONS, /* ren__confusion[]: letter confusions, sorted by seen[] */
  REN_SECTION_COUNT
} ren__section;

typedef struct ren__model_header {
  char magic[8];
  uint32_t version, section_count;
  struct {
    uint64_t offset, length;
  } sections[REN_SECTION_COUNT];
} ren__model_header;

/* An edge of the minimal automaton. Letters are Latin-1 (the lexicon's alphabet).
 * The edges of a state are neighbours, sorted by letter. `number` counts the words
 * under earlier edges of the state, so that adding up along a path numbers the words
 * (Lucchesi & Kowaltowski 1993). */
typedef struct ren__edge {
  uint32_t target : 31; /* first edge of the next state; 0: none */
  uint32_t last : 1;    /* last edge of this state */
  uint32_t number : 23;
  uint32_t final : 1; /* a word ends with this letter */
  uint32_t letter : 8;
} ren__edge;

/* The least that any word over an edge costs (-log10 * 16, rounded down), as a word of
 * its own or as the first part of a compound, and as a later part: what a search may
 * leave out. */
typedef struct ren__bound {
  uint8_t first, later;
} ren__bound;

enum { REN_NO_COST = 255 }; /* for the costs below: may not stand there */

/* Of compounds, in sixteenths of a decade: whole words are preferred to them. */
enum { REN_JOINT_COST = 8, REN_COMPOUND_TAX = 11 };

/* What the lexicon keeps of a word. Costs are -log10 * 16. */
typedef struct ren__entry {
  uint32_t lm_id : 24; /* the unknown token's id if the word is not in the language model */
  uint32_t flags : 8;  /* REN_WORD_* */
  uint8_t share;       /* cost among the words of its language model token (0 if it has its own) */
  uint8_t modifier;    /* cost as first part of a compound */
  uint8_t head;        /* cost as last part */
  uint8_t reserved;
} ren__entry;

enum { REN_LM_BOUNDARY = 0, REN_LM_UNKNOWN = 1, REN_LM_NAME = 2, REN_LM_NUMBER = 3, REN_LM_FIRST_WORD = 4 };

/* Costs in the language model are -log10 * 32. */
typedef struct ren__unigram {
  uint32_t bigrams; /* first of its bigrams */
  uint8_t cost, backoff, reserved[2];
} ren__unigram;

typedef struct ren__bigram {
  uint32_t word : 24;
  uint32_t cost : 8;
  uint32_t trigrams : 24; /* first of its trigrams */
  uint32_t backoff : 8;
} ren__bigram;

typedef struct ren__trigram {
  uint32_t word : 24;
  uint32_t cost : 8;
} ren__trigram;

/* A letter n-gram (model/letter_ngrams.h). Costs are -log10 * 1000. Key 0: a free place. */
typedef struct ren__letter_ngram {
  uint32_t key;
  uint16_t cost, backoff;
} ren__letter_ngram;

/* One way a letter group is misread. Latin-1, 0-terminated; `seen` may hold 0x1A for
 * a letter that no Latin-1 code has (U+FFFD). */
typedef struct ren__confusion {
  char seen[4], meant[4];
  float probability; /* P(seen | meant) in damaged text */
  uint32_t group;    /* ren__group */
} ren__confusion;

typedef enum ren__group {
  REN_GROUP_DIACRITIC, /* lost marks: a for å, o for ö, e for é */
  REN_GROUP_ENGLISH,   /* å ä ö through an English eye: d, 6, &, i ... */
  REN_GROUP_SHAPE,     /* look-alikes: rn/m, l/1, c/e ... */
  REN_GROUP_LOSSY,     /* ? and U+FFFD for a letter */
  REN_GROUP_COUNT
} ren__group;

struct ren_model {
  const unsigned char *map;
  size_t size;
  const ren__model_header *header;
  const ren__edge *edges;
  const ren__bound *bounds;
  const ren__entry *entries;
  const uint32_t *vocabulary;
  const ren__unigram *unigrams;
  const ren__bigram *bigrams;
  const ren__trigram *trigrams;
  const ren__letter_ngram *letters;
  const ren__confusion *confusions;
  /* Made when the file is opened: the root's edge of each letter, and the edge after it for
   * two small letters (ren__pair_place); 0: none. */
  uint32_t root[256], pair[4096];
  uint32_t edge_count, entry_count, lm_count, bigram_count, trigram_count, confusion_count, letter_slots, bound_count;
};

#endif
