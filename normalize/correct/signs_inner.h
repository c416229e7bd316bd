/* signs_inner.h: what the kinds of signs share. A kind looks at places (`see_`) in one pass
 * over the text, notes what it sees, and decides at the end (`decide_`), when the habits of
 * the whole text are known.
 */
#ifndef REN_SIGNS_INNER_H
#define REN_SIGNS_INNER_H

#include "correct/signs.h"

enum { REN_SIGN_TEXT_MAX = 11 };

/* Something that may be a damaged sign, or one that is right and bears witness. `sort` and
 * `glyph` are each kind's own. */
typedef struct ren__sighting {
  size_t offset, length;
  uint32_t number;    /* of the paragraph, list item */
  uint32_t next_word; /* hash of the word behind a heading */
  uint8_t sort, glyph;
  bool glued;   /* no blank between sign and number */
  bool specked; /* specks of dirt stand around it */
  char after[REN_SIGN_TEXT_MAX + 1];
} ren__sighting;

typedef struct ren__sightings {
  ren__sighting *list;
  size_t count, cap;
} ren__sightings;

typedef struct ren__sign_edit {
  size_t offset, length;
  const char *rule;
  float confidence;
  char after[REN_SIGN_TEXT_MAX + 1];
} ren__sign_edit;

/* A run without blanks; empty (from == to) if there is none. */
typedef struct ren__run {
  size_t from, to;
} ren__run;

typedef struct ren__signs_state {
  const ren__document *d;
  ren_str text;
  const ren_edits *words; /* what words are going to be mended */
  float min_confidence;
  bool failed;     /* out of memory */
  bool marks_lost; /* read without å, ä, ö: by an English model */
  size_t lines;
  ren__sightings paragraphs, bullets, parties, party_lists, strays, figures, prepositions, doubled, dashes;
  ren__sightings cells, addresses; /* of recognised texts */
  size_t real_paragraphs;                  /* § */
  size_t en_dashes, real_bullets;
  ren__sign_edit *edits;
  size_t count, cap;
} ren__signs_state;

/* ---- the kinds ---- */
void ren__see_paragraph(ren__signs_state *s, size_t at);
void ren__see_heading(ren__signs_state *s, size_t line);
void ren__decide_paragraphs(ren__signs_state *s);
void ren__see_bullet(ren__signs_state *s, size_t line);
void ren__decide_bullets(ren__signs_state *s);
void ren__see_party(ren__signs_state *s, size_t at);
void ren__see_party_list(ren__signs_state *s, size_t at);
void ren__decide_parties(ren__signs_state *s);
void ren__decide_party_lists(ren__signs_state *s, size_t named); /* names with a party */
bool ren__is_party(ren_str s);
void ren__see_stray(ren__signs_state *s, size_t at);
void ren__see_joined(ren__signs_state *s, size_t at);
void ren__see_line_end(ren__signs_state *s, size_t at);
void ren__decide_strays(ren__signs_state *s);
void ren__see_figure(ren__signs_state *s, size_t at);
void ren__see_preposition(ren__signs_state *s, ren__run run);
void ren__decide_prepositions(ren__signs_state *s);
void ren__see_doubled(ren__signs_state *s, size_t at);
void ren__decide_doubled(ren__signs_state *s);
void ren__see_list_number(ren__signs_state *s, size_t line);
void ren__see_diary_number(ren__signs_state *s, size_t at);
void ren__decide_figures(ren__signs_state *s);
void ren__see_dash(ren__signs_state *s, size_t at);
void ren__decide_dashes(ren__signs_state *s);

/* Only where the text was recognised (signs_read.h). */
struct ren__read;
void ren__see_recognised(ren__signs_state *s);
void ren__see_cell(ren__signs_state *s, ren__run run, const struct ren__read *read);
void ren__decide_cells(ren__signs_state *s);
void ren__see_address(ren__signs_state *s, ren__run run);
void ren__decide_addresses(ren__signs_state *s);

/* ---- noting ---- */
void ren__note_sighting(ren__signs_state *s, ren__sightings *to, const ren__sighting *sighting);
void ren__set_after(ren__sighting *sighting, const char *after);
void ren__sign_edit_add(ren__signs_state *s, size_t offset, size_t length, const char *after, const char *rule,
                        float confidence);
/* Whether letters were lost, or signs of other kinds were found damaged. */
bool ren__shows_damage(const ren__signs_state *s);
/* What a word is going to be mended to; empty if it stays. */
ren_str ren__word_edit_at(const ren__signs_state *s, ren__run run);
/* Whether the words around a place are Swedish as far as anyone knows. */
bool ren__swedish_at(const ren__signs_state *s, size_t at);

/* ---- reading (signs_text.c) ---- */

/* The runs before and behind a place, over a line end or two. */
ren__run ren__run_before(ren_str text, size_t at);
ren__run ren__run_after(ren_str text, size_t at);
ren_str ren__run_str(ren_str text, ren__run run);
/* The byte at a place, a line end outside the text. */
char ren__byte(ren_str text, size_t at);
bool ren__is_blank(char c); /* blank, tab, line end or page end */
bool ren__is_figure(char c);
/* Digits from `at`, 1 to `most` of them, no more following; returns their end or `at`. */
size_t ren__read_number(ren_str text, size_t at, int most, uint32_t *number);
/* Whether a letter stands at a place: 'U' a capital, 'l' a small one, 0 none. */
char ren__letter_at(ren_str text, size_t at);
/* The end of the letters (and hyphens within) from `at`. */
size_t ren__letters_end(ren_str text, size_t at);
/* Whether a run ends in a year, with perhaps a comma, and a day and a month stand before it
 * (`den 12 juni 2025,`), or is a date in figures (`2025-06-12,`). Returns 0, 't' or 'i'. */
char ren__date_before(ren_str text, size_t at, bool *comma);
bool ren__names_month(ren_str word);
/* Whether two capitalised words, as in a name, end at the run before `at`. */
bool ren__name_before(ren_str text, size_t at);

#endif
