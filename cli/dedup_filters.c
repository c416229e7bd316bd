/* dedup --sketch, --verify and --group: filters from NDJSON to NDJSON (or TSV). Lines are
 * worked on one by one, by several threads, and written in their order: memory does not
 * grow with the input, and what comes out does not depend on how it is cut. */
#include "dedup.h"
#include "json_scan.h"
#include "reader.h"
#include "sink.h"

#include <stdlib.h>
#include <string.h>

enum { PIECE = 1 << 18, PIECES_PER_JOB = 4 };

/* Some lines of an input. */
typedef struct line_work {
  const cli_input *input;
  ren_buf lines, out;
  size_t first_line;
  ren_buf complaints; /* "line N: why" lines */
  ren_error err;
} line_work;

typedef struct line_filter {
  cli *c;
  const dedup_settings *s;
  ren_dedup_opts opts;
  ren_boilerplate boilerplate;
  ren_buf hashes; /* that it borrows */
  const cli_inputs *inputs;
  line_work *window;
  size_t window_size, window_count;
  /* where reading is */
  size_t input, line;
  cli_reader *reader;
  /* --group */
  ren_grouper *grouper;
  cli_sink *sink;
} line_filter;

/* ---- boilerplate ------------------------------------------------------------------ */

static int by_hash(const void *p, const void *q) {
  uint64_t x = *(const uint64_t *)p, y = *(const uint64_t *)q;
  return (x > y) - (x < y);
}

/* The hash that a line begins with: 16 hexadecimal digits. */
static bool read_hash(ren_str line, uint64_t *hash) {
  static const char digits[] = "0123456789abcdef";
  *hash = 0;
  if (line.len < 16 || (line.len > 16 && !strchr(" \t", line.ptr[16]))) return false;
  for (size_t i = 0; i < 16; i++) {
    const char *digit = line.ptr[i] ? strchr(digits, line.ptr[i]) : NULL;
    if (!digit) return false;
    *hash = *hash << 4 | (uint64_t)(digit - digits);
  }
  return true;
}

static ren_status read_boilerplate(line_filter *f, ren_error *err) {
  ren_buf text = {0};
  const char *path = f->s->common_hashes;
  ren_status status = path ? cli_read_whole(&text, path, err) : REN_OK;
  size_t number = 0;
  for (size_t at = 0; status == REN_OK && at < text.len;) {
    ren_str line = ren_str_trim(cli_next_line(ren_buf_str(&text), &at));
    uint64_t hash;
    number++;
    if (!line.len) continue;
    if (!read_hash(line, &hash)) {
      status = ren_fail(err, REN_EFORMAT, "line %zu does not begin with 16 hexadecimal digits", number);
      ren_error_place(err, path, 0);
    }
    ren_buf_append(&f->hashes, &hash, sizeof hash);
  }
  ren_buf_free(&text);
  if (status == REN_OK && f->hashes.status != REN_OK) status = ren_fail_nomem(err);
  size_t count = f->hashes.len / sizeof(uint64_t);
  uint64_t *hashes = (uint64_t *)(void *)f->hashes.ptr;
  if (count > 1) qsort(hashes, count, sizeof *hashes, by_hash);
  f->boilerplate = (ren_boilerplate){hashes, count};
  return status;
}

/* ---- lines ------------------------------------------------------------------------- */

static void complain(line_work *w, size_t number, const char *why) {
  ren_buf_printf(&w->complaints, "line %zu: %s; left out\n", number, why);
}

typedef struct workspace {
  const line_filter *f;
  cli_item_reader x, y;
  ren_verifier *verifier;
} workspace;

static ren_status sketch_line(workspace *w, line_work *work, ren_str line, size_t number) {
  ren_dedup_item item;
  ren_sketch *sketch = NULL;
  const char *why;
  if (!cli_item_read(&w->x, line, &item, &why)) {
    complain(work, number, why);
    return REN_OK;
  }
  const ren_boilerplate *known = w->f->s->common_hashes ? &w->f->boilerplate : NULL; /* stretches have served then */
  ren_status status = ren_dedup_sketch(&sketch, &item, known, &w->f->opts, &work->err);
  if (status == REN_OK) ren_sketch_write(sketch, &item, w->f->s->format == DEDUP_AS_TSV, &work->out);
  ren_sketch_free(sketch);
  return status;
}

/* The record that the member a or b holds. */
static bool read_side(cli_item_reader *reader, ren_str line, const cli_json_member *m, ren_dedup_item *item,
                      const char **why) {
  *why = "has no records \"a\" and \"b\"";
  if (!m->found || line.ptr[m->start] != '{') return false;
  return cli_item_read(reader, (ren_str){line.ptr + m->start, m->end - m->start}, item, why);
}

static ren_status verify_line(workspace *w, line_work *work, ren_str line, size_t number) {
  static const char *const names[2] = {"a", "b"};
  cli_json_member members[2];
  ren_dedup_item x, y;
  ren_pair pair;
  bool related;
  const char *why;
  if (!cli_json_members(line, names, members, 2, &why) || !read_side(&w->x, line, &members[0], &x, &why) ||
      !read_side(&w->y, line, &members[1], &y, &why)) {
    complain(work, number, why);
    return REN_OK;
  }
  ren_status status = ren_verifier_compare(w->verifier, &x, &y, &pair, &related, &work->err);
  if (status == REN_OK && (related || w->f->s->all)) ren_pair_write(related ? &pair : NULL, x.id, y.id, &work->out);
  return status;
}

static bool line_task(void *payload, size_t i) {
  line_filter *f = payload;
  line_work *work = &f->window[i];
  workspace w = {.f = f};
  size_t number = work->first_line;
  ren_status status = work->err.code;
  ren_str text = ren_buf_str(&work->lines);
  if (status == REN_OK && f->s->verify) status = ren_verifier_new(&w.verifier, &f->boilerplate, &f->opts, &work->err);
  for (size_t at = 0; status == REN_OK && at < text.len && !cli_interrupted(); number++) {
    ren_str line = ren_str_trim(cli_next_line(text, &at));
    if (line.len) status = f->s->verify ? verify_line(&w, work, line, number) : sketch_line(&w, work, line, number);
  }
  if (status == REN_OK && (work->out.status != REN_OK || work->complaints.status != REN_OK)) ren_fail_nomem(&work->err);
  ren_verifier_free(w.verifier);
  cli_item_reader_clear(&w.x), cli_item_reader_clear(&w.y);
  return true;
}

/* Groups are made line after line. A broken line would make wrong ones: it ends the work. */
static void group_lines(line_filter *f, line_work *work) {
  size_t number = work->first_line;
  ren_str text = ren_buf_str(&work->lines);
  ren_status status = work->err.code;
  for (size_t at = 0; status == REN_OK && at < text.len && !cli_interrupted(); number++) {
    ren_str line = ren_str_trim(cli_next_line(text, &at));
    ren_error err = {0};
    if (!line.len) continue;
    status = ren_grouper_add(f->grouper, line, &work->out, &err);
    if (status != REN_OK) ren_fail(&work->err, status, "line %zu: %s", number, err.message);
  }
}

/* ---- windows of pieces ---------------------------------------------------------------- */

static size_t count_lines(ren_str text) {
  size_t count = 0;
  for (size_t at = 0; at < text.len; count++) cli_next_line(text, &at);
  return count;
}

static void next_input(line_filter *f) {
  cli_reader_free(f->reader);
  f->reader = NULL;
  f->input++;
}

static void read_piece(line_filter *f, line_work *work) {
  bool last = true;
  work->input = &f->inputs->list[f->input];
  ren_status status = REN_OK;
  if (!f->reader) {
    status = cli_reader_open(&f->reader, work->input, CLI_CUT_LINES, &work->err);
    if (status == REN_OK) cli_reader_set_piece(f->reader, PIECE);
    f->line = 1;
  }
  if (status == REN_OK) status = cli_reader_next(f->reader, &work->lines, &last, &work->err);
  work->first_line = f->line;
  f->line += count_lines(ren_buf_str(&work->lines));
  if (status != REN_OK || last) next_input(f);
}

/* False when nothing more is to be done. */
static bool take(line_filter *f, line_work *work) {
  ren_error err = {0};
  ren_str text = ren_buf_str(&work->complaints);
  for (size_t at = 0; at < text.len;) {
    ren_str line = cli_next_line(text, &at);
    cli_fail(f->c, CLI_SOME_FAILED, work->input->shown, "%.*s", (int)line.len, line.ptr);
  }
  bool ok = cli_sink_write(f->sink, ren_buf_str(&work->out), &err) == REN_OK;
  if (!ok) cli_fail_error(f->c, &err);
  if (work->err.code == REN_OK) return ok;
  ren_error_place(&work->err, work->input->shown, 0);
  cli_fail_error(f->c, &work->err);
  return ok && !f->grouper;
}

static void clear_work(line_work *work) {
  ren_buf_free(&work->lines), ren_buf_free(&work->out), ren_buf_free(&work->complaints);
  *work = (line_work){0};
}

static bool run_windows(line_filter *f) {
  unsigned jobs = f->s->group ? 1 : cli_jobs(&f->s->shared);
  bool going = true;
  f->window_size = (size_t)jobs * PIECES_PER_JOB;
  f->window = cli_alloc_array(f->window_size, sizeof *f->window);
  while (going && f->input < f->inputs->count && !cli_interrupted()) {
    for (f->window_count = 0; f->window_count < f->window_size && f->input < f->inputs->count;)
      read_piece(f, &f->window[f->window_count++]);
    if (!f->s->group) ren_parallel(f->window_count, jobs, line_task, f);
    for (size_t i = 0; i < f->window_count; i++) {
      if (going && f->s->group) group_lines(f, &f->window[i]);
      going = going && take(f, &f->window[i]);
      clear_work(&f->window[i]);
    }
  }
  cli_reader_free(f->reader);
  free(f->window);
  return going && !cli_interrupted();
}

static ren_status end_groups(line_filter *f, ren_error *err) {
  ren_buf out = {0};
  ren_status status = ren_grouper_end(f->grouper, &out, err);
  if (status == REN_OK) status = cli_sink_write(f->sink, ren_buf_str(&out), err);
  ren_buf_free(&out);
  return status;
}

void dedup_filter(cli *c, const dedup_settings *s, const cli_inputs *inputs, const ren_model *model) {
  line_filter f = {.c = c, .s = s, .inputs = inputs, .opts = dedup_opts(c, s, model)};
  ren_error err = {0};
  f.opts.hooks = (ren_hooks){0};
  ren_status status = read_boilerplate(&f, &err);
  if (status == REN_OK && s->group) status = ren_grouper_new(&f.grouper, &f.opts, &err);
  if (status == REN_OK) status = cli_sink_open(&f.sink, s->output, &err);
  bool whole = status == REN_OK && run_windows(&f);
  if (whole && s->group) status = end_groups(&f, &err);
  if (whole && status == REN_OK) {
    status = cli_sink_close(f.sink, &err);
    f.sink = NULL;
  }
  if (status != REN_OK) cli_fail_error(c, &err);
  cli_sink_abandon(f.sink);
  ren_grouper_free(f.grouper);
  ren_buf_free(&f.hashes);
}
