#include "segment/block.h"

#include "alloc.h"

#include <string.h>

void ren__block_begin(ren__block *block, ren_kind kind, size_t start, size_t end) {
  ren__piece *pieces = block->pieces;
  size_t cap = block->cap;
  ren_buf target = block->target;
  ren_buf_clear(&target);
  *block = (ren__block){.active = true,
                        .kind = kind,
                        .follow = REN__OPEN,
                        .start = start,
                        .end = end,
                        .lead_start = start,
                        .lead_end = end,
                        .pieces = pieces,
                        .cap = cap,
                        .target = target};
}

bool ren__block_add(ren__block *block, ren__piece piece) {
  if (!ren_grow(&block->pieces, &block->cap, block->count, sizeof *block->pieces)) return false;
  block->pieces[block->count++] = piece;
  if (piece.offset + piece.length > block->end) block->end = piece.offset + piece.length;
  return true;
}

bool ren__block_has_text(const ren__block *block) {
  for (size_t i = 0; i < block->count; i++)
    if (!block->pieces[i].signature) return true;
  return false;
}

void ren__block_clear(ren__block *block) {
  ren_free(block->pieces);
  ren_buf_free(&block->target);
  *block = (ren__block){0};
}

static void fold_name(ren__fold *out, const ren__person *p, const char *text) {
  ren__fold_str(out, (ren_str){text + p->start, p->end - p->start});
}

static bool same_person(const ren__person *a, const ren__person *b, const char *text) {
  bool group_a = a->start == a->end, group_b = b->start == b->end;
  if (group_a || group_b) return a->party[0] && strcmp(a->party, b->party) == 0;
  ren__fold x, y;
  fold_name(&x, a, text);
  fold_name(&y, b, text);
  return ren__fold_distance(&x, &y, REN__WHOLE, x.len >= 10 ? 6 : 3) != REN__COST_NONE;
}

bool ren__persons_overlap(const ren__persons *a, const ren__persons *b, const char *text) {
  for (size_t i = 0; i < a->count; i++)
    for (size_t j = 0; j < b->count; j++)
      if (same_person(&a->items[i], &b->items[j], text)) return true;
  return false;
}

void ren__persons_merge(ren__persons *into, const ren__persons *more, const char *text) {
  for (size_t i = 0; i < more->count && into->count < REN__PERSONS_MAX; i++) {
    const ren__person *p = &more->items[i];
    ren__person *known = NULL;
    for (size_t j = 0; j < into->count; j++)
      if (same_person(p, &into->items[j], text)) known = &into->items[j];
    if (!known) {
      into->items[into->count++] = *p;
      into->with_party |= p->party[0] != 0;
    } else if (known->start == known->end && p->start != p->end) {
      *known = *p; /* the group's own name says more */
    } else if (!known->party[0]) {
      memcpy(known->party, p->party, sizeof known->party);
    }
  }
}

/* Names as one line of text. */
static bool copy_name(ren_arena *arena, ren_str name, ren_str *out) {
  char *copy = ren_arena_copy(arena, name);
  if (!copy) return false;
  size_t n = 0;
  for (size_t i = 0; i < name.len; i++) {
    bool blank = copy[i] == ' ' || copy[i] == '\n' || copy[i] == '\r' || copy[i] == '\t' || copy[i] == '\f';
    if (blank && n && copy[n - 1] == ' ') continue;
    copy[n++] = blank ? ' ' : copy[i];
  }
  *out = (ren_str){copy, n};
  return true;
}

static bool copy_signatories(const ren__block *block, const char *text, const ren__roster *roster, ren_arena *arena,
                             ren_reservation *out) {
  ren__persons all = block->persons;
  ren__persons_merge(&all, &block->signers, text);
  out->signatory_count = all.count;
  out->signatories = all.count ? ren_arena_alloc(arena, all.count * sizeof *out->signatories) : NULL;
  if (all.count && !out->signatories) return false;
  for (size_t i = 0; i < all.count; i++) {
    ren__person *p = &all.items[i];
    ren__roster_settle(roster, p);
    if (!copy_name(arena, (ren_str){text + p->start, p->end - p->start}, &out->signatories[i].name)) return false;
    if (!ren_arena_str(arena, ren_str_of(p->party), &out->signatories[i].party)) return false;
  }
  return true;
}

/* A line end inside a paragraph is a blank, but for one behind a hyphen, which may split a
 * word. */
static char joined(const char *text, size_t at) {
  return text[at] == '\n' && at && text[at - 1] != '-' ? ' ' : text[at];
}

/* The own words, a paragraph a line; form feeds are no words. */
static bool copy_text(const ren__block *block, const char *text, ren_arena *arena, ren_str *out) {
  ren_buf buf = {0};
  for (size_t i = 0; i < block->count; i++) {
    const ren__piece *p = &block->pieces[i];
    if (p->signature) continue;
    if (buf.len) ren_buf_puts(&buf, p->gap_before ? "\n\n" : "\n");
    for (size_t at = p->offset; at < p->offset + p->length; at++)
      if (text[at] != '\f' && text[at] != '\r') ren_buf_putc(&buf, joined(text, at));
  }
  if (!buf.len) ren_buf_append(&buf, text + block->lead_start, block->lead_end - block->lead_start);
  bool ok = buf.status == REN_OK && ren_arena_str(arena, ren_str_trim(ren_buf_str(&buf)), out);
  ren_buf_free(&buf);
  return ok;
}

enum { POINTER_WORDS = 90 }; /* a longer text says something of its own */

bool ren__block_finish(const ren__block *block, const char *text, const ren__roster *roster, ren_arena *arena,
                       ren_reservation *out, bool *drop) {
  *out = (ren_reservation){.kind = block->kind, .offset = block->start, .length = block->end - block->start};
  bool has_text = ren__block_has_text(block);
  bool paper = block->kind == REN_KIND_MOTION || block->kind == REN_KIND_YTTRANDE || block->kind == REN_KIND_YRKANDE;
  *drop = ((paper || block->listed) && block->heading && !has_text) ||
          (block->kind == REN_KIND_MOTION && !block->first_person) ||
          (block->opens_list && !block->persons.count && !has_text);
  if (*drop) return true;
  if (block->refers != REN_REFERS_NONE && block->words <= POINTER_WORDS) {
    out->refers = block->refers;
    if (!ren_arena_str(arena, ren_buf_str(&block->target), &out->refers_to)) return false;
  }
  return block->target.status == REN_OK && copy_signatories(block, text, roster, arena, out) &&
         copy_text(block, text, arena, &out->text);
}
