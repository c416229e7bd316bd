/* The texts of an index grouped; what of it is new. */
#include "dedup/index_file.h"

#include "alloc.h"

#include <stdlib.h>

ren_status ren_dedup_index_group(ren_dedup **out, ren_dedup_index *index, const ren_dedup_opts *opts, ren_error *err) {
  *out = NULL;
  ren__verdict_memory *memory = ren__memory_new();
  ren_status status = memory ? ren__index_load_texts(index, err) : ren_fail_nomem(err);
  if (status == REN_OK) status = ren__index_load_told(index, err);
  if (status == REN_OK) status = ren__index_load_verdicts(index, memory, err);
  if (status == REN_OK) status = ren__dedup_new_with(out, index->items, index->count, opts, memory, err);
  if (status == REN_OK && index->writing) status = ren__index_store_verdicts(index, memory, err);
  if (*out) (*out)->memory = NULL;
  ren__memory_free(memory);
  if (status != REN_OK) {
    ren_dedup_free(*out);
    *out = NULL;
  }
  return status;
}

/* ---- what is new ------------------------------------------------------------------ */

/* The groups and the texts that stand alone, by their first text. */
typedef struct walk {
  const ren_dedup *d;
  size_t item, cluster; /* next */
  ren_cluster alone;
  ren_member member;
} walk;

static const ren_cluster *next_group(walk *w) {
  const ren_dedup *d = w->d;
  for (; w->item < d->count; w->item++) {
    uint32_t cluster = d->cluster_of[w->item];
    if (cluster != REN__NONE && cluster != w->cluster) continue;
    if (cluster != REN__NONE) return w->item++, &d->clusters[w->cluster++];
    w->member = (ren_member){w->item, 1.0f, REN_RELATION_IDENTICAL};
    w->alone = (ren_cluster){w->item++, &w->member, 1};
    return &w->alone;
  }
  return NULL;
}

static bool was_told(const ren_dedup_index *index, int64_t name) {
  size_t low = 0, high = index->told_count;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (index->told[mid] < name)
      low = mid + 1;
    else
      high = mid;
  }
  return low < index->told_count && index->told[low] == name;
}

static bool has_news(const ren_dedup_index *index, const ren_dedup *d, const ren_cluster *c) {
  for (size_t k = 0; k < c->member_count; k++)
    if (index->is_new[c->members[k].item]) return true;
  return !was_told(index, (int64_t)ren__cluster_name(d, c));
}

void ren_dedup_index_write_new(const ren_dedup_index *index, const ren_dedup *dedup, ren_buf *out) {
  walk w = {.d = dedup};
  for (const ren_cluster *c; (c = next_group(&w)) != NULL;)
    if (has_news(index, dedup, c)) ren__write_cluster(dedup, c, index->is_new, out);
}

static int by_name(const void *p, const void *q) {
  int64_t x = *(const int64_t *)p, y = *(const int64_t *)q;
  return (x > y) - (x < y);
}

static ren_status run_each(ren_dedup_index *index, const char *sql, const int64_t *names, size_t count,
                           const int64_t *without, size_t without_count, ren_error *err) {
  sqlite3_stmt *statement = NULL;
  ren_status status = ren__database_prepare(&index->base, sql, &statement, err);
  for (size_t i = 0, k = 0; status == REN_OK && i < count; i++) {
    while (k < without_count && without[k] < names[i]) k++;
    if (k < without_count && without[k] == names[i]) continue;
    sqlite3_bind_int64(statement, 1, names[i]);
    status = ren__index_step(index, statement, err);
  }
  sqlite3_finalize(statement);
  return status;
}

/* A text that was replaced since it was grouped stays new. */
static ren_status mark_texts(ren_dedup_index *index, ren_error *err) {
  sqlite3_stmt *mark = NULL;
  ren_status status =
      ren__database_prepare(&index->base, "UPDATE text SET told = 1 WHERE id = ?1 AND text = ?2", &mark, err);
  for (size_t i = 0; status == REN_OK && i < index->count; i++) {
    if (!index->is_new[i]) continue;
    ren__index_bind(mark, 1, index->items[i].id);
    ren__index_bind(mark, 2, index->items[i].text);
    status = ren__index_step(index, mark, err);
  }
  sqlite3_finalize(mark);
  return status;
}

ren_status ren_dedup_index_told(ren_dedup_index *index, const ren_dedup *dedup, ren_error *err) {
  if (!index->writing) return ren_fail(err, REN_EINVAL, "the index was opened for reading only");
  size_t count = 0;
  int64_t *names = ren_alloc_array(dedup->count, sizeof *names);
  if (!names) return ren_fail_nomem(err);
  walk w = {.d = dedup};
  for (const ren_cluster *c; (c = next_group(&w)) != NULL;) names[count++] = (int64_t)ren__cluster_name(dedup, c);
  if (count > 1) qsort(names, count, sizeof *names, by_name);
  ren_status status = ren__database_exec(&index->base, "BEGIN IMMEDIATE", err);
  if (status == REN_OK)
    status = run_each(index, "DELETE FROM told WHERE name = ?1", index->told, index->told_count, names, count, err);
  if (status == REN_OK)
    status =
        run_each(index, "INSERT OR IGNORE INTO told VALUES (?1)", names, count, index->told, index->told_count, err);
  if (status == REN_OK) status = mark_texts(index, err);
  status = ren__database_end(&index->base, status, err);
  ren_free(names);
  return status;
}
