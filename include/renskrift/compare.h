/* renskrift/compare.h: how far a text is from the truth: character and word error
 * rates by edit distance (Levenshtein 1966), and the letter confusions behind them.
 */
#ifndef RENSKRIFT_COMPARE_H
#define RENSKRIFT_COMPARE_H

#include <renskrift/base.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ren_confusion {
  char truth[16], text[16]; /* UTF-8 letters; "" for an insertion or a loss */
  size_t count;
} ren_confusion;

typedef struct ren_comparison {
  size_t truth_chars, char_errors; /* code points; blanks folded to one, ends trimmed */
  size_t truth_words, word_errors;
  double cer, wer;           /* errors / truth; 0 for two empty texts */
  double word_accuracy;      /* share of the truth's words that are right */
  ren_confusion *confusions; /* commonest first, then by letters */
  size_t confusion_count;
} ren_comparison;

/* Free the result's confusions with ren_comparison_clear. */
REN_API ren_status ren_compare(ren_comparison *out, ren_str truth, ren_str text, ren_error *err);
REN_API void ren_comparison_clear(ren_comparison *comparison);

#ifdef __cplusplus
}
#endif
#endif
