/* Groups from NDJSON: the texts and pairs of one component after the other. */
#include "dedup/dedup_state.h"

#include "alloc.h"
#include "arena.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* A pair of ids, to be looked up when its component is whole. */
typedef struct named_pair {
  ren_str a, b;
  ren_pair pair; /* spans: set when the list stands still */
  size_t first_span;
} named_pair;

struct ren_grouper {
  ren_dedup_opts opts;
  ren_arena *arena; /* of the component at hand */
  ren_buf component;
  bool begun;
  ren_graph_text *texts;
  size_t text_count, text_cap;
  named_pair *named;
  size_t pair_count, named_cap;
  ren_span_pair *spans;
  size_t span_count, span_cap;
};

ren_status ren_grouper_new(ren_grouper **out, const ren_dedup_opts *opts, ren_error *err) {
  static const ren_dedup_opts defaults = REN_DEDUP_OPTS_INIT;
  *out = NULL;
  ren_grouper *g = ren_alloc(sizeof *g);
  if (g) g->arena = ren_arena_new();
  if (!g || !g->arena) {
    ren_grouper_free(g);
    return ren_fail_nomem(err);
  }
  g->opts = opts ? *opts : defaults;
  *out = g;
  return REN_OK;
}

void ren_grouper_free(ren_grouper *g) {
  if (!g) return;
  ren_arena_free(g->arena);
  ren_buf_free(&g->component);
  ren_free(g->texts), ren_free(g->named), ren_free(g->spans);
  ren_free(g);
}

/* ---- a component ------------------------------------------------------------------ */

static int by_id(const void *p, const void *q) {
  return ren__compare_bytes(((const ren_graph_text *)p)->id, ((const ren_graph_text *)q)->id);
}

static ren_status look_up(const ren_grouper *g, ren_str id, size_t *index, ren_error *err) {
  const ren_graph_text key = {.id = id};
  const ren_graph_text *found = g->text_count ? bsearch(&key, g->texts, g->text_count, sizeof key, by_id) : NULL;
  if (!found)
    return ren_fail(err, REN_EFORMAT, "a pair names the text %.*s, which its component has not",
                    (int)(id.len < 200 ? id.len : 200), id.ptr);
  *index = (size_t)(found - g->texts);
  return REN_OK;
}

static ren_status find_pairs(ren_grouper *g, ren_pair *pairs, ren_error *err) {
  ren_status status = REN_OK;
  for (size_t i = 0; status == REN_OK && i < g->pair_count; i++) {
    ren_pair *p = &pairs[i];
    *p = g->named[i].pair;
    p->spans = p->span_count ? g->spans + g->named[i].first_span : NULL;
    status = look_up(g, g->named[i].a, &p->a, err);
    if (status == REN_OK) status = look_up(g, g->named[i].b, &p->b, err);
    if (status == REN_OK && p->a == p->b) status = ren_fail(err, REN_EFORMAT, "a pair is of one text");
    for (size_t k = 0; status == REN_OK && k < p->span_count; k++)
      if (!ren__span_fits(&p->spans[k], g->texts[p->a].facts.length, g->texts[p->b].facts.length))
        status = ren_fail(err, REN_EFORMAT, "a span of a pair does not lie within its text");
  }
  return status;
}

ren_status ren_grouper_end(ren_grouper *g, ren_buf *out, ren_error *err) {
  ren_dedup *d = NULL;
  ren_pair *pairs = ren_alloc_array(g->pair_count, sizeof *pairs);
  ren_status status = pairs ? REN_OK : ren_fail_nomem(err);
  if (g->text_count > 1) qsort(g->texts, g->text_count, sizeof *g->texts, by_id);
  if (status == REN_OK) status = find_pairs(g, pairs, err);
  if (status == REN_OK) status = ren_dedup_group(&d, g->texts, g->text_count, pairs, g->pair_count, &g->opts, err);
  if (status == REN_OK) ren_dedup_write_clusters(d, out);
  if (status == REN_OK && out->status != REN_OK) status = ren_fail_nomem(err);
  ren_dedup_free(d);
  ren_free(pairs);
  g->text_count = g->pair_count = g->span_count = 0;
  g->begun = false;
  ren_buf_clear(&g->component);
  ren_arena_reset(g->arena);
  return status;
}

/* ---- a line --------------------------------------------------------------------------- */

typedef struct reader {
  ren_grouper *g;
  const json_t *root;
  const char *wrong; /* the first member that is not as it should be */
  bool full;         /* out of memory */
} reader;

static void blame(reader *r, const char *name) {
  if (!r->wrong) r->wrong = name;
}

/* Borrowed from the line. */
static ren_str view_string(reader *r, const char *name, bool needed) {
  const json_t *value = json_object_get(r->root, name);
  if (json_is_string(value)) return (ren_str){json_string_value(value), json_string_length(value)};
  if (needed || (value && !json_is_null(value))) blame(r, name);
  return (ren_str){"", 0};
}

static ren_str get_string(reader *r, const char *name, bool needed) {
  ren_str kept = {"", 0};
  if (!ren_arena_str(r->g->arena, view_string(r, name, needed), &kept)) r->full = true;
  return kept;
}

static uint64_t get_count(reader *r, const json_t *object, const char *name, uint64_t max) {
  const json_t *value = json_object_get(object, name);
  if (json_is_integer(value) && json_integer_value(value) >= 0 && (uint64_t)json_integer_value(value) <= max)
    return (uint64_t)json_integer_value(value);
  blame(r, name);
  return 0;
}

static float get_share(reader *r, const json_t *object, const char *name) {
  const json_t *value = json_object_get(object, name);
  double share = json_is_number(value) ? json_number_value(value) : -1;
  if (share >= 0 && share <= 1) return (float)share;
  blame(r, name);
  return 0;
}

/* 32 hexadecimal digits. */
static void get_words(reader *r, uint64_t words[2]) {
  static const char digits[] = "0123456789abcdef";
  ren_str hex = view_string(r, "words", true);
  for (size_t i = 0; i < 32; i++) {
    const char *digit = hex.len == 32 && hex.ptr[i] ? strchr(digits, hex.ptr[i]) : NULL;
    if (!digit) {
      blame(r, "words");
      return;
    }
    words[i / 16] = words[i / 16] << 4 | (uint64_t)(digit - digits);
  }
}

static void add_text(reader *r) {
  ren_grouper *g = r->g;
  ren_graph_text t = {.id = get_string(r, "id", true), .refers_id = get_string(r, "refers_id", false)};
  get_words(r, t.facts.words);
  t.facts.length = (size_t)get_count(r, r->root, "length", REN__TEXT_MAX);
  t.facts.clean = (unsigned)get_count(r, r->root, "clean", REN__CLEAN_STEPS);
  if (r->wrong || r->full) return;
  if (ren_grow(&g->texts, &g->text_cap, g->text_count, sizeof *g->texts))
    g->texts[g->text_count++] = t;
  else
    r->full = true;
}

static void add_spans(reader *r, ren_pair *pair) {
  ren_grouper *g = r->g;
  const json_t *list = json_object_get(r->root, "spans"), *one;
  size_t i;
  if (list && !json_is_array(list)) blame(r, "spans");
  json_array_foreach(list, i, one) {
    ren_span_pair s = {(size_t)get_count(r, one, "a_offset", REN__TEXT_MAX),
                       (size_t)get_count(r, one, "a_length", REN__TEXT_MAX),
                       (size_t)get_count(r, one, "b_offset", REN__TEXT_MAX),
                       (size_t)get_count(r, one, "b_length", REN__TEXT_MAX), get_share(r, one, "similarity")};
    if (r->wrong) return;
    if (!ren_grow(&g->spans, &g->span_cap, g->span_count, sizeof *g->spans)) {
      r->full = true;
      return;
    }
    g->spans[g->span_count++] = s;
    pair->span_count++;
  }
}

static ren_relation get_relation(reader *r) {
  ren_str name = view_string(r, "relation", true);
  for (int k = REN_RELATION_IDENTICAL; k <= REN_RELATION_REFERS; k++)
    if (ren_str_eq(name, ren_str_of(ren_relation_name((ren_relation)k)))) return (ren_relation)k;
  blame(r, "relation");
  return REN_RELATION_SHARES;
}

static void add_pair(reader *r) {
  ren_grouper *g = r->g;
  named_pair p = {.a = get_string(r, "a", true), .b = get_string(r, "b", true), .first_span = g->span_count};
  p.pair.relation = get_relation(r);
  p.pair.similarity = get_share(r, r->root, "similarity");
  p.pair.weight = get_share(r, r->root, "weight");
  add_spans(r, &p.pair);
  if (r->wrong || r->full) return;
  if (ren_grow(&g->named, &g->named_cap, g->pair_count, sizeof *g->named))
    g->named[g->pair_count++] = p;
  else
    r->full = true;
}

/* The component's name as it stands in the line: 7 and "7" are two. */
static bool name_component(reader *r, ren_buf *name) {
  const json_t *value = json_object_get(r->root, "component");
  if (json_is_string(value)) {
    ren_buf_putc(name, '"');
    ren_buf_append(name, json_string_value(value), json_string_length(value));
  } else if (json_is_integer(value)) {
    ren_buf_printf(name, "%lld", (long long)json_integer_value(value));
  } else if (value) {
    blame(r, "component");
  }
  return name->status == REN_OK;
}

/* Ends the component before if this line is of another one. */
static ren_status enter_component(reader *r, ren_buf *out, ren_error *err) {
  ren_grouper *g = r->g;
  ren_buf name = {0};
  ren_status status = name_component(r, &name) ? REN_OK : ren_fail_nomem(err);
  if (status == REN_OK && !r->wrong && g->begun && !ren_str_eq(ren_buf_str(&name), ren_buf_str(&g->component)))
    status = ren_grouper_end(g, out, err);
  if (status == REN_OK && !r->wrong) {
    ren_buf_clear(&g->component);
    ren_buf_append_str(&g->component, ren_buf_str(&name));
    g->begun = true;
    if (g->component.status != REN_OK) status = ren_fail_nomem(err);
  }
  ren_buf_free(&name);
  return status;
}

static ren_status add_record(reader *r, ren_buf *out, ren_error *err) {
  if (!json_is_object(r->root)) return ren_fail(err, REN_EFORMAT, "is not a JSON object");
  ren_status status = enter_component(r, out, err);
  if (status != REN_OK) return status;
  const char *schema = json_string_value(json_object_get(r->root, "schema"));
  if (r->wrong)
    ;
  else if (schema && strcmp(schema, "renskrift/text/1") == 0)
    add_text(r);
  else if (schema && strcmp(schema, "renskrift/pair/1") == 0)
    add_pair(r);
  else
    blame(r, "schema");
  if (r->full) return ren_fail_nomem(err);
  if (r->wrong) return ren_fail(err, REN_EFORMAT, "the member \"%s\" is missing or not valid", r->wrong);
  return REN_OK;
}

ren_status ren_grouper_add(ren_grouper *g, ren_str line, ren_buf *out, ren_error *err) {
  json_error_t why;
  json_t *root = json_loadb(line.ptr, line.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &why);
  reader r = {.g = g, .root = root};
  ren_status status = root ? add_record(&r, out, err) : ren_fail(err, REN_EFORMAT, "is not JSON: %.200s", why.text);
  json_decref(root);
  return status;
}
