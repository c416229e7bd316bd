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
  cli_packer *packer; /* NULL: as it is */
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

ren_status cli_sink_open_packed(cli_sink **out, const char *path, cli_packing packing, ren_error *err) {
  ren_status status = cli_sink_open(out, path, err);
  if (status == REN_OK && packing != CLI_PLAIN) (*out)->packer = cli_packer_new(packing);
  return status;
}

static ren_status write_bytes(void *payload, ren_str bytes, ren_error *err) {
  cli_sink *sink = payload;
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

ren_status cli_sink_write(cli_sink *sink, ren_str bytes, ren_error *err) {
  return sink->packer ? cli_pack(sink->packer, bytes, false, write_bytes, sink, err) : write_bytes(sink, bytes, err);
}

int cli_sink_descriptor(const cli_sink *sink) { return sink->fd; }

static void sink_free(cli_sink *sink) {
  cli_packer_free(sink->packer);
  free(sink->shown);
  free(sink);
}

ren_status cli_sink_close(cli_sink *sink, ren_error *err) {
  if (!sink) return REN_OK;
  ren_status status = REN_OK;
  if (sink->packer) status = cli_pack(sink->packer, REN_STR(""), true, write_bytes, sink, err);
  if (status != REN_OK) {
    cli_sink_abandon(sink);
    return status;
  }
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

static ren_status copy_bytes(cli_sink *to, const char *from, ren_error *err) {
  enum { STEP = 1 << 16 };
  int fd = open(from, O_RDONLY | O_CLOEXEC);
  ren_status status = REN_OK;
  char *bytes = cli_alloc(STEP);
  ssize_t got = 1;
  while (fd >= 0 && status == REN_OK && got > 0) {
    got = read(fd, bytes, STEP);
    if (got < 0 && errno == EINTR)
      got = 1;
    else if (got > 0)
      status = cli_sink_write(to, (ren_str){bytes, (size_t)got}, err);
  }
  if (fd < 0 || got < 0) status = ren_fail_errno(err, REN_EIO, errno, "cannot read");
  ren_error_place(err, from, 0);
  if (fd >= 0) close(fd);
  free(bytes);
  return status;
}

static ren_status copy_file(const char *from, const char *to, ren_error *err) {
  cli_sink *sink;
  struct stat st;
  ren_status status = cli_sink_open(&sink, to, err);
  if (status != REN_OK) return status;
  status = copy_bytes(sink, from, err);
  if (status != REN_OK) {
    cli_sink_abandon(sink);
    return status;
  }
  status = cli_sink_close(sink, err);
  if (status == REN_OK && stat(from, &st) == 0) {
    const struct timespec times[2] = {st.st_atim, st.st_mtim};
    (void)chmod(to, st.st_mode & 07777);
    (void)utimensat(AT_FDCWD, to, times, 0);
  }
  return status;
}

/* A backup from a run that was killed before the new text was there. */
static bool is_kept(const char *path, const char *backup) {
  struct stat old, kept;
  return lstat(path, &old) == 0 && lstat(backup, &kept) == 0 && S_ISREG(kept.st_mode) && old.st_dev == kept.st_dev &&
         old.st_ino == kept.st_ino;
}

ren_status cli_keep_backup(const char *path, char **made, ren_error *err) {
  enum { MOST = 10000 };
  char *backup = NULL;
  unsigned i = 1;
  int failed = EEXIST;
  for (; failed == EEXIST && i <= MOST; i++) {
    free(backup);
    backup = i == 1 ? cli_format("%s~", path) : cli_format("%s~%u~", path, i);
    /* The original's own inode becomes the backup: the new text comes by rename. */
    failed = link(path, backup) == 0 || is_kept(path, backup) ? 0 : errno;
  }
  ren_status status = REN_OK;
  if (failed == EEXIST) {
    status = ren_fail_errno(err, REN_EOUTPUT, failed, "there are too many backups");
    ren_error_place(err, path, 0);
  } else if (failed) {
    status = copy_file(path, backup, err); /* a file system without links */
  }
  if (made && status == REN_OK)
    *made = backup;
  else
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
