/* index_file.h: the inside of ren_dedup_index: an SQLite file with
 *
 *   text      id, text, guard, refers; told: it was in a group that was told as new
 *   told      names of the groups (and lone texts) that were told last
 *   verdict   what the last grouping found out about pairs (verdict_memory.h)
 *
 * Verdicts are a cache: those that the last grouping did not ask for are dropped, so it
 * grows with the pairs that are candidates now. Writers use SQLite's rollback journal:
 * one file when nobody is at work, and a transaction cut short is rolled back by whoever
 * opens the file next (sqlite.org/lockingv3.html).
 */
#ifndef REN_DEDUP_INDEX_FILE_H
#define REN_DEDUP_INDEX_FILE_H

#include "arena.h"
#include "database.h"
#include "dedup/dedup_state.h"

struct ren_dedup_index {
  ren__database base;
  bool writing;
  ren_arena *arena; /* the strings of ... */
  ren_dedup_item *items;
  bool *is_new; /* by item: not told yet */
  size_t count;
  int64_t *told; /* names, ascending */
  size_t told_count, told_cap;
};

/* Reads all texts, sorted by id. */
ren_status ren__index_load_texts(ren_dedup_index *index, ren_error *err);
ren_status ren__index_load_told(ren_dedup_index *index, ren_error *err);
ren_status ren__index_load_verdicts(ren_dedup_index *index, ren__verdict_memory *memory, ren_error *err);
ren_status ren__index_store_verdicts(ren_dedup_index *index, ren__verdict_memory *memory, ren_error *err);

/* Binds, NUL bytes and all. */
int ren__index_bind(sqlite3_stmt *statement, int parameter, ren_str value);
ren_str ren__index_column(sqlite3_stmt *statement, int column);
/* Steps a statement that gives no rows, and resets it. */
ren_status ren__index_step(ren_dedup_index *index, sqlite3_stmt *statement, ren_error *err);

#endif
