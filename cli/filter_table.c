/* --column: which fields of a table are cleaned, and where the table may be cut. */
#include "filter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct filter_table {
  cli_csv_dialect dialect;
  size_t *columns; /* numbers from 0, sorted */
  size_t count;
  bool header; /* the first record names the columns and stays as it is */
};

/* ---- which columns ----------------------------------------------------------- */

static bool is_number(ren_str text) {
  for (size_t i = 0; i < text.len; i++)
    if (text.ptr[i] < '0' || text.ptr[i] > '9') return false;
  return text.len > 0 && text.len < 7;
}

static size_t number_of(ren_str text) {
  size_t number = 0;
  for (size_t i = 0; i < text.len; i++) number = number * 10 + (size_t)(text.ptr[i] - '0');
  return number;
}

/* The names as they are, and as the table's own damage is repaired. */
typedef struct header {
  ren_buf *raw, *repaired;
  size_t count;
} header;

static void read_header(header *h, const filter *f, ren_str head, const cli_csv_record *record) {
  ren_clean_opts opts = f->opts;
  opts.steps = REN_CLEAN_ENCODING;
  opts.encoding.invalid = REN_INVALID_KEEP;
  h->count = record->count;
  h->raw = cli_alloc_array(h->count, sizeof *h->raw);
  h->repaired = cli_alloc_array(h->count, sizeof *h->repaired);
  for (size_t i = 0; i < h->count; i++) {
    ren_error err = {0};
    cli_csv_value(&h->raw[i], head, &record->fields[i]);
    ren_clean_string(&h->repaired[i], ren_buf_str(&h->raw[i]), f->model, &opts, &err);
  }
}

static void header_clear(header *h) {
  for (size_t i = 0; i < h->count; i++) {
    ren_buf_free(&h->raw[i]);
    ren_buf_free(&h->repaired[i]);
  }
  free(h->raw);
  free(h->repaired);
}

static bool find_name(const header *h, ren_str name, size_t *out) {
  for (size_t i = 0; i < h->count; i++) {
    bool same = ren_str_eq(ren_str_trim(ren_buf_str(&h->raw[i])), name) ||
                ren_str_eq(ren_str_trim(ren_buf_str(&h->repaired[i])), name);
    if (!same) continue;
    *out = i;
    return true;
  }
  return false;
}

static ren_status no_such_column(const header *h, ren_str name, ren_error *err) {
  ren_buf names = {0};
  for (size_t i = 0; i < h->count && names.len < 300; i++)
    ren_buf_printf(&names, "%s%s", i ? ", " : "", h->repaired[i].ptr ? h->repaired[i].ptr : "");
  ren_status status = ren_fail(err, REN_EFORMAT, "there is no column '%.*s'; there are: %s", (int)name.len, name.ptr,
                               names.ptr ? names.ptr : "");
  ren_buf_free(&names);
  return status;
}

static int by_number(const void *a, const void *b) {
  const size_t *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

static ren_status add_column(filter_table *t, size_t *cap, const header *h, ren_str name, ren_error *err) {
  size_t column = 0;
  if (is_number(name)) {
    column = number_of(name) - 1; /* --column 0 was refused */
    if (column >= h->count)
      return ren_fail(err, REN_EFORMAT, "there is no column %.*s; there are %zu", (int)name.len, name.ptr, h->count);
  } else if (!find_name(h, name, &column)) {
    return no_such_column(h, name, err);
  } else {
    t->header = true;
  }
  t->columns = cli_grow(t->columns, cap, t->count, sizeof *t->columns);
  t->columns[t->count++] = column;
  return REN_OK;
}

/* Every --column is a list parted by commas; one that a column has as its name is no list. */
static ren_status choose_columns(filter_table *t, const filter *f, ren_str head, const cli_csv_record *record,
                                 ren_error *err) {
  header h = {0};
  size_t cap = 0, column;
  ren_status status = REN_OK;
  read_header(&h, f, head, record);
  for (size_t i = 0; status == REN_OK && i < f->settings->columns.count; i++) {
    ren_str rest = ren_str_of(f->settings->columns.items[i]);
    bool whole = find_name(&h, rest, &column);
    while (status == REN_OK && rest.len) {
      const char *comma = whole ? NULL : memchr(rest.ptr, ',', rest.len);
      size_t length = comma ? (size_t)(comma - rest.ptr) : rest.len;
      status = add_column(t, &cap, &h, ren_str_trim((ren_str){rest.ptr, length}), err);
      length += comma != NULL;
      rest = (ren_str){rest.ptr + length, rest.len - length};
    }
  }
  header_clear(&h);
  if (t->count) qsort(t->columns, t->count, sizeof *t->columns, by_number);
  return status;
}

bool filter_table_check(cli *c, const cli_command *command, const cli_list *columns) {
  for (size_t i = 0; i < columns->count; i++) {
    const char *at = columns->items[i];
    if (!*at) return cli_usage(c, command, "--column needs a name or a number"), false;
    for (; *at; at += strcspn(at, ",") + (at[strcspn(at, ",")] == ',')) {
      ren_str name = ren_str_trim((ren_str){at, strcspn(at, ",")});
      if (is_number(name) && number_of(name) == 0)
        return cli_usage(c, command, "columns are counted from 1; there is no --column 0"), false;
    }
  }
  return true;
}

/* ---- a table ----------------------------------------------------------------- */

static ren_status broken(const cli_csv_record *record, const filter_table *t, ren_str text, size_t first_line,
                         ren_error *err) {
  size_t line = first_line + filter_count_lines((ren_str){text.ptr, record->at}, t);
  return ren_fail(err, REN_EFORMAT, "line %zu: %s; nothing from this record on is written", line, record->why);
}

ren_status filter_table_open(filter_table **out, const filter *f, ren_str head, bool whole, ren_error *err) {
  static const char *const letters[] = {";", ",", "\t"};
  const char *why = NULL, *told = f->settings->delimiter;
  char delimiter = told ? (strcmp(told, "tab") == 0 ? *letters[2] : *told) : '\0';
  cli_csv_record record = {0};
  filter_table *t = cli_alloc(sizeof *t);
  ren_status status = REN_OK;
  *out = NULL;
  if (!cli_csv_detect(head, whole, delimiter, &t->dialect, &why)) status = ren_fail(err, REN_EFORMAT, "%s", why);
  if (status == REN_OK && t->dialect.skip < head.len) {
    cli_csv_result result = cli_csv_read(head, t->dialect.skip, whole, &t->dialect, &record);
    if (result == CLI_CSV_BROKEN) status = broken(&record, t, head, 1, err);
    if (result == CLI_CSV_MORE) status = ren_fail(err, REN_EFORMAT, "line 1: the first record does not end");
    if (result == CLI_CSV_RECORD) status = choose_columns(t, f, head, &record, err);
  }
  cli_csv_record_clear(&record);
  if (status == REN_OK)
    *out = t;
  else
    filter_table_free(t);
  return status;
}

void filter_table_free(filter_table *t) {
  if (!t) return;
  free(t->columns);
  free(t);
}

const cli_csv_dialect *filter_table_dialect(const filter_table *t) { return &t->dialect; }

size_t filter_count_lines(ren_str text, const filter_table *t) {
  char end = t && t->dialect.cr_ends ? '\r' : '\n';
  size_t lines = 0;
  const char *at = text.ptr, *stop = text.ptr + text.len;
  for (; text.len && at < stop && (at = memchr(at, end, (size_t)(stop - at))); at++) lines++;
  return lines;
}

ren_status filter_table_cut(const filter_table *t, ren_str text, bool first, size_t line, size_t size, size_t *cut,
                            ren_error *err) {
  cli_csv_record record = {0};
  ren_status status = REN_OK;
  size_t at = first ? t->dialect.skip : 0, begin = at;
  cli_csv_result result = CLI_CSV_RECORD;
  while (at < text.len && (at == begin || at < size)) {
    result = cli_csv_read(text, at, false, &t->dialect, &record);
    if (result != CLI_CSV_RECORD || (at > begin && record.end > size)) break;
    at = record.end;
  }
  *cut = at == begin ? 0 : at;
  if (!*cut && result == CLI_CSV_BROKEN) status = broken(&record, t, text, line, err);
  if (!*cut && result == CLI_CSV_MORE && text.len > CLI_CSV_RECORD_MAX)
    status = ren_fail(err, REN_EFORMAT, "line %zu: a record is longer than %d MB; is a quote missing?", line,
                      CLI_CSV_RECORD_MAX >> 20);
  cli_csv_record_clear(&record);
  return status;
}

/* ---- the fields of a piece ----------------------------------------------------- */

static void add_chosen(const filter_table *t, const cli_csv_record *record, ren_str text, size_t line,
                       filter_fields *fields) {
  for (size_t i = 0; i < t->count; i++) {
    size_t column = t->columns[i];
    if (column >= record->count || (i && column == t->columns[i - 1])) continue;
    const cli_csv_field *field = &record->fields[column];
    size_t within =
        filter_count_lines((ren_str){text.ptr + record->fields[0].start, field->start - record->fields[0].start}, t);
    size_t start = fields->values.len;
    cli_csv_value(&fields->values, text, field);
    filter_fields_add(fields, (filter_field){.start = field->start,
                                             .end = field->end,
                                             .line = line + within,
                                             .column = column + 1,
                                             .at = start,
                                             .quoted = field->quoted});
  }
}

ren_status filter_table_fields(const filter_table *t, const filter_work *work, filter_fields *fields, ren_error *err) {
  cli_csv_record record = {0};
  ren_str text = ren_buf_str(&work->bytes);
  ren_status status = REN_OK;
  size_t line = work->first_line, at = work->first ? t->dialect.skip : 0;
  bool names = work->first && t->header;
  line += filter_count_lines((ren_str){text.ptr, at}, t);
  while (status == REN_OK && at < text.len && !cli_interrupted()) {
    if (cli_csv_read(text, at, true, &t->dialect, &record) != CLI_CSV_RECORD) {
      status = broken(&record, t, text, work->first_line, err);
      break;
    }
    if (!names) add_chosen(t, &record, text, line, fields);
    names = false;
    line += filter_count_lines((ren_str){text.ptr + at, record.end - at}, t);
    at = record.end;
  }
  cli_csv_record_clear(&record);
  return status;
}
