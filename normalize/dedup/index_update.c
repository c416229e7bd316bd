/* Texts put into an index and taken out. */
#include "dedup/index_file.h"

#include <stdio.h>

typedef struct updater {
  ren_dedup_index *index;
  const ren_hooks *hooks;
  ren_index_counts *counts;
  sqlite3_stmt *find, *add, *replace, *drop;
} updater;

static void tell(const updater *u, ren_str id, const char *what) {
  char text[256];
  int length = id.len < 160 ? (int)id.len : 160;
  if (!u->hooks || !u->hooks->message) return;
  snprintf(text, sizeof text, "%.*s: %s", length, id.len ? id.ptr : "", what);
  u->hooks->message(u->hooks->payload, REN_LOG_INFO, text);
}

static ren_status prepare(updater *u, ren_error *err) {
  ren__database *base = &u->index->base;
  ren_status status = ren__database_prepare(base, "SELECT text, guard, refers FROM text WHERE id = ?1", &u->find, err);
  if (status == REN_OK)
    status = ren__database_prepare(base, "INSERT INTO text (id, text, guard, refers, told) VALUES (?1, ?2, ?3, ?4, 0)",
                                   &u->add, err);
  if (status == REN_OK)
    status = ren__database_prepare(base, "UPDATE text SET text = ?2, guard = ?3, refers = ?4, told = 0 WHERE id = ?1",
                                   &u->replace, err);
  if (status == REN_OK) status = ren__database_prepare(base, "DELETE FROM text WHERE id = ?1", &u->drop, err);
  return status;
}

/* Is the item there, and is it the same? */
static ren_status find(updater *u, const ren_dedup_item *item, bool *there, bool *same, ren_error *err) {
  ren__index_bind(u->find, 1, item->id);
  int code = sqlite3_step(u->find);
  *there = code == SQLITE_ROW;
  *same = *there && ren_str_eq(ren__index_column(u->find, 0), item->text) &&
          ren_str_eq(ren__index_column(u->find, 1), item->guard) &&
          ren_str_eq(ren__index_column(u->find, 2), item->refers_id);
  sqlite3_reset(u->find);
  if (code == SQLITE_ROW || code == SQLITE_DONE) return REN_OK;
  return ren__database_fail(&u->index->base, code, "read", err);
}

static ren_status put(updater *u, const ren_dedup_item *item, ren_error *err) {
  bool there, same;
  ren_status status = find(u, item, &there, &same, err);
  if (status != REN_OK) return status;
  if (same) {
    u->counts->same++;
    return REN_OK;
  }
  sqlite3_stmt *statement = there ? u->replace : u->add;
  ren__index_bind(statement, 1, item->id);
  ren__index_bind(statement, 2, item->text);
  ren__index_bind(statement, 3, item->guard);
  ren__index_bind(statement, 4, item->refers_id);
  if (there) {
    u->counts->replaced++;
    tell(u, item->id, "another text was there before");
  } else {
    u->counts->added++;
  }
  return ren__index_step(u->index, statement, err);
}

static ren_status drop(updater *u, ren_str id, ren_error *err) {
  ren__index_bind(u->drop, 1, id);
  ren_status status = ren__index_step(u->index, u->drop, err);
  if (status != REN_OK) return status;
  if (sqlite3_changes(u->index->base.db)) {
    u->counts->forgotten++;
  } else {
    u->counts->unknown++;
    tell(u, id, "is not in the index");
  }
  return REN_OK;
}

ren_status ren_dedup_index_update(ren_dedup_index *index, const ren_dedup_item *items, size_t count,
                                  const ren_str *forget, size_t forget_count, const ren_hooks *hooks,
                                  ren_index_counts *counts, ren_error *err) {
  ren_index_counts unwanted;
  updater u = {.index = index, .hooks = hooks, .counts = counts ? counts : &unwanted};
  *u.counts = (ren_index_counts){0};
  if (!index->writing) return ren_fail(err, REN_EINVAL, "the index was opened for reading only");
  ren_status status = ren__database_exec(&index->base, "BEGIN IMMEDIATE", err);
  if (status == REN_OK) status = prepare(&u, err);
  for (size_t i = 0; status == REN_OK && i < forget_count; i++) status = drop(&u, forget[i], err);
  for (size_t i = 0; status == REN_OK && i < count; i++) status = put(&u, &items[i], err);
  status = ren__database_end(&index->base, status, err);
  sqlite3_finalize(u.find), sqlite3_finalize(u.add), sqlite3_finalize(u.replace), sqlite3_finalize(u.drop);
  return status;
}
