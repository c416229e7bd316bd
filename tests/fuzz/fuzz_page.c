/* modules: text */
/* Page records: what is read is written back the same, and becomes a text whose words
 * are found again at their places. */
#include <renskrift/text.h>

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(ren_page *page) {
  ren_text *text;
  ren_page *corrected;
  if (ren_text_from_pages(&text, &page, 1, NULL) != REN_OK) abort();
  ren_str bytes = ren_text_bytes(text);
  for (size_t i = 0; i < bytes.len; i += 7) {
    ren_reading word;
    ren_origin origin = ren_text_origin(text, i, 1);
    if (origin.offset != i || origin.length != 1) abort();
    if (ren_text_word(&word, text, i) &&
        (word.text.ptr > bytes.ptr + i || word.text.ptr + word.text.len <= bytes.ptr + i))
      abort();
  }
  if (ren_text_corrected_page(&corrected, text, 0, page, NULL) == REN_OK) ren_page_free(corrected);
  ren_text_free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ren_page *page, *again;
  ren_buf once = {0}, twice = {0};
  if (ren_page_read_json(&page, (ren_str){(const char *)data, size}, NULL) != REN_OK) return 0;
  ren_page_write_json(page, &once);
  if (ren_page_read_json(&again, ren_buf_str(&once), NULL) != REN_OK) abort();
  ren_page_write_json(again, &twice);
  if (once.len != twice.len || memcmp(once.ptr, twice.ptr, once.len) != 0) abort();
  check_text(page);
  ren_page_free(page);
  ren_page_free(again);
  ren_buf_free(&once);
  ren_buf_free(&twice);
  return 0;
}
