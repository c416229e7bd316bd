/* One question to one worker: start, send, wait, and what to do when it dies. */
#include "pool/pool.h"

#include <stdio.h>
#include <string.h>

enum { SERVED_MAX = 300, TRIES = 2 };

static void compose(ren__wire_message *message, const ren_ocr *ocr, const ren__question *question) {
  ren__wire_init(message);
  ren__wire_request *request = &message->body.request;
  request->op = question->op;
  request->page = question->page;
  request->preview_side = question->preview_side;
  request->rotation = question->rotation;
  request->max_pixels = ocr->opts.max_pixels;
  snprintf(request->languages, sizeof request->languages, "%s", ocr->languages);
  snprintf(request->tessdata, sizeof request->tessdata, "%s", ocr->tessdata);
  if (question->document) {
    request->file = question->document->identity;
    message->fd[0] = question->document->fd;
  }
  message->fd[1] = question->output;
  for (int i = 0; i < REN__WIRE_BLOBS; i++) { /* borrowed for sending only */
    message->blob[i].ptr = (char *)(uintptr_t)question->blob[i].ptr;
    message->blob[i].len = question->blob[i].len;
  }
}

static bool worn_out(const ren_ocr *ocr, const ren__worker *worker) {
  return worker->served >= SERVED_MAX || worker->memory > ocr->opts.memory_limit / 2;
}

static ren_status make_ready(ren_ocr *ocr, ren__worker *worker, ren_error *err) {
  if (worker->pid > 0 && worn_out(ocr, worker)) ren__worker_stop(worker, NULL, 0);
  if (worker->pid <= 0) return ren__worker_start(worker, ocr->program, ocr->opts.memory_limit, err);
  ren__worker_hush(worker);
  return REN_OK;
}

/* C++ and GLib end the process when memory runs out; that is the limit's doing. */
static bool out_of_memory(const char *how) {
  return strstr(how, "bad_alloc") || strstr(how, "failed to allocate") || strstr(how, "out of memory") ||
         strstr(how, "Cannot allocate memory");
}

static ren_status say_death(const ren_ocr *ocr, const char *how, ren_error *err) {
  if (out_of_memory(how))
    return ren_fail(err, REN_ELIMIT, "needs more than the %llu MiB of memory that an OCR worker may use",
                    (unsigned long long)(ocr->opts.memory_limit >> 20));
  return ren_fail(err, REN_EBACKEND, "the OCR worker died on it twice (%s)", how);
}

static void note_answer(ren__worker *worker, const ren__question *question, const ren__wire_response *response) {
  worker->served++;
  worker->memory = response->memory;
  if (question->document) worker->open = question->document->identity;
}

static ren_status take_answer(ren__wire_message *answer, ren_error *err) {
  ren__wire_response *response = &answer->body.response;
  if (response->status == REN_OK) return REN_OK;
  ren_status status = (ren_status)response->status;
  ren_fail(err, status, "%s", response->message);
  ren__wire_clear(answer);
  return status;
}

ren_status ren__pool_ask(ren_ocr *ocr, ren__worker *worker, const ren__question *question, ren__wire_message *answer,
                         ren_error *err) {
  char how[256] = "";
  int64_t seconds = question->seconds ? question->seconds : (int64_t)ocr->opts.page_timeout;
  ren__wire_message message;
  ren__wire_init(answer);
  compose(&message, ocr, question);
  for (int attempt = 0; attempt < TRIES; attempt++) {
    ren_status status = make_ready(ocr, worker, err);
    if (status != REN_OK) return status;
    int64_t until = ren__wire_now() + seconds * 1000;
    ren__wire_result result = ren__wire_send(worker->socket, REN__WIRE_REQUEST, &message, until);
    if (result == REN__WIRE_OK) result = ren__wire_receive(worker->socket, REN__WIRE_RESPONSE, answer, until);
    if (result == REN__WIRE_OK) {
      note_answer(worker, question, &answer->body.response);
      return take_answer(answer, err);
    }
    ren__worker_stop(worker, how, result == REN__WIRE_CLOSED ? sizeof how : 0);
    if (result == REN__WIRE_TIMEOUT) return ren_fail(err, REN_ELIMIT, "took longer than %lld s", (long long)seconds);
    if (result == REN__WIRE_NOMEM) return ren_fail_nomem(err);
    if (result == REN__WIRE_GARBAGE)
      snprintf(how, sizeof how, "%s answers in another protocol; is it of this version?", ocr->program);
  }
  return say_death(ocr, how, err);
}
