/* What dedup prints. */
#include "dedup.h"
#include "diff.h"
#include "sink.h"

#include <renskrift/report.h>

static void write_groups(ren_buf *out, const ren_dedup_item *items, const ren_dedup *dedup) {
  for (size_t i = 0; i < ren_dedup_cluster_count(dedup); i++) {
    const ren_cluster *cluster = ren_dedup_cluster(dedup, i);
    ren_buf_printf(out, "group %zu: %zu texts\n", i + 1, cluster->member_count);
    for (size_t k = 0; k < cluster->member_count; k++) {
      const ren_member *m = &cluster->members[k];
      ren_buf_printf(out, "  %3.0f %%  %-14s  ", 100 * (double)m->similarity,
                     m->item == cluster->canonical ? "canonical" : ren_relation_name(m->relation));
      ren_buf_append_str(out, items[m->item].id);
      ren_buf_putc(out, '\n');
    }
    ren_buf_putc(out, '\n');
  }
}

ren_status dedup_write(const dedup_settings *s, const ren_dedup_item *items, const ren_dedup *dedup, ren_error *err) {
  ren_buf out = {0}, table = {0};
  ren_status status = REN_OK;
  if (s->format == DEDUP_AS_TEXT)
    write_groups(&out, items, dedup);
  else if (s->format == DEDUP_AS_DIFF)
    status = dedup_write_diff(&out, &(dedup_diff){items, s->model, !s->output && cli_wants_colour()}, dedup, err);
  else if (s->pairs)
    ren_dedup_write_pairs(dedup, &out);
  else if (s->passages)
    ren_dedup_write_passages(dedup, &out);
  else
    ren_dedup_write_clusters(dedup, &out);
  if (status == REN_OK && s->format == DEDUP_AS_CSV)
    status = ren_report_csv(&table, "clusters", ren_buf_str(&out), err);
  if (status == REN_OK && (out.status != REN_OK || table.status != REN_OK)) status = ren_fail_nomem(err);
  if (status == REN_OK)
    status = cli_write_output(s->output, ren_buf_str(s->format == DEDUP_AS_CSV ? &table : &out), err);
  ren_buf_free(&out);
  ren_buf_free(&table);
  return status;
}
