/* modules: dedup */
/* Texts, ids and guards cut from the input: dedup must give sound pairs, spans and
 * groups, the same for any order and number of threads; the differences must tile both
 * texts; consensus edits must lie within their text. */
#include <renskrift/dedup.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_ITEMS = 24 };

#define REQUIRE(condition)                                                                                             \
  do {                                                                                                                 \
    if (!(condition)) abort();                                                                                         \
  } while (0)

/* Items are parted by newlines, fields by tabs: text, guard, id pointed at. */
static size_t read_items(ren_dedup_item *items, char (*ids)[4], const char *text, size_t size) {
  size_t count = 0;
  for (size_t i = 0; i < size && count < MAX_ITEMS;) {
    const char *end = memchr(text + i, '\n', size - i);
    size_t stop = end ? (size_t)(end - text) : size;
    ren_str field[3] = {{0}};
    for (size_t f = 0, at = i; f < 3 && at <= stop; f++) {
      const char *tab = memchr(text + at, '\t', stop - at);
      size_t to = tab ? (size_t)(tab - text) : stop;
      field[f] = (ren_str){text + at, to - at};
      at = to + 1;
    }
    ids[count][0] = (char)('a' + count);
    items[count] = (ren_dedup_item){{ids[count], 1}, field[0], field[1], field[2]};
    count++;
    i = stop + 1;
  }
  return count;
}

static ren_dedup *run(const ren_dedup_item *items, size_t count, unsigned threads) {
  ren_dedup_opts opts = REN_DEDUP_OPTS_INIT;
  ren_dedup *d = NULL;
  opts.threads = threads;
  REQUIRE(ren_dedup_new(&d, items, count, &opts, NULL) == REN_OK);
  return d;
}

static void check_pairs(const ren_dedup *d, const ren_dedup_item *items, size_t count) {
  for (size_t i = 0; i < ren_dedup_pair_count(d); i++) {
    const ren_pair *p = ren_dedup_pair(d, i);
    REQUIRE(p->a < count && p->b < count && p->a != p->b);
    REQUIRE(p->a < p->b || p->relation == REN_RELATION_CONTAINS || p->relation == REN_RELATION_REFERS);
    REQUIRE(p->similarity >= 0 && p->similarity <= 1);
    for (size_t k = 0; k < p->span_count; k++) {
      const ren_span_pair *s = &p->spans[k];
      REQUIRE(s->a_length <= items[p->a].text.len && s->a_offset <= items[p->a].text.len - s->a_length);
      REQUIRE(s->b_length <= items[p->b].text.len && s->b_offset <= items[p->b].text.len - s->b_length);
      REQUIRE(s->similarity >= 0 && s->similarity <= 1);
      REQUIRE(k == 0 || p->spans[k - 1].a_offset <= s->a_offset);
    }
  }
}

/* group[i]: smallest item of i's cluster. */
static void read_groups(const ren_dedup *d, size_t count, size_t *group) {
  for (size_t i = 0; i < count; i++) group[i] = i;
  bool seen[MAX_ITEMS] = {false};
  for (size_t k = 0; k < ren_dedup_cluster_count(d); k++) {
    const ren_cluster *c = ren_dedup_cluster(d, k);
    size_t least = SIZE_MAX;
    REQUIRE(c->member_count >= 2 && c->members[0].item == c->canonical);
    for (size_t m = 0; m < c->member_count; m++) {
      REQUIRE(c->members[m].item < count && !seen[c->members[m].item]);
      seen[c->members[m].item] = true;
      if (c->members[m].item < least) least = c->members[m].item;
    }
    for (size_t m = 0; m < c->member_count; m++) group[c->members[m].item] = least;
  }
}

static void check_records(const ren_dedup *x, const ren_dedup *y) {
  ren_buf p = {0}, q = {0};
  ren_dedup_write_clusters(x, &p), ren_dedup_write_clusters(y, &q);
  ren_dedup_write_pairs(x, &p), ren_dedup_write_pairs(y, &q);
  ren_dedup_write_passages(x, &p), ren_dedup_write_passages(y, &q);
  REQUIRE(p.len == q.len && (p.len == 0 || memcmp(p.ptr, q.ptr, p.len) == 0));
  ren_buf_free(&p), ren_buf_free(&q);
}

static void check_diff(ren_str a, ren_str b) {
  ren_diff_piece *pieces = NULL;
  size_t count = 0, at_a = 0, at_b = 0;
  REQUIRE(ren_diff_words(&pieces, &count, a, b, NULL) == REN_OK);
  for (size_t i = 0; i < count; i++) {
    REQUIRE(pieces[i].a_offset == at_a && pieces[i].b_offset == at_b);
    at_a += pieces[i].a_length;
    at_b += pieces[i].b_length;
  }
  REQUIRE(at_a == a.len && at_b == b.len);
  ren_diff_free(pieces);
}

static void check_consensus(const ren_dedup *d, const ren_dedup_item *items, size_t item) {
  ren_edits *edits = NULL;
  REQUIRE(ren_dedup_consensus(&edits, d, item, 0.3f, NULL) == REN_OK);
  for (size_t i = 0; i < ren_edits_count(edits); i++) {
    const ren_edit *e = ren_edits_get(edits, i);
    REQUIRE(e->length <= items[item].text.len && e->offset <= items[item].text.len - e->length);
    REQUIRE(e->confidence >= 0.3f && e->confidence <= 1);
    for (size_t k = 0; k < e->after.len; k++) REQUIRE(e->after.ptr[k] < '0' || e->after.ptr[k] > '9');
  }
  ren_edits_free(edits);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ren_dedup_item items[MAX_ITEMS], turned[MAX_ITEMS];
  char ids[MAX_ITEMS][4];
  size_t group[MAX_ITEMS], other[MAX_ITEMS];
  if (size > 1 << 16) return 0;
  char *text = malloc(size + 1);
  memcpy(text, data, size);
  size_t count = read_items(items, ids, text, size);
  for (size_t i = 0; i < count; i++) turned[i] = items[count - 1 - i];
  ren_dedup *x = run(items, count, 1), *y = run(items, count, 3), *z = run(turned, count, 1);
  check_pairs(x, items, count);
  check_pairs(z, turned, count);
  check_records(x, y);
  read_groups(x, count, group);
  read_groups(z, count, other);
  for (size_t i = 0; i < count; i++)
    for (size_t j = 0; j < i; j++)
      REQUIRE((group[i] == group[j]) == (other[count - 1 - i] == other[count - 1 - j]));
  for (size_t i = 0; i < count; i++) check_consensus(x, items, i);
  if (count > 1) check_diff(items[0].text, items[1].text);
  ren_dedup_free(x), ren_dedup_free(y), ren_dedup_free(z);
  free(text);
  return 0;
}
