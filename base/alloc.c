#include "alloc.h"

#include <stdlib.h>
#include <string.h>

void *ren_alloc(size_t size) { return calloc(1, size ? size : 1); }

void *ren_alloc_array(size_t count, size_t size) { return calloc(count ? count : 1, size ? size : 1); }

void *ren_realloc_array(void *ptr, size_t count, size_t size) {
  if (size != 0 && count > SIZE_MAX / size) return NULL;
  size_t bytes = count * size;
  return realloc(ptr, bytes ? bytes : 1);
}

void ren_free(void *ptr) { free(ptr); }

char *ren_strndup(ren_str s) {
  char *copy = malloc(s.len + 1);
  if (!copy) return NULL;
  if (s.len) memcpy(copy, s.ptr, s.len);
  copy[s.len] = '\0';
  return copy;
}

char *ren_strdup(const char *cstring) { return ren_strndup(ren_str_of(cstring)); }

bool ren_grow(void *ptr_to_ptr, size_t *cap, size_t count, size_t element_size) {
  if (count < *cap) return true;
  size_t wanted = *cap ? *cap * 2 : 16;
  if (wanted <= count) wanted = count + 1;
  void *old = NULL;
  memcpy(&old, ptr_to_ptr, sizeof old); /* any pointer type may stand behind ptr_to_ptr */
  void *grown = ren_realloc_array(old, wanted, element_size);
  if (!grown) return false;
  memcpy(ptr_to_ptr, &grown, sizeof grown);
  *cap = wanted;
  return true;
}
