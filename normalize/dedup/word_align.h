/* word_align.h: two texts side by side, word by word.
 *
 * Words get a key that damage rarely changes (their letter classes); the shortest
 * edit script over the keys is found by Myers' divide and conquer (An O(ND)
 * difference algorithm and its variations, Algorithmica 1, 1986, section 4b) within
 * a budget of steps: a stretch that would cost more stays one block. What lies
 * between equal keys is aligned by dynamic programming over the damage of the words
 * themselves (dedup_words.h), where one word may also stand against two.
 */
#ifndef REN_DEDUP_WORD_ALIGN_H
#define REN_DEDUP_WORD_ALIGN_H

#include <renskrift/dedup.h>

typedef struct ren__dedup_token {
  ren_str word;
  uint32_t key;
  uint32_t set; /* letter classes it holds, for quick refusal */
} ren__dedup_token;

typedef struct ren__dedup_tokens {
  ren__dedup_token *list;
  size_t count, cap;
} ren__dedup_tokens;
bool ren__dedup_tokens_read(ren__dedup_tokens *tokens, ren_str text);
void ren__dedup_tokens_free(ren__dedup_tokens *tokens);

/* count_a words of a against count_b of b. SAME: equal but for case; one to one.
 * NOISE: one to one, one to two or two to one. CHANGE: any numbers; one to one where words
 * stand in each other's place. */
typedef struct ren__unit {
  ren_diff_op op;
  size_t a, b, count_a, count_b;
} ren__unit;

typedef struct ren__units {
  ren__unit *list;
  size_t count, cap;
} ren__units;
/* The units tile both token lists. False: out of memory. */
bool ren__align_words(ren__units *units, const ren__dedup_tokens *a, const ren__dedup_tokens *b);
void ren__units_free(ren__units *units);

/* The token and the `count - 1` behind it, run together without hyphen or blank
 * into buf; for one token its own bytes. */
ren_str ren__dedup_tokens_joined(const ren__dedup_tokens *tokens, size_t first, size_t count, char buf[256]);

#endif
