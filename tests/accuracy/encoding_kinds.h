/* encoding_kinds.h: what encoding_accuracy.c needs of encoding_kinds.c and encoding_kind_table.c. */
#ifndef REN_ENCODING_KINDS_H
#define REN_ENCODING_KINDS_H

#include <renskrift/base.h>

/* How to repair, and the confusions to break lines with. */
typedef struct kinds_repair {
  void (*repair)(ren_buf *out, ren_str bytes);
  size_t confusions;
  const char *(*name)(size_t k);
  bool (*confuse)(ren_buf *out, ren_str line, size_t k);
} kinds_repair;

/* Takes the first line, without its end, off a text. */
ren_str encoding_next_line(ren_str *rest);

/* only: the one kind to look at, with what went wrong; "": all with that; NULL: the table. */
void encoding_kinds(ren_str text, size_t limit, const char *only, const kinds_repair *repair);
void encoding_halves(ren_str text, size_t limit, bool show, const kinds_repair *repair);
void encoding_mixed(ren_str text, size_t limit, bool show, const kinds_repair *repair);

#endif
