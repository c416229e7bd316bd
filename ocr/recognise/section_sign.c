#include "recognise/section_sign.h"

#include "utf8.h"

#include <string.h>

static const ren_str SECTION = {"\xC2\xA7", 2};
static const float CONFIDENCE = 0.9f;

static bool is_family(const ren_word *word) { return word->text.len == 1 && strchr("$8&Ss", word->text.ptr[0]); }

static bool begins_with_digit(const ren_word *word) {
  return word->text.len > 0 && ren_is_digit((unsigned char)word->text.ptr[0]);
}

/* Up to three figures and nothing else: "5 §", "112 §". */
static bool is_short_number(const ren_word *word) {
  if (word->text.len == 0 || word->text.len > 3) return false;
  for (size_t i = 0; i < word->text.len; i++)
    if (!ren_is_digit((unsigned char)word->text.ptr[i])) return false;
  return true;
}

/* The sign against the number beside it. A $ is read of little else than a §, so that
 * less is asked of it. */
static bool hangs_below(const ren_word *sign, const ren_word *number) {
  const ren_box *s = &sign->box, *n = &number->box;
  bool dollar = sign->text.ptr[0] == '$';
  double height = n->h, below = s->y + s->h - (n->y + n->h), above = n->y - s->y;
  return s->h >= (dollar ? 1.06 : 1.1) * height && below >= (dollar ? 0.07 : 0.1) * height && above >= -0.1 * height &&
         s->h < 1.6 * height && s->w < 1.2 * s->h;
}

typedef enum verdict { NO, MAYBE, YES } verdict;

static verdict judge(const ren_page *page, const ren_line *line, uint32_t at) {
  const ren_word *sign = &page->words[line->first_word + at];
  if (!is_family(sign)) return NO;
  const ren_word *next = at + 1 < line->word_count ? sign + 1 : NULL, *previous = at > 0 ? sign - 1 : NULL;
  bool before = next && begins_with_digit(next), after = previous && is_short_number(previous);
  if (before && (hangs_below(sign, next) || (!previous && sign->text.ptr[0] == '$'))) return YES;
  if (after && hangs_below(sign, previous)) return YES;
  return before || after ? MAYBE : NO;
}

/* Puts a reading before the other ones; ren_page_set keeps the copy in the page. */
static ren_status add_reading(ren_page *page, ren_word *word, ren_str reading, ren_error *err) {
  char *readings = NULL, text[256];
  if (reading.len + 1 + word->alternatives.len >= sizeof text) word->alternatives.len = 0;
  size_t length = reading.len;
  memcpy(text, reading.ptr, reading.len);
  if (word->alternatives.len > 0) {
    text[length++] = '\t';
    memcpy(text + length, word->alternatives.ptr, word->alternatives.len);
    length += word->alternatives.len;
  }
  text[length] = '\0';
  ren_status status = ren_page_set(page, &readings, text, err);
  if (status == REN_OK) word->alternatives = (ren_str){readings, length};
  return status;
}

static ren_status restore(ren_page *page, ren_word *word, verdict found, ren_error *err) {
  if (found == MAYBE) return add_reading(page, word, SECTION, err);
  ren_status status = add_reading(page, word, word->text, err);
  if (status != REN_OK) return status;
  word->text = SECTION;
  word->confidence = CONFIDENCE;
  return REN_OK;
}

/* Only for languages that have the sign in use and a model without it. */
static bool concerns(const char *languages) { return strcmp(languages, "swe") == 0; }

ren_status ren__restore_section_signs(ren_page *page, const char *languages, ren_error *err) {
  if (!concerns(languages)) return REN_OK;
  for (uint32_t i = 0; i < page->line_count; i++) {
    const ren_line *line = &page->lines[i];
    for (uint32_t at = 0; at < line->word_count; at++) {
      verdict found = judge(page, line, at);
      if (found == NO) continue;
      ren_status status = restore(page, &page->words[line->first_word + at], found, err);
      if (status != REN_OK) return status;
    }
  }
  return REN_OK;
}
