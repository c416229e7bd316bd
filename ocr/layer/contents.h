/* layer/contents.h: the drawing instructions of a PDF page, operator by operator (ISO
 * 32000-1, 7.8.2). */
#ifndef REN_LAYER_CONTENTS_H
#define REN_LAYER_CONTENTS_H

#include <renskrift/base.h>

typedef struct ren__contents {
  const char *at, *end;
  const char *operands; /* of the operator just read: all from here to `at`, blanks before them too */
  const char *last;     /* the last operand that is no string, name or array; NULL if there is none */
  bool damaged;         /* not understood to the end */
} ren__contents;

ren__contents ren__contents_begin(ren_str contents);
/* The next operator; false behind the last. ID takes the bytes of its image with it. */
bool ren__contents_next(ren__contents *s, ren_str *operator);

#endif
