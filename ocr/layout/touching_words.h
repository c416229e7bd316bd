/* layout/touching_words.h: words of a line stand side by side. */
#ifndef REN_LAYOUT_TOUCHING_WORDS_H
#define REN_LAYOUT_TOUCHING_WORDS_H

#include <renskrift/page.h>

/* Where letters of two words touch, tesseract gives the ink of both to the first. The second has a box as well,
 * within the first one's: there the first ends. */
void ren__part_touching_words(ren_page *page, const ren_line *line);

#endif
