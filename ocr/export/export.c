/* hOCR, ALTO and TSV: page by page, and whole documents. */
#include "export/markup.h"

#include <renskrift/ocr.h>

void ren_export_begin(ren_export format, const char *file, ren_buf *out) {
  switch (format) {
  case REN_EXPORT_HOCR: ren__hocr_begin(file, out); break;
  case REN_EXPORT_ALTO: ren__alto_begin(file, out); break;
  default: ren__tsv_begin(out);
  }
}

void ren_export_page(ren_export format, const ren_page *page, size_t index, ren_buf *out) {
  switch (format) {
  case REN_EXPORT_HOCR: ren__hocr_page(page, index, out); break;
  case REN_EXPORT_ALTO: ren__alto_page(page, index, out); break;
  default: ren__tsv_page(page, out);
  }
}

void ren_export_end(ren_export format, size_t exported, ren_buf *out) {
  if (format == REN_EXPORT_HOCR) ren__hocr_end(out);
  if (format == REN_EXPORT_ALTO) ren__alto_end(exported > 0, out);
}

static void export_all(ren_export format, ren_page *const *pages, size_t count, ren_buf *out) {
  size_t exported = 0;
  for (size_t i = 0; i < count; i++) {
    if (!pages[i]) continue;
    if (exported++ == 0) ren_export_begin(format, pages[i]->file, out);
    ren_export_page(format, pages[i], i, out);
  }
  if (exported == 0) ren_export_begin(format, "", out);
  ren_export_end(format, exported, out);
}

void ren_export_hocr(ren_page *const *pages, size_t count, ren_buf *out) {
  export_all(REN_EXPORT_HOCR, pages, count, out);
}
void ren_export_alto(ren_page *const *pages, size_t count, ren_buf *out) {
  export_all(REN_EXPORT_ALTO, pages, count, out);
}
void ren_export_tsv(ren_page *const *pages, size_t count, ren_buf *out) {
  export_all(REN_EXPORT_TSV, pages, count, out);
}
