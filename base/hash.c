/* XXH3 of bytes and files. xxHash is taken in as headers only, so that base needs no
 * library. */
#include "alloc.h"

#define XXH_INLINE_ALL
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

enum { HASH_STEP = 1 << 18 };

uint64_t ren_hash64(ren_str bytes) { return XXH3_64bits(bytes.ptr, bytes.len); }

static ren_status hash_descriptor(XXH3_state_t *state, uint64_t *size, int fd, ren_error *err) {
  char *block = ren_alloc_array(HASH_STEP, 1);
  ren_status status = block ? REN_OK : ren_fail_nomem(err);
  while (status == REN_OK) {
    ssize_t got = read(fd, block, HASH_STEP);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) status = ren_fail_errno(err, REN_EIO, errno, "cannot read");
    if (got <= 0) break;
    XXH3_64bits_update(state, block, (size_t)got);
    *size += (uint64_t)got;
  }
  ren_free(block);
  return status;
}

ren_status ren_file_hash(uint64_t *hash, uint64_t *size, const char *path, ren_error *err) {
  *hash = *size = 0;
  XXH3_state_t *state = XXH3_createState();
  int fd = state ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  ren_status status;
  if (!state) {
    status = ren_fail_nomem(err);
  } else if (fd < 0) {
    status = ren_fail_errno(err, REN_EIO, errno, "cannot open");
  } else {
    XXH3_64bits_reset(state);
    status = hash_descriptor(state, size, fd, err);
  }
  if (status == REN_OK) *hash = XXH3_64bits_digest(state);
  ren_error_place(err, path, 0);
  if (fd >= 0) close(fd);
  XXH3_freeState(state);
  return status;
}
