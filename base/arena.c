#include "arena.h"

#include "alloc.h"

#include <string.h>

#ifdef REN_DEBUG_ARENA
enum { FIRST_CHUNK = 1, MAX_CHUNK = 1 };
#else
enum { FIRST_CHUNK = 4096, MAX_CHUNK = 1 << 20 };
#endif

typedef struct chunk {
  struct chunk *next;
  size_t size, used;
  _Alignas(16) unsigned char bytes[];
} chunk;

struct ren_arena {
  chunk *head; /* the one being filled; older ones behind it */
  size_t next_size;
};

ren_arena *ren_arena_new(void) {
  ren_arena *arena = ren_alloc(sizeof *arena);
  if (arena) arena->next_size = FIRST_CHUNK;
  return arena;
}

void ren_arena_free(ren_arena *arena) {
  if (!arena) return;
  for (chunk *c = arena->head, *next; c; c = next) {
    next = c->next;
    ren_free(c);
  }
  ren_free(arena);
}

void ren_arena_reset(ren_arena *arena) {
  chunk *keep = arena->head;
  if (!keep) return;
  for (chunk *c = keep->next, *next; c; c = next) {
    next = c->next;
    ren_free(c);
  }
  memset(keep->bytes, 0, keep->used);
  keep->next = NULL;
  keep->used = 0;
}

static chunk *add_chunk(ren_arena *arena, size_t need) {
  size_t size = arena->next_size > need ? arena->next_size : need;
  if (size > SIZE_MAX - sizeof(chunk)) return NULL;
  chunk *c = ren_alloc(sizeof(chunk) + size);
  if (!c) return NULL;
  c->size = size;
  c->next = arena->head;
  arena->head = c;
  if (arena->next_size < MAX_CHUNK) arena->next_size *= 2;
  return c;
}

void *ren_arena_alloc(ren_arena *arena, size_t size) {
  if (size > SIZE_MAX - 15) return NULL;
  size = (size + 15) & ~(size_t)15;
  chunk *c = arena->head;
  if (!c || c->size - c->used < size) c = add_chunk(arena, size);
  if (!c) return NULL;
  void *piece = c->bytes + c->used;
  c->used += size;
  return piece;
}

char *ren_arena_copy(ren_arena *arena, ren_str s) {
  char *copy = ren_arena_alloc(arena, s.len + 1);
  if (copy && s.len) memcpy(copy, s.ptr, s.len);
  return copy;
}

bool ren_arena_str(ren_arena *arena, ren_str s, ren_str *out) {
  char *copy = ren_arena_copy(arena, s);
  *out = (ren_str){copy, copy ? s.len : 0};
  return copy != NULL;
}
