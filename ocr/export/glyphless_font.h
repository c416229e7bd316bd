/* export/glyphless_font.h: a TrueType font of two glyphs without outlines, both half
 * an em wide (OpenType 1.9: "Font file"). Invisible text needs no shapes, but PDF
 * readers want an embedded font, and PDF/A wants one that is not .notdef. */
#ifndef REN_EXPORT_GLYPHLESS_FONT_H
#define REN_EXPORT_GLYPHLESS_FONT_H

#include <renskrift/base.h>

enum { REN__FONT_UNITS = 1000, REN__FONT_ADVANCE = 500, REN__FONT_ASCENT = 800, REN__FONT_DESCENT = 200 };

/* As a subset of itself, which is what embedded fonts are called. */
#define REN__FONT_NAME "RENSKR+Renskrift-Glyphless"

/* Appends the font file, about 600 bytes. */
void ren__glyphless_font(ren_buf *out);

#endif
