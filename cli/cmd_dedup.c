#include "commands.h"
#include "dedup.h"
#include "resources.h"

#include <stddef.h>

#define AT(member) .offset = offsetof(dedup_settings, member)

static const cli_option options[] = {
    {.kind = CLI_HEADING, .name = "What to look for"},
    {.kind = CLI_FLAG,
     .name = "pairs",
     AT(pairs),
     .help = "Every pair that was found alike as a whole (renskrift/pair/1), instead of groups."},
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
    {.kind = CLI_HEADING, .name = "Texts that are kept"},
    {.kind = CLI_TEXT,
     .name = "index",
     .value = "FILE",
     AT(index),
     .help = "Add the texts to those kept in FILE (made if it is not there), and look at all of them. Without inputs "
             "only look; standard input is read as '-'. A text of the same id is replaced."},
    {.kind = CLI_FLAG,
     .name = "new",
     AT(only_new),
     .help = "Only groups that have a new text or other members than when this was last asked, and texts that stand "
             "alone and are new (or were left alone)."},
    {.kind = CLI_TEXTS,
     .name = "forget",
     .value = "ID",
     AT(forget),
     .help = "Take a text out. May be given several times."},
    {.kind = CLI_HEADING, .name = "Parts, for an engine that joins (see docs/dedup.md)"},
    {.kind = CLI_FLAG,
     .name = "sketch",
     AT(sketch),
     .help = "For each text a renskrift/text/1 record and the grams by which it is found (renskrift/gram/1)."},
    {.kind = CLI_FLAG,
     .name = "verify",
     AT(verify),
     .help = "Compare the records a and b of each line; a renskrift/pair/1 record with weight and spans if they are "
             "related."},
    {.kind = CLI_FLAG,
     .name = "group",
     AT(group),
     .help = "Groups from renskrift/text/1 and renskrift/pair/1 records, component by component (member "
             "\"component\")."},
    {.kind = CLI_TEXT,
     .name = "common",
     .value = "FILE",
     AT(common_hashes),
     .help = "With --sketch and --verify: the hashes of stretches that are boilerplate, one a line."},
    {.kind = CLI_FLAG, .name = "all", AT(all), .help = "With --verify: unrelated pairs, too."},
    {.kind = CLI_HEADING, .name = "Input and output"},
    {.kind = CLI_CHOICE,
     .name = "format",
     .value = "ndjson|csv|text|tsv|diff",
     AT(format),
     .help = "Records (renskrift/cluster/1, default), a table of groups, a list of groups to read, (with --sketch) "
             "tab-separated values, or the differences of each group's texts word by word."},
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

static int check_settings(cli *c, const cli_command *command, const dedup_settings *s) {
  int parts = s->sketch + s->verify + s->group;
  bool tsv = s->format == DEDUP_AS_TSV;
  const struct {
    bool wrong;
    const char *message;
  } rules[] = {
      {s->pairs && s->passages, "--pairs and --passages do not go together"},
      {s->format != DEDUP_AS_NDJSON && (s->pairs || s->passages), "--pairs and --passages come as ndjson only"},
      {parts > 1, "--sketch, --verify and --group do not go together"},
      {parts && (s->pairs || s->passages || s->index), "--sketch, --verify and --group stand for themselves"},
      {parts && s->format != DEDUP_AS_NDJSON && !(s->sketch && tsv),
       "--sketch gives ndjson or tsv, --verify and --group ndjson"},
      {tsv && !s->sketch, "--format tsv is for --sketch"},
      {s->common_hashes && !s->sketch && !s->verify, "--common is for --sketch and --verify"},
      {s->all && !s->verify, "--all is for --verify"},
      {s->only_new && !s->index, "--new is for --index"},
      {s->forget.count && !s->index, "--forget is for --index"},
      {s->only_new && (s->pairs || s->passages || s->format != DEDUP_AS_NDJSON), "--new gives groups as ndjson only"},
  };
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
    if (rules[i].wrong) return cli_usage(c, command, "%s", rules[i].message);
  return -1;
}

static int run(cli *c, const cli_command *command, int argc, char **argv) {
  dedup_settings s = {.min_similarity = 0.75f, .min_passage_words = 8};
  cli_list operands = {0};
  cli_inputs inputs = {0};
  ren_model *model = NULL;
  int status = cli_parse(c, command, argc, argv, &s, &operands);
  if (status < 0) status = check_settings(c, command, &s);
  if (status >= 0) goto out;
  cli_apply_common(c, &s.common);
  if (!cli_open_model(c, &model, NULL, s.shared.model, CLI_WANTED)) goto done;
  s.model = model;
  if (!s.index || operands.count)
    cli_inputs_collect(c, &inputs, &operands, CLI_READS_TEXT | CLI_READS_STREAMS | CLI_READS_PACKED, NULL);
  if (s.index && (inputs.count || !operands.count))
    dedup_with_index(c, &s, &inputs, model);
  else if (inputs.count && (s.sketch || s.verify || s.group))
    dedup_filter(c, &s, &inputs, model);
  else if (inputs.count)
    dedup_once(c, &s, &inputs, model);
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
                "  renskrift dedup --passages letters/*.txt\n"
                "  renskrift reservations november/ | renskrift dedup --index kept.idx --new -\n",
    .run = run,
};
