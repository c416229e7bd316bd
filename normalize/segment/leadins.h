/* leadins.h: the sentence or heading that announces a block: which kind, who, and
 * where its own words begin.
 */
#ifndef REN_LEADINS_H
#define REN_LEADINS_H

#include "segment/persons.h"
#include "segment/pointers.h"

typedef enum ren__follow {
  REN__CLOSED, /* a formula: its own sentence is all of it */
  REN__MAYBE,  /* a formula; paragraphs in the first person right after it belong to it */
  REN__OPEN    /* the text follows */
} ren__follow;

typedef struct ren__leadin {
  ren_kind kind;
  bool heading;      /* led by the noun: `Reservation av ...` */
  bool bare;         /* a heading that names nobody: `Reservation`, `Särskilda uttalanden` */
  bool plural;       /* ... of several texts */
  bool titled;       /* ... but the matter: `Reservation angående skolskjuts` */
  bool loosely;      /* ... by nothing but standing in one line: only a title on a sheet of its own */
  bool opens_list;   /* `Mot beslutet reserverar sig` with the names in the lines below */
  bool first_person; /* `Vi reserverar oss` */
  bool demands;      /* `yrkar bifall`, `yrkar att`: said at the meeting, not told */
  bool past;         /* `reserverade sig` */
  bool certain;      /* has cue words of its own, not only its place under a heading */
  ren__follow follow;
  size_t first, end; /* its words */
  size_t own;        /* first word of the block's own text in the same paragraph; `end` of paragraph if none */
  ren__persons persons;
  ren__pointer pointer;
} ren__leadin;

/* The end (a word) of the sentence that begins at word `first`. */
size_t ren__sentence_end(const ren__tokens *tokens, size_t first);

/* Reads the lead-in that begins at word `first`, a sentence that ends before `end`.
 * `context`: the kind whose heading stands above, or -1. */
bool ren__leadin_read(ren__leadin *out, const ren__tokens *tokens, const char *text, size_t first, size_t end,
                      int context);

/* Shared by the two halves: heading forms and sentence forms. */
bool ren__leadin_heading(ren__leadin *out, const ren__tokens *tokens, const char *text, size_t first, size_t end);
/* The kind that the cue noun at word i names; *words: its last word is i + *words - 1. */
bool ren__leadin_noun(const ren__tokens *tokens, size_t i, size_t end, ren_kind *kind, size_t *words);
/* Where the own words begin, and whether text follows, from the rest of the sentence. */
void ren__leadin_follow(ren__leadin *out, const ren__tokens *tokens, size_t rest, size_t end);

#endif
