/* renskrift/cluster/1, pair/1 and passage/1. */
#include "dedup/dedup_state.h"

#include "alloc.h"

#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { DECIMALS = 4 };

static void begin_record(ren_json *json, ren_buf *out, const char *schema) {
  ren_json_begin(json, out);
  ren_json_object(json);
  ren_json_key(json, "schema");
  ren_json_cstr(json, schema);
}

static void end_record(ren_json *json) {
  ren_json_end(json, '}');
  ren_buf_putc(json->out, '\n');
}

static void put_id(ren_json *json, const char *key, const ren_dedup *d, size_t item) {
  ren_json_key(json, key);
  ren_json_str(json, d->items[item].id);
}

uint64_t ren__cluster_name(const ren_dedup *d, const ren_cluster *c) {
  uint64_t sum = 0;
  for (size_t k = 0; k < c->member_count; k++) {
    ren_str id = d->items[c->members[k].item].id;
    sum += XXH3_64bits(id.ptr ? id.ptr : "", id.len);
  }
  return sum;
}

void ren__hex(char digits[16], uint64_t n) {
  for (int i = 15; i >= 0; i--, n >>= 4) digits[i] = "0123456789abcdef"[n & 15];
}

static void put_cluster_id(ren_json *json, const ren_dedup *d, const ren_cluster *c) {
  char digits[16];
  ren__hex(digits, ren__cluster_name(d, c));
  ren_json_key(json, "id");
  ren_json_str(json, (ren_str){digits, sizeof digits});
}

void ren__write_cluster(const ren_dedup *d, const ren_cluster *c, const bool *is_new, ren_buf *out) {
  ren_json json;
  begin_record(&json, out, "renskrift/cluster/1");
  put_cluster_id(&json, d, c);
  put_id(&json, "canonical", d, c->canonical);
  ren_json_key(&json, "members");
  ren_json_array(&json);
  for (size_t k = 0; k < c->member_count; k++) {
    ren_json_object(&json);
    put_id(&json, "id", d, c->members[k].item);
    if (c->members[k].similarity >= 0) {
      ren_json_key(&json, "similarity");
      ren_json_num(&json, (double)c->members[k].similarity, DECIMALS);
    }
    ren_json_key(&json, "relation");
    ren_json_cstr(&json, ren_relation_name(c->members[k].relation));
    if (is_new) {
      ren_json_key(&json, "new");
      ren_json_bool(&json, is_new[c->members[k].item]);
    }
    ren_json_end(&json, '}');
  }
  ren_json_end(&json, ']');
  end_record(&json);
}

void ren_dedup_write_clusters(const ren_dedup *d, ren_buf *out) {
  for (size_t i = 0; i < d->cluster_count; i++) ren__write_cluster(d, &d->clusters[i], NULL, out);
}

void ren_dedup_write_pairs(const ren_dedup *d, ren_buf *out) {
  for (size_t i = 0; i < d->pair_count; i++) {
    const ren_pair *p = &d->pairs[i];
    ren_json json;
    begin_record(&json, out, "renskrift/pair/1");
    put_id(&json, "a", d, p->a);
    put_id(&json, "b", d, p->b);
    ren_json_key(&json, "relation");
    ren_json_cstr(&json, ren_relation_name(p->relation));
    ren_json_key(&json, "similarity");
    ren_json_num(&json, (double)p->similarity, DECIMALS);
    end_record(&json);
  }
}

static void put_span(ren_json *json, const ren_span_pair *s) {
  ren_json_object(json);
  ren_json_key(json, "a_offset");
  ren_json_int(json, (int64_t)s->a_offset);
  ren_json_key(json, "a_length");
  ren_json_int(json, (int64_t)s->a_length);
  ren_json_key(json, "b_offset");
  ren_json_int(json, (int64_t)s->b_offset);
  ren_json_key(json, "b_length");
  ren_json_int(json, (int64_t)s->b_length);
  ren_json_key(json, "similarity");
  ren_json_num(json, (double)s->similarity, DECIMALS);
  ren_json_end(json, '}');
}

void ren_dedup_write_passages(const ren_dedup *d, ren_buf *out) {
  for (size_t i = 0; i < d->pair_count; i++) {
    const ren_pair *p = &d->pairs[i];
    if (p->span_count == 0 || (p->relation != REN_RELATION_SHARES && p->relation != REN_RELATION_CONTAINS)) continue;
    ren_json json;
    begin_record(&json, out, "renskrift/passage/1");
    put_id(&json, "a", d, p->a);
    put_id(&json, "b", d, p->b);
    ren_json_key(&json, "spans");
    ren_json_array(&json);
    for (size_t k = 0; k < p->span_count; k++) put_span(&json, &p->spans[k]);
    ren_json_end(&json, ']');
    end_record(&json);
  }
}
