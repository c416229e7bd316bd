#include "correct/signs.h"

#include "correct/signs_inner.h"

#include "alloc.h"
#include "text/edits.h"

#include <stdlib.h>
#include <string.h>

/* ---- noting -------------------------------------------------------------- */

void ren__note_sighting(ren__signs_state *s, ren__sightings *to, const ren__sighting *sighting) {
  if (s->failed || !ren_grow(&to->list, &to->cap, to->count, sizeof *to->list))
    s->failed = true;
  else
    to->list[to->count++] = *sighting;
}

void ren__set_after(ren__sighting *sighting, const char *after) {
  size_t n = strnlen(after, REN_SIGN_TEXT_MAX);
  memcpy(sighting->after, after, n);
  sighting->after[n] = '\0';
}

void ren__sign_edit_add(ren__signs_state *s, size_t offset, size_t length, const char *after, const char *rule,
                        float confidence) {
  if (confidence < s->min_confidence || s->failed) return;
  if (!ren_grow(&s->edits, &s->cap, s->count, sizeof *s->edits)) {
    s->failed = true;
    return;
  }
  ren__sign_edit *edit = &s->edits[s->count++];
  *edit = (ren__sign_edit){.offset = offset, .length = length, .rule = rule, .confidence = confidence};
  memcpy(edit->after, after, strnlen(after, REN_SIGN_TEXT_MAX));
}

/* The first of the sorted edits that does not end before `at`. */
static size_t edit_at(const ren_edits *edits, size_t count, size_t at) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (edits->list[mid].offset + edits->list[mid].length <= at)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

ren_str ren__word_edit_at(const ren__signs_state *s, ren__run run) {
  size_t i = edit_at(s->words, s->words->count, run.from);
  if (i == s->words->count) return REN_STR("");
  const ren_edit *edit = &s->words->list[i];
  return edit->offset == run.from && edit->length == run.to - run.from ? edit->after : REN_STR("");
}

/* ---- language ------------------------------------------------------------ */

/* The first item that does not end before `at`. */
static size_t item_at(const ren__document *d, size_t at) {
  size_t low = 0, high = d->item_count;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (d->items[mid].offset + d->items[mid].length <= at)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

/* Two single-letter items may be set aside as initials; longer ones say what language it is. */
bool ren__swedish_at(const ren__signs_state *s, size_t at) {
  enum { AROUND = 8 };
  const ren__document *d = s->d;
  size_t i = item_at(d, at), from = i > AROUND ? i - AROUND : 0, words = 0, foreign = 0;
  for (size_t k = from; k < d->item_count && k < i + AROUND; k++) {
    words += d->items[k].kind == REN_ITEM_WORD;
    foreign += d->items[k].kind == REN_ITEM_FOREIGN && d->items[k].length > 2;
  }
  return words > 0 && foreign <= words / 3;
}

bool ren__shows_damage(const ren__signs_state *s) {
  const ren__profile *p = &s->d->profile;
  bool misread = p->words >= 40 && p->unknown > 0.04 * p->words; /* clean text has half of that */
  return s->marks_lost || s->count > 0 || misread;
}

/* ---- looking ------------------------------------------------------------- */

/* Which bytes are worth a look, and by whom. */
enum { NOTHING, LINE_END, PARAGRAPH, FIGURE_LETTER, PAREN, STRAY, HYPHEN, SMALL_I, DOUBLED, LATIN1, PUNCT3 };

static const uint8_t watched[256] = {
    ['\n'] = LINE_END,     ['\f'] = LINE_END, ['$'] = PARAGRAPH, ['&'] = PARAGRAPH,     ['2'] = PARAGRAPH,
    ['3'] = PARAGRAPH,     ['4'] = PARAGRAPH, ['5'] = PARAGRAPH, ['6'] = PARAGRAPH,     ['7'] = PARAGRAPH,
    ['8'] = PARAGRAPH,     ['9'] = PARAGRAPH, ['S'] = PARAGRAPH, ['I'] = FIGURE_LETTER, ['1'] = FIGURE_LETTER,
    ['l'] = FIGURE_LETTER, ['|'] = STRAY,     ['('] = PAREN,     ['{'] = PAREN,         [')'] = PAREN,
    [';'] = STRAY,         [':'] = STRAY,     ['\''] = STRAY,    ['.'] = STRAY,         [','] = STRAY,
    ['~'] = STRAY,         ['_'] = STRAY,     ['"'] = STRAY,     ['`'] = STRAY,         ['-'] = HYPHEN,
    ['v'] = DOUBLED,       ['s'] = DOUBLED,   ['c'] = DOUBLED,   ['x'] = DOUBLED,       ['i'] = SMALL_I,
    [0xC2] = LATIN1,       [0xE2] = PUNCT3,
};

static void see_line(ren__signs_state *s, size_t line) {
  s->lines++;
  ren__see_heading(s, line);
  ren__see_bullet(s, line);
  ren__see_list_number(s, line);
}

static void look_at_mark(ren__signs_state *s, size_t at, char before, char after) {
  bool fresh = ren__is_blank(before), last = ren__is_blank(after);
  char mark = s->text.ptr[at];
  if (mark == '|' && fresh && last) ren__see_figure(s, at);
  if ((mark == '|' || mark == ':') && fresh && last) ren__see_preposition(s, (ren__run){at, at + 1});
  if (mark == ',' && before >= 'A' && before <= 'Z') ren__see_party_list(s, at);
  if (fresh || (last && (mark == '.' || mark == ':')) || (mark == ',' && (after == '.' || after == ';')))
    ren__see_stray(s, at);
  else if (!last && mark != ',' && mark != '|')
    ren__see_joined(s, at);
}

static void look(ren__signs_state *s, size_t at) {
  char before = at > 0 ? s->text.ptr[at - 1] : '\n', after = ren__byte(s->text, at + 1);
  bool fresh = ren__is_blank(before), last = ren__is_blank(after);
  switch (watched[(unsigned char)s->text.ptr[at]]) {
  case LINE_END:
    ren__see_line_end(s, at);
    see_line(s, at + 1);
    break;
  case PARAGRAPH:
    if (fresh || before == '(') ren__see_paragraph(s, at);
    if (fresh && after == ',') ren__see_party_list(s, at);
    break;
  case FIGURE_LETTER:
    if (!fresh || !last) break;
    if (s->text.ptr[at] != '1') ren__see_figure(s, at);
    if (s->text.ptr[at] != 'l') ren__see_preposition(s, (ren__run){at, at + 1});
    break;
  case PAREN: ren__see_party(s, at); break;
  case STRAY: look_at_mark(s, at, before, after); break;
  case HYPHEN:
    ren__see_diary_number(s, at);
    if (!fresh && !last) ren__see_joined(s, at);
    break;
  case SMALL_I:
    if (last && before >= 'A' && before <= 'Z') ren__see_party_list(s, at);
    break;
  case DOUBLED: ren__see_doubled(s, at); break;
  case LATIN1:
    if (after == '\xA7' || after == '\xA3') ren__see_paragraph(s, at);
    break;
  case PUNCT3: ren__see_dash(s, at); break;
  default: break;
  }
}

/* What may stand before a byte that is worth a look; letters and figures come often, and
 * most of them inside words. */
enum { AFTER_BLANK = 1, AFTER_CAPITAL = 2, AFTER_ALL = 7 };

static void find_interest(uint8_t interest[256], uint8_t before[256]) {
  for (int c = 0; c < 256; c++) {
    bool blank = ren__is_blank((char)c) || c == '(';
    before[c] = blank ? AFTER_BLANK : c >= 'A' && c <= 'Z' ? AFTER_CAPITAL : 4;
    switch (watched[c]) {
    case NOTHING: interest[c] = 0; break;
    case PARAGRAPH:
    case FIGURE_LETTER: interest[c] = AFTER_BLANK; break;
    case DOUBLED:
    case SMALL_I: interest[c] = AFTER_CAPITAL; break;
    default: interest[c] = AFTER_ALL; break;
    }
  }
}

static void look_everywhere(ren__signs_state *s) {
  uint8_t interest[256], before[256];
  find_interest(interest, before);
  see_line(s, 0);
  unsigned char last = '\n';
  for (size_t at = 0; at < s->text.len && !s->failed; at++) {
    unsigned char c = (unsigned char)s->text.ptr[at];
    if (interest[c] & before[last]) look(s, at);
    last = c;
  }
}

/* ---- putting the edits into the list ------------------------------------- */

static int compare_places(const void *a, const void *b) {
  const ren__sign_edit *x = a, *y = b;
  return x->offset < y->offset ? -1 : x->offset > y->offset;
}

/* Of edits that touch the same bytes the surest stays. */
static void settle_among_signs(ren__signs_state *s) {
  size_t kept = 0;
  if (s->count) qsort(s->edits, s->count, sizeof *s->edits, compare_places);
  for (size_t i = 0; i < s->count; i++) {
    const ren__sign_edit *edit = &s->edits[i];
    bool beaten = false;
    while (kept > 0 && s->edits[kept - 1].offset + s->edits[kept - 1].length > edit->offset && !beaten) {
      if (s->edits[kept - 1].confidence >= edit->confidence)
        beaten = true;
      else
        kept--;
    }
    if (!beaten) s->edits[kept++] = *edit;
  }
  s->count = kept;
}

/* The edits of words are in the order of the text. Beaten ones get the confidence -1. */
static ren_status merge(ren__signs_state *s, ren_edits *edits, ren_error *err) {
  size_t words = edits->count;
  ren_status status = REN_OK;
  for (size_t i = 0; i < s->count && status == REN_OK; i++) {
    const ren__sign_edit *sign = &s->edits[i];
    size_t first = edit_at(edits, words, sign->offset), end = first;
    bool surest = true;
    for (; end < words && edits->list[end].offset < sign->offset + sign->length; end++)
      surest = surest && edits->list[end].confidence < sign->confidence;
    if (!surest) continue;
    for (size_t k = first; k < end; k++) edits->list[k].confidence = -1;
    ren_edit edit = {sign->offset, sign->length, ren_str_of(sign->after), sign->rule, sign->confidence};
    status = ren_edits_add(edits, &edit, err);
  }
  ren_edits_filter(edits, 0);
  return status;
}

static bool marks_are_missing(const ren__profile *p) {
  return p->letters >= 200 && (p->aring + p->auml + p->ouml) < 0.5 * 0.0488 * p->letters; /* half of Swedish */
}

ren_status ren__signs(ren_edits *edits, const ren__document *d, float min_confidence, ren_error *err) {
  ren__signs_state s = {.d = d,
                        .text = d->bytes,
                        .words = edits,
                        .min_confidence = min_confidence,
                        .marks_lost = marks_are_missing(&d->profile)};
  look_everywhere(&s);
  ren__see_recognised(&s);
  ren__decide_paragraphs(&s);
  ren__decide_bullets(&s);
  ren__decide_parties(&s);
  ren__decide_figures(&s);
  ren__decide_prepositions(&s);
  ren__decide_strays(&s);
  ren__decide_doubled(&s);
  ren__decide_dashes(&s);
  ren__decide_cells(&s);
  ren__decide_addresses(&s);
  settle_among_signs(&s);
  ren_status status = s.failed ? ren_fail_nomem(err) : merge(&s, edits, err);
  ren_free(s.paragraphs.list);
  ren_free(s.bullets.list);
  ren_free(s.parties.list);
  ren_free(s.party_lists.list);
  ren_free(s.strays.list);
  ren_free(s.figures.list);
  ren_free(s.prepositions.list);
  ren_free(s.doubled.list);
  ren_free(s.dashes.list);
  ren_free(s.cells.list);
  ren_free(s.addresses.list);
  ren_free(s.edits);
  return status;
}
