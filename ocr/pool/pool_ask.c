/* One question to one worker: start, send, wait, and what to do when it dies. */
#include "cage/cage.h"
#include "pool/pool.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

enum { SERVED_MAX = 300, DEATHS_MAX = 2, KILLS_MIN = 12, PAUSE_MAX = 25 };

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

/* The cage closes on the first question: who is to write a file must not have had another. */
static ren_status make_ready(ren_ocr *ocr, ren__worker *worker, const ren__question *question, ren_error *err) {
  if (worker->pid > 0 && (worn_out(ocr, worker) || question->output >= 0)) ren__worker_stop(worker, NULL, 0);
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

static void note_answer(ren_ocr *ocr, ren__worker *worker, const ren__question *question,
                        const ren__wire_response *response) {
  atomic_store(&ocr->cage, (int)(response->cage & (REN__CAGE_LANDLOCK | REN__CAGE_SECCOMP)));
  worker->served = question->output >= 0 ? SERVED_MAX : worker->served + 1; /* nor get another */
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

/* One attempt. */
static ren__wire_result converse(ren_ocr *ocr, ren__worker *worker, const ren__wire_message *message, int64_t seconds,
                                 ren__wire_message *answer) {
  ren__wire_patience patience = {.until = ren__wire_now() + seconds * 1000, .stop = ocr->stop};
  ren__wire_result result = ren__wire_send(worker->socket, REN__WIRE_REQUEST, message, &patience);
  return result == REN__WIRE_OK ? ren__wire_receive(worker->socket, REN__WIRE_RESPONSE, answer, &patience) : result;
}

/* Killed by somebody: nothing says that the page is at fault. When the system kills for
 * want of memory it will have some again in a moment. */
static bool was_killed(int status, unsigned kills) {
  bool killed = WIFSIGNALED(status) && (WTERMSIG(status) == SIGKILL || WTERMSIG(status) == SIGTERM);
  struct timespec pause = {.tv_nsec = 20000000L * (long)(kills < PAUSE_MAX ? kills : PAUSE_MAX)};
  if (killed) nanosleep(&pause, NULL);
  return killed;
}

/* What is to be done after an attempt without an answer: REN_OK to try again. */
static ren_status after_failure(const ren_ocr *ocr, ren__worker *worker, ren__wire_result result, int64_t seconds,
                                ren__troubles *troubles, ren_error *err) {
  char how[sizeof troubles->how];
  int status = ren__worker_stop(worker, how, result == REN__WIRE_CLOSED ? sizeof how : 0);
  if (result == REN__WIRE_STOPPED || ren__pool_stopped(ocr)) return ren_fail(err, REN_ECANCELLED, "cancelled");
  if (result == REN__WIRE_TIMEOUT) return ren_fail(err, REN_ELIMIT, "took longer than %lld s", (long long)seconds);
  if (result == REN__WIRE_NOMEM) return ren_fail_nomem(err);
  if (result == REN__WIRE_GARBAGE)
    snprintf(how, sizeof how, "%s answers in another protocol; is it of this version?", ocr->program);
  bool killed = result == REN__WIRE_CLOSED && was_killed(status, troubles->kills);
  troubles->kills += killed;
  if (killed && (troubles->kills < KILLS_MIN || ren__wire_now() < troubles->began + seconds * 1000)) return REN_OK;
  memcpy(troubles->how, how, sizeof how);
  if (killed) return ren_fail(err, REN_EBACKEND, "the OCR worker was killed on it %u times (%s)", troubles->kills, how);
  return ++troubles->deaths < DEATHS_MAX ? REN_OK : say_death(ocr, how, err);
}

ren_status ren__pool_ask(ren_ocr *ocr, ren__worker *worker, const ren__question *question, ren__wire_message *answer,
                         ren__troubles *troubles, ren_error *err) {
  ren__troubles own;
  if (!troubles) troubles = &own;
  *troubles = (ren__troubles){.began = ren__wire_now()};
  int64_t seconds = question->seconds ? question->seconds : (int64_t)ocr->opts.page_timeout;
  ren__wire_message message;
  ren__wire_init(answer);
  compose(&message, ocr, question);
  message.body.request.seconds = (uint32_t)seconds;
  for (;;) {
    if (ren__pool_stopped(ocr)) return ren_fail(err, REN_ECANCELLED, "cancelled");
    ren_status status = make_ready(ocr, worker, question, err);
    if (status != REN_OK) return status;
    message.body.request.careful = troubles->deaths > 0;
    ren__wire_result result = converse(ocr, worker, &message, seconds, answer);
    if (result == REN__WIRE_OK) {
      note_answer(ocr, worker, question, &answer->body.response);
      return take_answer(answer, err);
    }
    status = after_failure(ocr, worker, result, seconds, troubles, err);
    if (status != REN_OK) return status;
  }
}
