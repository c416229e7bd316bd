/* modules: ocr */
/* What of a PDF we read with our own hands: drawing instructions and XMP packets. */
#include "export/xmp.h"
#include "layer/contents_check.h"
#include "layer/hidden_text.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const names[] = {"dc:title", "dc:creator", "pdf:Producer", "xmp:CreateDate"};
  ren_str text = {(const char *)data, size};
  ren_buf out = {0};
  size_t taken = ren__hidden_text_strip(&out, text);
  if ((taken == 0 && out.len != 0) || out.len > size + taken * 3) abort();
  ren__contents_check(ren_buf_str(&out));
  ren__contents_check(text);
  ren_buf_clear(&out);
  if (!ren__text_setup_strip(&out, text) && out.len != 0) abort();
  ren_buf_clear(&out);
  if (ren__xmp_reclaim(&out, text) && (out.len != size || ren__xmp_part(ren_buf_str(&out)) < 2)) abort();
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) ren__xmp_property(&out, text, names[i]);
  ren__xmp_date(&out, text);
  ren_buf_free(&out);
  return 0;
}
