/* modules: ocr encoding lines */
/* roots: ocr base */
/* Recognition and layout apart, so that layout can be measured again and again on words that were read once:
 *
 *   layout_accuracy words WORKER FOLDER FILE...    reads scans; FOLDER/NAME.words.ndjson: the words as they were
 *                                                  recognised, a page a line. What is there already is left.
 *   layout_accuracy lay MODEL FOLDER WORDS...      lays them out; FOLDER/NAME.page.ndjson and NAME.txt, as
 *                                                  `renskrift run --steps encoding,lines` writes them
 */
#include "pool/pool.h"

#include <renskrift/encoding.h>
#include <renskrift/lines.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HYPHENATION "/usr/share/hyphen/hyph_sv_SE.dic"

static ren_error failure;

static void must(ren_status status) {
  if (status == REN_OK) return;
  fprintf(stderr, "layout_accuracy: %s: %s\n", ren_status_name(status), failure.message);
  exit(1);
}

/* FOLDER/NAME and a suffix, NAME being the file's up to its first stop. */
static void path_in(char *out, size_t size, const char *folder, const char *file, const char *suffix) {
  const char *slash = strrchr(file, '/'), *name = slash ? slash + 1 : file;
  snprintf(out, size, "%s/%.*s%s", folder, (int)strcspn(name, "."), name, suffix);
}

/* ---- words ------------------------------------------------------------------- */

static void recognise_page(ren_buf *out, ren_ocr *ocr, const ren__document *document, uint32_t number) {
  ren__wire_message answer;
  ren__worker *worker = ren__pool_take(ocr, &document->identity);
  ren__question question = {.op = REN__OP_OCR, .document = document, .page = number, .output = -1};
  must(ren__pool_ask(ocr, worker, &question, &answer, NULL, &failure));
  ren__pool_give(ocr, worker);
  ren_buf_append_str(out, ren_buf_str(&answer.blob[0]));
  ren_buf_putc(out, '\n');
  ren__wire_clear(&answer);
}

static void recognise(ren_ocr *ocr, const char *folder, const char *file) {
  char path[4096];
  ren__document document;
  ren_buf out = {0};
  uint32_t pages = 0;
  path_in(path, sizeof path, folder, file, ".words.ndjson");
  if (access(path, R_OK) == 0) return;
  must(ren_ocr_page_count(&pages, ocr, file, &failure));
  must(ren__document_open(&document, file, &failure));
  for (uint32_t p = 1; p <= pages; p++) recognise_page(&out, ocr, &document, p);
  ren__document_close(&document);
  must(ren_file_write_atomic(path, ren_buf_str(&out), &failure));
  ren_buf_free(&out);
}

static void recognise_all(char **arguments, int count) {
  ren_ocr *ocr;
  ren_ocr_opts opts = REN_OCR_OPTS_INIT;
  opts.worker = arguments[0];
  must(ren_ocr_new(&ocr, &opts, &failure));
  for (int i = 2; i < count; i++) recognise(ocr, arguments[1], arguments[i]);
  ren_ocr_free(ocr);
}

/* ---- lay --------------------------------------------------------------------- */

static uint32_t read_pages(ren_page ***out, const char *file) {
  ren_buf bytes = {0};
  must(ren_file_read(&bytes, file, 0, &failure));
  uint32_t count = 0, n = 0;
  for (size_t i = 0; i < bytes.len; i++) count += bytes.ptr[i] == '\n';
  *out = calloc(count + 1, sizeof **out);
  if (!*out) abort();
  for (char *at = bytes.ptr; n < count; n++) {
    char *end = strchr(at, '\n');
    must(ren_page_read_json(&(*out)[n], (ren_str){at, (size_t)(end - at)}, &failure));
    at = end + 1;
  }
  ren_buf_free(&bytes);
  return count;
}

static void write_results(const char *folder, const char *file, ren_page **pages, uint32_t count,
                          const ren_text *text) {
  char path[4096];
  ren_buf out = {0};
  for (uint32_t i = 0; i < count; i++) {
    ren_page_write_json(pages[i], &out);
    ren_buf_putc(&out, '\n');
  }
  path_in(path, sizeof path, folder, file, ".page.ndjson");
  must(ren_file_write_atomic(path, ren_buf_str(&out), &failure));
  path_in(path, sizeof path, folder, file, ".txt");
  must(ren_file_write_atomic(path, ren_text_bytes(text), &failure));
  ren_buf_free(&out);
}

/* Not with ren_clean_text: its module of correction has inner names in common with that of OCR. */
static void clean(ren_text *text, const ren_model *model) {
  ren_edits *edits;
  ren_encoding_opts encoding = REN_ENCODING_OPTS_INIT;
  ren_lines_opts lines = REN_LINES_OPTS_INIT;
  if (access(HYPHENATION, R_OK) == 0) lines.hyphenation = HYPHENATION;
  must(ren_encoding_edits(&edits, text, model, &encoding, &failure));
  must(ren_text_apply(text, edits, NULL, &failure));
  ren_edits_free(edits);
  must(ren_lines_edits(&edits, text, model, &lines, &failure));
  must(ren_text_apply(text, edits, NULL, &failure));
  ren_edits_free(edits);
}

static void lay(const ren_model *model, const char *folder, const char *file) {
  ren_page **pages;
  ren_text *text;
  uint32_t count = read_pages(&pages, file);
  for (uint32_t i = 0; i < count; i++) must(ren_page_layout(pages[i], &failure));
  must(ren_pages_mark_furniture(pages, count, &failure));
  must(ren_text_from_pages(&text, pages, count, &failure));
  clean(text, model);
  write_results(folder, file, pages, count, text);
  ren_text_free(text);
  for (uint32_t i = 0; i < count; i++) ren_page_free(pages[i]);
  free(pages);
}

int main(int argc, char **argv) {
  bool words = argc > 4 && strcmp(argv[1], "words") == 0;
  if (!words && !(argc > 4 && strcmp(argv[1], "lay") == 0)) {
    fprintf(stderr, "usage: layout_accuracy words WORKER FOLDER FILE...\n"
                    "       layout_accuracy lay MODEL FOLDER WORDS...\n");
    return 2;
  }
  if (words) {
    recognise_all(argv + 2, argc - 2);
    return 0;
  }
  ren_model *model;
  must(ren_model_open(&model, argv[2], &failure));
  for (int i = 4; i < argc; i++) lay(model, argv[3], argv[i]);
  ren_model_free(model);
  return 0;
}
