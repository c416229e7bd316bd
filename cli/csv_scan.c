#include "csv_scan.h"

#include <stdlib.h>
#include <string.h>

/* ---- records ------------------------------------------------------------------ */

/* The length of the line end at `at`, 0 if there is none. */
static size_t line_end(ren_str text, size_t at, const cli_csv_dialect *d) {
  if (at >= text.len) return 0;
  if (d->cr_ends) return text.ptr[at] == '\r';
  if (text.ptr[at] == '\n') return 1;
  return text.ptr[at] == '\r' && at + 1 < text.len && text.ptr[at + 1] == '\n' ? 2 : 0;
}

static bool is_delimiter(char c, const cli_csv_dialect *d) { return d->delimiter && c == d->delimiter; }

static size_t plain_end(ren_str text, size_t at, const cli_csv_dialect *d) {
  while (at < text.len && !is_delimiter(text.ptr[at], d) && !line_end(text, at, d)) at++;
  return at;
}

/* After the closing quote of the field that starts at `from`; SIZE_MAX if it does not end. */
static size_t quoted_end(ren_str text, size_t from) {
  for (size_t at = from + 1; at < text.len; at += 2) {
    const char *quote = memchr(text.ptr + at, '"', text.len - at);
    if (!quote) break;
    at = (size_t)(quote - text.ptr);
    if (at + 1 >= text.len || text.ptr[at + 1] != '"') return at + 1;
  }
  return SIZE_MAX;
}

static void add_field(cli_csv_record *record, cli_csv_field field) {
  record->fields = cli_grow(record->fields, &record->cap, record->count, sizeof *record->fields);
  record->fields[record->count++] = field;
}

static cli_csv_result broken(cli_csv_record *record, const char *why, size_t at) {
  record->why = why;
  record->at = at;
  return CLI_CSV_BROKEN;
}

cli_csv_result cli_csv_read(ren_str text, size_t from, bool whole, const cli_csv_dialect *d, cli_csv_record *record) {
  record->count = 0;
  for (size_t at = from;;) {
    bool quoted = at < text.len && text.ptr[at] == '"';
    size_t start = at;
    at = quoted ? quoted_end(text, start) : plain_end(text, start, d);
    if (at == SIZE_MAX) return whole ? broken(record, "a quoted field does not end", start) : CLI_CSV_MORE;
    /* What decides may be still to come: a second quote, the LF after a CR, all else. */
    if (!whole && (at >= text.len || (at + 1 == text.len && text.ptr[at] == '\r' && !d->cr_ends))) return CLI_CSV_MORE;
    size_t ends = line_end(text, at, d);
    if (at < text.len && !ends && !is_delimiter(text.ptr[at], d))
      return broken(record, "something follows the closing quote of a field that begins here", start);
    add_field(record, (cli_csv_field){start, at, quoted});
    record->end = at + ends;
    if (at >= text.len || ends) return CLI_CSV_RECORD;
    at++;
  }
}

void cli_csv_record_clear(cli_csv_record *record) {
  free(record->fields);
  *record = (cli_csv_record){0};
}

/* ---- values ------------------------------------------------------------------- */

void cli_csv_value(ren_buf *out, ren_str text, const cli_csv_field *field) {
  size_t at = field->start + field->quoted, end = field->end - field->quoted;
  while (at < end) {
    const char *quote = field->quoted ? memchr(text.ptr + at, '"', end - at) : NULL;
    size_t stop = quote ? (size_t)(quote - text.ptr) + 1 : end;
    ren_buf_append(out, text.ptr + at, stop - at);
    at = quote ? stop + 1 : stop; /* the second of the two */
  }
}

void cli_csv_write(ren_buf *out, ren_str value, bool quoted, const cli_csv_dialect *d) {
  for (size_t i = 0; i < value.len && !quoted; i++) {
    char c = value.ptr[i];
    quoted = c == '\n' || c == '\r' || c == '"' || is_delimiter(c, d);
  }
  if (!quoted) {
    ren_buf_append_str(out, value);
    return;
  }
  ren_buf_putc(out, '"');
  for (size_t i = 0; i < value.len; i++) {
    if (value.ptr[i] == '"') ren_buf_putc(out, '"');
    ren_buf_putc(out, value.ptr[i]);
  }
  ren_buf_putc(out, '"');
}

/* ---- which delimiter ------------------------------------------------------------ */

/* How well the head is a table with this delimiter. */
typedef struct fit {
  size_t columns;        /* of the first record */
  size_t records, alike; /* those with as many fields; empty lines do not count */
} fit;

static fit try_dialect(ren_str head, bool whole, const cli_csv_dialect *d) {
  enum { RECORDS = 200 };
  cli_csv_record record = {0};
  fit result = {0};
  for (size_t at = d->skip; at < head.len && result.records < RECORDS; at = record.end) {
    if (cli_csv_read(head, at, whole, d, &record) != CLI_CSV_RECORD) break;
    if (record.count == 1 && record.fields[0].start == record.fields[0].end) continue;
    if (!result.records) result.columns = record.count;
    result.records++;
    result.alike += record.count == result.columns;
  }
  cli_csv_record_clear(&record);
  return result;
}

static bool better(fit a, fit b) {
  if (a.alike * b.records != b.alike * a.records) return a.alike * b.records > b.alike * a.records;
  return a.columns > b.columns;
}

/* "sep=;" in the first line, as some spreadsheets write it. */
static char told_delimiter(ren_str head, cli_csv_dialect *d) {
  ren_str rest = {head.ptr + d->skip, head.len - d->skip};
  if (!ren_str_starts(rest, REN_STR("sep=")) || rest.len < 6) return '\0';
  size_t ends = line_end(head, d->skip + 5, d);
  if (!ends) return '\0';
  d->skip += 5 + ends;
  return rest.ptr[4];
}

static bool guess(ren_str head, bool whole, cli_csv_dialect *d, const char **why) {
  static const char delimiters[] = {';', '\t', ','};
  cli_csv_dialect best = *d;
  fit best_fit = {0, 1, 0};
  bool divided = false;
  for (size_t i = 0; i < sizeof delimiters; i++) {
    cli_csv_dialect tried = {delimiters[i], d->cr_ends, d->skip};
    fit found = try_dialect(head, whole, &tried);
    divided = divided || found.columns > 1;
    if (found.columns < 2 || found.alike * 5 < found.records * 3 || !better(found, best_fit)) continue;
    best = tried;
    best_fit = found;
  }
  *d = best;
  if (best.delimiter || !divided) return true;
  *why = "cannot tell what parts the columns; say it with --delimiter";
  return false;
}

bool cli_csv_detect(ren_str head, bool whole, char delimiter, cli_csv_dialect *out, const char **why) {
  if (head.len > CLI_CSV_HEAD) {
    head.len = CLI_CSV_HEAD;
    whole = false;
  }
  *out = (cli_csv_dialect){.delimiter = delimiter};
  if (ren_str_starts(head, REN_STR("\xFF\xFE")) || ren_str_starts(head, REN_STR("\xFE\xFF")) ||
      (head.len && memchr(head.ptr, '\0', head.len))) {
    *why = "is UTF-16 or no table of text; make UTF-8 of it first, without --column";
    return false;
  }
  if (ren_str_starts(head, REN_STR("\xEF\xBB\xBF"))) out->skip = 3;
  out->cr_ends = head.len && memchr(head.ptr, '\r', head.len) && !memchr(head.ptr, '\n', head.len);
  char told = told_delimiter(head, out);
  if (told && !delimiter) out->delimiter = told;
  return out->delimiter || guess(head, whole, out, why);
}
