#include "commands.h"
#include "filter.h"

#include <stddef.h>

#define AT(member) .offset = offsetof(filter_settings, member)

static const cli_option options[] = {{.kind = CLI_HEADING, .name = "What to do"},
                                     {.kind = CLI_INCLUDE, .table = cli_confidence_options, AT(cleaning)},
                                     {.kind = CLI_INCLUDE, .table = cli_batch_options, AT(cleaning)},
                                     {.kind = CLI_INCLUDE, .table = cli_filter_output_options},
                                     {.kind = CLI_INCLUDE, .table = cli_jobs_options, AT(shared)},
                                     {.kind = CLI_INCLUDE, .table = cli_model_options, AT(shared)},
                                     {.kind = CLI_INCLUDE, .table = cli_common_options, AT(common)},
                                     {.kind = CLI_END}};

static int run(cli *c, const cli_command *command, int argc, char **argv) {
  return filter_main(c, command, argc, argv, REN_CLEAN_SPELLING);
}

const cli_command cli_command_correct = {
    .name = "correct",
    .summary = "correct misread words only; lines stay as they are",
    .operands = "[FILE...]",
    .about = "Corrects words that were misread or lost their dots and rings, by the dictionary\n"
             "and the words around them. Numbers, dates, case numbers, addresses and names are\n"
             "left alone. The input is UTF-8. Without FILE, or with -, standard input is read;\n"
             "folders are walked, gzip and zstd unpacked.",
    .options = options,
    .examples = "  echo 'Namnden beslutar att godkanna forslaget' | renskrift correct\n"
                "  renskrift correct --min-confidence 0.99 --edits log.ndjson scan.txt > out.txt\n"
                "  renskrift correct --batch-memory good/ --in-place bad/\n",
    .run = run,
};
