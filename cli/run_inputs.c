/* The inputs of a run: named, checked, hashed and entered in the state. */
#include "run.h"

#include "names.h"
#include "sink.h"

#include <renskrift/version.h>

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

/* ---- no result may land on an input ------------------------------------------- */

static bool check_clashes(run_job *job) {
  static const char *const suffixes[] = {".txt", ".edits.ndjson", ".page.ndjson", ".pdf"};
  enum { SUFFIXES = sizeof suffixes / sizeof *suffixes };
  cli_clash *clash = cli_clash_new(&job->inputs);
  bool fine = true;
  for (size_t i = 0; fine && i < job->inputs.count * SUFFIXES; i++) {
    char *path = cli_format("%s/%s%s", job->s->output, job->names[i / SUFFIXES], suffixes[i % SUFFIXES]);
    fine = !cli_clash_is_input(clash, path);
    if (!fine) cli_fail(job->c, CLI_USAGE, path, "this input would be replaced by a result; choose another folder");
    free(path);
  }
  cli_clash_free(clash);
  return fine;
}

/* ---- the state --------------------------------------------------------------- */

/* What the stored pages depend on, and no more: changing how texts are cleaned must not
 * throw hours of reading away. The model judges text layers. */
static bool describe_settings(run_job *job, ren_buf *out) {
  ren_error err = {0};
  uint64_t size = 0;
  const cli_reading *r = &job->s->reading;
  if (ren_file_hash(&job->model_hash, &size, job->model_path, &err) != REN_OK) {
    cli_fail_error(job->c, &err);
    return false;
  }
  ren_buf_printf(out, "renskrift %s; languages %s; tessdata %s; text layer %d; ", REN_VERSION, r->languages,
                 r->tessdata ? r->tessdata : "-", r->text_layer);
  ren_buf_printf(out, "model %016llx", (unsigned long long)job->model_hash);
  return out->status == REN_OK;
}

/* The library that does the cleaning: another build of it may clean otherwise. */
static uint64_t hash_library(void) {
  Dl_info info;
  uint64_t hash = 0, size;
  void *function;
  ren_status (*clean)(ren_text *, const ren_model *, const ren_clean_opts *, ren_log *, ren_error *) = ren_clean_text;
  memcpy(&function, &clean, sizeof function); /* ISO C has no cast between the two */
  if (dladdr(function, &info) && info.dli_fname) ren_file_hash(&hash, &size, info.dli_fname, NULL);
  return hash;
}

bool run_find_clean_key(run_job *job) {
  const ren_clean_opts *o = &job->opts;
  ren_buf text = {0};
  ren_buf_printf(&text, "%016llx %016llx %u ", (unsigned long long)hash_library(), (unsigned long long)job->model_hash,
                 o->steps);
  ren_buf_printf(&text, "%a %a %a %d %d %d ", (double)o->encoding.min_confidence, (double)o->lines.min_confidence,
                 (double)o->correct.min_confidence, (int)o->encoding.typography, (int)o->encoding.invalid,
                 o->lines.keep_lines);
  ren_buf_printf(&text, "%s\n%s\n%016llx", o->encoding.from ? o->encoding.from : "",
                 o->lines.hyphenation ? o->lines.hyphenation : "", (unsigned long long)job->batch.hash);
  for (size_t i = 0; i < job->inputs.count; i++)
    if (job->documents[i].words) ren_buf_printf(&text, " %016llx", (unsigned long long)job->documents[i].words);
  job->clean_key = ren_hash64(ren_buf_str(&text));
  bool fine = text.status == REN_OK;
  ren_buf_free(&text);
  return fine;
}

static bool open_state(run_job *job) {
  ren_error err = {0};
  ren_buf settings = {0};
  ren_status status = cli_make_folder(job->s->output, &err);
  if (status == REN_OK && !describe_settings(job, &settings)) return false;
  if (status == REN_OK) status = ren_run_open(&job->state, job->s->output, settings.ptr, &err);
  ren_buf_free(&settings);
  if (status == REN_OK) return true;
  if (status == REN_EFORMAT) err.code = REN_EOUTPUT; /* a strange run.sqlite: the folder cannot be used */
  cli_fail_error(job->c, &err);
  return false;
}

static bool register_input(run_job *job, size_t i) {
  const cli_input *input = &job->inputs.list[i];
  ren_error err = {0};
  ren_run_file file = {.path = input->spool ? input->shown : input->path, .name = job->names[i], .media = input->media};
  ren_status status = ren_file_hash(&file.hash, &file.size, input->path, &err);
  if (status != REN_OK) job->documents[i].failed = true;
  if (status == REN_OK) status = ren_run_add_file(&job->documents[i].id, job->state, &file, &err);
  if (status == REN_OK) return true;
  cli_fail_error(job->c, &err);
  return status == REN_EIO;
}

static void name_inputs(run_job *job) {
  char **relative = cli_alloc_array(job->inputs.count, sizeof *relative);
  for (size_t i = 0; i < job->inputs.count; i++) relative[i] = job->inputs.list[i].relative;
  job->names = cli_run_names(relative, job->inputs.count);
  free(relative);
}

/* ---- what earlier runs left there --------------------------------------------- */

typedef struct known_files {
  int64_t *ids;
  uint32_t *pages;
  size_t count, cap, pages_cap;
} known_files;

static bool note_known(void *payload, const ren_run_file *file) {
  known_files *known = payload;
  known->ids = cli_grow(known->ids, &known->cap, known->count, sizeof *known->ids);
  known->pages = cli_grow(known->pages, &known->pages_cap, known->count, sizeof *known->pages);
  known->ids[known->count] = file->id;
  known->pages[known->count++] = file->pages;
  return true;
}

static int by_id(const void *a, const void *b) {
  const int64_t *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

/* Files that are no inputs any more keep their pages, in case they are again; the report
 * says what they are. */
static bool set_others_aside(run_job *job) {
  ren_error err = {0};
  known_files known = {0};
  size_t n = job->inputs.count;
  int64_t *ours = cli_alloc_array(n, sizeof *ours);
  for (size_t i = 0; i < n; i++) ours[i] = job->documents[i].id;
  qsort(ours, n, sizeof *ours, by_id);
  ren_status status = ren_run_each_file(job->state, note_known, &known, &err);
  for (size_t i = 0; status == REN_OK && i < known.count; i++)
    if (!bsearch(&known.ids[i], ours, n, sizeof *ours, by_id))
      status = ren_run_set_file(job->state, known.ids[i], REN_FILE_PENDING, known.pages[i],
                                "not among the inputs of the last run", &err);
  free(known.ids);
  free(known.pages);
  free(ours);
  if (status != REN_OK) cli_fail_error(job->c, &err);
  return status == REN_OK;
}

bool run_register(run_job *job) {
  name_inputs(job);
  if (!check_clashes(job) || !open_state(job)) return false;
  job->documents = cli_alloc_array(job->inputs.count, sizeof *job->documents);
  for (size_t i = 0; i < job->inputs.count; i++) {
    job->documents[i].state = job->state;
    if (cli_interrupted() || !register_input(job, i)) return false;
  }
  return set_others_aside(job);
}
