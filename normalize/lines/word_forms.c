#include "lines/word_forms.h"

#include "alloc.h"
#include "lines/own_words.h"

#include <string.h>

/* The halves of a divided word are of two letters at least. */
enum { LENGTH_MIN = 4, ROOM_MIN = 1024 };

/* Beyond it (texts of about a hundred million words) only forms that are there already
 * are counted: the table keeps within 64 MB. */
enum { FORMS_MAX = 1 << 21 };

typedef struct counted {
  uint64_t key; /* 0: free */
  uint64_t count;
} counted;

struct ren_forms {
  counted *table; /* open addressing */
  size_t used, room;
};

ren_status ren_forms_new(ren_forms **out, ren_error *err) {
  *out = ren_alloc(sizeof **out);
  return *out ? REN_OK : ren_fail_nomem(err);
}

void ren_forms_free(ren_forms *forms) {
  if (!forms) return;
  ren_free(forms->table);
  ren_free(forms);
}

static counted *find(const ren_forms *forms, uint64_t key) {
  size_t at = (size_t)key & (forms->room - 1);
  while (forms->table[at].key && forms->table[at].key != key) at = (at + 1) & (forms->room - 1);
  return &forms->table[at];
}

static bool grow(ren_forms *forms) {
  ren_forms wider = {.used = forms->used, .room = forms->room ? forms->room * 2 : ROOM_MIN};
  wider.table = ren_alloc_array(wider.room, sizeof *wider.table);
  if (!wider.table) return false;
  for (size_t i = 0; i < forms->room; i++)
    if (forms->table[i].key) *find(&wider, forms->table[i].key) = forms->table[i];
  ren_free(forms->table);
  *forms = wider;
  return true;
}

static bool count(ren_forms *forms, uint64_t key, uint64_t times) {
  if (forms->used * 2 >= forms->room && forms->used < FORMS_MAX && !grow(forms)) return false;
  counted *c = find(forms, key);
  if (!c->key) {
    if (forms->used >= FORMS_MAX) return true;
    *c = (counted){.key = key};
    forms->used++;
  }
  c->count += times;
  return true;
}

ren_status ren_forms_add(ren_forms *forms, ren_str text, ren_error *err) {
  ren__own_walk walk = ren__own_walk_of(text);
  ren_str form;
  uint64_t key;
  while (ren__own_next(&walk, &form, &key))
    if (form.len >= LENGTH_MIN && !count(forms, key, 1)) return ren_fail_nomem(err);
  return REN_OK;
}

ren_status ren_forms_merge(ren_forms *forms, const ren_forms *other, ren_error *err) {
  for (size_t i = 0; i < other->room; i++)
    if (other->table[i].key && !count(forms, other->table[i].key, other->table[i].count)) return ren_fail_nomem(err);
  return REN_OK;
}

uint32_t ren__forms_count(const ren_forms *forms, uint64_t key) {
  if (!forms || forms->room == 0 || key == 0) return 0;
  uint64_t n = find(forms, key)->count;
  return n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;
}
