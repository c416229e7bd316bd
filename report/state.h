/* state.h: the inside of ren_run: one SQLite connection, its statements and a mutex.
 *
 * What survives: every call that stores something is one transaction. The journal
 * is a write-ahead log with synchronous=NORMAL: a process that dies at any moment
 * (SIGKILL) loses nothing that a call had returned from, as the written pages are
 * with the operating system; a machine that loses its power may forget the last
 * calls, but the file stays whole (sqlite.org/wal.html, sqlite.org/pragma.html
 * #pragma_synchronous). Where no write-ahead log can be had the rollback journal
 * takes its place. When the state is closed the log is folded into the one file.
 *
 * Who writes: the folder is locked (flock) as long as the state is open for
 * writing, so that two runs never work in it. The lock ends with the process.
 */
#ifndef REN_STATE_H
#define REN_STATE_H

#include "database.h"

#include <renskrift/report.h>

#include <pthread.h>

typedef enum ren__query {
  REN__ADD_FILE,
  REN__FIND_FILE,
  REN__RESET_FILE,
  REN__RENAME_FILE,
  REN__DROP_PAGES,
  REN__SET_FILE,
  REN__LIST_FILES,
  REN__PUT_PAGE,
  REN__GET_PAGE,
  REN__COUNT_PAGES,
  REN__PUT_NOTE,
  REN__LIST_NOTES,
  REN__QUERY_COUNT
} ren__query;

struct ren_run {
  ren__database base;
  sqlite3_stmt *queries[REN__QUERY_COUNT]; /* NULL: not wanted by a reader */
  pthread_mutex_t mutex;
  int lock; /* descriptor of the locked folder; -1 for readers */
};

/* Prepares the statements; readers get those that only read. */
ren_status ren__state_prepare(ren_run *run, bool writing, ren_error *err);

/* Notes of the run in the order of their keys, for the report. */
ren_status ren__run_each_note(ren_run *run, bool (*fn)(void *payload, const char *key, const char *value),
                              void *payload, ren_error *err);

#endif
