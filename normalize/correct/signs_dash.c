/* signs_dash.c: ` – ` that an English model reads as ` — `: it does so always, so where one
 * `–` is seen, a `—` is meant. */
#include "correct/signs_inner.h"

#include <string.h>

void ren__see_dash(ren__signs_state *s, size_t at) {
  if (at + 3 > s->text.len || s->text.ptr[at + 1] != '\x80') return;
  if (s->text.ptr[at + 2] == '\x93') s->en_dashes++;
  bool alone = at > 0 && ren__is_blank(s->text.ptr[at - 1]) && ren__is_blank(ren__byte(s->text, at + 3));
  if (s->text.ptr[at + 2] != '\x94' || !alone) return;
  ren__sighting found = {.offset = at, .length = 3};
  ren__note_sighting(s, &s->dashes, &found);
}

void ren__decide_dashes(ren__signs_state *s) {
  if (s->en_dashes || !s->marks_lost) return;
  for (size_t i = 0; i < s->dashes.count; i++)
    if (ren__swedish_at(s, s->dashes.list[i].offset))
      ren__sign_edit_add(s, s->dashes.list[i].offset, 3, "–", "dash", 0.95f);
}
