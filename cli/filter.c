#include "filter.h"

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
             "one file for each input. What is named .gz or .zst is compressed."},
    {.kind = CLI_CHOICE,
     .name = "format",
     .value = "text|ndjson|diff",
     AT(filter_settings, format),
     .help = "The new text (default), the edits as renskrift/edit/1 records, or the changed lines with the words "
             "marked. With --dry-run: a table, or renskrift/summary/1 records."},
    {.kind = CLI_TEXT,
     .name = "edits",
     .value = "FILE",
     AT(filter_settings, edits),
     .help = "Write a record of every change there as well (renskrift/edit/1)."},
    {.kind = CLI_TEXT,
     .name = "field",
     .value = "NAME",
     AT(filter_settings, field),
     .help = "The input is NDJSON: clean this string member of each record, pass all else through. For one that is "
             "further in: a pointer such as /meta/text."},
    {.kind = CLI_TEXTS,
     .name = "column",
     .value = "NAME|N",
     AT(filter_settings, columns),
     .help = "The input is CSV or TSV: clean the column of this name or number (from 1), pass all else through. May "
             "be given several times, or as a list with commas."},
    {.kind = CLI_TEXT,
     .name = "delimiter",
     .value = "CHAR",
     AT(filter_settings, delimiter),
     .help = "What parts the columns: a character or 'tab' (default: found out)."},
    {.kind = CLI_FLAG,
     .name = "in-place",
     AT(filter_settings, in_place),
     .help = "Put the result in the place of each file that changes, compressed as it was; the original is kept as "
             "FILE~ (FILE~2~ ... if there is one)."},
    {.kind = CLI_FLAG, .name = "no-backup", AT(filter_settings, no_backup), .help = "With --in-place: keep no FILE~."},
    {.kind = CLI_FLAG,
     .name = "dry-run",
     AT(filter_settings, dry_run),
     .help = "Write nothing; print a table: how each file is encoded, how many lines would change and how, what is "
             "in doubt."},
    {.kind = CLI_END}};

/* ---- windows of work -------------------------------------------------------- */

typedef struct feeder {
  filter *f;
  size_t file; /* being read */
  cli_reader *reader;
  bool first;
  size_t line;
  uint64_t offset, consumed;
} feeder;

static void next_file(feeder *feed) {
  cli_reader_free(feed->reader);
  feed->reader = NULL;
  feed->file++;
}

static ren_status open_table(feeder *feed, ren_str head, bool whole, ren_error *err) {
  filter_table **table = &feed->f->tables[feed->file];
  return *table ? REN_OK : filter_table_open(table, feed->f, head, whole, err);
}

static ren_status cut_table(void *payload, ren_str pending, size_t size, size_t *cut, ren_error *err) {
  feeder *feed = payload;
  ren_status status = open_table(feed, pending, false, err);
  if (status == REN_OK)
    status = filter_table_cut(feed->f->tables[feed->file], pending, feed->first, feed->line, size, cut, err);
  ren_error_place(err, feed->f->inputs.list[feed->file].shown, 0);
  return status;
}

static ren_status open_input(feeder *feed, ren_error *err) {
  filter *f = feed->f;
  cli_cut cut = f->settings->field ? CLI_CUT_LINES : CLI_CUT_PARAGRAPHS;
  ren_status status = cli_reader_open(&feed->reader, &f->inputs.list[feed->file], cut, err);
  if (status != REN_OK) return status;
  cli_reader_set_piece(feed->reader, f->piece);
  if (f->tables) cli_reader_set_cutter(feed->reader, cut_table, feed);
  feed->first = true;
  feed->line = 1;
  feed->offset = feed->consumed = 0;
  return REN_OK;
}

/* Reads one piece into work. A file that cannot be read gives a work with its error. */
static void read_piece(feeder *feed, filter_work *work) {
  filter *f = feed->f;
  const cli_input *input = &f->inputs.list[feed->file];
  ren_status status = feed->reader ? REN_OK : open_input(feed, &work->err);
  work->file = feed->file;
  work->first = true;
  if (status == REN_OK) {
    work->first = feed->first;
    status = cli_reader_next(feed->reader, &work->bytes, &work->last, &work->err);
  }
  if (status == REN_OK && f->tables) status = open_table(feed, ren_buf_str(&work->bytes), work->last, &work->err);
  work->table = f->tables ? f->tables[feed->file] : NULL;
  work->first_line = feed->line;
  work->offset = feed->offset;
  feed->first = false;
  feed->line += filter_count_lines(ren_buf_str(&work->bytes), work->table);
  feed->offset += work->bytes.len;
  if (feed->reader) {
    work->consumed = cli_reader_consumed(feed->reader) - feed->consumed;
    feed->consumed += work->consumed;
  }
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
 * no more than three: a piece at work takes six times its size, and more with a log. */
static void fill_window(feeder *feed) {
  filter *f = feed->f;
  unsigned jobs = cli_jobs(&f->settings->shared), full = f->want_log ? 2 : 3;
  uint64_t bytes = 0, most = (uint64_t)(jobs < full ? jobs : full) * f->piece;
  f->window_count = 0;
  while (f->window_count < f->window_size && feed->file < f->inputs.count && !cli_interrupted()) {
    const cli_input *input = &f->inputs.list[feed->file];
    uint64_t ahead = input->size; /* 0 for streams: these come alone */
    if (ahead > f->piece || input->stream || input->packing != CLI_PLAIN) ahead = f->piece;
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
  cli_keep_memory();
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

static bool is_delimiter(const char *text) {
  return strlen(text) == 1 && (unsigned char)*text < 0x80 && !strchr("\"\r\n", *text);
}

static int check_settings(cli *c, const cli_command *command, const filter_settings *s, const cli_list *operands) {
  bool plain = s->format == CLI_AS_TEXT;
  bool to_stdout = !s->in_place && (!s->output || strcmp(s->output, "-") == 0);
  const struct {
    bool wrong;
    const char *message;
  } rules[] = {
      {s->in_place && s->output, "--in-place and --output do not go together"},
      {s->in_place && !plain && !s->dry_run, "--in-place writes text, no other format"},
      {s->in_place && operands->count == 0, "--in-place needs files"},
      {s->no_backup && !s->in_place, "--no-backup is for --in-place"},
      {s->field && s->format == CLI_AS_DIFF, "--field has no --format diff"},
      {s->field && !*s->field, "--field needs a name"},
      {s->field && s->columns.count, "--field (NDJSON) and --column (CSV) do not go together"},
      {s->columns.count && s->format == CLI_AS_DIFF, "--column has no --format diff"},
      {s->delimiter && !s->columns.count, "--delimiter is for --column"},
      {s->delimiter && strcmp(s->delimiter, "tab") != 0 && !is_delimiter(s->delimiter),
       "--delimiter takes one character of ASCII (no quote, no line end), or 'tab'"},
      {s->dry_run && s->format == CLI_AS_DIFF, "--dry-run prints a table or records, no differences"},
      {s->dry_run && s->edits, "--dry-run writes nothing, so no --edits"},
      {s->edits && strcmp(s->edits, "-") == 0 && to_stdout, "text and edits cannot both go to standard output"},
  };
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
    if (rules[i].wrong) return cli_usage(c, command, "%s", rules[i].message);
  return filter_table_check(c, command, &s->columns) ? -1 : CLI_USAGE;
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
  if (status == REN_EINVAL)
    cli_usage(c, command,
              "%s; there are utf-8, utf-16, utf-32, cp1252, latin-1, latin-9, cp850, cp437, cp865, macroman, "
              "iso646-se, ebcdic278, cp1250, cp1251",
              err.message);
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
  if (!cli_batch_load(f->c, &f->batch, &s->cleaning.batch_memory, f->model)) return false;
  f->piece = steps == REN_CLEAN_ENCODING ? CLI_SMALL_PIECE : CLI_PIECE; /* lines tell enough of an encoding */
  f->opts = cli_clean_opts(&s->cleaning, steps, &f->batch);
  f->want_facts = s->dry_run;
  f->want_log = s->edits || s->format != CLI_AS_TEXT || s->dry_run || f->c->verbose;
  f->want_records = s->edits || (s->format == CLI_AS_NDJSON && !s->dry_run);
  if (!check_encoding(f->c, f->command, f)) return false;
  unsigned reads = CLI_READS_TEXT | CLI_READS_PACKED;
  if (!s->in_place) reads |= CLI_READS_STREAMS;
  if (s->cleaning.from) reads |= CLI_READS_ANY_TEXT;
  cli_inputs_collect(f->c, &f->inputs, operands, reads, s->output);
  if (s->in_place) cli_inputs_drop_links(&f->inputs);
  if (s->columns.count) f->tables = cli_alloc_array(f->inputs.count, sizeof *f->tables);
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
  for (size_t i = 0; f.tables && i < f.inputs.count; i++) filter_table_free(f.tables[i]);
  free(f.tables);
  cli_inputs_clear(&f.inputs);
  cli_batch_clear(&f.batch);
  ren_model_free(f.model);
  cli_parse_clear(command, &s, &operands);
  return status;
}
