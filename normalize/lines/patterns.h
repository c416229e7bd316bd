/* patterns.h: may a word be divided here? Asked of libhyphen (Liang's patterns,
 * 1983; the Swedish ones are Jan Michael Rynning's), loaded when first needed
 * and kept in the process for the texts that follow.
 */
#ifndef REN_PATTERNS_H
#define REN_PATTERNS_H

#include <renskrift/base.h>

typedef struct ren__patterns {
  const char *path; /* NULL: none */
  void *kept;       /* what was read of it, shared by all who use it */
  bool tried;
} ren__patterns;

/* REN_EMISSING if there is a path that cannot be read. */
ren_status ren__patterns_open(ren__patterns *patterns, const char *path, ren_error *err);
void ren__patterns_close(ren__patterns *patterns);

/* 1: a division between left and right is one the patterns give; -1: it is not;
 * 0: cannot tell. */
int ren__patterns_divides(ren__patterns *patterns, ren_str left, ren_str right);

#endif
