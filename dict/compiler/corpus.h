/* corpus.h: text -> vocabulary and a stream of token ids. */
#ifndef REN_CORPUS_H
#define REN_CORPUS_H

#include <renskrift/model.h>

#include "string_table.h"

/* What is counted of each word (lower case, UTF-8), by its number in `words`. */
typedef struct ren__word_count {
  uint32_t all;     /* everywhere */
  uint32_t trusted; /* in texts that may teach the lexicon */
  uint32_t capital; /* with a capital, not at the start of a sentence */
  uint32_t middle;  /* not at the start of a sentence */
} ren__word_count;

/* Stream items: a word's number, with CAPITAL if it stood with a capital inside a
 * sentence, or one of the two specials. */
#define REN_STREAM_CAPITAL UINT32_C(0x80000000)
#define REN_STREAM_BOUNDARY UINT32_C(0x7fffffff)
#define REN_STREAM_NUMBER UINT32_C(0x7ffffffe)

typedef struct ren__corpus {
  ren__strings *words;
  ren__word_count *counts;
  size_t count_cap;
  uint32_t *stream;
  size_t length, cap;
  bool trusted; /* while reading */
  bool failed;
} ren__corpus;

ren_status ren__corpus_read(ren__corpus *corpus, const char *path, bool trusted, ren_error *err);
void ren__corpus_clear(ren__corpus *corpus);

#endif
