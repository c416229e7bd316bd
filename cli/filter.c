#include "filter.h"

#include "json_scan.h"
#include "resources.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define AT(type, member) .offset = offsetof(type, member)

const cli_option cli_filter_output_options[] = {
    {.kind = CLI_HEADING, .name = "Input and output"},
    {.kind = CLI_TEXT,
     .letter = 'o',
     .name = "output",
     .value = "FILE|DIR",
     AT(filter_settings, output),
     .help = "Write there instead of to standard output; into a folder (an existing one, or a name that ends in /) "
             "one file for each input."},
    {.kind = CLI_CHOICE,
     .name = "format",
     .value = "text|ndjson|diff",
     AT(filter_settings, format),
     .help = "The new text (default), the edits as renskrift/edit/1 records, or the changed lines with the words "
             "marked."},
    {.kind = CLI_TEXT,
     .name = "edits",
     .value = "FILE",
     AT(filter_settings, edits),
     .help = "Write a record of every change there as well (renskrift/edit/1)."},
    {.kind = CLI_TEXT,
     .name = "field",
     .value = "NAME",
     AT(filter_settings, field),
     .help = "The input is NDJSON: clean this string member of each record, pass all else through."},
    {.kind = CLI_FLAG,
     .name = "in-place",
     AT(filter_settings, in_place),
     .help = "Put the result in the place of each file; the original is kept as FILE~."},
    {.kind = CLI_FLAG, .name = "no-backup", AT(filter_settings, no_backup), .help = "With --in-place: keep no FILE~."},
    {.kind = CLI_FLAG,
     .name = "dry-run",
     AT(filter_settings, dry_run),
     .help = "Write nothing; print how many edits of each kind each file would get."},
    {.kind = CLI_END}};

/* ---- windows of work -------------------------------------------------------- */

typedef struct feeder {
  filter *f;
  size_t file; /* being read */
  cli_reader *reader;
  bool first;
  size_t line;
} feeder;

static size_t count_newlines(const ren_buf *bytes) {
  size_t lines = 0;
  const char *at = bytes->ptr, *end = bytes->ptr + bytes->len;
  while (bytes->len && at < end && (at = memchr(at, '\n', (size_t)(end - at)))) {
    lines++;
    at++;
  }
  return lines;
}

static void next_file(feeder *feed) {
  cli_reader_free(feed->reader);
  feed->reader = NULL;
  feed->file++;
}

/* Reads one piece into work. A file that cannot be read gives a work with its error. */
static void read_piece(feeder *feed, filter_work *work) {
  filter *f = feed->f;
  const cli_input *input = &f->inputs.list[feed->file];
  ren_status status = REN_OK;
  work->file = feed->file;
  if (!feed->reader) {
    status = cli_reader_open(&feed->reader, input, f->settings->field ? CLI_CUT_LINES : CLI_CUT_PARAGRAPHS, &work->err);
    if (status == REN_OK) cli_reader_set_piece(feed->reader, f->piece);
    feed->first = true;
    feed->line = 1;
  }
  if (status == REN_OK) status = cli_reader_next(feed->reader, &work->bytes, &work->last, &work->err);
  work->first = feed->first;
  work->first_line = feed->line;
  feed->first = false;
  feed->line += count_newlines(&work->bytes);
  if (status == REN_OK && work->first && input->stream && work->bytes.len && !f->settings->cleaning.from) {
    const char *refusal = cli_media_refusal(ren_media_sniff(ren_buf_str(&work->bytes)), CLI_READS_TEXT);
    if (refusal) {
      status = ren_fail(&work->err, REN_EFORMAT, "%s", refusal);
      ren_error_place(&work->err, input->shown, 0);
    }
  }
  if (status != REN_OK) work->last = true;
  if (work->last) next_file(feed);
}

/* Fills the window: at most its size in pieces, and in bytes a full piece for each job, but
 * no more than three: a piece at work takes six times its size. */
static void fill_window(feeder *feed) {
  enum { FULL_PIECES = 3 };
  filter *f = feed->f;
  unsigned jobs = cli_jobs(&f->settings->shared);
  uint64_t bytes = 0, most = (uint64_t)(jobs < FULL_PIECES ? jobs : FULL_PIECES) * f->piece;
  f->window_count = 0;
  while (f->window_count < f->window_size && feed->file < f->inputs.count && !cli_interrupted()) {
    uint64_t ahead = f->inputs.list[feed->file].size; /* 0 for streams: these come alone */
    if (ahead > f->piece || f->inputs.list[feed->file].stream) ahead = f->piece;
    if (bytes && bytes + ahead > most) break;
    filter_work *work = &f->window[f->window_count++];
    read_piece(feed, work);
    bytes += work->bytes.len;
  }
}

static bool clean_task(void *payload, size_t i) {
  filter *f = payload;
  return f->window[i].err.code != REN_OK ? true : filter_clean_work(f, i);
}

static void run_windows(filter *f, filter_output *out) {
  feeder feed = {.f = f};
  bool going = true;
  unsigned jobs = cli_jobs(&f->settings->shared);
  f->window_size = (size_t)jobs * 16;
  f->window = cli_alloc_array(f->window_size, sizeof *f->window);
  while (going && feed.file < f->inputs.count && !cli_interrupted()) {
    fill_window(&feed);
    going = ren_parallel(f->window_count, jobs, clean_task, f) && !cli_interrupted();
    for (size_t i = 0; i < f->window_count; i++) {
      going = going && filter_output_take(out, &f->window[i]);
      filter_work_clear(&f->window[i]);
    }
  }
  cli_reader_free(feed.reader);
  free(f->window);
}

/* ---- the command ------------------------------------------------------------ */

static int check_settings(cli *c, const cli_command *command, const filter_settings *s, const cli_list *operands) {
  bool plain = s->format == CLI_AS_TEXT;
  bool to_stdout = !s->in_place && (!s->output || strcmp(s->output, "-") == 0);
  const struct {
    bool wrong;
    const char *message;
  } rules[] = {
      {s->in_place && s->output, "--in-place and --output do not go together"},
      {s->in_place && !plain, "--in-place writes text, no other format"},
      {s->in_place && operands->count == 0, "--in-place needs files"},
      {s->no_backup && !s->in_place, "--no-backup is for --in-place"},
      {s->field && s->format == CLI_AS_DIFF, "--field has no --format diff"},
      {s->field && !*s->field, "--field needs a name"},
      {s->dry_run && !plain, "--dry-run prints a table, no other format"},
      {s->dry_run && s->edits, "--dry-run writes nothing, so no --edits"},
      {s->edits && strcmp(s->edits, "-") == 0 && to_stdout, "text and edits cannot both go to standard output"},
  };
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
    if (rules[i].wrong) return cli_usage(c, command, "%s", rules[i].message);
  return -1;
}

/* An encoding that does not exist is a mistake in the command, found before any work. */
static bool check_encoding(cli *c, const cli_command *command, const filter *f) {
  ren_text *text = NULL;
  ren_edits *edits = NULL;
  ren_error err = {0};
  if (!f->opts.encoding.from) return true;
  ren_status status = ren_text_new(&text, REN_STR("a"), &err);
  if (status == REN_OK) status = ren_encoding_edits(&edits, text, f->model, &f->opts.encoding, &err);
  ren_edits_free(edits);
  ren_text_free(text);
  if (status == REN_EINVAL) cli_usage(c, command, "%s", err.message);
  return status != REN_EINVAL;
}

static void filter_run(filter *f) {
  const filter_settings *s = f->settings;
  filter_output *out = NULL;
  ren_error err = {0};
  if (filter_output_open(&out, f, &err) != REN_OK) {
    cli_fail_error(f->c, &err);
    filter_output_close(out, false);
    return;
  }
  bool waits = f->inputs.count == 1 && f->inputs.list[0].stream;
  if (!waits) cli_progress_begin(f->c, (cli_when)s->common.progress, "cleaning", "bytes", 0, f->inputs.bytes);
  run_windows(f, out);
  cli_progress_end(f->c);
  if (cli_interrupted()) cli_fail(f->c, CLI_INTERRUPTED, NULL, "interrupted");
  filter_output_close(out, cli_status(f->c) < CLI_OUTPUT);
}

/* Everything that is needed is there before anything is written. */
static bool prepare(filter *f, const cli_list *operands, unsigned steps) {
  const filter_settings *s = f->settings;
  cli_need need = steps & REN_CLEAN_SPELLING ? CLI_REQUIRED : CLI_WANTED;
  if (!cli_open_model(f->c, &f->model, NULL, s->shared.model, need)) return false;
  if (!f->model && steps & REN_CLEAN_LINES)
    cli_say(f->c, NULL, "there is no language data: words at line ends are judged by rules alone");
  if (!cli_load_memory(f->c, &f->memory, &s->cleaning.batch_memory, f->model, NULL)) return false;
  f->piece = steps == REN_CLEAN_ENCODING ? CLI_SMALL_PIECE : CLI_PIECE; /* lines tell enough of an encoding */
  f->opts = cli_clean_opts(&s->cleaning, steps, f->memory);
  f->want_log = s->edits || s->format != CLI_AS_TEXT || s->dry_run || f->c->verbose;
  if (!check_encoding(f->c, f->command, f)) return false;
  unsigned reads = CLI_READS_TEXT;
  if (!s->in_place) reads |= CLI_READS_STREAMS;
  if (s->cleaning.from) reads |= CLI_READS_ANY_TEXT;
  cli_inputs_collect(f->c, &f->inputs, operands, reads, NULL);
  return f->inputs.count > 0;
}

int filter_main(cli *c, const cli_command *command, int argc, char **argv, unsigned steps) {
  filter_settings s = FILTER_SETTINGS_INIT;
  filter f = {.c = c, .command = command, .settings = &s};
  cli_list operands = {0};
  int status = cli_parse(c, command, argc, argv, &s, &operands);
  if (status < 0) status = check_settings(c, command, &s, &operands);
  if (status < 0 && s.steps && !(steps = cli_parse_steps(c, command, s.steps))) status = CLI_USAGE;
  if (status < 0) {
    cli_apply_common(c, &s.common);
    if (s.undo)
      filter_undo(c, command, &s, &operands);
    else if (prepare(&f, &operands, steps))
      filter_run(&f);
    status = cli_status(c);
  }
  cli_inputs_clear(&f.inputs);
  ren_memory_free(f.memory);
  ren_model_free(f.model);
  cli_parse_clear(command, &s, &operands);
  return status;
}
