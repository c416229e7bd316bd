/* joint.h: what is done at the boundary between two lines of running text. */
#ifndef REN_JOINT_H
#define REN_JOINT_H

#include "lines/left_words.h"
#include "lines/line_table.h"
#include "lines/own_words.h"
#include "lines/patterns.h"
#include "lines/wrap.h"

/* Names of the rules are in emit.c. */
typedef enum ren__rule {
  REN__RULE_NONE,
  REN__RULE_SPLIT,      /* a divided word: the hyphen goes */
  REN__RULE_SIGN,       /* the same, for U+00AD, U+00AC, = and dashes */
  REN__RULE_TRIPLE,     /* till- lägg: one of three letters goes */
  REN__RULE_KEEP,       /* a real hyphen: the halves come together */
  REN__RULE_LOST,       /* kommun / styrelsen: a divided word without a hyphen */
  REN__RULE_SUSPENDED,  /* barn- och ungdomar */
  REN__RULE_SLASH,      /* och/ eller */
  REN__RULE_MARK,       /* a list mark on a line of its own, and its item */
  REN__RULE_JOIN,       /* two lines of a paragraph */
  REN__RULE_BLANK_LINE, /* the same over an empty line that does not belong there */
  REN__RULE_PAGE,       /* the same over a page end */
  REN__RULE_PARAGRAPH,  /* paragraphs that get their empty line */
  REN__RULE_GAP         /* empty lines and blanks at a break made even */
} ren__rule;

typedef struct ren__joint {
  uint8_t rule;     /* ren__rule: NONE, PARAGRAPH: the lines stay apart */
  uint8_t cut;      /* bytes to take off the end of the first line */
  const char *glue; /* what comes between: "", " ", "-" or "- " */
  float confidence;
} ren__joint;

/* The whole step: lines, what is known of the text, and the decisions. */
typedef struct ren__job {
  const ren_text *text;
  const ren_model *model;
  ren_lines_opts opts;
  ren__table table;
  uint32_t *run; /* the lines that are running text */
  size_t run_count;
  ren__wrap wrap;      /* of the whole text */
  bool gaps_interrupt; /* empty lines stand inside sentences: false_gaps.h */
  ren__own_words own;
  struct ren__halves *halves; /* of each line-end hyphen, in order: halves.h */
  size_t halves_count, halves_cap, halves_next;
  ren__patterns patterns;
  ren__left_words left_words;
  ren__joint *joint; /* joint[i]: between run[i - 1] and run[i] */
} ren__job;

static inline const ren__line *ren__run_line(const ren__job *job, size_t i) { return &job->table.line[job->run[i]]; }

/* How two lines lie to each other. */
typedef enum ren__nearness { REN__NEAR_LINE, REN__NEAR_BLANK, REN__NEAR_PAGE } ren__nearness;
ren__nearness ren__nearness_of(const ren__job *job, size_t i);

static inline bool ren__joined(const ren__joint *joint) {
  return joint->rule != REN__RULE_NONE && joint->rule != REN__RULE_PARAGRAPH && joint->rule != REN__RULE_GAP;
}

float ren__line_confidence(double log_odds);

#endif
