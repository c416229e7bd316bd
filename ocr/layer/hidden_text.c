#include "layer/hidden_text.h"

#include "layer/contents.h"

#include <string.h>

enum { STATES_MAX = 64, INVISIBLE = 3 };

typedef struct stripper {
  ren__contents contents;
  ren_buf *out;
  int mode[STATES_MAX]; /* render modes, by depth of q */
  size_t depth, taken;
} stripper;

static bool named(ren_str word, const char *name) { return ren_str_eq(word, ren_str_of(name)); }

/* ' and " go to the next line, too, and " sets spacings. */
static bool shows_text(stripper *s, ren_str word) {
  bool next_line = named(word, "'"), spaced = named(word, "\"");
  if (!named(word, "Tj") && !named(word, "TJ") && !next_line && !spaced) return false;
  if (s->mode[s->depth] != INVISIBLE) return false;
  s->taken++;
  ren_buf_puts(s->out, next_line || spaced ? " T*" : " ");
  return true;
}

static bool note_state(stripper *s, ren_str word) {
  if (named(word, "q")) {
    if (s->depth + 1 >= STATES_MAX) return false;
    s->mode[s->depth + 1] = s->mode[s->depth];
    s->depth++;
  } else if (named(word, "Q")) {
    if (s->depth > 0) s->depth--;
  } else if (named(word, "Tr")) {
    s->mode[s->depth] = s->contents.last ? *s->contents.last - '0' : 0;
  }
  return true;
}

size_t ren__hidden_text_strip(ren_buf *out, ren_str bytes) {
  stripper s = {.contents = ren__contents_begin(bytes), .out = out};
  size_t before = out->len;
  bool good = true;
  ren_str word;
  while (good && ren__contents_next(&s.contents, &word)) {
    good = note_state(&s, word);
    if (good && !shows_text(&s, word))
      ren_buf_append(out, s.contents.operands, (size_t)(s.contents.at - s.contents.operands));
  }
  ren_buf_append(out, s.contents.operands, (size_t)(s.contents.end - s.contents.operands));
  if (good && !s.contents.damaged && s.taken > 0 && out->status == REN_OK) return s.taken;
  out->len = before;
  return 0;
}

/* ISO 32000-1, 9.3 and 9.4. */
static bool is_about_text(ren_str word) {
  static const char *const operators[] = {"BT", "ET", "Tc", "Tw", "Tz", "TL", "Tf", "Tr", "Ts", "Td", "TD", "Tm", "T*"};
  for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
    if (named(word, operators[i])) return true;
  return false;
}

bool ren__text_setup_strip(ren_buf *out, ren_str contents) {
  ren__contents s = ren__contents_begin(contents);
  size_t before = out->len;
  ren_str word;
  while (ren__contents_next(&s, &word))
    if (!is_about_text(word)) ren_buf_append(out, s.operands, (size_t)(s.at - s.operands));
  if (!s.damaged && out->status == REN_OK) return true;
  out->len = before;
  return false;
}
