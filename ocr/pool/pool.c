#include "pool/pool.h"

#include "cage/cage.h"

#include "alloc.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- making and ending ---------------------------------------------------- */

/* Beside the running program (a build folder), or where an installation puts it. */
static char *default_program(void) {
  char self[REN__WIRE_PATH], path[REN__WIRE_PATH + 64];
  ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
  if (length <= 0) return ren_strdup("renskrift-worker");
  self[length] = '\0';
  char *slash = strrchr(self, '/');
  if (slash) *slash = '\0';
  snprintf(path, sizeof path, "%s/../libexec/renskrift/renskrift-worker", self);
  if (access(path, X_OK) == 0) return ren_strdup(path);
  snprintf(path, sizeof path, "%s/renskrift-worker", self);
  return ren_strdup(path);
}

static ren_status check_options(const ren_ocr_opts *opts, ren_error *err) {
  if (opts->version != 1) return ren_fail(err, REN_EINVAL, "unknown version %u of the OCR options", opts->version);
  const char *languages = opts->languages ? opts->languages : "swe";
  if (!ren__languages_valid(languages))
    return ren_fail(err, REN_EINVAL, "'%s' is not a list of OCR languages such as swe or swe+eng", languages);
  if (opts->tessdata && strlen(opts->tessdata) >= REN__WIRE_PATH)
    return ren_fail(err, REN_EINVAL, "the path of the tessdata folder is too long");
  if (opts->workers > 1024) return ren_fail(err, REN_EINVAL, "%u OCR workers are too many", opts->workers);
  if (opts->memory_limit && opts->memory_limit < (uint64_t)256 << 20)
    return ren_fail(err, REN_EINVAL, "an OCR worker needs at least 256 MiB of memory");
  return REN_OK;
}

static ren_status copy_options(ren_ocr *ocr, const ren_ocr_opts *opts, ren_error *err) {
  const ren_ocr_opts defaults = REN_OCR_OPTS_INIT;
  ocr->opts = *opts;
  ocr->program = opts->worker ? ren_strdup(opts->worker) : default_program();
  ocr->languages = ren_strdup(opts->languages ? opts->languages : defaults.languages);
  ocr->tessdata = ren_strdup(opts->tessdata ? opts->tessdata : "");
  ocr->debug_images = opts->debug_images ? ren_strdup(opts->debug_images) : NULL;
  if (!ocr->program || !ocr->languages || !ocr->tessdata || (opts->debug_images && !ocr->debug_images))
    return ren_fail_nomem(err);
  if (!ocr->opts.page_timeout) ocr->opts.page_timeout = defaults.page_timeout;
  if (!ocr->opts.memory_limit) ocr->opts.memory_limit = defaults.memory_limit;
  if (!ocr->opts.max_pixels) ocr->opts.max_pixels = defaults.max_pixels;
  ocr->opts.worker = ocr->program;
  ocr->opts.languages = ocr->languages;
  ocr->opts.tessdata = ocr->tessdata;
  ocr->opts.debug_images = ocr->debug_images;
  ocr->count = opts->workers ? opts->workers : 1;
  ocr->workers = ren_alloc_array(ocr->count, sizeof *ocr->workers);
  if (!ocr->workers) return ren_fail_nomem(err);
  for (unsigned i = 0; i < ocr->count; i++) ocr->workers[i].socket = ocr->workers[i].complaints = -1;
  return REN_OK;
}

ren_status ren_ocr_new(ren_ocr **out, const ren_ocr_opts *opts, ren_error *err) {
  *out = NULL;
  const ren_ocr_opts defaults = REN_OCR_OPTS_INIT;
  if (!opts) opts = &defaults;
  ren_status status = check_options(opts, err);
  if (status != REN_OK) return status;
  ren_ocr *ocr = ren_alloc(sizeof *ocr);
  if (!ocr) return ren_fail_nomem(err);
  pthread_mutex_init(&ocr->lock, NULL);
  pthread_cond_init(&ocr->idle, NULL);
  atomic_init(&ocr->cage, -1);
  ocr->stop = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  status = ocr->stop < 0 ? ren_fail_errno(err, REN_EBACKEND, errno, "cannot prepare the OCR workers")
                         : copy_options(ocr, opts, err);
  if (status == REN_OK && access(ocr->program, X_OK) != 0)
    status = ren_fail_errno(err, REN_EMISSING, errno,
                            "the OCR worker %s cannot be run; is renskrift installed completely?", ocr->program);
  if (status == REN_OK) status = ren__languages_check(ocr, err);
  if (status != REN_OK) {
    ren_ocr_free(ocr);
    return status;
  }
  *out = ocr;
  return REN_OK;
}

void ren_ocr_free(ren_ocr *ocr) {
  if (!ocr) return;
  for (unsigned i = 0; ocr->workers && i < ocr->count; i++) ren__worker_stop(&ocr->workers[i], NULL, 0);
  pthread_cond_destroy(&ocr->idle);
  pthread_mutex_destroy(&ocr->lock);
  if (ocr->stop >= 0) close(ocr->stop);
  ren_free(ocr->workers);
  ren_free(ocr->program);
  ren_free(ocr->languages);
  ren_free(ocr->tessdata);
  ren_free(ocr->debug_images);
  ren_free(ocr);
}

/* ---- stopping -------------------------------------------------------------- */

/* May run in a signal handler: no lock, no memory. Who waits for an idle worker is woken
 * by those who had one. */
void ren_ocr_cancel(ren_ocr *ocr) {
  const uint64_t one = 1;
  int before = errno;
  if (write(ocr->stop, &one, sizeof one) < 0) errno = before; /* full: it was called before */
}

bool ren__pool_stopped(const ren_ocr *ocr) {
  struct pollfd look = {.fd = ocr->stop, .events = POLLIN};
  return poll(&look, 1, 0) > 0;
}

void ren_ocr_rest(ren_ocr *ocr) {
  for (unsigned i = 0; i < ocr->count; i++) {
    ren__worker *worker = &ocr->workers[i];
    pthread_mutex_lock(&ocr->lock);
    bool idle = !worker->busy;
    if (idle) worker->busy = true;
    pthread_mutex_unlock(&ocr->lock);
    if (!idle) continue;
    ren__worker_stop(worker, NULL, 0);
    ren__pool_give(ocr, worker);
  }
}

const char *ren_ocr_confinement(const ren_ocr *ocr) {
  switch (atomic_load(&((ren_ocr *)(uintptr_t)ocr)->cage)) {
  case REN__CAGE_LANDLOCK | REN__CAGE_SECCOMP: return "limits, Landlock and seccomp";
  case REN__CAGE_LANDLOCK: return "limits and Landlock";
  case REN__CAGE_SECCOMP: return "limits and seccomp";
  case 0: return "limits";
  default: return NULL;
  }
}

/* ---- documents ------------------------------------------------------------ */

ren_status ren__document_open(ren__document *out, const char *path, ren_error *err) {
  *out = (ren__document){.path = path, .fd = -1};
  struct stat st;
  ren_status status = REN_OK;
  /* O_NONBLOCK: opening a FIFO must not wait for its writer. */
  out->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (out->fd < 0)
    status = ren_fail_errno(err, REN_EIO, errno, "cannot open");
  else if (fstat(out->fd, &st) != 0)
    status = ren_fail_errno(err, REN_EIO, errno, "cannot open");
  else if (S_ISDIR(st.st_mode))
    status = ren_fail_errno(err, REN_EIO, EISDIR, "cannot read");
  else if (!S_ISREG(st.st_mode))
    status = ren_fail(err, REN_EINVAL, "is not a regular file; save it to one first");
  if (status != REN_OK) {
    ren__document_close(out);
    ren_error_place(err, path, 0);
    return status;
  }
  out->identity = (ren__wire_identity){.device = st.st_dev,
                                       .inode = st.st_ino,
                                       .size = (uint64_t)st.st_size,
                                       .changed_ns = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec};
  return REN_OK;
}

void ren__document_close(ren__document *document) {
  if (document->fd >= 0) close(document->fd);
  document->fd = -1;
}

/* ---- taking and giving ---------------------------------------------------- */

static bool holds(const ren__worker *worker, const ren__wire_identity *wanted) {
  const ren__wire_identity *open = &worker->open;
  return wanted && worker->pid > 0 && open->inode == wanted->inode && open->device == wanted->device &&
         open->size == wanted->size && open->changed_ns == wanted->changed_ns;
}

/* One that holds the document; else a running one; else one that is yet to start. */
static ren__worker *best_idle(ren_ocr *ocr, const ren__wire_identity *wanted) {
  ren__worker *best = NULL;
  for (unsigned i = 0; i < ocr->count; i++) {
    ren__worker *worker = &ocr->workers[i];
    if (worker->busy) continue;
    if (holds(worker, wanted)) return worker;
    if (!best || (best->pid <= 0 && worker->pid > 0)) best = worker;
  }
  return best;
}

ren__worker *ren__pool_take(ren_ocr *ocr, const ren__wire_identity *wanted) {
  pthread_mutex_lock(&ocr->lock);
  ren__worker *worker;
  while (!(worker = best_idle(ocr, wanted))) pthread_cond_wait(&ocr->idle, &ocr->lock);
  worker->busy = true;
  pthread_mutex_unlock(&ocr->lock);
  return worker;
}

void ren__pool_give(ren_ocr *ocr, ren__worker *worker) {
  pthread_mutex_lock(&ocr->lock);
  worker->busy = false;
  pthread_cond_signal(&ocr->idle);
  pthread_mutex_unlock(&ocr->lock);
}
