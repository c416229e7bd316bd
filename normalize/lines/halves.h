/* halves.h: the two sides of a line-end hyphen, cut out and looked at. */
#ifndef REN_HALVES_H
#define REN_HALVES_H

#include "lines/joint.h"
#include "model/lexicon.h"

typedef enum ren__casing {
  REN__CASE_NONE, /* no letters */
  REN__CASE_LOWER,
  REN__CASE_TITLE,  /* one capital, first */
  REN__CASE_UPPER,  /* two capitals or more and no small letter */
  REN__CASE_SINGLE, /* one capital letter alone */
  REN__CASE_MIXED   /* capitals inside: SvD, iPad */
} ren__casing;

typedef struct ren__halves {
  ren_str left, right;             /* runs of letters that touch the hyphen */
  ren_str left_whole, right_whole; /* with hyphens and letters beyond: Enskede-Årsta */
  ren_str tail;                    /* right goes on with this after another division, or empty */
  ren__casing left_case, right_case;
  bool left_digit, right_digit; /* a digit touches instead */
  bool in_address;              /* of the web or of e-mail: nothing is divided there */
  bool right_end;               /* the right half is a whole token (no digit or slash glued on) */
  ren_str before;               /* the word before left, on its line, if only a blank is between */
  bool continues;               /* left is a line by itself, the middle of a word divided twice */
  bool after_dash;              /* an en dash touches left: Israel–Palestina- */
  bool after_capital;           /* the word before left, on its line, has a capital too: Addis Abeba- */
  ren__sign sign;
  uint64_t joined, hyphened, undivided; /* own_words' keys of the forms; 0: none */
  bool known;                           /* left, right and tail make a word of the lexicon */
  ren_word_info word;                   /* of that word */
  size_t i;                             /* between run[i - 1] and run[i] */
} ren__halves;

ren__halves ren__halves_of(const ren__job *job, size_t i);

/* Three pieces on end; 0 if there is no room. */
size_t ren__joined_word(char *out, size_t room, ren_str a, ren_str b, ren_str c);

/* The left half ends with two of the consonant that the right half begins with. */
bool ren__triple_consonant(const ren__halves *h, uint32_t *letter, size_t *bytes);

/* The left half as it enters the joined word: till- lägg gives til. */
ren_str ren__left_in_word(const ren__halves *h);

/* Finds the entries of all halves that were put by. */
void ren__halves_find_entries(ren__job *job);

#endif
