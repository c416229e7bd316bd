#include "string_table.h"

#include "alloc.h"
#include "arena.h"

#include <string.h>

struct ren__strings {
  ren_arena *arena;
  ren_str *list;
  size_t count, cap;
  uint32_t *slots;   /* number + 1; 0: empty */
  size_t slot_count; /* a power of two */
};

static uint64_t hash(ren_str s) { /* FNV-1a, 64 bits */
  uint64_t h = UINT64_C(0xcbf29ce484222325);
  for (size_t i = 0; i < s.len; i++) h = (h ^ (unsigned char)s.ptr[i]) * UINT64_C(0x100000001b3);
  return h ^ h >> 29;
}

ren__strings *ren__strings_new(void) {
  ren__strings *table = ren_alloc(sizeof *table);
  if (!table) return NULL;
  table->slot_count = 1024;
  table->arena = ren_arena_new();
  table->slots = ren_alloc_array(table->slot_count, sizeof *table->slots);
  if (table->arena && table->slots) return table;
  ren__strings_free(table);
  return NULL;
}

void ren__strings_free(ren__strings *table) {
  if (!table) return;
  ren_arena_free(table->arena);
  ren_free(table->slots);
  ren_free(table->list);
  ren_free(table);
}

static size_t slot_of(const ren__strings *table, ren_str s) {
  size_t i = hash(s) & (table->slot_count - 1);
  while (table->slots[i] && !ren_str_eq(table->list[table->slots[i] - 1], s)) i = (i + 1) & (table->slot_count - 1);
  return i;
}

static bool grow_slots(ren__strings *table) {
  size_t old_count = table->slot_count;
  uint32_t *old = table->slots;
  uint32_t *slots = ren_alloc_array(old_count * 2, sizeof *slots);
  if (!slots) return false;
  table->slots = slots;
  table->slot_count = old_count * 2;
  for (size_t i = 0; i < old_count; i++)
    if (old[i]) table->slots[slot_of(table, table->list[old[i] - 1])] = old[i];
  ren_free(old);
  return true;
}

uint32_t ren__strings_add(ren__strings *table, ren_str s) {
  size_t slot = slot_of(table, s);
  if (table->slots[slot]) return table->slots[slot] - 1;
  if (table->count * 2 >= table->slot_count) {
    if (!grow_slots(table)) return UINT32_MAX;
    slot = slot_of(table, s);
  }
  ren_str copy;
  if (!ren_grow(&table->list, &table->cap, table->count, sizeof *table->list)) return UINT32_MAX;
  if (!ren_arena_str(table->arena, s, &copy)) return UINT32_MAX;
  table->list[table->count++] = copy;
  table->slots[slot] = (uint32_t)table->count;
  return (uint32_t)table->count - 1;
}

uint32_t ren__strings_find(const ren__strings *table, ren_str s) { return table->slots[slot_of(table, s)] - 1; }

ren_str ren__strings_get(const ren__strings *table, uint32_t number) { return table->list[number]; }

uint32_t ren__strings_count(const ren__strings *table) { return (uint32_t)table->count; }
