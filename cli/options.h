/* options.h: the command table's and the options' descriptions, from which come the
 * parsing, the help pages and the checks that man pages and completion are whole.
 *
 * An option is a row: its letter and long name, what it takes, where the value goes
 * (offset into the command's settings), its range, one line of help. Tables include
 * others, so that what commands share is written once. Modelled on notmuch's
 * command-line-arguments.c and libgit2's src/cli/opt.c.
 *
 *   --name VALUE  --name=VALUE  -n VALUE  -nVALUE  -qv  --  and operands in between
 */
#ifndef REN_CLI_OPTIONS_H
#define REN_CLI_OPTIONS_H

#include "cli.h"

typedef enum cli_kind {
  CLI_END,
  CLI_HEADING, /* help only */
  CLI_INCLUDE, /* table, whose offsets count from `offset` */
  CLI_FLAG,    /* bool: set to true */
  CLI_COUNT,   /* unsigned: one more each time */
  CLI_TEXT,    /* const char * */
  CLI_TEXTS,   /* cli_list: may be given several times */
  CLI_NUMBER,  /* unsigned in [min, max] */
  CLI_SHARE,   /* float in [min, max] */
  CLI_CHOICE,  /* int: index into value, "one|two|three" */
  CLI_CHOICES  /* unsigned: bit 1 << index for each; commas between them */
} cli_kind;

typedef struct cli_option {
  cli_kind kind;
  char letter;       /* 0: none */
  const char *name;  /* long name without dashes; the text of a heading */
  const char *value; /* what the help calls the value, or the choices */
  size_t offset;
  double min, max;
  const char *help;
  const struct cli_option *table;
} cli_option;

typedef struct cli_command {
  const char *name;
  const char *summary;  /* one line */
  const char *operands; /* as in the usage line: "[FILE...]" */
  const char *about;    /* a paragraph or more, wrapped by hand at 78 columns */
  const cli_option *options;
  const char *examples; /* lines "command", each followed by "  what it does" */
  int (*run)(cli *c, const struct cli_command *command, int argc, char **argv);
} cli_command;

/* Fills settings and operands (copies). Returns -1 to go on, or the
 * exit status: 0 after --help, 2 after a message. */
int cli_parse(cli *c, const cli_command *command, int argc, char **argv, void *settings, cli_list *operands);
/* Frees what CLI_TEXTS options gathered, and the operands. */
void cli_parse_clear(const cli_command *command, void *settings, cli_list *operands);

/* A usage message that ends with how to get help; returns CLI_USAGE. */
int cli_usage(cli *c, const cli_command *command, const char *format, ...) REN_PRINTF(3, 4);

/* help.c */
void cli_write_help(ren_buf *out, const cli_command *command);

/* suggest.c: the nearest of some names (by edit distance with swaps); NULL if none is
 * near. next(payload, i) gives them, NULL ends. */
const char *cli_suggest(const char *wrong, const char *(*next)(const void *payload, size_t i), const void *payload);

#endif
