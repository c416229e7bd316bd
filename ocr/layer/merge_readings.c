#include "layer/merge_readings.h"

static const double CLEARLY = 0.01;

double ren__page_trust(const ren_page *page, size_t *letters) {
  double trust = 0;
  *letters = 0;
  for (uint32_t i = 0; i < page->word_count; i++) {
    size_t length = page->words[i].text.len;
    trust += (double)page->words[i].confidence * (double)length;
    *letters += length;
  }
  return *letters ? trust / (double)*letters : 0;
}

static double line_trust(const ren_page *page, const ren_line *line) {
  double trust = 0, letters = 0;
  for (uint32_t i = 0; i < line->word_count; i++) {
    const ren_word *word = &page->words[line->first_word + i];
    trust += (double)word->confidence * (double)word->text.len;
    letters += (double)word->text.len;
  }
  return letters > 0 ? trust / letters : 0;
}

static int32_t overlap(int32_t a, int32_t a_length, int32_t b, int32_t b_length) {
  int32_t from = a > b ? a : b, to = a + a_length < b + b_length ? a + a_length : b + b_length;
  return to > from ? to - from : 0;
}

/* Most of both, along and across. */
static bool same_place(const ren_box *a, const ren_box *b) {
  return 5 * overlap(a->x, a->w, b->x, b->w) > 4 * (a->w > b->w ? a->w : b->w) &&
         2 * overlap(a->y, a->h, b->y, b->h) > (a->h > b->h ? a->h : b->h);
}

/* The one line of the page at this place; NULL if there is none, or more. */
static const ren_line *line_at(const ren_page *page, const ren_box *place) {
  const ren_line *found = NULL;
  for (uint32_t i = 0; i < page->line_count; i++) {
    if (!same_place(&page->lines[i].box, place)) continue;
    if (found) return NULL;
    found = &page->lines[i];
  }
  return found;
}

static ren_status take_line(ren_page *out, const ren_page *from, const ren_line *line, uint32_t block, ren_error *err) {
  ren_line own = *line;
  own.block = block;
  ren_status status = ren_page_add_line(out, &own, err);
  for (uint32_t i = 0; i < line->word_count && status == REN_OK; i++)
    status = ren_page_add_word(out, &from->words[line->first_word + i], err);
  return status;
}

static size_t sure_letters(const ren_page *page) {
  size_t sum = 0;
  for (uint32_t i = 0; i < page->word_count; i++)
    if (page->words[i].text.len >= 3 && page->words[i].confidence >= 0.75f) sum += page->words[i].text.len;
  return sum;
}

bool ren__reads_as_junk(const ren_page *page) {
  size_t letters;
  return ren__page_trust(page, &letters) < 0.5 && sure_letters(page) == 0;
}

ren_status ren__merge_readings(ren_page **out, const ren_page *one, const ren_page *other, ren_error *err) {
  size_t letters;
  bool first = ren__page_trust(one, &letters) + CLEARLY >= ren__page_trust(other, &letters) ||
               sure_letters(one) > sure_letters(other);
  const ren_page *base = first ? one : other, *spare = first ? other : one;
  ren_status status = ren_page_new(out, "", one->number, err);
  for (uint32_t i = 0; i < base->line_count && status == REN_OK; i++) {
    const ren_line *line = &base->lines[i], *rival = line_at(spare, &line->box);
    bool better = rival && line_trust(spare, rival) > line_trust(base, line) + CLEARLY;
    status = take_line(*out, better ? spare : base, better ? rival : line, line->block, err);
  }
  return status;
}
