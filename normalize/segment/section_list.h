/* section_list.h: the list behind ren_sections; its strings live in one arena. */
#ifndef REN_SECTION_LIST_H
#define REN_SECTION_LIST_H

#include <renskrift/segment.h>

#include "arena.h"

struct ren_sections {
  ren_arena *arena;
  ren_section *items;
  size_t count, cap;
};

/* Copies the draft and all its strings to the end of the list; false: out of memory. */
bool ren__sections_add(ren_sections *sections, const ren_section *draft);
/* Forgets what was added from section `count` on (memory stays used). */
void ren__sections_truncate(ren_sections *sections, size_t count);

#endif
