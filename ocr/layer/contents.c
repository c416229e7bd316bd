#include "layer/contents.h"

#include <string.h>

static bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }

static bool is_delimiter(char c) { return c != '\0' && strchr("()<>[]{}/%", c) != NULL; }

/* ---- what an operand is made of ------------------------------------------------- */

static bool skip_string(ren__contents *s) {
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
static bool skip_operand(ren__contents *s) {
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

static void skip_blanks(ren__contents *s) {
  while (s->at < s->end && (is_blank(*s->at) || *s->at == '%')) {
    if (*s->at == '%')
      while (s->at < s->end && *s->at != '\n' && *s->at != '\r') s->at++;
    else
      s->at++;
  }
}

/* The bytes of an image in the contents: up to EI between blanks. */
static bool skip_image(ren__contents *s) {
  for (; s->at + 3 <= s->end; s->at++) {
    bool ends = s->at + 3 == s->end || is_blank(s->at[3]);
    if (is_blank(s->at[0]) && s->at[1] == 'E' && s->at[2] == 'I' && ends) {
      s->at += 3;
      return true;
    }
  }
  return false;
}

/* Numbers, true, false and null are operands. */
static bool is_operator(ren_str word) {
  static const char *const values[] = {"true", "false", "null"};
  for (size_t i = 0; i < sizeof values / sizeof *values; i++)
    if (ren_str_eq(word, ren_str_of(values[i]))) return false;
  return strchr("+-.0123456789", word.ptr[0]) == NULL;
}

static bool read_word(ren__contents *s, ren_str *word) {
  const char *from = s->at;
  while (s->at < s->end && !is_blank(*s->at) && !is_delimiter(*s->at)) s->at++;
  *word = (ren_str){from, (size_t)(s->at - from)};
  return is_operator(*word);
}

ren__contents ren__contents_begin(ren_str contents) {
  return (ren__contents){.at = contents.ptr, .end = contents.ptr + contents.len, .operands = contents.ptr};
}

bool ren__contents_next(ren__contents *s, ren_str *operator) {
  s->operands = s->at;
  s->last = NULL;
  while (!s->damaged) {
    skip_blanks(s);
    if (s->at >= s->end) return false;
    const char *from = s->at;
    if (is_delimiter(*s->at)) {
      s->damaged = !skip_operand(s);
    } else if (read_word(s, operator)) {
      if (ren_str_eq(*operator, REN_STR("ID"))) s->damaged = !skip_image(s);
      return !s->damaged;
    } else {
      s->last = from;
    }
  }
  return false;
}
