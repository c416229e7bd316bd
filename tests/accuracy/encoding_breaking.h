/* encoding_breaking.h: text of one code page read as another. */
#ifndef REN_ENCODING_BREAKING_H
#define REN_ENCODING_BREAKING_H

#include <renskrift/base.h>

typedef struct encoding_page {
  const char *name, *codec; /* codec: for iconv */
} encoding_page;

enum { ENCODING_PAGES = 9 };
extern const encoding_page encoding_pages[ENCODING_PAGES];

/* Converts all of `in`; false if some character has no place. */
bool encoding_convert(ren_buf *out, ren_str in, const char *to, const char *from);
/* What programs show for text of page `is` that they take for page `as`. False if there is none. */
bool encoding_confuse(ren_buf *out, ren_str in, int is, int as, ren_buf *bytes);
/* The line holds no sign that page `is` has a letter for. */
bool encoding_fits(ren_str line, int is);

#endif
