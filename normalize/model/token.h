/* token.h: clean text cut into the tokens that the language model counts. A hyphen
 * ends a token; colons, full stops and apostrophes inside a word belong to it
 * (`EU:s`, `bl.a`).
 */
#ifndef REN_TOKEN_H
#define REN_TOKEN_H

#include <renskrift/base.h>

typedef enum ren__token_kind { REN_TOKEN_WORD, REN_TOKEN_NUMBER, REN_TOKEN_BOUNDARY } ren__token_kind;
/* OPEN: the first letter cannot be seen. */
typedef enum ren__casing {
  REN_CASE_LOWER,
  REN_CASE_CAPITAL,
  REN_CASE_UPPER,
  REN_CASE_MIXED,
  REN_CASE_OPEN
} ren__casing;

typedef struct ren__token {
  ren__token_kind kind; /* a boundary is the end of a sentence or line, length 0 */
  ren__casing casing;
  bool starts_sentence;
  size_t offset, length;
} ren__token;

typedef struct ren__tokens {
  ren_str text;
  size_t at;
  bool sentence_start, boundary_due;
} ren__tokens;

ren__tokens ren__tokens_of(ren_str text);
bool ren__tokens_next(ren__tokens *tokens, ren__token *out);

ren__casing ren__casing_of(ren_str word);

#endif
