/* arena.h: memory that is freed at once: one arena per page or document. With
 * REN_DEBUG_ARENA each piece is its own malloc, so that ASan and valgrind see
 * overruns. Not thread-safe. */
#ifndef REN_ARENA_H
#define REN_ARENA_H

#include <renskrift/base.h>

typedef struct ren_arena ren_arena;

ren_arena *ren_arena_new(void);
void ren_arena_free(ren_arena *arena);
void ren_arena_reset(ren_arena *arena);               /* keeps the first chunk */
void *ren_arena_alloc(ren_arena *arena, size_t size); /* zeroed, aligned to 16 */
/* NUL-terminated copies; NULL when out of memory. */
char *ren_arena_copy(ren_arena *arena, ren_str s);
/* Copies s into *out; false when out of memory. */
bool ren_arena_str(ren_arena *arena, ren_str s, ren_str *out);

#endif
