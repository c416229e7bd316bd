#include "alloc.h"
#include "arena.h"
#include "state.h"

#include <string.h>

static const char *const sql[REN__QUERY_COUNT] = {
    [REN__ADD_FILE] =
        "INSERT INTO file (path, name, media, size, hash, pages, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0)",
    [REN__FIND_FILE] = "SELECT id, size, hash FROM file WHERE path = ?1",
    [REN__RESET_FILE] = ("UPDATE file SET name = ?2, media = ?3, size = ?4, hash = ?5, pages = ?6, state = 0,"
                         " message = NULL WHERE id = ?1"),
    [REN__RENAME_FILE] = "UPDATE file SET name = ?2 WHERE id = ?1 AND name <> ?2",
    [REN__DROP_PAGES] = "DELETE FROM page WHERE file = ?1",
    [REN__SET_FILE] = "UPDATE file SET state = ?2, pages = ?3, message = ?4 WHERE id = ?1",
    [REN__LIST_FILES] = "SELECT id, path, name, media, size, hash, pages, state, message FROM file ORDER BY id",
    [REN__PUT_PAGE] = "INSERT OR REPLACE INTO page (file, number, record, preview) VALUES (?1, ?2, ?3, ?4)",
    [REN__GET_PAGE] = "SELECT record, preview FROM page WHERE file = ?1 AND number = ?2",
    [REN__COUNT_PAGES] = "SELECT count(*) FROM page WHERE file = ?1 AND number > 0",
    [REN__PUT_NOTE] = "INSERT OR REPLACE INTO note (key, value) VALUES (?1, ?2)",
    [REN__LIST_NOTES] = "SELECT key, value FROM note ORDER BY key",
};

static bool only_reads(int query) {
  return query == REN__FIND_FILE || query == REN__LIST_FILES || query == REN__GET_PAGE || query == REN__COUNT_PAGES ||
         query == REN__LIST_NOTES;
}

ren_status ren__state_prepare(ren_run *run, bool writing, ren_error *err) {
  for (int i = 0; i < REN__QUERY_COUNT; i++) {
    if (!writing && !only_reads(i)) continue;
    ren_status status = ren__database_prepare(&run->base, sql[i], &run->queries[i], err);
    if (status != REN_OK) return status;
  }
  return REN_OK;
}

/* ---- one statement at a time, under the mutex ----------------------------- */

typedef struct call {
  ren_run *run;
  sqlite3_stmt *statement;
  int code; /* the first failure, or how the last step ended */
  int next; /* number of the next parameter */
} call;

static call begin(ren_run *run, ren__query query) { return (call){run, run->queries[query], SQLITE_OK, 1}; }

static void note_code(call *c, int code) {
  c->next++;
  if (c->code == SQLITE_OK) c->code = code;
}

static void bind_int(call *c, int64_t value) { note_code(c, sqlite3_bind_int64(c->statement, c->next, value)); }

static void bind_text(call *c, const char *value) {
  note_code(c, sqlite3_bind_text(c->statement, c->next, value, -1, SQLITE_STATIC));
}

static void bind_blob(call *c, ren_str value) {
  note_code(c, sqlite3_bind_blob64(c->statement, c->next, value.len ? value.ptr : "", value.len, SQLITE_STATIC));
}

static bool step(call *c) {
  if (c->code == SQLITE_OK || c->code == SQLITE_ROW) c->code = sqlite3_step(c->statement);
  return c->code == SQLITE_ROW;
}

static void end(call *c) {
  sqlite3_reset(c->statement);
  sqlite3_clear_bindings(c->statement);
}

static ren_status finish(call *c, const char *what, ren_error *err) {
  ren_status status = REN_OK;
  if (c->code != SQLITE_DONE && c->code != SQLITE_ROW && c->code != SQLITE_OK)
    status = ren__database_fail(&c->run->base, c->code, what, err);
  end(c);
  return status;
}

static const char writing[] = "keep", reading[] = "read";

static ren_status refuse_reader(const ren_run *run, ren_error *err) {
  if (run->lock >= 0) return REN_OK;
  return ren_fail(err, REN_EINVAL, "the state of the run was opened for reading only");
}

/* ---- files ----------------------------------------------------------------- */

static void bind_contents(call *c, const ren_run_file *file) {
  bind_text(c, file->name ? file->name : "");
  bind_int(c, (int64_t)file->media);
  bind_int(c, (int64_t)file->size);
  bind_int(c, (int64_t)file->hash);
  bind_int(c, (int64_t)file->pages);
}

static ren_status insert_file(int64_t *id, ren_run *run, const ren_run_file *file, ren_error *err) {
  call c = begin(run, REN__ADD_FILE);
  bind_text(&c, file->path);
  bind_contents(&c, file);
  step(&c);
  *id = sqlite3_last_insert_rowid(run->base.db);
  return finish(&c, writing, err);
}

static ren_status drop_pages(ren_run *run, int64_t id, ren_error *err) {
  call c = begin(run, REN__DROP_PAGES);
  bind_int(&c, id);
  step(&c);
  return finish(&c, writing, err);
}

static ren_status reset_file(ren_run *run, int64_t id, const ren_run_file *file, ren_error *err) {
  ren_status status = drop_pages(run, id, err);
  if (status != REN_OK) return status;
  call c = begin(run, REN__RESET_FILE);
  bind_int(&c, id);
  bind_contents(&c, file);
  step(&c);
  return finish(&c, writing, err);
}

static ren_status rename_file(ren_run *run, int64_t id, const ren_run_file *file, ren_error *err) {
  call c = begin(run, REN__RENAME_FILE);
  bind_int(&c, id);
  bind_text(&c, file->name ? file->name : "");
  step(&c);
  return finish(&c, writing, err);
}

static ren_status add_file(int64_t *id, ren_run *run, const ren_run_file *file, ren_error *err) {
  call c = begin(run, REN__FIND_FILE);
  bind_text(&c, file->path);
  bool known = step(&c), same = false;
  if (known) {
    *id = sqlite3_column_int64(c.statement, 0);
    same = sqlite3_column_int64(c.statement, 1) == (int64_t)file->size &&
           sqlite3_column_int64(c.statement, 2) == (int64_t)file->hash;
  }
  ren_status status = finish(&c, reading, err);
  if (status != REN_OK) return status;
  if (!known) return insert_file(id, run, file, err);
  return same ? rename_file(run, *id, file, err) : reset_file(run, *id, file, err);
}

ren_status ren_run_add_file(int64_t *id, ren_run *run, const ren_run_file *file, ren_error *err) {
  *id = 0;
  ren_status status = refuse_reader(run, err);
  if (status != REN_OK) return status;
  if (!file->path) return ren_fail(err, REN_EINVAL, "a file without a path");
  pthread_mutex_lock(&run->mutex);
  status = ren__database_exec(&run->base, "BEGIN IMMEDIATE", err);
  if (status == REN_OK) status = add_file(id, run, file, err);
  status = ren__database_end(&run->base, status, err);
  pthread_mutex_unlock(&run->mutex);
  return status;
}

ren_status ren_run_set_file(ren_run *run, int64_t id, ren_file_state state, uint32_t pages, const char *message,
                            ren_error *err) {
  ren_status status = refuse_reader(run, err);
  if (status != REN_OK) return status;
  pthread_mutex_lock(&run->mutex);
  call c = begin(run, REN__SET_FILE);
  bind_int(&c, id);
  bind_int(&c, (int64_t)state);
  bind_int(&c, (int64_t)pages);
  bind_text(&c, message);
  step(&c);
  status = finish(&c, writing, err);
  if (status == REN_OK && sqlite3_changes(run->base.db) == 0)
    status = ren_fail(err, REN_EINVAL, "no file of this run has the number %lld", (long long)id);
  pthread_mutex_unlock(&run->mutex);
  return status;
}

typedef struct file_list {
  ren_run_file *ptr;
  size_t count, cap;
  ren_arena *strings;
} file_list;

/* SQLite's column text; NULL stays NULL. false: out of memory. */
static bool copy_column(file_list *list, sqlite3_stmt *row, int column, const char **out) {
  const char *text = (const char *)sqlite3_column_text(row, column);
  *out = NULL;
  if (!text) return sqlite3_column_type(row, column) == SQLITE_NULL;
  *out = ren_arena_copy(list->strings, (ren_str){text, (size_t)sqlite3_column_bytes(row, column)});
  return *out != NULL;
}

static ren_file_state state_of(int64_t value) {
  return value == REN_FILE_DONE || value == REN_FILE_FAILED ? (ren_file_state)value : REN_FILE_PENDING;
}

static bool copy_file(file_list *list, sqlite3_stmt *row) {
  if (!ren_grow(&list->ptr, &list->cap, list->count, sizeof *list->ptr)) return false;
  ren_run_file *file = &list->ptr[list->count++];
  *file = (ren_run_file){.id = sqlite3_column_int64(row, 0),
                         .media = (ren_media)sqlite3_column_int(row, 3),
                         .size = (uint64_t)sqlite3_column_int64(row, 4),
                         .hash = (uint64_t)sqlite3_column_int64(row, 5),
                         .pages = (uint32_t)sqlite3_column_int64(row, 6),
                         .state = state_of(sqlite3_column_int64(row, 7))};
  return copy_column(list, row, 1, &file->path) && copy_column(list, row, 2, &file->name) &&
         copy_column(list, row, 8, &file->message);
}

/* The list is copied first, so that fn may call back into the run. */
ren_status ren_run_each_file(ren_run *run, bool (*fn)(void *payload, const ren_run_file *file), void *payload,
                             ren_error *err) {
  file_list list = {.strings = ren_arena_new()};
  bool room = list.strings != NULL;
  pthread_mutex_lock(&run->mutex);
  call c = begin(run, REN__LIST_FILES);
  while (room && step(&c)) room = copy_file(&list, c.statement);
  ren_status status = finish(&c, reading, err);
  pthread_mutex_unlock(&run->mutex);
  if (status == REN_OK && !room) status = ren_fail_nomem(err);
  for (size_t i = 0; i < list.count && status == REN_OK; i++)
    if (!fn(payload, &list.ptr[i])) break;
  ren_free(list.ptr);
  ren_arena_free(list.strings);
  return status;
}

/* ---- pages ------------------------------------------------------------------ */

ren_status ren_run_put_page(ren_run *run, int64_t file, uint32_t page, ren_str record, ren_str preview,
                            ren_error *err) {
  ren_status status = refuse_reader(run, err);
  if (status != REN_OK) return status;
  pthread_mutex_lock(&run->mutex);
  call c = begin(run, REN__PUT_PAGE);
  bind_int(&c, file);
  bind_int(&c, (int64_t)page);
  bind_blob(&c, record);
  bind_blob(&c, preview);
  step(&c);
  if ((c.code & 0xFF) == SQLITE_CONSTRAINT) {
    status = ren_fail(err, REN_EINVAL, "no file of this run has the number %lld", (long long)file);
    end(&c);
  } else {
    status = finish(&c, writing, err);
  }
  pthread_mutex_unlock(&run->mutex);
  return status;
}

static void append_column(ren_buf *out, sqlite3_stmt *row, int column) {
  if (!out) return;
  const void *bytes = sqlite3_column_blob(row, column);
  int len = sqlite3_column_bytes(row, column);
  if (bytes && len > 0) ren_buf_append(out, bytes, (size_t)len);
}

ren_status ren_run_get_page(bool *found, ren_run *run, int64_t file, uint32_t page, ren_buf *record, ren_buf *preview,
                            ren_error *err) {
  pthread_mutex_lock(&run->mutex);
  call c = begin(run, REN__GET_PAGE);
  bind_int(&c, file);
  bind_int(&c, (int64_t)page);
  *found = step(&c);
  if (*found) {
    append_column(record, c.statement, 0);
    append_column(preview, c.statement, 1);
  }
  ren_status status = finish(&c, reading, err);
  pthread_mutex_unlock(&run->mutex);
  if (status == REN_OK && ((record && record->status != REN_OK) || (preview && preview->status != REN_OK)))
    status = ren_fail_nomem(err);
  if (status != REN_OK) *found = false;
  return status;
}

ren_status ren_run_count_pages(uint32_t *out, ren_run *run, int64_t file, ren_error *err) {
  *out = 0;
  pthread_mutex_lock(&run->mutex);
  call c = begin(run, REN__COUNT_PAGES);
  bind_int(&c, file);
  if (step(&c)) *out = (uint32_t)sqlite3_column_int64(c.statement, 0);
  ren_status status = finish(&c, reading, err);
  pthread_mutex_unlock(&run->mutex);
  return status;
}

/* ---- notes ------------------------------------------------------------------ */

ren_status ren_run_put_note(ren_run *run, const char *key, const char *value, ren_error *err) {
  ren_status status = refuse_reader(run, err);
  if (status != REN_OK) return status;
  if (!key || !value) return ren_fail(err, REN_EINVAL, "a note without a key or value");
  pthread_mutex_lock(&run->mutex);
  call c = begin(run, REN__PUT_NOTE);
  bind_text(&c, key);
  bind_text(&c, value);
  step(&c);
  status = finish(&c, writing, err);
  pthread_mutex_unlock(&run->mutex);
  return status;
}

ren_status ren__run_each_note(ren_run *run, bool (*fn)(void *payload, const char *key, const char *value),
                              void *payload, ren_error *err) {
  bool more = true;
  pthread_mutex_lock(&run->mutex);
  call c = begin(run, REN__LIST_NOTES);
  while (more && step(&c)) {
    const char *key = (const char *)sqlite3_column_text(c.statement, 0);
    const char *value = (const char *)sqlite3_column_text(c.statement, 1);
    if (key && value) more = fn(payload, key, value);
  }
  ren_status status = finish(&c, reading, err);
  pthread_mutex_unlock(&run->mutex);
  if (status == REN_OK && !more) status = ren_fail_nomem(err);
  return status;
}
