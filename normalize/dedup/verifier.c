/* Two texts compared as they would be in a batch. */
#include "dedup/dedup_state.h"

#include "alloc.h"
#include "dedup/dedup_words.h"

struct ren_verifier {
  ren_boilerplate boilerplate;
  ren_dedup_opts opts;
  ren__comparer comparer;
  ren_buf scratch;
  ren_span_pair whole;
};

ren_status ren_verifier_new(ren_verifier **out, const ren_boilerplate *boilerplate, const ren_dedup_opts *opts,
                            ren_error *err) {
  static const ren_dedup_opts defaults = REN_DEDUP_OPTS_INIT;
  *out = NULL;
  ren_status status = ren__dedup_check(NULL, 0, opts ? opts : &defaults, err);
  if (status != REN_OK) return status;
  ren_verifier *v = ren_alloc(sizeof *v);
  if (!v) return ren_fail_nomem(err);
  v->opts = opts ? *opts : defaults;
  if (boilerplate) v->boilerplate = *boilerplate;
  *out = v;
  return REN_OK;
}

void ren_verifier_free(ren_verifier *v) {
  if (!v) return;
  ren__comparer_free(&v->comparer);
  ren_buf_free(&v->scratch);
  ren_free(v);
}

/* Items of the same words are one text, as in a batch (dedup_classes.c). */
static bool same_class(const ren_dedup_item *x, size_t words_x, const ren_dedup_item *y, size_t words_y) {
  if (words_x != words_y || words_x == 0) return false;
  if (words_x < REN__FEW_WORDS && !ren_str_eq(x->guard, y->guard)) return false;
  return ren__same_words(x->text, y->text);
}

static ren_status compare(ren_verifier *v, const ren_dedup_item *const item[2], const size_t words[2],
                          ren__verdict *verdict, ren_error *err) {
  const ren_str texts[2] = {item[0]->text, item[1]->text};
  ren__bone_store *store = NULL;
  ren_status status = ren__bone_store_given(&store, texts, 2, v->boilerplate.hashes, v->boilerplate.count, err);
  if (status != REN_OK) return status;
  const ren__subject a = {item[0]->text, item[0]->guard, (uint32_t)words[0], 0};
  const ren__subject b = {item[1]->text, item[1]->guard, (uint32_t)words[1], 1};
  v->comparer.opts = ren__judge_opts_of(&v->opts, store);
  ren__comparer_forget(&v->comparer); /* other texts have these numbers now */
  if (!ren__comparer_set(&v->comparer, &a) || !ren__compare(&v->comparer, &b, verdict)) status = ren_fail_nomem(err);
  ren__bone_store_free(store);
  return status;
}

/* The verdict is about (first, second); the pair is to be about x (0) and y (1), the
 * container first. */
static void tell(ren_verifier *v, const ren__verdict *verdict, bool turned, ren_pair *pair) {
  ren__comparer *c = &v->comparer;
  bool swap = verdict->relation == REN_RELATION_CONTAINS ? verdict->b_contains_a : turned;
  size_t first = turned ? 1 : 0;
  *pair = (ren_pair){.a = swap ? 1 - first : first,
                     .b = swap ? first : 1 - first,
                     .relation = verdict->relation,
                     .similarity = (float)verdict->similarity / REN__ONE,
                     .weight = (float)verdict->weight / REN__ONE,
                     .spans = c->spans,
                     .span_count = c->span_count};
  for (size_t k = 0; swap && k < c->span_count; k++) c->spans[k] = ren__span_turned(&c->spans[k]);
  ren__spans_sort(c->spans, c->span_count);
}

ren_status ren_verifier_compare(ren_verifier *v, const ren_dedup_item *x, const ren_dedup_item *y, ren_pair *pair,
                                bool *related, ren_error *err) {
  const ren_dedup_item *item[2] = {x, y};
  size_t words[2];
  ren__words_key key;
  *related = false;
  if (x->text.len >= REN__TEXT_MAX || y->text.len >= REN__TEXT_MAX)
    return ren_fail(err, REN_ELIMIT, "a text is larger than 1 GiB");
  bool turned = ren__compare_items(x, y) > 0; /* as a batch would rank them */
  if (turned) item[0] = y, item[1] = x;
  for (int i = 0; i < 2; i++)
    if (!ren__words_key_of(&key, &words[i], item[i]->text, &v->scratch)) return ren_fail_nomem(err);
  if (same_class(item[0], words[0], item[1], words[1])) {
    v->whole = (ren_span_pair){0, x->text.len, 0, y->text.len, 1.0f};
    *pair = (ren_pair){0, 1, REN_RELATION_IDENTICAL, 1.0f, 1.0f, &v->whole, 1};
    *related = true;
    return REN_OK;
  }
  ren__verdict verdict = {0};
  if (words[0] == 0 || words[1] == 0) return REN_OK;
  ren_status status = compare(v, item, words, &verdict, err);
  if (status != REN_OK || !verdict.related) return status;
  tell(v, &verdict, turned, pair);
  *related = true;
  return REN_OK;
}
