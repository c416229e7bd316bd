#include "kept_file.h"

#include "sink.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct cli_kept_file {
  char *path;
  int old;       /* what is there, as long as it is the same; -1: it is not */
  uint64_t same; /* so many bytes of it */
  ren_file *made;
};

enum { ROOM = 1 << 14 };

cli_kept_file *cli_kept_file_open(const char *path) {
  cli_kept_file *file = cli_alloc(sizeof *file);
  struct stat st;
  file->path = cli_strndup(ren_str_of(path));
  file->old = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file->old >= 0 && (fstat(file->old, &st) != 0 || !S_ISREG(st.st_mode))) {
    close(file->old);
    file->old = -1;
  }
  return file;
}

/* Up to `room` bytes; less at the end of the file, or if it cannot be read. */
static size_t read_old(const cli_kept_file *file, char *bytes, size_t room, uint64_t at) {
  size_t have = 0;
  while (have < room) {
    ssize_t got = pread(file->old, bytes + have, room - have, (off_t)(at + have));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    have += (size_t)got;
  }
  return have;
}

static bool goes_on_with(const cli_kept_file *file, ren_str bytes) {
  char have[ROOM];
  for (size_t at = 0; at < bytes.len;) {
    size_t part = bytes.len - at < ROOM ? bytes.len - at : ROOM;
    if (read_old(file, have, part, file->same + at) != part || memcmp(have, bytes.ptr + at, part) != 0) return false;
    at += part;
  }
  return true;
}

/* A new file, that begins as the old one does. */
static ren_status begin_new(cli_kept_file *file, ren_error *err) {
  char have[ROOM];
  ren_status status = cli_make_folder_of(file->path, err);
  if (status == REN_OK) status = ren_file_create_atomic(&file->made, file->path, err);
  for (uint64_t at = 0; status == REN_OK && at < file->same;) {
    uint64_t left = file->same - at;
    size_t got = read_old(file, have, left < ROOM ? (size_t)left : ROOM, at);
    status = got ? ren_file_append(file->made, (ren_str){have, got}, err)
                 : ren_fail(err, REN_EOUTPUT, "%s changes while it is written", file->path);
    at += got;
  }
  if (file->old >= 0) close(file->old);
  file->old = -1;
  return status;
}

ren_status cli_kept_file_write(cli_kept_file *file, ren_str bytes, ren_error *err) {
  if (file->old >= 0 && goes_on_with(file, bytes)) {
    file->same += bytes.len;
    return REN_OK;
  }
  ren_status status = file->made ? REN_OK : begin_new(file, err);
  return status == REN_OK ? ren_file_append(file->made, bytes, err) : status;
}

ren_status cli_kept_file_close(cli_kept_file *file, ren_status status, ren_error *err) {
  char more;
  bool same = file->old >= 0 && read_old(file, &more, 1, file->same) == 0;
  if (status == REN_OK && !same && !file->made) status = begin_new(file, err);
  if (status == REN_OK && file->made)
    status = ren_file_commit(file->made, err);
  else
    ren_file_abandon(file->made);
  if (file->old >= 0) close(file->old);
  free(file->path);
  free(file);
  return status;
}
