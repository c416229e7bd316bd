/* layer/hidden_text.h: takes invisible text out of a PDF page's drawing instructions.
 *
 * Programs that lay OCR text over scans draw it in render mode 3 (neither filled nor
 * stroked; ISO 32000-1, 9.3.6). What shows text in that mode is taken out; everything else
 * stays byte for byte. Contents that are not understood to the end stay as they are.
 */
#ifndef REN_LAYER_HIDDEN_TEXT_H
#define REN_LAYER_HIDDEN_TEXT_H

#include <renskrift/base.h>

/* Appends the contents without hidden text. The number of instructions taken out; 0 if
 * there are none or the contents are damaged (then *out is empty). */
size_t ren__hidden_text_strip(ren_buf *out, ren_str contents);

/* For contents that show no text: appends them without any instruction about text, so that
 * they need no fonts. False, with nothing appended, if they are damaged. */
bool ren__text_setup_strip(ren_buf *out, ren_str contents);

#endif
