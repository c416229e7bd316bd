#include "segment/walk.h"

#include "segment/organs.h"

#include "segment/damage_signs.h"
#include "segment/numbering.h"
#include "segment/organs.h"

#include <string.h>

enum {
  SHORT_PARA = 220,
  PEEK_WORDS = 24,
  ALL_WORDS = 20000,
  FIRST_PERSON_REACH = 60,
  SHEET_HEAD = 4,
  SHORT_TITLE = 60
};

/* A text that goes on and on has lost its end: one that was announced may be long (a
 * whole budget), one that only seemed to follow a formula may not. */
enum { ANNOUNCED_WORDS = 20000, SUPPOSED_WORDS = 2000 };

static bool has(const ren__walk *w, size_t i, ren__word word) {
  return i < w->tokens.count && (w->tokens.items[i].words & REN__WORD(word)) != 0;
}

static bool is_paper(ren_kind kind) {
  return kind == REN_KIND_YTTRANDE || kind == REN_KIND_YRKANDE || kind == REN_KIND_MOTION;
}

/* ---- ending blocks ------------------------------------------------------- */

void ren__walk_flush(ren__walk *w) {
  ren__block *b = &w->block;
  if (!b->active) return;
  b->active = false;
  ren_reservation item;
  bool drop;
  if (!ren__block_finish(b, w->text.ptr, w->roster, w->arena, &item, &drop)) {
    w->failed = true;
    return;
  }
  if (drop) return;
  w->context_used |= w->context == (int)item.kind;
  item.file = ren_str_of(w->file);
  item.origin = ren_text_origin(w->source, item.offset, item.length);
  item.organ = w->organ;
  item.date = w->date;
  item.dnr = w->dnr;
  item.paragraph = w->paragraph;
  item.heading = w->heading.len ? w->heading : w->title;
  if (ren__reservations_add(w->list, &item, NULL) != REN_OK) w->failed = true;
}

void ren__walk_backfill(ren__walk *w) {
  for (size_t i = w->section_item; i < w->list->count && w->organ.len; i++) {
    ren_reservation *item = &w->list->items[i];
    if (!item->organ.len && !ren_arena_str(w->list->arena, w->organ, &item->organ)) w->failed = true;
  }
}

/* ---- gathering ----------------------------------------------------------- */

static void note_pointer(ren__walk *w, const ren__pointer *pointer) {
  ren__block *b = &w->block;
  if (b->refers != REN_REFERS_NONE || pointer->how == REN_REFERS_NONE) return;
  b->refers = pointer->how;
  ren__pointer_target(&b->target, pointer, &w->tokens, w->text.ptr);
}

/* The byte behind the words before word `end`, of the paragraph. */
static size_t end_of_words(const ren__walk *w, size_t end) {
  if (end >= w->tokens.count) return w->para->offset + w->para->length;
  size_t at = w->tokens.items[end].start;
  while (at > w->para->offset && (w->text.ptr[at - 1] == ' ' || w->text.ptr[at - 1] == '\n')) at--;
  return at;
}

/* Pointers in a text are looked for where sentences begin (`Se reservation ...`, `Jag
 * instämmer i ...`). */
static void find_pointers(ren__walk *w, size_t first, size_t stop) {
  ren__pointer pointer;
  for (size_t i = first; i < stop;) {
    size_t end = ren__sentence_end(&w->tokens, i);
    if (end - i <= 30 && ren__pointer_find(&pointer, &w->tokens, i, end)) note_pointer(w, &pointer);
    i = end;
  }
}

static void add_text(ren__walk *w, size_t first_word, size_t end_word) {
  ren__block *b = &w->block;
  size_t end = end_of_words(w, end_word);
  size_t from = first_word ? w->tokens.items[first_word].start : w->para->offset;
  if (first_word) /* an opening quotation mark belongs to the words */
    while (from > w->para->offset && w->text.ptr[from - 1] != ' ' && w->text.ptr[from - 1] != '\n') from--;
  if (from >= end) return;
  if (!ren__block_add(b, (ren__piece){from, end - from, w->para->gap_before, false})) w->failed = true;
  b->words += end_word - first_word;
  b->first_person |= ren__walk_first_person(w, first_word, end_word);
  find_pointers(w, first_word, end_word);
}

/* `För Moderaterna` and `Anna Ek`, in either order, are one signature. */
static bool completes_signature(ren__persons *signers, const ren__persons *names) {
  if (!signers->count || names->count != 1) return false;
  ren__person *last = &signers->items[signers->count - 1];
  const ren__person *now = &names->items[0];
  bool last_group = last->start == last->end, now_group = now->start == now->end;
  if (last_group && !now_group && !now->party[0]) {
    last->start = now->start;
    last->end = now->end;
    return true;
  }
  if (last_group || !now_group || last->party[0]) return false;
  memcpy(last->party, now->party, sizeof last->party);
  return true;
}

static void add_signature(ren__walk *w, const ren__persons *names) {
  if (!ren__block_add(&w->block, (ren__piece){w->para->offset, w->para->length, w->para->gap_before, true}))
    w->failed = true;
  if (names && !completes_signature(&w->block.signers, names))
    ren__persons_merge(&w->block.signers, names, w->text.ptr);
  w->block.signed_off = true;
}

static void begin_block(ren__walk *w, const ren__leadin *lead) {
  ren__walk_flush(w);
  ren__block *b = &w->block;
  size_t start = lead->first ? w->tokens.items[lead->first].start : w->para->offset;
  size_t end = end_of_words(w, lead->end);
  ren__block_begin(b, lead->kind, start, end);
  b->heading = lead->heading;
  b->certain = lead->certain;
  b->follow = lead->follow;
  b->persons = lead->persons;
  b->first_person = lead->first_person;
  b->opens_list = lead->opens_list;
  b->listed = lead->heading && w->section == REN__SECTION_PAPERS;
  b->words = lead->end - lead->first;
  note_pointer(w, &lead->pointer);
  if (lead->heading) ren__outline_block(w, lead->kind, start, end);
}

/* Sentences after a formula in the same paragraph belong to it. */
static void extend_formula(ren__walk *w, size_t first_word, size_t end_word) {
  ren__block *b = &w->block;
  if (!b->active || b->count) return;
  size_t end = end_of_words(w, end_word);
  if (end > b->lead_end) b->lead_end = b->end = end;
  if (w->tokens.items[end_word].before & REN__GAP_COLON && end_word == w->tokens.count) b->follow = REN__OPEN;
  find_pointers(w, first_word, end_word);
}

/* ---- deciding ------------------------------------------------------------ */

/* A sentence inside an open text that looks like a lead-in: does it begin a new block? */
static bool splits(const ren__walk *w, const ren__leadin *lead) {
  const ren__block *b = &w->block;
  if (!b->active) return true;
  if (lead->heading) return !(is_paper(lead->kind) && b->follow == REN__OPEN && !is_paper(b->kind));
  bool same = ren__persons_overlap(&lead->persons, &b->persons, w->text.ptr) ||
              ren__persons_overlap(&lead->persons, &b->signers, w->text.ptr);
  if (b->follow != REN__OPEN) return !lead->first_person || lead->kind != b->kind;
  if (lead->first_person || lead->first != 0) return false;
  if (!lead->persons.with_party) return false;
  if (lead->pointer.how == REN_REFERS_INSTAMMER && lead->certain) return !same && lead->end == w->tokens.count;
  if (same && (lead->kind == b->kind || !lead->certain || is_paper(lead->kind))) return false;
  bool named = false;
  for (size_t i = 0; i < lead->persons.count; i++) named |= lead->persons.items[i].start != lead->persons.items[i].end;
  if (is_paper(lead->kind)) return b->kind == lead->kind && named;
  if (!ren__block_has_text(b)) return lead->certain && !(same && b->heading);
  return lead->certain && (named || lead->persons.marked);
}

static bool only_groups(const ren__persons *persons) {
  for (size_t i = 0; i < persons->count; i++)
    if (persons->items[i].start != persons->items[i].end) return false;
  return true;
}

/* Whether a lead-in may stand here at all. */
static bool welcome(const ren__walk *w, const ren__leadin *lead) {
  if (lead->titled && w->section == REN__SECTION_PAPERS) return false;
  bool minutes = w->number || w->organ.len || w->context >= 0;
  if (lead->past && !minutes && only_groups(&lead->persons)) return false; /* `SD reserverade sig mot kartavgiften` */
  if (lead->loosely && !ren__walk_is_loose(w)) return false;
  if (lead->bare && w->number && w->wants_heading) return false; /* the heading of the matter */
  if (lead->titled && is_paper(lead->kind) && !w->appendix && (lead->kind != REN_KIND_MOTION || w->number))
    return false;
  if (lead->bare && w->section != REN__SECTION_DISTRIBUTION) return true;
  if (w->section == REN__SECTION_DISTRIBUTION) return lead->certain && !is_paper(lead->kind) && !lead->heading;
  if (w->section == REN__SECTION_PAPERS) /* titles of papers look like headings of texts */
    return w->para->gap_before && !is_paper(lead->kind) && lead->persons.stop >= lead->end;
  if (w->section == REN__SECTION_PEOPLE && w->context < 0) return lead->certain && !is_paper(lead->kind);
  if (lead->kind == REN_KIND_YRKANDE && !lead->heading && w->context != REN_KIND_YRKANDE) {
    bool open = w->section == REN__SECTION_NONE || w->section == REN__SECTION_VOTE;
    bool moved = lead->demands && !lead->past && w->section != REN__SECTION_PAPERS;
    return lead->first == 0 && (lead->follow == REN__OPEN || ((open || moved) && w->number));
  }
  return true;
}

static void bare_heading(ren__walk *w, const ren__leadin *lead) {
  ren__walk_flush(w);
  bool goes_on =
      w->context == (int)lead->kind && lead->titled && !w->context_used && w->seen <= w->context_seen + SHEET_HEAD;
  ren__walk_enter_matter(w);
  if (lead->titled)
    ren__walk_facts(w);
  else if (ren__walk_is_loose(w))
    ren__walk_enter_place(w);
  w->context = (int)lead->kind;
  w->context_plural = lead->plural;
  if (!goes_on) w->context_at = w->para->offset; /* `Motion till kommunfullmäktige`, then its title */
  w->context_seen = w->seen;
  w->context_used = false;
  if (!goes_on) w->pending = (ren__persons){0};
  ren__persons_merge(&w->pending, &lead->persons, w->text.ptr);
  w->section = REN__SECTION_NONE;
  w->wants_heading = false;
  /* `Reservationer m.m.` outside a paragraph opens a chapter with a text per organ */
  if ((lead->plural || w->report) && ren__walk_is_loose(w)) w->chapter = true;
  if (!goes_on) ren__outline_blocks(w, lead->kind);
}

/* The lead-in of a block that has none of its own words yet is told twice: a heading
 * `Reservation av ...` and a sentence `... reserverar sig enligt följande:`. */
static bool goes_on_heading(ren__walk *w, const ren__leadin *lead) {
  ren__block *b = &w->block;
  if (!b->active || !b->heading || b->count || lead->follow != REN__OPEN) return false;
  if (lead->heading && (lead->kind != b->kind || !lead->persons.count)) return false;
  if (lead->persons.count && b->persons.count && !ren__persons_overlap(&lead->persons, &b->persons, w->text.ptr))
    return false;
  bool speaks = lead->kind == REN_KIND_YTTRANDE && !lead->heading; /* `A (L) anför:` */
  if (is_paper(lead->kind) && lead->kind != b->kind && !speaks) return false;
  ren__persons_merge(&b->persons, &lead->persons, w->text.ptr);
  b->lead_end = b->end = w->para->offset + w->para->length;
  if (lead->own < w->tokens.count) add_text(w, lead->own, w->tokens.count);
  return true;
}

/* Own words that begin in the paragraph of their lead-in end before another sentence in
 * which somebody else, by name and party, does something of the kind. */
static size_t own_words_end(ren__walk *w, size_t own) {
  ren__leadin lead;
  for (size_t i = ren__sentence_end(&w->tokens, own); i < w->tokens.count;) {
    size_t end = ren__sentence_end(&w->tokens, i);
    if (ren__leadin_read(&lead, &w->tokens, w->text.ptr, i, end, -1) && lead.certain && !lead.heading &&
        !lead.first_person && !is_paper(lead.kind) && lead.persons.with_party)
      return i;
    i = end;
  }
  return w->tokens.count;
}

/* On a sheet of its own `Vi reserverar oss ...` and `Liberalerna reserverar sig ...` are the
 * text under its heading. */
static bool speaks_for_sheet(ren__walk *w, const ren__leadin *lead) {
  if (w->context != (int)lead->kind || w->context_plural || w->block.active || lead->heading) return false;
  if (!ren__walk_is_loose(w) || lead->first != 0 || lead->own < w->tokens.count) return false;
  if (!only_groups(&lead->persons)) return false;
  ren__persons_merge(&w->pending, &lead->persons, w->text.ptr);
  return true;
}

typedef enum verdict { NO_LEADIN, BARE_HEADING, BEGINS, INSIDE } verdict;

/* What the sentence at word i is to the walk. */
static verdict judge_sentence(ren__walk *w, ren__leadin *lead, size_t i, size_t end) {
  int context = w->block.active && w->block.follow == REN__OPEN ? -1 : w->context;
  if (!ren__leadin_read(lead, &w->tokens, w->text.ptr, i, end, context) || !welcome(w, lead)) return NO_LEADIN;
  bool paper = is_paper(lead->kind);
  if (w->report && !w->chapter && (!lead->bare || w->para->length > SHORT_TITLE)) return NO_LEADIN;
  if (speaks_for_sheet(w, lead)) return NO_LEADIN;
  if (lead->heading && i > 0 && (lead->bare || paper)) return NO_LEADIN;
  if (lead->heading && !lead->bare && paper && w->wants_heading && w->number) return NO_LEADIN;
  if (lead->bare) return paper && !splits(w, lead) ? NO_LEADIN : BARE_HEADING;
  return splits(w, lead) ? BEGINS : INSIDE;
}

/* `Reservation: Vi anser ...` and headings alone. */
static void read_bare_heading(ren__walk *w, ren__leadin *lead) {
  bare_heading(w, lead);
  if (lead->own >= w->tokens.count) return;
  begin_block(w, lead);
  add_text(w, lead->own, w->tokens.count);
}

/* Reads the sentences of the paragraph; true when it held a lead-in. */
static bool read_leadins(ren__walk *w) {
  bool found = false;
  ren__leadin lead;
  for (size_t i = 0; i < w->tokens.count;) {
    size_t end = ren__sentence_end(&w->tokens, i);
    verdict what = judge_sentence(w, &lead, i, end);
    if (what == BARE_HEADING) {
      read_bare_heading(w, &lead);
      return true;
    }
    if (what != NO_LEADIN && goes_on_heading(w, &lead)) return true;
    if (what == BEGINS) {
      begin_block(w, &lead);
      found = true;
      if (lead.own < w->tokens.count) {
        end = own_words_end(w, lead.own);
        add_text(w, lead.own, end);
      }
    } else if (found) {
      extend_formula(w, i, end);
    }
    i = end;
  }
  return found;
}

/* ---- paragraphs ---------------------------------------------------------- */

/* `Inga reservationer`, `Ingen.` */
static bool says_none(const ren__walk *w) { return w->tokens.count <= 5 && has(w, 0, REN__W_NONE); }

/* Text right under a bare heading is its block. */
static bool begin_under_heading(ren__walk *w) {
  if (w->context < 0 || w->block.active) return false;
  bool more = w->context_plural && (ren__walk_is_loose(w) || w->pending.count); /* texts may follow each other */
  if (w->context_used && !more) return false;
  bool head = !w->context_plural && ren__walk_is_loose(w) && w->seen <= w->context_seen + SHEET_HEAD;
  if (head && ren__walk_sheet_line(w)) return true;
  ren_kind kind = (ren_kind)w->context;
  ren__persons names;
  bool sure;
  if (ren__walk_names(w, &names, &sure) && (sure || w->pending.count)) {
    ren__persons_merge(&w->pending, &names, w->text.ptr);
    return true;
  }
  bool person = ren__walk_first_person(w, 0, FIRST_PERSON_REACH);
  if (kind == REN_KIND_MOTION && w->number == 0 && w->seen <= w->context_seen + SHEET_HEAD) person = true;
  if (says_none(w) || (is_paper(kind) && !person && !w->pending.count) ||
      (w->context_plural && !person && !w->pending.count)) {
    w->context = is_paper(kind) || w->context_plural ? w->context : -1;
    return false;
  }
  ren__walk_flush(w);
  if (kind == REN_KIND_MOTION) ren__walk_facts(w);
  ren__block_begin(&w->block, kind, w->context_at, w->para->offset + w->para->length);
  w->block.heading = w->block.certain = true;
  w->block.persons = w->pending;
  w->pending = (ren__persons){0};
  add_text(w, 0, w->tokens.count);
  return true;
}

static void section_line(ren__walk *w, ren__section section) {
  ren__block *b = &w->block;
  bool sheet = ren__walk_is_loose(w) && ren__block_has_text(b) && b->first_person;
  bool inside = b->active && b->follow == REN__OPEN && (!is_paper(b->kind) || sheet);
  bool soft = section == REN__SECTION_SOFT || (section == REN__SECTION_DECISION && !ren__block_has_text(b));
  bool begins = !b->active && soft && w->appendix && w->pending.count && begin_under_heading(w);
  if (inside && soft && !b->signed_off) add_text(w, 0, w->tokens.count);
  if (begins || (inside && soft && !b->signed_off)) {
    b->proposes = ren__walk_is_loose(w);
    return;
  }
  ren__walk_flush(w);
  ren__outline_part(w, section);
  w->section = section == REN__SECTION_SOFT || section == REN__SECTION_SUMMARY ? REN__SECTION_OTHER : section;
  w->context = section == REN__SECTION_MOTIONS ? (int)REN_KIND_YRKANDE : -1;
  w->context_plural = true;
  w->wants_heading = false;
}

/* `Gruppledare`, `Kommunstyrelsens ordförande`: under the name of who signed. */
static bool is_office(const ren__walk *w) {
  size_t n = w->tokens.count;
  const uint64_t office = REN__WORD(REN__W_TITLE) | REN__WORD(REN__W_GROUP);
  if (!n || n > 5 || w->tokens.items[n].before & (REN__GAP_STOP | REN__GAP_COLON)) return false;
  if (w->tokens.items[n - 1].words & office) return true;
  return (w->tokens.items[0].words & office) != 0;
}

/* A line below `Mot beslutet reserverar sig`: names of one block, or names and more
 * (`Ledamöterna för S till förmån för ...`), which is a block of its own. */
static bool continue_list(ren__walk *w) {
  ren__block *b = &w->block;
  ren__leadin lead = {.kind = b->kind, .certain = true, .follow = REN__MAYBE, .end = w->tokens.count};
  bool alone = b->persons.count == 0;
  lead.own = w->tokens.count;
  if (!ren__persons_read(&lead.persons, &w->tokens, w->text.ptr, 0, w->tokens.count, true)) return false;
  if (!lead.persons.with_party && !lead.persons.marked && lead.persons.stop < w->tokens.count) return false;
  bool only_names = lead.persons.stop == w->tokens.count;
  if (!alone && (!only_names || b->listed_more)) {
    begin_block(w, &lead);
    w->block.opens_list = true;
    w->block.listed_more = !only_names;
    return true;
  }
  b->listed_more = !only_names;
  ren__persons_merge(&b->persons, &lead.persons, w->text.ptr);
  b->lead_end = b->end = w->para->offset + w->para->length;
  find_pointers(w, 0, w->tokens.count);
  return true;
}

/* The text goes on, or its signatures do, or it has ended. */
static void continue_block(ren__walk *w) {
  ren__block *b = &w->block;
  ren__persons names;
  bool sure, named = ren__walk_names(w, &names, &sure);
  bool text = ren__block_has_text(b);
  if (b->kind == REN_KIND_MOTION && !b->first_person) ren__walk_facts(w); /* perhaps it is none */
  if (b->opens_list && continue_list(w)) return;
  if (b->follow != REN__OPEN) {
    /* a paper of its own under one heading is one text, whoever it speaks as */
    bool alone = ren__walk_is_loose(w) && !w->chapter && w->context == (int)b->kind && !w->context_plural &&
                 !ren__walk_is_official(w);
    bool joins =
        b->follow == REN__MAYBE && !b->count && !named && (alone || ren__walk_first_person(w, 0, FIRST_PERSON_REACH));
    if (!joins) {
      ren__walk_flush(w);
      ren__walk_facts(w);
      return;
    }
    b->follow = REN__OPEN;
    b->supposed = true;
    add_text(w, 0, w->tokens.count);
    return;
  }
  if (named && !text && sure) {
    ren__persons_merge(&b->persons, &names, w->text.ptr);
    b->lead_end = b->end = w->para->offset + w->para->length;
    return;
  }
  if (!text && b->heading && ren__walk_is_loose(w) && !w->chapter && ren__walk_sheet_line(w)) {
    b->lead_end = b->end = w->para->offset + w->para->length;
    return;
  }
  bool known = named && (sure || b->signed_off || ren__persons_overlap(&names, &b->persons, w->text.ptr));
  if (text && (known || ren__walk_is_date_line(w) || (b->signed_off && is_office(w)))) {
    add_signature(w, named ? &names : NULL);
    return;
  }
  bool endless = b->words > (b->supposed ? SUPPOSED_WORDS : ANNOUNCED_WORDS);
  if (b->signed_off || endless || (text && !b->proposes && ren__walk_is_official(w))) {
    ren__walk_flush(w);
    ren__walk_facts(w);
    return;
  }
  add_text(w, 0, w->tokens.count);
  b->proposes = false;
}

/* `1. Bemannade skolbibliotek, punkt 1 (V)` in the chapter of reservations of a committee's
 * report: the heading of a text, its parties in parentheses at the end. */
static bool begin_point(ren__walk *w) {
  enum { LONGEST = 300 };
  size_t n = w->tokens.count, open = n;
  if (!w->report || !w->chapter || w->context < 0 || w->para->length > LONGEST) return false;
  if (w->text.ptr[w->para->offset + w->para->length - 1] != ')') return false;
  while (open > 0 && !(w->tokens.items[open - 1].before & REN__GAP_OPEN)) open--;
  if (open-- <= 1) return false;
  ren__leadin lead = {.kind = (ren_kind)w->context, .heading = true, .certain = true, .follow = REN__OPEN, .end = n};
  lead.own = n;
  if (!ren__persons_read(&lead.persons, &w->tokens, w->text.ptr, open, n, true) || lead.persons.stop < n) return false;
  if (!only_groups(&lead.persons)) return false;
  begin_block(w, &lead);
  return true;
}

/* `RESERVATIONER 2018/19:FiU22` over a page of a committee's report. */
static bool is_running_head(const ren__walk *w) {
  enum { MOST = 8 };
  bool digits = false;
  if (!w->report || !w->chapter || !w->block.active || w->tokens.count > MOST) return false;
  if (!(w->tokens.items[0].words & REN__CUES) || !(w->tokens.items[0].flags & REN__TOKEN_CAPITALS)) return false;
  for (size_t i = 1; i < w->tokens.count; i++) digits |= (w->tokens.items[i].flags & REN__TOKEN_DIGITS) != 0;
  return digits;
}

/* Besides the fixed headings: `Samhällsbyggnadsnämndens beslut`. */
static ren__section section_of(const ren__walk *w) {
  ren__organ organ;
  size_t n = w->tokens.count;
  ren__section section = ren__section_of(w->titles, &w->tokens);
  if (section != REN__SECTION_NONE || !n || n > 8 || !has(w, n - 1, REN__W_BESLUT)) return section;
  bool decides = ren__organ_read(&organ, &w->tokens, w->text.ptr, 0, n) && organ.genitive && organ.last + 2 == n;
  return decides ? REN__SECTION_DECISION : REN__SECTION_NONE;
}

static void walk_para(ren__walk *w) {
  const ren__para *p = w->para;
  bool cues = (p->keys & REN__CUES) != 0;
  bool look = cues || p->length <= SHORT_PARA || w->block.active || w->context >= 0;
  size_t most = look ? ALL_WORDS : PEEK_WORDS;
  w->seen++;
  if (!look && !p->keys && !p->number) return;
  if (!ren__tokens_split(&w->tokens, w->text.ptr, p->offset, p->offset + p->length, most)) {
    w->failed = true;
    return;
  }
  if (!w->tokens.count) return;
  ren__cue_classify(w->words, &w->tokens, w->text.ptr);
  if (w->tokens.damaged) ren__organs_mend(&w->tokens, w->text.ptr);
  for (size_t i = 0; i < w->tokens.count && !cues; i++) /* one that was cut in two shows here only */
    cues = (w->tokens.items[i].words & (REN__CUES | REN__WORD(REN__W_PROTOKOLLET))) != 0;
  if (is_running_head(w) || ren__walk_head_line(w) || ren__walk_paragraph_line(w) || ren__walk_appendix_line(w)) return;
  ren__section section = p->length <= 90 ? section_of(w) : REN__SECTION_NONE;
  bool other = section == REN__SECTION_OTHER || section == REN__SECTION_SUMMARY;
  bool addressee = w->section == REN__SECTION_DISTRIBUTION && other && !p->gap_before;
  if (addressee) return;
  if (section != REN__SECTION_NONE && section != REN__SECTION_SOFT && !(cues && w->tokens.count > 3)) {
    section_line(w, section);
    if (section == REN__SECTION_PEOPLE || section == REN__SECTION_END) ren__walk_facts(w);
    return;
  }
  ren__walk_note_annex(w);
  if (ren__walk_organ_line(w) || begin_point(w)) return;
  if ((cues || w->context >= 0) && read_leadins(w)) return;
  if (section == REN__SECTION_SOFT) {
    section_line(w, section);
    return;
  }
  if (begin_under_heading(w)) return;
  if (w->block.active)
    continue_block(w);
  else
    ren__walk_facts(w);
}

ren_status ren__walk_document(ren__walk *w, ren_error *err) {
  w->context = -1;
  bool damaged = ren__damage_shows(w->text) || ren__damage_mended(w->source);
  ren__cue_words_expect(w->words, damaged);
  if (!ren__paras_find(&w->paras, w->words, w->titles, w->text) || !ren__numbering_find(&w->paras, w->text))
    return ren_fail_nomem(err);
  w->tokens.damaged = damaged || w->paras.misread_signs;
  ren__cue_words_expect(w->words, w->tokens.damaged);
  w->roster = ren__roster_new(w->text, w->words->model, w->tokens.damaged);
  if (!w->roster) return ren_fail_nomem(err);
  for (size_t i = 0; i < w->paras.count && !w->failed; i++) {
    w->para = &w->paras.items[i];
    if (w->para->furniture) continue;
    ren__outline_begin(w);
    walk_para(w);
    ren__outline_learn(w);
  }
  ren__walk_flush(w);
  ren__walk_backfill(w);
  ren__outline_finish(w);
  return w->failed ? ren_fail_nomem(err) : REN_OK;
}
