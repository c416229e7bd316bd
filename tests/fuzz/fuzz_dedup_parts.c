/* modules: dedup */
/* Two texts, parted by a newline, guards by tabs: the verifier says what a batch of the two
 * says, whichever comes first; sketches hold each gram once; what they tell can be written. */
#include <renskrift/dedup.h>

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool fact) {
  if (!fact) abort();
}

static ren_str next_field(const char *text, size_t size, size_t *at, char sign) {
  const char *end = *at < size ? memchr(text + *at, sign, size - *at) : NULL;
  size_t from = *at < size ? *at : size, stop = end ? (size_t)(end - text) : size;
  *at = stop + 1;
  return (ren_str){text + from, stop - from};
}

static void check_sketch(const ren_dedup_item *item, const ren_boilerplate *boilerplate) {
  ren_sketch *s = NULL;
  ren_buf out = {0};
  require(ren_dedup_sketch(&s, item, boilerplate, NULL, NULL) == REN_OK);
  require(s->facts.length == item->text.len && s->facts.clean <= 50);
  for (size_t i = 0; i < s->gram_count; i++) {
    const ren_gram *g = &s->grams[i];
    require(g->place < 64);
    require(i == 0 || g[-1].family < g->family || (g[-1].family == g->family && g[-1].hash < g->hash));
  }
  ren_sketch_write(s, item, true, &out);
  ren_sketch_write(s, item, false, &out);
  require(out.status == REN_OK && out.len > 0 && out.ptr[out.len - 1] == '\n');
  ren_buf_free(&out);
  ren_sketch_free(s);
}

static void check_span(const ren_span_pair *s, ren_str a, ren_str b) {
  require(s->a_offset <= a.len && s->a_length <= a.len - s->a_offset);
  require(s->b_offset <= b.len && s->b_length <= b.len - s->b_offset);
}

static void check_pair(ren_verifier *v, const ren_dedup_item *items, bool turned, const ren_pair *want) {
  const ren_dedup_item *x = &items[turned], *y = &items[!turned];
  ren_pair pair;
  bool related;
  require(ren_verifier_compare(v, x, y, &pair, &related, NULL) == REN_OK);
  require(related == (want != NULL));
  if (!related) return;
  require(pair.relation == want->relation && pair.similarity == want->similarity && pair.weight == want->weight);
  require(pair.span_count == want->span_count && pair.a + pair.b == 1);
  for (size_t k = 0; k < pair.span_count; k++)
    check_span(&pair.spans[k], pair.a ? y->text : x->text, pair.a ? x->text : y->text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const uint64_t hashes[3] = {UINT64_C(1) << 40, UINT64_C(1) << 50, UINT64_MAX};
  const ren_boilerplate boilerplate = {hashes, 3};
  size_t at = 0;
  if (size > 1 << 15) return 0;
  char *text = malloc(size + 1);
  memcpy(text, data, size);
  ren_dedup_item items[2] = {{.id = REN_STR("a")}, {.id = REN_STR("b")}};
  items[0].text = next_field(text, size, &at, '\t'), items[0].guard = next_field(text, size, &at, '\n');
  items[1].text = next_field(text, size, &at, '\t'), items[1].guard = next_field(text, size, &at, '\n');
  ren_dedup *d = NULL;
  ren_verifier *v = NULL;
  require(ren_dedup_new(&d, items, 2, NULL, NULL) == REN_OK);
  require(ren_verifier_new(&v, NULL, NULL, NULL) == REN_OK);
  const ren_pair *want = ren_dedup_pair_count(d) ? ren_dedup_pair(d, 0) : NULL;
  check_pair(v, items, false, want);
  check_pair(v, items, true, want);
  check_sketch(&items[0], NULL);
  check_sketch(&items[1], &boilerplate);
  ren_verifier_free(v);
  ren_dedup_free(d);
  free(text);
  return 0;
}
