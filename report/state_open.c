#include "alloc.h"
#include "state.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

enum { APPLICATION_ID = 0x52454E53 /* RENS */ };

/* Version n+1 of the file is made from version n by migrations[n]. */
static const char *const migrations[] = {
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE note (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE file (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, name TEXT NOT NULL, media INTEGER NOT NULL,"
    " size INTEGER NOT NULL, hash INTEGER NOT NULL, pages INTEGER NOT NULL, state INTEGER NOT NULL, message TEXT);"
    "CREATE TABLE page (file INTEGER NOT NULL REFERENCES file (id) ON DELETE CASCADE, number INTEGER NOT NULL,"
    " record BLOB NOT NULL, preview BLOB NOT NULL, PRIMARY KEY (file, number));",
};
enum { VERSION = sizeof migrations / sizeof *migrations };

static const ren__database_kind kind = {"state of the run", "not a state file of renskrift", APPLICATION_ID, migrations,
                                        VERSION};

/* ---- opening -------------------------------------------------------------- */

/* Forgets results that were made under other settings. */
static ren_status apply_settings(ren_run *run, const char *settings, ren_error *err) {
  sqlite3_stmt *find = NULL, *put = NULL;
  int code = sqlite3_prepare_v2(run->base.db, "SELECT value = ?1 FROM meta WHERE key = 'settings'", -1, &find, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_prepare_v2(run->base.db, "INSERT OR REPLACE INTO meta VALUES ('settings', ?1)", -1, &put, NULL);
  if (code == SQLITE_OK) code = sqlite3_bind_text(find, 1, settings, -1, SQLITE_STATIC);
  if (code == SQLITE_OK) code = sqlite3_bind_text(put, 1, settings, -1, SQLITE_STATIC);
  if (code == SQLITE_OK) code = sqlite3_step(find);
  bool same = code == SQLITE_ROW && sqlite3_column_int(find, 0);
  sqlite3_finalize(find);
  ren_status status = REN_OK;
  if (code != SQLITE_ROW && code != SQLITE_DONE) {
    status = ren__database_fail(&run->base, code, "read", err);
  } else if (!same) {
    status =
        ren__database_exec(&run->base, "BEGIN IMMEDIATE; DELETE FROM page; DELETE FROM file; DELETE FROM note", err);
    if (status == REN_OK && (code = sqlite3_step(put)) != SQLITE_DONE)
      status = ren__database_fail(&run->base, code, "keep", err);
    status = ren__database_end(&run->base, status, err);
  }
  sqlite3_finalize(put);
  return status;
}

static ren_run *run_new(const char *dir) {
  ren_run *run = ren_alloc(sizeof *run);
  if (!run) return NULL;
  run->lock = -1;
  ren_buf path = {0};
  ren_buf_printf(&path, "%s/run.sqlite", dir);
  bool ok = path.status == REN_OK && ren__database_init(&run->base, &kind, path.ptr);
  ren_buf_free(&path);
  if (ok && pthread_mutex_init(&run->mutex, NULL) == 0) return run;
  ren__database_clear(&run->base);
  ren_free(run);
  return NULL;
}

void ren_run_free(ren_run *run) {
  if (!run) return;
  for (int i = 0; i < REN__QUERY_COUNT; i++) sqlite3_finalize(run->queries[i]);
  /* One plain file is left, which can be read where nothing can be written. A
   * reader that is at work keeps the log; the next writer folds it in. */
  if (run->base.db && run->lock >= 0) sqlite3_exec(run->base.db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  ren__database_clear(&run->base);
  if (run->lock >= 0) close(run->lock);
  pthread_mutex_destroy(&run->mutex);
  ren_free(run);
}

/* File systems that know no locks of folders (EINVAL, ENOLCK ...) go without. */
static ren_status lock_folder(ren_run *run, const char *dir, ren_error *err) {
  run->lock = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (run->lock < 0) {
    ren_fail_errno(err, REN_EOUTPUT, errno, "cannot open the output folder");
  } else if (flock(run->lock, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) {
    return REN_OK;
  } else {
    ren_fail(err, REN_EOUTPUT, "another run is working in this folder");
  }
  ren_error_place(err, dir, 0);
  return REN_EOUTPUT;
}

ren_status ren_run_open(ren_run **out, const char *dir, const char *settings, ren_error *err) {
  *out = NULL;
  ren_run *run = run_new(dir);
  if (!run) return ren_fail_nomem(err);
  int64_t version = 0;
  ren_status status = lock_folder(run, dir, err);
  if (status == REN_OK) status = ren__database_connect(&run->base, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);
  if (status == REN_OK) status = ren__database_check(&run->base, &version, err);
  if (status == REN_OK) sqlite3_exec(run->base.db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
  if (status == REN_OK)
    status = ren__database_exec(&run->base, "PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON", err);
  if (status == REN_OK) status = ren__database_migrate(&run->base, version, err);
  if (status == REN_OK) status = apply_settings(run, settings ? settings : "", err);
  if (status == REN_OK) status = ren__state_prepare(run, true, err);
  if (status == REN_OK) {
    *out = run;
    return REN_OK;
  }
  ren_run_free(run);
  return status;
}

ren_status ren_run_open_existing(ren_run **out, const char *dir, ren_error *err) {
  *out = NULL;
  ren_run *run = run_new(dir);
  if (!run) return ren_fail_nomem(err);
  int64_t version = 0;
  ren_status status = ren__database_connect_reader(&run->base, err);
  if (status == REN_OK) status = ren__database_check(&run->base, &version, err);
  if (status == REN_OK && version != VERSION)
    status = ren__database_refuse(&run->base, err, "not a state file of this renskrift");
  if (status == REN_OK) status = ren__database_exec(&run->base, "PRAGMA query_only = ON", err);
  if (status == REN_OK) status = ren__state_prepare(run, false, err);
  if (status == REN_OK) {
    *out = run;
    return REN_OK;
  }
  ren_run_free(run);
  return status;
}
