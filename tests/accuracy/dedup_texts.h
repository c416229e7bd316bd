/* dedup_texts.h: reservation-like Swedish texts with planted relations, the same for
 * the same seed everywhere. Used by dedup_generate (prints them) and dedup_accuracy
 * (measures on them).
 *
 * Planted: groups (a text and its lightly edited, reordered, OCR-damaged copies, one
 * noise level each), single texts, texts that share only boilerplate paragraphs,
 * chains of texts that drift away step by step, one-line formulas that differ in
 * party or name, and texts that quote a passage of another.
 */
#ifndef DEDUP_TEXTS_H
#define DEDUP_TEXTS_H

#include <renskrift/base.h>

typedef enum gen_kind { GEN_SINGLE, GEN_GROUP, GEN_BOILERPLATE, GEN_CHAIN, GEN_FORMULA, GEN_QUOTE } gen_kind;

typedef struct gen_text {
  char id[16];
  ren_str text; /* allocated */
  gen_kind kind;
  uint32_t group;   /* texts with the same number belong together (a chain: its number) */
  uint8_t level;    /* place in gen_levels of its group */
  uint32_t step;    /* place in a chain; in a group 0 is the clean original */
  uint32_t partner; /* QUOTE: the text quoted; UINT32_MAX: none */
  size_t offset, length, partner_offset, partner_length; /* of the passage */
} gen_text;

enum { GEN_LEVELS = 6 };
extern const double gen_levels[GEN_LEVELS]; /* 0, 2, 5, 10, 20, 30 % of the characters */

typedef struct gen_random {
  uint64_t state;
} gen_random;
uint64_t gen_next(gen_random *r);
size_t gen_below(gen_random *r, size_t n);
double gen_unit(gen_random *r);

/* paragraphs: NULL, or real ones to draw from instead of made-up sentences. */
typedef struct gen_source {
  ren_str *paragraph;
  size_t count;
} gen_source;

/* Writes count texts of 100..600 words. */
gen_text *gen_texts(size_t count, uint64_t seed, const gen_source *source);
void gen_free(gen_text *texts, size_t count);

/* Character noise as OCR makes it. keep_words: never touches blanks. */
void gen_noise(gen_random *r, ren_buf *out, ren_str text, double rate, bool keep_words);
void gen_sentence(gen_random *r, ren_buf *out);

#endif
