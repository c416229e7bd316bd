/* A page: its text layer if that is good, else what OCR reads. */
#include "pool/debug_images.h"
#include "pool/pool.h"

#include <stdio.h>

ren_status ren_ocr_page_count(uint32_t *out, ren_ocr *ocr, const char *path, ren_error *err) {
  *out = 0;
  ren__document document;
  ren_status status = ren__document_open(&document, path, err);
  if (status != REN_OK) return status;
  ren__worker *worker = ren__pool_take(ocr, &document.identity);
  ren__question question = {.op = REN__OP_INFO, .document = &document, .output = -1};
  ren__wire_message answer;
  status = ren__pool_ask(ocr, worker, &question, &answer, NULL, err);
  ren__pool_give(ocr, worker);
  if (status == REN_OK) *out = answer.body.response.pages;
  ren__wire_clear(&answer);
  ren__document_close(&document);
  ren_error_place(err, path, 0);
  return status;
}

/* ---- asking --------------------------------------------------------------- */

typedef struct job {
  ren_ocr *ocr;
  ren__worker *worker;
  ren__document document;
  uint32_t number, preview_side;
  uint32_t rotation; /* of the preview of a text layer */
  bool laid_out;     /* the page has been through layout */
  ren_buf *preview;
  ren__troubles troubles; /* of the last question */
} job;

static ren_status ask(job *j, ren__wire_op op, ren__wire_message *answer, ren_error *err) {
  ren__question question = {.op = op,
                            .document = &j->document,
                            .page = j->number,
                            .preview_side = j->preview && op != REN__OP_STAGES ? j->preview_side : 0,
                            .rotation = j->rotation,
                            .output = -1};
  return ren__pool_ask(j->ocr, j->worker, &question, answer, &j->troubles, err);
}

static ren_status read_record(ren_page **out, const job *j, const ren__wire_message *answer, ren_error *err) {
  ren_error why = {0};
  ren_status status = ren_page_read_json(out, ren_buf_str(&answer->blob[0]), &why);
  if (status == REN_ENOMEM) return ren_fail_nomem(err);
  if (status != REN_OK || (*out)->number != j->number) {
    ren_page_free(*out);
    *out = NULL;
    return ren_fail(err, REN_EBACKEND, "the OCR worker's answer makes no sense");
  }
  return ren_page_set(*out, &(*out)->file, j->document.path, err);
}

static ren_status add_preview(const job *j, const ren__wire_message *answer, ren_error *err) {
  if (!j->preview) return REN_OK;
  ren_buf_append_str(j->preview, ren_buf_str(&answer->blob[1]));
  return j->preview->status == REN_OK ? REN_OK : ren_fail(err, j->preview->status, "no room for the page's preview");
}

/* ---- the layer, or what OCR reads --------------------------------------------- */

/* What is known of a page's layer before it is decided upon. */
typedef struct layer {
  ren_page *page; /* NULL: there is none */
  ren__layer_facts facts;
  ren__trust trust;
  char why[REN__WHY_MAX];
} layer;

static ren_status get_layer(layer *out, job *j, ren_error *err) {
  ren__wire_message answer;
  ren_status status = ask(j, REN__OP_LAYER, &answer, err);
  const ren__wire_response *response = &answer.body.response;
  if (status == REN_OK && response->words > 0) {
    out->facts = response->layer;
    status = read_record(&out->page, j, &answer, err);
  }
  ren__wire_clear(&answer);
  if (status != REN_OK || !out->page || j->ocr->opts.text_layer == REN_TEXT_LAYER_KEEP) return status;
  return ren__layer_trust(&out->trust, out->why, out->page, &out->facts, &j->ocr->opts, err);
}

static ren_status preview_of_layer(job *j, uint32_t rotation, ren_error *err) {
  if (!j->preview) return REN_OK;
  j->rotation = rotation;
  ren__wire_message answer;
  ren_status status = ask(j, REN__OP_PREVIEW, &answer, err);
  if (status == REN_OK) status = add_preview(j, &answer, err);
  ren__wire_clear(&answer);
  return status;
}

static ren_status keep(ren_page **out, layer *l, job *j, const char *why, ren_error *err) {
  char note[REN__NOTE_MAX];
  snprintf(note, sizeof note, "text layer kept%s%.*s", why[0] ? ": " : " as asked", 2 * REN__WHY_MAX + 10, why);
  ren__layer_mended(note, &l->facts, l->page);
  ren_status status = preview_of_layer(j, l->page->rotation, err);
  if (status == REN_OK) status = ren_page_set(l->page, &l->page->note, note, err);
  *out = l->page;
  l->page = NULL;
  return status;
}

/* A layer in doubt: both say what the other lacks. */
static ren_status settle(bool *kept, char note[REN__NOTE_MAX], const layer *l, const ren_page *recognised, const job *j,
                         ren_error *err) {
  char found[REN__WHY_MAX] = "";
  ren_status status = REN_OK;
  *kept = false;
  if (l->trust == REN__TRUST_DOUBT)
    status = ren__layer_compare(kept, found, l->page, &l->facts, recognised, &j->ocr->opts, err);
  if (*kept)
    snprintf(note, REN__NOTE_MAX, "%s, but %s", l->why, found);
  else
    snprintf(note, REN__NOTE_MAX, "recognised: the text layer is bad: %s%s%s", l->why, found[0] ? ", and " : "", found);
  return status;
}

/* What OCR finds on the page stands beside the reason why the layer was not taken. */
static ren_status add_note(ren_page *page, const char *note, ren_error *err) {
  char both[2 * REN__NOTE_MAX];
  if (page->note)
    snprintf(both, sizeof both, "%s; %.300s", note, page->note);
  else
    snprintf(both, sizeof both, "%s", note);
  return ren_page_set(page, &page->note, both, err);
}

/* They came where the preview else does, which is asked for now. */
static ren_status keep_stages(const ren_page *page, job *j, ren__wire_message *answer, ren_error *err) {
  ren_str stages = ren_buf_str(&answer->blob[1]);
  ren_status status = ren__write_stages(j->ocr->opts.debug_images, j->document.path, j->number, stages, err);
  ren_buf_clear(&answer->blob[1]);
  if (status != REN_OK || !j->preview) return status;
  ren__wire_message preview;
  j->rotation = page->rotation;
  status = ask(j, REN__OP_PREVIEW, &preview, err);
  ren_buf_append_str(&answer->blob[1], ren_buf_str(&preview.blob[1]));
  ren__wire_clear(&preview);
  return status;
}

static ren_status recognise(ren_page **out, job *j, ren__wire_message *answer, ren_error *err) {
  bool stages = j->ocr->opts.debug_images != NULL;
  ren_status status = ask(j, stages ? REN__OP_STAGES : REN__OP_OCR, answer, err);
  if (status == REN_OK) status = read_record(out, j, answer, err);
  if (status == REN_OK && j->troubles.deaths) {
    char note[REN__NOTE_MAX];
    snprintf(note, sizeof note, "read with safer settings, because an OCR worker died on it (%s)", j->troubles.how);
    status = add_note(*out, note, err);
  }
  return status == REN_OK && stages ? keep_stages(*out, j, answer, err) : status; /* which asks again */
}

static ren_status choose(ren_page **out, layer *l, job *j, ren_error *err) {
  bool kept = false;
  char note[REN__NOTE_MAX] = "";
  ren__wire_message answer;
  if (l->page && (l->trust == REN__TRUST_SOUND || j->ocr->opts.text_layer == REN_TEXT_LAYER_KEEP))
    return keep(out, l, j, l->why, err);
  ren_page *recognised = NULL;
  ren_status status = recognise(&recognised, j, &answer, err);
  if (status == REN_OK && l->page) status = settle(&kept, note, l, recognised, j, err);
  if (status == REN_OK && kept) {
    ren_page_free(recognised);
    status = keep(out, l, j, note, err);
  } else {
    *out = recognised;
    if (status == REN_OK) j->laid_out = answer.body.response.laid_out == 1;
    if (status == REN_OK) status = add_preview(j, &answer, err);
    if (status == REN_OK && note[0]) status = add_note(recognised, note, err);
  }
  ren__wire_clear(&answer);
  return status;
}

/* Getting at the text layer may kill the worker where rendering the page does not. */
static ren_status despite_layer(ren_page **out, job *j, ren_error *err) {
  layer none = {.trust = REN__TRUST_NONE};
  char note[REN__NOTE_MAX];
  snprintf(note, sizeof note, "recognised: the text layer cannot be read: %s", err->message);
  *err = (ren_error){0};
  ren_status status = choose(out, &none, j, err);
  return status == REN_OK ? add_note(*out, note, err) : status;
}

static ren_status make_page(ren_page **out, job *j, ren_error *err) {
  layer l = {.trust = REN__TRUST_NONE};
  ren_status status = REN_OK;
  if (j->ocr->opts.text_layer != REN_TEXT_LAYER_IGNORE) status = get_layer(&l, j, err);
  if (status == REN_OK)
    status = choose(out, &l, j, err);
  else if (status == REN_EBACKEND && j->ocr->opts.text_layer == REN_TEXT_LAYER_AUTO)
    status = despite_layer(out, j, err);
  if (status == REN_OK && !j->laid_out) status = ren_page_layout(*out, err);
  ren_page_free(l.page);
  return status;
}

ren_status ren_ocr_page(ren_page **out, ren_ocr *ocr, const char *path, uint32_t number, uint32_t preview_side,
                        ren_buf *preview, ren_error *err) {
  *out = NULL;
  if (number == 0) return ren_fail(err, REN_EINVAL, "pages are numbered from 1");
  job j = {.ocr = ocr, .number = number, .preview_side = preview_side};
  j.preview = preview_side > 0 ? preview : NULL;
  ren_status status = ren__document_open(&j.document, path, err);
  if (status == REN_OK) {
    j.worker = ren__pool_take(ocr, &j.document.identity);
    status = make_page(out, &j, err);
    ren__pool_give(ocr, j.worker);
    ren__document_close(&j.document);
  }
  if (status != REN_OK) {
    ren_page_free(*out);
    *out = NULL;
    ren_error_place(err, path, number);
  }
  return status;
}
