#include "file_facts.h"

#include <stdlib.h>
#include <string.h>

void cli_facts_add_line(cli_facts *facts, size_t line) {
  if (line == facts->last_line) return;
  facts->last_line = line;
  facts->repaired++;
}

/* ---- encodings -------------------------------------------------------------- */

static bool decodes(const char *rule) {
  return strncmp(rule, "decode-", 7) == 0 || strcmp(rule, "invalid-byte") == 0 || strcmp(rule, "zero-byte") == 0;
}

/* Whether UTF-8 of more than one byte is there. */
static bool has_utf8(const char *s, size_t length) {
  for (size_t i = 0; i + 1 < length; i++) {
    unsigned char c = (unsigned char)s[i];
    if (c >= 0xC2 && c <= 0xF4 && ((unsigned char)s[i + 1] & 0xC0) == 0x80) return true;
  }
  return false;
}

void cli_facts_of_encoding(cli_facts *facts, ren_str text, const cli_decoded *edits, size_t count) {
  size_t at = 0;
  for (size_t i = 0; i < count && !facts->utf8; i++) {
    if (!decodes(edits[i].rule)) continue;
    if (edits[i].offset > at) facts->utf8 = has_utf8(text.ptr + at, edits[i].offset - at);
    if (edits[i].offset + edits[i].length > at) at = edits[i].offset + edits[i].length;
  }
  if (!facts->utf8 && at < text.len) facts->utf8 = has_utf8(text.ptr + at, text.len - at);
}

void cli_facts_of_result(cli_facts *facts, ren_str result, size_t noted) {
  size_t lost = 0;
  const char *at = result.ptr, *end = result.ptr + result.len;
  while (result.len && at < end && (at = memchr(at, 0xEF, (size_t)(end - at)))) { /* faster than memmem */
    lost += end - at >= 3 && memcmp(at, "\xEF\xBF\xBD", 3) == 0;
    at++;
  }
  if (lost > noted) facts->doubts += lost - noted;
}

static const char *shown_name(const char *rule) {
  static const char *const names[][2] = {{"latin9", "latin-9"},      {"macroman", "MacRoman"}, {"utf16le", "UTF-16LE"},
                                         {"utf16be", "UTF-16BE"},    {"utf32le", "UTF-32LE"},  {"utf32be", "UTF-32BE"},
                                         {"ebcdic278", "EBCDIC 278"}};
  if (strcmp(rule, "iso646-se") == 0) return "ISO 646-SE";
  if (strncmp(rule, "decode-", 7) != 0) return NULL;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(rule + 7, names[i][0]) == 0) return names[i][1];
  return rule + 7;
}

size_t cli_facts_encodings(const cli_facts *facts, const cli_edit_counts *counts, const char **out, size_t room) {
  size_t found = 0, seen = SIZE_MAX;
  const char *before = NULL;
  /* By falling counts; there are few. */
  while (found < room) {
    const cli_rule_count *best = NULL;
    for (size_t i = 0; i < counts->count; i++) {
      const cli_rule_count *row = &counts->list[i];
      bool done = row->count > seen || (row->count == seen && before && strcmp(row->rule, before) <= 0);
      if (!shown_name(row->rule) || done) continue;
      if (!best || row->count > best->count || (row->count == best->count && strcmp(row->rule, best->rule) < 0))
        best = row;
    }
    if (!best) break;
    out[found++] = shown_name(best->rule);
    seen = best->count;
    before = best->rule;
  }
  if (facts->utf8 && found < room) out[found++] = "UTF-8";
  return found;
}

/* ---- texts ------------------------------------------------------------------ */

static int by_number(const void *a, const void *b) {
  const size_t *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

static size_t count_ends(const char *from, const char *to) {
  size_t lines = 0;
  for (; from < to && (from = memchr(from, '\n', (size_t)(to - from))); from++) lines++;
  return lines;
}

static size_t count_lines(ren_str text) {
  if (!text.len) return 0;
  return count_ends(text.ptr, text.ptr + text.len) + (text.ptr[text.len - 1] != '\n');
}

/* An edit that changes nothing tells the later steps that a letter is lost there. */
static bool is_mark(const ren_log_entry *entry) { return ren_str_eq(entry->before, entry->after); }

static void count_repaired(cli_facts *facts, ren_str text, const ren_log *log) {
  size_t all = ren_log_count(log), count = 0, at = 0, line = 1, last = 0;
  size_t *places = cli_alloc_array(all, sizeof *places);
  for (size_t i = 0; i < all; i++)
    if (!is_mark(ren_log_get(log, i))) places[count++] = ren_log_get(log, i)->origin.offset;
  if (count) qsort(places, count, sizeof *places, by_number);
  for (size_t i = 0; i < count && places[i] <= text.len; i++) {
    line += count_ends(text.ptr + at, text.ptr + places[i]);
    at = places[i];
    facts->repaired += line != last;
    last = line;
  }
  free(places);
}

void cli_facts_of_text(cli_facts *facts, ren_str text, const ren_log *log, ren_str result) {
  size_t count = 0, all = ren_log_count(log);
  cli_decoded *edits = cli_alloc_array(all, sizeof *edits);
  size_t wide = 0, noted = 0;
  for (size_t i = 0; i < all; i++) {
    const ren_log_entry *entry = ren_log_get(log, i);
    if (entry->step != REN_STEP_ENCODING) continue;
    if (strncmp(entry->rule, "decode-utf", 10) == 0 || strcmp(entry->rule, "decode-ebcdic278") == 0)
      wide += entry->origin.length;
    noted += strcmp(entry->rule, "invalid-byte") == 0 || is_mark(entry);
    edits[count++] = (cli_decoded){entry->origin.offset, entry->origin.length, entry->rule};
  }
  cli_facts_of_encoding(facts, text, edits, count);
  cli_facts_of_result(facts, result, noted);
  if (wide > text.len / 2) { /* every line was made anew */
    facts->lines += count_lines(result);
    facts->repaired += count_lines(result);
  } else {
    facts->lines += count_lines(text);
    count_repaired(facts, text, log);
  }
  free(edits);
}

void cli_facts_merge(cli_facts *facts, const cli_facts *more) {
  facts->lines += more->lines;
  facts->repaired += more->repaired;
  facts->doubts += more->doubts;
  facts->utf8 = facts->utf8 || more->utf8;
}
