#include "signs/sign_word.h"

#include "signs/sign_address.h"
#include "signs/sign_context.h"
#include "signs/sign_quotes.h"
#include "utf8.h"

#include <string.h>

typedef struct edit {
  size_t first, count; /* letters */
  size_t mark, marks;
  const char *text;
  float sure;
} edit;

typedef struct work {
  const ren__sign_token *token;
  ren__letters letters;
  ren__sign signs[REN__ALIGN_MARKS];
  ren__pairing pairs[REN__ALIGN_MARKS];
  double dash_length;
  edit edits[REN__ALIGN_MARKS];
  size_t edit_count;
} work;

/* ---- blanks -------------------------------------------------------------------- */

static double gap_behind(const ren__sign_token *t, size_t mark) {
  return t->marks[mark + 1].box.x - t->marks[mark].box.x - t->marks[mark].box.w;
}

/* Whether the blank behind a mark is wider than those between the other marks. */
static bool is_parted(const ren__sign_token *t, size_t mark) {
  double inner = 0, height = t->marks[mark].height;
  size_t count = 0;
  for (size_t i = 0; i + 1 < t->mark_count; i++) {
    if (i == mark || gap_behind(t, i) > 0.6 * height) continue;
    inner += gap_behind(t, i);
    count++;
  }
  inner = count ? inner / (double)count : 0.1 * height;
  return gap_behind(t, mark) > (inner > 0 ? inner : 0) + 0.22 * height;
}

/* ---- finding ------------------------------------------------------------------- */

static ren__sign candidate(const ren__mark *mark) {
  ren__sign best = REN__SIGN_NONE;
  for (int i = 1; i < REN__SIGNS; i++)
    if (mark->likely[i] >= ren__sign_least((ren__sign)i) && (!best || mark->likely[i] > mark->likely[best]))
      best = (ren__sign)i;
  return ren__dash_length(mark) > 0 ? REN__SIGN_NONE : best;
}

static const uint32_t SECTION = 0xA7;

static bool are_twins(const ren__mark *a, const ren__mark *b) {
  static const float SURE = 0.9f;
  if (b->box.x - a->box.x - a->box.w > 0.35 * a->height) return false;
  if (ren__is_half_quote(a) && ren__is_half_quote(b)) return true;
  float one = a->likely[REN__SIGN_SECTION], other = b->likely[REN__SIGN_SECTION];
  float least = ren__sign_least(REN__SIGN_SECTION);
  return (one > SURE && other > least) || (one > least && other > SURE);
}

static bool has_twin(const ren__sign_token *t, size_t mark) {
  const ren__mark *m = &t->marks[mark];
  return (mark > 0 && are_twins(m - 1, m)) || (mark + 1 < t->mark_count && are_twins(m, m + 1));
}

static ren__sign_place place_of(const work *w, size_t mark) {
  const ren__sign_token *t = w->token;
  size_t first = w->pairs[mark].first, end = first + w->pairs[mark].count;
  bool follows = mark > 0 && w->signs[mark - 1] == REN__SIGN_SECTION;
  bool leads = mark + 1 < t->mark_count && w->signs[mark + 1] == REN__SIGN_SECTION;
  return (ren__sign_place){.read = w->letters.cp + first,
                           .read_count = w->pairs[mark].count,
                           .before = follows     ? SECTION
                                     : first > 0 ? w->letters.cp[first - 1]
                                                 : 0,
                           .after = leads                    ? SECTION
                                    : end < w->letters.count ? w->letters.cp[end]
                                                             : 0,
                           .word_before = t->word_before,
                           .word_after = t->word_after,
                           .first = t->first,
                           .last = t->last,
                           .dotted = t->dotted,
                           .glued = mark > 0 && !is_parted(t, mark - 1),
                           .apart = mark + 1 == t->mark_count || is_parted(t, mark),
                           .twin = has_twin(t, mark),
                           .lead = t->marks[mark].lead,
                           .peers = t->marks[mark].peers};
}

static void note(work *w, size_t mark, size_t marks, const char *text, float sure) {
  w->edits[w->edit_count++] = (edit){w->pairs[mark].first, w->pairs[mark].count, mark, marks, text, sure};
}

/* Both marks were read as one letter. */
static bool is_pair(const work *w, size_t mark) {
  return mark + 1 < w->token->mark_count && w->pairs[mark].count == 1 && w->pairs[mark + 1].count == 1 &&
         w->pairs[mark].first == w->pairs[mark + 1].first;
}

/* Where letters show the @ of an address already, no other is looked for. */
static bool is_second_at(const work *w, size_t mark) {
  size_t from, to, first = w->pairs[mark].first;
  if (!ren__find_misread_at(&from, &to, w->token->text)) return false;
  return w->pairs[mark].count == 0 || w->letters.at[first] < from || w->letters.at[first] >= to;
}

/* Returns how many marks it is made of. */
static size_t find_sign(work *w, size_t i) {
  ren__sign sign = w->signs[i];
  const ren__mark *marks = w->token->marks;
  float likely = marks[i].likely[sign];
  bool pair = is_pair(w, i);
  if (pair && w->signs[i + 1] != sign) return 2;
  if (pair && marks[i + 1].likely[sign] < likely) likely = marks[i + 1].likely[sign];
  ren__sign_place place = place_of(w, i);
  size_t taken = pair ? 2 : 1;
  if (sign == REN__SIGN_AT && is_second_at(w, i)) return taken;
  if (pair && sign >= REN__SIGN_SIX && sign <= REN__SIGN_STRAIGHT)
    sign = (ren__sign)(sign + REN__SIGN_SIXES - REN__SIGN_SIX);
  else if (pair || sign == REN__SIGN_SIX)
    return taken;
  if (ren__sign_fits(sign, likely, &place)) note(w, i, taken, ren__sign_written(sign), likely);
  return taken;
}

static bool is_dash_reading(uint32_t cp) { return cp == '-' || cp == '=' || cp == 0x2014; }

/* `616-216` is no range. Numbers of unlike length are (`2010–11`, `9–12`). */
static bool ascends(const ren__letters *l, size_t from, size_t to) {
  size_t left = 0, right = 0;
  while (left < from && ren_is_digit(l->cp[from - 1 - left])) left++;
  while (to + right < l->count && ren_is_digit(l->cp[to + right])) right++;
  for (size_t i = 0; left == right && i < right; i++)
    if (l->cp[from - left + i] != l->cp[to + i]) return l->cp[from - left + i] < l->cp[to + i];
  return left > 0 && right > 0;
}

static bool leads_line(const ren__sign_token *t, size_t mark) {
  return t->first && mark == 0 && t->marks[0].lead == REN__LEAD_BAR;
}

/* Alone, before a line, or in a range of numbers; two in a word are those of a date or a diary number. */
static bool may_be_dash(const work *w, size_t mark, size_t first, size_t count) {
  const ren__letters *l = &w->letters;
  if (count == l->count || (first == 0 && leads_line(w->token, mark) && is_parted(w->token, mark))) return true;
  for (size_t i = 0; i < l->count; i++)
    if ((i < first || i >= first + count) && is_dash_reading(l->cp[i])) return false;
  return ascends(l, first, first + count);
}

/* An em dash is as long as a figure is high, and more. */
static void find_dash(work *w, size_t i) {
  static const float SURE = 0.9f;
  static const double LONGEST = 1.25;
  const uint32_t *read = w->letters.cp + w->pairs[i].first;
  size_t count = w->pairs[i].count;
  double length = ren__dash_length(&w->token->marks[i]);
  bool fits = length >= w->dash_length && length < LONGEST, unread = w->letters.count == 0;
  if (fits && unread && leads_line(w->token, i) && !w->token->last && w->token->marks[i].peers > 0)
    note(w, i, 1, "–", SURE);
  if (!fits || count < 1 || count > 2 || is_pair(w, i) || !is_dash_reading(read[0]) ||
      !is_dash_reading(read[count - 1]))
    return;
  if (may_be_dash(w, i, w->pairs[i].first, count)) note(w, i, 1, "–", SURE);
}

static void find_all(work *w) {
  for (size_t i = 0; i < w->token->mark_count;) {
    if (w->signs[i]) {
      i += find_sign(w, i);
    } else {
      find_dash(w, i);
      i++;
    }
  }
}

/* ---- parting --------------------------------------------------------------------- */

static ren_box marks_box(const ren__sign_token *t, size_t from, size_t to) {
  ren_box box = t->marks[from].box;
  for (size_t i = from + 1; i < to; i++) {
    const ren_box *b = &t->marks[i].box;
    int32_t right = box.x + box.w > b->x + b->w ? box.x + box.w : b->x + b->w;
    int32_t bottom = box.y + box.h > b->y + b->h ? box.y + box.h : b->y + b->h;
    if (b->y < box.y) box.y = b->y;
    box.w = right - box.x;
    box.h = bottom - box.y;
  }
  return box;
}

static bool is_section(const ren_buf *text, size_t at) {
  return at + 1 < text->len && memcmp(text->ptr + at, "§", 2) == 0;
}

static bool stands_apart(const edit *e, const ren__sign_token *t) {
  if (strcmp(e->text, "–") == 0) return e->mark == 0 && t->marks[0].lead == REN__LEAD_BAR;
  return strcmp(e->text, "§") == 0 || strcmp(e->text, "%") == 0 || strcmp(e->text, "•") == 0;
}

/* What follows a sign without a blank, wherever its ink stands (`5 %.`). */
static bool only_closes(const ren_buf *text, size_t from) {
  while (from < text->len && memchr(".,;:)!?\"'", text->ptr[from], 9)) from++;
  return from == text->len || (text->len - from == 3 && memcmp(text->ptr + from, "”", 3) == 0);
}

/* Cuts the text before or behind the sign of an edit that stands at `from` to `to` in it. */
static void part(ren__mended *out, const ren__sign_token *t, const edit *e, size_t from, size_t to) {
  size_t last = out->piece_count - 1, end = out->text.len;
  if (!stands_apart(e, t) || out->piece_count == REN__SIGN_PIECES) return;
  size_t cut = 0, mark = 0;
  if (e->mark > 0 && from >= out->pieces[last].from + 2 && !is_section(&out->text, from - 2) &&
      is_parted(t, e->mark - 1)) {
    cut = from;
    mark = e->mark;
  } else if (to < end && e->mark + e->marks < t->mark_count && !is_section(&out->text, to) &&
             !only_closes(&out->text, to) && is_parted(t, e->mark + e->marks - 1)) {
    cut = to;
    mark = e->mark + e->marks;
  }
  if (!cut) return;
  out->pieces[last].to = cut;
  out->pieces[last].box.w = t->marks[mark - 1].box.x + t->marks[mark - 1].box.w - out->pieces[last].box.x;
  out->pieces[out->piece_count++] = (ren__sign_piece){cut, end, marks_box(t, mark, t->mark_count)};
}

/* ---- all ---------------------------------------------------------------------------- */

static void write_text(ren__mended *out, work *w) {
  const ren__sign_token *t = w->token;
  size_t at = 0, places[REN__ALIGN_MARKS][2];
  for (size_t i = 0; i < w->edit_count; i++) {
    const edit *e = &w->edits[i];
    size_t from = w->letters.at[e->first];
    ren_buf_append(&out->text, t->text.ptr + at, from - at);
    places[i][0] = out->text.len;
    ren_buf_puts(&out->text, e->text);
    places[i][1] = out->text.len;
    at = w->letters.at[e->first + e->count];
    if (e->sure < out->sure) out->sure = e->sure;
  }
  ren_buf_append(&out->text, t->text.ptr + at, t->text.len - at);
  out->pieces[0] = (ren__sign_piece){0, out->text.len, t->box};
  out->piece_count = 1;
  for (size_t i = 0; i < w->edit_count; i++) part(out, t, &w->edits[i], places[i][0], places[i][1]);
}

/* By the other letters alone: those beside the @ may be one mark with it. */
static void mend_address(ren__mended *out, const ren__sign_token *t) {
  static const float SURE = 0.9f;
  ren_str text = out->changed ? ren_buf_str(&out->text) : t->text;
  size_t from, to;
  if ((out->changed && out->piece_count > 1) || !ren__find_misread_at(&from, &to, text)) return;
  if (!out->changed) ren_buf_append_str(&out->text, t->text);
  if (out->text.status != REN_OK) return;
  out->text.ptr[from] = '@';
  memmove(out->text.ptr + from + 1, out->text.ptr + to, out->text.len - to);
  out->text.len -= to - from - 1;
  out->pieces[0] = (ren__sign_piece){0, out->text.len, t->box};
  out->piece_count = 1;
  out->changed = true;
  if (out->sure > SURE) out->sure = SURE;
}

void ren__mend_signs(ren__mended *out, ren__sign_token *token, double dash_length) {
  work w = {.token = token, .dash_length = dash_length};
  bool any = false;
  ren_buf_clear(&out->text);
  out->changed = false;
  out->sure = 1;
  for (size_t i = 0; i < token->mark_count; i++) {
    w.signs[i] = candidate(&token->marks[i]);
    any = any || w.signs[i] || ren__dash_length(&token->marks[i]) >= dash_length;
  }
  if (any && ren__letters_of(&w.letters, token->text) &&
      ren__align(w.pairs, &w.letters, &token->box, token->marks, w.signs, token->mark_count))
    find_all(&w);
  if (w.edit_count > 0) {
    out->changed = true;
    write_text(out, &w);
  }
  mend_address(out, token);
}
