#include "sink.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct cli_sink {
  ren_file *file; /* NULL: fd is written to as it comes */
  int fd;
  char *shown;
};

static ren_status fail_output(ren_error *err, const char *shown, int reason) {
  ren_fail_errno(err, REN_EOUTPUT, reason, "cannot write");
  ren_error_place(err, shown, 0);
  return REN_EOUTPUT;
}

/* Devices and pipes are written to, not replaced by files. */
static bool is_special(const char *path) {
  struct stat st;
  return stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

static ren_status open_file(cli_sink *sink, const char *path, ren_error *err) {
  if (is_special(path)) {
    sink->fd = open(path, O_WRONLY | O_CLOEXEC);
    return sink->fd >= 0 ? REN_OK : fail_output(err, path, errno);
  }
  if (cli_is_folder(path)) return fail_output(err, path, EISDIR);
  char *target = realpath(path, NULL); /* NULL for new files */
  ren_status status = ren_file_create_atomic(&sink->file, target ? target : path, err);
  free(target);
  if (status == REN_OK) sink->fd = ren_file_descriptor(sink->file);
  return status;
}

ren_status cli_sink_open(cli_sink **out, const char *path, ren_error *err) {
  *out = NULL;
  bool to_stdout = !path || strcmp(path, "-") == 0;
  cli_sink *sink = cli_alloc(sizeof *sink);
  sink->fd = STDOUT_FILENO;
  sink->shown = cli_strndup(ren_str_of(to_stdout ? "(standard output)" : path));
  ren_status status = to_stdout ? REN_OK : open_file(sink, path, err);
  if (status == REN_OK) {
    *out = sink;
    return REN_OK;
  }
  free(sink->shown);
  free(sink);
  return status;
}

ren_status cli_sink_write(cli_sink *sink, ren_str bytes, ren_error *err) {
  if (sink->file) return ren_file_append(sink->file, bytes, err);
  while (bytes.len) {
    ssize_t put = write(sink->fd, bytes.ptr, bytes.len);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return fail_output(err, sink->shown, errno);
    bytes.ptr += put;
    bytes.len -= (size_t)put;
  }
  return REN_OK;
}

int cli_sink_descriptor(const cli_sink *sink) { return sink->fd; }

static void sink_free(cli_sink *sink) {
  free(sink->shown);
  free(sink);
}

ren_status cli_sink_close(cli_sink *sink, ren_error *err) {
  if (!sink) return REN_OK;
  ren_status status = REN_OK;
  if (sink->file)
    status = ren_file_commit(sink->file, err);
  else if (sink->fd != STDOUT_FILENO && close(sink->fd) != 0)
    status = fail_output(err, sink->shown, errno);
  sink_free(sink);
  return status;
}

void cli_sink_abandon(cli_sink *sink) {
  if (!sink) return;
  if (sink->file)
    ren_file_abandon(sink->file);
  else if (sink->fd != STDOUT_FILENO)
    close(sink->fd);
  sink_free(sink);
}

ren_status cli_write_output(const char *path, ren_str bytes, ren_error *err) {
  cli_sink *sink;
  ren_status status = cli_sink_open(&sink, path, err);
  if (status != REN_OK) return status;
  status = cli_sink_write(sink, bytes, err);
  if (status == REN_OK) return cli_sink_close(sink, err);
  cli_sink_abandon(sink);
  return status;
}

/* ---- files and folders ---------------------------------------------------- */

static ren_status copy_file(const char *from, const char *to, ren_error *err) {
  ren_buf bytes = {0};
  struct stat st;
  ren_status status = ren_file_read(&bytes, from, 0, err);
  if (status == REN_OK) status = ren_file_write_atomic(to, ren_buf_str(&bytes), err);
  if (status == REN_OK && stat(from, &st) == 0) (void)chmod(to, st.st_mode & 07777);
  ren_buf_free(&bytes);
  return status;
}

ren_status cli_keep_backup(const char *path, ren_error *err) {
  char *backup = cli_format("%s~", path);
  /* The original's own inode becomes the backup: the new text comes by rename. */
  unlink(backup);
  ren_status status = link(path, backup) == 0 ? REN_OK : copy_file(path, backup, err);
  free(backup);
  return status;
}

bool cli_is_folder(const char *path) {
  struct stat st;
  return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool cli_same_file(const char *a, const char *b) {
  struct stat x, y;
  return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

ren_status cli_make_folder(const char *path, ren_error *err) {
  char *copy = cli_strndup(ren_str_of(path));
  int failed = 0;
  for (char *at = copy; *at && !failed;) {
    at += strspn(at, "/");
    at += strcspn(at, "/");
    char kept = *at;
    *at = '\0';
    if (mkdir(copy, 0777) != 0 && !cli_is_folder(copy)) failed = errno == EEXIST ? ENOTDIR : errno;
    *at = kept;
  }
  free(copy);
  if (!failed) return REN_OK;
  ren_fail_errno(err, REN_EOUTPUT, failed, "cannot make this folder");
  ren_error_place(err, path, 0);
  return REN_EOUTPUT;
}

ren_status cli_make_folder_of(const char *file, ren_error *err) {
  const char *slash = strrchr(file, '/');
  if (!slash || slash == file) return REN_OK;
  char *folder = cli_strndup((ren_str){file, (size_t)(slash - file)});
  ren_status status = cli_make_folder(folder, err);
  free(folder);
  return status;
}
