/* Pairs, relations, groups and records of ren_dedup_new. */
#include "../unit.h"

#include <renskrift/dedup.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char school[] = "Vi anser att nämnden borde ha avslagit förvaltningens förslag till ny skolstruktur. "
                             "Elevernas väg till skolan blir längre "
                             "och de små enheterna, som vårdnadshavarna är mycket nöjda med, läggs ned utan att någon "
                             "barnkonsekvensanalys har gjorts. "
                             "Dessutom saknas en beräkning av vad skolskjutsarna kommer att kosta när tre skolor ska "
                             "slås ihop till en. Vi yrkade därför "
                             "på återremiss för att få ett fullständigt underlag innan beslut fattas.";
static const char school_edited[] =
    "Vi anser att nämnden borde ha avslagit förvaltningens förslag till ny skolstruktur. Elevernas väg till skolan "
    "blir längre "
    "och de små enheterna, som vårdnadshavarna är mycket nöjda med, läggs ned utan att någon barnkonsekvensanalys har "
    "gjorts. "
    "Det är inte ansvarsfullt. Dessutom saknas en beräkning av vad skolskjutsarna kommer att kosta när tre skolor ska "
    "slås ihop "
    "till en. Vi yrkade därför på återremiss för att få ett fullständigt underlag innan beslut fattas.";
static const char school_ocr[] = "Vi anser att namnden borde ha avslagit forvaltningens fdrslag till ny skolstruktur. "
                                 "Elevernas vag till sko1an blir langre "
                                 "och de smä enhetema, som vardnadshavarna ar mycket ndjda med, laggs ned utan att "
                                 "nagon barnkonsekvensanalys har gjorts. "
                                 "Dessutorn saknas en berakning av vad skolskjutsama kommer att kosta nar tre skolor "
                                 "ska slas ihop till en. Vi yrkade darfor "
                                 "pa aterremiss for att fa ett fullstandigt under1ag innan beslut fattas.";
static const char bridge[] =
    "Trafiknämnden har under flera år skjutit upp underhållet av Kvarnbron, och nu tvingas kommunen stänga den för "
    "tung trafik. "
    "Näringslivet i södra hamnen drabbas hårt. En ny bro måste projekteras omgående och finansieras inom ramen för "
    "investeringsbudgeten i stället för att kostnaden vältras över på nästa mandatperiod. Gång- och cykeltrafiken ska "
    "kunna "
    "passera under hela byggtiden.";

static ren_dedup_item item(const char *id, const char *text) {
  return (ren_dedup_item){.id = ren_str_of(id), .text = ren_str_of(text)};
}

static ren_dedup *run(const ren_dedup_item *items, size_t count) {
  ren_dedup_opts opts = REN_DEDUP_OPTS_INIT;
  ren_dedup *d = NULL;
  assert_ok(ren_dedup_new(&d, items, count, &opts, err));
  return d;
}

static const ren_pair *pair_of(const ren_dedup *d, size_t a, size_t b) {
  for (size_t i = 0; i < ren_dedup_pair_count(d); i++) {
    const ren_pair *p = ren_dedup_pair(d, i);
    if ((p->a == a && p->b == b) || (p->a == b && p->b == a)) return p;
  }
  return NULL;
}

static void check_relation(const char *a, const char *b, bool related, ren_relation relation, double least) {
  ren_dedup_item items[2] = {item("a", a), item("b", b)};
  ren_dedup *d = run(items, 2);
  const ren_pair *p = pair_of(d, 0, 1);
  if (!related)
    assert_null(p);
  else {
    assert_non_null(p);
    assert_string_equal(ren_relation_name(p->relation), ren_relation_name(relation));
    assert_true((double)p->similarity >= least && p->similarity <= 1.0f);
    for (size_t k = 0; k < p->span_count; k++) {
      assert_true(p->spans[k].a_offset + p->spans[k].a_length <= items[p->a].text.len);
      assert_true(p->spans[k].b_offset + p->spans[k].b_length <= items[p->b].text.len);
    }
  }
  ren_dedup_free(d);
}

static char *join(const char *a, const char *b, const char *c) {
  char *text = malloc(strlen(a) + strlen(b) + strlen(c) + 1);
  strcpy(text, a);
  strcat(text, b);
  return strcat(text, c);
}

static void test_relations(void **state) {
  (void)state;
  char *shouted =
      join("VI ANSER ATT NÄMNDEN  borde ha\navslagit", school + strlen("Vi anser att nämnden borde ha avslagit"), "");
  char *both = join(school, "\n\n", bridge), *turned = join(bridge, "\n\n", school);
  char *long_text = join(both, "\n\n",
                         "Vi konstaterar slutligen att majoriteten inte har tagit intryck av remissvaren, att "
                         "revisorernas kritik lämnas utan avseende och att den politiska ledningen därmed tar på sig "
                         "ett stort ansvar för de kommande årens underskott i driften av verksamheten.");
  check_relation(school, shouted, true, REN_RELATION_IDENTICAL, 1);
  check_relation(school, school_edited, true, REN_RELATION_NEAR_IDENTICAL, 0.9);
  check_relation(school, school_ocr, true, REN_RELATION_NEAR_IDENTICAL, 0.95);
  check_relation(both, turned, true, REN_RELATION_NEAR_IDENTICAL, 0.95);
  check_relation(long_text, school, true, REN_RELATION_CONTAINS, 0.3);
  check_relation(school, bridge, false, REN_RELATION_SHARES, 0);
  free(shouted), free(both), free(turned), free(long_text);
}

static void test_contains_has_the_container_first(void **state) {
  (void)state;
  char *both = join(bridge, "\n\n", school), *more = join(both, "\n\n", school_edited + 400);
  ren_dedup_item items[2] = {item("a", school), item("b", more)};
  ren_dedup *d = run(items, 2);
  const ren_pair *p = pair_of(d, 0, 1);
  assert_non_null(p);
  assert_int_equal(p->relation, REN_RELATION_CONTAINS);
  assert_int_equal(p->a, 1);
  assert_int_equal(p->b, 0);
  ren_dedup_free(d);
  free(both), free(more);
}

/* A passage of the one in the other; told with its place on both sides. */
static void test_shared_passage(void **state) {
  (void)state;
  static const char quote[] =
      "Dessutom saknas en beräkning av vad skolskjutsarna kommer att kosta när tre skolor ska slås ihop";
  char *other = join(bridge, " ", quote),
       *longer = join(other, ". ", "Det är en brist som även idrottsföreningarna påtalat.");
  ren_dedup_item items[2] = {item("a", school), item("b", longer)};
  ren_dedup *d = run(items, 2);
  const ren_pair *p = pair_of(d, 0, 1);
  assert_non_null(p);
  assert_int_equal(p->relation, REN_RELATION_SHARES);
  assert_int_equal(p->span_count, 1);
  assert_memory_equal(longer + p->spans[0].b_offset, "Dessutom saknas", 14);
  assert_true(p->spans[0].b_length + 4 >= strlen(quote) && p->spans[0].b_length <= strlen(quote) + 4);
  assert_int_equal(ren_dedup_cluster_count(d), 0);
  ren_buf out = {0};
  ren_dedup_write_passages(d, &out);
  assert_non_null(
      strstr(out.ptr, "{\"schema\":\"renskrift/passage/1\",\"a\":\"a\",\"b\":\"b\",\"spans\":[{\"a_offset\":"));
  ren_buf_free(&out);
  ren_dedup_free(d);
  free(other), free(longer);
}

/* One-line formulas: another party, name or number is another reservation. */
static void test_formulas(void **state) {
  (void)state;
  static const struct {
    const char *a, *b, *guard_a, *guard_b;
    bool together;
  } cases[] = {
      {"Ledamöterna från SD reserverar sig mot beslutet.", "Ledamöterna från SD reserverar sig mot beslutet.", "", "",
       true},
      {"Ledamöterna från SD reserverar sig mot beslutet.", "Ledamöterna från SD reserverar sig mot beslutet.", "KS 1",
       "KS 2", false},
      {"Ledamöterna från SD reserverar sig mot beslutet.", "Ledamöterna från KD reserverar sig mot beslutet.", "", "",
       false},
      {"Ledamöterna från S reserverar sig mot beslutet.", "Ledamöterna från V reserverar sig mot beslutet.", "", "",
       false},
      {"Karin Alm (M) reserverar sig mot beslutet.", "Karin Ahl (M) reserverar sig mot beslutet.", "", "", false},
      {"Karin Alm (M) reserverar sig mot beslut § 14.", "Karin Alm (M) reserverar sig mot beslut § 15.", "", "", false},
      {"Ledamöterna från SD reserverar sig mot beslutet till förmån för det egna yrkandet.",
       "Ledamoterna fran SD reserverar sig mot bes1utet till forman for det egna yrkandet.", "x", "x", true},
      {"Ledamöterna från SD reserverar sig mot beslutet till förmån för det egna yrkandet.",
       "Ledamöterna från SD reserverar sig mot beslutet.", "", "", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren_dedup_item items[2] = {item("a", cases[i].a), item("b", cases[i].b)};
    items[0].guard = ren_str_of(cases[i].guard_a);
    items[1].guard = ren_str_of(cases[i].guard_b);
    ren_dedup *d = run(items, 2);
    if ((ren_dedup_cluster_count(d) == 1) != cases[i].together) fail_msg("%s / %s", cases[i].a, cases[i].b);
    ren_dedup_free(d);
  }
}

/* Several formulas in a row are more than 25 words, and still formulas. */
static void test_formulas_in_a_row(void **state) {
  (void)state;
  static const char first[] =
      "Ledamöterna från M reserverar sig mot beslutet till förmån för det egna yrkandet. Ledamöterna "
      "från SD reserverar sig mot beslutet till förmån för det egna yrkandet. Ledamöterna från C "
      "reserverar sig mot beslutet till förmån för det egna yrkandet.";
  static const char other[] =
      "Ledamöterna från M reserverar sig mot beslutet till förmån för det egna yrkandet. Ledamöterna "
      "från KD reserverar sig mot beslutet till förmån för det egna yrkandet. Ledamöterna från C "
      "reserverar sig mot beslutet till förmån för det egna yrkandet.";
  static const char damaged[] =
      "Ledamoterna fran M reserverar sig mot beslutet till forman for det egna yrkandet. Ledamoterna "
      "fran SD reserverar sig mot beslutet till forman for det egna yrkandet. Ledamdterna fran C "
      "reserverar sig rnot beslutet till forman for det egna yrkandet.";
  ren_dedup_item items[3] = {item("a", first), item("b", other), item("c", damaged)};
  ren_dedup *d = run(items, 3);
  assert_int_equal(ren_dedup_cluster_count(d), 1);
  assert_int_equal(ren_dedup_cluster(d, 0)->member_count, 2);
  assert_int_equal(ren_dedup_cluster(d, 0)->members[1].item, 2);
  ren_dedup_free(d);
  items[1].text = items[0].text; /* the same words: one matter, two matters, one unknown */
  static const struct {
    const char *guard_a, *guard_b;
    size_t clusters;
  } guards[] = {{"KS 1", "KS 1", 1}, {"KS 1", "KS 2", 0}, {"KS 1", "", 1}};
  for (size_t i = 0; i < 3; i++) {
    items[0].guard = ren_str_of(guards[i].guard_a);
    items[1].guard = ren_str_of(guards[i].guard_b);
    d = run(items, 2);
    assert_int_equal(ren_dedup_cluster_count(d), guards[i].clusters);
    if (guards[i].clusters) assert_int_equal(ren_dedup_cluster(d, 0)->members[1].relation, REN_RELATION_IDENTICAL);
    ren_dedup_free(d);
  }
}

/* A form filled in for another matter: near, but not near enough when guards differ. */
static void test_guard(void **state) {
  (void)state;
  ren_dedup_item items[2] = {item("a", school), item("b", school_edited + 90)};
  for (int differ = 0; differ < 2; differ++) {
    items[0].guard = REN_STR("V 2023/14");
    items[1].guard = differ ? REN_STR("M 2024/77") : REN_STR("V 2023/14");
    ren_dedup *d = run(items, 2);
    assert_int_equal(ren_dedup_cluster_count(d), differ ? 0 : 1);
    ren_dedup_free(d);
  }
}

static void test_clusters_and_records(void **state) {
  (void)state;
  ren_dedup_item items[5] = {item("ocr", school_ocr), item("bro", bridge), item("ren", school),
                             item("ändrad", school_edited),
                             item("pekar", "Se likalydande reservation i kommunstyrelsen.")};
  items[4].refers_id = REN_STR("ocr");
  ren_dedup *d = run(items, 5);
  assert_int_equal(ren_dedup_cluster_count(d), 1);
  const ren_cluster *c = ren_dedup_cluster(d, 0);
  assert_int_equal(c->member_count, 4);
  assert_int_equal(c->canonical, 3); /* clean, and longer than the other clean one */
  assert_int_equal(c->members[0].item, 3);
  assert_int_equal(c->members[1].item, 0);
  assert_int_equal(c->members[2].item, 2);
  assert_int_equal(c->members[3].item, 4);
  assert_int_equal(c->members[3].relation, REN_RELATION_REFERS);
  ren_buf out = {0};
  ren_dedup_write_clusters(d, &out);
  assert_non_null(
      strstr(out.ptr,
             "\"canonical\":\"ändrad\",\"members\":[{\"id\":\"ändrad\",\"similarity\":1,\"relation\":\"identical\"}"));
  assert_non_null(strstr(out.ptr, "{\"id\":\"pekar\",\"similarity\":0,\"relation\":\"refers\"}"));
  ren_buf_clear(&out);
  ren_dedup_write_pairs(d, &out);
  assert_non_null(strstr(
      out.ptr,
      "{\"schema\":\"renskrift/pair/1\",\"a\":\"pekar\",\"b\":\"ocr\",\"relation\":\"refers\",\"similarity\":0}"));
  ren_buf_free(&out);
  ren_dedup_free(d);
}

/* Pointers that point at each other, at themselves or at nothing. */
static void test_pointers(void **state) {
  (void)state;
  ren_dedup_item items[4] = {item("a", "Se b."), item("b", "Se a."), item("c", "Se c."), item("d", "Se x.")};
  items[0].refers_id = REN_STR("b");
  items[1].refers_id = REN_STR("a");
  items[2].refers_id = REN_STR("c");
  items[3].refers_id = REN_STR("x");
  ren_dedup *d = run(items, 4);
  assert_int_equal(ren_dedup_cluster_count(d), 1);
  assert_int_equal(ren_dedup_cluster(d, 0)->member_count, 2);
  ren_dedup_free(d);
}

static void records(const ren_dedup_item *items, size_t count, unsigned threads, ren_buf *out) {
  ren_dedup_opts opts = REN_DEDUP_OPTS_INIT;
  ren_dedup *d = NULL;
  opts.threads = threads;
  assert_ok(ren_dedup_new(&d, items, count, &opts, err));
  ren_dedup_write_clusters(d, out);
  ren_dedup_free(d);
}

/* The same groups whatever the order; the same bytes whatever the threads. Enough
 * texts that the index is used, not every pair. */
static void test_order_and_threads(void **state) {
  (void)state;
  enum { TEXTS = 204 };
  static char ids[TEXTS][8], texts[TEXTS][1600];
  const char *parts[] = {school, school_edited, school_ocr, bridge};
  ren_dedup_item items[TEXTS], turned[TEXTS];
  for (size_t i = 0; i < TEXTS; i++) {
    snprintf(ids[i], sizeof ids[i], "t%03zu", i);
    snprintf(texts[i], sizeof texts[i], "%s Ärende nummer %zu avser fastigheten Kvarnen %zu.", parts[i % 4], i, i * 7);
    items[i] = item(ids[i], texts[i]);
  }
  for (size_t i = 0; i < TEXTS; i++) turned[i] = items[(i * 7 + 3) % TEXTS];
  ren_buf one = {0}, four = {0}, other = {0};
  records(items, TEXTS, 1, &one);
  records(items, TEXTS, 4, &four);
  assert_string_equal(one.ptr, four.ptr);
  ren_dedup *x = run(items, TEXTS), *y = run(turned, TEXTS);
  assert_int_equal(ren_dedup_cluster_count(x), ren_dedup_cluster_count(y));
  assert_int_equal(ren_dedup_pair_count(x), ren_dedup_pair_count(y));
  records(turned, TEXTS, 2, &other);
  for (const char *at = one.ptr; (at = strstr(at, "\"id\":\"")) != NULL;
       at += 6) { /* every cluster id is there again */
    char name[24] = {0};
    if (memcmp(at - 29, "\"schema\"", 8) != 0 && strncmp(at + 6, "t", 1) == 0) continue;
    memcpy(name, at, 22);
    assert_non_null(strstr(other.ptr, name));
  }
  ren_dedup_free(x), ren_dedup_free(y);
  ren_buf_free(&one), ren_buf_free(&four), ren_buf_free(&other);
}

static bool stop(void *payload, uint64_t done, uint64_t total) {
  (void)payload, (void)done, (void)total;
  return false;
}

static void test_bad_input(void **state) {
  (void)state;
  ren_dedup *d = NULL;
  ren_error failure = {0};
  ren_dedup_opts opts = REN_DEDUP_OPTS_INIT;
  assert_ok(ren_dedup_new(&d, NULL, 0, NULL, err));
  assert_int_equal(ren_dedup_pair_count(d), 0);
  assert_null(ren_dedup_pair(d, 0));
  ren_dedup_free(d);
  ren_dedup_item odd[6] = {item("", ""),
                           item("", ""),
                           item("x", " \n\t "),
                           item("x", "\xff\xfe\x80"),
                           item("y", "0000000000"),
                           item("z", "bcdfghjkmnpqrstv")};
  d = run(odd, 6);
  assert_int_equal(ren_dedup_cluster_count(d), 0);
  ren_dedup_free(d);
  opts.version = 9;
  assert_int_equal(ren_dedup_new(&d, odd, 6, &opts, &failure), REN_EINVAL);
  assert_null(d);
  opts = (ren_dedup_opts)REN_DEDUP_OPTS_INIT;
  opts.min_similarity = 0;
  assert_int_equal(ren_dedup_new(&d, odd, 6, &opts, NULL), REN_EINVAL);
  opts = (ren_dedup_opts)REN_DEDUP_OPTS_INIT;
  opts.hooks.progress = stop;
  assert_int_equal(ren_dedup_new(&d, odd, 6, &opts, NULL), REN_ECANCELLED);
  ren_dedup_free(NULL);
}

/* One gram over and over again, and a very long text: time stays linear. */
static void test_repetition(void **state) {
  (void)state;
  enum { LENGTH = 200000 };
  char *same = malloc(LENGTH + 1), *words = malloc(LENGTH + 1);
  for (size_t i = 0; i < LENGTH; i++) {
    same[i] = 'n';
    words[i] = "nämnden beslutar att "[i % 21];
  }
  same[LENGTH] = words[LENGTH] = 0;
  ren_dedup_item items[4] = {item("a", same), item("b", same + 1), item("c", words), item("d", words + 22)};
  ren_dedup *d = run(items, 4);
  ren_dedup_free(d);
  free(same), free(words);
}

static char *repeated(const char *text, size_t times) {
  size_t length = strlen(text);
  char *out = malloc(times * length + 1);
  for (size_t i = 0; i < times; i++) memcpy(out + i * length, text, length);
  out[times * length] = 0;
  return out;
}

/* Too much text to compare every pair: copies are found by grams, also where a text says
 * the same over and over; without passages what only shares one is not told. */
static void test_large_texts(void **state) {
  (void)state;
  char *x = repeated(school, 2200), *y = repeated(school_ocr, 2200), *other = repeated(bridge, 2200);
  ren_buf quoting = {0};
  ren_buf_puts(&quoting, bridge);
  ren_buf_puts(&quoting, " De skriver: ");
  ren_buf_puts(&quoting, school);
  ren_dedup_item items[5] = {item("a", x), item("b", y), item("c", other), item("d", quoting.ptr), item("e", school)};
  for (int passages = 0; passages < 2; passages++) {
    ren_dedup_opts opts = REN_DEDUP_OPTS_INIT;
    ren_dedup *d = NULL;
    opts.tell = passages ? REN_TELL_PASSAGES : REN_TELL_PAIRS;
    assert_ok(ren_dedup_new(&d, items, 5, &opts, err));
    assert_non_null(pair_of(d, 0, 1));
    assert_int_equal(pair_of(d, 0, 1)->relation, REN_RELATION_NEAR_IDENTICAL);
    assert_null(pair_of(d, 0, 2));
    for (size_t i = 0; i < ren_dedup_pair_count(d); i++)
      assert_true(passages || ren_dedup_pair(d, i)->relation != REN_RELATION_SHARES);
    assert_int_equal(ren_dedup_cluster_count(d), 2); /* a and b; d holds all of e */
    ren_dedup_free(d);
  }
  ren_buf_free(&quoting);
  free(x), free(y), free(other);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_relations),
      cmocka_unit_test(test_contains_has_the_container_first),
      cmocka_unit_test(test_shared_passage),
      cmocka_unit_test(test_formulas),
      cmocka_unit_test(test_clusters_and_records),
      cmocka_unit_test(test_pointers),
      cmocka_unit_test(test_order_and_threads),
      cmocka_unit_test(test_bad_input),
      cmocka_unit_test(test_repetition),
      cmocka_unit_test(test_large_texts),
      cmocka_unit_test(test_formulas_in_a_row),
      cmocka_unit_test(test_guard),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
