/* paragraph_sign.h: `§` that a recogniser without the sign read as `8`, `$`, `&`, `S` or
 * `5`: `8 52 Val av justerare`, `853 Ekonomisk uppföljning`, `, $ 53`.
 *
 * What tells them from numbers is that paragraphs are counted: lines that begin with such
 * a sign, a number and a capital, where the numbers go on by one. References inside lines
 * are mended only to paragraphs found so.
 */
#ifndef REN_PARAGRAPH_SIGN_H
#define REN_PARAGRAPH_SIGN_H

#include <renskrift/text.h>

ren_status ren__paragraph_signs(ren_edits *edits, const ren_text *text, ren_error *err);

#endif
