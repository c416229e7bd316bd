/* reservation_list.h: the list behind ren_reservations; its strings live in one arena. */
#ifndef REN_RESERVATION_LIST_H
#define REN_RESERVATION_LIST_H

#include <renskrift/segment.h>

#include "segment/cue_words.h"
#include "segment/headings.h"

#include "arena.h"

/* The last number given to a block of a file. */
typedef struct ren__numbering {
  ren_str file;
  size_t last;
  bool used;
} ren__numbering;

struct ren_reservations {
  ren_arena *arena;
  ren_reservation *items;
  size_t count, cap;
  ren__numbering *files; /* open addressing by hash of the name; a power of two, at most 3/4 full */
  size_t file_count, file_cap;
  ren__cue_words words; /* compiled for the first document, used for all; no items: not yet */
  ren__titles *titles;
};

/* Copies the draft and all its strings to the end of the list; an empty id becomes
 * <file>#<number>. REN_ENOMEM. */
ren_status ren__reservations_add(ren_reservations *list, const ren_reservation *draft, ren_error *err);
/* Forgets what was added from item `count` on (memory and numbers stay used). */
void ren__reservations_truncate(ren_reservations *list, size_t count);

#endif
