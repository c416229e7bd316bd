/* string_table.h: strings -> dense numbers in order of first sight. */
#ifndef REN_STRING_TABLE_H
#define REN_STRING_TABLE_H

#include <renskrift/base.h>

typedef struct ren__strings ren__strings;

ren__strings *ren__strings_new(void);
void ren__strings_free(ren__strings *table);
/* The number of s, new if need be; UINT32_MAX when out of memory. */
uint32_t ren__strings_add(ren__strings *table, ren_str s);
/* UINT32_MAX if it is not there. */
uint32_t ren__strings_find(const ren__strings *table, ren_str s);
ren_str ren__strings_get(const ren__strings *table, uint32_t number);
uint32_t ren__strings_count(const ren__strings *table);

#endif
