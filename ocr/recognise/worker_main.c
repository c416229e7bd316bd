#include "recognise/worker.h"

#include "cage/cage.h"

#include <errno.h>
#include <malloc.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int usage(void) {
  fputs("renskrift-worker is started by renskrift and of no use by itself.\n", stderr);
  return 2;
}

static bool parse(int argc, char **argv, uint64_t *memory_limit) {
  static const char memory[] = "--memory=";
  if (argc != 3 || strcmp(argv[1], "--serve") != 0 || strncmp(argv[2], memory, sizeof memory - 1) != 0) return false;
  char *end;
  errno = 0;
  unsigned long long bytes = strtoull(argv[2] + sizeof memory - 1, &end, 10);
  *memory_limit = bytes;
  struct stat st;
  return errno == 0 && *end == '\0' && bytes > 0 && fstat(REN__WIRE_FD, &st) == 0 && S_ISSOCK(st.st_mode);
}

/* The worker must not outlive the program that started it, not even in the middle of
 * a page. PR_SET_PDEATHSIG will not do: it fires when the *thread* that started the
 * worker ends. A thread watches for the socket's closing instead. */
static void *watch(void *argument) {
  (void)argument;
  struct pollfd one = {.fd = REN__WIRE_FD, .events = POLLRDHUP};
  for (;;)
    if (poll(&one, 1, -1) > 0 && (one.revents & (POLLRDHUP | POLLHUP | POLLERR | POLLNVAL))) _exit(0);
}

static bool start_watching(void) {
  pthread_attr_t attributes;
  pthread_t id;
  if (pthread_attr_init(&attributes) != 0) return false;
  pthread_attr_setstacksize(&attributes, 1 << 16);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  bool started = pthread_create(&id, &attributes, watch, NULL) == 0;
  pthread_attr_destroy(&attributes);
  return started;
}

/* Only a PDF is written by the worker itself, by opening both files again. The thread is
 * started in the cage: one that was there before would be outside. */
static bool close_cage(const ren__wire_message *request, uint32_t *holds) {
  ren__cage_plan plan = {.tessdata = request->body.request.tessdata, .input = -1, .output = -1};
  if (request->body.request.op == REN__OP_PDF) plan.input = request->fd[0], plan.output = request->fd[1];
  *holds = ren__cage_close(&plan);
  return start_watching();
}

static int serve(void) {
  ren__worker_state state = {0};
  uint32_t holds = 0;
  for (bool closed = false;; closed = true) {
    ren__wire_message request, response;
    ren__wire_result result = ren__wire_receive(REN__WIRE_FD, REN__WIRE_REQUEST, &request, NULL);
    if (result != REN__WIRE_OK) {
      ren__worker_clear(&state);
      return result == REN__WIRE_CLOSED ? 0 : 1;
    }
    if (!closed && !close_cage(&request, &holds)) return 1;
    ren__cage_seconds(request.body.request.seconds);
    ren__worker_answer(&state, &request, &response);
    response.body.response.cage = holds;
    ren__wire_clear(&request);
    result = ren__wire_send(REN__WIRE_FD, REN__WIRE_RESPONSE, &response, NULL);
    ren__wire_clear(&response);
    if (result != REN__WIRE_OK) return 1;
  }
}

/* A page takes dozens of images of some megabytes. Given back to the system each time, and cleared by it
 * for the next one, they would cost one part in thirty of the page's time. */
static void keep_memory(void) {
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
}

int main(int argc, char **argv) {
  uint64_t memory_limit;
  if (!parse(argc, argv, &memory_limit)) return usage();
  if (!ren__cage_limits(memory_limit)) {
    fputs("cannot set the limits of an OCR worker\n", stderr);
    return 1;
  }
  keep_memory();
  setMsgSeverity(L_SEVERITY_NONE); /* leptonica reports by its return values */
  return serve();
}
