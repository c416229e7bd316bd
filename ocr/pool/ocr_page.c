/* A page: its text layer if that is good, else what OCR reads. */
#include "pool/pool.h"

#include "utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LETTERS_ENOUGH = 20, NOTE_MAX = 128 };
static const double KEEP_FROM = 0.5;

ren_status ren_ocr_page_count(uint32_t *out, ren_ocr *ocr, const char *path, ren_error *err) {
  *out = 0;
  ren__document document;
  ren_status status = ren__document_open(&document, path, err);
  if (status != REN_OK) return status;
  ren__worker *worker = ren__pool_take(ocr, &document.identity);
  ren__question question = {.op = REN__OP_INFO, .document = &document, .output = -1};
  ren__wire_message answer;
  status = ren__pool_ask(ocr, worker, &question, &answer, err);
  ren__pool_give(ocr, worker);
  if (status == REN_OK) *out = answer.body.response.pages;
  ren__wire_clear(&answer);
  ren__document_close(&document);
  ren_error_place(err, path, 0);
  return status;
}

/* ---- is the layer good? --------------------------------------------------- */

typedef enum verdict {
  KEEP,
  REDO,
  COMPARE /* good as far as it goes, but more is printed on the page than it holds */
} verdict;

static ren_status plain_text(ren_buf *out, const ren_page *page, ren_error *err) {
  for (uint32_t i = 0; i < page->word_count; i++) {
    if (i > 0) ren_buf_putc(out, page->words[i].line == page->words[i - 1].line ? ' ' : '\n');
    ren_buf_append_str(out, page->words[i].text);
  }
  return out->status == REN_OK ? REN_OK : ren_fail_nomem(err);
}

static size_t count_letters(ren_str text) {
  size_t letters = 0;
  for (size_t at = 0; at < text.len;) {
    uint32_t cp;
    at += ren_utf8_decode(text.ptr + at, text.len - at, &cp);
    if (cp != REN_BAD_CODEPOINT && ren_is_letter(cp)) letters++;
  }
  return letters;
}

static verdict judge_text(char *note, const ren_ocr_opts *opts, ren_str text) {
  if (opts->judge) {
    double quality = opts->judge(opts->payload, text);
    bool good = quality >= KEEP_FROM;
    snprintf(note, NOTE_MAX, good ? "text layer kept: judged %.2f" : "recognised: the text layer was judged %.2f",
             isfinite(quality) ? quality : 0);
    return good ? KEEP : REDO;
  }
  size_t letters = count_letters(text);
  bool enough = letters >= LETTERS_ENOUGH;
  snprintf(note, NOTE_MAX, enough ? "text layer kept: %zu letters" : "recognised: the text layer has only %zu letters",
           letters);
  return enough ? KEEP : REDO;
}

/* The note says why. */
static ren_status judge(verdict *out, char *note, const ren_ocr *ocr, const ren_page *page, bool uncovered,
                        ren_error *err) {
  *out = KEEP;
  if (ocr->opts.text_layer == REN_TEXT_LAYER_KEEP) {
    snprintf(note, NOTE_MAX, "text layer kept as asked");
    return REN_OK;
  }
  ren_buf text = {0};
  ren_status status = plain_text(&text, page, err);
  if (status == REN_OK) *out = judge_text(note, &ocr->opts, ren_buf_str(&text));
  if (*out == KEEP && uncovered) *out = COMPARE;
  ren_buf_free(&text);
  return status;
}

/* Pictures read as rubbish: only words that OCR is sure of count against the layer. */
static bool holds_more(const ren_page *recognised, const ren_page *layer) {
  uint32_t sure = 0;
  for (uint32_t i = 0; i < recognised->word_count; i++)
    if (recognised->words[i].confidence >= 0.7f && count_letters(recognised->words[i].text) >= 2) sure++;
  return sure > layer->word_count + layer->word_count / 2 + 10;
}

/* ---- asking --------------------------------------------------------------- */

typedef struct job {
  ren_ocr *ocr;
  ren__worker *worker;
  ren__document document;
  uint32_t number, preview_side;
  ren_buf *preview;
} job;

static ren_status ask(job *j, ren__wire_op op, ren__wire_message *answer, ren_error *err) {
  ren__question question = {.op = op,
                            .document = &j->document,
                            .page = j->number,
                            .preview_side = j->preview ? j->preview_side : 0,
                            .output = -1};
  return ren__pool_ask(j->ocr, j->worker, &question, answer, err);
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

/* *out stays NULL if there is no layer. */
static ren_status get_layer(ren_page **out, verdict *decision, char *note, job *j, ren_error *err) {
  ren__wire_message answer;
  ren_status status = ask(j, REN__OP_LAYER, &answer, err);
  const ren__wire_response *response = &answer.body.response;
  if (status == REN_OK && response->words > 0) {
    status = read_record(out, j, &answer, err);
    if (status == REN_OK) status = judge(decision, note, j->ocr, *out, response->uncovered, err);
  }
  ren__wire_clear(&answer);
  return status;
}

static ren_status preview_of_layer(job *j, ren_error *err) {
  if (!j->preview) return REN_OK;
  ren__wire_message answer;
  ren_status status = ask(j, REN__OP_PREVIEW, &answer, err);
  if (status == REN_OK) status = add_preview(j, &answer, err);
  ren__wire_clear(&answer);
  return status;
}

static ren_status recognise(ren_page **out, job *j, ren__wire_message *answer, ren_error *err) {
  ren_status status = ask(j, REN__OP_OCR, answer, err);
  return status == REN_OK ? read_record(out, j, answer, err) : status;
}

/* Takes the layer over: it is kept, or freed and *page replaced by what OCR reads. */
static ren_status settle(ren_page **page, verdict decision, char *note, job *j, ren_error *err) {
  if (*page && decision == KEEP) return preview_of_layer(j, err);
  ren_page *recognised = NULL;
  ren__wire_message answer;
  ren_status status = recognise(&recognised, j, &answer, err);
  bool layer_wins = status == REN_OK && *page && decision == COMPARE && !holds_more(recognised, *page);
  if (layer_wins) {
    status = preview_of_layer(j, err);
    ren_page_free(recognised);
  } else {
    if (status == REN_OK) status = add_preview(j, &answer, err);
    if (*page && decision == COMPARE)
      snprintf(note, NOTE_MAX, "recognised: the text layer holds only part of what is printed");
    ren_page_free(*page);
    *page = recognised;
  }
  ren__wire_clear(&answer);
  return status;
}

static ren_status make_page(ren_page **out, job *j, ren_error *err) {
  char note[NOTE_MAX] = "";
  verdict decision = REDO;
  ren_status status = REN_OK;
  if (j->ocr->opts.text_layer != REN_TEXT_LAYER_IGNORE) status = get_layer(out, &decision, note, j, err);
  if (status == REN_OK) status = settle(out, decision, note, j, err);
  if (status == REN_OK && note[0] && !(*out)->note) status = ren_page_set(*out, &(*out)->note, note, err);
  if (status == REN_OK) status = ren_page_layout(*out, err);
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
