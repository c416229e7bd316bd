#include "recognise/worker.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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

static int serve(void) {
  ren__worker_state state = {0};
  for (;;) {
    ren__wire_message request, response;
    ren__wire_result result = ren__wire_receive(REN__WIRE_FD, REN__WIRE_REQUEST, &request, REN__WIRE_FOREVER);
    if (result != REN__WIRE_OK) {
      ren__worker_clear(&state);
      return result == REN__WIRE_CLOSED ? 0 : 1;
    }
    ren__worker_answer(&state, &request, &response);
    ren__wire_clear(&request);
    result = ren__wire_send(REN__WIRE_FD, REN__WIRE_RESPONSE, &response, REN__WIRE_FOREVER);
    ren__wire_clear(&response);
    if (result != REN__WIRE_OK) return 1;
  }
}

int main(int argc, char **argv) {
  uint64_t memory_limit;
  if (!parse(argc, argv, &memory_limit)) return usage();
  if (!ren__worker_watch(REN__WIRE_FD) || !ren__worker_cage(memory_limit)) {
    fputs("cannot set the limits of an OCR worker\n", stderr);
    return 1;
  }
  setMsgSeverity(L_SEVERITY_NONE); /* leptonica reports by its return values */
  return serve();
}
