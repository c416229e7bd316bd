/* ISO 646-SE, 7-bit Swedish read as ASCII: {|} are ä ö å and [\] are Ä Ö Å; the
 * variant for names (SEN 850200 annex C) also has ` for é, @ for É, ~ for ü, ^ for Ü. */
#include "encoding/generate.h"
#include "encoding/recode_steps.h"

static uint32_t letter_of(uint32_t cp) {
  switch (cp) {
  case '{': return 0xE4;
  case '|': return 0xF6;
  case '}': return 0xE5;
  case '[': return 0xC4;
  case '\\': return 0xD6;
  case ']': return 0xC5;
  default: return 0;
  }
}

static bool plain_letter(const ren__unit *in, size_t n, size_t i) {
  return i < n && in[i].cp < 0x80 && ren__letter_symbol(in[i].cp) != 0;
}

/* A bracket that has its partner in the run is a bracket, and so is one that closes a
 * parenthesis (as scanned text has them). */
static void keep_pairs(const ren__unit *in, size_t n, uint32_t *option) {
  size_t first = 0, last = n; /* |d|: a bar at both ends */
  while (first < n && !ren__letter_symbol(in[first].cp) && !option[first]) first++;
  while (last > first && !ren__letter_symbol(in[last - 1].cp) && !option[last - 1]) last--;
  if (last > first + 2 && in[first].cp == '|' && in[last - 1].cp == '|') option[first] = option[last - 1] = 0;
  size_t open[16], depth = 0;
  for (size_t i = 0; i < n; i++) {
    uint32_t cp = in[i].cp;
    if ((cp == '{' || cp == '[' || cp == '(') && depth < 16) open[depth++] = i;
    if ((cp != '}' && cp != ']' && cp != ')') || depth == 0) continue;
    uint32_t from = in[open[depth - 1]].cp;
    if (from == '(' && cp != ')' && i > 0 && plain_letter(in, n, i - 1) && plain_letter(in, n, i + 1))
      continue; /* (minoritets}terremiss) */
    bool pair = (from == '{' && cp == '}') || (from == '[' && cp == ']');
    bool mixed = (from == '(') != (cp == ')');
    bool inside = open[depth - 1] > 0 && plain_letter(in, n, open[depth - 1] - 1) && plain_letter(in, n, i + 1);
    if (pair && (!inside || cp == ']')) option[open[depth - 1]] = option[i] = 0;
    if (mixed) option[open[depth - 1]] = option[i] = 0;
    depth--;
  }
}

/* Options, placeholders and patterns of programs. */
static bool is_syntax(const ren__unit *in, size_t n) {
  if (n > 1 && in[0].cp == '-' && (in[1].cp == '-' || plain_letter(in, n, 1))) return true;
  for (size_t i = 0; i < n; i++) {
    uint32_t cp = in[i].cp;
    if (cp == '<' || cp == '>' || cp == '=' || cp == '$' || cp == '*' || cp == '^' || cp == '_') return true;
    if (cp == '%' && i + 1 < n && plain_letter(in, n, i + 1)) return true;
  }
  return false;
}

/* Every word that was touched must be one that Swedish has, or could well have. */
static bool sound_words(const ren__letters *letters, const ren__unit *in, const ren__unit *out, size_t n) {
  for (size_t i = 0; i < n; i++) {
    uint32_t word[64];
    size_t start = i, length = 0;
    bool touched = false, backslash = false, small = false;
    ren__reading reading = ren__reading_start();
    for (; i < n && ren__letter_symbol(out[i].cp); i++) {
      if (length < 64) word[length++] = out[i].cp;
      ren__reading_add(letters, &reading, out[i].cp, out[i].changed);
      touched = touched || out[i].changed;
      backslash = backslash || in[i].cp == '\\';
      small = small || (plain_letter(in, n, i) && in[i].cp >= 'a');
    }
    if (!touched) continue;
    ren__reading_end(&reading);
    bool known = ren__is_known(letters, word, length) && !reading.odd_case;
    if (backslash && length < 3) return false;
    if (backslash && small && (length < 4 || !known || in[start].cp != '\\')) return false; /* \n, \section */
    if (start > 0 && in[start - 1].cp >= '0' && in[start - 1].cp <= '9') return false;      /* 12f} */
    if (!known && (length < 4 || reading.touched_cost / (float)length > 4.3f)) return false;
    if (known && reading.touched && !reading.known && length < 3) return false;
  }
  return true;
}

size_t ren__read_iso646(const ren__letters *letters, const ren__unit *in, size_t n, ren__unit *out) {
  uint32_t option[REN__RUN_MAX];
  bool any = false, letters_there = false;
  for (size_t i = 0; i < n; i++) {
    option[i] = letter_of(in[i].cp);
    any = any || option[i];
    letters_there = letters_there || plain_letter(in, n, i);
    if (in[i].cp >= 0x80 && ren__is_swedish_letter(in[i].cp)) return 0; /* 8-bit text has no need of it */
  }
  if (!any || !letters_there || is_syntax(in, n)) return 0;
  keep_pairs(in, n, option);
  for (size_t i = 0; i + 1 < n; i++) /* UTF\-8: roff */
    if (in[i].cp == '\\' && (in[i + 1].cp == '-' || in[i + 1].cp == '&')) return 0;
  for (size_t i = 0; i < n; i++) { /* names' letters: only inside words that hold another one */
    if (in[i].cp == '`' && i && plain_letter(in, n, i - 1) && plain_letter(in, n, i + 1)) option[i] = 0xE9;
    if (in[i].cp == '~' && i && plain_letter(in, n, i - 1) && plain_letter(in, n, i + 1)) option[i] = 0xFC;
  }
  size_t mapped, made = ren__choose(letters, in, option, n, out, &mapped);
  return mapped && sound_words(letters, in, out, made) ? made : 0;
}
