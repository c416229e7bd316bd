#include "corrected_pages.h"

#include <stdlib.h>

ren_status cli_corrected_get(const cli_corrected *from, uint32_t index, ren_page **out, ren_error *err) {
  ren_page *page;
  ren_status status = cli_page_store_get(from->pages, index, &page, err);
  *out = page;
  if (status != REN_OK || !page || !from->text) return status;
  status = ren_text_corrected_page(out, from->text, index, page, err);
  ren_page_free(page);
  return status;
}

static ren_status get(void *payload, size_t index, ren_page **out, ren_error *err) {
  return cli_corrected_get(payload, (uint32_t)index, out, err);
}

static void done(void *payload, ren_page *page) {
  (void)payload;
  ren_page_free(page);
}

ren_page_feed cli_corrected_feed(const cli_corrected *from) {
  return (ren_page_feed){.count = from->count, .payload = (void *)(uintptr_t)from, .get = get, .done = done};
}
