/* database.h: an SQLite file of ours: opened with care, made and brought up to date,
 * its failures in plain English.
 *
 * A file says whose it is (application_id) and of which version (user_version).
 * Version n+1 is made from version n by migrations[n], in one transaction. The file may
 * come from elsewhere: nothing in its schema is trusted.
 */
#ifndef REN_DATABASE_H
#define REN_DATABASE_H

#include <renskrift/base.h>

#include <sqlite3.h>

typedef struct ren__database_kind {
  const char *name;  /* in messages: "cannot read the <name>" */
  const char *alien; /* "not a ... of renskrift" */
  int32_t application_id;
  const char *const *migrations;
  int version; /* how many there are */
} ren__database_kind;

typedef struct ren__database {
  const ren__database_kind *kind;
  sqlite3 *db;
  char *path;
} ren__database;

/* Copies the path; false: out of memory. Nothing is opened yet. */
bool ren__database_init(ren__database *base, const ren__database_kind *kind, const char *path);
void ren__database_clear(ren__database *base);

ren_status ren__database_connect(ren__database *base, int flags, ren_error *err);
/* For reading: the first way also sees what a killed writer left in its log, the second
 * is for folders that nothing can be written to. */
ren_status ren__database_connect_reader(ren__database *base, ren_error *err);
/* Ours, and of a version that we know? An empty file is version 0. */
ren_status ren__database_check(ren__database *base, int64_t *version, ren_error *err);
ren_status ren__database_migrate(ren__database *base, int64_t version, ren_error *err);

/* Turns an SQLite failure into ours; verb: open, read or keep. */
ren_status ren__database_fail(ren__database *base, int code, const char *verb, ren_error *err);
ren_status ren__database_refuse(ren__database *base, ren_error *err, const char *why);
ren_status ren__database_exec(ren__database *base, const char *sql, ren_error *err);
/* The first column of the first row, as a number. */
ren_status ren__database_ask(ren__database *base, const char *sql, int64_t *out, ren_error *err);
ren_status ren__database_prepare(ren__database *base, const char *sql, sqlite3_stmt **out, ren_error *err);
/* Ends the transaction that is open, if one is: commits if status is REN_OK. */
ren_status ren__database_end(ren__database *base, ren_status status, ren_error *err);

#endif
