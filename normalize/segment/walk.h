/* walk.h: one pass over the paragraphs of a document: what is known at each place
 * (organ, date, dnr, paragraph, heading of the matter) and the block being gathered.
 */
#ifndef REN_WALK_H
#define REN_WALK_H

#include "segment/block.h"
#include "segment/headings.h"
#include "segment/outline.h"
#include "segment/reservation_list.h"

enum { REN__ORGANS_MAX = 64, REN__MATTERS_MAX = 400, REN__ANNEXES_MAX = 200 };

typedef struct ren__matter {
  ren_str paragraph, heading, dnr;
} ren__matter;

/* `Bilaga 3` as the minutes of a matter name it. */
typedef struct ren__annex {
  uint32_t number;
  size_t matter; /* index into ->matters */
} ren__annex;

typedef struct ren__known_organ {
  ren_str organ, date;
} ren__known_organ;

struct ren__walk {
  ren_str text;
  const char *file;
  const ren_text *source;
  ren_reservations *list;
  size_t first_item;     /* of this document in the list */
  ren__cue_words *words; /* the list's */
  const ren__titles *titles;
  ren__paras paras;
  ren__roster *roster;
  ren__tokens tokens; /* of the paragraph looked at */
  ren_arena *arena;   /* strings of this document */
  const ren__para *para;
  bool failed; /* out of memory */

  ren_str organ, date, dnr, paragraph, heading; /* here */
  ren_str home_organ, home_date;                /* of the whole document */
  ren_str title;                                /* of a document without paragraphs */
  ren__known_organ known[REN__ORGANS_MAX];
  size_t known_count;
  ren__matter matters[REN__MATTERS_MAX];
  size_t matter_count;
  ren__annex annexes[REN__ANNEXES_MAX];
  size_t annex_count;
  size_t organ_seen;   /* ->seen at a line with an organ in the middle of minutes; 0: none */
  uint32_t number;     /* of the last paragraph; 0: none yet */
  size_t section_item; /* first item of this paragraph in the list */
  bool wants_heading;  /* the § line had no heading: the next line is it */
  ren__section section;
  bool chapter;      /* inside `Reservationer m.m.` */
  bool appendix;     /* behind a line `Bilaga 2`: sheets of their own */
  size_t sheet_seen; /* ->seen where the sheet began: 0, or at the line `Bilaga 2` */
  bool doubted;      /* other minutes began without the name of their organ: who decides tells it */
  bool report;       /* a committee's betänkande: its reservations stand in chapters of their own */
  size_t seen;       /* paragraphs with words so far */

  int context; /* kind whose bare heading stands above, or -1 */
  bool context_plural;
  bool context_used;    /* its text has come */
  size_t context_at;    /* offset of that heading */
  size_t context_seen;  /* ->seen at it */
  ren__persons pending; /* name lines under it, before the text */

  ren__block block;
  ren__outline outline;
};

/* What the paragraph tells about the document; false if it is only text. Several may
 * hold. Called for paragraphs outside blocks, and to see whether a block ends. */
bool ren__walk_paragraph_line(ren__walk *walk); /* § 12 ... */
bool ren__walk_organ_line(ren__walk *walk);     /* Socialnämnden */
/* `Protokollsutdrag Sammanträdesdatum: 2026-04-08`: a running head, or other minutes. */
bool ren__walk_head_line(ren__walk *walk);
void ren__walk_facts(ren__walk *walk); /* dates, dnr, heading, acting organ */
bool ren__walk_is_date_line(const ren__walk *walk);
bool ren__walk_is_official(const ren__walk *walk); /* `Kommunstyrelsen beslutar ...` */
/* Whether the paragraph holds nothing but names with party (sure), or may be a name. */
bool ren__walk_names(const ren__walk *walk, ren__persons *names, bool *sure);
/* Reads as first person: vi, jag, vår ... */
bool ren__walk_first_person(const ren__walk *walk, size_t first, size_t end);

/* A paragraph is known better: its heading, its diary number. */
void ren__walk_learn_matter(ren__walk *walk);
/* A heading says which paragraph its text belongs to: `Röstförklaring § 78`. */
void ren__walk_enter_matter(ren__walk *walk);
/* A heading says where and when: `Reservation kommunstyrelsen 2025-02-12`. */
void ren__walk_enter_place(ren__walk *walk);

/* Outside the numbered minutes: sheets with a text each. */
bool ren__walk_is_loose(const ren__walk *walk);
/* `Bilaga 2`: what follows are sheets of their own. */
bool ren__walk_appendix_line(ren__walk *walk);
/* At the head of a sheet, under its title, before its text. */
bool ren__walk_heads_sheet(const ren__walk *walk);
/* A line of the head of a sheet: `Ärende: Internbudget`, a date; true when it is one. */
bool ren__walk_sheet_line(ren__walk *walk);

/* A slice of the text as one line, in the walk's arena. */
ren_str ren__walk_keep_line(ren__walk *walk, size_t from, size_t to);

/* A paragraph of the minutes that names an appendix. */
void ren__walk_note_annex(ren__walk *walk);

/* Sets the diary number found from word `first` on; its first word, or the end. */
size_t ren__walk_find_dnr(ren__walk *walk, size_t first);
/* Words [first, end) are the heading of the matter. */
void ren__walk_take_heading(ren__walk *walk, size_t first, size_t end);
/* The organ and date here are those of the whole document from here on. */
void ren__walk_enter_home(ren__walk *walk);

/* Ends the block being gathered and adds it to the list. */
void ren__walk_flush(ren__walk *walk);
/* Gives the organ found later to the blocks of this paragraph that have none. */
void ren__walk_backfill(ren__walk *walk);

ren_status ren__walk_document(ren__walk *walk, ren_error *err);

#endif
