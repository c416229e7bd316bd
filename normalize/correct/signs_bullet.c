/* signs_bullet.c: `•` at the start of lines, read as `e`, `¢`, `»`, `*` and others.
 *
 * Some of these cannot begin a Swedish line (`¢`, `»«`, `e` before a capital) and are bullets
 * by themselves. The others, which a writer may have meant (`*`, `»`, `+`), are bullets only in
 * the company of those.
 */
#include "correct/signs_inner.h"

#include <string.h>

typedef enum sort { SURE, LONE_E, COMPANY, GLUED } sort;

/* Runs that no writer begins a line with, and runs that some do. */
static const char *const NEVER_MEANT[] = {"¢", "»«", "«»", "+»", ".»", "*»", "«", "¢»", "e»", "»e", "¢e"};
static const char *const MAY_BE_MEANT[] = {"»", "*", "+", "©", "®", "°", "=", ">", "~", "e"};

static bool is_among(ren_str run, const char *const *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (ren_str_eq(run, ren_str_of(list[i]))) return true;
  return false;
}

static void note(ren__signs_state *s, size_t at, size_t length, sort kind) {
  ren__sighting found = {.offset = at, .length = length, .sort = (uint8_t)kind};
  ren__note_sighting(s, &s->bullets, &found);
}

/* `«text` that no `»` follows in its line: a bullet that touched its text. Recognisers only. */
static bool see_glued(ren__signs_state *s, size_t at) {
  static const char OPEN[] = "\xC2\xAB", CLOSE[] = "\xC2\xBB";
  size_t end = at;
  if (!s->d->recognised || at + 2 >= s->text.len || memcmp(s->text.ptr + at, OPEN, 2) != 0) return false;
  while (end < s->text.len && s->text.ptr[end] != '\n') end++;
  bool text = ren__letter_at(s->text, at + 2) || ren__is_figure(ren__byte(s->text, at + 2));
  if (!text || memmem(s->text.ptr + at, end - at, CLOSE, 2)) return false;
  note(s, at, 2, GLUED);
  return true;
}

void ren__see_bullet(ren__signs_state *s, size_t line) {
  size_t at = line;
  while (ren__byte(s->text, at) == ' ') at++;
  char c = ren__byte(s->text, at);
  if (c == '\n' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z' && c != 'e')) return;
  if (see_glued(s, at)) return;
  size_t end = at;
  while (end < at + 5 && !ren__is_blank(ren__byte(s->text, end))) end++;
  ren_str run = {s->text.ptr + at, end - at};
  if (ren__byte(s->text, end) != ' ') return;
  size_t text = end;
  while (ren__byte(s->text, text) == ' ') text++;
  char letter = ren__letter_at(s->text, text);
  if (!letter && !ren__is_figure(ren__byte(s->text, text))) return;
  if (ren_str_eq(run, REN_STR("•")))
    s->real_bullets++;
  else if (is_among(run, NEVER_MEANT, sizeof NEVER_MEANT / sizeof *NEVER_MEANT))
    note(s, at, end - at, SURE);
  else if (c == 'e' && run.len == 1 && letter == 'U')
    note(s, at, end - at, LONE_E);
  else if (is_among(run, MAY_BE_MEANT, sizeof MAY_BE_MEANT / sizeof *MAY_BE_MEANT))
    note(s, at, end - at, COMPANY);
}

static float judge(const ren__signs_state *s, sort kind, size_t sure) {
  switch (kind) {
  case GLUED: return s->real_bullets >= 2 || sure >= 2 ? 0.95f : 0;
  case COMPANY: return sure >= 2 ? 0.95f : 0;
  default: return sure >= 2 ? 0.97f : s->bullets.count >= 2 ? 0.93f : 0.85f;
  }
}

void ren__decide_bullets(ren__signs_state *s) {
  size_t sure = 0, all = s->bullets.count;
  for (size_t i = 0; i < all; i++) sure += s->bullets.list[i].sort < COMPANY;
  for (size_t i = 0; i < all; i++) {
    const ren__sighting *f = &s->bullets.list[i];
    float confidence = judge(s, (sort)f->sort, sure);
    if (confidence > 0 && ren__swedish_at(s, f->offset))
      ren__sign_edit_add(s, f->offset, f->length, f->sort == GLUED ? "• " : "•", "list-bullet", confidence);
  }
}
