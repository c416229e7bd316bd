/* layer/contents_check.h: may these drawing instructions stand in a PDF/A-2 file (ISO 19005-2,
 * 6.2.2 to 6.2.10)? */
#ifndef REN_LAYER_CONTENTS_CHECK_H
#define REN_LAYER_CONTENTS_CHECK_H

#include <renskrift/base.h>

typedef struct ren__contents_facts {
  bool shows_text;
  const char *obstacle; /* what PDF/A-2 does not allow, to stand after "it has"; NULL: nothing was seen */
} ren__contents_facts;

ren__contents_facts ren__contents_check(ren_str contents);

#endif
