#include "layer/hidden_text.h"

#include <stdlib.h>
#include <string.h>

enum { STATES_MAX = 64, INVISIBLE = 3 };

typedef struct stripper {
  const char *at, *end;
  ren_buf *out;
  const char *operands; /* where the operands of the next operator begin */
  const char *last;     /* the last operand */
  int mode[STATES_MAX]; /* render modes, by depth of q */
  size_t depth, taken;
} stripper;

static bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }

static bool is_delimiter(char c) { return c != '\0' && strchr("()<>[]{}/%", c) != NULL; }

/* ---- what an operand is made of ------------------------------------------------- */

static bool skip_string(stripper *s) {
  int depth = 0;
  for (; s->at < s->end; s->at++) {
    if (*s->at == '\\') {
      s->at++;
    } else if (*s->at == '(') {
      depth++;
    } else if (*s->at == ')' && --depth == 0) {
      s->at++;
      return true;
    }
  }
  return false;
}

/* (...), <...>, <<, >>, [, ], /Name, a number; a comment counts as blank. */
static bool skip_operand(stripper *s) {
  if (*s->at == '(') return skip_string(s);
  if (*s->at == '<' && s->at + 1 < s->end && s->at[1] != '<') {
    s->at = memchr(s->at, '>', (size_t)(s->end - s->at));
    if (!s->at) return false;
    s->at++;
    return true;
  }
  if (*s->at == '<' || *s->at == '>') {
    if (s->at + 1 >= s->end || s->at[1] != *s->at) return false;
    s->at += 2;
    return true;
  }
  do s->at++;
  while (s->at < s->end && !is_blank(*s->at) && !is_delimiter(*s->at));
  return true;
}

static void skip_blanks(stripper *s) {
  while (s->at < s->end && (is_blank(*s->at) || *s->at == '%')) {
    if (*s->at == '%')
      while (s->at < s->end && *s->at != '\n' && *s->at != '\r') s->at++;
    else
      s->at++;
  }
}

/* The bytes of an image in the contents: up to EI between blanks. */
static bool skip_image(stripper *s) {
  for (; s->at + 3 <= s->end; s->at++) {
    bool ends = s->at + 3 == s->end || is_blank(s->at[3]);
    if (is_blank(s->at[0]) && s->at[1] == 'E' && s->at[2] == 'I' && ends) {
      s->at += 3;
      return true;
    }
  }
  return false;
}

/* ---- operators ------------------------------------------------------------------- */

static bool is_operator(ren_str word) { return strchr("+-.0123456789", word.ptr[0]) == NULL; }

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
    s->mode[s->depth] = s->last ? *s->last - '0' : 0;
  }
  return true;
}

static bool read_operator(stripper *s) {
  const char *from = s->at;
  while (s->at < s->end && !is_blank(*s->at) && !is_delimiter(*s->at)) s->at++;
  ren_str word = {from, (size_t)(s->at - from)};
  if (!is_operator(word)) {
    s->last = from;
    return true;
  }
  if (named(word, "ID") && !skip_image(s)) return false;
  if (!note_state(s, word)) return false;
  if (!shows_text(s, word)) ren_buf_append_str(s->out, (ren_str){s->operands, (size_t)(s->at - s->operands)});
  s->operands = s->at;
  s->last = NULL;
  return true;
}

size_t ren__hidden_text_strip(ren_buf *out, ren_str contents) {
  stripper s = {.at = contents.ptr, .end = contents.ptr + contents.len, .out = out, .operands = contents.ptr};
  size_t before = out->len;
  bool good = true;
  while (good) {
    skip_blanks(&s);
    if (s.at >= s.end) break;
    good = is_delimiter(*s.at) ? skip_operand(&s) : read_operator(&s);
  }
  ren_buf_append_str(out, (ren_str){s.operands, (size_t)(s.end - s.operands)});
  if (good && s.taken > 0 && out->status == REN_OK) return s.taken;
  out->len = before;
  return 0;
}
