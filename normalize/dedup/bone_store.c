#include "dedup/bone_store.h"

#include "alloc.h"
#include "dedup/boilerplate.h"
#include "dedup/damage.h"

#include <endian.h>
#include <string.h>

typedef struct reader {
  ren__bone_store *store;
  const ren_str *texts;
} reader;

static size_t pack(uint8_t *out, const uint8_t *bone, size_t count) {
  for (size_t i = 0; i + 1 < count; i += 2) out[i / 2] = (uint8_t)(bone[i] | bone[i + 1] << 4);
  if (count % 2) out[count / 2] = bone[count - 1];
  return (count + 1) / 2;
}

/* The bones of the texts of a task, one after the other in a block. */
static bool read_task(void *payload, size_t task) {
  reader *r = payload;
  ren__bone_store *s = r->store;
  ren__skeleton sk = {0};
  size_t from = task * REN__TASK_TEXTS, to = ren__task_end(task, s->count), used = 0, most = 1;
  for (size_t i = from; i < to; i++) most += r->texts[i].len + 1; /* m makes two bones */
  uint8_t *pairs = ren_alloc(most);
  bool ok = pairs != NULL;
  for (size_t i = from; ok && i < to; i++) {
    ok = ren__skeleton_make(&sk, r->texts[i]);
    if (!ok) break;
    s->start[i] = used;
    s->length[i] = (uint32_t)sk.bones;
    s->damaged[i] = ren__damage(&sk) >= REN__BADLY_DAMAGED;
    used += pack(pairs + used, sk.bone, sk.bones);
  }
  ren__skeleton_free(&sk);
  uint8_t *trimmed = ok ? ren_realloc_array(pairs, used + 1, 1) : NULL;
  s->block[task].pairs = trimmed ? trimmed : pairs;
  return ok;
}

static bool buffer_room(ren__bone_buffer *buffer, size_t bones) {
  if (bones + 2 <= buffer->cap) return true;
  ren_free(buffer->ptr);
  buffer->cap = bones + bones / 2 + 64;
  buffer->ptr = ren_alloc(buffer->cap);
  if (!buffer->ptr) buffer->cap = 0;
  return buffer->ptr != NULL;
}

/* Four bytes are pulled apart at once. */
static void unpack_eight(uint8_t *out, const uint8_t *pairs) {
  uint32_t four;
  memcpy(&four, pairs, sizeof four);
  uint64_t x = le32toh(four);
  x = (x | x << 16) & UINT64_C(0x0000FFFF0000FFFF);
  x = (x | x << 8) & UINT64_C(0x00FF00FF00FF00FF);
  x = (x | x << 4) & UINT64_C(0x0F0F0F0F0F0F0F0F);
  x = htole64(x);
  memcpy(out, &x, sizeof x);
}

bool ren__bones_unmarked(ren__bones *out, ren__bone_buffer *buffer, const ren__bone_store *s, size_t text) {
  size_t count = s->length[text];
  const uint8_t *pairs = s->block[text / REN__TASK_TEXTS].pairs + s->start[text];
  if (!buffer_room(buffer, count)) return false;
  size_t i = 0, half = (count + 1) / 2;
  for (; i + 4 <= half; i += 4) unpack_eight(buffer->ptr + 2 * i, pairs + i);
  for (; i < half; i++) {
    buffer->ptr[2 * i] = pairs[i] & 15;
    buffer->ptr[2 * i + 1] = pairs[i] >> 4;
  }
  *out = (ren__bones){buffer->ptr, count};
  return true;
}

bool ren__bones_read(ren__bones *out, ren__bone_buffer *buffer, const ren__bone_store *s, size_t text) {
  if (!ren__bones_unmarked(out, buffer, s, text)) return false;
  const ren__bone_block *block = &s->block[text / REN__TASK_TEXTS];
  bool last = text + 1 == ren__task_end(text / REN__TASK_TEXTS, s->count);
  for (size_t k = s->run[text]; k < (last ? block->run_count : s->run[text + 1]); k++)
    for (uint32_t i = block->runs[k].from; i < block->runs[k].to; i++) buffer->ptr[i] |= REN__COMMON;
  return true;
}

void ren__bone_buffer_free(ren__bone_buffer *buffer) {
  ren_free(buffer->ptr);
  *buffer = (ren__bone_buffer){0};
}

static ren_status read_bones(reader *r, unsigned threads, ren_error *err) {
  ren__bone_store *s = r->store;
  size_t tasks = ren__task_count(s->count);
  s->block = ren_alloc_array(tasks, sizeof *s->block);
  s->start = ren_alloc_array(s->count, sizeof *s->start);
  s->length = ren_alloc_array(s->count, sizeof *s->length);
  s->run = ren_alloc_array(s->count, sizeof *s->run);
  s->rare = ren_alloc_array(s->count, sizeof *s->rare);
  s->damaged = ren_alloc_array(s->count, sizeof *s->damaged);
  if (!s->block || !s->start || !s->length || !s->run || !s->rare || !s->damaged ||
      !ren_parallel(tasks, threads, read_task, r))
    return ren_fail_nomem(err);
  for (size_t i = 0; i < s->count; i++) s->bones += s->length[i];
  return REN_OK;
}

ren_status ren__bone_store_new(ren__bone_store **out, const ren_str *texts, size_t count, size_t common,
                               unsigned threads, ren_error *err) {
  *out = NULL;
  if (count >= (size_t)1 << REN__ID_BITS)
    return ren_fail(err, REN_ELIMIT, "more than %u texts", (1U << REN__ID_BITS) - 1);
  ren__bone_store *store = ren_alloc(sizeof *store);
  if (!store) return ren_fail_nomem(err);
  reader r = {.store = store, .texts = texts};
  store->count = count;
  ren_status status = read_bones(&r, threads, err);
  if (status == REN_OK && !ren__boilerplate_mark(store, common, threads)) status = ren_fail_nomem(err);
  if (status == REN_OK)
    *out = store;
  else
    ren__bone_store_free(store);
  return status;
}

void ren__bone_store_free(ren__bone_store *store) {
  if (!store) return;
  for (size_t k = 0; store->block && k < ren__task_count(store->count); k++)
    ren_free(store->block[k].pairs), ren_free(store->block[k].runs);
  ren_free(store->block), ren_free(store->start), ren_free(store->run), ren_free(store->length);
  ren_free(store->rare), ren_free(store->damaged);
  ren_free(store);
}

/* ---- one text, without a batch ------------------------------------------------ */

ren_status ren__bone_store_given(ren__bone_store **out, const ren_str *texts, size_t count, const uint64_t *common,
                                 size_t common_count, ren_error *err) {
  *out = NULL;
  ren__bone_store *store = ren_alloc(sizeof *store);
  if (!store) return ren_fail_nomem(err);
  reader r = {store, texts};
  store->count = count;
  ren_status status = read_bones(&r, 1, err);
  if (status == REN_OK && !ren__boilerplate_mark_given(store, common, common_count)) status = ren_fail_nomem(err);
  if (status == REN_OK)
    *out = store;
  else
    ren__bone_store_free(store);
  return status;
}
