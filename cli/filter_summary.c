/* The table of --dry-run, and its records. */
#include "filter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MAX = 48, ENCODINGS = 8, KINDS = 3 };

/* ---- kinds ------------------------------------------------------------------ */

static int by_count(const void *a, const void *b) {
  const cli_rule_count *x = a, *y = b;
  if (x->count != y->count) return x->count > y->count ? -1 : 1;
  return strcmp(x->rule, y->rule);
}

/* Commonest first; to be freed. */
static cli_rule_count *sorted_kinds(const cli_edit_counts *counts) {
  cli_rule_count *sorted = cli_alloc_array(counts->count, sizeof *sorted);
  if (!counts->count) return sorted;
  memcpy(sorted, counts->list, counts->count * sizeof *sorted);
  qsort(sorted, counts->count, sizeof *sorted, by_count);
  return sorted;
}

static void write_kinds(ren_buf *out, const cli_edit_counts *counts, size_t most) {
  cli_rule_count *sorted = sorted_kinds(counts);
  for (size_t i = 0; i < counts->count && i < most; i++)
    ren_buf_printf(out, "%s%s %zu", i ? ", " : "", sorted[i].rule, sorted[i].count);
  if (counts->count > most) ren_buf_printf(out, ", %zu more", counts->count - most);
  free(sorted);
}

/* ---- the table -------------------------------------------------------------- */

static size_t width_of(const char *text) {
  size_t width = 0;
  for (; *text; text++) width += ((unsigned char)*text & 0xC0) != 0x80;
  return width;
}

/* Names must not steer the terminal. */
static void write_name(ren_buf *out, const char *name, size_t width) {
  size_t used = width_of(name);
  for (; *name; name++) ren_buf_putc(out, (unsigned char)*name < 0x20 || *name == 0x7F ? '?' : *name);
  for (; used < width; used++) ren_buf_putc(out, ' ');
}

static void write_encoding(ren_buf *out, const char *const *names, size_t count) {
  char text[64];
  if (count == 0)
    snprintf(text, sizeof text, "ASCII");
  else if (count == 1)
    snprintf(text, sizeof text, "%s", names[0]);
  else if (count == 2)
    snprintf(text, sizeof text, "%s + %s", names[0], names[1]);
  else
    snprintf(text, sizeof text, "%s + %s + %zu", names[0], names[1], count - 2);
  ren_buf_printf(out, "  %-18s", text);
}

static size_t file_width(const filter *f) {
  size_t width = strlen("total: 100 files");
  for (size_t i = 0; i < f->inputs.count; i++) {
    size_t own = width_of(f->inputs.list[i].shown);
    if (own > width) width = own < FILE_MAX ? own : FILE_MAX;
  }
  return width;
}

void filter_summary_head(ren_buf *out, const filter *f) {
  if (f->settings->format != CLI_AS_TEXT) return;
  write_name(out, "FILE", file_width(f));
  ren_buf_printf(out, "  %-18s  %9s  %9s  %9s  %s\n", "ENCODING", "LINES", "REPAIRED", "IN DOUBT", "KINDS");
}

static void write_row(ren_buf *out, const filter *f, const char *name, const cli_facts *facts,
                      const cli_edit_counts *counts, bool total) {
  const char *encodings[ENCODINGS];
  ren_buf kinds = {0};
  size_t found = cli_facts_encodings(facts, counts, encodings, ENCODINGS);
  write_kinds(&kinds, counts, f->c->verbose ? SIZE_MAX : KINDS);
  write_name(out, name, file_width(f));
  if (total)
    ren_buf_printf(out, "  %-18s", "");
  else
    write_encoding(out, encodings, found);
  ren_buf_printf(out, "  %9zu  %9zu  %9zu%s%s\n", facts->lines, facts->repaired, facts->doubts, kinds.len ? "  " : "",
                 kinds.len ? kinds.ptr : "");
  ren_buf_free(&kinds);
}

void filter_summary_total(ren_buf *out, const filter *f, size_t files, const cli_facts *facts,
                          const cli_edit_counts *counts) {
  char name[64];
  if (f->settings->format != CLI_AS_TEXT) return;
  snprintf(name, sizeof name, "total: %zu file%s", files, files == 1 ? "" : "s");
  write_row(out, f, name, facts, counts, true);
}

/* ---- records ---------------------------------------------------------------- */

static void write_record(ren_buf *out, const char *file, const cli_facts *facts, const cli_edit_counts *counts,
                         bool changed) {
  const char *encodings[ENCODINGS];
  size_t found = cli_facts_encodings(facts, counts, encodings, ENCODINGS);
  cli_rule_count *kinds = sorted_kinds(counts);
  ren_json json;
  ren_json_begin(&json, out);
  ren_json_object(&json);
  ren_json_key(&json, "schema");
  ren_json_cstr(&json, "renskrift/summary/1");
  ren_json_key(&json, "file");
  ren_json_cstr(&json, file);
  ren_json_key(&json, "encoding");
  ren_json_cstr(&json, found == 0 ? "ASCII" : found == 1 ? encodings[0] : "mixed");
  ren_json_key(&json, "encodings");
  ren_json_array(&json);
  for (size_t i = 0; i < found; i++) ren_json_cstr(&json, encodings[i]);
  ren_json_end(&json, ']');
  ren_json_key(&json, "changed");
  ren_json_bool(&json, changed);
  const struct {
    const char *name;
    size_t number;
  } numbers[] = {
      {"lines", facts->lines}, {"repaired", facts->repaired}, {"doubts", facts->doubts}, {"edits", counts->total}};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    ren_json_key(&json, numbers[i].name);
    ren_json_int(&json, (int64_t)numbers[i].number);
  }
  ren_json_key(&json, "kinds");
  ren_json_array(&json);
  for (size_t i = 0; i < counts->count; i++) {
    ren_json_object(&json);
    ren_json_key(&json, "step");
    ren_json_cstr(&json, ren_step_name(kinds[i].step));
    ren_json_key(&json, "rule");
    ren_json_cstr(&json, kinds[i].rule);
    ren_json_key(&json, "count");
    ren_json_int(&json, (int64_t)kinds[i].count);
    ren_json_end(&json, '}');
  }
  ren_json_end(&json, ']');
  ren_json_end(&json, '}');
  ren_buf_putc(out, '\n');
  free(kinds);
}

void filter_summary_row(ren_buf *out, const filter *f, const char *file, const cli_facts *facts,
                        const cli_edit_counts *counts, bool changed) {
  if (f->settings->format == CLI_AS_TEXT)
    write_row(out, f, file, facts, counts, false);
  else
    write_record(out, file, facts, counts, changed);
}
