/* signs_doubled.c: the party of a voter that stands alone in its column, `V`, is read as `Vv`, and a
 * cross, `X`, as `Xx`: nothing beside it tells a capital from a small letter. No word is written so. */
#include "correct/signs_inner.h"

void ren__see_doubled(ren__signs_state *s, size_t at) {
  if (at == 0 || s->text.ptr[at - 1] != s->text.ptr[at] - 'a' + 'A') return;
  if ((at > 1 && !ren__is_blank(s->text.ptr[at - 2])) || !ren__is_blank(ren__byte(s->text, at + 1))) return;
  ren__sighting found = {.offset = at - 1, .length = 2, .after = {s->text.ptr[at - 1]}};
  ren__note_sighting(s, &s->doubled, &found);
}

void ren__decide_doubled(ren__signs_state *s) {
  if (s->doubled.count < 2 && !s->d->recognised && !ren__shows_damage(s)) return;
  for (size_t i = 0; i < s->doubled.count; i++) {
    const ren__sighting *found = &s->doubled.list[i];
    ren__sign_edit_add(s, found->offset, found->length, found->after, "doubled-letter", 0.95f);
  }
}
