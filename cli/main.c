/* renskrift: the command table. */
#include "commands.h"

#include <renskrift/version.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const cli_command *const commands[] = {
    &cli_command_run,    &cli_command_ocr,     &cli_command_clean,        &cli_command_repair,
    &cli_command_join,   &cli_command_correct, &cli_command_reservations, &cli_command_dedup,
    &cli_command_report, &cli_command_compare, &cli_command_model,
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static const cli_command *find_command(const char *name) {
  for (size_t i = 0; i < COMMANDS; i++)
    if (strcmp(commands[i]->name, name) == 0) return commands[i];
  return NULL;
}

static const char *nth_command(const void *payload, size_t i) {
  (void)payload;
  return i < COMMANDS ? commands[i]->name : i == COMMANDS ? "help" : NULL;
}

static int print(cli *c, const ren_buf *text) {
  if (fwrite(text->ptr, 1, text->len, stdout) == text->len && fflush(stdout) == 0) return CLI_OK;
  if (errno != EPIPE) cli_fail(c, CLI_OUTPUT, "(standard output)", "cannot write: %s", strerror(errno));
  return CLI_OUTPUT;
}

static int overview(cli *c) {
  ren_buf text = {0};
  ren_buf_puts(&text, "renskrift: clean Swedish text from scanned and broken minutes\n\n"
                      "Usage: renskrift COMMAND [OPTION...] [FILE...]\n\nCommands\n");
  for (size_t i = 0; i < COMMANDS; i++) ren_buf_printf(&text, "  %-13s %s\n", commands[i]->name, commands[i]->summary);
  ren_buf_puts(&text, "\n'renskrift help COMMAND' explains one; so does 'man renskrift-COMMAND'.\n"
                      "'renskrift --version' prints the version.\n\n"
                      "Exit status: 0 all done; 1 some inputs failed, the rest are done; 2 wrong usage;\n"
                      "3 something needed is missing; 4 output could not be written; 130 interrupted.\n");
  int status = print(c, &text);
  ren_buf_free(&text);
  return status;
}

static int unknown_command(cli *c, const char *name) {
  const char *near = cli_suggest(name, nth_command, NULL);
  if (near)
    cli_fail(c, CLI_USAGE, NULL, "there is no command '%s'; did you mean '%s'?", name, near);
  else
    cli_fail(c, CLI_USAGE, NULL, "there is no command '%s' (see 'renskrift help')", name);
  return CLI_USAGE;
}

static int help(cli *c, int argc, char **argv) {
  if (argc < 2) return overview(c);
  const cli_command *command = find_command(argv[1]);
  if (!command) return unknown_command(c, argv[1]);
  ren_buf text = {0};
  cli_write_help(&text, command);
  int status = print(c, &text);
  ren_buf_free(&text);
  return status;
}

static int dispatch(cli *c, int argc, char **argv) {
  const char *name = argc > 1 ? argv[1] : "";
  if (!*name) {
    cli_fail(c, CLI_USAGE, NULL, "a command is wanted (see 'renskrift help')");
    return CLI_USAGE;
  }
  if (strcmp(name, "help") == 0) return help(c, argc - 1, argv + 1);
  if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) return overview(c);
  if (strcmp(name, "--version") == 0) {
    ren_buf text = {0};
    ren_buf_puts(&text, "renskrift " REN_VERSION "\n");
    int status = print(c, &text);
    ren_buf_free(&text);
    return status;
  }
  const cli_command *command = find_command(name);
  return command ? command->run(c, command, argc - 1, argv + 1) : unknown_command(c, name);
}

int main(int argc, char **argv) {
  cli c;
  cli_init(&c);
  cli_signals_install();
  int status = dispatch(&c, argc, argv);
  int noted = cli_status(&c);
  cli_clear(&c);
  return noted > status ? noted : status;
}
