#include "compiler/corpus.h"

#include "alloc.h"
#include "compiler/xz_file.h"
#include "model/lexicon.h"
#include "model/token.h"
#include "utf8.h"

#include <string.h>

static void push(ren__corpus *corpus, uint32_t item) {
  if (!ren_grow(&corpus->stream, &corpus->cap, corpus->length, sizeof *corpus->stream))
    corpus->failed = true;
  else
    corpus->stream[corpus->length++] = item;
}

static void count_word(ren__corpus *corpus, ren_str text, const ren__token *token) {
  char lower[4 * REN_WORD_MAX];
  size_t len = ren_utf8_lower_into(lower, sizeof lower, (ren_str){text.ptr + token->offset, token->length});
  if (len == 0) return;
  uint32_t number = ren__strings_add(corpus->words, (ren_str){lower, len});
  if (number == UINT32_MAX) {
    corpus->failed = true;
    return;
  }
  size_t had = corpus->count_cap;
  if (!ren_grow(&corpus->counts, &corpus->count_cap, number, sizeof *corpus->counts)) {
    corpus->failed = true;
    return;
  }
  if (corpus->count_cap > had) memset(corpus->counts + had, 0, (corpus->count_cap - had) * sizeof *corpus->counts);
  ren__word_count *count = &corpus->counts[number];
  bool capital = token->casing == REN_CASE_CAPITAL || token->casing == REN_CASE_MIXED;
  count->all++;
  count->trusted += corpus->trusted;
  if (!token->starts_sentence && token->casing != REN_CASE_UPPER) {
    count->middle++;
    count->capital += capital;
  }
  push(corpus, number | (capital && !token->starts_sentence ? REN_STREAM_CAPITAL : 0));
}

static bool read_line(void *payload, ren_str line) {
  ren__corpus *corpus = payload;
  ren__tokens tokens = ren__tokens_of(line);
  ren__token token;
  while (ren__tokens_next(&tokens, &token)) {
    if (token.kind == REN_TOKEN_WORD)
      count_word(corpus, line, &token);
    else
      push(corpus, token.kind == REN_TOKEN_NUMBER ? REN_STREAM_NUMBER : REN_STREAM_BOUNDARY);
  }
  return !corpus->failed;
}

ren_status ren__corpus_read(ren__corpus *corpus, const char *path, bool trusted, ren_error *err) {
  if (!corpus->words) corpus->words = ren__strings_new();
  if (!corpus->words) return ren_fail_nomem(err);
  corpus->trusted = trusted;
  ren_status status = ren__xz_lines(path, read_line, corpus, err);
  return status == REN_OK && corpus->failed ? ren_fail_nomem(err) : status;
}

void ren__corpus_clear(ren__corpus *corpus) {
  ren__strings_free(corpus->words);
  ren_free(corpus->counts);
  ren_free(corpus->stream);
  *corpus = (ren__corpus){0};
}
