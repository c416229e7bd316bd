/* Which block a pointer means. The words of the pointer are read again (organ, party,
 * names, kind); blocks of the same document are tried first, then, when an organ is
 * named, the blocks of that organ in the whole batch. A tie means nothing is set. */
#include "segment/reservation_list.h"

#include "alloc.h"
#include "segment/organs.h"
#include "segment/persons.h"
#include "segment/pointers.h"

#include <stdlib.h>
#include <string.h>

typedef struct wanted {
  ren_kind kind;
  ren_str organ; /* "" if not named */
  ren_buf organ_buf;
  ren__persons persons;
  bool own; /* sitt, eget: signed by the same */
  bool kind_said;
  bool chapter; /* `Reservationer m.m.` */
} wanted;

typedef struct resolver {
  ren_reservations *list;
  ren__cue_words words;
  ren__tokens tokens;
  uint32_t *by_file, *by_organ; /* item numbers, sorted by file and by organ */
  ren__fold *organs;            /* folded organ of every item */
} resolver;

/* ---- orders --------------------------------------------------------------- */

static int compare_str(ren_str a, ren_str b) {
  size_t n = a.len < b.len ? a.len : b.len;
  int order = n ? memcmp(a.ptr, b.ptr, n) : 0;
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

static int order_numbers(uint32_t a, uint32_t b) { return (a > b) - (a < b); }

static int by_file(const void *x, const void *y, void *payload) {
  const resolver *r = payload;
  uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
  int order = compare_str(r->list->items[a].file, r->list->items[b].file);
  return order ? order : order_numbers(a, b);
}

static ren_str letters(const ren__fold *fold) { return (ren_str){(const char *)fold->letters, fold->len}; }

static int by_organ(const void *x, const void *y, void *payload) {
  const resolver *r = payload;
  uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
  int order = compare_str(letters(&r->organs[a]), letters(&r->organs[b]));
  return order ? order : order_numbers(a, b);
}

static bool build_orders(resolver *r) {
  size_t n = r->list->count;
  r->by_file = ren_alloc_array(n, sizeof *r->by_file);
  r->by_organ = ren_alloc_array(n, sizeof *r->by_organ);
  r->organs = ren_alloc_array(n, sizeof *r->organs);
  if (!r->by_file || !r->by_organ || !r->organs) return false;
  for (size_t i = 0; i < n; i++) {
    r->by_file[i] = r->by_organ[i] = (uint32_t)i;
    ren__fold_str(&r->organs[i], r->list->items[i].organ);
  }
  qsort_r(r->by_file, n, sizeof *r->by_file, by_file, r);
  qsort_r(r->by_organ, n, sizeof *r->by_organ, by_organ, r);
  return true;
}

/* ---- reading the pointer ---------------------------------------------------- */

static void read_persons(resolver *r, wanted *want, ren_str to) {
  for (size_t i = 0; i < r->tokens.count && !want->persons.count; i++) {
    const ren__token *t = &r->tokens.items[i];
    if (!(t->flags & REN__TOKEN_UPPER) && !(t->before & REN__GAP_OPEN)) continue;
    if (!ren__persons_read(&want->persons, &r->tokens, to.ptr, i, r->tokens.count, true)) continue;
    if (!want->persons.with_party && want->persons.items[0].start == want->persons.items[0].end)
      want->persons.count = 0;
  }
}

/* `Reservationer m.m.`, `Reservationer och särskilda uttalanden`: texts of any kind. */
static bool names_chapter(const ren__tokens *tokens) {
  const ren__token *t = tokens->items;
  if (!tokens->count || !(t->words & REN__WORD(REN__W_RESERVATION)) || t->fold.len < 13) return false;
  return t->fold.letters[t->fold.len - 1] == 'r';
}

static bool read_wanted(resolver *r, wanted *want, const ren_reservation *item) {
  ren__organ organ;
  ren_str to = item->refers_to;
  *want = (wanted){.kind = item->kind};
  if (!ren__tokens_split(&r->tokens, to.ptr, 0, to.len, 200)) return false;
  ren__cue_classify(&r->words, &r->tokens, to.ptr);
  const uint64_t kinds[] = {REN__WORD(REN__W_RESERVATION),      REN__WORD(REN__W_UTTALANDE),
                            REN__WORD(REN__W_ERSATTARYTTRANDE), REN__WORD(REN__W_PROTOKOLLSANTECKNING),
                            REN__WORD(REN__W_ROSTFORKLARING),   0,
                            REN__WORD(REN__W_YRKANDE)};
  bool chapter = want->chapter = names_chapter(&r->tokens);
  for (size_t i = 0; i < r->tokens.count; i++) {
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
      if (!chapter && r->tokens.items[i].words & kinds[k]) {
        want->kind = (ren_kind)k;
        want->kind_said = true;
      }
    want->own |= (r->tokens.items[i].words & REN__WORD(REN__W_SITT)) != 0;
  }
  if (ren__organ_search(&organ, &r->tokens, to.ptr, 0, r->tokens.count)) {
    ren__organ_name(&want->organ_buf, &organ, &r->tokens, to.ptr);
    want->organ = ren_buf_str(&want->organ_buf);
  } else {
    read_persons(r, want, to);
  }
  if (want->organ.len) read_persons(r, want, to);
  return want->organ_buf.status == REN_OK;
}

/* ---- judging ------------------------------------------------------------------ */

static bool same_party(const ren_signatory *a, const char *party) { return ren_str_eq(a->party, ren_str_of(party)); }

/* A name as the pointer says it may have the genitive -s. */
static bool signed_by(const ren_reservation *item, const ren__person *person, const char *text) {
  ren__fold said, name;
  ren__fold_str(&said, (ren_str){text + person->start, person->end - person->start});
  for (size_t i = 0; i < item->signatory_count; i++) {
    if (!said.len) {
      if (same_party(&item->signatories[i], person->party)) return true;
      continue;
    }
    ren__fold_str(&name, item->signatories[i].name);
    if (name.len >= 4 && said.len <= name.len + 2u &&
        ren__fold_distance(&name, &said, REN__PREFIX, 4) != REN__COST_NONE)
      return true;
  }
  return false;
}

static bool same_signatory(const ren_signatory *a, const ren_signatory *b) {
  ren__fold x, y;
  if (!a->name.len || !b->name.len) return a->party.len && ren_str_eq(a->party, b->party) && a->name.len == b->name.len;
  ren__fold_str(&x, a->name);
  ren__fold_str(&y, b->name);
  return ren__fold_distance(&x, &y, REN__WHOLE, 4) != REN__COST_NONE;
}

/* How many of a's signatories signed b too; parties are counted apart. */
static void shared_signatories(const ren_reservation *a, const ren_reservation *b, size_t *persons, size_t *parties) {
  *persons = *parties = 0;
  for (size_t i = 0; i < a->signatory_count; i++) {
    bool person = false, party = false;
    for (size_t j = 0; j < b->signatory_count; j++) {
      person |= same_signatory(&a->signatories[i], &b->signatories[j]);
      party |= a->signatories[i].party.len && ren_str_eq(a->signatories[i].party, b->signatories[j].party);
    }
    *persons += person;
    *parties += party;
  }
}

/* A block that says nothing but where its text stands is nobody's target. */
static bool only_points(const ren_reservation *item) {
  return item->refers != REN_REFERS_NONE && (!item->text.len || !memchr(item->text.ptr, '\n', item->text.len));
}

static bool same_words(ren_str a, ren_str b) {
  ren__fold x, y;
  ren__fold_str(&x, a);
  ren__fold_str(&y, b);
  return x.len && ren__fold_eq(&x, &y);
}

/* 0: not the one meant; else the higher the likelier. */
static unsigned judge(const ren_reservation *from, const wanted *want, const ren_reservation *to) {
  size_t persons, parties;
  bool same_kind = to->kind == want->kind;
  bool chained =
      want->chapter && !ren_str_eq(from->refers_to, to->refers_to); /* a text of the chapter that points on */
  if (from == to || (only_points(to) && !chained) || (!same_kind && (want->kind_said || !want->organ.len))) return 0;
  if (want->organ.len && !ren__organ_same(want->organ, to->organ)) return 0;
  for (size_t i = 0; i < want->persons.count; i++)
    if (!signed_by(to, &want->persons.items[i], from->refers_to.ptr)) return 0;
  shared_signatories(from, to, &persons, &parties);
  bool named = want->organ.len || want->persons.count;
  bool same_organ = !from->organ.len || !to->organ.len || ren__organ_same(from->organ, to->organ);
  if (want->own && (!persons || !ren_str_eq(from->paragraph, to->paragraph) || !same_organ)) return 0;
  if (!named && !want->own && (!same_organ || !(persons || parties))) return 0;
  unsigned score = same_kind ? 4 : 1;
  if (want->persons.count) persons = parties = 0; /* who signed has been asked already */
  if (persons)
    score += persons == from->signatory_count && persons == to->signatory_count ? 5 : 4;
  else if (parties)
    score += 2;
  if (from->dnr.len && ren_str_eq(from->dnr, to->dnr)) score += 2;
  if (same_words(from->heading, to->heading)) score += 2;
  if (from->paragraph.len && ren_str_eq(from->paragraph, to->paragraph)) score += 3;
  if (to->refers == REN_REFERS_NONE) score += 1;
  return score;
}

/* The only best of items [begin, end) of an order; SIZE_MAX when there is none. */
static size_t best_of(const resolver *r, const uint32_t *order, size_t begin, size_t end, size_t from,
                      const wanted *want, bool other_files) {
  unsigned best = 0;
  size_t found = SIZE_MAX;
  const ren_reservation *item = &r->list->items[from];
  for (size_t i = begin; i < end; i++) {
    const ren_reservation *to = &r->list->items[order[i]];
    if (other_files && ren_str_eq(to->file, item->file)) continue;
    unsigned score = judge(item, want, to);
    if (!score || score < best) continue;
    found = score == best ? SIZE_MAX : order[i];
    best = score;
  }
  return best ? found : SIZE_MAX - 1;
}

static size_t file_start(const resolver *r, ren_str file, bool after) {
  size_t low = 0, high = r->list->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = compare_str(r->list->items[r->by_file[middle]].file, file);
    if (order < 0 || (after && order == 0))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static size_t organ_start(const resolver *r, const ren__fold *organ, bool after) {
  size_t low = 0, high = r->list->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = compare_str(letters(&r->organs[r->by_organ[middle]]), letters(organ));
    if (order < 0 || (after && order == 0))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static size_t find_target(const resolver *r, size_t from, const wanted *want) {
  const ren_reservation *item = &r->list->items[from];
  size_t found =
      best_of(r, r->by_file, file_start(r, item->file, false), file_start(r, item->file, true), from, want, false);
  if (found != SIZE_MAX - 1 || !want->organ.len || want->own) return found;
  ren__fold organ;
  ren__fold_str(&organ, want->organ);
  return best_of(r, r->by_organ, organ_start(r, &organ, false), organ_start(r, &organ, true), from, want, true);
}

ren_status ren_reservations_resolve(ren_reservations *list, ren_error *err) {
  resolver r = {.list = list};
  ren_status status = REN_OK;
  if (list->count >= UINT32_MAX) return ren_fail(err, REN_ELIMIT, "more than %u blocks in one batch", UINT32_MAX);
  if (!ren__cue_words_init(&r.words, NULL, list->count * 32) || !build_orders(&r)) status = ren_fail_nomem(err);
  for (size_t i = 0; i < list->count && status == REN_OK; i++) {
    ren_reservation *item = &list->items[i];
    if (item->refers == REN_REFERS_NONE) continue;
    wanted want;
    bool ok = read_wanted(&r, &want, item);
    size_t found = ok ? find_target(&r, i, &want) : SIZE_MAX;
    item->refers_id = found < list->count ? list->items[found].id : (ren_str){"", 0};
    ren_buf_free(&want.organ_buf);
    if (!ok) status = ren_fail_nomem(err);
  }
  ren__tokens_clear(&r.tokens);
  ren__cue_words_clear(&r.words);
  ren_free(r.by_file);
  ren_free(r.by_organ);
  ren_free(r.organs);
  return status;
}
