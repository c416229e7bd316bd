/* The file of an index: opened, its texts and verdicts read and stored. */
#include "dedup/index_file.h"

#include "alloc.h"

#include <stdlib.h>

enum { APPLICATION_ID = 0x52454E44 /* REND */ };

static const char *const migrations[] = {
    "CREATE TABLE text (id BLOB NOT NULL UNIQUE, text BLOB NOT NULL, guard BLOB NOT NULL, refers BLOB NOT NULL,"
    " told INTEGER NOT NULL);"
    "CREATE TABLE told (name INTEGER PRIMARY KEY);"
    "CREATE TABLE verdict (key INTEGER PRIMARY KEY, proof INTEGER NOT NULL, value BLOB NOT NULL);",
};
enum { VERSION = sizeof migrations / sizeof *migrations };

static const ren__database_kind kind = {"index", "not an index of renskrift", APPLICATION_ID, migrations, VERSION};

/* Texts are a few thousand bytes: several fit a page. A large cache keeps a batch from
 * being written before its end. */
static const char settings[] = "PRAGMA page_size = 16384; PRAGMA cache_size = -65536";

ren_status ren_dedup_index_open(ren_dedup_index **out, const char *path, bool writing, ren_error *err) {
  *out = NULL;
  ren_dedup_index *index = ren_alloc(sizeof *index);
  if (!index) return ren_fail_nomem(err);
  index->writing = writing;
  int64_t version = 0;
  ren_status status = ren__database_init(&index->base, &kind, path) ? REN_OK : ren_fail_nomem(err);
  if (status == REN_OK)
    status = writing ? ren__database_connect(&index->base, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err)
                     : ren__database_connect_reader(&index->base, err);
  if (status == REN_OK) status = ren__database_check(&index->base, &version, err);
  if (status == REN_OK) status = ren__database_exec(&index->base, settings, err);
  if (status == REN_OK && writing) status = ren__database_migrate(&index->base, version, err);
  if (status == REN_OK && !writing && version != VERSION)
    status = ren__database_refuse(&index->base, err, version ? "made by an older version of renskrift" : kind.alien);
  if (status == REN_OK)
    *out = index;
  else
    ren_dedup_index_free(index);
  return status;
}

void ren_dedup_index_free(ren_dedup_index *index) {
  if (!index) return;
  ren__database_clear(&index->base);
  ren_arena_free(index->arena);
  ren_free(index->items), ren_free(index->is_new), ren_free(index->told);
  ren_free(index);
}

const ren_dedup_item *ren_dedup_index_items(const ren_dedup_index *index, size_t *count) {
  *count = index->count;
  return index->items;
}

/* ---- rows ----------------------------------------------------------------------- */

int ren__index_bind(sqlite3_stmt *statement, int parameter, ren_str value) {
  return sqlite3_bind_blob64(statement, parameter, value.len ? value.ptr : "", value.len, SQLITE_STATIC);
}

ren_str ren__index_column(sqlite3_stmt *statement, int column) {
  const char *bytes = sqlite3_column_blob(statement, column);
  return (ren_str){bytes ? bytes : "", bytes ? (size_t)sqlite3_column_bytes(statement, column) : 0};
}

ren_status ren__index_step(ren_dedup_index *index, sqlite3_stmt *statement, ren_error *err) {
  int code = sqlite3_step(statement);
  ren_status status = code == SQLITE_DONE ? REN_OK : ren__database_fail(&index->base, code, "keep", err);
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  return status;
}

/* Calls take for each row; it returns false when out of memory. */
static ren_status each_row(ren_dedup_index *index, const char *sql, bool (*take)(void *payload, sqlite3_stmt *row),
                           void *payload, ren_error *err) {
  sqlite3_stmt *statement = NULL;
  ren_status status = ren__database_prepare(&index->base, sql, &statement, err);
  int code = SQLITE_DONE;
  bool ok = true;
  while (status == REN_OK && ok && (code = sqlite3_step(statement)) == SQLITE_ROW) ok = take(payload, statement);
  if (status == REN_OK && ok && code != SQLITE_DONE) status = ren__database_fail(&index->base, code, "read", err);
  sqlite3_finalize(statement);
  return ok ? status : ren_fail_nomem(err);
}

/* ---- texts ---------------------------------------------------------------------- */

typedef struct text_row {
  ren_dedup_item item;
  bool is_new;
} text_row;

typedef struct text_rows {
  ren_arena *arena;
  text_row *list;
  size_t count, cap;
} text_rows;

static bool take_text(void *payload, sqlite3_stmt *row) {
  text_rows *rows = payload;
  if (!ren_grow(&rows->list, &rows->cap, rows->count, sizeof *rows->list)) return false;
  text_row *t = &rows->list[rows->count++];
  t->is_new = sqlite3_column_int(row, 4) == 0;
  return ren_arena_str(rows->arena, ren__index_column(row, 0), &t->item.id) &&
         ren_arena_str(rows->arena, ren__index_column(row, 1), &t->item.text) &&
         ren_arena_str(rows->arena, ren__index_column(row, 2), &t->item.guard) &&
         ren_arena_str(rows->arena, ren__index_column(row, 3), &t->item.refers_id);
}

static int by_id(const void *p, const void *q) {
  return ren__compare_bytes(((const text_row *)p)->item.id, ((const text_row *)q)->item.id);
}

ren_status ren__index_load_texts(ren_dedup_index *index, ren_error *err) {
  text_rows rows = {.arena = ren_arena_new()};
  ren_arena_free(index->arena);
  ren_free(index->items), ren_free(index->is_new);
  index->arena = rows.arena;
  index->items = NULL, index->is_new = NULL, index->count = 0;
  ren_status status = rows.arena
                          ? each_row(index, "SELECT id, text, guard, refers, told FROM text", take_text, &rows, err)
                          : ren_fail_nomem(err);
  if (status == REN_OK && rows.count) {
    qsort(rows.list, rows.count, sizeof *rows.list, by_id);
    index->items = ren_alloc_array(rows.count, sizeof *index->items);
    index->is_new = ren_alloc_array(rows.count, sizeof *index->is_new);
    if (!index->items || !index->is_new) status = ren_fail_nomem(err);
  }
  for (size_t i = 0; status == REN_OK && i < rows.count; i++) {
    index->items[i] = rows.list[i].item;
    index->is_new[i] = rows.list[i].is_new;
    index->count = i + 1;
  }
  ren_free(rows.list);
  return status;
}

static bool take_told(void *payload, sqlite3_stmt *row) {
  ren_dedup_index *index = payload;
  if (!ren_grow(&index->told, &index->told_cap, index->told_count, sizeof *index->told)) return false;
  index->told[index->told_count++] = sqlite3_column_int64(row, 0);
  return true;
}

ren_status ren__index_load_told(ren_dedup_index *index, ren_error *err) {
  index->told_count = 0;
  return each_row(index, "SELECT name FROM told ORDER BY name", take_told, index, err);
}

/* ---- verdicts --------------------------------------------------------------------- */

static bool take_verdict(void *payload, sqlite3_stmt *row) {
  ren__remembered r = {sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1), ren__index_column(row, 2)};
  return ren__memory_load(payload, &r);
}

ren_status ren__index_load_verdicts(ren_dedup_index *index, ren__verdict_memory *memory, ren_error *err) {
  return each_row(index, "SELECT key, proof, value FROM verdict ORDER BY key", take_verdict, memory, err);
}

static ren_status drop_stale(ren_dedup_index *index, const ren__verdict_memory *memory, ren_error *err) {
  sqlite3_stmt *drop = NULL;
  size_t at = 0;
  int64_t key;
  ren_status status = ren__database_prepare(&index->base, "DELETE FROM verdict WHERE key = ?1", &drop, err);
  while (status == REN_OK && ren__memory_next_stale(memory, &at, &key)) {
    sqlite3_bind_int64(drop, 1, key);
    status = ren__index_step(index, drop, err);
  }
  sqlite3_finalize(drop);
  return status;
}

static ren_status put_fresh(ren_dedup_index *index, ren__verdict_memory *memory, ren_error *err) {
  sqlite3_stmt *put = NULL;
  size_t count = ren__memory_sort_fresh(memory);
  ren_status status =
      ren__database_prepare(&index->base, "INSERT OR REPLACE INTO verdict VALUES (?1, ?2, ?3)", &put, err);
  for (size_t i = 0; status == REN_OK && i < count; i++) {
    ren__remembered r = ren__memory_fresh(memory, i);
    sqlite3_bind_int64(put, 1, r.key);
    sqlite3_bind_int64(put, 2, r.proof);
    ren__index_bind(put, 3, r.value);
    status = ren__index_step(index, put, err);
  }
  sqlite3_finalize(put);
  return status;
}

ren_status ren__index_store_verdicts(ren_dedup_index *index, ren__verdict_memory *memory, ren_error *err) {
  size_t at = 0;
  int64_t key;
  if (ren__memory_sort_fresh(memory) == 0 && !ren__memory_next_stale(memory, &at, &key)) return REN_OK;
  ren_status status = ren__database_exec(&index->base, "BEGIN IMMEDIATE", err);
  if (status == REN_OK) status = drop_stale(index, memory, err);
  if (status == REN_OK) status = put_fresh(index, memory, err);
  return ren__database_end(&index->base, status, err);
}
