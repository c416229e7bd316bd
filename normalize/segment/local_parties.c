#include "segment/parties.h"

#include <string.h>

/* What the names of local parties end with. */
static const char *const tails[] = {"partiet", "parti",    "listan",  "lista",      "demokraterna", "initiativet",
                                    "samling", "rörelsen", "gruppen", "alternativ", "framtid",      "samverkan"};

static bool ends_like_party(const ren__token *t) {
  for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
    ren__fold tail;
    ren__fold_str(&tail, ren_str_of(tails[i]));
    if (t->fold.len >= tail.len && memcmp(t->fold.letters + t->fold.len - tail.len, tail.letters, tail.len) == 0)
      return true;
  }
  return false;
}

static bool are_letters(const ren__token *t) {
  return t->flags & REN__TOKEN_CAPITALS && !(t->flags & REN__TOKEN_DIGITS) && t->before & REN__GAP_OPEN &&
         t[1].before & REN__GAP_CLOSE && t->end - t->start >= 2 && t->end - t->start < 12;
}

/* One word with such an ending, or a capital and small words that no list of persons holds. */
bool ren__party_local(char letters[16], const ren__tokens *tokens, const char *text, size_t first, size_t end,
                      size_t *used) {
  enum { MOST = 4 };
  const ren__token *t = tokens->items;
  if (first >= end || !(t[first].flags & REN__TOKEN_UPPER) || t[first].words) return false;
  size_t i = first + 1;
  while (i < end && i < first + MOST && t[i].before == REN__GAP_BLANK && !t[i].words &&
         !(t[i].flags & (REN__TOKEN_UPPER | REN__TOKEN_DIGITS)))
    i++;
  if (i >= end || !are_letters(&t[i]) || (i == first + 1 && !ends_like_party(&t[first]))) return false;
  size_t n = t[i].end - t[i].start;
  memcpy(letters, text + t[i].start, n);
  letters[n] = 0;
  *used = i + 1 - first;
  return true;
}
