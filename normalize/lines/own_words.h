/* own_words.h: does the text itself write a word joined or with a hyphen?
 *
 * The forms in question are put in first; then one pass over the text counts only
 * those. Forms are known by a 64-bit hash of their lower-cased bytes.
 */
#ifndef REN_OWN_WORDS_H
#define REN_OWN_WORDS_H

#include <renskrift/base.h>

typedef struct ren__own_words {
  uint64_t *slot;       /* open addressing, 0: free */
  uint64_t *key;        /* used of them */
  size_t used, room;    /* room: of slots, a power of two, or 0 */
  size_t shortest;      /* bytes of the shortest form */
  uint32_t lengths[32]; /* of the forms, by five bits of their first byte; bit 31: longer ones */
  uint64_t *filter;     /* eight bits a slot: most words of the text are not looked up */
} ren__own_words;

/* The forms of a text, one after the other. */
typedef struct ren__own_walk {
  ren_str text;
  size_t at;            /* the block at work */
  size_t next;          /* the one after what was looked at */
  uint64_t word, ahead; /* bytes of words of the block and the next one, a bit a byte */
  uint64_t starts;      /* the forms that begin in the block and were not given yet */
  uint64_t in_word;     /* the last byte that was looked at is one of a word */
  uint64_t skip;        /* bytes of the next block that belong to a sign of this one */
  bool begun;
} ren__own_walk;

ren__own_walk ren__own_walk_of(ren_str text);
bool ren__own_next(ren__own_walk *walk, ren_str *form, uint64_t *key); /* false: there is no more */

uint64_t ren__own_key(ren_str left, char between, ren_str right); /* between 0: nothing */
/* first: the first byte of the form; false: out of memory */
bool ren__own_want(ren__own_words *own, uint64_t key, char first, size_t length);
void ren__own_count(ren__own_words *own, ren_str text);
uint32_t ren__own_get(const ren__own_words *own, uint64_t key); /* up to 65,535 */
void ren__own_expect(const ren__own_words *own, uint64_t key);  /* it will be asked for soon */
void ren__own_free(ren__own_words *own);

#endif
