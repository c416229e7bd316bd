#include "lines/patterns.h"

#include "alloc.h"
#include "utf8.h"

#include <hyphen.h>
#include <string.h>
#include <unistd.h>

enum { WORD_MAX = 90 }; /* libhyphen keeps 100 bytes on its stack */

ren_status ren__patterns_open(ren__patterns *patterns, const char *path, ren_error *err) {
  *patterns = (ren__patterns){.path = path};
  if (path && access(path, R_OK) != 0) return ren_fail(err, REN_EMISSING, "cannot read hyphenation patterns %s", path);
  return REN_OK;
}

void ren__patterns_close(ren__patterns *patterns) {
  if (patterns->dict) hnj_hyphen_free(patterns->dict);
  *patterns = (ren__patterns){0};
}

/* Appends the lower-cased word in the charset of the patterns; counts letters.
 * False if a letter does not exist there. */
static bool put_word(char *out, size_t *len, size_t *letters, ren_str word, bool utf8) {
  for (size_t i = 0; i < word.len;) {
    uint32_t cp;
    i += ren_utf8_decode(word.ptr + i, word.len - i, &cp);
    if (cp == REN_BAD_CODEPOINT) return false;
    cp = ren_to_lower(cp);
    char bytes[4];
    size_t n = 1;
    if (utf8)
      n = ren_utf8_encode(cp, bytes);
    else if (cp < 256)
      bytes[0] = (char)cp;
    else
      return false;
    if (*len + n > WORD_MAX) return false;
    memcpy(out + *len, bytes, n);
    *len += n;
    (*letters)++;
  }
  return true;
}

int ren__patterns_divides(ren__patterns *patterns, ren_str left, ren_str right) {
  if (!patterns->path) return 0;
  if (!patterns->tried) {
    patterns->dict = hnj_hyphen_load(patterns->path);
    patterns->tried = true;
  }
  HyphenDict *dict = patterns->dict;
  if (!dict || (!dict->utf8 && strcmp(dict->cset, "ISO8859-1") != 0)) return 0;
  char word[WORD_MAX + 1] = {0}, marks[WORD_MAX + 8] = {0};
  size_t len = 0, letters = 0, all = 0;
  if (!put_word(word, &len, &letters, left, dict->utf8) || letters == 0) return 0;
  all = letters;
  if (!put_word(word, &len, &all, right, dict->utf8) || all == letters) return 0;
  char **rep = NULL;
  int *pos = NULL, *cut = NULL;
  if (hnj_hyphen_hyphenate2(dict, word, (int)len, marks, NULL, &rep, &pos, &cut) != 0) return 0;
  if (rep) { /* non-standard divisions: none in the Swedish patterns, but ours to free */
    for (size_t i = 0; i < len; i++) ren_free(rep[i]);
    ren_free(rep);
    ren_free(pos);
    ren_free(cut);
  }
  return marks[letters - 1] & 1 ? 1 : -1;
}
