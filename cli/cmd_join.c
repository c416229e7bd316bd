#include "commands.h"
#include "filter.h"

#include <stddef.h>

#define AT(member) .offset = offsetof(filter_settings, member)

static const cli_option options[] = {{.kind = CLI_HEADING, .name = "What to do"},
                                     {.kind = CLI_INCLUDE, .table = cli_confidence_options, AT(cleaning)},
                                     {.kind = CLI_INCLUDE, .table = cli_lines_options, AT(cleaning)},
                                     {.kind = CLI_INCLUDE, .table = cli_batch_options, AT(cleaning)},
                                     {.kind = CLI_INCLUDE, .table = cli_filter_output_options},
                                     {.kind = CLI_INCLUDE, .table = cli_jobs_options, AT(shared)},
                                     {.kind = CLI_INCLUDE, .table = cli_model_options, AT(shared)},
                                     {.kind = CLI_INCLUDE, .table = cli_common_options, AT(common)},
                                     {.kind = CLI_END}};

static int run(cli *c, const cli_command *command, int argc, char **argv) {
  return filter_main(c, command, argc, argv, REN_CLEAN_LINES);
}

const cli_command cli_command_join = {
    .name = "join",
    .summary = "join hyphenated words and broken lines only",
    .operands = "[FILE...]",
    .about = "Joins words that were divided at line ends, keeps real hyphens, makes a line of\n"
             "each paragraph with a blank line between, and leaves out running heads, page\n"
             "numbers and line numbers; columns side by side are put below each other. The\n"
             "input is UTF-8. Without FILE, or with -, standard input is read; folders are\n"
             "walked, gzip and zstd unpacked.",
    .options = options,
    .examples = "  pdftotext -layout minutes.pdf - | renskrift join > minutes.txt\n"
                "  renskrift join --keep-lines minutes.txt\n"
                "  renskrift join --batch-memory minutes/ minutes/2026-03.txt\n",
    .run = run,
};
