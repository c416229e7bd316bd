#include "settings.h"

#include "resources.h"

#include <stddef.h>
#include <string.h>

#define AT(type, member) .offset = offsetof(type, member)
#define END                                                                                                            \
  { .kind = CLI_END }

const cli_option cli_common_options[] = {
    {.kind = CLI_HEADING, .name = "Messages"},
    {.kind = CLI_FLAG, .letter = 'q', .name = "quiet", AT(cli_common, quiet), .help = "Only say what went wrong."},
    {.kind = CLI_COUNT, .letter = 'v', .name = "verbose", AT(cli_common, verbose), .help = "Say more."},
    {.kind = CLI_CHOICE,
     .name = "progress",
     .value = "auto|always|never",
     AT(cli_common, progress),
     .help = "Show a progress bar (auto: if standard error is a terminal)."},
    END};

const cli_option cli_encoding_options[] = {
    {.kind = CLI_TEXT,
     .name = "from",
     .value = "ENCODING",
     AT(cli_cleaning, from),
     .help = "What the input is encoded in (cp850, macroman, utf-16le ...) instead of finding out."},
    {.kind = CLI_CHOICE,
     .name = "typography",
     .value = "keep|plain|swedish",
     AT(cli_cleaning, typography),
     .help = "Quotes, dashes and blanks: as they are (default), plain ASCII, or Swedish."},
    {.kind = CLI_CHOICE,
     .name = "invalid",
     .value = "keep|replace|drop|fail",
     AT(cli_cleaning, invalid),
     .help = "Bytes that nothing explains: shown as U+FFFD with the byte kept in the log (keep, default), shown as "
             "U+FFFD, dropped, or an error."},
    END};

const cli_option cli_lines_options[] = {
    {.kind = CLI_FLAG,
     .name = "keep-lines",
     AT(cli_cleaning, keep_lines),
     .help = "Mend words at line ends only; lines and page breaks stay."},
    {.kind = CLI_TEXT,
     .name = "hyphenation",
     .value = "FILE",
     AT(cli_cleaning, hyphenation),
     .help = "Hyphenation patterns (libhyphen; default /usr/share/hyphen/hyph_sv_SE.dic)."},
    END};

const cli_option cli_batch_options[] = {
    {.kind = CLI_TEXTS,
     .name = "batch-memory",
     .value = "FILE",
     AT(cli_cleaning, batch_memory),
     .help = "A text (or folder of texts) whose words are known to be right, hyphens too. May be given several times."},
    END};

const cli_option cli_confidence_options[] = {
    {.kind = CLI_SHARE,
     .name = "min-confidence",
     .value = "P",
     .max = 1,
     AT(cli_cleaning, min_confidence),
     .help = "Make only changes that are right with this probability, 0 to 1 (default 0.9; 0.6 for joining lines)."},
    END};

const cli_option cli_reading_options[] = {
    {.kind = CLI_HEADING, .name = "Reading scans and PDFs"},
    {.kind = CLI_TEXT,
     .letter = 'l',
     .name = "language",
     .value = "LANG",
     AT(cli_reading, languages),
     .help = "Tesseract's language or languages (swe, swe+eng ...; default swe)."},
    {.kind = CLI_TEXT,
     .name = "tessdata",
     .value = "DIR",
     AT(cli_reading, tessdata),
     .help = "Folder of the traineddata files (default: the system's)."},
    {.kind = CLI_CHOICE,
     .name = "text-layer",
     .value = "auto|keep|ignore",
     AT(cli_reading, text_layer),
     .help =
         "Text that a PDF holds already: keep it page by page where it says what is printed (auto, default), always, "
         "or never."},
    {.kind = CLI_NUMBER,
     .name = "page-timeout",
     .value = "SECONDS",
     .min = 1,
     .max = 86400,
     AT(cli_reading, page_timeout),
     .help = "Give a page up after this time (default 120)."},
    {.kind = CLI_TEXT,
     .name = "debug-images",
     .value = "DIR",
     AT(cli_reading, debug_images),
     .help = "Write there, as PNG, what each step of preparation makes of a page before it is recognised."},
    {.kind = CLI_FLAG,
     .name = "fail-fast",
     AT(cli_reading, fail_fast),
     .help = "Stop at the first page or file that fails; what is done is kept."},
    {.kind = CLI_FLAG,
     .name = "keep-going",
     AT(cli_reading, keep_going),
     .help = "Name what fails and read the rest (default); outdoes --fail-fast."},
    END};

const cli_option cli_model_options[] = {
    {.kind = CLI_TEXT,
     .name = "model",
     .value = "FILE",
     AT(cli_shared, model),
     .help = "The language data (default: RENSKRIFT_MODEL, else what came with the program)."},
    END};

const cli_option cli_jobs_options[] = {
    {.kind = CLI_NUMBER,
     .letter = 'j',
     .name = "jobs",
     .value = "N",
     .min = 1,
     .max = 256,
     AT(cli_shared, jobs),
     .help = "Work on so many at a time (default: one for each processor). The results are the same for any number."},
    END};

bool cli_fails_fast(const cli_reading *reading) { return reading->fail_fast && !reading->keep_going; }

void cli_apply_common(cli *c, const cli_common *common) {
  c->quiet = common->quiet;
  c->verbose = common->verbose;
}

unsigned cli_jobs(const cli_shared *shared) { return shared->jobs ? shared->jobs : ren_cpu_count(); }

unsigned cli_parse_steps(cli *c, const cli_command *command, const char *text) {
  static const char *const names[] = {"encoding", "lines", "spelling"};
  static const unsigned bits[] = {REN_CLEAN_ENCODING, REN_CLEAN_LINES, REN_CLEAN_SPELLING};
  unsigned steps = 0;
  while (*text) {
    size_t length = strcspn(text, ","), i = 0;
    while (i < 3 && !ren_str_eq((ren_str){text, length}, ren_str_of(names[i]))) i++;
    if (i == 3) break;
    steps |= bits[i];
    text += length + (text[length] == ',');
    if (*text == '\0') return steps;
  }
  cli_usage(c, command, "--steps takes encoding, lines and spelling, parted by commas");
  return 0;
}

ren_clean_opts cli_clean_opts(const cli_cleaning *cleaning, unsigned steps, const cli_batch *batch) {
  ren_clean_opts opts = REN_CLEAN_OPTS_INIT;
  opts.steps = steps;
  opts.encoding.from = cleaning->from;
  opts.encoding.typography = (ren_typography)cleaning->typography;
  opts.encoding.invalid = (ren_invalid)cleaning->invalid;
  opts.lines.keep_lines = cleaning->keep_lines;
  opts.lines.hyphenation = cli_find_hyphenation(cleaning->hyphenation);
  opts.lines.forms = batch->forms;
  opts.correct.memory = batch->words;
  if (cleaning->min_confidence >= 0)
    opts.encoding.min_confidence = opts.lines.min_confidence = opts.correct.min_confidence = cleaning->min_confidence;
  return opts;
}

static bool add_to_batch(cli *c, cli_batch *batch, const char *path, const ren_model *model) {
  ren_error err = {0};
  ren_buf raw = {0}, text = {0};
  ren_clean_opts opts = REN_CLEAN_OPTS_INIT;
  opts.steps = REN_CLEAN_ENCODING;
  ren_status status = ren_file_read(&raw, path, 0, &err);
  if (status == REN_OK) status = ren_clean_string(&text, ren_buf_str(&raw), model, &opts, &err);
  if (status == REN_OK) status = ren_forms_add(batch->forms, ren_buf_str(&text), &err);
  if (status == REN_OK && model) status = ren_memory_add(batch->words, model, ren_buf_str(&text), &err);
  uint64_t parts[] = {batch->hash, ren_hash64(ren_buf_str(&text))};
  batch->hash = ren_hash64((ren_str){(const char *)parts, sizeof parts});
  ren_buf_free(&raw);
  ren_buf_free(&text);
  if (status == REN_OK) return true;
  ren_error_place(&err, path, 0);
  cli_fail_error(c, &err);
  return status != REN_ENOMEM;
}

bool cli_batch_open(cli *c, cli_batch *batch) {
  ren_error err = {0};
  ren_status status = batch->words ? REN_OK : ren_memory_new(&batch->words, &err);
  if (status == REN_OK && !batch->forms) status = ren_forms_new(&batch->forms, &err);
  if (status != REN_OK) cli_fail_error(c, &err);
  return status == REN_OK;
}

bool cli_batch_load(cli *c, cli_batch *batch, const cli_list *files, const ren_model *model) {
  cli_inputs inputs = {0};
  if (files->count == 0) return true;
  bool ok = cli_batch_open(c, batch);
  if (ok) cli_inputs_collect(c, &inputs, files, CLI_READS_TEXT, NULL);
  for (size_t i = 0; ok && i < inputs.count; i++)
    ok = !cli_interrupted() && add_to_batch(c, batch, inputs.list[i].path, model);
  cli_inputs_clear(&inputs);
  return ok;
}

void cli_batch_clear(cli_batch *batch) {
  ren_memory_free(batch->words);
  ren_forms_free(batch->forms);
  *batch = (cli_batch){0};
}
