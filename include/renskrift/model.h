/* renskrift/model.h: the language data: lexicon, word trigrams, confusion
 * weights, names; one immutable memory-mapped file, shared by all threads.
 */
#ifndef RENSKRIFT_MODEL_H
#define RENSKRIFT_MODEL_H

#include <renskrift/base.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ren_model ren_model;

/* Maps a model file. REN_EMISSING if there is none, REN_EFORMAT if it is not a
 * model or of another version. Takes about a millisecond. */
REN_API ren_status ren_model_open(ren_model **out, const char *path, ren_error *err);
REN_API void ren_model_free(ren_model *model);
/* One JSON object: version, sizes, counts of words and n-grams, sources. */
REN_API void ren_model_info(const ren_model *model, ren_buf *out);

/* What the lexicon knows of a word form. */
enum {
  REN_WORD_KNOWN = 1, /* stands in the lexicon */
  REN_WORD_NAME = 2,  /* first name or surname */
  REN_WORD_PLACE = 4,
  REN_WORD_COMPOUND = 8, /* not in the lexicon, but a sound compound of its words */
  REN_WORD_CAPITAL = 16, /* nearly always written with a capital */
  REN_WORD_ABBREVIATION = 32,
  REN_WORD_ATTESTED = 64 /* official texts use it, but too seldom to be sure of it */
};

typedef struct ren_word_info {
  unsigned flags; /* 0: unknown */
  float logprob;  /* log10 of its share of running text (estimated for compounds, unknown: below -8) */
} ren_word_info;

/* Looks up one word in any case (folded inside). Hyphenated words are known if
 * all their parts are. Thread-safe. */
REN_API ren_word_info ren_model_word(const ren_model *model, ren_str word);

/* log10 P(word | two words before); any case; empty views stand for sentence
 * starts. Unknown words get the model's unknown estimate. */
REN_API float ren_model_trigram(const ren_model *model, ren_str first, ren_str second, ren_str word);

/* How a text looks to a Swedish reader. */
typedef struct ren_quality {
  size_t words;      /* words of letters, 2 and longer */
  size_t known;      /* of those: known, names, places or sound compounds */
  double diacritics; /* share of letters that are å, ä or ö (normal: 0.04 to 0.06) */
  double score;      /* 0..1: how likely clean Swedish; below 0.5: do not trust */
} ren_quality;
REN_API ren_quality ren_model_quality(const ren_model *model, ren_str text);

/* ---- building ----------------------------------------------------------- */

/* Training: counts a corpus (one paragraph per line, UTF-8; plain or .xz files)
 * and word lists, and writes the compact tables that are kept under dict/. */
typedef struct ren_train_opts {
  uint32_t version;          /* 1 */
  const char *const *corpus; /* text files for counts, lexicon and casing */
  size_t corpus_count;
  const char *const *corpus_lm_only; /* text that must not teach the lexicon */
  size_t corpus_lm_only_count;
  const char *lists; /* folder of word and name lists (TSV) */
  const char *out;   /* folder that the tables are written to */
  ren_hooks hooks;
} ren_train_opts;
#define REN_TRAIN_OPTS_INIT                                                                                            \
  { .version = 1 }
REN_API ren_status ren_model_train(const ren_train_opts *opts, ren_error *err);

/* Compiling: tables and a hunspell dictionary -> one model file. */
typedef struct ren_compile_opts {
  uint32_t version;                        /* 1 */
  const char *tables;                      /* the dict/ folder */
  const char *hunspell_aff, *hunspell_dic; /* both or neither */
  const char *out;                         /* the model file */
  ren_hooks hooks;
} ren_compile_opts;
#define REN_COMPILE_OPTS_INIT                                                                                          \
  { .version = 1 }
REN_API ren_status ren_model_compile(const ren_compile_opts *opts, ren_error *err);

#ifdef __cplusplus
}
#endif
#endif
