#include "recognise/cells_again.h"

#include "marks/cell_rows.h"

#include "alloc.h"
#include "utf8.h"

#include <string.h>

/* A strip costs about as much as a line of the page. */
enum { STRIPS_MOST = 60, WORDS_MOST = 4000, TRIES_IN_VAIN = 8 };

/* An M or a W, in its heights. */
static const double WIDE = 1.3;
static const float SURE = 0.75F, PLAUSIBLE = 0.5F, WELL = 0.8F;

/* What a cell is taken for; text.len 0: nothing new. */
typedef struct verdict {
  ren_str text, alternatives; /* of a page in `said` */
  float confidence;
} verdict;

typedef struct job {
  const ren_page *page;
  ren__recogniser *recogniser;
  const ren__sheet *sheet;
  double x_height;
  ren__letters letters;
  ren__word_fit *fits;
  ren__cells cells;
  verdict *verdicts; /* of each cell */
  ren_page *said;    /* of all strips: holds the texts */
} job;

/* ---- one strip ------------------------------------------------------------------ */

/* The only word of the strip that lies where the cell does. */
static const ren_word *word_at(const ren_page *said, uint32_t first, const ren__strip *strip, size_t k, double slack) {
  const ren_word *found = NULL;
  for (uint32_t i = first; i < said->word_count; i++) {
    const ren_word *word = &said->words[i];
    double left = word->box.x, right = word->box.x + word->box.w, middle = (left + right) / 2;
    if (right < strip->left[k] || left > strip->right[k]) continue;
    if (found || left < strip->left[k] - slack || right > strip->right[k] + slack) return NULL;
    if (middle < strip->left[k] - slack || middle > strip->right[k] + slack) return NULL;
    found = word;
  }
  return found;
}

/* What was read surely before is read again, or the strip reads well by itself: else nothing in it is to be trusted. */
static bool agrees(const job *j, const ren__strip *strip, uint32_t first) {
  size_t asked = 0, same = 0;
  for (size_t k = 0; k < strip->count; k++) {
    uint32_t index = j->cells.list[strip->cell[k]].word;
    if (strip->wanted[k] || index == REN__IN_NO_WORD) continue;
    const ren_word *before = &j->page->words[index], *now = word_at(j->said, first, strip, k, j->x_height);
    if (before->confidence < SURE || before->text.len < 2) continue;
    asked++;
    same += now && ren_str_eq(now->text, before->text);
  }
  return same > 0 && 2 * same >= asked;
}

static bool reads_well(const ren_page *said, uint32_t first) {
  double trust = 0, letters = 0;
  bool sure = false;
  for (uint32_t i = first; i < said->word_count; i++) {
    const ren_word *word = &said->words[i];
    sure = sure || (word->text.len >= 3 && word->confidence >= SURE);
    trust += (double)word->confidence * (double)word->text.len;
    letters += (double)word->text.len;
  }
  return sure && trust >= WELL * letters;
}

static bool letters_only(ren_str text, uint32_t *count) {
  bool only = true;
  *count = 0;
  for (size_t i = 0; i < text.len;) {
    uint32_t cp;
    i += ren_utf8_decode(text.ptr + i, text.len - i, &cp);
    if (ren_is_letter(cp) || ren_is_digit(cp))
      *count += 1;
    else
      only = false;
  }
  return only;
}

static ren_str part_of(ren_str text, uint32_t from, uint32_t count) {
  size_t begin = 0, end;
  uint32_t cp;
  for (; from > 0; from--) begin += ren_utf8_decode(text.ptr + begin, text.len - begin, &cp);
  for (end = begin; count > 0; count--) end += ren_utf8_decode(text.ptr + end, text.len - end, &cp);
  return (ren_str){text.ptr + begin, end - begin};
}

/* `VX` over two cells of one letter each: the blank was not seen. */
static bool share_of(verdict *out, const job *j, const ren__strip *strip, size_t k, uint32_t first) {
  for (uint32_t i = first; i < j->said->word_count; i++) {
    const ren_word *word = &j->said->words[i];
    uint32_t read, printed = 0, before = 0;
    if (!letters_only(word->text, &read)) continue;
    for (size_t n = 0; n < strip->count; n++) {
      int32_t middle = (strip->left[n] + strip->right[n]) / 2;
      if (middle < word->box.x || middle > word->box.x + word->box.w) continue;
      if (n < k) before += j->cells.list[strip->cell[n]].letters;
      printed += j->cells.list[strip->cell[n]].letters;
    }
    int32_t middle = (strip->left[k] + strip->right[k]) / 2;
    if (read != printed || middle < word->box.x || middle > word->box.x + word->box.w) continue;
    *out = (verdict){.text = part_of(word->text, before, j->cells.list[strip->cell[k]].letters),
                     .confidence = word->confidence};
    return true;
  }
  return false;
}

static bool plausible(const verdict *v, const ren__cell *cell) {
  uint32_t count;
  const size_t all = ren_utf8_count(v->text);
  letters_only(v->text, &count);
  if (cell->letters == 1 && cell->box.w <= WIDE * cell->box.h && count != 1) return false; /* two may touch */
  return v->confidence >= PLAUSIBLE && count > 0 && count <= 2 * cell->letters && all <= 2 * (size_t)count;
}

/* Is it the same but for a stop? */
static bool same_letters(ren_str now, ren_str before) {
  return now.len + 1 == before.len && before.ptr[now.len] == '.' && memcmp(now.ptr, before.ptr, now.len) == 0;
}

/* For a letter, a sign (`<`) was read with more trust than it deserves. */
static float belief_in(const ren_word *before) {
  uint32_t letters;
  letters_only(before->text, &letters);
  return letters || before->confidence < SURE ? before->confidence : SURE;
}

static void decide(job *j, const ren__strip *strip, size_t k, uint32_t first) {
  const ren__cell *cell = &j->cells.list[strip->cell[k]];
  const ren_word *now = word_at(j->said, first, strip, k, j->x_height);
  verdict v = {.confidence = 0};
  if (now)
    v = (verdict){.text = now->text, .alternatives = now->alternatives, .confidence = now->confidence};
  else if (!share_of(&v, j, strip, k, first))
    return;
  if (!plausible(&v, cell)) return;
  if (cell->word != REN__IN_NO_WORD && same_letters(v.text, j->page->words[cell->word].text)) return; /* `1.` */
  if (cell->word != REN__IN_NO_WORD && v.confidence < belief_in(&j->page->words[cell->word])) return;
  j->verdicts[strip->cell[k]] = v;
}

static ren_status read_strip(job *j, const ren__strip *strip, bool *of_use, ren_error *err) {
  uint32_t first = j->said->word_count;
  ren_status status = ren__recognise_line(j->said, j->recogniser, strip->grey, j->sheet->dpi, err);
  *of_use = status == REN_OK && (agrees(j, strip, first) || reads_well(j->said, first));
  for (size_t k = 0; k < strip->count && *of_use; k++)
    if (strip->wanted[k]) decide(j, strip, k, first);
  return status;
}

static ren_status read_strips(job *j, PIX *binary, ren_error *err) {
  const ren__drawing from = {j->sheet->grey, binary, ren__paper(j->sheet->grey), j->x_height};
  ren_status status = REN_OK;
  int in_vain = 0;
  size_t at = 0;
  for (int i = 0; i < STRIPS_MOST && in_vain < TRIES_IN_VAIN && status == REN_OK; i++) {
    ren__strip strip;
    bool of_use = false;
    status = ren__strip_next(&strip, &at, &j->cells, &from, err);
    if (status == REN_OK && strip.count == 0) break;
    if (status == REN_OK) status = read_strip(j, &strip, &of_use, err);
    in_vain = of_use ? 0 : in_vain + 1;
    ren__strip_free(&strip);
  }
  return status;
}

/* ---- the page anew ------------------------------------------------------------------ */

static ren_status put_reading(ren_page *out, const ren_word *before, const ren__cell *cell, const verdict *v,
                              ren_error *err) {
  ren_word word = *before;
  ren_buf readings = {0};
  ren_buf_append_str(&readings, before->text);
  if (v->alternatives.len) ren_buf_putc(&readings, '\t');
  ren_buf_append_str(&readings, v->alternatives);
  word.text = v->text;
  word.box = cell->box;
  word.confidence = v->confidence;
  word.alternatives = ren_str_eq(before->text, v->text) ? v->alternatives : ren_buf_str(&readings);
  ren_status status = readings.status == REN_OK ? ren_page_add_word(out, &word, err) : ren_fail_nomem(err);
  ren_buf_free(&readings);
  return status;
}

/* A column that was taken for a word is none if one of its letters was read with its row, or if nobody believed it. */
static bool is_column(const job *j, uint32_t word) {
  if (j->fits[word].fit != REN__UPRIGHT) return false;
  bool none = j->page->words[word].confidence < PLAUSIBLE;
  for (size_t i = 0; i < j->cells.count && !none; i++)
    none = j->verdicts[i].text.len && ren__box_holds(&j->page->words[word].box, &j->cells.list[i].box);
  return none;
}

/* Of several words that were one, the first has its text. */
static ren_status put_word(ren_page *out, const job *j, uint32_t index, ren_error *err) {
  const ren_word *word = &j->page->words[index];
  const uint32_t at = j->cells.of_word[index];
  if (j->fits[index].fit == REN__DIRT || is_column(j, index)) return REN_OK;
  if (at == REN__NO_CELL || j->verdicts[at].text.len == 0) return ren_page_add_word(out, word, err);
  const ren__cell *cell = &j->cells.list[at];
  if (cell->word != index) return REN_OK;
  return put_reading(out, word, cell, &j->verdicts[at], err);
}

static ren_status put_new(ren_page *out, const ren__cell *cell, const verdict *v, uint32_t block, ren_error *err) {
  const ren_line line = {.box = cell->box, .block = block, .size = (float)cell->box.h};
  const ren_word word = {
      .text = v->text, .box = cell->box, .confidence = v->confidence, .alternatives = v->alternatives};
  ren_status status = ren_page_add_line(out, &line, err);
  return status == REN_OK ? ren_page_add_word(out, &word, err) : status;
}

static ren_status put_page(ren_page **out, const job *j, ren_error *err) {
  const ren_page *page = j->page;
  ren_status status = ren_page_new(out, page->file, page->number, err);
  if (status == REN_OK) status = ren_page_copy_head(*out, page, err);
  uint32_t block = 0;
  for (uint32_t i = 0; i < page->line_count && status == REN_OK; i++) {
    const ren_line *line = &page->lines[i];
    status = ren_page_add_line(*out, line, err);
    for (uint32_t k = 0; k < line->word_count && status == REN_OK; k++)
      status = put_word(*out, j, line->first_word + k, err);
    if (line->block >= block) block = line->block + 1;
  }
  for (size_t i = 0; i < j->cells.count && status == REN_OK; i++)
    if (j->cells.list[i].word == REN__IN_NO_WORD && j->verdicts[i].text.len)
      status = put_new(*out, &j->cells.list[i], &j->verdicts[i], block++, err);
  return status;
}

/* ---- all ------------------------------------------------------------------------------ */

/* Of the lines in the image; a bend was taken out with its slope. */
static double slope_of(const ren__sheet *sheet) { return sheet->bend ? 0 : sheet->slope; }

static ren_status look(job *j, PIX *binary, ren_error *err) {
  ren_status status = ren__letters_find(&j->letters, binary, j->x_height, j->page, err);
  if (status != REN_OK || j->letters.count == 0) return status;
  j->fits = ren_alloc_array(j->page->word_count, sizeof *j->fits);
  if (!j->fits) return ren_fail_nomem(err);
  status = ren__fit_words(j->fits, j->page, &j->letters, j->x_height, err);
  if (status == REN_OK)
    status = ren__cells_find(&j->cells, j->page, &j->letters, j->fits, j->x_height, slope_of(j->sheet), err);
  if (status == REN_OK) j->verdicts = ren_alloc_array(j->cells.count + 1, sizeof *j->verdicts);
  if (status == REN_OK && !j->verdicts) status = ren_fail_nomem(err);
  if (status == REN_OK) status = ren_page_new(&j->said, "", 1, err);
  return status == REN_OK ? read_strips(j, binary, err) : status;
}

ren_status ren__read_cells_again(ren_page **page, ren__recogniser *recogniser, const ren__sheet *sheet, PIX *binary,
                                 ren_error *err) {
  job j = {.page = *page, .recogniser = recogniser, .sheet = sheet, .x_height = sheet->x_height};
  if (j.x_height < 6 || j.page->word_count == 0 || j.page->word_count > WORDS_MOST) return REN_OK;
  ren_page *out = NULL;
  ren_status status = look(&j, binary, err);
  if (status == REN_OK && j.fits) status = put_page(&out, &j, err);
  ren__letters_free(&j.letters);
  ren__cells_free(&j.cells);
  ren_free(j.fits);
  ren_free(j.verdicts);
  ren_page_free(j.said);
  if (status != REN_OK || !out) {
    ren_page_free(out);
    return status;
  }
  ren_page_free(*page);
  *page = out;
  return REN_OK;
}
