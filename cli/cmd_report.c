#include "commands.h"
#include "settings.h"
#include "sink.h"

#include <renskrift/report.h>

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct report_settings {
  cli_common common;
  bool csv;
} report_settings;

#define AT(member) .offset = offsetof(report_settings, member)

static const cli_option options[] = {{.kind = CLI_HEADING, .name = "Output"},
                                     {.kind = CLI_FLAG,
                                      .name = "csv",
                                      AT(csv),
                                      .help = "Write reservations.csv and clusters.csv as well, for spreadsheets."},
                                     {.kind = CLI_INCLUDE, .table = cli_common_options, AT(common)},
                                     {.kind = CLI_END}};

static ren_status write_csv(const char *dir, const char *kind, ren_error *err) {
  char *from = cli_format("%s/%s.ndjson", dir, kind), *to = cli_format("%s/%s.csv", dir, kind);
  ren_buf records = {0}, table = {0};
  ren_status status = ren_file_read(&records, from, 0, err);
  if (status == REN_OK) status = ren_report_csv(&table, kind, ren_buf_str(&records), err);
  ren_error_place(err, from, 0);
  if (status == REN_OK) status = ren_file_write_atomic(to, ren_buf_str(&table), err);
  ren_buf_free(&records);
  ren_buf_free(&table);
  free(from);
  free(to);
  return status;
}

static void make_report(cli *c, const char *dir, const report_settings *s) {
  ren_error err = {0};
  ren_status status = ren_report_write(dir, &err);
  if (status == REN_OK && s->csv) status = write_csv(dir, "reservations", &err);
  if (status == REN_OK && s->csv) status = write_csv(dir, "clusters", &err);
  if (status == REN_OK) {
    cli_say(c, NULL, "%s/report.html is written", dir);
  } else {
    ren_error_place(&err, dir, 0);
    cli_fail_error(c, &err);
  }
}

static int run(cli *c, const cli_command *command, int argc, char **argv) {
  report_settings s = {0};
  cli_list operands = {0};
  int status = cli_parse(c, command, argc, argv, &s, &operands);
  if (status < 0 && operands.count != 1) status = cli_usage(c, command, "the folder of one run is wanted");
  if (status < 0) {
    cli_apply_common(c, &s.common);
    make_report(c, operands.items[0], &s);
    status = cli_status(c);
  }
  cli_parse_clear(command, &s, &operands);
  return status;
}

const cli_command cli_command_report = {
    .name = "report",
    .summary = "write the HTML report of a run again",
    .operands = "DIR",
    .about = "Makes DIR/report.html from what 'renskrift run' left in DIR: one file that needs\n"
             "no network, with each document's pages beside its text, every change marked, and\n"
             "the groups of reservations with their differences.",
    .options = options,
    .examples = "  renskrift report out/\n"
                "  renskrift report --csv out/\n",
    .run = run,
};
