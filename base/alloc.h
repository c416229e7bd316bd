/* alloc.h: the only place that calls malloc. Zeroed memory, overflow-checked counts.
 * NULL means out of memory (or count 0 for realloc to nothing is never asked). */
#ifndef REN_ALLOC_H
#define REN_ALLOC_H

#include <renskrift/base.h>

void *ren_alloc(size_t size);                     /* zeroed */
void *ren_alloc_array(size_t count, size_t size); /* zeroed */
void *ren_realloc_array(void *ptr, size_t count, size_t size);
void ren_free(void *ptr);
char *ren_strdup(const char *cstring);
char *ren_strndup(ren_str s);

/* Grows a vector {ptr, count, cap} for one more element; false: out of memory. */
bool ren_grow(void *ptr_to_ptr, size_t *cap, size_t count, size_t element_size);

#endif
