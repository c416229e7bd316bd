/* ren_dedup_consensus: each word against its counterparts in the other members. */
#include "dedup/dedup_state.h"

#include "alloc.h"
#include "dedup/consensus_vote.h"
#include "dedup/dedup_words.h"
#include "dedup/moved_words.h"
#include "dedup/witness.h"
#include "utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What the witnesses have for a word, and for it and the next one together. */
typedef struct place {
  ren_str one[REN__WITNESSES], both[REN__WITNESSES];
  size_t at[REN__WITNESSES]; /* the witness's token */
  bool any_both;
} place;

/* A text of the group, one's own or a witness. */
typedef struct voice {
  ren_str text;
  ren__dedup_tokens tokens;
  ren__word_rates rates;
} voice;

typedef struct assembly {
  const ren_dedup *d;
  size_t item;
  voice own, witness[REN__WITNESSES];
  size_t witnesses;
  ren__units units, moved;
  place *places;
  ren__lexis lexis;
  ren__confusions confusions;
  ren_buf joined;  /* forms of two words; sized before any is pointed at */
  size_t kept;     /* of it, by places */
  ren_str *agreed; /* what all texts make of each of one's own words */
  size_t deciding;
  bool parting; /* a blank was lost there; which of the two words */
  size_t which;
  ren_str pair[2];
  ren_buf parted;
} assembly;

/* ---- the witnesses ----------------------------------------------------------- */

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
  for (size_t k = 0; k < count && k < REN__WITNESSES; k++) as->witness[as->witnesses++].text = d->items[list[k]].text;
  ren_free(list);
  as->own.text = d->items[as->item].text;
  return true;
}

static int by_hash(const void *p, const void *q) {
  uint64_t x = *(const uint64_t *)p, y = *(const uint64_t *)q;
  return (x > y) - (x < y);
}

static bool read_words(assembly *as) {
  size_t words = 1, at = 0;
  if (!ren__dedup_tokens_read(&as->own.tokens, as->own.text)) return false;
  for (size_t w = 0; w < as->witnesses; w++) {
    if (!ren__dedup_tokens_read(&as->witness[w].tokens, as->witness[w].text)) return false;
    words += as->witness[w].tokens.count;
  }
  as->lexis.model = as->d->opts.model;
  as->lexis.forms = ren_alloc_array(words, sizeof *as->lexis.forms);
  if (!as->lexis.forms) return false;
  for (size_t w = 0; w < as->witnesses; w++)
    for (size_t i = 0; i < as->witness[w].tokens.count; i++)
      as->lexis.forms[at++] = ren__form_hash(as->witness[w].tokens.list[i].word);
  qsort(as->lexis.forms, at, sizeof *as->lexis.forms, by_hash);
  as->lexis.count = at;
  return true;
}

/* A text lost its marks if it has far fewer than another one. */
static void measure(assembly *as, voice *v, double most_marks) {
  static const double USUAL = 0.03, TELLING = 0.35;
  double marks = ren__diacritics(v->text);
  double lost = most_marks < USUAL ? 0 : 1 - marks / most_marks;
  double misread = ren__misread(&as->lexis, &v->tokens);
  v->rates = ren__word_rates_of(misread, lost < TELLING ? 0 : lost > 0.98 ? 0.98 : lost, &as->confusions);
}

static void measure_all(assembly *as) {
  double most = ren__diacritics(as->own.text);
  for (size_t w = 0; w < as->witnesses; w++) {
    double marks = ren__diacritics(as->witness[w].text);
    if (marks > most) most = marks;
  }
  measure(as, &as->own, most);
  for (size_t w = 0; w < as->witnesses; w++) measure(as, &as->witness[w], most);
}

/* ---- what they have in each place ---------------------------------------------- */

/* Two neighbours with what stands between them, blanks as one; the buffer never moves. */
static ren_str two_words(assembly *as, const voice *v, size_t first) {
  ren_str x = v->tokens.list[first].word, y = v->tokens.list[first + 1].word;
  size_t length = (size_t)(y.ptr + y.len - x.ptr), start = as->joined.len;
  if (length > REN__WORD_MAX * 4 || start + length + 1 > as->joined.cap) return (ren_str){0};
  for (size_t i = 0; i < length;) {
    uint32_t cp;
    size_t len = ren_utf8_decode(x.ptr + i, length - i, &cp);
    if (!ren_is_space(cp))
      ren_buf_append(&as->joined, x.ptr + i, len);
    else if (as->joined.ptr[as->joined.len - 1] != ' ')
      ren_buf_putc(&as->joined, ' ');
    i += len;
  }
  return (ren_str){as->joined.ptr + start, as->joined.len - start};
}

static void cast(assembly *as, const ren__unit *u, size_t w) {
  const voice *v = &as->witness[w];
  for (size_t i = u->a; i < u->a + u->count_a; i++) {
    place *p = &as->places[i];
    if (p->one[w].len || p->both[w].len) continue;
    if (u->count_a == u->count_b) {
      p->at[w] = u->b + (i - u->a);
      p->one[w] = v->tokens.list[p->at[w]].word;
    } else if (u->count_a == 1 && u->count_b == 2) {
      p->at[w] = u->b;
      p->one[w] = two_words(as, v, u->b);
    } else if (u->count_a == 2 && u->count_b == 1 && i == u->a) {
      p->at[w] = u->b;
      p->both[w] = v->tokens.list[u->b].word;
      p->any_both = true;
    }
  }
}

static bool hear_witnesses(assembly *as) {
  as->places = ren_alloc_array(as->own.tokens.count + 1, sizeof *as->places);
  if (!as->places || !ren_buf_reserve(&as->joined, 4 * as->own.text.len + 4096)) return false;
  for (size_t w = 0; w < as->witnesses; w++) {
    const ren__dedup_tokens *other = &as->witness[w].tokens;
    if (!ren__align_words(&as->units, &as->own.tokens, other)) return false;
    if (!ren__align_moved(&as->moved, &as->units, &as->own.tokens, other)) return false;
    for (size_t k = 0; k < as->moved.count; k++) cast(as, &as->moved.list[k], w);
    for (size_t k = 0; k < as->units.count; k++) cast(as, &as->units.list[k], w);
  }
  as->kept = as->joined.len;
  return true;
}

/* ---- the decisions ------------------------------------------------------------- */

/* What all texts make of the places around, by distance; none: outside the text. */
static ren_str around(const assembly *as, ptrdiff_t distance) {
  ptrdiff_t at = (ptrdiff_t)as->deciding + distance;
  return at < 0 || at >= (ptrdiff_t)as->own.tokens.count ? (ren_str){0} : as->agreed[at];
}

/* The words around tell which form fits. Where a blank was lost the other word counts. */
static double misfit(void *payload, ren_str form, ren_str other) {
  const assembly *as = payload;
  const ren_model *model = as->lexis.model;
  if (!model || memchr(form.ptr, ' ', form.len) || memchr(other.ptr, ' ', other.len)) return 0;
  bool first = as->parting && as->which == 0, second = as->parting && as->which == 1;
  ren_str a = around(as, second ? -1 : -2), b = second ? as->pair[0] : around(as, -1);
  ren_str c = first ? as->pair[1] : around(as, 1), d = around(as, first ? 1 : 2);
  double fits = (double)ren_model_trigram(model, a, b, other) + (double)ren_model_trigram(model, b, other, c) +
                (double)ren_model_trigram(model, other, c, d);
  double fit = (double)ren_model_trigram(model, a, b, form) + (double)ren_model_trigram(model, b, form, c) +
               (double)ren_model_trigram(model, form, c, d);
  return fits - fit;
}

static ren_status add_edit(ren_edits *edits, ren_str text, ren_str own, const ren__election *e, ren_error *err) {
  char buf[512];
  bool two = memchr(e->form.ptr, ' ', e->form.len) != NULL;
  ren_str after = two ? e->form : ren__in_casing(buf, sizeof buf, own, e->form);
  if (after.len == 0 || ren_str_eq(after, own)) return REN_OK;
  ren_edit edit = {(size_t)(own.ptr - text.ptr), own.len, after, e->rule, e->confidence};
  return ren_edits_add(edits, &edit, err);
}

static void add_reading(ren__ballot *ballot, ren_str form, const voice *v) {
  if (form.len) ballot->readings[ballot->count++] = (ren__witnessed){form, &v->rates};
}

/* ---- a lost blank --------------------------------------------------------------- */

static ren_str first_token(ren_str text) {
  size_t at = 0;
  ren_str token;
  return ren__dedup_token_next(text, &at, &token) ? token : (ren_str){text.ptr, 0};
}

static ren_str rest_token(ren_str text) {
  size_t at = 0;
  ren_str token;
  if (!ren__dedup_token_next(text, &at, &token)) return (ren_str){text.ptr, 0};
  return first_token((ren_str){text.ptr + at, text.len - at});
}

/* Where one's own word is likeliest to be two, and at what cost. */
static double split_own(const assembly *as, ren_str own, ren_str form, ren_str parts[2]) {
  ren_str x = first_token(form), y = rest_token(form);
  double least = REN__NEVER;
  for (size_t i = 0; i < own.len;) {
    uint32_t cp;
    i += ren_utf8_decode(own.ptr + i, own.len - i, &cp);
    ren_str a = first_token((ren_str){own.ptr, i}), b = first_token((ren_str){own.ptr + i, own.len - i});
    if (a.len == 0 || b.len == 0) continue;
    double cost = ren__word_channel(&as->own.rates, a, x, least) + ren__word_channel(&as->own.rates, b, y, least);
    if (cost >= least) continue;
    least = cost;
    parts[0] = a, parts[1] = b;
  }
  return least;
}

/* Whether the witness has two words for one's own one, or for both of one's own. */
static bool has_two(const assembly *as, size_t i, size_t w, bool from_both) {
  const place *p = &as->places[i];
  if (!from_both) return p->one[w].len && memchr(p->one[w].ptr, ' ', p->one[w].len);
  return p->one[w].len && as->places[i + 1].one[w].len && as->places[i + 1].at[w] == p->at[w] + 1 &&
         !memchr(p->one[w].ptr, ' ', p->one[w].len);
}

/* One of the two words, as the witnesses that have both have it. */
static void append_part(assembly *as, size_t i, ren_str own, size_t which) {
  ren__ballot ballot = {.around = {misfit, as}};
  char buf[512];
  as->deciding = i, as->parting = true, as->which = which;
  add_reading(&ballot, own, &as->own);
  for (size_t w = 0; w < as->witnesses; w++)
    if (has_two(as, i, w, false))
      add_reading(&ballot, as->witness[w].tokens.list[as->places[i].at[w] + which].word, &as->witness[w]);
  ren__election e = ren__vote(&as->lexis, &ballot);
  ren_str after = e.replace ? ren__in_casing(buf, sizeof buf, own, e.form) : own;
  ren_buf_append_str(&as->parted, after.len ? after : own);
}

/* A blank comes back; then each of the words is one's own and may be damaged. */
static bool part(assembly *as, size_t i, ren__election *e) {
  ren_str parts[2], x = first_token(e->form), y = rest_token(e->form);
  if (split_own(as, as->own.tokens.list[i].word, e->form, parts) >= REN__NEVER) return false;
  as->pair[0] = x, as->pair[1] = y;
  ren_buf_clear(&as->parted);
  append_part(as, i, parts[0], 0);
  ren_buf_append(&as->parted, x.ptr + x.len, (size_t)(y.ptr - (x.ptr + x.len)));
  append_part(as, i, parts[1], 1);
  e->form = ren_buf_str(&as->parted);
  return true;
}

/* What the witnesses that have two words here make of them together: each is damaged
 * elsewhere. Empty if fewer than two have them. */
static ren_str two_agreed(assembly *as, size_t i, bool from_both) {
  ren__ballot first = {0}, second = {0};
  ren_str between = {0};
  for (size_t w = 0; w < as->witnesses; w++) {
    const ren__dedup_tokens *t = &as->witness[w].tokens;
    if (!has_two(as, i, w, from_both)) continue;
    size_t at = as->places[i].at[w];
    add_reading(&first, t->list[at].word, &as->witness[w]);
    add_reading(&second, t->list[at + 1].word, &as->witness[w]);
    if (between.len == 0) between = two_words(as, &as->witness[w], at);
  }
  if (first.count < 2 || between.len == 0) return (ren_str){0};
  ren_str x = ren__meant_by_all(&as->lexis, &first), y = ren__meant_by_all(&as->lexis, &second);
  ren_str a = first_token(between), b = rest_token(between);
  size_t start = as->joined.len;
  if (start + x.len + y.len + between.len + 1 > as->joined.cap) return (ren_str){0};
  ren_buf_append_str(&as->joined, x);
  ren_buf_append(&as->joined, a.ptr + a.len, (size_t)(b.ptr - (a.ptr + a.len)));
  ren_buf_append_str(&as->joined, y);
  return (ren_str){as->joined.ptr + start, as->joined.len - start};
}

static bool are_words(const assembly *as, ren_str two) {
  return ren__lexis_knows(&as->lexis, first_token(two)) && ren__lexis_knows(&as->lexis, rest_token(two));
}

/* A blank was lost in what is no word, though neither of the two was read well enough by any
 * witness to be taken from it. */
static ren__election decide_blank(assembly *as, size_t i) {
  ren_str own = as->own.tokens.list[i].word, parts[2], best = {0};
  double least = ren__difference_cost(&as->lexis, own) - ren__lost_blank_cost(&as->own.rates), limit = least;
  size_t two = 0, one = ren__times_seen(&as->lexis, own);
  for (size_t w = 0; w < as->witnesses; w++) {
    two += has_two(as, i, w, false);
    one += as->places[i].one[w].len && !has_two(as, i, w, false);
    double cost = has_two(as, i, w, false) ? split_own(as, own, as->places[i].one[w], parts) : REN__NEVER;
    if (cost < least) least = cost, best = as->places[i].one[w];
  }
  ren__election e = {.form = best, .rule = "witness-parted"};
  e.replace = two > one && limit - least >= REN__SURE && part(as, i, &e) && are_words(as, e.form);
  e.confidence = (float)(1 - pow(10, least - limit));
  return e;
}

static ren__election decide_one(assembly *as, size_t i) {
  ren_str own = as->own.tokens.list[i].word;
  ren__ballot ballot = {.around = {misfit, as}};
  as->deciding = i, as->parting = false;
  add_reading(&ballot, own, &as->own);
  as->joined.len = as->kept;
  ren_str two = two_agreed(as, i, false);
  for (size_t w = 0; w < as->witnesses; w++)
    add_reading(&ballot, two.len && has_two(as, i, w, false) ? two : as->places[i].one[w], &as->witness[w]);
  ren__election e = ren__vote(&as->lexis, &ballot);
  if (!e.replace) return decide_blank(as, i);
  if (memchr(e.form.ptr, ' ', e.form.len)) e.replace = part(as, i, &e);
  return e;
}

/* ---- a false blank -------------------------------------------------------------- */

/* The word and the next one together, where a witness has one word for both. A line
 * end between them stays. */
static ren__election decide_both(assembly *as, size_t i, ren_str *span) {
  ren__election stays = {0};
  const place *p = &as->places[i];
  if (!p->any_both || i + 1 >= as->own.tokens.count) return stays;
  ren_str x = as->own.tokens.list[i].word, y = as->own.tokens.list[i + 1].word;
  *span = (ren_str){x.ptr, (size_t)(y.ptr + y.len - x.ptr)};
  if (memchr(span->ptr, '\n', span->len)) return stays;
  ren__ballot ballot = {0};
  as->joined.len = as->kept;
  add_reading(&ballot, two_words(as, &as->own, i), &as->own);
  ren_str two = two_agreed(as, i, true);
  for (size_t w = 0; ballot.count && w < as->witnesses; w++) {
    if (p->both[w].len)
      add_reading(&ballot, p->both[w], &as->witness[w]);
    else if (has_two(as, i, w, true))
      add_reading(&ballot, two.len ? two : two_words(as, &as->witness[w], p->at[w]), &as->witness[w]);
  }
  ren__election e = ballot.count ? ren__vote(&as->lexis, &ballot) : stays;
  return e.replace && !memchr(e.form.ptr, ' ', e.form.len) ? e : stays; /* two words by themselves come next */
}

static bool agree(assembly *as) {
  as->agreed = ren_alloc_array(as->own.tokens.count + 1, sizeof *as->agreed);
  for (size_t i = 0; as->agreed && i < as->own.tokens.count; i++) {
    ren__ballot ballot = {0};
    add_reading(&ballot, as->own.tokens.list[i].word, &as->own);
    for (size_t w = 0; w < as->witnesses; w++) add_reading(&ballot, as->places[i].one[w], &as->witness[w]);
    as->agreed[i] = ren__meant_by_all(&as->lexis, &ballot);
  }
  return as->agreed != NULL;
}

static ren_status decide(assembly *as, ren_edits *edits, ren_error *err) {
  ren_status status = REN_OK;
  for (size_t i = 0; status == REN_OK && i < as->own.tokens.count; i++) {
    ren_str span = {0};
    ren__election e = decide_both(as, i, &span);
    if (e.replace) {
      status = add_edit(edits, as->own.text, span, &e, err);
      i++;
      continue;
    }
    e = decide_one(as, i);
    if (e.replace) status = add_edit(edits, as->own.text, as->own.tokens.list[i].word, &e, err);
  }
  return status;
}

static ren_status run(assembly *as, ren_edits *edits, ren_error *err) {
  if (!choose_witnesses(as) || !read_words(as)) return ren_fail_nomem(err);
  ren__confusions_of(&as->confusions, as->lexis.model);
  measure_all(as);
  return hear_witnesses(as) && agree(as) ? decide(as, edits, err) : ren_fail_nomem(err);
}

ren_status ren_dedup_consensus(ren_edits **out, const ren_dedup *d, size_t item, float min_confidence, ren_error *err) {
  *out = NULL;
  if (item >= d->count) return ren_fail(err, REN_EINVAL, "there is no item %zu", item);
  assembly as = {.d = d, .item = item};
  ren_edits *edits = NULL;
  ren_status status = ren_edits_new(&edits, REN_STEP_CONSENSUS, err);
  if (status != REN_OK) return status;
  if (d->cluster_of[item] != REN__NONE && !d->pointer[d->rank[item]]) status = run(&as, edits, err);
  ren__dedup_tokens_free(&as.own.tokens);
  for (size_t w = 0; w < as.witnesses; w++) ren__dedup_tokens_free(&as.witness[w].tokens);
  ren__units_free(&as.units);
  ren__units_free(&as.moved);
  ren_free(as.places);
  ren_free(as.agreed);
  ren_free(as.lexis.forms);
  ren_buf_free(&as.joined);
  ren_buf_free(&as.parted);
  if (status != REN_OK) {
    ren_edits_free(edits);
    return status;
  }
  ren_edits_filter(edits, min_confidence);
  *out = edits;
  return REN_OK;
}
