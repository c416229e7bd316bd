/* word_signs.h: the letters of a word as damage sees them. */
#ifndef REN_DEDUP_WORD_SIGNS_H
#define REN_DEDUP_WORD_SIGNS_H

#include "dedup/dedup_words.h"

typedef struct ren__sign {
  uint32_t cp;  /* lower case */
  uint8_t code; /* first letter code, 0 for signs */
  bool letter, digit, thin, upper;
} ren__sign;

/* How many there are; -1: more than REN__WORD_MAX. */
int ren__signs_read(ren__sign out[REN__WORD_MAX], ren_str word);

/* Letters that a digit stands for when OCR goes wrong. */
bool ren__digit_shape(uint32_t digit, uint32_t letter);
/* Pairs that real OCR mixes up, beyond the letter classes. */
bool ren__shapes_alike(uint32_t x, uint32_t y);
/* Whether OCR reads the one letter as the two, or the reverse. */
bool ren__signs_merge(const ren__sign *one, const ren__sign *first, const ren__sign *second);

bool ren__first_upper(ren_str word);

#endif
