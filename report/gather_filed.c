/* Gathering, part 2: reservations, groups and shared passages. */
#include "report_data.h"

#include "alloc.h"

#include <stdlib.h>
#include <string.h>

/* What one page can show and a browser still opens; the rest is counted. */
enum { FILED_MAX = 20000, GROUP_MAX = 5000, SHARED_MAX = 2000, MEMBER_MAX = 500, SPAN_MAX = 100 };

static bool keep(ren__report *r, const json_t *object, const char *key, ren_str *out) {
  return ren_arena_str(r->arena, ren__get_str(object, key), out);
}

static size_t to_size(int64_t value) { return value > 0 ? (size_t)value : 0; }

/* ---- reservations ------------------------------------------------------------------ */

/* Tabs and line ends divide the list, so they cannot stand in names. */
static void append_plain(ren_buf *out, ren_str s) {
  for (size_t i = 0; i < s.len; i++) ren_buf_putc(out, s.ptr[i] == '\t' || s.ptr[i] == '\n' ? ' ' : s.ptr[i]);
}

static bool keep_signatories(ren__report *r, const json_t *record, ren_str *out) {
  ren_buf list = {0};
  const json_t *array = json_object_get(record, "signatories");
  for (size_t i = 0; i < json_array_size(array); i++) {
    const json_t *one = json_array_get(array, i);
    append_plain(&list, ren__get_str(one, "name"));
    ren_buf_putc(&list, '\t');
    append_plain(&list, ren__get_str(one, "party"));
    ren_buf_putc(&list, '\n');
  }
  bool ok = list.status == REN_OK && ren_arena_str(r->arena, ren_buf_str(&list), out);
  ren_buf_free(&list);
  return ok;
}

typedef struct field {
  const char *key;
  size_t offset; /* of the ren_str in ren__filed */
} field;

static const field fields[] = {
    {"id", offsetof(ren__filed, id)},
    {"file", offsetof(ren__filed, file)},
    {"kind", offsetof(ren__filed, kind)},
    {"organ", offsetof(ren__filed, organ)},
    {"date", offsetof(ren__filed, date)},
    {"dnr", offsetof(ren__filed, dnr)},
    {"paragraph", offsetof(ren__filed, paragraph)},
    {"heading", offsetof(ren__filed, heading)},
    {"text", offsetof(ren__filed, text)},
};

static bool keep_fields(ren__report *r, const json_t *record, ren__filed *f) {
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
    if (!keep(r, record, fields[i].key, (ren_str *)(void *)((char *)f + fields[i].offset))) return false;
  const json_t *refers = json_object_get(record, "refers_to");
  return keep(r, refers, "how", &f->how) && keep(r, refers, "to", &f->to) && keep(r, refers, "id", &f->to_id) &&
         keep_signatories(r, record, &f->signatories);
}

static bool add_filed(void *payload, const json_t *record) {
  ren__report *r = payload;
  const char *kind = json_string_value(json_object_get(record, "kind"));
  bool reservation = kind && strcmp(kind, "reservation") == 0;
  r->reservation_count += reservation;
  if (r->filed_count == FILED_MAX) {
    r->left_out++;
    return true;
  }
  if (!ren_grow(&r->filed, &r->filed_cap, r->filed_count, sizeof *r->filed)) return false;
  ren__filed *f = &r->filed[r->filed_count];
  int64_t page = ren__get_int(record, "page", 0);
  *f = (ren__filed){.page = page > 0 && page <= UINT32_MAX ? (uint32_t)page : 0, .group = SIZE_MAX};
  if (!keep_fields(r, record, f)) return false;
  f->document = ren__find_document(r, f->file);
  if (f->document != SIZE_MAX) {
    ren__document *doc = &r->documents[f->document];
    if (doc->filed_count++ == 0) doc->first_filed = r->filed_count;
    doc->reservation_count += reservation;
  }
  r->filed_count++;
  return true;
}

static int compare_str(ren_str x, ren_str y) {
  size_t len = x.len < y.len ? x.len : y.len;
  int order = len ? memcmp(x.ptr, y.ptr, len) : 0;
  return order ? order : (x.len > y.len) - (x.len < y.len);
}

static int by_id(const void *left, const void *right, void *payload) {
  const ren__filed *filed = payload;
  size_t x = *(const size_t *)left, y = *(const size_t *)right;
  int order = compare_str(filed[x].id, filed[y].id);
  return order ? order : (x > y) - (x < y);
}

static bool index_filed(ren__report *r) {
  r->filed_by_id = ren_alloc_array(r->filed_count, sizeof *r->filed_by_id);
  if (!r->filed_by_id) return false;
  for (size_t i = 0; i < r->filed_count; i++) r->filed_by_id[i] = i;
  if (r->filed_count) qsort_r(r->filed_by_id, r->filed_count, sizeof *r->filed_by_id, by_id, r->filed);
  return true;
}

size_t ren__find_filed(const ren__report *r, ren_str id) {
  size_t low = 0, high = r->filed_count;
  while (low < high) {
    size_t mid = (low + high) / 2;
    if (compare_str(r->filed[r->filed_by_id[mid]].id, id) < 0)
      low = mid + 1;
    else
      high = mid;
  }
  bool there = id.len && low < r->filed_count && ren_str_eq(r->filed[r->filed_by_id[low]].id, id);
  return there ? r->filed_by_id[low] : SIZE_MAX;
}

/* ---- groups -------------------------------------------------------------------------- */

static bool add_group(void *payload, const json_t *record) {
  ren__report *r = payload;
  const json_t *members = json_object_get(record, "members");
  size_t count = json_array_size(members);
  if (r->group_count == GROUP_MAX || count == 0) return true;
  if (count > MEMBER_MAX) count = MEMBER_MAX;
  if (!ren_grow(&r->groups, &r->group_cap, r->group_count, sizeof *r->groups)) return false;
  ren__group *group = &r->groups[r->group_count];
  *group = (ren__group){.members = ren_arena_alloc(r->arena, count * sizeof *group->members)};
  if (!group->members || !keep(r, record, "id", &group->id) || !keep(r, record, "canonical", &group->canonical))
    return false;
  for (size_t i = 0; i < count; i++) {
    const json_t *member = json_array_get(members, i);
    ren__member *m = &group->members[group->member_count++];
    if (!keep(r, member, "id", &m->id) || !keep(r, member, "relation", &m->relation)) return false;
    m->similarity = ren__get_num(member, "similarity", 0);
    m->filed = ren__find_filed(r, m->id);
    if (m->filed != SIZE_MAX) r->filed[m->filed].group = r->group_count;
  }
  r->group_count++;
  return true;
}

/* ---- passages ------------------------------------------------------------------------ */

static bool add_shared(void *payload, const json_t *record) {
  ren__report *r = payload;
  const json_t *spans = json_object_get(record, "spans");
  size_t count = json_array_size(spans);
  if (r->shared_count == SHARED_MAX || count == 0) return true;
  if (count > SPAN_MAX) count = SPAN_MAX;
  if (!ren_grow(&r->shared, &r->shared_cap, r->shared_count, sizeof *r->shared)) return false;
  ren__shared *s = &r->shared[r->shared_count++];
  *s = (ren__shared){.spans = ren_arena_alloc(r->arena, count * sizeof *s->spans), .span_count = count};
  if (!s->spans || !keep(r, record, "a", &s->a) || !keep(r, record, "b", &s->b)) return false;
  s->filed_a = ren__find_filed(r, s->a);
  s->filed_b = ren__find_filed(r, s->b);
  for (size_t i = 0; i < count; i++) {
    const json_t *span = json_array_get(spans, i);
    s->spans[i] = (ren__span){.a = to_size(ren__get_int(span, "a_offset", 0)),
                              .a_length = to_size(ren__get_int(span, "a_length", 0)),
                              .b = to_size(ren__get_int(span, "b_offset", 0)),
                              .b_length = to_size(ren__get_int(span, "b_length", 0)),
                              .similarity = ren__get_num(span, "similarity", 0)};
  }
  return true;
}

/* ---- all of it ------------------------------------------------------------------------ */

static ren_status read_file(ren__report *r, const char *name, const char *schema, ren__record_fn fn) {
  ren_buf path = {0};
  ren__ndjson_result found = {0};
  ren_status status = REN_OK;
  if (!ren__report_path(r, NULL, name, &path)) status = ren_fail_nomem(r->err);
  if (status == REN_OK) status = ren__ndjson_file(&found, path.ptr, schema, fn, r, r->err);
  if (status == REN_OK && found.bad) {
    ren_buf_clear(&path);
    ren_buf_printf(&path, "%zu %s of %s could not be read and %s left out here", found.bad,
                   found.bad == 1 ? "line" : "lines", name, found.bad == 1 ? "is" : "are");
    if (path.status != REN_OK || !ren__add_trouble(r, SIZE_MAX, 0, path.ptr)) status = ren_fail_nomem(r->err);
  }
  ren_buf_free(&path);
  return status;
}

ren_status ren__gather_filed(ren__report *r) {
  ren_status status = read_file(r, "reservations.ndjson", "renskrift/reservation/1", add_filed);
  if (status == REN_OK && !index_filed(r)) status = ren_fail_nomem(r->err);
  if (status == REN_OK) status = read_file(r, "clusters.ndjson", "renskrift/cluster/1", add_group);
  if (status == REN_OK) status = read_file(r, "passages.ndjson", "renskrift/passage/1", add_shared);
  return status;
}
