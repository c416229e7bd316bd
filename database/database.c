#include "database.h"

#include "alloc.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { BUSY_MS = 5000 };

/* ---- failures ------------------------------------------------------------- */

static ren_status status_of(const ren__database *base, int code, const char **why) {
  switch (code & 0xFF) {
  case SQLITE_FULL: *why = "the disk is full"; return REN_EOUTPUT;
  case SQLITE_READONLY:
  case SQLITE_PERM: *why = "no permission to write"; return REN_EOUTPUT;
  case SQLITE_CANTOPEN: *why = "cannot be opened or created"; return REN_EOUTPUT;
  case SQLITE_BUSY:
  case SQLITE_LOCKED: *why = "another program is using it"; return REN_EOUTPUT;
  case SQLITE_IOERR: *why = "reading or writing failed"; return REN_EOUTPUT;
  case SQLITE_ERROR: /* our SQL is fixed: a table or column is not there */
  case SQLITE_NOTADB: *why = base->kind->alien; return REN_EFORMAT;
  case SQLITE_CORRUPT: *why = "the file is damaged"; return REN_EFORMAT;
  case SQLITE_NOMEM: *why = "out of memory"; return REN_ENOMEM;
  case SQLITE_TOOBIG: *why = "a record is too large"; return REN_ELIMIT;
  default: *why = sqlite3_errstr(code); return REN_EBACKEND;
  }
}

ren_status ren__database_fail(ren__database *base, int code, const char *verb, ren_error *err) {
  const char *why = "", *name = base->kind->name;
  ren_status status = status_of(base, code, &why);
  int system = base->db ? sqlite3_system_errno(base->db) : 0;
  bool of_system = (code & 0xFF) == SQLITE_IOERR || (code & 0xFF) == SQLITE_CANTOPEN;
  if (of_system && system)
    ren_fail_errno(err, status, system, "cannot %s the %s: %s", verb, name, why);
  else
    ren_fail(err, status, "cannot %s the %s: %s", verb, name, why);
  ren_error_place(err, base->path, 0);
  return status;
}

ren_status ren__database_refuse(ren__database *base, ren_error *err, const char *why) {
  ren_fail(err, REN_EFORMAT, "%s", why);
  ren_error_place(err, base->path, 0);
  return REN_EFORMAT;
}

/* ---- statements ----------------------------------------------------------- */

ren_status ren__database_exec(ren__database *base, const char *sql, ren_error *err) {
  int code = sqlite3_exec(base->db, sql, NULL, NULL, NULL);
  return code == SQLITE_OK ? REN_OK : ren__database_fail(base, code, "keep", err);
}

ren_status ren__database_ask(ren__database *base, const char *sql, int64_t *out, ren_error *err) {
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2(base->db, sql, -1, &statement, NULL);
  if (code == SQLITE_OK) code = sqlite3_step(statement);
  if (code == SQLITE_ROW) *out = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return code == SQLITE_ROW ? REN_OK : ren__database_fail(base, code, "read", err);
}

ren_status ren__database_prepare(ren__database *base, const char *sql, sqlite3_stmt **out, ren_error *err) {
  int code = sqlite3_prepare_v3(base->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL);
  return code == SQLITE_OK ? REN_OK : ren__database_fail(base, code, "open", err);
}

ren_status ren__database_end(ren__database *base, ren_status status, ren_error *err) {
  if (status == REN_OK) status = ren__database_exec(base, "COMMIT", err);
  if (status != REN_OK && !sqlite3_get_autocommit(base->db)) sqlite3_exec(base->db, "ROLLBACK", NULL, NULL, NULL);
  return status;
}

/* ---- opening -------------------------------------------------------------- */

bool ren__database_init(ren__database *base, const ren__database_kind *kind, const char *path) {
  *base = (ren__database){.kind = kind, .path = ren_strdup(path)};
  return base->path != NULL;
}

void ren__database_clear(ren__database *base) {
  sqlite3_close_v2(base->db);
  ren_free(base->path);
  *base = (ren__database){0};
}

static ren_status connect(ren__database *base, const char *path, int flags, ren_error *err) {
  int code = sqlite3_open_v2(path, &base->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
  if (code != SQLITE_OK) return ren__database_fail(base, code, "open", err);
  sqlite3_extended_result_codes(base->db, 1);
  sqlite3_busy_timeout(base->db, BUSY_MS);
  sqlite3_db_config(base->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config(base->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  return REN_OK;
}

ren_status ren__database_connect(ren__database *base, int flags, ren_error *err) {
  return connect(base, base->path, flags, err);
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

ren_status ren__database_connect_reader(ren__database *base, ren_error *err) {
  struct stat st;
  if (stat(base->path, &st) != 0) {
    ren_fail_errno(err, REN_EIO, errno, "cannot open the %s", base->kind->name);
    ren_error_place(err, base->path, 0);
    return REN_EIO;
  }
  int64_t objects;
  ren_status status = connect(base, base->path, SQLITE_OPEN_READWRITE, NULL);
  if (status == REN_OK) status = ren__database_ask(base, "SELECT count(*) FROM sqlite_master", &objects, NULL);
  if (status == REN_OK || status == REN_EFORMAT) return REN_OK; /* the check says what is wrong */
  sqlite3_close_v2(base->db);
  base->db = NULL;
  ren_buf uri = {0};
  write_uri(&uri, base->path, "?mode=ro&immutable=1");
  status = uri.status == REN_OK ? connect(base, uri.ptr, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err) : uri.status;
  ren_buf_free(&uri);
  return status;
}

ren_status ren__database_check(ren__database *base, int64_t *version, ren_error *err) {
  int64_t id = 0, objects = 0;
  ren_status status = ren__database_ask(base, "PRAGMA application_id", &id, err);
  if (status == REN_OK) status = ren__database_ask(base, "PRAGMA user_version", version, err);
  if (status == REN_OK) status = ren__database_ask(base, "SELECT count(*) FROM sqlite_master", &objects, err);
  if (status != REN_OK) return status;
  if (id == 0 && *version == 0 && objects == 0) return REN_OK;
  if (id != base->kind->application_id || *version < 1) return ren__database_refuse(base, err, base->kind->alien);
  if (*version > base->kind->version) return ren__database_refuse(base, err, "made by a newer version of renskrift");
  return REN_OK;
}

ren_status ren__database_migrate(ren__database *base, int64_t version, ren_error *err) {
  const ren__database_kind *kind = base->kind;
  if (version == kind->version) return REN_OK;
  ren_status status = ren__database_exec(base, "BEGIN IMMEDIATE", err);
  if (status != REN_OK) return status;
  for (int64_t v = version; v < kind->version && status == REN_OK; v++)
    status = ren__database_exec(base, kind->migrations[v], err);
  char sql[96];
  snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d", (int)kind->application_id,
           kind->version);
  if (status == REN_OK) status = ren__database_exec(base, sql, err);
  return ren__database_end(base, status, err);
}
