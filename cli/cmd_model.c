#include "commands.h"
#include "resources.h"
#include "settings.h"
#include "sink.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

typedef struct model_settings {
  cli_common common;
  cli_shared shared;
  const char *output, *tables, *hunspell, *corpus, *lists;
  cli_list lm_only;
} model_settings;

#define AT(member) .offset = offsetof(model_settings, member)

static const cli_option options[] = {
    {.kind = CLI_HEADING, .name = "model build: compiling the tables to one file"},
    {.kind = CLI_TEXT,
     .name = "tables",
     .value = "DIR",
     AT(tables),
     .help = "The folder of tables (dict/ of the project)."},
    {.kind = CLI_TEXT,
     .name = "hunspell",
     .value = "FILE.dic",
     AT(hunspell),
     .help = "A hunspell dictionary whose words are added; FILE.aff lies beside it."},
    {.kind = CLI_HEADING, .name = "model build: training the tables"},
    {.kind = CLI_TEXT,
     .name = "corpus",
     .value = "DIR",
     AT(corpus),
     .help = "A folder of texts, a paragraph a line (.txt, .txt.xz)."},
    {.kind = CLI_TEXT, .name = "lists", .value = "DIR", AT(lists), .help = "A folder of word and name lists (TSV)."},
    {.kind = CLI_TEXTS,
     .name = "language-model-only",
     .value = "PATTERN",
     AT(lm_only),
     .help = "Texts of the corpus whose names match (shell pattern) teach which words follow each other, but not "
             "which words exist: old spelling, transcripts, OCR. May be given several times."},
    {.kind = CLI_HEADING, .name = "Both"},
    {.kind = CLI_TEXT,
     .letter = 'o',
     .name = "output",
     .value = "FILE|DIR",
     AT(output),
     .help = "The model file, or when training the folder for the tables."},
    {.kind = CLI_HEADING, .name = "model info"},
    {.kind = CLI_INCLUDE, .table = cli_model_options, AT(shared)},
    {.kind = CLI_INCLUDE, .table = cli_common_options, AT(common)},
    {.kind = CLI_END}};

static void on_message(void *payload, ren_log_level level, const char *text) {
  cli *c = payload;
  if (level <= REN_LOG_WARNING)
    cli_say(c, NULL, "%s", text);
  else
    cli_detail(c, NULL, "%s", text);
}

static bool on_progress(void *payload, uint64_t done, uint64_t total) {
  (void)payload;
  (void)done;
  (void)total;
  return !cli_interrupted();
}

/* ---- compiling -------------------------------------------------------------- */

static void compile(cli *c, const model_settings *s) {
  ren_error err = {0};
  size_t length = s->hunspell ? strlen(s->hunspell) : 0;
  char *aff = length > 4 ? cli_format("%.*s.aff", (int)length - 4, s->hunspell) : NULL;
  ren_compile_opts opts = REN_COMPILE_OPTS_INIT;
  opts.tables = s->tables;
  opts.hunspell_dic = s->hunspell;
  opts.hunspell_aff = aff;
  opts.out = s->output;
  opts.hooks = (ren_hooks){c, on_message, on_progress};
  if (ren_model_compile(&opts, &err) != REN_OK) cli_fail_error(c, &err);
  free(aff);
}

/* ---- training --------------------------------------------------------------- */

static bool ends_with(const char *text, const char *end) {
  size_t a = strlen(text), b = strlen(end);
  return a >= b && strcmp(text + a - b, end) == 0;
}

static int by_bytes(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static void sort_list(cli_list *list) {
  if (list->count) qsort(list->items, list->count, sizeof *list->items, by_bytes);
}

/* The corpus in two lists by the patterns, each in the order of the names. */
static bool list_corpus(cli *c, const model_settings *s, cli_list *whole, cli_list *lm_only) {
  DIR *folder = opendir(s->corpus);
  if (!folder) {
    cli_fail(c, CLI_SOME_FAILED, s->corpus, "cannot read: %s", strerror(errno));
    return false;
  }
  const struct dirent *entry;
  while ((entry = readdir(folder))) {
    const char *name = entry->d_name;
    if (name[0] == '.' || (!ends_with(name, ".txt") && !ends_with(name, ".txt.xz"))) continue;
    bool only = false;
    for (size_t i = 0; i < s->lm_only.count; i++) only |= fnmatch(s->lm_only.items[i], name, 0) == 0;
    cli_list_add(only ? lm_only : whole, cli_format("%s/%s", s->corpus, name));
  }
  closedir(folder);
  sort_list(whole);
  sort_list(lm_only);
  if (whole->count + lm_only->count == 0)
    cli_fail(c, CLI_SOME_FAILED, s->corpus, "there are no texts (.txt, .txt.xz) here");
  return whole->count + lm_only->count > 0;
}

static void train(cli *c, const model_settings *s) {
  ren_error err = {0};
  cli_list whole = {0}, lm_only = {0};
  ren_train_opts opts = REN_TRAIN_OPTS_INIT;
  if (list_corpus(c, s, &whole, &lm_only)) {
    opts.corpus = (const char *const *)whole.items;
    opts.corpus_count = whole.count;
    opts.corpus_lm_only = (const char *const *)lm_only.items;
    opts.corpus_lm_only_count = lm_only.count;
    opts.lists = s->lists;
    opts.out = s->output;
    opts.hooks = (ren_hooks){c, on_message, on_progress};
    ren_status status = cli_make_folder(s->output, &err);
    if (status == REN_OK) status = ren_model_train(&opts, &err);
    if (status != REN_OK) cli_fail_error(c, &err);
  }
  cli_list_clear(&whole);
  cli_list_clear(&lm_only);
}

/* ---- the command ------------------------------------------------------------ */

static int build(cli *c, const cli_command *command, const model_settings *s) {
  if (!s->output) return cli_usage(c, command, "model build needs --output");
  if (!s->tables == !s->corpus)
    return cli_usage(c, command, "model build needs either --tables (to compile) or --corpus and --lists (to train)");
  if (s->corpus && !s->lists) return cli_usage(c, command, "training needs --lists as well");
  if (s->tables && (s->lists || s->lm_only.count))
    return cli_usage(c, command, "--lists and --language-model-only are for training");
  if (s->hunspell && (!ends_with(s->hunspell, ".dic") || !s->tables))
    return cli_usage(c, command, "--hunspell takes a .dic file, with --tables");
  if (s->tables)
    compile(c, s);
  else
    train(c, s);
  if (cli_interrupted()) cli_fail(c, CLI_INTERRUPTED, NULL, "interrupted");
  return cli_status(c);
}

static int info(cli *c, const char *named) {
  ren_error err = {0};
  ren_model *model = NULL;
  char *path = NULL;
  ren_buf text = {0};
  if (!cli_open_model(c, &model, &path, named, CLI_REQUIRED)) return cli_status(c);
  cli_detail(c, path, "this is the language data in use");
  ren_model_info(model, &text);
  if (text.len && text.ptr[text.len - 1] != '\n') ren_buf_putc(&text, '\n');
  if (cli_write_output(NULL, ren_buf_str(&text), &err) != REN_OK) cli_fail_error(c, &err);
  ren_buf_free(&text);
  ren_model_free(model);
  free(path);
  return cli_status(c);
}

static int run(cli *c, const cli_command *command, int argc, char **argv) {
  model_settings s = {0};
  cli_list operands = {0};
  int status = cli_parse(c, command, argc, argv, &s, &operands);
  if (status < 0) {
    const char *verb = operands.count ? operands.items[0] : "";
    cli_apply_common(c, &s.common);
    if (strcmp(verb, "build") == 0 && operands.count == 1)
      status = build(c, command, &s);
    else if (strcmp(verb, "info") == 0 && operands.count <= 2)
      status = info(c, operands.count == 2 ? operands.items[1] : s.shared.model);
    else
      status = cli_usage(c, command, "'build' or 'info' is wanted");
  }
  cli_parse_clear(command, &s, &operands);
  return status;
}

const cli_command cli_command_model = {
    .name = "model",
    .summary = "compile, train or describe the language data",
    .operands = "build|info [FILE]",
    .about = "'model build --tables' compiles the tables of dict/ and a hunspell dictionary to\n"
             "the one file that all commands read. 'model build --corpus' trains those tables\n"
             "from texts and lists. 'model info' describes a model file as JSON.",
    .options = options,
    .examples = "  renskrift model build --tables dict --hunspell /usr/share/hunspell/sv_SE.dic \\\n"
                "      -o sv.renmodel\n"
                "  renskrift model build --corpus corpus --lists lists -o dict \\\n"
                "      --language-model-only 'sfs_pre1950*'\n"
                "  renskrift model info\n",
    .run = run,
};
