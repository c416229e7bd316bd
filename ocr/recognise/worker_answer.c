#include "recognise/worker.h"

#include "cage/cage.h"
#include "layer/merge_readings.h"
#include "prepare/prepare.h"
#include "recognise/cells_again.h"
#include "recognise/second_try.h"
#include "recognise/upright.h"
#include "signs/sign_restore.h"
#include "source/assemble_pdf.h"

#include <renskrift/ocr.h>

#include <math.h>
#include <string.h>

/* ---- the document ---------------------------------------------------------- */

static bool same_file(const ren__wire_identity *a, const ren__wire_identity *b) {
  return a->device == b->device && a->inode == b->inode && a->size == b->size && a->changed_ns == b->changed_ns;
}

static void close_source(ren__worker_state *state) {
  ren__source_free(state->source);
  state->source = NULL;
}

static ren_status open_source(ren__worker_state *state, ren__wire_message *request, ren_error *err) {
  const ren__wire_identity *wanted = &request->body.request.file;
  if (state->source && same_file(&state->identity, wanted)) return REN_OK;
  close_source(state);
  int fd = request->fd[0];
  if (fd < 0) return ren_fail(err, REN_EINVAL, "no document came with the request");
  request->fd[0] = -1; /* the source owns it now */
  state->identity = *wanted;
  return ren__source_open(&state->source, fd, err);
}

static ren_status need_recogniser(ren__worker_state *state, const ren__wire_request *request, ren_error *err) {
  if (state->recogniser) return REN_OK;
  return ren__recogniser_new(&state->recogniser, request->languages, request->tessdata, err);
}

void ren__worker_clear(ren__worker_state *state) {
  close_source(state);
  ren__recogniser_free(state->recogniser);
  *state = (ren__worker_state){0};
}

static const char NO_TEXT[] = "no text found: noise or a picture";

/* ---- the operations -------------------------------------------------------- */

static ren_status answer_layer(ren__worker_state *state, const ren__wire_request *request, ren__wire_message *response,
                               ren_error *err) {
  ren_page *page = NULL;
  ren_status status = ren_page_new(&page, "", request->page, err);
  if (status == REN_OK) status = ren__source_layer(page, &response->body.response.layer, state->source, err);
  if (status == REN_OK) {
    response->body.response.words = page->word_count;
    if (page->word_count > 0) ren_page_write_json(page, &response->blob[0]);
  }
  ren_page_free(page);
  return status;
}

/* What is read with so little trust was perhaps read the wrong way up. */
static ren_status read_upright(ren_page **page, ren__worker_state *state, ren__sheet *sheet, ren_error *err) {
  ren_status status = ren__recognise(*page, state->recogniser, sheet->grey, sheet->dpi, err);
  if (status != REN_OK || !ren__looks_turned(*page) || !ren__settle_turn(state->recogniser, sheet, true)) return status;
  ren_page *again = NULL;
  status = ren_page_new(&again, "", (*page)->number, err);
  if (status == REN_OK) status = ren__recognise(again, state->recogniser, sheet->grey, sheet->dpi, err);
  ren_page_free(*page);
  *page = again;
  return status;
}

static ren_status describe(ren_page *page, const ren__wire_request *request, const ren__sheet *sheet, ren_error *err) {
  page->width = (uint32_t)pixGetWidth(sheet->grey);
  page->height = (uint32_t)pixGetHeight(sheet->grey);
  page->dpi = sheet->dpi;
  page->rotation = sheet->rotation;
  page->skew = sheet->skew;
  page->source = REN_SOURCE_OCR;
  const char *note = sheet->blank && !sheet->noise ? "blank page" : sheet->blank ? NO_TEXT : NULL;
  ren_status status = ren_page_set(page, &page->language, request->languages, err);
  return status == REN_OK && note ? ren_page_set(page, &page->note, note, err) : status;
}

/* What is mended by looking at the marks beside the words. */
static ren_status mend_by_marks(ren_page **page, ren__worker_state *state, const ren__wire_request *request,
                                const ren__sheet *sheet, ren_error *err) {
  if ((*page)->word_count == 0) return REN_OK;
  PIX *binary = ren__binary(sheet->grey);
  if (!binary) return ren_fail_nomem(err);
  ren_status status = REN_OK;
  if (ren__lacks_signs(request->languages)) status = ren__restore_signs(page, sheet->grey, binary, err);
  if (status == REN_OK && !request->careful)
    status = ren__read_cells_again(page, state->recogniser, sheet, binary, err);
  pixDestroy(&binary);
  return status;
}

static ren_status recognise(ren_page **page, ren__worker_state *state, const ren__wire_request *request,
                            ren__sheet *sheet, ren_error *err) {
  ren_status status = REN_OK;
  if (!sheet->blank) status = need_recogniser(state, request, err);
  if (status == REN_OK && !sheet->blank) ren__recogniser_careful(state->recogniser, request->careful);
  if (status == REN_OK && !sheet->blank && sheet->doubtful)
    sheet->blank = sheet->noise = !ren__holds_words(state->recogniser, sheet);
  if (status == REN_OK && !sheet->blank) {
    ren__settle_turn(state->recogniser, sheet, false);
    if (!request->careful && !ren__clear_bleed(state->recogniser, sheet)) status = ren_fail_nomem(err);
    if (status == REN_OK) status = read_upright(page, state, sheet, err);
    if (status == REN_OK && !request->careful) status = ren__try_again(page, state->recogniser, sheet, err);
    if (status == REN_OK && (*page)->word_count > 0 && ren__reads_as_junk(*page)) {
      sheet->blank = sheet->noise = true;
      ren_page_free(*page);
      status = ren_page_new(page, "", request->page, err);
    }
  }
  if (status == REN_OK) status = describe(*page, request, sheet, err);
  if (status == REN_OK) status = mend_by_marks(page, state, request, sheet, err);
  return status;
}

/* Where a worker died before: an image of moderate size. */
static ren_status shrink(ren__scan *scan, ren_error *err) {
  const double most = 9e6; /* A4 at 300 dpi */
  double pixels = (double)pixGetWidth(scan->pix) * pixGetHeight(scan->pix);
  if (pixels <= most) return REN_OK;
  double scale = sqrt(most / pixels);
  PIX *small = pixScale(scan->pix, (l_float32)scale, (l_float32)scale);
  if (!small) return ren_fail(err, REN_ELIMIT, "needs more memory than an OCR worker may use");
  pixDestroy(&scan->pix);
  scan->pix = small;
  scan->dpi = (uint32_t)lround(scan->dpi * scale);
  return REN_OK;
}

static ren_status answer_ocr(ren__worker_state *state, const ren__wire_request *request, ren__wire_message *response,
                             ren_error *err) {
  ren__scan scan;
  ren__sheet sheet = {.stages = request->op == REN__OP_STAGES ? &response->blob[1] : NULL};
  ren_page *page = NULL;
  ren_status status = ren__source_scan(&scan, state->source, request->page, request->max_pixels, err);
  if (status == REN_OK && request->careful) status = shrink(&scan, err);
  if (status != REN_OK) {
    pixDestroy(&scan.pix);
    return status;
  }
  status = ren__prepare(&sheet, scan.pix, scan.dpi, request->preview_side, err);
  pixDestroy(&scan.pix); /* tesseract needs the room */
  if (status == REN_OK) status = ren_page_new(&page, "", request->page, err);
  if (status == REN_OK) status = recognise(&page, state, request, &sheet, err);
  if (status == REN_OK && sheet.bend) { /* rows are to be found while they are straight */
    status = ren_page_layout(page, err);
    response->body.response.laid_out = 1;
  }
  if (status == REN_OK) {
    ren__sheet_level(&sheet, page);
    ren_page_write_json(page, &response->blob[0]);
  }
  if (status == REN_OK && sheet.look)
    status = ren__preview(&response->blob[1], sheet.look, sheet.rotation, sheet.skew, err);
  ren_page_free(page);
  ren__sheet_clear(&sheet);
  return status;
}

static ren_status answer_preview(ren__worker_state *state, const ren__wire_request *request,
                                 ren__wire_message *response, ren_error *err) {
  PIX *pix = NULL;
  uint32_t side = request->preview_side;
  if (side == 0) return ren_fail(err, REN_EINVAL, "a preview needs a size");
  ren_status status = ren__source_glimpse(&pix, state->source, request->page, side, request->max_pixels, err);
  PIX *grey = pix ? ren__to_grey(pix) : NULL, *look = grey ? ren__reduced_to(grey, side) : NULL;
  if (status == REN_OK && !look) status = ren_fail_nomem(err);
  if (status == REN_OK) status = ren__preview(&response->blob[1], look, request->rotation, 0, err);
  pixDestroy(&look);
  pixDestroy(&grey);
  pixDestroy(&pix);
  return status;
}

static ren_status answer_pdf(ren__worker_state *state, const ren__wire_message *message, ren__wire_message *response,
                             ren_error *err) {
#ifdef REN_WITH_PDF
  const ren__wire_request *request = &message->body.request;
  const ren_buf *marks = &message->blob[1];
  size_t places = request->page, split = places * sizeof(ren__wire_place);
  if (message->fd[1] < 0 || marks->len < split || (marks->len - split) % sizeof(ren__wire_bookmark) != 0)
    return ren_fail(err, REN_EINVAL, "the request for a PDF makes no sense");
  ren__assembly wanted = {.text_pdf = ren_buf_str(&message->blob[0]),
                          .places = (const ren__wire_place *)(const void *)marks->ptr,
                          .place_count = places,
                          .bookmarks = (const ren__wire_bookmark *)(const void *)(marks->ptr + split),
                          .bookmark_count = (marks->len - split) / sizeof(ren__wire_bookmark),
                          .max_pixels = request->max_pixels};
  return ren__assemble_pdf(state->source, message->fd[1], &wanted, response->body.response.message, err);
#else
  (void)state, (void)message, (void)response;
  return ren_fail(err, REN_EMISSING, "this renskrift was built without PDF support");
#endif
}

static ren_status answer(ren__worker_state *state, ren__wire_message *message, ren__wire_message *response,
                         ren_error *err) {
  const ren__wire_request *request = &message->body.request;
  if (request->op == REN__OP_CHECK) return need_recogniser(state, request, err);
  ren_status status = open_source(state, message, err);
  if (status != REN_OK) return status;
  switch (request->op) {
  case REN__OP_INFO: response->body.response.pages = state->source->pages; return REN_OK;
  case REN__OP_LAYER: return answer_layer(state, request, response, err);
  case REN__OP_OCR:
  case REN__OP_STAGES: return answer_ocr(state, request, response, err);
  case REN__OP_PREVIEW: return answer_preview(state, request, response, err);
  default: return answer_pdf(state, message, response, err);
  }
}

/* ---- the response ---------------------------------------------------------- */

void ren__worker_answer(ren__worker_state *state, ren__wire_message *request, ren__wire_message *response) {
  ren_error err = {0};
  ren__wire_init(response);
  ren_status status = answer(state, request, response, &err);
  for (int i = 0; i < REN__WIRE_BLOBS; i++)
    if (status == REN_OK && response->blob[i].status != REN_OK) status = ren_fail_nomem(&err);
  if (status != REN_OK) {
    ren__wire_clear(response);
    memcpy(response->body.response.message, err.message, sizeof err.message);
  }
  response->body.response.status = (uint32_t)status;
  response->body.response.memory = ren__cage_resident();
}
