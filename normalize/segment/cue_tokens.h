/* cue_tokens.h: words of a piece of text, folded, with the punctuation before each.
 *
 * A word is a run of letters and digits. Marks that OCR puts in the place of letters
 * ('|', '!', '?', U+FFFD) count as letters between letters; a hyphen at a line end
 * followed by a small letter does not end the word; letter-spaced words
 * (`R E S E R V A T I O N`) are one word.
 */
#ifndef REN_CUE_TOKENS_H
#define REN_CUE_TOKENS_H

#include "segment/cue_fold.h"

/* Punctuation between two words. */
enum {
  REN__GAP_OPEN = 1,  /* ( [ {, and what is read for one */
  REN__GAP_CLOSE = 2, /* ) ] } */
  REN__GAP_COMMA = 4,
  REN__GAP_STOP = 8, /* . ! ? */
  REN__GAP_COLON = 16,
  REN__GAP_SEMICOLON = 32,
  REN__GAP_NEWLINE = 64,
  REN__GAP_QUOTE = 128,
  REN__GAP_DASH = 256,    /* dash or hyphen */
  REN__GAP_SECTION = 512, /* the section sign */
  REN__GAP_SLASH = 1024,
  REN__GAP_AMP = 2048,
  REN__GAP_BLANK = 4096,     /* any white space */
  REN__GAP_COPYRIGHT = 8192, /* the copyright sign: what OCR makes of (C) */
  REN__GAP_OTHER = 16384
};

enum {
  REN__TOKEN_UPPER = 1,    /* first letter is a capital */
  REN__TOKEN_CAPITALS = 2, /* all letters are */
  REN__TOKEN_DIGITS = 4,   /* holds a digit */
  REN__TOKEN_LETTERS = 8   /* holds a letter */
};

typedef struct ren__token {
  size_t start, end; /* bytes in the whole text */
  uint32_t before;   /* REN__GAP_* */
  uint32_t flags;    /* REN__TOKEN_* */
  uint64_t words;    /* classes of cue words, set by ren__cue_classify */
  ren__fold fold;
} ren__token;

typedef struct ren__cursor {
  const char *text;
  size_t at, end;
} ren__cursor;

/* The next word; false at the end, where token->before still tells the closing gap. */
bool ren__token_next(ren__cursor *cursor, ren__token *token);

/* A bracket, or what readers make of one (< > and currency signs), that ends before byte
 * `at` + 1: 1 opens, -1 closes, 0 is none. */
int ren__bracket(const char *text, size_t at);

typedef struct ren__tokens {
  ren__token *items; /* count words and one closing token without letters */
  size_t count, cap;
  const char *text; /* what they were split from */
  bool damaged;     /* of a text that was read badly: what cannot be made out may be skipped */
} ren__tokens;

/* Splits [start, end) of the text; at most `max` words. False: out of memory. */
bool ren__tokens_split(ren__tokens *tokens, const char *text, size_t start, size_t end, size_t max);
void ren__tokens_clear(ren__tokens *tokens);

#endif
