#include "correct/paragraph_sign.h"

#include "alloc.h"
#include "utf8.h"

#include <string.h>

enum { MAX_NUMBER = 999 };

/* A sign with its number. */
typedef struct sighting {
  size_t offset; /* of the sign */
  uint32_t number;
  bool line_start; /* a heading: the line begins here and goes on with a capital */
  bool glued;      /* no blank between sign and number */
} sighting;

typedef struct sightings {
  sighting *list;
  size_t count, cap;
  size_t signs;              /* real § in the text */
  bool real[MAX_NUMBER + 2]; /* headings with a real § */
} sightings;

static bool is_sign(char c) { return c == '8' || c == '$' || c == '&' || c == 'S' || c == '5'; }

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Reads digits; returns their end, or `at` if there are none or too many. */
static size_t read_number(ren_str text, size_t at, uint32_t *number) {
  size_t end = at;
  *number = 0;
  while (end < text.len && is_digit(text.ptr[end]) && end - at < 4)
    *number = *number * 10 + (uint32_t)(text.ptr[end++] - '0');
  bool fine = end > at && *number > 0 && *number <= MAX_NUMBER && text.ptr[at] != '0';
  return fine && !(end < text.len && is_digit(text.ptr[end])) ? end : at;
}

/* Whether a blank (and a stray dash or leader) and a capital letter follow. */
static bool capital_follows(ren_str text, size_t at) {
  uint32_t cp = 0;
  if (at >= text.len || text.ptr[at] != ' ') return false;
  while (at < text.len) {
    size_t n = ren_utf8_decode(text.ptr + at, text.len - at, &cp);
    if (cp != ' ' && cp != '=' && cp != 0x2014 && cp != 0x2013) break;
    at += n;
  }
  return at < text.len && ren_is_letter(cp) && ren_is_upper(cp);
}

/* A sign and number at `at`, spaced or glued. */
static bool read_sighting(ren_str text, size_t at, sighting *out) {
  *out = (sighting){.offset = at};
  bool fresh = at == 0 || text.ptr[at - 1] == '\n' || text.ptr[at - 1] == '\f';
  if (!fresh && text.ptr[at - 1] != ' ' && text.ptr[at - 1] != '(') return false;
  size_t digits = at + 1;
  out->glued = digits < text.len && text.ptr[digits] != ' ';
  if (!out->glued) digits++;
  size_t end = read_number(text, digits, &out->number);
  if (end == digits) return false;
  out->line_start = fresh && capital_follows(text, end);
  /* 853 and 5 000 inside a line are numbers; $ and & glued to one are not. */
  bool digit_sign = is_digit(text.ptr[at]) || text.ptr[at] == 'S';
  if (out->glued && digit_sign && !out->line_start) return false;
  return out->line_start || end == text.len || strchr(" .,;)\n", text.ptr[end]);
}

static void note_real(sightings *s, ren_str text, size_t at) {
  uint32_t number;
  size_t digits = at + 2;
  s->signs++;
  while (digits < text.len && text.ptr[digits] == ' ') digits++;
  size_t end = read_number(text, digits, &number);
  if (end > digits && (at == 0 || text.ptr[at - 1] == '\n') && capital_follows(text, end)) s->real[number] = true;
}

static bool collect(sightings *s, ren_str text) {
  for (size_t at = 0; at < text.len; at++) {
    sighting found;
    if (text.ptr[at] == '\xC2' && at + 1 < text.len && text.ptr[at + 1] == '\xA7') note_real(s, text, at);
    if (!is_sign(text.ptr[at]) || !read_sighting(text, at, &found)) continue;
    if (!ren_grow(&s->list, &s->cap, s->count, sizeof *s->list)) return false;
    s->list[s->count++] = found;
  }
  return true;
}

/* Marks the numbers of headings that are counted: each has the one before or after it
 * among the headings. A glued one alone is no witness for another glued one. */
static void count_paragraphs(const sightings *s, bool known[MAX_NUMBER + 2]) {
  bool spaced[MAX_NUMBER + 2] = {false}, any[MAX_NUMBER + 2] = {false};
  for (size_t i = 0; i < s->count; i++) {
    if (!s->list[i].line_start) continue;
    any[s->list[i].number] = true;
    spaced[s->list[i].number] = spaced[s->list[i].number] || !s->list[i].glued;
  }
  for (uint32_t n = 1; n <= MAX_NUMBER; n++) {
    any[n] = any[n] || s->real[n];
    spaced[n] = spaced[n] || s->real[n];
  }
  for (uint32_t n = 1; n <= MAX_NUMBER; n++)
    known[n] = (spaced[n] && (any[n - 1] || any[n + 1])) || (any[n] && (spaced[n - 1] || spaced[n + 1]));
  for (uint32_t n = 2; n <= MAX_NUMBER; n++) /* and so on along a run of glued ones */
    if (any[n] && known[n - 1]) known[n] = true;
}

ren_status ren__paragraph_signs(ren_edits *edits, const ren_text *text, ren_error *err) {
  sightings s = {0};
  bool known[MAX_NUMBER + 2] = {false};
  ren_status status = collect(&s, ren_text_bytes(text)) ? REN_OK : ren_fail_nomem(err);
  /* A reader that knows the sign needs no help; one that sees it now and then does. */
  size_t headings = 0;
  for (size_t i = 0; i < s.count; i++) headings += s.list[i].line_start;
  if (status == REN_OK && s.signs <= headings * 3) count_paragraphs(&s, known);
  for (size_t i = 0; status == REN_OK && i < s.count; i++) {
    const sighting *found = &s.list[i];
    if (!known[found->number]) continue;
    ren_edit edit = {found->offset, 1, found->glued ? REN_STR("§ ") : REN_STR("§"), "paragraph-sign",
                     found->line_start ? 0.98f : 0.92f};
    status = ren_edits_add(edits, &edit, err);
  }
  ren_free(s.list);
  return status;
}
