/* --field and --column: strings within records, cleaned while all else stays.
 *
 * The strings of a piece are looked at together by the encoding step, each as a line or
 * lines of one text: a short string says little about its encoding, a column says much.
 * Its edits are then made string by string; where one reaches beyond its string, that
 * string is looked at alone. */
#include "filter.h"

#include "json_scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void filter_fields_add(filter_fields *fields, filter_field field) {
  fields->list = cli_grow(fields->list, &fields->cap, fields->count, sizeof *fields->list);
  field.length = fields->values.len - field.at;
  fields->list[fields->count++] = field;
  ren_buf_putc(&fields->values, '\n');
}

static void complain(filter_work *work, size_t line, const char *text) {
  work->complaints = cli_grow(work->complaints, &work->complaint_cap, work->complaint_count, sizeof *work->complaints);
  filter_complaint *complaint = &work->complaints[work->complaint_count++];
  complaint->line = line;
  snprintf(complaint->text, sizeof complaint->text, "%.*s", (int)sizeof complaint->text - 1, text);
}

/* ---- NDJSON ----------------------------------------------------------------- */

static void take_record(const filter *f, filter_work *work, size_t start, ren_str line, size_t number,
                        filter_fields *fields) {
  cli_json_member member;
  const char *why;
  size_t at;
  if (!cli_json_find(line, f->settings->field, &member, &why, &at)) {
    char text[128];
    snprintf(text, sizeof text, "not a JSON object: %s (byte %zu of the line)", why, at);
    complain(work, number, text);
  } else if (member.found) {
    size_t before = fields->values.len;
    cli_json_unquote(&fields->values, (ren_str){line.ptr + member.start, member.end - member.start});
    filter_fields_add(
        fields, (filter_field){.start = start + member.start, .end = start + member.end, .line = number, .at = before});
  }
}

static void take_records(const filter *f, filter_work *work, filter_fields *fields) {
  size_t number = work->first_line;
  ren_str text = ren_buf_str(&work->bytes);
  for (size_t at = 0; at < text.len && !cli_interrupted(); number++) {
    const char *end = memchr(text.ptr + at, '\n', text.len - at);
    size_t stop = end ? (size_t)(end - text.ptr) : text.len;
    ren_str line = {text.ptr + at, stop - at};
    if (at == 0 && work->first && ren_str_starts(line, REN_STR("\xEF\xBB\xBF"))) { /* a byte order mark stays */
      line = (ren_str){line.ptr + 3, line.len - 3};
      at = 3;
    }
    if (ren_str_trim(line).len) take_record(f, work, at, line, number, fields);
    at = stop + 1;
  }
}

/* ---- all strings of a piece together -------------------------------------------- */

typedef struct joint {
  ren_text *text;
  ren_edits *edits;
  const ren_edit **sorted; /* NULL: none were made, each string is looked at alone */
  size_t count, next;
} joint;

typedef struct explain_call {
  const filter *f;
  filter_work *work;
  const filter_fields *fields;
} explain_call;

/* The string that holds the byte. */
static const filter_field *field_at(const filter_fields *fields, size_t offset) {
  size_t low = 0, high = fields->count;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (fields->list[middle].at <= offset)
      low = middle;
    else
      high = middle;
  }
  return &fields->list[low];
}

static void on_explain(void *payload, size_t line, size_t offset, const char *text) {
  (void)line;
  explain_call *call = payload;
  const filter_field *field = field_at(call->fields, offset);
  filter_explained(call->f, call->work, field->line, text);
}

static int by_offset(const void *a, const void *b) {
  const ren_edit *x = *(const ren_edit *const *)a, *y = *(const ren_edit *const *)b;
  if (x->offset != y->offset) return x->offset < y->offset ? -1 : 1;
  return (x > y) - (x < y);
}

static void look_together(const filter *f, filter_work *work, const filter_fields *fields, joint *all) {
  ren_error err = {0};
  ren_encoding_opts opts = f->opts.encoding;
  explain_call call = {f, work, fields};
  if (!(f->opts.steps & REN_CLEAN_ENCODING) || !fields->count) return;
  if (filter_wants_notes(f)) {
    opts.explain = on_explain;
    opts.payload = &call;
  }
  ren_status status = ren_text_new(&all->text, ren_buf_str(&fields->values), &err);
  if (status == REN_OK) status = ren_encoding_edits(&all->edits, all->text, f->model, &opts, &err);
  if (status != REN_OK) return;
  all->count = ren_edits_count(all->edits);
  all->sorted = cli_alloc_array(all->count, sizeof *all->sorted);
  for (size_t i = 0; i < all->count; i++) all->sorted[i] = ren_edits_get(all->edits, i);
  if (all->count) qsort(all->sorted, all->count, sizeof *all->sorted, by_offset);
}

/* Together the strings tell how they are encoded. */
static void note_encoding(filter_work *work, const filter_fields *fields, const joint *all) {
  cli_decoded *edits = cli_alloc_array(all->count, sizeof *edits);
  for (size_t i = 0; i < all->count; i++)
    edits[i] = (cli_decoded){all->sorted[i]->offset, all->sorted[i]->length, all->sorted[i]->rule};
  cli_facts_of_encoding(&work->facts, ren_buf_str(&fields->values), edits, all->count);
  free(edits);
}

static void joint_clear(joint *all) {
  free(all->sorted);
  ren_edits_free(all->edits);
  ren_text_free(all->text);
}

/* The edits of one string; false if one of them reaches beyond it. */
static bool take_edits(joint *all, const filter_field *field, size_t *first, size_t *count) {
  size_t end = field->at + field->length;
  bool inside = true;
  while (all->next < all->count && all->sorted[all->next]->offset < field->at) {
    const ren_edit *before = all->sorted[all->next];
    if (before->offset + before->length > field->at) inside = false;
    if (before->offset + before->length > end) break; /* the next string's, too */
    all->next++;
  }
  *first = all->next;
  size_t at = all->next;
  while (at < all->count && all->sorted[at]->offset <= end) {
    const ren_edit *edit = all->sorted[at];
    inside = inside && edit->offset >= field->at && edit->offset + edit->length <= end;
    if (edit->offset + edit->length > end) break;
    at++;
  }
  *count = at - *first;
  all->next = at;
  return inside;
}

static ren_status make_edits(const joint *all, const filter_field *field, size_t first, size_t count, ren_text *text,
                             ren_log *log, ren_error *err) {
  ren_edits *own = NULL;
  ren_status status = ren_edits_new(&own, REN_STEP_ENCODING, err);
  for (size_t i = 0; i < count && status == REN_OK; i++) {
    ren_edit edit = *all->sorted[first + i];
    edit.offset -= field->at;
    status = ren_edits_add(own, &edit, err);
  }
  if (status == REN_OK) status = ren_text_apply(text, own, log, err);
  ren_edits_free(own);
  return status;
}

/* ---- one string -------------------------------------------------------------- */

static void write_value(const filter_work *work, const filter_field *field, ren_str value, ren_buf *out) {
  ren_json json;
  if (work->table) {
    cli_csv_write(out, value, field->quoted, filter_table_dialect(work->table));
    return;
  }
  ren_json_begin(&json, out);
  ren_json_str(&json, value);
}

static void write_edits(const filter *f, filter_work *work, const filter_field *field, const ren_log *log) {
  const char *file = f->inputs.list[work->file].shown;
  char *shown = work->table ? cli_format("%s:%zu:%zu", file, field->line, field->column)
                            : cli_format("%s:%zu", file, field->line);
  ren_log_write_ndjson(log, shown, &work->edits);
  free(shown);
}

static size_t count_invalid(const joint *all, size_t first, size_t count) {
  size_t invalid = 0;
  for (size_t i = 0; i < count; i++) invalid += strcmp(all->sorted[first + i]->rule, "invalid-byte") == 0;
  return invalid;
}

/* Edits that change nothing: they tell the later steps that a letter is lost there. */
static size_t count_marks(const joint *all, size_t first, size_t count) {
  size_t marks = 0;
  for (size_t i = 0; i < count; i++) {
    const ren_edit *edit = all->sorted[first + i];
    marks += ren_str_eq(edit->after, (ren_str){ren_text_bytes(all->text).ptr + edit->offset, edit->length});
  }
  return marks;
}

/* Appends what becomes of the string to work->made. */
static void clean_field(const filter *f, filter_work *work, const filter_fields *fields, joint *all,
                        const filter_field *field) {
  ren_str value = {fields->values.ptr + field->at, field->length};
  ren_str raw = {work->bytes.ptr + field->start, field->end - field->start};
  ren_clean_opts opts = f->opts;
  ren_text *text = NULL;
  ren_log *log = NULL;
  ren_error err = {0};
  size_t first = 0, count = 0;
  bool known = all->sorted && take_edits(all, field, &first, &count);
  if (known) opts.steps &= ~(unsigned)REN_CLEAN_ENCODING;
  if (known && !count && !opts.steps) {
    ren_buf_append_str(&work->made, raw);
    return;
  }
  ren_status status = ren_text_new(&text, value, &err);
  if (status == REN_OK && f->want_log) status = ren_log_new(&log, &err);
  if (status == REN_OK && count && known) status = make_edits(all, field, first, count, text, log, &err);
  if (status == REN_OK && opts.steps) status = ren_clean_text(text, f->model, &opts, log, &err);
  if (status != REN_OK) complain(work, field->line, err.message);
  size_t invalid = known ? count_invalid(all, first, count) : 0;
  size_t marks = known && f->want_facts ? count_marks(all, first, count) : 0;
  if (invalid && !work->invalid.count) work->invalid = (filter_invalid){0, work->offset + field->start, field->line};
  work->invalid.count += invalid;
  if (status == REN_OK && f->want_facts) cli_facts_of_result(&work->facts, ren_text_bytes(text), invalid + marks);
  if (status == REN_OK && !ren_str_eq(ren_text_bytes(text), value)) {
    write_value(work, field, ren_text_bytes(text), &work->made);
    cli_facts_add_line(&work->facts, field->line);
  } else {
    ren_buf_append_str(&work->made, raw);
  }
  if (log && status == REN_OK) {
    cli_edit_counts_add(&work->counts, log);
    if (f->want_records) write_edits(f, work, field, log);
  }
  ren_log_free(log);
  ren_text_free(text);
}

void filter_clean_fields(const filter *f, filter_work *work) {
  filter_fields fields = {0};
  joint all = {0};
  size_t at = 0;
  if (work->table)
    filter_table_fields(work->table, work, &fields, &work->err);
  else
    take_records(f, work, &fields);
  if (fields.values.status != REN_OK) ren_fail_nomem(&work->err);
  if (work->err.code == REN_OK) {
    look_together(f, work, &fields, &all);
    work->facts.lines = filter_count_lines(ren_buf_str(&work->bytes), work->table);
    if (f->want_facts) note_encoding(work, &fields, &all);
    for (size_t i = 0; i < fields.count && !cli_interrupted(); i++) {
      const filter_field *field = &fields.list[i];
      ren_buf_append(&work->made, work->bytes.ptr + at, field->start - at);
      clean_field(f, work, &fields, &all, field);
      at = field->end;
    }
    ren_buf_append(&work->made, work->bytes.ptr + at, work->bytes.len - at);
  }
  if (work->made.status != REN_OK || work->edits.status != REN_OK) ren_fail_nomem(&work->err);
  joint_clear(&all);
  free(fields.list);
  ren_buf_free(&fields.values);
}
