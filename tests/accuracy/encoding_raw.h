/* encoding_raw.h: bytes of each encoding, as encoding_accuracy.c measures them. */
#ifndef REN_ENCODING_RAW_H
#define REN_ENCODING_RAW_H

#include <renskrift/base.h>

/* Draws lines of `text` with a fixed seed and makes single lines, paragraphs of ten and documents of 200 lines of
 * them, in each encoding; prints the share that comes back exactly. Without `repair` it prints the texts:
 * encoding, kind, bytes and right text, both in hexadecimal. */
void encoding_raw(ren_str text, size_t limit, bool show, void (*repair)(ren_buf *out, ren_str bytes));

#endif
