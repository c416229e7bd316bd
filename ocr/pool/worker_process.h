/* pool/worker_process.h: one renskrift-worker, from birth to burial.
 *
 * The child gets its end of a socket pair as descriptor 3, /dev/null as standard
 * input and output, a pipe as standard error, and nothing else: no other descriptor
 * and an environment of its own (OMP_THREAD_LIMIT=1, because tesseract's OpenMP teams
 * make a page three times as dear; LC_ALL=C). It leads a process group of its own, so
 * a Ctrl-C at the terminal is the program's to handle. It ends when the socket
 * closes, which the kernel sees to even if we are killed.
 */
#ifndef REN_POOL_WORKER_PROCESS_H
#define REN_POOL_WORKER_PROCESS_H

#include "pool/wire.h"

#include <sys/types.h>

typedef struct ren__worker {
  pid_t pid;      /* 0: not running */
  int socket;     /* our end */
  int complaints; /* reading end of its standard error */
  bool busy;
  uint32_t served;         /* requests since it started */
  uint64_t memory;         /* resident bytes after the last one */
  ren__wire_identity open; /* the document it holds */
} ren__worker;

ren_status ren__worker_start(ren__worker *worker, const char *program, uint64_t memory_limit, ren_error *err);

/* Ends it at once (if it has not ended already) and says how it ended ("signal 11,
 * Segmentation fault: <last line it wrote>") in at most room bytes. The status is that
 * of waitpid. */
int ren__worker_stop(ren__worker *worker, char *how, size_t room);

/* Throws away what it has written to standard error so far, so that the pipe never
 * fills and a later obituary quotes the right page. */
void ren__worker_hush(ren__worker *worker);

#endif
