#include <renskrift/ocr.h>

static ren_status get_from_array(void *payload, size_t index, ren_page **out, ren_error *err) {
  (void)err;
  *out = ((ren_page *const *)payload)[index];
  return REN_OK;
}

ren_page_feed ren_page_feed_of(ren_page *const *pages, size_t count) {
  return (ren_page_feed){.count = count, .payload = (void *)(uintptr_t)pages, .get = get_from_array};
}
