#include "alloc.h"
#include "state.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { APPLICATION_ID = 0x52454E53 /* RENS */, BUSY_MS = 5000 };

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

/* ---- failures ------------------------------------------------------------- */

static ren_status status_of(int code, const char **why) {
  switch (code & 0xFF) {
  case SQLITE_FULL: *why = "the disk is full"; return REN_EOUTPUT;
  case SQLITE_READONLY:
  case SQLITE_PERM: *why = "no permission to write"; return REN_EOUTPUT;
  case SQLITE_CANTOPEN: *why = "cannot be opened or created"; return REN_EOUTPUT;
  case SQLITE_BUSY:
  case SQLITE_LOCKED: *why = "another program is using it"; return REN_EOUTPUT;
  case SQLITE_IOERR: *why = "reading or writing failed"; return REN_EOUTPUT;
  case SQLITE_ERROR: /* our SQL is fixed: a table or column is not there */
  case SQLITE_NOTADB: *why = "not a state file of renskrift"; return REN_EFORMAT;
  case SQLITE_CORRUPT: *why = "the file is damaged"; return REN_EFORMAT;
  case SQLITE_NOMEM: *why = "out of memory"; return REN_ENOMEM;
  case SQLITE_TOOBIG: *why = "a record is too large"; return REN_ELIMIT;
  default: *why = sqlite3_errstr(code); return REN_EBACKEND;
  }
}

ren_status ren__state_fail(ren_run *run, int code, const char *what, ren_error *err) {
  const char *why = "";
  ren_status status = status_of(code, &why);
  int system = run->db ? sqlite3_system_errno(run->db) : 0;
  bool of_system = (code & 0xFF) == SQLITE_IOERR || (code & 0xFF) == SQLITE_CANTOPEN;
  if (of_system && system)
    ren_fail_errno(err, status, system, "%s: %s", what, why);
  else
    ren_fail(err, status, "%s: %s", what, why);
  ren_error_place(err, run->path, 0);
  return status;
}

ren_status ren__state_exec(ren_run *run, const char *sql, ren_error *err) {
  int code = sqlite3_exec(run->db, sql, NULL, NULL, NULL);
  return code == SQLITE_OK ? REN_OK : ren__state_fail(run, code, "cannot keep the state of the run", err);
}

/* ---- opening -------------------------------------------------------------- */

/* The first column of the first row, as a number. */
static ren_status ask(ren_run *run, const char *sql, int64_t *out, ren_error *err) {
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2(run->db, sql, -1, &statement, NULL);
  if (code == SQLITE_OK) code = sqlite3_step(statement);
  if (code == SQLITE_ROW) *out = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return code == SQLITE_ROW ? REN_OK : ren__state_fail(run, code, "cannot read the state of the run", err);
}

static ren_status refuse(ren_run *run, ren_error *err, const char *why) {
  ren_fail(err, REN_EFORMAT, "%s", why);
  ren_error_place(err, run->path, 0);
  return REN_EFORMAT;
}

/* Ours, and of a version that we know? An empty database is version 0. */
static ren_status check_owner(ren_run *run, int64_t *version, ren_error *err) {
  int64_t id = 0, objects = 0;
  ren_status status = ask(run, "PRAGMA application_id", &id, err);
  if (status == REN_OK) status = ask(run, "PRAGMA user_version", version, err);
  if (status == REN_OK) status = ask(run, "SELECT count(*) FROM sqlite_master", &objects, err);
  if (status != REN_OK) return status;
  if (id == 0 && *version == 0 && objects == 0) return REN_OK;
  if (id != APPLICATION_ID || *version < 1) return refuse(run, err, "not a state file of renskrift");
  if (*version > VERSION) return refuse(run, err, "made by a newer version of renskrift");
  return REN_OK;
}

static ren_status migrate(ren_run *run, int64_t version, ren_error *err) {
  if (version == VERSION) return REN_OK;
  ren_status status = ren__state_exec(run, "BEGIN IMMEDIATE", err);
  if (status != REN_OK) return status;
  for (int64_t v = version; v < VERSION && status == REN_OK; v++) status = ren__state_exec(run, migrations[v], err);
  char sql[96];
  snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT", APPLICATION_ID, VERSION);
  if (status == REN_OK) status = ren__state_exec(run, sql, err);
  if (status != REN_OK) sqlite3_exec(run->db, "ROLLBACK", NULL, NULL, NULL);
  return status;
}

/* Forgets results that were made under other settings. */
static ren_status apply_settings(ren_run *run, const char *settings, ren_error *err) {
  sqlite3_stmt *find = NULL, *put = NULL;
  int code = sqlite3_prepare_v2(run->db, "SELECT value = ?1 FROM meta WHERE key = 'settings'", -1, &find, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_prepare_v2(run->db, "INSERT OR REPLACE INTO meta VALUES ('settings', ?1)", -1, &put, NULL);
  if (code == SQLITE_OK) code = sqlite3_bind_text(find, 1, settings, -1, SQLITE_STATIC);
  if (code == SQLITE_OK) code = sqlite3_bind_text(put, 1, settings, -1, SQLITE_STATIC);
  if (code == SQLITE_OK) code = sqlite3_step(find);
  bool same = code == SQLITE_ROW && sqlite3_column_int(find, 0);
  sqlite3_finalize(find);
  ren_status status = REN_OK;
  if (code != SQLITE_ROW && code != SQLITE_DONE) {
    status = ren__state_fail(run, code, "cannot read the state of the run", err);
  } else if (!same) {
    status = ren__state_exec(run, "BEGIN IMMEDIATE; DELETE FROM page; DELETE FROM file; DELETE FROM note", err);
    if (status == REN_OK && (code = sqlite3_step(put)) != SQLITE_DONE)
      status = ren__state_fail(run, code, "cannot keep the state of the run", err);
    if (status == REN_OK) status = ren__state_exec(run, "COMMIT", err);
    if (status != REN_OK) sqlite3_exec(run->db, "ROLLBACK", NULL, NULL, NULL);
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
  run->path = path.status == REN_OK ? ren_strndup(ren_buf_str(&path)) : NULL;
  ren_buf_free(&path);
  if (run->path && pthread_mutex_init(&run->mutex, NULL) == 0) return run;
  ren_free(run->path);
  ren_free(run);
  return NULL;
}

void ren_run_free(ren_run *run) {
  if (!run) return;
  for (int i = 0; i < REN__QUERY_COUNT; i++) sqlite3_finalize(run->queries[i]);
  /* One plain file is left, which can be read where nothing can be written. A
   * reader that is at work keeps the log; the next writer folds it in. */
  if (run->db && run->lock >= 0) sqlite3_exec(run->db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  sqlite3_close_v2(run->db);
  if (run->lock >= 0) close(run->lock);
  pthread_mutex_destroy(&run->mutex);
  ren_free(run->path);
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

static ren_status connect(ren_run *run, const char *path, int flags, ren_error *err) {
  int code = sqlite3_open_v2(path, &run->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
  if (code != SQLITE_OK) return ren__state_fail(run, code, "cannot open the state of the run", err);
  sqlite3_extended_result_codes(run->db, 1);
  sqlite3_busy_timeout(run->db, BUSY_MS);
  /* The file may come from elsewhere: nothing in its schema is trusted. */
  sqlite3_db_config(run->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config(run->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  return REN_OK;
}

ren_status ren_run_open(ren_run **out, const char *dir, const char *settings, ren_error *err) {
  *out = NULL;
  ren_run *run = run_new(dir);
  if (!run) return ren_fail_nomem(err);
  int64_t version = 0;
  ren_status status = lock_folder(run, dir, err);
  if (status == REN_OK) status = connect(run, run->path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);
  if (status == REN_OK) status = check_owner(run, &version, err);
  if (status == REN_OK) sqlite3_exec(run->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
  if (status == REN_OK) status = ren__state_exec(run, "PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON", err);
  if (status == REN_OK) status = migrate(run, version, err);
  if (status == REN_OK) status = apply_settings(run, settings ? settings : "", err);
  if (status == REN_OK) status = ren__state_prepare(run, true, err);
  if (status == REN_OK) {
    *out = run;
    return REN_OK;
  }
  ren_run_free(run);
  return status;
}

/* A path as an SQLite URI. */
static void write_uri(ren_buf *out, const char *path, const char *options) {
  ren_buf_puts(out, "file:");
  for (; *path; path++) {
    if (strchr("%?#", *path))
      ren_buf_printf(out, "%%%02X", (unsigned)*path);
    else
      ren_buf_putc(out, *path);
  }
  ren_buf_puts(out, options);
}

/* Reads; the first way also sees what a killed run left in its log, the second
 * is for folders that nothing can be written to. */
static ren_status connect_reader(ren_run *run, ren_error *err) {
  struct stat st;
  if (stat(run->path, &st) != 0) {
    ren_fail_errno(err, REN_EIO, errno, "cannot open the state of the run");
    ren_error_place(err, run->path, 0);
    return REN_EIO;
  }
  int64_t objects;
  ren_status status = connect(run, run->path, SQLITE_OPEN_READWRITE, NULL);
  if (status == REN_OK) status = ask(run, "SELECT count(*) FROM sqlite_master", &objects, NULL);
  if (status == REN_OK || status == REN_EFORMAT) return REN_OK; /* check_owner says what is wrong */
  sqlite3_close_v2(run->db);
  run->db = NULL;
  ren_buf uri = {0};
  write_uri(&uri, run->path, "?mode=ro&immutable=1");
  status = uri.status == REN_OK ? connect(run, uri.ptr, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err) : uri.status;
  ren_buf_free(&uri);
  return status;
}

ren_status ren_run_open_existing(ren_run **out, const char *dir, ren_error *err) {
  *out = NULL;
  ren_run *run = run_new(dir);
  if (!run) return ren_fail_nomem(err);
  int64_t version = 0;
  ren_status status = connect_reader(run, err);
  if (status == REN_OK) status = check_owner(run, &version, err);
  if (status == REN_OK && version != VERSION) status = refuse(run, err, "not a state file of this renskrift");
  if (status == REN_OK) status = ren__state_exec(run, "PRAGMA query_only = ON", err);
  if (status == REN_OK) status = ren__state_prepare(run, false, err);
  if (status == REN_OK) {
    *out = run;
    return REN_OK;
  }
  ren_run_free(run);
  return status;
}
