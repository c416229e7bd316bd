#include "small_model.h"

#include "real_model.h"

#include "alloc.h"
#include "compiler/bounds.h"
#include "model/lexicon.h"

/* What a search pays for a word, by itself and within a compound, in sixteenths of a decade
 * (rounded down), and what goes on from it at least. Written down once more here. */
typedef struct least_costs {
  unsigned alone, as_modifier, as_head;
} least_costs;

enum { NEVER = 254 };

static unsigned least_of(unsigned a, unsigned b) { return a < b ? a : b; }

static unsigned compound_tax(const ren_model *model) {
  return REN_COMPOUND_TAX + model->unigrams[REN_LM_UNKNOWN].cost / 2u;
}

static unsigned least_head(const ren_model *model) {
  unsigned head = REN_NO_COST;
  for (uint32_t i = 0; i < model->entry_count; i++) head = least_of(head, model->entries[i].head);
  return head;
}

static least_costs costs_of(const ren_model *model, const ren__entry *entry, unsigned head) {
  least_costs c = {NEVER, NEVER, NEVER};
  if (entry->flags) c.alone = model->unigrams[entry->lm_id].cost / 2u + entry->share;
  if (entry->modifier != REN_NO_COST) c.as_modifier = entry->modifier + REN_JOINT_COST + head + compound_tax(model);
  if (entry->head != REN_NO_COST) c.as_head = entry->head + compound_tax(model);
  return c;
}

typedef struct word_walk {
  const ren_model *model;
  ren__bound *least; /* by edge, of the words met so far */
  uint32_t path[REN_WORD_MAX + 1];
  unsigned head;
  size_t words;
} word_walk;

static void meet_word(word_walk *w, size_t length, uint32_t number) {
  assert_true(number < w->model->entry_count);
  least_costs c = costs_of(w->model, &w->model->entries[number], w->head);
  unsigned first = least_of(NEVER, least_of(c.alone, c.as_modifier));
  unsigned later = least_of(NEVER, least_of(c.as_head, c.as_modifier));
  for (size_t i = 0; i < length; i++) {
    const ren__bound *bound = &w->model->bounds[w->path[i]];
    ren__bound *least = &w->least[w->path[i]];
    if (bound->first > first || bound->later > later)
      fail_msg("word %u: the bound of letter %zu is %u, %u, the word costs %u, %u", number, i, bound->first,
               bound->later, first, later);
    *least = (ren__bound){(uint8_t)least_of(least->first, first), (uint8_t)least_of(least->later, later)};
  }
  w->words++;
}

/* Goes over all words with this beginning; edges are walked by every word's own path. */
static void walk_words(word_walk *w, uint32_t state, size_t length, uint32_t number) {
  assert_true(length < REN_WORD_MAX || state == 0);
  for (uint32_t at = state; at; at = w->model->edges[at].last ? 0 : at + 1) {
    const ren__edge *edge = &w->model->edges[at];
    w->path[length] = at;
    if (edge->final) meet_word(w, length + 1, number + edge->number);
    walk_words(w, edge->target, length + 1, number + edge->number + edge->final);
  }
}

/* No bound is over the cost of a word on its path, and none could be higher. */
static void check_bounds(const ren_model *model) {
  word_walk w = {.model = model, .head = least_head(model)};
  w.least = ren_alloc_array(model->edge_count + 1u, sizeof *w.least); /* and edge 0, the dummy */
  assert_non_null(w.least);
  memset(w.least, 255, (model->edge_count + 1u) * sizeof *w.least);
  walk_words(&w, REN_ROOT, 0, 0);
  assert_int_equal(w.words, model->entry_count);
  for (uint32_t i = 1; i <= model->edge_count; i++) {
    assert_int_equal(model->bounds[i].first, w.least[i].first);
    assert_int_equal(model->bounds[i].later, w.least[i].later);
  }
  ren_free(w.least);
}

static void bounds_are_the_least_costs(void **state) {
  ren_model *small = small_model(), *real = real_model();
  (void)state;
  check_bounds(small);
  if (real) check_bounds(real);
  ren_model_free(small);
  ren_model_free(real);
}

/* A hand-made automaton of `ab` and `b`, whose last letters share no edge. */
static void bounds_of_given_words(void **state) {
  (void)state;
  const ren__edge edges[] = {
      {0},
      {.letter = 'a', .target = 3},
      {.letter = 'b', .number = 1, .final = 1, .last = 1},
      {.letter = 'b', .final = 1, .last = 1},
  };
  static const ren__unigram unigrams[] = {
      {0, 0, 0, {0}}, {0, 100, 0, {0}}, {0, 90, 0, {0}}, {0, 90, 0, {0}}, {0, 60, 0, {0}}};
  const ren__entry entries[] = {
      {.lm_id = REN_LM_UNKNOWN, .flags = REN_WORD_KNOWN, .share = 40, .modifier = 20, .head = REN_NO_COST},
      {.lm_id = REN_LM_FIRST_WORD, .flags = REN_WORD_KNOWN, .modifier = REN_NO_COST, .head = 5},
  };
  ren__bounds_in in = {edges, entries, unigrams, 4, 2};
  ren__bound *bounds = ren__build_bounds(&in);
  assert_non_null(bounds);
  const unsigned as_head = 5 + REN_COMPOUND_TAX + 50, as_modifier = 20 + REN_JOINT_COST + as_head;
  assert_int_equal(bounds[1].first, 90); /* 100 / 2 + 40: less than as a modifier */
  assert_int_equal(bounds[1].later, as_modifier);
  assert_int_equal(bounds[2].first, 30);
  assert_int_equal(bounds[2].later, as_head);
  assert_int_equal(bounds[3].first, bounds[1].first);
  assert_int_equal(bounds[3].later, bounds[1].later);
  ren_free(bounds);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bounds_are_the_least_costs),
      cmocka_unit_test(bounds_of_given_words),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
