/* What steps and rules do, in words for people who never saw the program. */
#include "report_data.h"

typedef struct step_words {
  const char *name, *letter, *title, *about;
} step_words;

static const step_words steps[REN__KINDS] = {
    [REN__ENCODING] = {"encoding", "e", "Encoding", "letters broken by a wrong character set put right"},
    [REN__LINES] = {"lines", "l", "Lines", "broken lines and divided words joined, page furniture left out"},
    [REN__SPELLING] = {"spelling", "s", "Spelling", "misread words corrected from dictionary and context"},
    [REN__CONSENSUS] = {"consensus", "c", "Consensus", "damaged words corrected from other copies of the same text"},
    [REN__OTHER] = {"", "o", "Other", "changed by another step"},
};

typedef struct rule_words {
  const char *rule, *reason;
} rule_words;

static const rule_words rules[] = {
    /* lines */
    {"hyphen-split", "A word divided at the end of a line is whole again; the hyphen only marked the break."},
    {"hyphen-sign",
     "A word divided at the end of a line is whole again; the break was marked by a sign other than a hyphen."},
    {"triple-consonant", "A divided word is whole again. Swedish writes three like consonants only where a word is "
                         "divided, so one was dropped."},
    {"hyphen-keep", "The lines are joined, and the hyphen stays: it belongs to the word."},
    {"hyphen-suspended",
     "The lines are joined with a space: the hyphen stands for a part that follows later, as in “barn- och ungdomar”."},
    {"join-slash", "The lines are joined after a slash."},
    {"join-lines", "The line was broken only because the page ended there; the sentence goes on."},
    {"blank-line", "A blank line stood in the middle of a sentence."},
    {"page-break", "The sentence goes on across a page break."},
};

ren__kind ren__kind_of(ren_str step) {
  for (int i = 0; i < REN__OTHER; i++)
    if (ren_str_eq(step, ren_str_of(steps[i].name))) return (ren__kind)i;
  return REN__OTHER;
}

const char *ren__kind_class(ren__kind kind) { return steps[kind].letter; }
const char *ren__kind_title(ren__kind kind) { return steps[kind].title; }
const char *ren__kind_about(ren__kind kind) { return steps[kind].about; }

const char *ren__rule_reason(ren__kind kind, ren_str rule) {
  static const char *const general[REN__KINDS] = {
      [REN__ENCODING] = "The bytes had been read in the wrong character set.",
      [REN__LINES] = "The line ended here only because of the page.",
      [REN__SPELLING] = "The word as read is not Swedish here; dictionary and context point to this one.",
      [REN__CONSENSUS] = "Other copies of the same text agree on this word.",
      [REN__OTHER] = "Changed by a rule that this report has no words for.",
  };
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
    if (ren_str_eq(rule, ren_str_of(rules[i].rule))) return rules[i].reason;
  return general[kind];
}
