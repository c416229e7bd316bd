/* segment_labelled.h: the marked documents of tests/golden/segment (see the README
 * there), for the test and the accuracy program. */
#ifndef SEGMENT_LABELLED_H
#define SEGMENT_LABELLED_H

#include <renskrift/segment.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LABELS_MAX = 64, SIGNERS_MAX = 16, FIELD_MAX = 256 };

typedef struct label {
  char kind[64], organ[FIELD_MAX], date[16], dnr[FIELD_MAX], paragraph[64], heading[FIELD_MAX];
  char names[SIGNERS_MAX][FIELD_MAX], parties[SIGNERS_MAX][16];
  size_t signers;
  char how[32], to[FIELD_MAX];
  size_t target; /* 1-based; 0: none */
  size_t first_line, last_line;
  char own[4096]; /* its own words; empty: the lead-in, which is not marked */
} label;

typedef struct labelled {
  char *text;
  size_t length, lines;
  label labels[LABELS_MAX];
  size_t count;
  int damaged; /* a copy as OCR gives it, with the labels of what stood there */
} labelled;

static void trim_copy(char *out, size_t room, const char *from, size_t n) {
  while (n && (*from == ' ' || *from == '\n')) from++, n--;
  while (n && (from[n - 1] == ' ' || from[n - 1] == '\n')) n--;
  if (n >= room) n = room - 1;
  memcpy(out, from, n);
  out[n] = 0;
}

static void read_field(char *out, size_t room, const char *line, const char *key) {
  const char *at = strstr(line, key);
  if (!at) return;
  at += strlen(key);
  trim_copy(out, room, at, strcspn(at, ";"));
}

static void read_set(label *now, const char *line) {
  *now = (label){0};
  read_field(now->organ, sizeof now->organ, line, "organ=");
  read_field(now->date, sizeof now->date, line, "date=");
  read_field(now->dnr, sizeof now->dnr, line, "dnr=");
  read_field(now->paragraph, sizeof now->paragraph, line, "par=");
  read_field(now->heading, sizeof now->heading, line, "heading=");
}

static void read_signers(label *l, const char *from, size_t n) {
  while (n && l->signers < SIGNERS_MAX) {
    const char *semicolon = memchr(from, ';', n);
    size_t part = semicolon ? (size_t)(semicolon - from) : n;
    char one[FIELD_MAX];
    trim_copy(one, sizeof one, from, part);
    char *open = strrchr(one, '(');
    if (one[0]) {
      size_t name = open ? (size_t)(open - one) : strlen(one);
      trim_copy(l->names[l->signers], FIELD_MAX, one, name);
      if (open) trim_copy(l->parties[l->signers], 16, open + 1, strcspn(open + 1, ")"));
      l->signers++;
    }
    part += semicolon != NULL;
    from += part;
    n -= part;
  }
}

/* kind | signatories | pointer (or the text, of @line) */
static void read_label(label *l, const char *line, int inside_line) {
  size_t n = strcspn(line, "|\n");
  trim_copy(l->kind, sizeof l->kind, line, n);
  if (line[n] != '|') return;
  line += n + 1;
  n = strcspn(line, "|\n");
  read_signers(l, line, n);
  if (line[n] != '|') return;
  line += n + 1;
  n = strcspn(line, "\n");
  if (inside_line) {
    trim_copy(l->own, sizeof l->own, line, n);
    return;
  }
  const char *colon = memchr(line, ':', n), *arrow = strstr(line, "->");
  if (!colon) return;
  trim_copy(l->how, sizeof l->how, line, (size_t)(colon - line));
  size_t to = arrow && arrow < line + n ? (size_t)(arrow - colon) - 1 : n - (size_t)(colon - line) - 1;
  trim_copy(l->to, sizeof l->to, colon + 1, to);
  if (arrow && arrow < line + n) l->target = (size_t)strtoul(arrow + 2, NULL, 10);
}

static int starts(const char *line, const char *mark) { return strncmp(line, mark, strlen(mark)) == 0; }

/* Takes the marks out. Free ->text. */
static void read_labelled(labelled *doc, const char *bytes) {
  label now = {0}, *open = NULL, *words = NULL;
  size_t pending = 0; /* labels of @line that wait for their line */
  *doc = (labelled){.text = calloc(1, strlen(bytes) + 1)};
  for (const char *at = bytes; *at;) {
    size_t n = strcspn(at, "\n") + (at[strcspn(at, "\n")] == '\n');
    if (starts(at, "@damaged")) {
      doc->damaged = 1;
    } else if (starts(at, "@set ")) {
      char line[1024];
      trim_copy(line, sizeof line, at + 5, n - 5);
      read_set(&now, line);
    } else if ((starts(at, "@[ ") || starts(at, "@line ")) && doc->count < LABELS_MAX) {
      label *l = &doc->labels[doc->count++];
      *l = now;
      l->first_line = doc->lines;
      int inside = starts(at, "@line ");
      read_label(l, strchr(at, ' ') + 1, inside);
      if (inside)
        pending++;
      else
        open = l;
    } else if (starts(at, "@text") && open) {
      words = open;
    } else if (starts(at, "@end")) {
      words = NULL;
    } else if (starts(at, "@]") && open) {
      open->last_line = doc->lines ? doc->lines - 1 : 0;
      open = NULL;
    } else {
      for (; pending; pending--) doc->labels[doc->count - pending].last_line = doc->lines;
      size_t mark = starts(at, "@- ") ? 3 : 0; /* page furniture */
      memcpy(doc->text + doc->length, at + mark, n - mark);
      doc->length += n - mark;
      doc->lines++;
      if (words && !mark && strlen(words->own) + n < sizeof words->own) strncat(words->own, at, n);
    }
    at += n;
  }
}

static size_t line_of(const char *text, size_t offset) {
  size_t line = 0;
  for (size_t i = 0; i < offset; i++) line += text[i] == '\n';
  return line;
}

#endif
