#include "segment/roster.h"

#include "segment/parties.h"

#include "alloc.h"
#include "utf8.h"

#include <string.h>

typedef struct named {
  size_t start, end; /* its first mention */
  ren__fold fold;
  uint32_t count;
  char party[16];
  bool parties_differ;
} named;

enum { NAMES_MAX = 4096, SLOTS = 2 * NAMES_MAX, NAME_WORDS = 4 };

struct ren__roster {
  ren_str text;
  const ren_model *model;
  bool damaged;
  named *items;
  size_t count, cap;
  uint16_t slots[SLOTS]; /* number of the item + 1, by hash of the spelling; 0: free */
};

static bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

/* The next byte that is no space, of two spellings. */
static bool same_spelling(ren_str a, ren_str b) {
  size_t i = 0, j = 0;
  for (;; i++, j++) {
    while (i < a.len && is_space(a.ptr[i])) i++;
    while (j < b.len && is_space(b.ptr[j])) j++;
    if (i == a.len || j == b.len) return i == a.len && j == b.len;
    if (a.ptr[i] != b.ptr[j]) return false;
  }
}

static size_t slot_of(const ren__roster *r, ren_str name) {
  uint64_t hash = 14695981039346656037u;
  for (size_t i = 0; i < name.len; i++)
    if (!is_space(name.ptr[i])) hash = (hash ^ (unsigned char)name.ptr[i]) * 1099511628211u;
  size_t slot = (hash ^ hash >> 29) % SLOTS;
  while (r->slots[slot]) {
    const named *n = &r->items[r->slots[slot] - 1];
    if (same_spelling(name, (ren_str){r->text.ptr + n->start, n->end - n->start})) break;
    slot = (slot + 1) % SLOTS;
  }
  return slot;
}

static bool add_name(ren__roster *r, size_t start, size_t end, const char *party) {
  ren_str name = {r->text.ptr + start, end - start};
  size_t slot = slot_of(r, name);
  if (r->slots[slot]) {
    named *n = &r->items[r->slots[slot] - 1];
    n->count++;
    n->parties_differ |= strcmp(n->party, party) != 0;
    return true;
  }
  if (r->count == NAMES_MAX) return true;
  if (!ren_grow(&r->items, &r->cap, r->count, sizeof *r->items)) return false;
  named *n = &r->items[r->count++];
  *n = (named){.start = start, .end = end, .count = 1};
  ren__fold_str(&n->fold, name);
  memcpy(n->party, party, strlen(party) + 1);
  r->slots[slot] = (uint16_t)r->count;
  return true;
}

/* The party of `(L)` at an opening bracket; false: no mark of one. */
static bool read_mark(ren_str text, size_t open, char party[16]) {
  enum { LONGEST_MARK = 5 };
  size_t n = 0;
  const char *letters = text.ptr + open + 1;
  while (open + 1 + n < text.len && n <= LONGEST_MARK && ((letters[n] | 32) >= 'a' && (letters[n] | 32) <= 'z')) n++;
  if (n == 0 || n > LONGEST_MARK || open + 1 + n >= text.len || letters[n] != ')') return false;
  const char *known = ren__party_letters((ren_str){letters, n}, true);
  if (!known) return false;
  memcpy(party, known, strlen(known) + 1);
  return true;
}

/* The start of the word that ends at `end`; SIZE_MAX: none that may be part of a name. */
static size_t name_word(ren_str text, size_t end, bool *upper) {
  enum { LONGEST_WORD = 40 };
  size_t at = end;
  uint32_t cp = 0;
  while (at > 0 && end - at < LONGEST_WORD && !is_space(text.ptr[at - 1])) {
    uint32_t before;
    size_t n = ren_utf8_decode_before(text.ptr, at, &before);
    if (before == REN_BAD_CODEPOINT ||
        (!ren_is_letter(before) && before != '-' && before != '.' && !ren_is_digit(before)))
      break;
    cp = before;
    at -= n;
  }
  if (at == end || end - at >= LONGEST_WORD) return SIZE_MAX;
  *upper = ren_is_upper(cp);
  return at;
}

/* The names before an opening bracket: of two, three and four words. */
static bool add_names(ren__roster *r, size_t open, const char *party) {
  size_t end = open, words = 0;
  while (end > 0 && is_space(r->text.ptr[end - 1])) end--;
  size_t at = end;
  while (words < NAME_WORDS) {
    bool upper;
    size_t start = name_word(r->text, at, &upper);
    if (start == SIZE_MAX || (!upper && (words == 0 || at - start > 3))) break;
    words++;
    if (upper && words >= 2 && !add_name(r, start, end, party)) return false;
    if (start == 0 || !is_space(r->text.ptr[start - 1])) break;
    at = start - 1;
  }
  return true;
}

ren__roster *ren__roster_new(ren_str text, const ren_model *model, bool damaged) {
  ren__roster *r = ren_alloc(sizeof *r);
  if (!r) return NULL;
  r->text = text;
  r->model = model;
  r->damaged = damaged;
  for (size_t at = 0; at < text.len; at++) {
    const char *open = memchr(text.ptr + at, '(', text.len - at);
    if (!open) break;
    at = (size_t)(open - text.ptr);
    char party[16];
    if (read_mark(text, at, party) && !add_names(r, at, party)) {
      ren__roster_free(r);
      return NULL;
    }
  }
  return r;
}

void ren__roster_free(ren__roster *r) {
  if (!r) return;
  ren_free(r->items);
  ren_free(r);
}

/* A bracket stands right behind the name: its party was said, whatever is left of it. */
static bool mark_behind(const ren__roster *r, size_t end) {
  enum { REACH = 7 };
  size_t at = end;
  if (at < r->text.len && is_space(r->text.ptr[at])) at++;
  for (size_t i = at; i < r->text.len && i < at + REACH; i++) {
    int bracket = ren__bracket(r->text.ptr, i);
    if (bracket < 0 || (bracket > 0 && i == at)) return true;
    if (is_space(r->text.ptr[i])) break;
  }
  return false;
}

static const named *find_exact(const ren__roster *r, ren_str name) {
  size_t slot = slot_of(r, name);
  return r->slots[slot] ? &r->items[r->slots[slot] - 1] : NULL;
}

/* The name most often written among those near enough. */
static const named *find_near(const ren__roster *r, const ren__fold *said, const char *party, const named *own) {
  const named *best = NULL;
  unsigned least = REN__COST_NONE;
  for (size_t i = 0; i < r->count; i++) {
    const named *n = &r->items[i];
    if (n == own || n->fold.len + 3u < said->len || said->len + 3u < n->fold.len) continue;
    if (party[0] && strcmp(party, n->party) != 0) continue;
    unsigned cost = ren__fold_distance(&n->fold, said, REN__WHOLE, n->fold.len * 4u / 8);
    if (cost == REN__COST_NONE || (best && n->count < best->count)) continue;
    if (best && n->count == best->count && cost >= least) continue;
    best = n;
    least = cost;
  }
  return best;
}

/* Whether the model knows every word of the name. */
static bool is_known(const ren__roster *r, ren_str name) {
  for (size_t at = 0; at < name.len;) {
    size_t end = at;
    while (end < name.len && !is_space(name.ptr[end])) end++;
    if (end > at && !ren_model_word(r->model, (ren_str){name.ptr + at, end - at}).flags) return false;
    at = end + 1;
  }
  return true;
}

/* Whether the other spelling is the better one. */
static bool is_better(const ren__roster *r, const named *near, ren_str name) {
  if (!r->model) return near->count >= 2;
  if (is_known(r, name)) return false;
  return near->count >= 2 || is_known(r, (ren_str){r->text.ptr + near->start, near->end - near->start});
}

void ren__roster_settle(const ren__roster *r, ren__person *person) {
  enum { SHORTEST_NAME = 6 };
  ren_str name = {r->text.ptr + person->start, person->end - person->start};
  ren__fold said;
  ren__fold_str(&said, name);
  if (said.len < SHORTEST_NAME) return;
  const named *own = find_exact(r, name), *near = NULL;
  if (r->damaged && (!own || own->count == 1)) near = find_near(r, &said, person->party, own);
  if (near && !is_better(r, near, name)) near = NULL;
  const named *known = near ? near : own;
  if (!person->party[0] && known && !known->parties_differ && mark_behind(r, person->end))
    memcpy(person->party, known->party, sizeof person->party);
  if (!near) return;
  person->start = near->start;
  person->end = near->end;
}
