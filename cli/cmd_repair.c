#include "commands.h"
#include "filter.h"

#include <stddef.h>

#define AT(member) .offset = offsetof(filter_settings, member)

static const cli_option options[] = {{.kind = CLI_HEADING, .name = "What to do"},
                                     {.kind = CLI_INCLUDE, .table = cli_confidence_options, AT(cleaning)},
                                     {.kind = CLI_INCLUDE, .table = cli_encoding_options, AT(cleaning)},
                                     {.kind = CLI_FLAG,
                                      .name = "explain",
                                      AT(explain),
                                      .help = "Say on standard error what was found and why, line by line."},
                                     {.kind = CLI_INCLUDE, .table = cli_filter_output_options},
                                     {.kind = CLI_INCLUDE, .table = cli_jobs_options, AT(shared)},
                                     {.kind = CLI_INCLUDE, .table = cli_model_options, AT(shared)},
                                     {.kind = CLI_INCLUDE, .table = cli_common_options, AT(common)},
                                     {.kind = CLI_END}};

static int run(cli *c, const cli_command *command, int argc, char **argv) {
  return filter_main(c, command, argc, argv, REN_CLEAN_ENCODING);
}

const cli_command cli_command_repair = {
    .name = "repair",
    .summary = "repair the encoding only",
    .operands = "[FILE...]",
    .about = "Finds out how a text is encoded and makes UTF-8 of it; undoes mojibake, stray\n"
             "escapes and look-alike letters, by the file, the line and the word. Text that is\n"
             "right comes out as it went in. Without FILE, or with -, standard input is read;\n"
             "folders are walked, gzip and zstd unpacked.",
    .options = options,
    .examples = "  renskrift repair export.txt > export-utf8.txt\n"
                "  renskrift repair --explain --dry-run export.txt\n"
                "  renskrift repair --dry-run archive/\n"
                "  renskrift repair --in-place archive/\n"
                "  renskrift repair --from cp850 old.txt\n"
                "  renskrift repair --column name,address export.csv.gz -o export-utf8.csv.gz\n"
                "  zstdcat posts.ndjson.zst | renskrift repair --field /body/text > posts-utf8.ndjson\n",
    .run = run,
};
