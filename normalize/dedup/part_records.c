/* Records of the parts: what a text is found by, what two texts are to each other. */
#include "dedup/dedup_state.h"

enum { DECIMALS = 6 }; /* shares are counted in millionths: nothing is lost */

/* ---- tab-separated values --------------------------------------------------------- */

static void put_hex(ren_buf *out, uint64_t n) {
  char digits[16];
  ren__hex(digits, n);
  ren_buf_append(out, digits, sizeof digits);
}

/* Tabs and line ends are escaped as PostgreSQL's COPY does it. */
static void put_field(ren_buf *out, ren_str field) {
  for (size_t i = 0; i < field.len; i++) {
    static const char signs[] = "\\\t\n\r", letters[] = "\\tnr";
    size_t k = 0;
    while (k < 4 && signs[k] != field.ptr[i]) k++;
    if (k < 4) ren_buf_putc(out, '\\');
    ren_buf_putc(out, k < 4 ? letters[k] : field.ptr[i]);
  }
}

static void put_number(ren_buf *out, uint64_t n) {
  char digits[20];
  size_t at = sizeof digits;
  do digits[--at] = (char)('0' + n % 10);
  while (n /= 10);
  ren_buf_append(out, digits + at, sizeof digits - at);
}

/* There are some hundreds of grams a text: what is the same in all lines is made once. */
static void put_grams(const ren_sketch *s, const char *const before_hash[3], ren_str id, const char *end,
                      ren_buf *out) {
  for (size_t i = 0; i < s->gram_count; i++) {
    ren_buf_puts(out, before_hash[s->grams[i].family]);
    put_hex(out, s->grams[i].hash);
    ren_buf_append_str(out, id);
    put_number(out, s->grams[i].place);
    ren_buf_puts(out, end);
  }
}

static void write_tsv(const ren_sketch *s, const ren_dedup_item *item, ren_buf *out) {
  static const char *const before_hash[3] = {"stretch\t", "long\t", "short\t"};
  ren_buf id = {0};
  ren_buf_puts(out, "text\t");
  put_hex(out, s->facts.words[0]), put_hex(out, s->facts.words[1]);
  ren_buf_putc(out, '\t');
  put_field(out, item->id);
  ren_buf_printf(out, "\t%zu\t%zu\t%u\t", s->facts.length, s->facts.bones, s->facts.clean);
  put_field(out, item->refers_id);
  ren_buf_putc(out, '\n');
  ren_buf_putc(&id, '\t');
  put_field(&id, item->id);
  ren_buf_putc(&id, '\t');
  put_grams(s, before_hash, ren_buf_str(&id), "\n", out);
  if (id.status != REN_OK) out->status = id.status;
  ren_buf_free(&id);
}

/* ---- NDJSON ------------------------------------------------------------------------ */

static void begin(ren_json *json, ren_buf *out, const char *schema) {
  ren_json_begin(json, out);
  ren_json_object(json);
  ren_json_key(json, "schema");
  ren_json_cstr(json, schema);
}

static void end(ren_json *json) {
  ren_json_end(json, '}');
  ren_buf_putc(json->out, '\n');
}

static void put_string(ren_json *json, const char *key, ren_str value) {
  ren_json_key(json, key);
  ren_json_str(json, value);
}

static void put_hash(ren_json *json, const char *key, const uint64_t *parts, size_t count) {
  char digits[32];
  for (size_t i = 0; i < count; i++) ren__hex(digits + 16 * i, parts[i]);
  put_string(json, key, (ren_str){digits, 16 * count});
}

static void put_int(ren_json *json, const char *key, size_t value) {
  ren_json_key(json, key);
  ren_json_int(json, (int64_t)value);
}

static void put_share(ren_json *json, const char *key, float value) {
  ren_json_key(json, key);
  ren_json_num(json, (double)value, DECIMALS);
}

static void write_ndjson(const ren_sketch *s, const ren_dedup_item *item, ren_buf *out) {
  ren_json json;
  begin(&json, out, "renskrift/text/1");
  put_string(&json, "id", item->id);
  put_hash(&json, "words", s->facts.words, 2);
  put_int(&json, "length", s->facts.length);
  put_int(&json, "bones", s->facts.bones);
  put_int(&json, "clean", s->facts.clean);
  if (item->refers_id.len) put_string(&json, "refers_id", item->refers_id);
  end(&json);
#define BEFORE_HASH(family) "{\"schema\":\"renskrift/gram/1\",\"family\":\"" family "\",\"hash\":\""
  static const char *const before_hash[3] = {BEFORE_HASH("stretch"), BEFORE_HASH("long"), BEFORE_HASH("short")};
  ren_buf id = {0};
  ren_buf_puts(&id, "\",\"id\":");
  ren_json_begin(&json, &id);
  ren_json_str(&json, item->id);
  ren_buf_puts(&id, ",\"place\":");
  put_grams(s, before_hash, ren_buf_str(&id), "}\n", out);
  if (id.status != REN_OK) out->status = id.status;
  ren_buf_free(&id);
}

void ren_sketch_write(const ren_sketch *sketch, const ren_dedup_item *item, bool tsv, ren_buf *out) {
  if (tsv)
    write_tsv(sketch, item, out);
  else
    write_ndjson(sketch, item, out);
}

static void put_spans(ren_json *json, const ren_pair *pair) {
  ren_json_key(json, "spans");
  ren_json_array(json);
  for (size_t k = 0; k < pair->span_count; k++) {
    const ren_span_pair *s = &pair->spans[k];
    ren_json_object(json);
    put_int(json, "a_offset", s->a_offset), put_int(json, "a_length", s->a_length);
    put_int(json, "b_offset", s->b_offset), put_int(json, "b_length", s->b_length);
    put_share(json, "similarity", s->similarity);
    ren_json_end(json, '}');
  }
  ren_json_end(json, ']');
}

void ren_pair_write(const ren_pair *pair, ren_str id_x, ren_str id_y, ren_buf *out) {
  ren_json json;
  bool turned = pair && pair->a == 1;
  begin(&json, out, "renskrift/pair/1");
  put_string(&json, "a", turned ? id_y : id_x);
  put_string(&json, "b", turned ? id_x : id_y);
  put_string(&json, "relation", ren_str_of(pair ? ren_relation_name(pair->relation) : "unrelated"));
  put_share(&json, "similarity", pair ? pair->similarity : 0);
  put_share(&json, "weight", pair ? pair->weight : 0);
  if (pair) put_spans(&json, pair);
  end(&json);
}
