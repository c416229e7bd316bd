#include "edit_counts.h"

#include <stdlib.h>
#include <string.h>

static void add_rule(cli_edit_counts *counts, ren_step step, const char *rule, size_t more) {
  size_t i = 0;
  while (i < counts->count && (counts->list[i].step != step || strcmp(counts->list[i].rule, rule) != 0)) i++;
  if (i == counts->count) {
    counts->list = cli_grow(counts->list, &counts->cap, counts->count, sizeof *counts->list);
    counts->list[counts->count++] = (cli_rule_count){step, rule, 0};
  }
  counts->list[i].count += more;
  counts->steps[step] += more;
  counts->total += more;
}

void cli_edit_counts_add(cli_edit_counts *counts, const ren_log *log) {
  for (size_t i = 0; i < ren_log_count(log); i++) {
    const ren_log_entry *entry = ren_log_get(log, i);
    add_rule(counts, entry->step, entry->rule, 1);
  }
}

void cli_edit_counts_merge(cli_edit_counts *counts, const cli_edit_counts *more) {
  for (size_t i = 0; i < more->count; i++)
    add_rule(counts, more->list[i].step, more->list[i].rule, more->list[i].count);
}

static int by_count(const void *a, const void *b) {
  const cli_rule_count *x = a, *y = b;
  if (x->step != y->step) return x->step < y->step ? -1 : 1;
  if (x->count != y->count) return x->count > y->count ? -1 : 1;
  return strcmp(x->rule, y->rule);
}

void cli_edit_counts_write(const cli_edit_counts *counts, ren_buf *out) {
  ren_buf_printf(out, "%zu %s", counts->total, counts->total == 1 ? "edit" : "edits");
  if (!counts->total) return;
  cli_rule_count *sorted = cli_alloc_array(counts->count, sizeof *sorted);
  if (counts->count) memcpy(sorted, counts->list, counts->count * sizeof *sorted);
  qsort(sorted, counts->count, sizeof *sorted, by_count);
  for (size_t i = 0; i < counts->count; i++) {
    bool new_step = i == 0 || sorted[i].step != sorted[i - 1].step;
    if (new_step)
      ren_buf_printf(out, "%s %s %zu (", i ? ")," : ":", ren_step_name(sorted[i].step), counts->steps[sorted[i].step]);
    else
      ren_buf_puts(out, ", ");
    ren_buf_printf(out, "%s %zu", sorted[i].rule, sorted[i].count);
  }
  ren_buf_putc(out, ')');
  free(sorted);
}

void cli_edit_counts_clear(cli_edit_counts *counts) {
  free(counts->list);
  *counts = (cli_edit_counts){0};
}
