#include "signs/sign_restore.h"

#include "signs/sign_context.h"
#include "signs/sign_glyph.h"
#include "signs/sign_hyphen.h"
#include "signs/sign_lists.h"
#include "signs/sign_pieces.h"
#include "signs/sign_quotes.h"
#include "signs/sign_word.h"

#include "utf8.h"

#include <string.h>

bool ren__lacks_signs(const char *languages) { return strcmp(languages, "swe") == 0; }

typedef struct restorer {
  const ren_page *page;
  ren_page *out;
  PIX *grey;
  ren__marks marks;
  double dash_length;
  ren__mended mended;
  ren_buf readings;
  ren_buf held; /* the last word of the line, which the next one may belong to */
  ren_word held_word;
  ren_error *err;
} restorer;

/* ---- putting words down -------------------------------------------------------- */

static ren_status put_down(restorer *r) {
  if (r->held.len == 0) return REN_OK;
  r->held_word.text = ren_buf_str(&r->held);
  r->held_word.alternatives = ren_buf_str(&r->readings);
  ren_status status = ren_page_add_word(r->out, &r->held_word, r->err);
  ren_buf_clear(&r->held);
  return status;
}

static bool ends_with_at(const ren_buf *text) { return text->len > 0 && text->ptr[text->len - 1] == '@'; }

/* `ekeryd.se`, `anna.ek` */
static bool has_inner_point(ren_str text) {
  for (size_t i = 1; i + 1 < text.len; i++)
    if (text.ptr[i] == '.' && ren_is_letter((unsigned char)text.ptr[i - 1]) &&
        ren_is_letter((unsigned char)text.ptr[i + 1]))
      return true;
  return false;
}

/* `anna@` and `ekeryd.se` are one word if no blank is between them; nor does a domain have one before it, however far
 * the box of a letter that was read badly is off. */
static bool belongs_to_held(const restorer *r, ren_str text, const ren_box *box) {
  if (r->held.len == 0 || text.len == 0 || !(text.ptr[0] == '@' || ends_with_at(&r->held))) return false;
  bool domain = ends_with_at(&r->held) && has_inner_point(text);
  return box->x - r->held_word.box.x - r->held_word.box.w < (domain ? 0.9 : 0.35) * box->h;
}

static ren_status take(restorer *r, ren_str text, const ren_box *box, float confidence, const ren_word *word) {
  if (belongs_to_held(r, text, box)) {
    ren_box *held = &r->held_word.box;
    int32_t bottom = held->y + held->h > box->y + box->h ? held->y + held->h : box->y + box->h;
    if (box->y < held->y) held->y = box->y;
    held->h = bottom - held->y;
    held->w = box->x + box->w - held->x;
    if (confidence < r->held_word.confidence) r->held_word.confidence = confidence;
    ren_buf_append_str(&r->held, text);
    ren_buf_clear(&r->readings);
    return REN_OK;
  }
  ren_status status = put_down(r);
  r->held_word = word ? *word : (ren_word){.line = 0};
  r->held_word.box = *box;
  r->held_word.confidence = confidence;
  ren_buf_append_str(&r->held, text);
  ren_buf_clear(&r->readings);
  if (!word) return status;
  bool same = ren_str_eq(word->text, text);
  if (!same) ren_buf_append_str(&r->readings, word->text);
  if (!same && word->alternatives.len) ren_buf_putc(&r->readings, '\t');
  ren_buf_append_str(&r->readings, word->alternatives);
  return status;
}

static bool is_sign(ren_str text) {
  uint32_t cp;
  return text.len > 0 && ren_utf8_decode(text.ptr, text.len, &cp) == text.len && !ren_is_digit(cp) &&
         !ren_is_letter(cp);
}

static ren_status take_token(restorer *r, ren__sign_token *token) {
  const ren__mended *m = &r->mended;
  ren__mend_signs(&r->mended, token, r->dash_length);
  if (!m->changed)
    return token->word ? take(r, token->text, &token->box, token->word->confidence, token->word) : REN_OK;
  ren_status status = m->text.status == REN_OK ? REN_OK : ren_fail_nomem(r->err);
  for (size_t i = 0; i < m->piece_count && status == REN_OK; i++) {
    const ren__sign_piece *piece = &m->pieces[i];
    ren_str text = {m->text.ptr + piece->from, piece->to - piece->from};
    /* tesseract's trust in a letter that is not there says nothing of a sign that stands alone */
    float confidence =
        is_sign(text) || !token->word || token->word->confidence > m->sure ? m->sure : token->word->confidence;
    status = take(r, text, &piece->box, confidence, m->piece_count == 1 ? token->word : NULL);
  }
  return status;
}

/* ---- words and marks of a line ---------------------------------------------------- */

static uint32_t first_letter(ren_str text) {
  uint32_t cp = 0;
  if (text.len) ren_utf8_decode(text.ptr, text.len, &cp);
  return cp;
}

static uint32_t last_letter(ren_str text) {
  uint32_t cp = 0;
  if (text.len) ren_utf8_decode_before(text.ptr, text.len, &cp);
  return cp;
}

static double middle_of(const ren__mark *mark) { return mark->box.x + mark->box.w / 2.0; }

/* Boxes of words that touch end anywhere: a short word may have a part of its only mark. */
static bool covers(const ren_word *word, const ren__mark *mark) {
  double slack = 0.1 * mark->height, x = middle_of(mark), middle = word->box.x + word->box.w / 2.0;
  if (middle > mark->box.x && middle < mark->box.x + mark->box.w) return true;
  return x >= word->box.x - slack && x <= word->box.x + word->box.w + slack;
}

static bool all_like_sections(ren_str text) {
  for (size_t i = 0; i < text.len; i++)
    if (!ren__is_misreading(REN__SIGN_SECTION, (uint32_t)(unsigned char)text.ptr[i])) return false;
  return text.len > 0;
}

/* One letter whose marks are several may be one broken §; two letters that are one mark, two
 * that touch. */
static void cut_anew(restorer *r, ren__sign_token *t) {
  size_t wanted = t->text.len;
  if (t->mark_count == 0 || wanted > 2 || t->mark_count == wanted || !all_like_sections(t->text)) return;
  ren__mark cut[2];
  for (size_t i = 0; i < wanted; i++) {
    cut[i] = t->marks[0];
    cut[i].box = t->box;
    cut[i].box.w = t->box.w / (int32_t)wanted;
    cut[i].box.x += (int32_t)i * cut[i].box.w;
    ren__mark_judge(&cut[i], r->grey);
    if (cut[i].box.w < 1 || cut[i].likely[REN__SIGN_SECTION] < ren__sign_least(REN__SIGN_SECTION)) return;
  }
  memcpy(t->marks, cut, wanted * sizeof *cut);
  t->mark_count = wanted;
}

/* Boxes of neighbours may overlap: the narrower word has the mark. */
static bool owns(const ren_line *line, const ren_word *words, uint32_t k, const ren__mark *mark) {
  if (!covers(&words[k], mark)) return false;
  for (uint32_t i = k > 0 ? k - 1 : 0; i <= k + 1 && i < line->word_count; i++)
    if (i != k && covers(&words[i], mark) &&
        (words[i].box.w < words[k].box.w || (words[i].box.w == words[k].box.w && i < k)))
      return false;
  return true;
}

static ren_status take_word(restorer *r, const ren_line *line, uint32_t k, size_t from, size_t to) {
  const ren_word *words = r->page->words + line->first_word, *word = words + k;
  ren__sign_token token = {
      .text = word->text, .box = word->box, .word = word, .first = k == 0, .last = k + 1 == line->word_count};
  if (k > 0) token.word_before = last_letter(words[k - 1].text);
  if (!token.last) token.word_after = first_letter(words[k + 1].text);
  token.dotted = has_inner_point(word->text) || (!token.last && has_inner_point(words[k + 1].text));
  for (size_t i = from; i < to && token.mark_count < REN__ALIGN_MARKS; i++) {
    const ren__mark *mark = &r->marks.list[i];
    if (owns(line, words, k, mark)) token.marks[token.mark_count++] = *mark;
  }
  cut_anew(r, &token);
  return take_token(r, &token);
}

/* Signs between words `k - 1` and `k` that were not read. */
static ren_status take_unread(restorer *r, const ren_line *line, uint32_t k, size_t from, size_t to) {
  const ren_word *words = r->page->words + line->first_word;
  ren_status status = REN_OK;
  for (size_t i = from; i < to && status == REN_OK; i++) {
    const ren__mark *mark = &r->marks.list[i];
    double x = middle_of(mark);
    bool behind = k == 0 || (x > words[k - 1].box.x + words[k - 1].box.w && !covers(&words[k - 1], mark));
    bool before = k == line->word_count || (x < words[k].box.x && !covers(&words[k], mark));
    if (!behind || !before) continue;
    ren__sign_token token = {.text = REN_STR(""), .box = mark->box, .marks = {*mark}, .mark_count = 1};
    token.first = k == 0;
    token.last = k == line->word_count;
    if (k > 0) token.word_before = last_letter(words[k - 1].text);
    if (!token.last) token.word_after = first_letter(words[k].text);
    status = take_token(r, &token);
  }
  return status;
}

static ren_status take_line(restorer *r, uint32_t index, size_t from, size_t to) {
  const ren_line *line = &r->page->lines[index];
  ren_line copy = *line;
  copy.word_count = 0;
  ren_status status = ren_page_add_line(r->out, &copy, r->err);
  for (uint32_t k = 0; k <= line->word_count && status == REN_OK; k++) {
    status = take_unread(r, line, k, from, to);
    if (status == REN_OK && k < line->word_count) status = take_word(r, line, k, from, to);
  }
  return status == REN_OK ? put_down(r) : status;
}

/* ---- the page ------------------------------------------------------------------------ */

static ren_status find_marks(restorer *r, PIX *binary) {
  ren_status status = ren__marks_find(&r->marks, binary, r->page, r->err);
  for (size_t i = 0; i < r->marks.count; i++) ren__mark_judge(&r->marks.list[i], r->grey);
  ren__join_broken_signs(&r->marks, r->grey);
  ren__settle_quotes(&r->marks);
  return status;
}

static ren_status take_page(restorer *r) {
  ren_status status = ren_page_copy_head(r->out, r->page, r->err);
  ren__find_leads(&r->marks);
  r->dash_length = ren__shortest_dash(r->page, &r->marks);
  for (size_t i = 0, at = 0; i < r->page->line_count && status == REN_OK; i++) {
    size_t from = at;
    while (at < r->marks.count && r->marks.list[at].line == i) at++;
    status = take_line(r, (uint32_t)i, from, at);
  }
  return status;
}

ren_status ren__restore_signs(ren_page **page, PIX *grey, PIX *binary, ren_error *err) {
  restorer r = {.page = *page, .grey = grey, .err = err};
  if (r.page->word_count == 0) return REN_OK;
  ren_status status = ren_page_new(&r.out, r.page->file, r.page->number, err);
  if (status == REN_OK) status = find_marks(&r, binary);
  if (status == REN_OK) status = take_page(&r);
  if (status == REN_OK && (r.held.status != REN_OK || r.readings.status != REN_OK)) status = ren_fail_nomem(err);
  ren__marks_free(&r.marks);
  ren_buf_free(&r.mended.text);
  ren_buf_free(&r.held);
  ren_buf_free(&r.readings);
  ren_page_free(status == REN_OK ? *page : r.out);
  if (status == REN_OK) *page = r.out;
  return status;
}
