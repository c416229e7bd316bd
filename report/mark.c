/* One change, or several on the same place, as a <mark>. Its attributes: class: step,
 * t only blanks, u uncertain, z nothing stands there any more; data-c confidence;
 * data-r rule; data-b before; data-a after, where it is not what the mark shows;
 * data-x all changes of the place as JSON; data-p page, data-q box in 1/10000 of it. */
#include "changes.h"

#include <math.h>

static bool only_blanks(ren_str s) {
  for (size_t i = 0; i < s.len; i++)
    if (s.ptr[i] != ' ' && s.ptr[i] != '\n' && s.ptr[i] != '\r' && s.ptr[i] != '\t') return false;
  return true;
}

bool ren__change_is_blank(const ren__change *change) {
  return only_blanks(change->before) && only_blanks(change->after);
}

static int percent(double confidence) {
  if (!(confidence > 0)) return 0;
  return confidence < 1 ? (int)floor(confidence * 100) : 100;
}

/* [["s","rule",97,"before","after"], ...] */
static void write_all(ren__html *h, const ren__change *list, size_t count) {
  enum { SHOWN = 8 };
  ren_buf buf = {0}, shown = {0};
  ren_json json;
  ren_json_begin(&json, &buf);
  ren_json_array(&json);
  for (size_t i = 0; i < count && i < SHOWN; i++) {
    ren_json_array(&json);
    ren_json_cstr(&json, ren__kind_class(list[i].kind));
    ren_json_str(&json, list[i].rule);
    ren_json_int(&json, percent(list[i].confidence));
    ren_buf_clear(&shown);
    ren__visible(&shown, list[i].before);
    ren_json_str(&json, ren_buf_str(&shown));
    ren_buf_clear(&shown);
    ren__visible(&shown, list[i].after);
    ren_json_str(&json, ren_buf_str(&shown));
    ren_json_end(&json, ']');
  }
  ren_json_end(&json, ']');
  if (buf.status != REN_OK) h->buf.status = buf.status;
  ren__put(h, " data-x=\"");
  ren__put_text(h, ren_buf_str(&buf));
  ren__put(h, "\"");
  ren_buf_free(&buf);
  ren_buf_free(&shown);
}

static const ren__page_info *page_of_word(const ren__pages *pages, size_t word) {
  for (size_t i = 0; i < pages->count; i++)
    if (word - pages->pages[i].first_word < pages->pages[i].word_count) return &pages->pages[i];
  return NULL;
}

/* Where the word stands on the page image, if the alignment says and the change's
 * own page agrees. */
static void write_box(ren__html *h, const ren__pages *pages, uint32_t said_page, size_t from, size_t to) {
  size_t at = ren__text_word_at(pages, from);
  if (at == SIZE_MAX || pages->text_words[at].offset >= to || pages->text_words[at].page_word == SIZE_MAX) return;
  const ren__page_word *word = &pages->words[pages->text_words[at].page_word];
  const ren__page_info *page = page_of_word(pages, pages->text_words[at].page_word);
  if (!page || !page->width || !page->height || !word->w || !word->h) return;
  if (said_page && said_page != page->number) return;
  if (word->x >= (int64_t)page->width || word->y >= (int64_t)page->height) return;
  ren__putf(h, " data-p=\"%u\" data-q=\"%d %d %d %d\"", (unsigned)page->number,
            (int)((int64_t)word->x * 10000 / page->width), (int)((int64_t)word->y * 10000 / page->height),
            (int)((int64_t)word->w * 10000 / page->width) + 1, (int)((int64_t)word->h * 10000 / page->height) + 1);
}

static void write_values(ren__html *h, const ren__change *c, ren_str shown) {
  ren__put(h, " data-r=\"");
  ren__put_text(h, c->rule);
  ren__put(h, "\" data-b=\"");
  ren__put_visible(h, c->before);
  ren__put(h, "\"");
  if (ren_str_eq(c->after, shown) && !ren__change_is_blank(c)) return;
  ren__put(h, " data-a=\"");
  ren__put_visible(h, c->after);
  ren__put(h, "\"");
}

void ren__write_mark(ren__html *h, const ren__changes *changes, const ren__mark *mark, ren_str text, size_t from,
                     size_t to, const ren__pages *pages) {
  const ren__change *list = changes->list + mark->first, *last = &list[mark->count - 1];
  ren_str shown = {text.ptr + from, to - from};
  bool blank = true;
  double least = 1;
  for (size_t i = 0; i < mark->count; i++) {
    blank &= ren__change_is_blank(&list[i]);
    if (list[i].confidence < least) least = list[i].confidence;
  }
  ren__put(h, "<mark class=\"");
  ren__put(h, ren__kind_class(last->kind));
  if (blank) ren__put(h, " t");
  if (least < REN__SURE) ren__put(h, " u");
  if (shown.len == 0) ren__put(h, " z");
  ren__putf(h, "\" data-c=\"%d\"", percent(least));
  write_values(h, last, shown);
  if (mark->count > 1) write_all(h, list, mark->count);
  if (pages && !blank && shown.len && last->kind != REN__LINES) write_box(h, pages, last->page, from, to);
  ren__put(h, ">");
  ren__put_text(h, shown);
  ren__put(h, "</mark>");
}
