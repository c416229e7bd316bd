/* ren_dedup_consensus: each word against its counterparts in the other members. */
#include "dedup/dedup_state.h"

#include "alloc.h"
#include "dedup/consensus_vote.h"
#include "dedup/dedup_words.h"
#include "dedup/witness.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

/* Votes on one word, or on it and the next one together (a word broken in two). */
typedef struct place {
  ren_str one[REN__WITNESSES], both[REN__WITNESSES];
  uint8_t one_count, both_count, out; /* out: witnesses that have nothing or something else here */
} place;

typedef struct assembly {
  const ren_dedup *d;
  size_t item;
  size_t witness[REN__WITNESSES];
  size_t witnesses;
  ren__dedup_tokens own, other[REN__WITNESSES];
  ren__units units;
  place *places;
  bool lost_marks;
  uint64_t *forms; /* sorted hashes of all words in all the texts, without a model */
  size_t form_count;
  ren_buf joined; /* forms of two words; sized before any is pointed at */
} assembly;

static int by_cleanness(const void *p, const void *q, void *payload) {
  const ren_dedup *d = payload;
  size_t x = *(const size_t *)p, y = *(const size_t *)q;
  if (d->cleanness[x] > d->cleanness[y]) return -1;
  if (d->cleanness[x] < d->cleanness[y]) return 1;
  return (d->rank[x] > d->rank[y]) - (d->rank[x] < d->rank[y]);
}

/* The cleanest other members; pointers have no text of their own. */
static bool choose_witnesses(assembly *as) {
  const ren_dedup *d = as->d;
  const ren_cluster *c = &d->clusters[d->cluster_of[as->item]];
  size_t *list = ren_alloc_array(c->member_count, sizeof *list), count = 0;
  if (!list) return false;
  for (size_t k = 0; k < c->member_count; k++) {
    size_t other = c->members[k].item;
    if (other != as->item && !d->pointer[d->rank[other]]) list[count++] = other;
  }
  qsort_r(list, count, sizeof *list, by_cleanness, (void *)(uintptr_t)d);
  double marks = 0;
  for (size_t k = 0; k < count && k < REN__WITNESSES; k++) {
    as->witness[as->witnesses++] = list[k];
    marks += ren__diacritics(d->items[list[k]].text);
  }
  ren_free(list);
  if (as->witnesses) as->lost_marks = ren__diacritics(d->items[as->item].text) * 3 < marks / (double)as->witnesses;
  return true;
}

/* Two words of a witness with a blank between; the buffer never moves. */
static ren_str two_words(assembly *as, const ren__dedup_tokens *tokens, size_t first) {
  ren_str x = tokens->list[first].word, y = tokens->list[first + 1].word;
  if (as->joined.len + x.len + y.len + 2 > as->joined.cap) return (ren_str){0};
  size_t start = as->joined.len;
  ren_buf_append_str(&as->joined, x);
  ren_buf_putc(&as->joined, ' ');
  ren_buf_append_str(&as->joined, y);
  return (ren_str){as->joined.ptr + start, as->joined.len - start};
}

static void cast(assembly *as, const ren__unit *u, const ren__dedup_tokens *other) {
  for (size_t i = u->a; i < u->a + u->count_a; i++) {
    place *p = &as->places[i];
    if (u->op != REN_DIFF_CHANGE && u->count_a == 1) {
      ren_str form = u->count_b == 1 ? other->list[u->b].word : two_words(as, other, u->b);
      if (form.len) p->one[p->one_count++] = form;
    } else if (u->op == REN_DIFF_NOISE && u->count_a == 2 && i == u->a)
      p->both[p->both_count++] = other->list[u->b].word;
    else if (u->op == REN_DIFF_CHANGE && u->count_a == u->count_b) /* other wording, or damage beyond likeness */
      p->one[p->one_count++] = other->list[u->b + (i - u->a)].word;
    else
      p->out++;
  }
}

static uint64_t form_hash(ren_str word) {
  char low[4 * REN__WORD_MAX];
  size_t len = ren_utf8_lower_into(low, sizeof low, word);
  return len ? XXH3_64bits(low, len) : XXH3_64bits(word.ptr, word.len);
}

static int by_hash(const void *p, const void *q) {
  uint64_t x = *(const uint64_t *)p, y = *(const uint64_t *)q;
  return (x > y) - (x < y);
}

/* The vocabulary of the group stands in for a lexicon. */
static bool collect_forms(assembly *as) {
  size_t words = as->own.count, at = 0;
  for (size_t w = 0; w < as->witnesses; w++) words += as->other[w].count;
  as->forms = ren_alloc_array(words, sizeof *as->forms);
  if (!as->forms) return false;
  for (size_t i = 0; i < as->own.count; i++) as->forms[at++] = form_hash(as->own.list[i].word);
  for (size_t w = 0; w < as->witnesses; w++)
    for (size_t i = 0; i < as->other[w].count; i++) as->forms[at++] = form_hash(as->other[w].list[i].word);
  qsort(as->forms, at, sizeof *as->forms, by_hash);
  as->form_count = at;
  return true;
}

static size_t times_seen(const assembly *as, ren_str word) {
  uint64_t hash = form_hash(word);
  size_t low = 0, high = as->form_count, count = 0;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (as->forms[mid] < hash)
      low = mid + 1;
    else
      high = mid;
  }
  while (low + count < as->form_count && as->forms[low + count] == hash) count++;
  return count;
}

static bool hear_witnesses(assembly *as) {
  const ren_dedup *d = as->d;
  if (!ren__dedup_tokens_read(&as->own, d->items[as->item].text)) return false;
  as->places = ren_alloc_array(as->own.count, sizeof *as->places);
  if (!as->places || !ren_buf_reserve(&as->joined, d->items[as->item].text.len + 4096)) return false;
  for (size_t w = 0; w < as->witnesses; w++) {
    if (!ren__dedup_tokens_read(&as->other[w], d->items[as->witness[w]].text)) return false;
    if (!ren__align_words(&as->units, &as->own, &as->other[w])) return false;
    for (size_t k = 0; k < as->units.count; k++) cast(as, &as->units.list[k], &as->other[w]);
  }
  return as->d->opts.model || collect_forms(as);
}

static bool starts_sentence(ren_str text, size_t at) {
  while (at > 0) {
    uint32_t cp;
    size_t len = ren_utf8_decode_before(text.ptr, at, &cp);
    if (len == 0) break;
    if (cp == '.' || cp == '!' || cp == '?' || cp == ':' || cp == '\n') return true;
    if (cp != REN_BAD_CODEPOINT && (ren_is_letter(cp) || ren_is_digit(cp))) return false;
    at -= len;
  }
  return true;
}

static ren_status add_edit(ren_edits *edits, ren_str text, ren_str own, const ren__election *e, ren_error *err) {
  char buf[512];
  ren_str after = ren__in_casing(buf, sizeof buf, own, e->form);
  if (after.len == 0 || ren_str_eq(after, own)) return REN_OK;
  ren_edit edit = {(size_t)(own.ptr - text.ptr), own.len, after, e->rule, e->confidence};
  return ren_edits_add(edits, &edit, err);
}

/* A word that stands in two pieces here and in one with every witness that has it. */
static ren_status mend_two(assembly *as, size_t i, ren_edits *edits, bool *mended, ren_error *err) {
  const ren_model *model = as->d->opts.model;
  const place *p = &as->places[i];
  *mended = false;
  if (!model || i + 1 >= as->own.count || p->both_count == 0 || p->one_count || as->places[i + 1].one_count)
    return REN_OK;
  ren_str x = as->own.list[i].word, y = as->own.list[i + 1].word, text = as->d->items[as->item].text;
  bool words = ren_model_word(model, x).flags && ren_model_word(model, y).flags;
  if (words || !ren_model_word(model, p->both[0]).flags || ren__has_digit(p->both[0])) return REN_OK;
  for (size_t k = 1; k < p->both_count; k++)
    if (!ren__same_words(p->both[0], p->both[k])) return REN_OK;
  float confidence = p->both_count > 1 ? 0.96f : 0.92f;
  ren__election e = {true, p->both[0], confidence, "witness-joined"};
  *mended = true;
  return add_edit(edits, text, (ren_str){x.ptr, (size_t)(y.ptr + y.len - x.ptr)}, &e, err);
}

static ren_status decide(assembly *as, ren_edits *edits, ren_error *err) {
  ren_str text = as->d->items[as->item].text;
  ren_status status = REN_OK;
  for (size_t i = 0; status == REN_OK && i < as->own.count; i++) {
    const place *p = &as->places[i];
    bool mended = false;
    status = mend_two(as, i, edits, &mended, err);
    if (status != REN_OK || mended) {
      i += mended;
      continue;
    }
    ren_str own = as->own.list[i].word;
    ren__ballot ballot = {.own = own, .own_lost_marks = as->lost_marks, .count = p->one_count};
    if (as->forms) ballot.own_seen = times_seen(as, own);
    ballot.sentence_start = starts_sentence(text, (size_t)(own.ptr - text.ptr));
    memcpy(ballot.votes, p->one, p->one_count * sizeof *p->one);
    ren__election e = ren__vote(as->d->opts.model, &ballot);
    if (e.replace) status = add_edit(edits, text, own, &e, err);
  }
  return status;
}

ren_status ren_dedup_consensus(ren_edits **out, const ren_dedup *d, size_t item, float min_confidence, ren_error *err) {
  *out = NULL;
  if (item >= d->count) return ren_fail(err, REN_EINVAL, "there is no item %zu", item);
  assembly as = {.d = d, .item = item};
  ren_edits *edits = NULL;
  ren_status status = ren_edits_new(&edits, REN_STEP_CONSENSUS, err);
  if (status != REN_OK) return status;
  if (d->cluster_of[item] != REN__NONE && !d->pointer[d->rank[item]]) {
    if (!choose_witnesses(&as) || !hear_witnesses(&as))
      status = ren_fail_nomem(err);
    else
      status = decide(&as, edits, err);
  }
  ren__dedup_tokens_free(&as.own);
  for (size_t w = 0; w < as.witnesses; w++) ren__dedup_tokens_free(&as.other[w]);
  ren__units_free(&as.units);
  ren_free(as.places);
  ren_free(as.forms);
  ren_buf_free(&as.joined);
  if (status != REN_OK) {
    ren_edits_free(edits);
    return status;
  }
  ren_edits_filter(edits, min_confidence);
  *out = edits;
  return REN_OK;
}
