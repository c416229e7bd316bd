/* ocr_output.h: where the results of `renskrift ocr` go: each input in every format asked
 * for, or all of them behind each other in one file.
 */
#ifndef REN_CLI_OCR_OUTPUT_H
#define REN_CLI_OCR_OUTPUT_H

#include "scan.h"

typedef enum ocr_format { OCR_TEXT, OCR_HOCR, OCR_ALTO, OCR_TSV, OCR_NDJSON, OCR_PDF, OCR_FORMATS } ocr_format;
#define OCR_FORMAT_CHOICES "text|hocr|alto|tsv|ndjson|pdf"

/* Sets of formats have the bit 1 << format. */
#define OCR_BIT(format) (1U << (format))

typedef struct ocr_wanted {
  unsigned formats;
  const char *output;
  bool correct; /* words as the corrector leaves them */
} ocr_wanted;

typedef struct ocr_output ocr_output;

/* True for an existing folder and for a name that ends in a slash. */
bool ocr_output_is_folder(const char *output);
/* Why that of so many inputs cannot be written there; NULL if they can. */
const char *ocr_output_refusal(const ocr_wanted *wanted, size_t inputs);

/* NULL after a message: an input would be replaced, or the output cannot be opened. */
ocr_output *ocr_output_new(cli *c, cli_scanner *scanner, const ren_model *model, const cli_inputs *inputs,
                           const ocr_wanted *wanted);
/* Puts what goes into one file into place if all is well (`whole`). NULL is fine. */
ren_status ocr_output_free(ocr_output *o, bool whole, ren_error *err);

/* One input after the other: begin, its pages in order, finish. */
ren_status ocr_output_begin(ocr_output *o, size_t file, uint32_t pages, ren_error *err);
ren_status ocr_output_add_page(ocr_output *o, const ren_page *page, ren_error *err);
ren_status ocr_output_finish(ocr_output *o, ren_error *err);
/* What was written of the input since begin is dropped; nothing after finish. */
void ocr_output_abandon(ocr_output *o);

#endif
