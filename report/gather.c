/* Gathering, part 1: the documents of the run, their edits counted, their troubles. */
#include "report_data.h"

#include "alloc.h"
#include "state.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- small helpers ------------------------------------------------------------ */

/* Absolute names and ".." would lead out of the folder. */
static bool stays_inside(ren_str name) {
  if (name.len == 0 || name.ptr[0] == '/' || memchr(name.ptr, 0, name.len)) return false;
  for (size_t i = 0; i + 1 < name.len; i++) {
    bool starts = i == 0 || name.ptr[i - 1] == '/';
    bool ends = i + 2 == name.len || name.ptr[i + 2] == '/';
    if (starts && ends && name.ptr[i] == '.' && name.ptr[i + 1] == '.') return false;
  }
  return true;
}

const char *ren__report_path(const ren__report *r, const ren__document *doc, const char *suffix, ren_buf *buf) {
  ren_buf_clear(buf);
  if (doc && !doc->safe_name) return NULL;
  ren_buf_printf(buf, "%s/", r->dir);
  if (doc) ren_buf_append_str(buf, doc->name);
  ren_buf_puts(buf, suffix);
  return buf->status == REN_OK ? buf->ptr : NULL;
}

static bool exists(const ren__report *r, const ren__document *doc, const char *suffix) {
  ren_buf path = {0};
  const char *name = ren__report_path(r, doc, suffix, &path);
  bool there = name && access(name, R_OK) == 0;
  ren_buf_free(&path);
  return there;
}

bool ren__add_trouble(ren__report *r, size_t document, uint32_t page, const char *message) {
  if (!ren_grow(&r->troubles, &r->trouble_cap, r->trouble_count, sizeof *r->troubles)) return false;
  ren__trouble *t = &r->troubles[r->trouble_count++];
  *t = (ren__trouble){.document = document, .page = page};
  return ren_arena_str(r->arena, ren_str_of(message), &t->message);
}

static bool say_bad_lines(ren__report *r, size_t document, const char *what, size_t count) {
  if (count == 0) return true;
  ren_buf text = {0};
  ren_buf_printf(&text, "%zu %s of %s could not be read and %s left out here", count, count == 1 ? "line" : "lines",
                 what, count == 1 ? "is" : "are");
  bool ok = text.status == REN_OK && ren__add_trouble(r, document, 0, text.ptr);
  ren_buf_free(&text);
  return ok;
}

/* ---- edits and pages, counted ---------------------------------------------------- */

typedef struct counter {
  ren__report *r;
  size_t document;
} counter;

static ren__rule *find_rule(ren__report *r, ren__kind kind, ren_str name) {
  for (size_t i = 0; i < r->rule_count; i++)
    if (r->rules[i].kind == kind && ren_str_eq(r->rules[i].name, name)) return &r->rules[i];
  enum { RULES_MAX = 200 }; /* more are no rules but noise: they are counted together */
  if (r->rule_count > RULES_MAX) return &r->rules[RULES_MAX];
  if (!ren_grow(&r->rules, &r->rule_cap, r->rule_count, sizeof *r->rules)) return NULL;
  ren__rule *rule = &r->rules[r->rule_count];
  *rule = (ren__rule){.kind = kind, .least = 1};
  if (!ren_arena_str(r->arena, name, &rule->name)) return NULL;
  r->rule_count++;
  return rule;
}

static bool count_edit(void *payload, const json_t *record) {
  counter *c = payload;
  ren__document *doc = &c->r->documents[c->document];
  ren__kind kind = ren__kind_of(ren__get_str(record, "step"));
  ren__rule *rule = find_rule(c->r, kind, ren__get_str(record, "rule"));
  if (!rule) return false;
  double confidence = ren__get_num(record, "confidence", 0);
  if (confidence < REN__SURE) c->r->uncertain++;
  rule->count++;
  rule->confidence += confidence;
  if (confidence < rule->least) rule->least = confidence;
  doc->edits[kind]++;
  doc->edit_count++;
  return true;
}

static bool note_page_error(void *payload, const json_t *record) {
  counter *c = payload;
  const char *error = json_string_value(json_object_get(record, "error"));
  if (!error) return true;
  int64_t page = ren__get_int(record, "page", 0);
  c->r->documents[c->document].failed_pages++;
  return ren__add_trouble(c->r, c->document, page > 0 && page <= UINT32_MAX ? (uint32_t)page : 0, error);
}

static ren_status count_document(ren__report *r, size_t index) {
  ren__document *doc = &r->documents[index];
  counter c = {r, index};
  ren__ndjson_result found;
  ren_buf path = {0};
  ren_status status = REN_OK;
  if (ren__report_path(r, doc, ".edits.ndjson", &path)) {
    status = ren__ndjson_file(&found, path.ptr, "renskrift/edit/1", count_edit, &c, r->err);
    doc->has_edits = found.there;
    if (status == REN_OK && !say_bad_lines(r, index, "the change log", found.bad)) status = ren_fail_nomem(r->err);
  }
  if (status == REN_OK && ren__report_path(r, doc, ".page.ndjson", &path)) {
    status = ren__ndjson_file(&found, path.ptr, "renskrift/page/1", note_page_error, &c, r->err);
    if (status == REN_OK && !say_bad_lines(r, index, "the page records", found.bad)) status = ren_fail_nomem(r->err);
  }
  ren_buf_free(&path);
  doc->has_text = exists(r, doc, ".txt");
  doc->has_pdf = exists(r, doc, ".pdf");
  return status;
}

/* ---- documents, notes -------------------------------------------------------------- */

static bool add_document(void *payload, const ren_run_file *file) {
  ren__report *r = payload;
  r->nomem = true;
  if (!ren_grow(&r->documents, &r->document_cap, r->document_count, sizeof *r->documents)) return false;
  ren__document *doc = &r->documents[r->document_count];
  *doc = (ren__document){
      .id = file->id, .media = file->media, .state = file->state, .pages = file->pages, .first_filed = SIZE_MAX};
  if (!ren_arena_str(r->arena, ren_str_of(file->path), &doc->path) ||
      !ren_arena_str(r->arena, ren_str_of(file->name), &doc->name) ||
      !ren_arena_str(r->arena, ren_str_of(file->message), &doc->message))
    return false;
  doc->safe_name = stays_inside(doc->name);
  r->document_count++;
  r->nomem = false;
  return true;
}

static bool add_note(void *payload, const char *key, const char *value) {
  ren__report *r = payload;
  if (!ren_grow(&r->notes, &r->note_cap, r->note_count, sizeof *r->notes)) return false;
  ren__note *note = &r->notes[r->note_count++];
  return ren_arena_str(r->arena, ren_str_of(key), &note->key) &&
         ren_arena_str(r->arena, ren_str_of(value), &note->value);
}

static int by_step_and_count(const void *left, const void *right) {
  const ren__rule *x = left, *y = right;
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  if (x->count != y->count) return x->count > y->count ? -1 : 1;
  size_t len = x->name.len < y->name.len ? x->name.len : y->name.len;
  int order = len ? memcmp(x->name.ptr, y->name.ptr, len) : 0;
  return order ? order : (x->name.len > y->name.len) - (x->name.len < y->name.len);
}

ren_status ren__gather_documents(ren__report *r) {
  ren_status status = ren_run_each_file(r->run, add_document, r, r->err);
  if (status == REN_OK && r->nomem) status = ren_fail_nomem(r->err);
  if (status == REN_OK) status = ren__run_each_note(r->run, add_note, r, r->err);
  for (size_t i = 0; i < r->document_count && status == REN_OK; i++) {
    ren__document *doc = &r->documents[i];
    if (doc->state == REN_FILE_FAILED &&
        !ren__add_trouble(r, i, 0, doc->message.len ? doc->message.ptr : "failed, without a message"))
      return ren_fail_nomem(r->err);
    status = count_document(r, i);
    if (status == REN_OK && doc->state == REN_FILE_DONE && !doc->has_text &&
        !ren__add_trouble(r, i, 0, "its text is not in the folder any more"))
      status = ren_fail_nomem(r->err);
  }
  if (r->rule_count) qsort(r->rules, r->rule_count, sizeof *r->rules, by_step_and_count);
  return status;
}

size_t ren__find_document(const ren__report *r, ren_str file) {
  for (size_t i = 0; i < r->document_count; i++)
    if (ren_str_eq(r->documents[i].path, file)) return i;
  for (size_t i = 0; i < r->document_count; i++)
    if (ren_str_eq(r->documents[i].name, file)) return i;
  return SIZE_MAX;
}

ren_status ren__report_gather(ren__report *r) {
  r->arena = ren_arena_new();
  if (!r->arena) return ren_fail_nomem(r->err);
  ren_status status = ren__gather_documents(r);
  return status == REN_OK ? ren__gather_filed(r) : status;
}

void ren__report_clear(ren__report *r) {
  ren_free(r->documents);
  ren_free(r->rules);
  ren_free(r->troubles);
  ren_free(r->filed);
  ren_free(r->filed_by_id);
  ren_free(r->groups);
  ren_free(r->shared);
  ren_free(r->notes);
  ren_arena_free(r->arena);
}
