/* Help pages, made from the option tables. */
#include "options.h"

#include <string.h>

enum { HELP_COLUMN = 30, HELP_WIDTH = 80 };

/* Words of text from the current column on; further lines start at `indent`. */
static void write_wrapped(ren_buf *out, const char *text, size_t column, size_t indent) {
  bool first = true;
  while (*text) {
    size_t length = strcspn(text, " ");
    if (!first && column + 1 + length > HELP_WIDTH) {
      ren_buf_printf(out, "\n%*s", (int)indent, "");
      column = indent;
      first = true;
    }
    if (!first) ren_buf_putc(out, ' ');
    ren_buf_append(out, text, length);
    column += length + !first;
    first = false;
    text += length;
    while (*text == ' ') text++;
  }
  ren_buf_putc(out, '\n');
}

static void write_option(ren_buf *out, const cli_option *o) {
  size_t start = out->len;
  if (o->letter)
    ren_buf_printf(out, "  -%c, --%s", o->letter, o->name);
  else
    ren_buf_printf(out, "      --%s", o->name);
  if (o->kind != CLI_FLAG && o->kind != CLI_COUNT) ren_buf_printf(out, " %s", o->value);
  size_t column = out->len - start;
  if (column + 2 > HELP_COLUMN) {
    ren_buf_printf(out, "\n%*s", HELP_COLUMN, "");
  } else {
    ren_buf_printf(out, "%*s", (int)(HELP_COLUMN - column), "");
  }
  write_wrapped(out, o->help, HELP_COLUMN, HELP_COLUMN);
}

static void write_options(ren_buf *out, const cli_option *table) {
  for (const cli_option *o = table; o && o->kind != CLI_END; o++) {
    if (o->kind == CLI_INCLUDE)
      write_options(out, o->table);
    else if (o->kind == CLI_HEADING)
      ren_buf_printf(out, "\n%s\n", o->name);
    else
      write_option(out, o);
  }
}

void cli_write_help(ren_buf *out, const cli_command *command) {
  ren_buf_printf(out, "renskrift %s: ", command->name);
  write_wrapped(out, command->summary, strlen(command->name) + 12, 2);
  ren_buf_printf(out, "\nUsage: renskrift %s [OPTION...] %s\n\n%s\n", command->name, command->operands, command->about);
  write_options(out, command->options);
  ren_buf_puts(out, "  -h, --help                  This text.\n");
  if (command->examples) ren_buf_printf(out, "\nExamples\n%s", command->examples);
}
