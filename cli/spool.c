#include "spool.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int cli_open_nameless(void) {
  const char *folder = getenv("TMPDIR");
  if (!folder || !*folder) folder = "/tmp";
  int fd = open(folder, O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);
  if (fd >= 0) return fd;
  char *name = cli_format("%s/renskrift-XXXXXX", folder); /* not every file system has files without names */
  fd = mkostemp(name, O_CLOEXEC);
  if (fd >= 0) unlink(name);
  free(name);
  return fd;
}

/* Stops waiting when interrupted; reading would be started again. */
static ssize_t read_some(int from, char *bytes, size_t room) {
  struct pollfd one = {.fd = from, .events = POLLIN};
  while (!cli_interrupted()) {
    if (poll(&one, 1, -1) < 0 && errno == EINTR) continue;
    ssize_t got = read(from, bytes, room);
    if (got >= 0 || errno != EINTR) return got;
  }
  errno = ECANCELED;
  return -1;
}

static bool write_all(int to, const char *bytes, size_t size) {
  while (size > 0) {
    ssize_t written = write(to, bytes, size);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes += written;
    size -= (size_t)written;
  }
  return true;
}

static ren_status copy(int to, int from, uint64_t most, ren_error *err) {
  enum { ROOM = 1 << 16 };
  char bytes[ROOM];
  uint64_t copied = 0;
  ssize_t got;
  while ((got = read_some(from, bytes, ROOM)) > 0) {
    copied += (uint64_t)got;
    if (copied > most)
      return ren_fail(err, REN_ELIMIT, "holds more than %llu MB; save it to a file first",
                      (unsigned long long)(most / 1000000));
    if (!write_all(to, bytes, (size_t)got))
      return ren_fail_errno(err, REN_EOUTPUT, errno, "cannot keep it in a temporary file");
  }
  if (got == 0) return REN_OK;
  return errno == ECANCELED ? ren_fail(err, REN_ECANCELLED, "interrupted")
                            : ren_fail_errno(err, REN_EIO, errno, "cannot read");
}

ren_status cli_spool(int *out, int from, uint64_t most, ren_error *err) {
  *out = -1;
  int fd = cli_open_nameless();
  if (fd < 0) return ren_fail_errno(err, REN_EOUTPUT, errno, "cannot make a temporary file");
  ren_status status = copy(fd, from, most, err);
  if (status == REN_OK)
    *out = fd;
  else
    close(fd);
  return status;
}
