/* renskrift/ocr.h: scans and PDFs -> pages of words (librenskrift-ocr).
 *
 * Images and PDFs are opened only in worker processes (the renskrift-worker
 * program) with limits on memory and time: a crash or a hang costs one page. The
 * library itself links neither tesseract nor poppler.
 */
#ifndef RENSKRIFT_OCR_H
#define RENSKRIFT_OCR_H

#include <renskrift/base.h>
#include <renskrift/model.h>
#include <renskrift/page.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ren_text_layer { REN_TEXT_LAYER_AUTO, REN_TEXT_LAYER_KEEP, REN_TEXT_LAYER_IGNORE } ren_text_layer;

typedef struct ren_ocr_opts {
  uint32_t version;          /* 1 */
  const char *worker;        /* path of renskrift-worker; NULL: beside the library's install prefix */
  const char *languages;     /* tesseract's, default "swe" */
  const char *tessdata;      /* folder of traineddata; NULL: the system's */
  unsigned workers;          /* default 1 */
  unsigned page_timeout;     /* seconds per page, default 120 */
  uint64_t memory_limit;     /* bytes per worker, default 2 GiB */
  uint64_t max_pixels;       /* larger pages are refused, default 200 million */
  ren_text_layer text_layer; /* default auto */
  /* For auto: how much of this text is known? ren_model_quality. A layer that is not
   * nearly all known words is compared with what OCR reads. Called from the thread that
   * asked for the page. NULL: every layer of 20 letters and more is kept. */
  ren_quality (*judge)(void *payload, ren_str text);
  void *payload;
  const char
      *debug_images; /* a folder: gets a PNG of what each step of preparation makes of a page that is recognised */
} ren_ocr_opts;
#define REN_OCR_OPTS_INIT                                                                                              \
  {                                                                                                                    \
    .version = 1, .languages = "swe", .workers = 1, .page_timeout = 120, .memory_limit = (uint64_t)2 << 30,            \
    .max_pixels = 200000000                                                                                            \
  }

typedef struct ren_ocr ren_ocr;

/* Checks that the worker and the languages are there (REN_EMISSING). Workers are
 * started when first needed. */
REN_API ren_status ren_ocr_new(ren_ocr **out, const ren_ocr_opts *opts, ren_error *err);
REN_API void ren_ocr_free(ren_ocr *ocr);

/* From now on the calls below fail with REN_ECANCELLED, those at work within moments:
 * their workers are killed. From any thread, also from a signal handler. */
REN_API void ren_ocr_cancel(ren_ocr *ocr);

/* Ends the workers that have nothing to do: they hold memory. Others are started when needed. */
REN_API void ren_ocr_rest(ren_ocr *ocr);

/* What keeps the workers in on this machine: "limits, Landlock and seccomp", or less where
 * the kernel has less. NULL before any has answered. */
REN_API const char *ren_ocr_confinement(const ren_ocr *ocr);

/* The calls below are thread-safe and block while all workers are busy. path must
 * be a seekable file. Failures name file and page. */

/* Number of pages. REN_EFORMAT: not a readable image or PDF, encrypted, 0 pages. */
REN_API ren_status ren_ocr_page_count(uint32_t *out, ren_ocr *ocr, const char *path, ren_error *err);

/* Recognises one page (1-based) or takes its text layer. With preview not NULL, a
 * small JPEG of the upright page (longest side at most preview_side px) is
 * appended. REN_EFORMAT, REN_ELIMIT (time, memory, pixels), REN_EBACKEND. */
REN_API ren_status ren_ocr_page(ren_page **out, ren_ocr *ocr, const char *path, uint32_t number, uint32_t preview_side,
                                ren_buf *preview, ren_error *err);

/* A bookmark of a searchable PDF. */
typedef struct ren_bookmark {
  ren_str title;  /* UTF-8; long ones are cut */
  uint32_t page;  /* number of its page record */
  uint32_t level; /* 0: the outermost; at most one deeper than the bookmark before */
  int32_t y;      /* where it begins, px of the page record */
} ren_bookmark;

typedef struct ren_pdf_opts {
  uint32_t version;              /* 1 */
  const ren_bookmark *bookmarks; /* in their order; a PDF that has bookmarks keeps its own */
  size_t bookmark_count;
} ren_pdf_opts;
#define REN_PDF_OPTS_INIT                                                                                              \
  { .version = 1 }

/* Page records that are asked for one at a time, each more than once, and always the same. */
typedef struct ren_page_feed {
  size_t count;
  void *payload;
  ren_status (*get)(void *payload, size_t index, ren_page **out, ren_error *err); /* NULL: there is none */
  void (*done)(void *payload, ren_page *page); /* with what get gave; NULL: nothing is to be done */
} ren_page_feed;
REN_API ren_page_feed ren_page_feed_of(ren_page *const *pages, size_t count); /* which are in memory */

/* A searchable PDF: the original pages (their bytes kept) with the words of the
 * given page records as invisible text. Written to fd. opts may be
 * NULL. It is PDF/A-2b and says so unless the original stands in the way: then why is
 * appended to note (may be NULL). */
REN_API ren_status ren_ocr_searchable_pdf(ren_ocr *ocr, const char *path, ren_page_feed pages, const ren_pdf_opts *opts,
                                          int fd, ren_buf *note, ren_error *err);

/* Layout: orders raw words into lines, columns and blocks in reading order; rows of
 * tables become lines of role TABLE. Used on every page; public for other sources. */
REN_API ren_status ren_page_layout(ren_page *page, ren_error *err);

/* Marks running heads and feet, page numbers and margin stamps over the pages
 * of one document by repetition (tolerant of OCR noise) and place: sets the
 * lines' roles. Pages may be NULL (failed). */
REN_API ren_status ren_pages_mark_furniture(ren_page **pages, size_t count, ren_error *err);

/* The same for documents that are not to be held in memory: look at every page first, then
 * mark them part by part. */
enum { REN_FURNITURE_REACH = 16 }; /* pages before and after that may matter */
typedef struct ren_furniture_facts {
  uint64_t filled; /* pages that have lines; a spread counts twice */
  bool spreads;    /* sheets of two pages are among them */
} ren_furniture_facts;
REN_API void ren_furniture_look(ren_furniture_facts *facts, const ren_page *page); /* page may be NULL */
/* Marks pages[from..to). Those around it must be there as they came, unmarked, up to
 * REN_FURNITURE_REACH of them each way as far as the document goes. */
REN_API ren_status ren_furniture_mark(ren_page **pages, size_t count, size_t from, size_t to,
                                      const ren_furniture_facts *facts, ren_error *err);

/* One document from the page records (pages may be NULL: failed ones are skipped). */
REN_API void ren_export_hocr(ren_page *const *pages, size_t count, ren_buf *out);
REN_API void ren_export_alto(ren_page *const *pages, size_t count, ren_buf *out); /* ALTO 4 */
REN_API void ren_export_tsv(ren_page *const *pages, size_t count, ren_buf *out);  /* tesseract's columns */

/* The same page by page: begin with the name of the file, the pages in order (each with its
 * place in the document, from 0), end. */
typedef enum ren_export { REN_EXPORT_HOCR, REN_EXPORT_ALTO, REN_EXPORT_TSV } ren_export;
REN_API void ren_export_begin(ren_export format, const char *file, ren_buf *out);
REN_API void ren_export_page(ren_export format, const ren_page *page, size_t index, ren_buf *out);
REN_API void ren_export_end(ren_export format, size_t exported, ren_buf *out); /* so many pages */

#ifdef __cplusplus
}
#endif
#endif
