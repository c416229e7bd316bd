#include "page_store.h"

#include "spool.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#ifdef REN_WITH_OCR

typedef struct place {
  off_t at;
  size_t length; /* 0: not there */
} place;

struct cli_page_store {
  int fd;
  off_t end;
  uint32_t count;
  ren_furniture_facts facts;
  place places[];
};

ren_status cli_page_store_open(cli_page_store **out, uint32_t count, ren_error *err) {
  int fd = cli_open_nameless();
  *out = NULL;
  if (fd < 0) return ren_fail_errno(err, REN_EOUTPUT, errno, "cannot make a temporary file");
  *out = cli_alloc(sizeof **out + count * sizeof *(*out)->places);
  (*out)->fd = fd;
  (*out)->count = count;
  return REN_OK;
}

void cli_page_store_free(cli_page_store *store) {
  if (!store) return;
  close(store->fd);
  free(store);
}

ren_status cli_page_store_add(cli_page_store *store, const ren_page *page, ren_error *err) {
  if (page->number == 0 || page->number > store->count)
    return ren_fail(err, REN_EINVAL, "has no page %u", page->number);
  ren_buf record = {0};
  ren_page_write_json(page, &record);
  ren_status status = record.status == REN_OK ? REN_OK : ren_fail_nomem(err);
  for (size_t done = 0; status == REN_OK && done < record.len;) {
    ssize_t written = pwrite(store->fd, record.ptr + done, record.len - done, store->end + (off_t)done);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) status = ren_fail_errno(err, REN_EOUTPUT, errno, "cannot keep the page in a temporary file");
    done += written > 0 ? (size_t)written : 0;
  }
  if (status == REN_OK) {
    store->places[page->number - 1] = (place){store->end, record.len};
    store->end += (off_t)record.len;
    ren_furniture_look(&store->facts, page);
  }
  ren_buf_free(&record);
  return status;
}

static ren_status load(ren_page **out, const cli_page_store *store, size_t index, ren_error *err) {
  const place *p = &store->places[index];
  ren_buf record = {0};
  if (p->length == 0) return REN_OK;
  if (!ren_buf_reserve(&record, p->length)) return ren_fail_nomem(err);
  for (ssize_t got; record.len < p->length; record.len += (size_t)got) {
    got = pread(store->fd, record.ptr + record.len, p->length - record.len, p->at + (off_t)record.len);
    if (got < 0 && errno == EINTR)
      got = 0;
    else if (got <= 0) {
      ren_buf_free(&record);
      return ren_fail_errno(err, REN_EOUTPUT, errno, "cannot read a temporary file");
    }
  }
  ren_status status = ren_page_read_json(out, ren_buf_str(&record), err);
  ren_buf_free(&record);
  return status;
}

/* Pages from..to, with those around them that matter for the marks. */
static ren_status each_of_part(const cli_page_store *store, size_t from, size_t to, cli_page_store_taker take,
                               void *payload, ren_error *err) {
  size_t first = from > REN_FURNITURE_REACH ? from - REN_FURNITURE_REACH : 0;
  size_t end = to + REN_FURNITURE_REACH < store->count ? to + REN_FURNITURE_REACH : store->count;
  ren_page **pages = cli_alloc_array(end - first, sizeof *pages);
  ren_status status = REN_OK;
  for (size_t i = first; status == REN_OK && i < end; i++) status = load(&pages[i - first], store, i, err);
  if (status == REN_OK) status = ren_furniture_mark(pages, end - first, from - first, to - first, &store->facts, err);
  for (size_t i = from; status == REN_OK && i < to; i++) status = take(payload, &pages[i - first], i, err);
  for (size_t i = first; i < end; i++) ren_page_free(pages[i - first]);
  free(pages);
  return status;
}

ren_status cli_page_store_each(const cli_page_store *store, cli_page_store_taker take, void *payload, ren_error *err) {
  enum { PART = 32 };
  ren_status status = REN_OK;
  for (size_t from = 0; status == REN_OK && from < store->count; from += PART) {
    size_t to = from + PART < store->count ? from + PART : store->count;
    status = each_of_part(store, from, to, take, payload, err);
  }
  return status;
}

#else

ren_status cli_page_store_open(cli_page_store **out, uint32_t count, ren_error *err) {
  (void)out, (void)count;
  return ren_fail(err, REN_EMISSING, "this build reads no pages");
}
void cli_page_store_free(cli_page_store *store) { (void)store; }
ren_status cli_page_store_add(cli_page_store *store, const ren_page *page, ren_error *err) {
  (void)store, (void)page;
  return ren_fail(err, REN_EMISSING, "this build reads no pages");
}

#endif
