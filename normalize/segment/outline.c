#include "segment/outline.h"

#include "segment/organs.h"
#include "segment/section_list.h"
#include "segment/walk.h"

static ren_section *opened(const ren__walk *w, int rank) {
  size_t i = w->outline.open[rank];
  return i ? &w->outline.list->items[i - 1] : NULL;
}

/* Ends the sections of this rank and below before byte `end`. */
static void close_from(ren__walk *w, int rank, size_t end) {
  for (int r = rank; r < REN__RANKS; r++) {
    ren_section *item = opened(w, r);
    w->outline.open[r] = 0;
    if (!item) continue;
    size_t stop = end;
    while (stop > item->offset + 1 && (unsigned char)w->text.ptr[stop - 1] <= ' ') stop--;
    item->length = stop - item->offset;
    item->origin = ren_text_origin(w->source, item->offset, item->length);
  }
}

static void open_section(ren__walk *w, int rank, ren_section_kind kind, size_t offset, ren_str number,
                         ren_str heading) {
  ren__outline *o = &w->outline;
  close_from(w, rank, offset);
  ren_section item = {.file = ren_str_of(w->file),
                      .offset = offset,
                      .kind = kind,
                      .number = number,
                      .heading = heading,
                      .organ = w->organ,
                      .parent = REN_SECTION_NONE};
  for (int r = 0; r < rank; r++) {
    if (!o->open[r]) continue;
    item.parent = o->open[r] - 1;
    item.depth++;
  }
  if (!ren__sections_add(o->list, &item)) {
    w->failed = true;
    return;
  }
  o->open[rank] = o->list->count;
  if (rank <= REN__RANK_PART) o->holds_blocks = false;
  if (rank <= REN__RANK_MATTER) o->heading_waits = false;
}

/* The paragraph from byte `from` on as a heading; only the beginning of a long one. */
static ren_str line_from(ren__walk *w, size_t from) {
  enum { MOST_WORDS = 24 };
  const ren__tokens *t = &w->tokens;
  size_t end = w->para->offset + w->para->length;
  return ren__walk_keep_line(w, from, t->count > MOST_WORDS ? t->items[MOST_WORDS - 1].end : end);
}

static ren_str line_of(ren__walk *w) { return line_from(w, w->para->offset); }

static void open_document(ren__walk *w, size_t offset) {
  open_section(w, REN__RANK_DOCUMENT, REN_SECTION_DOCUMENT, offset, (ren_str){0}, (ren_str){0});
  w->outline.date = w->date;
  w->outline.organs = 0;
}

/* Whether the section of this rank stands under the organ that speaks now. */
static bool same_organ(const ren__walk *w, int rank) {
  const ren_section *item = opened(w, rank);
  return item && ren__organ_same(item->organ, w->organ);
}

void ren__outline_begin(ren__walk *w) {
  if (w->outline.list && !w->outline.open[REN__RANK_DOCUMENT]) open_document(w, w->para->offset);
}

void ren__outline_document(ren__walk *w) {
  if (!w->outline.list) return;
  open_document(w, w->para->offset);
  if (!w->failed) opened(w, REN__RANK_DOCUMENT)->organ = REN_STR(""); /* who decides tells it */
}

/* The head of minutes at `offset`: of others than those that are open? */
static void enter_minutes(ren__walk *w, size_t offset) {
  const ren__outline *o = &w->outline;
  bool later = w->number && o->date.len && w->date.len && !ren_str_eq(o->date, w->date);
  if (same_organ(w, REN__RANK_ORGAN) && !later) return;
  if (opened(w, REN__RANK_MATTER)) open_document(w, offset);
  if (!w->failed)
    open_section(w, REN__RANK_ORGAN, REN_SECTION_ORGAN, offset, (ren_str){0},
                 offset == w->para->offset ? line_of(w) : w->organ);
  w->outline.organs++;
}

void ren__outline_minutes(ren__walk *w) {
  const ren__outline *o = &w->outline;
  if (!o->list || w->failed) return;
  bool last = o->list->items[o->list->count - 1].offset < o->organ_at;
  enter_minutes(w, last ? o->organ_at : w->para->offset);
}

void ren__outline_organ(ren__walk *w) {
  ren__outline *o = &w->outline;
  if (!o->list) return;
  o->organ_at = w->para->offset;
  if (w->organ_seen == w->seen) return; /* an addressee, or minutes: a § will tell */
  if (w->chapter || w->appendix) {
    if (!same_organ(w, REN__RANK_SUB_ORGAN))
      open_section(w, REN__RANK_SUB_ORGAN, REN_SECTION_ORGAN, w->para->offset, (ren_str){0}, line_of(w));
  } else if (ren__organ_same(w->home_organ, w->organ)) {
    enter_minutes(w, w->para->offset);
  }
}

/* A matter without a text that comes again with one stood in a list of contents: it is
 * marked by having no length. */
static void mark_listed(ren__walk *w) {
  enum { LIST_REACH = 400, ROOM = 24 };
  ren__outline *o = &w->outline;
  const ren_section *now = opened(w, REN__RANK_MATTER);
  if (!now || !now->heading.len) return;
  size_t first = o->open[REN__RANK_DOCUMENT], end = o->open[REN__RANK_MATTER] - 1;
  if (end > first + LIST_REACH) end = first + LIST_REACH;
  for (size_t i = first; i < end; i++) {
    ren_section *item = &o->list->items[i];
    if (item->kind != REN_SECTION_MATTER || !ren_str_eq(item->number, now->number)) continue;
    bool bare = item[1].offset - item->offset <= item->number.len + item->heading.len + ROOM;
    if (!bare || !ren_str_starts(item->heading, now->heading)) continue;
    item->length = 0;
    o->listed = true;
  }
}

/* Takes the marked sections out; what lies in them moves up. */
static void drop_listed(ren__walk *w) {
  ren__outline *o = &w->outline;
  ren_section *items = o->list->items;
  size_t n = o->list->count - o->first, kept = o->first;
  size_t *now = ren_arena_alloc(w->arena, (n + 1) * sizeof *now); /* index of each after it */
  if (!now) {
    w->failed = true;
    return;
  }
  for (size_t i = o->first; i < o->list->count; i++) {
    const ren_section *parent = items[i].parent != REN_SECTION_NONE ? &items[items[i].parent] : NULL;
    if (parent && !parent->length) {
      items[i].parent = parent->parent;
      items[i].depth--;
    }
  }
  for (size_t i = o->first; i < o->list->count; i++) {
    now[i - o->first] = kept;
    if (!items[i].length) continue;
    if (items[i].parent != REN_SECTION_NONE) items[i].parent = now[items[i].parent - o->first];
    items[kept++] = items[i];
  }
  o->list->count = kept;
}

void ren__outline_matter(ren__walk *w, ren_str number) {
  ren__outline *o = &w->outline;
  if (!o->list) return;
  const ren_section *last = opened(w, REN__RANK_MATTER);
  bool again = last && ren_str_eq(last->number, number) && (!w->heading.len || ren_str_eq(last->heading, w->heading));
  if (again) return; /* at the head of the next page */
  open_section(w, REN__RANK_MATTER, REN_SECTION_MATTER, w->para->offset, number, w->heading);
  o->heading_waits = w->wants_heading;
  mark_listed(w);
  if (!w->failed) opened(w, REN__RANK_DOCUMENT)->heading = REN_STR(""); /* a line of the head, no title */
}

void ren__outline_appendix(ren__walk *w, ren_str number) {
  if (!w->outline.list) return;
  const ren_section *last = opened(w, REN__RANK_MATTER);
  if (last && last->kind == REN_SECTION_APPENDIX && number.len && ren_str_eq(last->number, number)) return;
  open_section(w, REN__RANK_MATTER, REN_SECTION_APPENDIX, w->para->offset, number,
               number.len ? line_from(w, w->tokens.items[1].end) : line_of(w));
}

static ren_section_kind kind_of(ren__section section) {
  switch (section) {
  case REN__SECTION_DECISION: return REN_SECTION_DECISION;
  case REN__SECTION_VOTE: return REN_SECTION_VOTE;
  case REN__SECTION_DISTRIBUTION: return REN_SECTION_DISTRIBUTION;
  case REN__SECTION_PAPERS: return REN_SECTION_PAPERS;
  case REN__SECTION_MOTIONS: return REN_SECTION_MOTIONS;
  case REN__SECTION_PEOPLE: return REN_SECTION_PEOPLE;
  case REN__SECTION_END: return REN_SECTION_END;
  case REN__SECTION_SUMMARY: return REN_SECTION_SUMMARY;
  case REN__SECTION_NONE:
  case REN__SECTION_SOFT:
  case REN__SECTION_OTHER: break;
  }
  return REN_SECTION_OTHER;
}

static ren_section_kind kind_of_block(ren_kind kind) {
  if (kind == REN_KIND_YRKANDE) return REN_SECTION_MOTIONS;
  return kind == REN_KIND_YTTRANDE || kind == REN_KIND_MOTION ? REN_SECTION_OTHER : REN_SECTION_RESERVATIONS;
}

void ren__outline_part(ren__walk *w, ren__section section) {
  if (!w->outline.list) return;
  ren_section_kind kind = kind_of(section);
  const ren_section *last = opened(w, REN__RANK_PART);
  if (kind == REN_SECTION_END && last && last->kind == kind) return; /* places to sign */
  open_section(w, REN__RANK_PART, kind, w->para->offset, (ren_str){0}, line_of(w));
  w->outline.holds_blocks = kind == REN_SECTION_MOTIONS;
}

/* `1. Reservationer m.m.` in the list of appendices. */
static bool is_listed(const ren__walk *w) {
  const ren_section *part = opened(w, REN__RANK_PART);
  return part && part->kind == REN_SECTION_PAPERS && w->tokens.items[0].flags & REN__TOKEN_DIGITS;
}

void ren__outline_blocks(ren__walk *w, ren_kind kind) {
  if (!w->outline.list || is_listed(w)) return;
  bool chapter = w->chapter && ren__walk_is_loose(w) && !w->appendix;
  /* behind what several boards say it belongs to none of them */
  bool common = chapter && w->outline.organs > 1, owned = opened(w, REN__RANK_ORGAN) && !common;
  int rank = common ? REN__RANK_ORGAN : chapter ? REN__RANK_MATTER : REN__RANK_PART;
  open_section(w, rank, kind_of_block(kind), w->para->offset, (ren_str){0}, line_of(w));
  if (chapter && !owned && !w->failed) opened(w, rank)->organ = REN_STR("");
  w->outline.holds_blocks = !chapter && w->context_plural;
}

void ren__outline_block(ren__walk *w, ren_kind kind, size_t start, size_t end) {
  const ren__outline *o = &w->outline;
  if (!o->list) return;
  const ren_section *part = opened(w, REN__RANK_PART);
  bool below = o->holds_blocks && part && part->kind == kind_of_block(kind);
  open_section(w, below ? REN__RANK_BLOCK : REN__RANK_PART, kind_of_block(kind), start, (ren_str){0},
               ren__walk_keep_line(w, start, end));
}

static void learn(ren__walk *w, ren_str *into, ren_str what) {
  if (!into->len && what.len && !ren_arena_str(w->outline.list->arena, what, into)) w->failed = true;
}

/* Minutes without their head: who decides has told the board of what is open. */
static void end_doubt(ren__walk *w) {
  for (int r = REN__RANK_MATTER; r < REN__RANKS; r++) {
    ren_section *item = opened(w, r);
    if (!item) continue;
    item->organ = REN_STR("");
    learn(w, &item->organ, w->organ);
  }
}

void ren__outline_learn(ren__walk *w) {
  ren__outline *o = &w->outline;
  if (!o->list || w->failed) return;
  ren_section *matter = opened(w, REN__RANK_MATTER), *document = opened(w, REN__RANK_DOCUMENT);
  if (o->heading_waits && matter) {
    learn(w, &matter->heading, w->heading);
    mark_listed(w);
    o->heading_waits = w->wants_heading;
  }
  if (o->doubted && !w->doubted) end_doubt(w);
  o->doubted = w->doubted;
  if (matter && matter->kind == REN_SECTION_MATTER) learn(w, &matter->organ, w->organ);
  if (w->doubted) return;
  learn(w, &document->organ, w->organ);
  if (!w->number && !matter && o->open[REN__RANK_DOCUMENT] == o->first + 1) learn(w, &document->heading, w->title);
  if (ren__organ_same(document->organ, w->organ)) o->date = w->date;
}

void ren__outline_finish(ren__walk *w) {
  if (!w->outline.list) return;
  close_from(w, REN__RANK_DOCUMENT, w->text.len);
  if (w->outline.listed) drop_listed(w);
}
