#include "segment/reservation_list.h"

#include "alloc.h"

#include <stdio.h>
#include <string.h>

const char *ren_kind_name(ren_kind kind) {
  switch (kind) {
  case REN_KIND_RESERVATION: return "reservation";
  case REN_KIND_SARSKILT_UTTALANDE: return "särskilt uttalande";
  case REN_KIND_ERSATTARYTTRANDE: return "ersättaryttrande";
  case REN_KIND_PROTOKOLLSANTECKNING: return "protokollsanteckning";
  case REN_KIND_ROSTFORKLARING: return "röstförklaring";
  case REN_KIND_YTTRANDE: return "yttrande";
  case REN_KIND_YRKANDE: return "yrkande";
  case REN_KIND_MOTION: return "motion";
  }
  return "";
}

ren_status ren_reservations_new(ren_reservations **out, ren_error *err) {
  *out = NULL;
  ren_reservations *list = ren_alloc(sizeof *list);
  if (!list) return ren_fail_nomem(err);
  list->arena = ren_arena_new();
  if (!list->arena) {
    ren_free(list);
    return ren_fail_nomem(err);
  }
  *out = list;
  return REN_OK;
}

void ren_reservations_free(ren_reservations *list) {
  if (!list) return;
  ren_arena_free(list->arena);
  ren_free(list->items);
  ren_free(list->files);
  ren__cue_words_clear(&list->words);
  ren__titles_free(list->titles);
  ren_free(list);
}

size_t ren_reservations_count(const ren_reservations *list) { return list->count; }

const ren_reservation *ren_reservations_get(const ren_reservations *list, size_t i) {
  return i < list->count ? &list->items[i] : NULL;
}

void ren__reservations_truncate(ren_reservations *list, size_t count) {
  if (count < list->count) list->count = count;
}

/* The number after # in an id of this file; 0 if it is no such id. */
static size_t number_in(ren_str id, ren_str file) {
  size_t number = 0;
  if (id.len <= file.len + 1 || !ren_str_starts(id, file) || id.ptr[file.len] != '#') return 0;
  for (size_t i = file.len + 1; i < id.len; i++) {
    if (id.ptr[i] < '0' || id.ptr[i] > '9' || number > SIZE_MAX / 20) return 0;
    number = number * 10 + (size_t)(id.ptr[i] - '0');
  }
  return number;
}

static size_t hash_of(ren_str s) {
  uint64_t hash = 14695981039346656037u;
  for (size_t i = 0; i < s.len; i++) hash = (hash ^ (unsigned char)s.ptr[i]) * 1099511628211u;
  return (size_t)(hash ^ hash >> 32);
}

static ren__numbering *slot_of(ren__numbering *files, size_t cap, ren_str file) {
  size_t i = hash_of(file) & (cap - 1);
  while (files[i].used && !ren_str_eq(files[i].file, file)) i = (i + 1) & (cap - 1);
  return &files[i];
}

static bool grow_files(ren_reservations *list) {
  if (list->file_cap && (list->file_count + 1) * 4 <= list->file_cap * 3) return true;
  size_t cap = list->file_cap ? list->file_cap * 2 : 16;
  ren__numbering *files = ren_alloc_array(cap, sizeof *files);
  if (!files) return false;
  for (size_t i = 0; i < list->file_cap; i++)
    if (list->files[i].used) *slot_of(files, cap, list->files[i].file) = list->files[i];
  ren_free(list->files);
  list->files = files;
  list->file_cap = cap;
  return true;
}

/* The numbering of item's file, which is already copied to the arena. */
static ren__numbering *numbering_of(ren_reservations *list, ren_str file) {
  if (!grow_files(list)) return NULL;
  ren__numbering *slot = slot_of(list->files, list->file_cap, file);
  if (!slot->used) {
    *slot = (ren__numbering){.file = file, .used = true};
    list->file_count++;
  }
  return slot;
}

/* Gives the next number of the file, or notes the one that a read record has. */
static bool number_item(ren_reservations *list, ren_reservation *item) {
  ren__numbering *numbering = numbering_of(list, item->file);
  if (!numbering) return false;
  if (item->id.len) {
    size_t known = number_in(item->id, item->file);
    if (known > numbering->last) numbering->last = known;
    return true;
  }
  char number[32];
  int n = snprintf(number, sizeof number, "#%zu", ++numbering->last);
  char *id = ren_arena_alloc(list->arena, item->file.len + (size_t)n + 1);
  if (!id) return false;
  if (item->file.len) memcpy(id, item->file.ptr, item->file.len);
  memcpy(id + item->file.len, number, (size_t)n);
  item->id = (ren_str){id, item->file.len + (size_t)n};
  return true;
}

static bool copy_strings(ren_arena *arena, ren_reservation *item) {
  ren_str *strings[] = {&item->id,        &item->file,    &item->organ, &item->date,      &item->dnr,
                        &item->paragraph, &item->heading, &item->text,  &item->refers_to, &item->refers_id};
  for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
    if (!ren_arena_str(arena, *strings[i], strings[i])) return false;
  if (!item->signatory_count) return true;
  ren_signatory *copy = ren_arena_alloc(arena, item->signatory_count * sizeof *copy);
  if (!copy) return false;
  for (size_t i = 0; i < item->signatory_count; i++)
    if (!ren_arena_str(arena, item->signatories[i].name, &copy[i].name) ||
        !ren_arena_str(arena, item->signatories[i].party, &copy[i].party))
      return false;
  item->signatories = copy;
  return true;
}

ren_status ren__reservations_add(ren_reservations *list, const ren_reservation *draft, ren_error *err) {
  if (!ren_grow(&list->items, &list->cap, list->count, sizeof *list->items)) return ren_fail_nomem(err);
  ren_reservation item = *draft;
  if (item.signatory_count > SIZE_MAX / sizeof(ren_signatory) || !copy_strings(list->arena, &item))
    return ren_fail_nomem(err);
  if (!number_item(list, &item)) return ren_fail_nomem(err);
  list->items[list->count++] = item;
  return REN_OK;
}
