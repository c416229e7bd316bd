/* The parts: sketches, verified pairs, groups of a graph. */
#include "../unit.h"
#include "copies.h"

#include <renskrift/dedup.h>

#include <stdlib.h>

static const char bridge[] =
    "Trafiknämnden har under flera år skjutit upp underhållet av Kvarnbron, och nu tvingas kommunen stänga den för "
    "tung trafik. Näringslivet i södra hamnen drabbas hårt. En ny bro måste projekteras omgående och finansieras inom "
    "ramen för investeringsbudgeten i stället för att kostnaden vältras över på nästa mandatperiod. Gång- och "
    "cykeltrafiken ska kunna passera under hela byggtiden, och de boende ska få veta hur länge arbetet pågår.";

static ren_dedup_item item(const char *id, const char *text) {
  return (ren_dedup_item){.id = ren_str_of(id), .text = ren_str_of(text)};
}

/* What the verifier says is what a batch of the two says, whichever comes first. */
static void check_as_in_batch(const char *x, const char *y) {
  const ren_dedup_item items[2] = {item("a", x), item("b", y)};
  ren_dedup *d = NULL;
  ren_verifier *v = NULL;
  ren_pair pair;
  bool related;
  assert_ok(ren_dedup_new(&d, items, 2, NULL, err));
  assert_ok(ren_verifier_new(&v, NULL, NULL, err));
  for (int turned = 0; turned < 2; turned++) {
    assert_ok(ren_verifier_compare(v, &items[turned], &items[1 - turned], &pair, &related, err));
    assert_int_equal(related, ren_dedup_pair_count(d));
    if (!related) continue;
    const ren_pair *want = ren_dedup_pair(d, 0);
    assert_int_equal(pair.relation, want->relation);
    assert_true(pair.similarity == want->similarity && pair.weight == want->weight);
    assert_int_equal(pair.span_count, want->span_count);
    if (want->relation == REN_RELATION_CONTAINS)
      assert_int_equal(pair.a, turned ? 1 - want->a : want->a);
    else
      assert_int_equal(pair.a, 0);
    bool same = (turned ? 1 - pair.a : pair.a) == want->a;
    for (size_t k = 0; k < pair.span_count; k++) {
      assert_int_equal(same ? pair.spans[k].a_offset : pair.spans[k].b_offset, want->spans[k].a_offset);
      assert_int_equal(same ? pair.spans[k].b_length : pair.spans[k].a_length, want->spans[k].b_length);
    }
  }
  ren_verifier_free(v);
  ren_dedup_free(d);
}

static void test_verifier(void **state) {
  (void)state;
  char both[sizeof school + sizeof bridge + sizeof bridge];
  strcpy(both, bridge);
  strcat(both, "\n\n");
  strcat(both, school);
  check_as_in_batch(school, school_ocr);
  check_as_in_batch(school, bridge);
  check_as_in_batch(school, both);
  check_as_in_batch(both, school_ocr);
  check_as_in_batch(school, school);
  check_as_in_batch(school, "");
  check_as_in_batch("", "");
}

/* ---- sketches ----------------------------------------------------------------------- */

static size_t shared(const ren_sketch *x, const ren_sketch *y, ren_gram_family family) {
  size_t count = 0;
  for (size_t i = 0; i < x->gram_count; i++)
    for (size_t k = 0; k < y->gram_count; k++)
      count += x->grams[i].family == family && y->grams[k].family == family && x->grams[i].hash == y->grams[k].hash;
  return count;
}

static void test_sketch(void **state) {
  (void)state;
  const ren_dedup_item items[3] = {item("a", school), item("b", school_ocr), item("c", bridge)};
  ren_sketch *s[3];
  for (int i = 0; i < 3; i++) assert_ok(ren_dedup_sketch(&s[i], &items[i], NULL, NULL, err));
  assert_true(shared(s[0], s[1], REN_GRAM_LONG) >= 10);
  assert_true(shared(s[0], s[2], REN_GRAM_LONG) <= 3);
  assert_true(memcmp(s[0]->facts.words, s[1]->facts.words, sizeof s[0]->facts.words) != 0);
  assert_int_equal(s[0]->facts.length, strlen(school));
  assert_true(s[0]->facts.bones > 150 && s[0]->facts.bones < 250);
  assert_true(s[0]->facts.clean > s[1]->facts.clean);
  for (size_t i = 1; i < s[0]->gram_count; i++) { /* each once, in order */
    const ren_gram *x = &s[0]->grams[i - 1], *y = &s[0]->grams[i];
    assert_true(x->family < y->family || (x->family == y->family && x->hash < y->hash));
    assert_true(y->place < 64);
  }
  for (int i = 0; i < 3; i++) ren_sketch_free(s[i]);
}

static void test_boilerplate_is_left_out(void **state) {
  (void)state;
  char text[sizeof school + sizeof bridge];
  strcpy(text, school);
  strcat(text, "\n");
  strcat(text, bridge);
  const ren_dedup_item items[2] = {item("a", text), item("b", bridge)};
  ren_sketch *stretches = NULL, *with = NULL, *without = NULL;
  assert_ok(ren_dedup_sketch(&stretches, &items[1], NULL, NULL, err));
  uint64_t hashes[1000];
  ren_boilerplate boilerplate = {hashes, 0};
  for (size_t i = 0; i < stretches->gram_count; i++)
    if (stretches->grams[i].family == REN_GRAM_STRETCH) hashes[boilerplate.count++] = stretches->grams[i].hash;
  assert_true(boilerplate.count > 5);
  assert_ok(ren_dedup_sketch(&with, &items[0], NULL, NULL, err));
  assert_ok(ren_dedup_sketch(&without, &items[0], &boilerplate, NULL, err));
  assert_true(shared(stretches, with, REN_GRAM_LONG) > 20);
  assert_true(shared(stretches, without, REN_GRAM_LONG) * 4 < shared(stretches, with, REN_GRAM_LONG));
  ren_sketch_free(stretches), ren_sketch_free(with), ren_sketch_free(without);
}

/* ---- groups ---------------------------------------------------------------------------- */

static ren_graph_text node(const char *id, uint64_t words, unsigned clean) {
  return (ren_graph_text){ren_str_of(id), {"", 0}, {{words, words}, 100, 40, clean}};
}

static ren_pair edge(size_t a, size_t b, double weight) {
  return (ren_pair){
      .a = a, .b = b, .relation = REN_RELATION_NEAR_IDENTICAL, .similarity = (float)weight, .weight = (float)weight};
}

static void test_groups(void **state) {
  (void)state;
  /* a, c have the same words; d drifts away from b; e points at c */
  ren_graph_text texts[] = {node("c", 1, 40), node("a", 1, 30), node("b", 2, 45), node("d", 3, 50), node("e", 4, 50)};
  texts[4].refers_id = REN_STR("c");
  const ren_pair pairs[] = {edge(1, 2, 0.9), edge(3, 2, 0.8)};
  ren_dedup *d = NULL;
  ren_buf out = {0};
  assert_ok(ren_dedup_group(&d, texts, 5, pairs, 2, NULL, err));
  ren_dedup_write_clusters(d, &out);
  assert_int_equal(ren_dedup_cluster_count(d), 1);
  assert_non_null(strstr(out.ptr, "\"canonical\":\"b\",\"members\":[{\"id\":\"b\",\"similarity\":1,\"relation\":"
                                  "\"identical\"},{\"id\":\"c\",\"similarity\":0.9,"));
  assert_non_null(strstr(out.ptr, "{\"id\":\"e\",\"similarity\":0,\"relation\":\"refers\"}"));
  assert_null(strstr(out.ptr, "\"d\""));
  ren_buf_free(&out);
  ren_dedup_free(d);
  ren_error err = {0};
  texts[1].id = texts[0].id;
  assert_int_equal(ren_dedup_group(&d, texts, 5, pairs, 2, NULL, &err), REN_EFORMAT);
  assert_null(d);
}

static void test_group_lines(void **state) {
  (void)state;
  static const char *const lines[] = {
      "{\"component\":1,\"schema\":\"renskrift/pair/1\",\"a\":\"x\",\"b\":\"y\",\"relation\":\"near-identical\","
      "\"similarity\":0.9,\"weight\":0.9,\"spans\":[]}",
      "{\"component\":1,\"schema\":\"renskrift/text/1\",\"id\":\"x\",\"words\":\"000000000000000a0000000000000001\","
      "\"length\":9,\"clean\":50}",
      "{\"component\":1,\"schema\":\"renskrift/text/1\",\"id\":\"y\",\"words\":\"000000000000000a0000000000000002\","
      "\"length\":9,\"clean\":50}",
      "{\"component\":2,\"schema\":\"renskrift/text/1\",\"id\":\"z\",\"words\":\"000000000000000a0000000000000002\","
      "\"length\":9,\"clean\":50}"};
  ren_grouper *g = NULL;
  ren_buf out = {0};
  assert_ok(ren_grouper_new(&g, NULL, err));
  for (int i = 0; i < 3; i++) assert_ok(ren_grouper_add(g, ren_str_of(lines[i]), &out, err));
  assert_int_equal(out.len, 0);
  assert_ok(ren_grouper_add(g, ren_str_of(lines[3]), &out, err)); /* another component ends the first */
  assert_non_null(strstr(out.ptr, "\"canonical\":\"x\""));
  size_t length = out.len;
  assert_ok(ren_grouper_end(g, &out, err));
  assert_int_equal(out.len, length);
  /* a pair whose texts are in another component */
  ren_error why = {0};
  assert_ok(ren_grouper_add(g, ren_str_of(lines[0]), &out, err));
  assert_int_equal(ren_grouper_end(g, &out, &why), REN_EFORMAT);
  ren_grouper_free(g);
  ren_buf_free(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_verifier), cmocka_unit_test(test_sketch),
                                     cmocka_unit_test(test_boilerplate_is_left_out), cmocka_unit_test(test_groups),
                                     cmocka_unit_test(test_group_lines)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
