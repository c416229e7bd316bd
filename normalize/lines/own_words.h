/* own_words.h: does the text itself write a word joined or with a hyphen?
 *
 * The forms in question are put in first; then one pass over the text counts only
 * those. Forms are known by a 64-bit hash of their lower-cased bytes.
 */
#ifndef REN_OWN_WORDS_H
#define REN_OWN_WORDS_H

#include <renskrift/base.h>

typedef struct ren__own_words {
  uint64_t *key; /* open addressing, 0: free */
  uint32_t *count;
  size_t used, room; /* room: a power of two, or 0 */
  size_t shortest;   /* bytes of the shortest form */
  uint64_t *filter;  /* eight bits a place: most words of the text are not looked up */
} ren__own_words;

uint64_t ren__own_key(ren_str left, char between, ren_str right); /* between 0: nothing */
/* The next form of a text from *at on, with its key; false: there is none. */
bool ren__own_next(ren_str text, size_t *at, ren_str *form, uint64_t *key);
bool ren__own_want(ren__own_words *own, ren_str left, char between, ren_str right); /* false: out of memory */
bool ren__own_want_key(ren__own_words *own, uint64_t key, size_t length);
void ren__own_count(ren__own_words *own, ren_str text);
uint32_t ren__own_get(const ren__own_words *own, uint64_t key);
void ren__own_free(ren__own_words *own);

#endif
