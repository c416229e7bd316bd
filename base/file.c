#include "alloc.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- reading ------------------------------------------------------------ */

enum { READ_STEP = 1 << 18 };

static ren_status read_all(ren_buf *out, int fd, size_t limit, ren_error *err) {
  size_t start = out->len;
  for (;;) {
    if (!ren_buf_reserve(out, READ_STEP)) return ren_fail_nomem(err);
    ssize_t got = read(fd, out->ptr + out->len, READ_STEP);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return ren_fail_errno(err, REN_EIO, errno, "cannot read");
    if (got == 0) break;
    out->len += (size_t)got;
    out->ptr[out->len] = '\0';
    if (limit && out->len - start > limit)
      return ren_fail(err, REN_ELIMIT, "larger than the limit of %zu bytes", limit);
  }
  return REN_OK;
}

ren_status ren_file_read(ren_buf *out, const char *path, size_t limit, ren_error *err) {
  if (strcmp(path, "-") == 0) {
    ren_status status = read_all(out, STDIN_FILENO, limit, err);
    ren_error_place(err, "(standard input)", 0);
    return status;
  }
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  ren_status status;
  struct stat st;
  if (fd < 0) {
    status = ren_fail_errno(err, REN_EIO, errno, "cannot open");
  } else if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
    status = ren_fail_errno(err, REN_EIO, EISDIR, "cannot read");
  } else {
    if (S_ISREG(st.st_mode) && st.st_size > 0 && (!limit || (uint64_t)st.st_size <= limit))
      ren_buf_reserve(out, (size_t)st.st_size + READ_STEP);
    status = read_all(out, fd, limit, err);
  }
  if (fd >= 0) close(fd);
  ren_error_place(err, path, 0);
  return status;
}

/* ---- atomic writing ----------------------------------------------------- */

struct ren_file {
  int fd;
  char *path, *temporary;
};

static void file_free(ren_file *file) {
  if (!file) return;
  if (file->fd >= 0) close(file->fd);
  ren_free(file->path);
  ren_free(file->temporary);
  ren_free(file);
}

void ren_file_abandon(ren_file *file) {
  if (file && file->fd >= 0) unlink(file->temporary);
  file_free(file);
}

ren_status ren_file_create_atomic(ren_file **out, const char *path, ren_error *err) {
  *out = NULL;
  ren_buf name = {0};
  ren_file *file = ren_alloc(sizeof *file);
  if (!file) return ren_fail_nomem(err);
  file->fd = -1;
  const char *slash = strrchr(path, '/');
  size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
  ren_buf_append(&name, path, folder);
  ren_buf_printf(&name, ".%s.XXXXXX", path + folder);
  file->path = ren_strdup(path);
  file->temporary = name.status == REN_OK ? ren_strndup(ren_buf_str(&name)) : NULL;
  ren_buf_free(&name);
  if (!file->path || !file->temporary) {
    file_free(file);
    return ren_fail_nomem(err);
  }
  file->fd = mkostemp(file->temporary, O_CLOEXEC);
  if (file->fd < 0) {
    ren_fail_errno(err, REN_EOUTPUT, errno, "cannot write");
    ren_error_place(err, path, 0);
    file_free(file);
    return REN_EOUTPUT;
  }
  *out = file;
  return REN_OK;
}

int ren_file_descriptor(const ren_file *file) { return file->fd; }

ren_status ren_file_append(ren_file *file, ren_str bytes, ren_error *err) {
  while (bytes.len) {
    ssize_t put = write(file->fd, bytes.ptr, bytes.len);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) {
      ren_fail_errno(err, REN_EOUTPUT, errno, "cannot write");
      ren_error_place(err, file->path, 0);
      return REN_EOUTPUT;
    }
    bytes.ptr += put;
    bytes.len -= (size_t)put;
  }
  return REN_OK;
}

/* Keeps the rights of a file that is replaced, and its owner where that is allowed; new
 * files get the usual ones. */
static void copy_mode(const ren_file *file) {
  struct stat st;
  if (stat(file->path, &st) == 0) {
    if (fchown(file->fd, st.st_uid, st.st_gid) != 0) errno = 0;
    (void)fchmod(file->fd, st.st_mode & 07777);
    return;
  }
  mode_t mask = umask(0); /* there is no way to ask without setting it */
  umask(mask);
  (void)fchmod(file->fd, 0666 & ~mask);
}

/* The new name is on the disk, too. Where that cannot be had the file is whole all the same. */
static void sync_folder(const ren_file *file) {
  const char *slash = strrchr(file->path, '/');
  char *folder = slash ? ren_strndup((ren_str){file->path, (size_t)(slash - file->path) + 1}) : ren_strdup(".");
  int fd = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
  if (fd >= 0) {
    (void)fsync(fd);
    close(fd);
  }
  ren_free(folder);
}

ren_status ren_file_commit(ren_file *file, ren_error *err) {
  copy_mode(file);
  int failed = 0;
  if (fsync(file->fd) != 0 && errno != EINVAL && errno != EROFS) failed = errno;
  if (!failed && rename(file->temporary, file->path) != 0) failed = errno;
  if (!failed) {
    sync_folder(file);
    file_free(file);
    return REN_OK;
  }
  ren_fail_errno(err, REN_EOUTPUT, failed, "cannot write");
  ren_error_place(err, file->path, 0);
  ren_file_abandon(file);
  return REN_EOUTPUT;
}

ren_status ren_file_write_atomic(const char *path, ren_str bytes, ren_error *err) {
  ren_file *file;
  ren_status status = ren_file_create_atomic(&file, path, err);
  if (status != REN_OK) return status;
  status = ren_file_append(file, bytes, err);
  if (status == REN_OK) return ren_file_commit(file, err);
  ren_file_abandon(file);
  return status;
}
