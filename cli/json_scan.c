#include "json_scan.h"

#include <string.h>

enum { MAX_DEPTH = 256 };

typedef struct scanner {
  ren_str line;
  size_t at;
  const char *why;
} scanner;

static char peek(const scanner *s) { return s->at < s->line.len ? s->line.ptr[s->at] : '\0'; }

static void skip_blanks(scanner *s) {
  while (s->at < s->line.len && strchr(" \t\r\n", s->line.ptr[s->at]) && s->line.ptr[s->at]) s->at++;
}

static bool fail(scanner *s, const char *why) {
  if (!s->why) s->why = why;
  return false;
}

static bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

static bool scan_escape(scanner *s) {
  char c = peek(s);
  if (c == 'u') {
    for (int i = 1; i <= 4; i++)
      if (s->at + (size_t)i >= s->line.len || !is_hex(s->line.ptr[s->at + (size_t)i]))
        return fail(s, "a \\u escape is cut short");
    s->at += 5;
    return true;
  }
  if (!c || !strchr("\"\\/bfnrt", c)) return fail(s, "an unknown escape");
  s->at++;
  return true;
}

static bool scan_string(scanner *s) {
  if (peek(s) != '"') return fail(s, "a string was expected");
  for (s->at++; s->at < s->line.len;) {
    char c = s->line.ptr[s->at++];
    if (c == '"') return true;
    if (c == '\\' && !scan_escape(s)) return false;
  }
  return fail(s, "a string does not end");
}

static bool scan_scalar(scanner *s) {
  static const char *const words[] = {"true", "false", "null"};
  if (peek(s) == '"') return scan_string(s);
  ren_str rest = {s->line.ptr + s->at, s->line.len - s->at};
  for (size_t i = 0; i < 3; i++) {
    if (!ren_str_starts(rest, ren_str_of(words[i]))) continue;
    s->at += strlen(words[i]);
    return true;
  }
  size_t digits = 0;
  while (s->at < s->line.len && peek(s) && strchr("+-0123456789.eE", peek(s))) {
    digits += peek(s) >= '0' && peek(s) <= '9';
    s->at++;
  }
  return digits ? true : fail(s, "a value was expected");
}

/* The member that begins here: its name, a colon. */
static bool scan_key(scanner *s, ren_str *key) {
  size_t start = s->at;
  if (!scan_string(s)) return false;
  *key = (ren_str){s->line.ptr + start, s->at - start};
  skip_blanks(s);
  if (peek(s) != ':') return fail(s, "a colon was expected");
  s->at++;
  skip_blanks(s);
  return true;
}

/* ---- the member that is wanted ------------------------------------------------- */

enum { PATH_MAX_PARTS = 32 };

/* The parts of a pointer, or one name. Of the levels that are open the first `inside` lie
 * on the path. */
typedef struct wanted_path {
  ren_str parts[PATH_MAX_PARTS];
  int count, inside;
  bool escapes; /* ~0 and ~1 stand for ~ and / */
} wanted_path;

static bool split_path(wanted_path *path, const char *name) {
  *path = (wanted_path){.escapes = *name == '/'};
  if (!path->escapes) {
    path->parts[path->count++] = ren_str_of(name);
    return true;
  }
  while (*name == '/') {
    if (path->count == PATH_MAX_PARTS) return false;
    size_t length = strcspn(++name, "/");
    path->parts[path->count++] = (ren_str){name, length};
    name += length;
  }
  return true;
}

static bool part_is(const wanted_path *path, int i, ren_str plain) {
  ren_str part = path->parts[i];
  size_t at = 0;
  for (size_t k = 0; k < part.len; k++, at++) {
    char c = part.ptr[k];
    if (path->escapes && c == '~' && k + 1 < part.len && (part.ptr[k + 1] == '0' || part.ptr[k + 1] == '1'))
      c = part.ptr[++k] == '0' ? '~' : '/';
    if (at >= plain.len || plain.ptr[at] != c) return false;
  }
  return at == plain.len;
}

static bool key_is(const wanted_path *path, int i, ren_str quoted) {
  if (!memchr(quoted.ptr, '\\', quoted.len)) return part_is(path, i, (ren_str){quoted.ptr + 1, quoted.len - 2});
  ren_buf plain = {0};
  cli_json_unquote(&plain, quoted);
  bool same = plain.status == REN_OK && part_is(path, i, ren_buf_str(&plain));
  ren_buf_free(&plain);
  return same;
}

static bool index_is(const wanted_path *path, int i, size_t index) {
  char digits[24];
  ren_str text = {digits + sizeof digits, 0};
  do {
    *(char *)(uintptr_t)--text.ptr = (char)('0' + index % 10);
    text.len++;
  } while (index /= 10);
  return path->escapes && part_is(path, i, text);
}

/* ---- the object ---------------------------------------------------------------- */

typedef struct level {
  char closer;
  size_t index; /* of the value at hand, in an array */
} level;

/* After a value: closes what ends here, steps over a comma. False at the end of all. */
static bool close_levels(scanner *s, level *levels, int *depth, wanted_path *path) {
  for (;;) {
    skip_blanks(s);
    if (*depth == 0) return false;
    if (peek(s) == ',') {
      s->at++;
      skip_blanks(s);
      levels[*depth - 1].index++;
      return true;
    }
    if (peek(s) != levels[*depth - 1].closer) return fail(s, "a comma or a closing bracket was expected");
    s->at++;
    if (--*depth > 0 && path->inside >= *depth) path->inside = *depth - 1;
  }
}

/* Opens a bracket; *empty if it is closed at once. */
static bool open_level(scanner *s, level *levels, int *depth, bool *empty) {
  if (*depth == MAX_DEPTH) return fail(s, "brackets are nested too deeply");
  levels[(*depth)++] = (level){peek(s) == '{' ? '}' : ']', 0};
  s->at++;
  skip_blanks(s);
  *empty = peek(s) == levels[*depth - 1].closer;
  return true;
}

/* Is the value that begins here, in the level `depth`, on the path? */
static bool on_path(const wanted_path *path, const level *levels, int depth, ren_str key) {
  if (depth == 0 || path->inside != depth - 1 || depth > path->count) return false;
  const level *top = &levels[depth - 1];
  return top->closer == '}' ? key_is(path, depth - 1, key) : index_is(path, depth - 1, top->index);
}

static bool scan_value(scanner *s, wanted_path *path, cli_json_member *out) {
  level levels[MAX_DEPTH];
  int depth = 0;
  bool more = true;
  while (more) {
    ren_str key = {"", 0};
    if (depth > 0 && levels[depth - 1].closer == '}' && !scan_key(s, &key)) return false;
    size_t start = s->at;
    bool within = on_path(path, levels, depth, key), wanted = false, empty = false;
    if (within) {
      *out = (cli_json_member){0}; /* an earlier one does not count */
      wanted = depth == path->count && peek(s) == '"';
    }
    if (peek(s) == '{' || peek(s) == '[') {
      if (!open_level(s, levels, &depth, &empty)) return false;
      if (within) path->inside = depth - 1;
      if (!empty) continue;
    } else if (!scan_scalar(s)) {
      return false;
    }
    if (wanted) *out = (cli_json_member){true, start, s->at};
    more = close_levels(s, levels, &depth, path);
  }
  return !s->why;
}

bool cli_json_find(ren_str line, const char *name, cli_json_member *out, const char **why, size_t *at) {
  scanner s = {.line = line};
  wanted_path path;
  *out = (cli_json_member){0};
  skip_blanks(&s);
  bool ok = split_path(&path, name) || fail(&s, "the pointer has too many parts");
  ok = ok && (peek(&s) == '{' || fail(&s, "a JSON object was expected")) && scan_value(&s, &path, out);
  skip_blanks(&s);
  if (ok && s.at != line.len) ok = fail(&s, "something follows the object");
  *why = s.why;
  *at = s.at;
  return ok;
}

/* A member of the outermost object: its key is there already. */
static bool scan_member(scanner *s, ren_str key, const char *const *names, cli_json_member *out, size_t count) {
  wanted_path path = {0};
  cli_json_member none;
  size_t start = s->at;
  if (!scan_value(s, &path, &none)) return false;
  size_t end = s->at;
  while (end > start && strchr(" \t\r\n", s->line.ptr[end - 1]) && s->line.ptr[end - 1]) end--;
  for (size_t i = 0; i < count; i++) {
    split_path(&path, names[i]);
    if (key_is(&path, 0, key)) out[i] = (cli_json_member){true, start, end};
  }
  return true;
}

bool cli_json_members(ren_str line, const char *const *names, cli_json_member *out, size_t count, const char **why) {
  scanner s = {.line = line};
  for (size_t i = 0; i < count; i++) out[i] = (cli_json_member){0};
  skip_blanks(&s);
  bool ok = peek(&s) == '{' || fail(&s, "a JSON object was expected");
  s.at++;
  skip_blanks(&s);
  for (bool more = ok && peek(&s) != '}'; more;) {
    ren_str key;
    ok = scan_key(&s, &key) && scan_member(&s, key, names, out, count);
    more = ok && peek(&s) == ',';
    if (!more) break;
    s.at++;
    skip_blanks(&s);
  }
  ok = ok && (peek(&s) == '}' || fail(&s, "a comma or a closing bracket was expected"));
  s.at++;
  skip_blanks(&s);
  if (ok && s.at != line.len) ok = fail(&s, "something follows the object");
  *why = s.why;
  return ok;
}

/* ---- strings -------------------------------------------------------------- */

static void append_codepoint(ren_buf *out, uint32_t c) {
  char b[4];
  if (c < 0x80) {
    ren_buf_putc(out, (char)c);
  } else if (c < 0x800) {
    b[0] = (char)(0xC0 | c >> 6);
    b[1] = (char)(0x80 | (c & 0x3F));
    ren_buf_append(out, b, 2);
  } else if (c < 0x10000) {
    b[0] = (char)(0xE0 | c >> 12);
    b[1] = (char)(0x80 | (c >> 6 & 0x3F));
    b[2] = (char)(0x80 | (c & 0x3F));
    ren_buf_append(out, b, 3);
  } else {
    b[0] = (char)(0xF0 | c >> 18);
    b[1] = (char)(0x80 | (c >> 12 & 0x3F));
    b[2] = (char)(0x80 | (c >> 6 & 0x3F));
    b[3] = (char)(0x80 | (c & 0x3F));
    ren_buf_append(out, b, 4);
  }
}

static uint32_t hex4(const char *digits) {
  uint32_t value = 0;
  for (int i = 0; i < 4; i++) {
    char c = digits[i];
    value = value * 16 + (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  return value;
}

/* A \u escape at `at` (of the backslash), with the second half of a pair; returns the
 * bytes it takes. Halves that stand alone become U+FFFD. */
static size_t unquote_unicode(ren_buf *out, ren_str s, size_t at) {
  uint32_t c = hex4(s.ptr + at + 2);
  bool high = c >= 0xD800 && c < 0xDC00;
  if (high && at + 12 <= s.len && s.ptr[at + 6] == '\\' && s.ptr[at + 7] == 'u') {
    uint32_t low = hex4(s.ptr + at + 8);
    if (low >= 0xDC00 && low < 0xE000) {
      append_codepoint(out, 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00));
      return 12;
    }
  }
  append_codepoint(out, c >= 0xD800 && c < 0xE000 ? 0xFFFD : c);
  return 6;
}

void cli_json_unquote(ren_buf *out, ren_str quoted) {
  static const char letters[] = "bfnrt", values[] = "\b\f\n\r\t";
  for (size_t at = 1; at + 1 < quoted.len;) {
    if (quoted.ptr[at] != '\\') {
      const char *next = memchr(quoted.ptr + at, '\\', quoted.len - 1 - at);
      size_t run = next ? (size_t)(next - quoted.ptr) - at : quoted.len - 1 - at;
      ren_buf_append(out, quoted.ptr + at, run);
      at += run;
    } else if (quoted.ptr[at + 1] == 'u') {
      at += unquote_unicode(out, quoted, at);
    } else {
      const char *letter = strchr(letters, quoted.ptr[at + 1]);
      ren_buf_putc(out, letter ? values[letter - letters] : quoted.ptr[at + 1]);
      at += 2;
    }
  }
}
