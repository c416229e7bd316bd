/* Takes pieces in their order and writes text, edit records or differences: all to one
 * place, each file to a folder, or back into the files. */
#include "diff.h"
#include "edit_pack.h"
#include "filter.h"
#include "names.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The file at work. */
typedef struct file_state {
  bool open, failed, changed;
  size_t index;   /* of the input */
  cli_sink *sink; /* of its own, or NULL */
  char *path;     /* that the sink writes */
  ren_log *log;   /* of all its pieces, if there are several */
  size_t old_line, new_line;
  bool headed; /* the diff's head is written */
  cli_edit_counts counts;
  cli_facts facts;
  filter_invalid invalid;
} file_state;

struct filter_output {
  filter *f;
  cli_sink *shared, *edits;
  bool to_folder, colour;
  char **names; /* with to_folder */
  file_state file;
  size_t files_done, files_changed, files_failed;
  cli_edit_counts counts;
  cli_facts facts;
  cli_rules rules;
};

/* ---- opening ---------------------------------------------------------------- */

/* As the name says. */
static ren_status open_packed(cli_sink **out, const char *path, ren_error *err) {
  return cli_sink_open_packed(out, path, cli_packing_of_name(path), err);
}

static bool names_folder(const char *path) {
  size_t length = path ? strlen(path) : 0;
  return length && (path[length - 1] == '/' || cli_is_folder(path));
}

static char *path_in_folder(const filter_output *out, size_t index) {
  const char *folder = out->f->settings->output;
  return cli_format("%s%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/", out->names[index]);
}

static ren_status name_files(filter_output *out, ren_error *err) {
  filter *f = out->f;
  char **relative = cli_alloc_array(f->inputs.count, sizeof *relative);
  for (size_t i = 0; i < f->inputs.count; i++) relative[i] = f->inputs.list[i].relative;
  out->names = cli_file_names(relative, f->inputs.count);
  free(relative);
  cli_clash *clash = cli_clash_new(&f->inputs);
  ren_status status = REN_OK;
  for (size_t i = 0; status == REN_OK && i < f->inputs.count; i++) {
    char *path = path_in_folder(out, i);
    if (cli_clash_is_input(clash, path))
      status = ren_fail(err, REN_EINVAL, "an input would be replaced; choose another folder, or use --in-place");
    ren_error_place(err, path, 0);
    free(path);
  }
  cli_clash_free(clash);
  return status;
}

static ren_status write_table(filter_output *out, ren_buf *rows, ren_error *err) {
  ren_status status = cli_sink_write(out->shared, ren_buf_str(rows), err);
  ren_buf_free(rows);
  return status;
}

ren_status filter_output_open(filter_output **result, filter *f, ren_error *err) {
  const filter_settings *s = f->settings;
  filter_output *out = cli_alloc(sizeof *out);
  ren_status status = REN_OK;
  *result = NULL;
  out->f = f;
  cli_rules_init(&out->rules);
  out->colour = s->format == CLI_AS_DIFF && !s->output && cli_wants_colour();
  out->to_folder = names_folder(s->output);
  if (out->to_folder) status = name_files(out, err);
  if (status == REN_OK && s->dry_run) {
    ren_buf head = {0};
    filter_summary_head(&head, f);
    status = cli_sink_open(&out->shared, NULL, err);
    if (status == REN_OK) status = write_table(out, &head, err);
  } else if (status == REN_OK && !s->in_place && !out->to_folder) {
    status = open_packed(&out->shared, s->output, err);
  }
  if (status == REN_OK && s->edits) status = open_packed(&out->edits, s->edits, err);
  *result = out;
  return status;
}

static ren_status open_own_sink(filter_output *out, size_t index, ren_error *err) {
  const cli_input *input = &out->f->inputs.list[index];
  file_state *file = &out->file;
  if (out->f->settings->dry_run || out->shared) return REN_OK;
  if (!out->to_folder) {
    /* Where the input is a link: what it points at is replaced and backed up. */
    char *target = realpath(input->path, NULL);
    file->path = cli_strndup(ren_str_of(target ? target : input->path));
    free(target);
    return cli_sink_open_packed(&file->sink, file->path, input->packing, err);
  }
  file->path = path_in_folder(out, index);
  ren_status status = cli_make_folder_of(file->path, err);
  return status == REN_OK ? open_packed(&file->sink, file->path, err) : status;
}

static void close_file(filter_output *out) {
  file_state *file = &out->file;
  cli_sink_abandon(file->sink);
  ren_log_free(file->log);
  free(file->path);
  cli_edit_counts_clear(&file->counts);
  *file = (file_state){0};
}

static ren_status open_file(filter_output *out, size_t index, ren_error *err) {
  close_file(out);
  out->file = (file_state){.open = true, .index = index, .old_line = 1, .new_line = 1};
  return open_own_sink(out, index, err);
}

/* ---- a piece ---------------------------------------------------------------- */

/* Where the main product goes. NULL in a dry run. */
static cli_sink *product_sink(filter_output *out) {
  return out->f->settings->dry_run ? NULL : out->file.sink ? out->file.sink : out->shared;
}

/* The edit records of a piece, their offsets going on from the pieces before. */
static ren_status log_records(filter_output *out, filter_work *work, ren_buf *records, ren_error *err) {
  const cli_input *input = &out->f->inputs.list[work->file];
  if (work->first && work->last) {
    ren_log_write_ndjson(work->log, input->shown, records);
    return REN_OK;
  }
  ren_text *text = NULL;
  ren_buf packed = {0};
  cli_edits_pack(&packed, 0, work->log);
  ren_status status = out->file.log ? REN_OK : ren_log_new(&out->file.log, err);
  if (status == REN_OK) status = ren_text_new(&text, ren_buf_str(&work->bytes), err);
  if (status == REN_OK && packed.status != REN_OK) status = ren_fail_nomem(err);
  if (status == REN_OK) status = cli_edits_replay(text, ren_buf_str(&packed), &out->rules, out->file.log, err);
  if (status == REN_OK) ren_log_write_ndjson(out->file.log, input->shown, records);
  if (status == REN_OK) ren_log_next_piece(out->file.log, text);
  ren_text_free(text);
  ren_buf_free(&packed);
  return status;
}

static size_t count_lines(ren_str text) {
  size_t lines = 0;
  for (const char *at = text.ptr; text.len && (at = memchr(at, '\n', (size_t)(text.ptr + text.len - at))); at++)
    lines++;
  return lines;
}

static ren_status write_diff(filter_output *out, filter_work *work, ren_error *err) {
  ren_buf diff = {0};
  file_state *file = &out->file;
  cli_diff_input in = {ren_buf_str(&work->bytes), work->text, work->log, file->old_line, file->new_line, out->colour};
  ren_status status = REN_OK;
  if (ren_log_count(work->log) && !file->headed) {
    cli_diff_head(&diff, out->f->inputs.list[work->file].shown, out->colour);
    file->headed = true;
  }
  if (ren_log_count(work->log)) status = cli_diff_write(&diff, &in, err);
  if (status == REN_OK && product_sink(out)) status = cli_sink_write(product_sink(out), ren_buf_str(&diff), err);
  file->old_line += count_lines(ren_buf_str(&work->bytes));
  file->new_line += count_lines(ren_text_bytes(work->text));
  ren_buf_free(&diff);
  return status;
}

/* Edit records go to --edits and, with --format ndjson, to the product's place. */
static ren_status write_records(filter_output *out, ren_str records, ren_error *err) {
  ren_status status = REN_OK;
  if (out->edits) status = cli_sink_write(out->edits, records, err);
  if (status == REN_OK && out->f->settings->format == CLI_AS_NDJSON && product_sink(out))
    status = cli_sink_write(product_sink(out), records, err);
  return status;
}

static ren_status write_text_piece(filter_output *out, filter_work *work, ren_error *err) {
  ren_status status = REN_OK;
  ren_buf records = {0};
  ren_str bytes = ren_text_bytes(work->text);
  if (!ren_str_eq(bytes, ren_buf_str(&work->bytes))) out->file.changed = true;
  if (work->log) {
    if (out->edits || out->f->settings->format == CLI_AS_NDJSON) status = log_records(out, work, &records, err);
  }
  if (status == REN_OK) status = write_records(out, ren_buf_str(&records), err);
  if (status == REN_OK && out->f->settings->format == CLI_AS_DIFF) status = write_diff(out, work, err);
  if (status == REN_OK && out->f->settings->format == CLI_AS_TEXT && product_sink(out))
    status = cli_sink_write(product_sink(out), bytes, err);
  ren_buf_free(&records);
  return status;
}

static ren_status write_lines_piece(filter_output *out, filter_work *work, ren_error *err) {
  enum { NAMED = 20 };
  const char *shown = out->f->inputs.list[work->file].shown;
  ren_status status = write_records(out, ren_buf_str(&work->edits), err);
  bool as_text = out->f->settings->format == CLI_AS_TEXT;
  for (size_t i = 0; i < work->complaint_count && i < NAMED; i++)
    cli_fail(out->f->c, CLI_SOME_FAILED, shown, "line %zu: %s; passed through as it is", work->complaints[i].line,
             work->complaints[i].text);
  if (work->complaint_count > NAMED)
    cli_fail(out->f->c, CLI_SOME_FAILED, shown, "%zu more such lines", work->complaint_count - NAMED);
  if (!ren_str_eq(ren_buf_str(&work->made), ren_buf_str(&work->bytes))) out->file.changed = true;
  if (status == REN_OK && as_text && product_sink(out))
    status = cli_sink_write(product_sink(out), ren_buf_str(&work->made), err);
  return status;
}

/* ---- the end of a file ------------------------------------------------------ */

static void say_invalid(filter_output *out, const char *shown, const filter_invalid *invalid) {
  const char *place = filter_has_fields(out->f) ? "the first in the field" : "the first";
  if (invalid->count)
    cli_say(out->f->c, shown, "%zu byte%s that no encoding explains, %s at byte %llu (line %zu); U+FFFD stands there",
            invalid->count, invalid->count == 1 ? "" : "s", place, (unsigned long long)invalid->offset, invalid->line);
}

static ren_status summarise(filter_output *out, size_t index, ren_error *err) {
  const char *shown = out->f->inputs.list[index].shown;
  const file_state *file = &out->file;
  ren_buf line = {0};
  ren_status status = REN_OK;
  if (!out->f->settings->dry_run) say_invalid(out, shown, &file->invalid);
  cli_facts_merge(&out->facts, &file->facts);
  cli_edit_counts_merge(&out->counts, &file->counts);
  if (out->f->settings->dry_run) {
    filter_summary_row(&line, out->f, shown, &file->facts, &file->counts, file->changed);
    status = write_table(out, &line, err);
  } else if (out->f->want_log) {
    cli_edit_counts_write(&file->counts, &line);
    cli_detail(out->f->c, shown, "%s", line.ptr);
  }
  ren_buf_free(&line);
  return status;
}

/* Whoever took the right to write away meant it, though a rename would do. */
static ren_status check_writable(const char *path, const char *shown, ren_error *err) {
  struct stat st;
  if (stat(path, &st) != 0 || (st.st_mode & 0222 && access(path, W_OK) == 0)) return REN_OK;
  ren_status status = ren_fail(err, REN_EOUTPUT, "is read-only and stays as it is");
  ren_error_place(err, shown, 0);
  return status;
}

static const char *base_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

static ren_status replace_file(filter_output *out, const char *shown, ren_error *err) {
  file_state *file = &out->file;
  char *backup = NULL;
  ren_status status = check_writable(file->path, shown, err);
  if (status == REN_OK && !out->f->settings->no_backup) status = cli_keep_backup(file->path, &backup, err);
  if (status == REN_OK) {
    if (backup && strlen(backup) > strlen(file->path) + 1)
      cli_say(out->f->c, shown, "there is a backup already; the new one is %s", base_name(backup));
    status = cli_sink_close(file->sink, err);
    file->sink = NULL;
  }
  free(backup);
  return status;
}

static ren_status end_file(filter_output *out, size_t index, ren_error *err) {
  file_state *file = &out->file;
  const filter_settings *s = out->f->settings;
  ren_status status = summarise(out, index, err);
  if (status == REN_OK && s->in_place && !s->dry_run) {
    if (file->changed) status = replace_file(out, out->f->inputs.list[index].shown, err);
  } else if (status == REN_OK && file->sink) {
    status = cli_sink_close(file->sink, err);
    file->sink = NULL;
  }
  if (status == REN_OK) {
    out->files_done++;
    out->files_changed += file->changed;
    close_file(out);
  }
  return status; /* else the file is dropped, when its failure is said */
}

void filter_output_drop_file(filter_output *out) {
  close_file(out);
  out->file.failed = true;
  out->files_failed++;
}

/* Not allowed to write this file: the next one may be another matter. */
static bool concerns_one_file(const filter_output *out, const ren_error *err) {
  int e = err->sys_errno;
  return !out->shared && (e == 0 || e == EACCES || e == EPERM || e == EROFS || e == EISDIR || e == ENOTDIR ||
                          e == ENAMETOOLONG || e == EEXIST);
}

/* What went wrong within one file is said here; false for what ends everything. */
static bool survive(filter_output *out, ren_error *err) {
  bool goes_on =
      err->code == REN_EOUTPUT ? concerns_one_file(out, err) : err->code != REN_ENOMEM && err->code != REN_ECANCELLED;
  if (out->file.path && out->f->settings->in_place && strcmp(err->file, out->file.path) == 0) {
    const char *shown = out->f->inputs.list[out->file.index].shown; /* not where its links lead */
    snprintf(err->file, sizeof err->file, "%s", shown);
  }
  if (err->code == REN_EINVAL) err->code = REN_EFORMAT; /* options were checked: it is the file */
  cli_fail_error(out->f->c, err);
  filter_output_drop_file(out);
  return goes_on;
}

bool filter_output_take(filter_output *out, filter_work *work) {
  ren_error err = {0};
  ren_status status = REN_OK;
  if (work->first) status = open_file(out, work->file, &err);
  if (status != REN_OK) return survive(out, &err);
  if (out->file.failed) return true; /* the rest of a file that failed */
  cli_print(out->f->c, ren_buf_str(&work->explained));
  status = work->err.code;
  if (status != REN_OK) {
    err = work->err;
    ren_error_place(&err, out->f->inputs.list[work->file].shown, 0);
  }
  if (status == REN_OK) {
    cli_edit_counts_merge(&out->file.counts, &work->counts);
    cli_facts_merge(&out->file.facts, &work->facts);
    if (!out->file.invalid.count)
      out->file.invalid = work->invalid;
    else
      out->file.invalid.count += work->invalid.count;
  }
  if (status == REN_OK)
    status = filter_has_fields(out->f) ? write_lines_piece(out, work, &err) : write_text_piece(out, work, &err);
  if (status == REN_OK && work->last) status = end_file(out, work->file, &err);
  return status == REN_OK ? true : survive(out, &err);
}

void filter_output_close(filter_output *out, bool whole) {
  if (!out) return;
  ren_error err = {0};
  close_file(out);
  if (whole && out->f->settings->dry_run && out->shared) {
    ren_buf row = {0};
    filter_summary_total(&row, out->f, out->files_done, &out->facts, &out->counts);
    if (write_table(out, &row, &err) != REN_OK) cli_fail_error(out->f->c, &err);
  }
  if (out->files_failed && !out->files_done) whole = false; /* nothing to put into place */
  if (whole) {
    if (cli_sink_close(out->shared, &err) != REN_OK) cli_fail_error(out->f->c, &err);
  } else {
    cli_sink_abandon(out->shared);
  }
  /* The log of what was finished is kept in any case. */
  if (cli_sink_close(out->edits, &err) != REN_OK) cli_fail_error(out->f->c, &err);
  if (out->f->settings->in_place && !out->f->settings->dry_run)
    cli_say(out->f->c, NULL, "%zu of %zu files changed", out->files_changed, out->files_done);
  cli_names_free(out->names, out->f->inputs.count);
  cli_edit_counts_clear(&out->counts);
  cli_rules_clear(&out->rules);
  free(out);
}
