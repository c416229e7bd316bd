/* correct_measure.h: what the correction programs share: words, their alignment, texts
 * with their edits, and what became of each word.
 *
 * Words are what blanks part. The aligning allows one word for two and two for one, so
 * that a false blank is one error and not two.
 */
#ifndef CORRECT_MEASURE_H
#define CORRECT_MEASURE_H

#include <renskrift/renskrift.h>

/* Stops the program: measuring has no use for half a result. */
_Noreturn void measure_fail(const char *what, const ren_error *err);
void *measure_grow(void *ptr, size_t count, size_t size);

double measure_now(void); /* seconds of processor time */

typedef struct word_list {
  ren_str *ptr; /* views into the text */
  size_t count;
} word_list;

word_list words_of(ren_str text);
void words_free(word_list *words);

/* `truths` words of the truth from `truth` on stand for `seens` words from `seen` on;
 * 0 to 2 of each. */
typedef struct word_link {
  size_t truth, truths, seen, seens;
} word_link;

typedef struct word_links {
  word_link *ptr;
  size_t count;
} word_links;

word_links words_align(const word_list *truth, const word_list *seen);
void links_free(word_links *links);

/* A text and the edits of the corrector, sorted by place; nothing is applied. */
typedef struct corrected {
  ren_str seen; /* borrowed */
  ren_edits *edits;
  ren_edit *sorted;
  size_t count;
  ren_buf after; /* with all edits made */
  double seconds;
} corrected;

/* Takes over edits made by whatever corrector. */
void corrected_take(corrected *out, ren_str seen, ren_edits *edits);
void correct_text(corrected *out, ren_str seen, const ren_model *model, float min_confidence);
void corrected_free(corrected *c);

/* Bytes start..end of the seen text with the edits made that touch it, blanks folded. */
void corrected_span(ren_buf *out, const corrected *c, size_t start, size_t end);

/* One pair of texts with everything that was found out about it. */
typedef struct pair {
  ren_str truth, seen;
  corrected c;
  word_list truth_words, seen_words;
  word_links links;
} pair;

void pair_new(pair *out, ren_str truth, ren_str seen, const ren_model *model, float min_confidence);
void pair_free(pair *p);
/* The words of a link: of the truth, as seen, and corrected. Blanks are folded. */
void pair_words(const pair *p, const word_link *link, ren_buf *truth, ren_buf *seen, ren_buf *after);

/* Equal but for signs at the edges (not `?` and the like inside). */
bool same_letters(ren_str a, ren_str b);
ren_str without_edges(ren_str word);

#endif
