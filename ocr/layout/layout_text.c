/* What the first and last letters of a line say about paragraphs. */
#include "layout/page_layout.h"

#include "utf8.h"

#include <string.h>

ren_str ren__line_word(const ren__layout *lay, const ren__lay_line *line, uint32_t i) {
  return lay->page->words[lay->order[line->first + i]].text;
}

static uint32_t first_code(ren_str text, size_t *length) {
  uint32_t cp = 0;
  *length = text.len ? ren_utf8_decode(text.ptr, text.len, &cp) : 0;
  return cp;
}

ren__start ren__word_start(ren_str text) {
  size_t length;
  uint32_t cp = first_code(text, &length);
  while (text.len > length && (cp == '(' || cp == '"' || cp == '\'' || cp == 0x201D || cp == 0xBB)) {
    text.ptr += length;
    text.len -= length;
    cp = first_code(text, &length);
  }
  if (ren_is_digit(cp)) return REN__START_DIGIT;
  if (!ren_is_letter(cp)) return REN__START_OTHER;
  return ren_is_upper(cp) ? REN__START_UPPER : REN__START_LOWER;
}

bool ren__is_bullet(ren_str text) {
  size_t length;
  uint32_t cp = first_code(text, &length);
  if (cp == 0xA7) return true; /* § */
  if (length != text.len) return false;
  switch (cp) {
  case '-':
  case '*':
  case 0xAB: /* guillemets, as bullets are often read */
  case 0xBB:
  case 0xB7:   /* middle dot */
  case 0x2013: /* en dash */
  case 0x2014:
  case 0x2022: /* bullet */
  case 0x25CF:
  case 0x25AA:
  case 0x25E6:
  case 0xF0B7: /* the bullet of Symbol, in private use */ return true;
  default: return false;
  }
}

/* Length of "1", "1.2", "1.2.3" at the start of text; *parts counts the numbers. */
static size_t numbers_length(ren_str text, int *parts) {
  size_t at = 0;
  for (*parts = 0; *parts < 4; ++*parts) {
    size_t digits = 0, start = at + (*parts > 0);
    if (*parts && (at >= text.len || text.ptr[at] != '.')) break;
    while (start + digits < text.len && text.ptr[start + digits] >= '0' && text.ptr[start + digits] <= '9') digits++;
    if (digits == 0 || digits > 3) break;
    at = start + digits;
  }
  return at;
}

/* "1." "12)" "(1)" "a)" "b." "1.2" "1.2."; not "(M)", which is a party. */
static bool is_enumerator(ren_str text) {
  bool open = text.len && text.ptr[0] == '(';
  if (open) text.ptr++, text.len--;
  int parts = 0;
  size_t at = numbers_length(text, &parts);
  if (at == 0 && text.len) {
    char c = text.ptr[0];
    at = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z' && !open);
  }
  if (at == 0) return false;
  if (at == text.len) return parts > 1 && !open;
  return at + 1 == text.len && (text.ptr[at] == ')' || (text.ptr[at] == '.' && !open));
}

bool ren__is_list_marker(ren_str text) { return ren__is_bullet(text) || is_enumerator(text); }

/* "e" or "=" for a bullet: a sign by itself with more than a blank behind. */
static bool is_misread_bullet(const ren__layout *lay, const ren__lay_line *line) {
  ren_str text = ren__line_word(lay, line, 0);
  size_t length;
  first_code(text, &length);
  if (lay->page->source != REN_SOURCE_OCR || length != text.len || ren__word_start(text) == REN__START_DIGIT)
    return false;
  const ren__lay_word *mark = &lay->words[lay->order[line->first]], *next = &lay->words[lay->order[line->first + 1]];
  return (float)(mark->x1 - mark->x0) < 1.2F * lay->size && (float)(next->x0 - mark->x1) > 0.9F * lay->size;
}

bool ren__is_marked(const ren__layout *lay, const ren__lay_line *line) {
  return ren__is_list_marker(ren__line_word(lay, line, 0)) || (line->count > 1 && is_misread_bullet(lay, line));
}

bool ren__ends_sentence(ren_str text) {
  while (text.len && (text.ptr[text.len - 1] == '"' || text.ptr[text.len - 1] == ')')) text.len--;
  if (!text.len) return false;
  char last = text.ptr[text.len - 1];
  return last == '.' || last == ':' || last == '?' || last == '!';
}

/* Words that stand alone as headings in minutes (those of Göteborg and Stockholm and
 * common forms of other municipalities). Lower case, single blanks. */
static const char *const known_headings[] = {"beslut",
                                             "beslutsunderlag",
                                             "bakgrund",
                                             "sammanfattning",
                                             "sammanfattning av ärendet",
                                             "ärendet",
                                             "ärendebeskrivning",
                                             "yrkanden",
                                             "yrkande",
                                             "reservation",
                                             "reservationer",
                                             "propositionsordning",
                                             "omröstning",
                                             "votering",
                                             "huvudvotering",
                                             "jäv",
                                             "protokollsanteckning",
                                             "handling",
                                             "handlingar",
                                             "protokollsanteckningar",
                                             "expediering",
                                             "särskilt uttalande",
                                             "särskilda uttalanden",
                                             "förslag till beslut",
                                             "tidigare behandling",
                                             "beslutsgång",
                                             "deltar ej i beslutet",
                                             "ersättaryttrande",
                                             "närvarande",
                                             "protokollsutdrag skickas till",
                                             "beslutande",
                                             "övriga närvarande",
                                             "beskrivning av ärendet",
                                             "beslutet skickas till"};

bool ren__is_known_heading(const ren__layout *lay, const ren__lay_line *line) {
  char text[64];
  size_t at = 0;
  for (uint32_t i = 0; i < line->count; i++) {
    ren_str word = ren__line_word(lay, line, i);
    if (i && at + 1 < sizeof text) text[at++] = ' ';
    size_t length = ren_utf8_lower_into(text + at, sizeof text - at, word);
    if (length == 0 || (i == 0 && ren__word_start(word) != REN__START_UPPER)) return false;
    at += length;
  }
  for (size_t k = 0; k < sizeof known_headings / sizeof *known_headings; k++) {
    if (strlen(known_headings[k]) == at && memcmp(known_headings[k], text, at) == 0) return true;
  }
  return false;
}
