#include "page_spool.h"

#include "spool.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct place {
  off_t at;
  size_t length; /* 0: not there */
} place;

struct cli_page_spool {
  int fd;
  off_t end;
  uint32_t count;
  place places[];
};

ren_status cli_page_spool_open(cli_page_spool **out, uint32_t count, ren_error *err) {
  int fd = cli_open_nameless();
  *out = NULL;
  if (fd < 0) return ren_fail_errno(err, REN_EOUTPUT, errno, "cannot make a temporary file");
  *out = cli_alloc(sizeof **out + count * sizeof *(*out)->places);
  (*out)->fd = fd;
  (*out)->count = count;
  return REN_OK;
}

void cli_page_spool_free(cli_page_spool *spool) {
  if (!spool) return;
  close(spool->fd);
  free(spool);
}

ren_status cli_page_spool_add(cli_page_spool *spool, const ren_page *page, ren_error *err) {
  if (page->number == 0 || page->number > spool->count)
    return ren_fail(err, REN_EINVAL, "has no page %u", page->number);
  ren_buf record = {0};
  ren_page_write_json(page, &record);
  ren_status status = record.status == REN_OK ? REN_OK : ren_fail_nomem(err);
  for (size_t done = 0; status == REN_OK && done < record.len;) {
    ssize_t written = pwrite(spool->fd, record.ptr + done, record.len - done, spool->end + (off_t)done);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) status = ren_fail_errno(err, REN_EOUTPUT, errno, "cannot keep the page in a temporary file");
    done += written > 0 ? (size_t)written : 0;
  }
  if (status == REN_OK) {
    spool->places[page->number - 1] = (place){spool->end, record.len};
    spool->end += (off_t)record.len;
  }
  ren_buf_free(&record);
  return status;
}

ren_status cli_page_spool_get(void *payload, uint32_t index, ren_buf *record, ren_error *err) {
  const cli_page_spool *spool = payload;
  const place *p = &spool->places[index];
  if (p->length == 0) return REN_OK;
  if (!ren_buf_reserve(record, p->length)) return ren_fail_nomem(err);
  while (record->len < p->length) {
    ssize_t got = pread(spool->fd, record->ptr + record->len, p->length - record->len, p->at + (off_t)record->len);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return ren_fail_errno(err, REN_EOUTPUT, errno, "cannot read a temporary file");
    record->len += (size_t)got;
  }
  return REN_OK;
}
