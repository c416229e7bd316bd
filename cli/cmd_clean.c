#include "commands.h"
#include "filter.h"

#include <stddef.h>

#define AT(member) .offset = offsetof(filter_settings, member)

static const cli_option options[] = {
    {.kind = CLI_HEADING, .name = "What to do"},
    {.kind = CLI_TEXT, .name = "steps", .value = "LIST", AT(steps), .help = "Of encoding,lines,spelling only these."},
    {.kind = CLI_INCLUDE, .table = cli_confidence_options, AT(cleaning)},
    {.kind = CLI_INCLUDE, .table = cli_encoding_options, AT(cleaning)},
    {.kind = CLI_FLAG,
     .name = "explain",
     AT(explain),
     .help = "Say on standard error what encodings were found, line by line."},
    {.kind = CLI_INCLUDE, .table = cli_lines_options, AT(cleaning)},
    {.kind = CLI_INCLUDE, .table = cli_batch_options, AT(cleaning)},
    {.kind = CLI_TEXT,
     .name = "undo",
     .value = "EDITS",
     AT(undo),
     .help = "Give the original back: EDITS is the log that --edits wrote when FILE was made."},
    {.kind = CLI_INCLUDE, .table = cli_filter_output_options},
    {.kind = CLI_INCLUDE, .table = cli_jobs_options, AT(shared)},
    {.kind = CLI_INCLUDE, .table = cli_model_options, AT(shared)},
    {.kind = CLI_INCLUDE, .table = cli_common_options, AT(common)},
    {.kind = CLI_END}};

static int run(cli *c, const cli_command *command, int argc, char **argv) {
  return filter_main(c, command, argc, argv, REN_CLEAN_ALL);
}

const cli_command cli_command_clean = {
    .name = "clean",
    .summary = "repair, join and correct a text",
    .operands = "[FILE...]",
    .about = "Repairs the encoding, joins hyphenated words and broken lines to paragraphs, and\n"
             "corrects misread words, in that order. Text that is right comes out as it went\n"
             "in. Without FILE, or with -, standard input is read; folders are walked, gzip and zstd unpacked.",
    .options = options,
    .examples = "  renskrift clean scan.txt > clean.txt\n"
                "  renskrift clean --format diff scan.txt | less -R\n"
                "  renskrift clean --in-place --edits log.ndjson minutes/\n"
                "  renskrift clean --field text records.ndjson > cleaned.ndjson\n"
                "  renskrift clean --undo log.ndjson clean.txt > original.txt\n",
    .run = run,
};
