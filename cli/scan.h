/* scan.h: pages of scans and PDFs, several at a time, through the workers of
 * librenskrift-ocr. A page that fails becomes a page record with its error.
 */
#ifndef REN_CLI_SCAN_H
#define REN_CLI_SCAN_H

#include "inputs.h"
#include "settings.h"

#include <renskrift/model.h>
#include <renskrift/ocr.h>

typedef struct cli_scanner cli_scanner;

/* Looks for the worker and the OCR languages; NULL after a message (exit status 3). The
 * model (may be NULL) judges text layers and must outlive the scanner. */
cli_scanner *cli_scanner_open(cli *c, const cli_reading *reading, unsigned jobs, const ren_model *model);
void cli_scanner_free(cli_scanner *scanner);
ren_ocr *cli_scanner_ocr(cli_scanner *scanner);
/* All pages are read: gives back the memory that reading took. NULL is fine. */
void cli_scanner_rest(cli_scanner *scanner);

/* Page counts of those inputs that are scans, several at a time; 0 for texts and for
 * files that cannot be read. messages (may be NULL) gets the reason of failure for each
 * input, to be freed; it is said on stderr as well. False if that is the end: interrupted,
 * what concerns all files, or the first that cannot be read with --fail-fast. */
bool cli_count_pages(cli *c, cli_scanner *scanner, const cli_inputs *inputs, uint32_t *counts, char **messages);

typedef struct cli_page_task {
  size_t file;     /* index of the input */
  uint32_t number; /* 1-based */
  uint64_t weight; /* how long it may take, beside others; for who sorts by it */
} cli_page_task;

/* Takes a page (owned by the callee from now on) and its preview. False stops. Calls
 * never overlap; with `ordered` they come in the order of the tasks. */
typedef bool (*cli_page_taker)(void *payload, size_t task, ren_page *page, ren_str preview);

typedef struct cli_page_job {
  const cli_inputs *inputs;
  const cli_page_task *tasks;
  size_t count;
  uint32_t preview_side; /* 0: no previews */
  bool ordered;
  cli_page_taker take;
  void *payload;
} cli_page_job;

/* False when interrupted or stopped by something that concerns all pages, or by the first
 * that fails with --fail-fast. */
bool cli_read_pages(cli *c, cli_scanner *scanner, const cli_page_job *job);

#endif
