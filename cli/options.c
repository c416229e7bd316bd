#include "options.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- finding -------------------------------------------------------------- */

/* Walks a table with what it includes. */
typedef struct found {
  const cli_option *option;
  size_t base; /* added to its offset */
} found;

typedef bool (*matcher)(const cli_option *option, const void *wanted);

static bool search(const cli_option *table, size_t base, matcher match, const void *wanted, found *out) {
  for (const cli_option *o = table; o && o->kind != CLI_END; o++) {
    if (o->kind == CLI_INCLUDE) {
      if (search(o->table, base + o->offset, match, wanted, out)) return true;
    } else if (o->kind != CLI_HEADING && match(o, wanted)) {
      *out = (found){o, base};
      return true;
    }
  }
  return false;
}

static bool has_letter(const cli_option *option, const void *wanted) {
  return option->letter && option->letter == *(const char *)wanted;
}

static bool has_name(const cli_option *option, const void *wanted) {
  return option->name && ren_str_eq(ren_str_of(option->name), *(const ren_str *)wanted);
}

typedef struct counter {
  size_t left;
} counter;

static bool is_nth(const cli_option *option, const void *wanted) {
  (void)option;
  counter *n = *(counter *const *)wanted;
  return n->left-- == 0;
}

static const char *nth_name(const void *payload, size_t i) {
  counter n = {i}, *pointer = &n;
  found f;
  return search(payload, 0, is_nth, &pointer, &f) ? f.option->name : NULL;
}

/* ---- values --------------------------------------------------------------- */

static bool parse_number(const char *text, double min, double max, double *out) {
  /* No setlocale in this program: a decimal point is a point. */
  char *end;
  errno = 0;
  *out = strtod(text, &end);
  return *text && *end == '\0' && errno == 0 && isfinite(*out) && *out >= min && *out <= max &&
         strspn(text, "0123456789.") == strlen(text);
}

static int find_choice(const char *choices, ren_str text) {
  int index = 0;
  for (const char *at = choices; *at; index++) {
    size_t length = strcspn(at, "|");
    if (ren_str_eq((ren_str){at, length}, text)) return index;
    at += length + (at[length] == '|');
  }
  return -1;
}

/* 0 if one of them is none of the choices. */
static unsigned find_choices(const char *choices, const char *text) {
  unsigned chosen = 0;
  for (const char *at = text;; at++) {
    size_t length = strcspn(at, ",");
    int choice = find_choice(choices, (ren_str){at, length});
    if (choice < 0) return 0;
    chosen |= 1U << choice;
    at += length;
    if (!*at) return chosen;
  }
}

static int set_value(cli *c, const cli_command *command, found f, const char *text, void *settings) {
  char *target = (char *)settings + f.base + f.option->offset;
  const cli_option *o = f.option;
  double number;
  switch (o->kind) {
  case CLI_FLAG: *(bool *)(void *)target = true; return -1;
  case CLI_COUNT: ++*(unsigned *)(void *)target; return -1;
  case CLI_TEXT: *(const char **)(void *)target = text; return -1;
  case CLI_TEXTS: cli_list_add((cli_list *)(void *)target, cli_strndup(ren_str_of(text))); return -1;
  case CLI_NUMBER:
    if (!parse_number(text, o->min, o->max, &number) || floor(number) != number)
      return cli_usage(c, command, "--%s takes a whole number from %.0f to %.0f, not '%s'", o->name, o->min, o->max,
                       text);
    *(unsigned *)(void *)target = (unsigned)number;
    return -1;
  case CLI_SHARE:
    if (!parse_number(text, o->min, o->max, &number))
      return cli_usage(c, command, "--%s takes a number from %g to %g, not '%s'", o->name, o->min, o->max, text);
    *(float *)(void *)target = (float)number;
    return -1;
  case CLI_CHOICE: {
    int choice = find_choice(o->value, ren_str_of(text));
    if (choice < 0) return cli_usage(c, command, "--%s takes one of %s, not '%s'", o->name, o->value, text);
    *(int *)(void *)target = choice;
    return -1;
  }
  case CLI_CHOICES: {
    unsigned choices = find_choices(o->value, text);
    if (!choices) return cli_usage(c, command, "--%s takes of %s one or more, not '%s'", o->name, o->value, text);
    *(unsigned *)(void *)target = choices;
    return -1;
  }
  default: return CLI_USAGE;
  }
}

static bool takes_value(const cli_option *option) { return option->kind != CLI_FLAG && option->kind != CLI_COUNT; }

/* ---- the arguments -------------------------------------------------------- */

typedef struct parser {
  cli *c;
  const cli_command *command;
  int argc, at;
  char **argv;
  void *settings;
  cli_list *operands;
} parser;

static int need_value(parser *p, const char *shown, const char **out) {
  if (p->at + 1 >= p->argc) return cli_usage(p->c, p->command, "%s needs a value", shown);
  *out = p->argv[++p->at];
  return -1;
}

static int help_page(parser *p) {
  ren_buf page = {0};
  cli_write_help(&page, p->command);
  fwrite(page.ptr, 1, page.len, stdout);
  ren_buf_free(&page);
  if (fflush(stdout) == 0) return CLI_OK;
  if (errno != EPIPE) cli_fail(p->c, CLI_OUTPUT, "(standard output)", "cannot write: %s", strerror(errno));
  return CLI_OUTPUT;
}

static int parse_long(parser *p, const char *text) {
  const char *equals = strchr(text, '=');
  ren_str name = {text, equals ? (size_t)(equals - text) : strlen(text)};
  found f;
  if (ren_str_eq(name, REN_STR("help"))) return help_page(p);
  if (!search(p->command->options, 0, has_name, &name, &f)) {
    char wrong[64];
    snprintf(wrong, sizeof wrong, "%.*s", (int)(name.len < 60 ? name.len : 60), name.ptr);
    const char *near = cli_suggest(wrong, nth_name, p->command->options);
    if (near) return cli_usage(p->c, p->command, "there is no option --%s; did you mean --%s?", wrong, near);
    return cli_usage(p->c, p->command, "there is no option --%s", wrong);
  }
  char shown[80];
  snprintf(shown, sizeof shown, "--%s", f.option->name);
  if (!takes_value(f.option)) {
    if (equals) return cli_usage(p->c, p->command, "%s takes no value", shown);
    return set_value(p->c, p->command, f, NULL, p->settings);
  }
  const char *value = equals ? equals + 1 : NULL;
  int status = value ? -1 : need_value(p, shown, &value);
  return status >= 0 ? status : set_value(p->c, p->command, f, value, p->settings);
}

static int parse_letters(parser *p, const char *text) {
  for (; *text; text++) {
    found f;
    char shown[3] = {'-', *text, '\0'};
    if (*text == 'h') return help_page(p);
    if (!search(p->command->options, 0, has_letter, text, &f))
      return cli_usage(p->c, p->command, "there is no option %s", shown);
    const char *value = NULL;
    int status = -1;
    if (takes_value(f.option)) {
      if (text[1])
        value = text + 1;
      else
        status = need_value(p, shown, &value);
    }
    if (status < 0) status = set_value(p->c, p->command, f, value, p->settings);
    if (status >= 0 || value) return status;
  }
  return -1;
}

int cli_parse(cli *c, const cli_command *command, int argc, char **argv, void *settings, cli_list *operands) {
  parser p = {c, command, argc, 0, argv, settings, operands};
  bool only_operands = false;
  for (p.at = 1; p.at < argc; p.at++) {
    const char *arg = argv[p.at];
    int status = -1;
    if (only_operands || arg[0] != '-' || arg[1] == '\0')
      cli_list_add(operands, cli_strndup(ren_str_of(arg)));
    else if (strcmp(arg, "--") == 0)
      only_operands = true;
    else if (arg[1] == '-')
      status = parse_long(&p, arg + 2);
    else
      status = parse_letters(&p, arg + 1);
    if (status >= 0) return status;
  }
  return -1;
}

static void clear_table(const cli_option *table, char *settings) {
  for (const cli_option *o = table; o && o->kind != CLI_END; o++) {
    if (o->kind == CLI_INCLUDE) clear_table(o->table, settings + o->offset);
    if (o->kind == CLI_TEXTS) cli_list_clear((cli_list *)(void *)(settings + o->offset));
  }
}

void cli_parse_clear(const cli_command *command, void *settings, cli_list *operands) {
  clear_table(command->options, settings);
  cli_list_clear(operands);
}

int cli_usage(cli *c, const cli_command *command, const char *format, ...) {
  char text[1024];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  cli_fail(c, CLI_USAGE, command->name, "%s (see 'renskrift help %s')", text, command->name);
  return CLI_USAGE;
}
