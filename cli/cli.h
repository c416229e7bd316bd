/* cli.h: what every part of the program shares: the context of one invocation, exit
 * statuses, messages and small helpers. The program uses the public headers only.
 *
 * stdout is data, stderr is for people. Nothing here exits but cli_alloc and its
 * kind (out of memory) and a second interrupt signal.
 */
#ifndef REN_CLI_H
#define REN_CLI_H

#include <renskrift/base.h>

#include <pthread.h>
#include <stdarg.h>

/* Exit statuses, as documented in renskrift(1). */
enum {
  CLI_OK = 0,
  CLI_SOME_FAILED = 1, /* some inputs failed, the rest are done */
  CLI_USAGE = 2,
  CLI_MISSING = 3, /* language data, a dictionary or a program is not there */
  CLI_OUTPUT = 4,  /* output could not be written */
  CLI_INTERRUPTED = 130
};

typedef struct cli_progress cli_progress;

/* One invocation. Messages may come from any thread. */
typedef struct cli {
  bool quiet;
  unsigned verbose;
  int status; /* the worst so far */
  pthread_mutex_t lock;
  cli_progress *progress; /* the bar on the screen; NULL if none */
} cli;

typedef struct cli_list {
  char **items;
  size_t count, cap;
} cli_list;

/* ---- messages.c ---------------------------------------------------------- */

void cli_init(cli *c);
void cli_clear(cli *c);

/* Remembers the worst: 130, then 4, 3, 2, 1, 0. Thread-safe. */
void cli_note_status(cli *c, int status);
int cli_status(cli *c);

/* "renskrift: file: what happened". file may be NULL. The first also notes the exit
 * status; the second keeps still with -q; the third speaks with -v only. */
void cli_fail(cli *c, int status, const char *file, const char *format, ...) REN_PRINTF(4, 5);
void cli_say(cli *c, const char *file, const char *format, ...) REN_PRINTF(3, 4);
void cli_detail(cli *c, const char *file, const char *format, ...) REN_PRINTF(3, 4);

/* Reports a failure of the library with a hint at what to do, notes the exit status
 * and clears err for the next call. */
void cli_fail_error(cli *c, ren_error *err);
int cli_status_of(const ren_error *err);

/* Plain text for people on stderr (summaries, explanations), no prefix. */
void cli_print(cli *c, ren_str text);

/* ---- signals.c ----------------------------------------------------------- */

/* SIGINT and SIGTERM ask to stop, the second one stops at once. Broken pipes and
 * file size limits become write errors. */
void cli_signals_install(void);
bool cli_interrupted(void);
/* Called in the signal handler, so it may do next to nothing; NULL: nothing any more. To be
 * set while there are no other threads. */
void cli_on_interrupt(void (*call)(void *payload), void *payload);

/* ---- memory.c: never NULL; out of memory ends the program ------------------ */

void cli_keep_memory(void);   /* for work in pieces: what is freed is kept for the next one */
void *cli_alloc(size_t size); /* zeroed */
void *cli_alloc_array(size_t count, size_t size);
void *cli_grow(void *list, size_t *cap, size_t count, size_t size); /* room for one more */
char *cli_strndup(ren_str s);
char *cli_format(const char *format, ...) REN_PRINTF(1, 2);
void cli_list_add(cli_list *list, char *taken);
void cli_list_clear(cli_list *list);

#endif
