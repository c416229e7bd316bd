#include "segment_damage.h"

#include <stdlib.h>
#include <string.h>

typedef struct writer {
  damaged *out;
  size_t source, column;
  uint64_t state;
} writer;

static uint64_t next_random(uint64_t *state) {
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return *state >> 33;
}

static void put(writer *w, char c) {
  w->out->source[w->out->length] = w->source;
  w->out->text[w->out->length++] = c;
  w->column = c == '\n' ? 0 : w->column + 1;
}

/* What letters, digits and signs are taken for. */
static const char *const confusions[128] = {
    ['l'] = "1iIt", ['i'] = "l1j!", ['o'] = "0ce", ['e'] = "co",  ['c'] = "eo",  ['t'] = "fl",  ['f'] = "t",
    ['n'] = "ur",   ['u'] = "nv",   ['h'] = "bn",  ['b'] = "h6",  ['a'] = "oe",  ['s'] = "5z",  ['g'] = "q9",
    ['r'] = "nt",   ['v'] = "y",    ['y'] = "v",   ['d'] = "o",   ['k'] = "h",   ['S'] = "5",   ['O'] = "0D",
    ['D'] = "O",    ['R'] = "K",    ['B'] = "8",   ['I'] = "l1",  ['L'] = "1I",  ['E'] = "F",   ['M'] = "N",
    ['T'] = "I",    ['V'] = "Y",    ['0'] = "OoD", ['1'] = "lI",  ['2'] = "Zz7", ['3'] = "8",   ['4'] = "A1",
    ['5'] = "S",    ['6'] = "bG",   ['7'] = "1T",  ['8'] = "B3S", ['9'] = "gq",  ['('] = "{Cc", [')'] = "}J",
    [','] = ".;",   ['.'] = ",:",   [':'] = ".;",  ['-'] = "~_",  ['/'] = "Il",  ['"'] = "'*"};

static char confusion(char c, uint64_t r) {
  const char *set = (unsigned char)c < 128 ? confusions[(unsigned char)c] : NULL;
  return set ? set[r % strlen(set)] : 0;
}

static int is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* A letter was hit: the look-alike, or it is lost, or torn off by a blank. */
static void put_misread(writer *w, char c) {
  uint64_t r = next_random(&w->state);
  char wrong = is_letter(c) ? confusion(c, r) : 0;
  if (r % 23 == 0 && c != '\n' && !(c & 0x80)) return;
  if (r % 29 == 0 && c >= 'a' && c <= 'z') put(w, ' ');
  if (c == 'm' && r % 2) {
    put(w, 'r');
    put(w, 'n');
    return;
  }
  put(w, wrong ? wrong : c);
}

/* Anything was hit: six in ten are misread, two are lost, two get something before them. */
static void put_hit(writer *w, char c) {
  uint64_t r = next_random(&w->state);
  unsigned what = (unsigned)(next_random(&w->state) % 10);
  if (c == '\n' || c & 0x80) {
    put(w, c);
  } else if (what < 6) {
    char wrong = confusion(c, r);
    put(w, wrong ? wrong : c == ' ' ? "._'-"[r % 4] : "eainrstlo"[r % 9]);
  } else if (what >= 8) {
    put(w, "eilt .,'- "[r % 10]);
    put(w, c);
  }
}

static char plain_letter(unsigned char second) {
  switch (second) {
  case 0xA5:
  case 0xA4: return 'a';
  case 0x85:
  case 0x84: return 'A';
  case 0xB6: return 'o';
  case 0x96: return 'O';
  default: return 0;
  }
}

/* A heading: short, without a full stop. */
static size_t heading_length(const char *line) {
  size_t n = strcspn(line, "\n");
  return n && n <= 60 && !strchr(".:,;", line[n - 1]) ? n : 0;
}

static char upper(const char *at) {
  if (*at >= 'a' && *at <= 'z') return (char)(*at - 32);
  return at[-1] == '\xC3' && (unsigned char)*at >= 0xA0 ? (char)(*at - 32) : *at;
}

/* Where blank lines stand and where lines end; true when `at` has been written. */
static int put_line_end(writer *w, const char *at) {
  enum { MEASURE = 72 };
  if (*at == ' ' && w->column + strcspn(at + 1, " \n") > MEASURE) {
    put(w, '\n');
    return 1;
  }
  if (*at != '\n') return 0;
  uint64_t r = next_random(&w->state) % 12;
  if (at[1] == '\n' && r < 4) return 1;
  put(w, '\n');
  if (at[1] != '\n' && r == 11) put(w, '\n');
  return 1;
}

void damage_copy(damaged *out, const char *text, const damage *kind, uint64_t seed) {
  size_t room = strlen(text) * 2 + 1, capitals = 0;
  *out = (damaged){.text = calloc(1, room), .source = calloc(room, sizeof *out->source)};
  writer w = {.out = out, .state = seed * 77 + kind->percent};
  for (const char *at = text; *at; at++) {
    w.source = (size_t)(at - text);
    if (kind->kinds & DAMAGE_CAPITALS && (at == text || at[-1] == '\n') && next_random(&w.state) % 3 == 0)
      capitals = heading_length(at);
    char c = capitals ? upper(at) : *at, plain = 0;
    capitals -= capitals > 0;
    if (kind->kinds & DAMAGE_STRIP && *at == '\xC3') {
      unsigned char second = (unsigned char)at[1];
      plain = plain_letter(capitals && second >= 0xA0 ? (unsigned char)(second - 32) : second);
    }
    if (plain) {
      put(&w, plain);
      at++;
      capitals -= capitals > 0;
    } else if (kind->kinds & DAMAGE_LINES && put_line_end(&w, at)) {
      continue;
    } else if (kind->percent && next_random(&w.state) % 100 < kind->percent) {
      if (kind->kinds & DAMAGE_ANY)
        put_hit(&w, c);
      else
        put_misread(&w, c);
    } else {
      put(&w, c);
    }
  }
}

/* ---- copies made elsewhere -------------------------------------------------- */

enum { FROM_BOTH, FROM_TEXT, FROM_COPY };

/* Least edits (Wagner & Fischer 1974), every step kept. A blank for a line end is free. */
static unsigned char *align(const char *text, size_t n, const char *copy, size_t m) {
  unsigned char *steps = malloc((n + 1) * (m + 1));
  unsigned *row = malloc((m + 1) * sizeof *row);
  for (size_t j = 0; j <= m; j++) {
    row[j] = (unsigned)j;
    steps[j] = FROM_COPY;
  }
  for (size_t i = 1; i <= n; i++) {
    unsigned diagonal = row[0];
    row[0] = (unsigned)i;
    steps[i * (m + 1)] = FROM_TEXT;
    for (size_t j = 1; j <= m; j++) {
      char a = text[i - 1] == '\n' ? ' ' : text[i - 1], b = copy[j - 1] == '\n' ? ' ' : copy[j - 1];
      unsigned cell = diagonal + (a != b);
      unsigned char step = FROM_BOTH;
      diagonal = row[j];
      if (row[j] + 1 < cell) {
        cell = row[j] + 1;
        step = FROM_TEXT;
      }
      if (row[j - 1] + 1 < cell) {
        cell = row[j - 1] + 1;
        step = FROM_COPY;
      }
      row[j] = cell;
      steps[i * (m + 1) + j] = step;
    }
  }
  free(row);
  return steps;
}

void damage_align(damaged *out, const char *text, const char *copy) {
  size_t n = strlen(text), m = strlen(copy), i = n, j = m;
  *out = (damaged){.text = strdup(copy), .source = calloc(m + 1, sizeof *out->source), .length = m};
  unsigned char *steps = align(text, n, copy, m);
  while (j) {
    unsigned char step = steps[i * (m + 1) + j];
    if (step != FROM_COPY) i--;
    if (step != FROM_TEXT) out->source[--j] = i < n ? i : n - 1;
  }
  free(steps);
}

void damage_free(damaged *copy) {
  free(copy->text);
  free(copy->source);
}
