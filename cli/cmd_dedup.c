#include "commands.h"
#include "items.h"
#include "resources.h"
#include "settings.h"
#include "sink.h"

#include <renskrift/report.h>

#include <stddef.h>

typedef enum dedup_format { AS_NDJSON, AS_CSV, AS_TEXT } dedup_format;

typedef struct dedup_settings {
  cli_common common;
  cli_shared shared;
  const char *output;
  int format; /* dedup_format */
  bool pairs, passages;
  float min_similarity;
  unsigned min_passage_words;
} dedup_settings;

#define AT(member) .offset = offsetof(dedup_settings, member)

static const cli_option options[] = {
    {.kind = CLI_HEADING, .name = "What to look for"},
    {.kind = CLI_FLAG,
     .name = "pairs",
     AT(pairs),
     .help = "Every pair that was found alike (renskrift/pair/1), instead of groups."},
    {.kind = CLI_FLAG,
     .name = "passages",
     AT(passages),
     .help = "Passages shared by texts that are not alike as wholes (renskrift/passage/1), instead of groups."},
    {.kind = CLI_SHARE,
     .name = "min-similarity",
     .value = "P",
     .max = 1,
     AT(min_similarity),
     .help = "Share of both texts' letters that must align for near-identical texts (default 0.75)."},
    {.kind = CLI_NUMBER,
     .name = "min-passage-words",
     .value = "N",
     .min = 1,
     .max = 1000,
     AT(min_passage_words),
     .help = "Shortest shared passage in words (default 8)."},
    {.kind = CLI_HEADING, .name = "Input and output"},
    {.kind = CLI_CHOICE,
     .name = "format",
     .value = "ndjson|csv|text",
     AT(format),
     .help = "Records (renskrift/cluster/1, default), a table of groups, or a list of groups to read."},
    {.kind = CLI_TEXT,
     .letter = 'o',
     .name = "output",
     .value = "FILE",
     AT(output),
     .help = "Write there instead of to standard output."},
    {.kind = CLI_INCLUDE, .table = cli_jobs_options, AT(shared)},
    {.kind = CLI_INCLUDE, .table = cli_model_options, AT(shared)},
    {.kind = CLI_INCLUDE, .table = cli_common_options, AT(common)},
    {.kind = CLI_END}};

static bool on_progress(void *payload, uint64_t done, uint64_t total) {
  (void)payload;
  (void)done;
  (void)total;
  return !cli_interrupted();
}

/* ---- output ----------------------------------------------------------------- */

static void write_groups(ren_buf *out, const cli_items *items, const ren_dedup *dedup) {
  for (size_t i = 0; i < ren_dedup_cluster_count(dedup); i++) {
    const ren_cluster *cluster = ren_dedup_cluster(dedup, i);
    ren_buf_printf(out, "group %zu: %zu texts\n", i + 1, cluster->member_count);
    for (size_t k = 0; k < cluster->member_count; k++) {
      const ren_member *m = &cluster->members[k];
      ren_buf_printf(out, "  %3.0f %%  %-14s  ", 100 * (double)m->similarity,
                     m->item == cluster->canonical ? "canonical" : ren_relation_name(m->relation));
      ren_buf_append_str(out, items->list[m->item].id);
      ren_buf_putc(out, '\n');
    }
    ren_buf_putc(out, '\n');
  }
}

static ren_status write_result(const dedup_settings *s, const cli_items *items, const ren_dedup *dedup,
                               ren_error *err) {
  ren_buf out = {0}, table = {0};
  ren_status status = REN_OK;
  if (s->format == AS_TEXT)
    write_groups(&out, items, dedup);
  else if (s->pairs)
    ren_dedup_write_pairs(dedup, &out);
  else if (s->passages)
    ren_dedup_write_passages(dedup, &out);
  else
    ren_dedup_write_clusters(dedup, &out);
  if (s->format == AS_CSV) status = ren_report_csv(&table, "clusters", ren_buf_str(&out), err);
  if (out.status != REN_OK || table.status != REN_OK) status = ren_fail_nomem(err);
  if (status == REN_OK) status = cli_write_output(s->output, ren_buf_str(s->format == AS_CSV ? &table : &out), err);
  ren_buf_free(&out);
  ren_buf_free(&table);
  return status;
}

static void find_groups(cli *c, const dedup_settings *s, const cli_items *items, const ren_model *model) {
  ren_dedup_opts opts = REN_DEDUP_OPTS_INIT;
  ren_dedup *dedup = NULL;
  ren_error err = {0};
  opts.min_similarity = s->min_similarity;
  opts.min_passage_words = s->min_passage_words;
  opts.threads = cli_jobs(&s->shared);
  opts.model = model;
  opts.hooks = (ren_hooks){c, NULL, on_progress};
  ren_status status = ren_dedup_new(&dedup, items->list, items->count, &opts, &err);
  if (status == REN_OK) status = write_result(s, items, dedup, &err);
  if (status == REN_OK)
    cli_detail(c, NULL, "%zu texts, %zu pairs, %zu groups", items->count, ren_dedup_pair_count(dedup),
               ren_dedup_cluster_count(dedup));
  else
    cli_fail_error(c, &err);
  ren_dedup_free(dedup);
}

static void run_dedup(cli *c, const dedup_settings *s, const cli_inputs *inputs, const ren_model *model) {
  ren_error err = {0};
  cli_items items = {0};
  ren_reservations *reservations = NULL;
  if (ren_reservations_new(&reservations, &err) != REN_OK) {
    cli_fail_error(c, &err);
    return;
  }
  for (size_t i = 0; i < inputs->count && !cli_interrupted(); i++)
    cli_items_from_file(c, &items, reservations, &inputs->list[i]);
  cli_items_from_reservations(&items, reservations);
  if (!cli_interrupted()) find_groups(c, s, &items, model);
  cli_items_clear(&items);
  ren_reservations_free(reservations);
}

static int run(cli *c, const cli_command *command, int argc, char **argv) {
  dedup_settings s = {.min_similarity = 0.75f, .min_passage_words = 8};
  cli_list operands = {0};
  cli_inputs inputs = {0};
  ren_model *model = NULL;
  int status = cli_parse(c, command, argc, argv, &s, &operands);
  if (status < 0 && s.pairs && s.passages) status = cli_usage(c, command, "--pairs and --passages do not go together");
  if (status < 0 && s.format != AS_NDJSON && (s.pairs || s.passages))
    status = cli_usage(c, command, "--pairs and --passages come as ndjson only");
  if (status >= 0) goto out;
  cli_apply_common(c, &s.common);
  if (!cli_open_model(c, &model, NULL, s.shared.model, CLI_WANTED)) goto done;
  cli_inputs_collect(c, &inputs, &operands, CLI_READS_TEXT | CLI_READS_STREAMS, NULL);
  if (inputs.count) run_dedup(c, &s, &inputs, model);
  if (cli_interrupted()) cli_fail(c, CLI_INTERRUPTED, NULL, "interrupted");
done:
  status = cli_status(c);
out:
  cli_inputs_clear(&inputs);
  ren_model_free(model);
  cli_parse_clear(command, &s, &operands);
  return status;
}

const cli_command cli_command_dedup = {
    .name = "dedup",
    .summary = "group near-identical texts",
    .operands = "[FILE...]",
    .about = "Finds texts that are the same but for scanning noise, small edits, cuts and moved\n"
             "paragraphs, and groups them. FILE holds NDJSON records with \"id\" and \"text\" (as\n"
             "'renskrift reservations' writes them), or is a text of its own. Without FILE, or\n"
             "with -, standard input is read; folders are walked.",
    .options = options,
    .examples = "  renskrift reservations minutes/ | renskrift dedup --format text\n"
                "  renskrift dedup --pairs records.ndjson > pairs.ndjson\n"
                "  renskrift dedup --passages letters/*.txt\n",
    .run = run,
};
