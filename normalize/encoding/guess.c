#include "encoding/guess.h"

#include "encoding/recode_steps.h"
#include "utf8.h"

enum { GAIN_MIN = 12, GAIN_OF_KNOWN = 6, LENGTH_MAX = 64 };

/* Likely words cost so little a letter. */
static const float natural = 2.6f;

static bool is_plain_letter(const ren__unit *units, size_t n, size_t i) {
  return i < n && (uint32_t)((units[i].cp | 0x20) - 'a') < 26;
}

static bool is_small(uint32_t cp) { return cp >= 'a' && cp <= 'z'; }

/* How a letter in the place of units[i] would stand: among its like, at an edge of a word
 * of its like, or in a place for no letter of its case. */
typedef enum spot { OUTSIDE, EDGE, INSIDE } spot;

static spot spot_of(const ren__unit *units, size_t n, size_t i, uint32_t letter) {
  bool before = i && is_plain_letter(units, n, i - 1), after = is_plain_letter(units, n, i + 1);
  bool capital = letter < 0xE0;
  if (before && after) return capital == (!is_small(units[i - 1].cp) && !is_small(units[i + 1].cp)) ? INSIDE : OUTSIDE;
  if (before) return capital == !is_small(units[i - 1].cp) ? EDGE : OUTSIDE;
  return after && (capital || is_small(units[i + 1].cp)) ? EDGE : OUTSIDE;
}

/* å ä ö Å Ö: letters that no page has in the place of each other. */
static bool is_safe_letter(uint32_t cp) { return cp == 0xE5 || cp == 0xE4 || cp == 0xF6 || cp == 0xC5 || cp == 0xD6; }

static void read_as_it_stands(ren__run *run) {
  ren__reading reading;
  run->cost = ren__run_cost(run->letters, run->units, run->count, &reading);
  run->common = reading.common > 0;
}

/* ---- UTF-8 read as a page ---------------------------------------------------- */

/* The page in which the first byte of a sequence looks like this. */
static bool page_of_lead(uint32_t cp, ren__cp *page) {
  switch (cp) {
  case 0xC3: /* Ã */
  case 0xC2: /* Â */
  case 0xE2: /* â */ return *page = REN__CP_WIN, true;
  case 0x251C: /* ├ */
  case 0x252C: /* ┬ */ return *page = REN__CP_850, true;
  case 0x221A: /* √ */
  case 0xAC: /* ¬ */ return *page = REN__CP_MAC, true;
  default: return false;
  }
}

/* Signs of Swedish text that its mojibake can be trusted to be. */
static bool is_usual(uint32_t cp) {
  return ren__is_swedish_letter(cp) || cp == 0xA7 || cp == 0x2013 || (cp >= 0x2018 && cp <= 0x201D) || cp == 0x2026;
}

/* No other reading begins with these. */
static bool is_final(uint32_t cp) { return is_safe_letter(cp) || cp == 0xC4 || cp == 0x2013; }

/* A sequence gains more than this: its first letter alone costs 9.5 and breaks a word, and
 * what stands for a tail byte is hardly ever seen beside a letter. */
static const float sequence_gain = 14;

static void count_touched(const ren__unit *units, size_t n, ren__candidate *candidate) {
  for (size_t i = 0; i < n; i++) {
    size_t letters = 0;
    bool touched = false;
    for (; i < n && ren__letter_symbol(units[i].cp); i++, letters++) touched = touched || units[i].changed;
    candidate->touched = (uint8_t)(candidate->touched + touched);
    candidate->touched_short = (uint8_t)(candidate->touched_short + (touched && letters == 1));
  }
}

/* UTF-8 read as cp1252: no other reading comes near. */
static void add_sequences(ren__run *run, const ren__unit *out, size_t made, size_t sequences) {
  ren__candidate *found = &run->candidates[run->candidate_count++];
  *found = (ren__candidate){.chain = REN__STEP_UTF8 | REN__CP_WIN,
                            .prior = ren__chain_prior(REN__STEP_UTF8 | REN__CP_WIN),
                            .gain = sequence_gain * (float)sequences,
                            .strength = REN__STRONG};
  count_touched(out, made, found);
}

/* Bytes that are one letter in cp1252 and another in ISO 8859-15. */
static bool differs_in_latin9(const ren__unit *units, size_t n) {
  for (size_t i = 0; i < n; i++) {
    if (units[i].cp < 0x80 || (i && units[i - 1].cp == 0xE2)) continue; /* U+20xx: of three bytes */
    uint8_t byte = ren__unit_byte(units[i].cp, REN__CP_L9);
    if (byte && byte != ren__unit_byte(units[i].cp, REN__CP_WIN)) return true;
  }
  return false;
}

static size_t read_utf8(ren__run *run, size_t first, ren__unit *out, bool *final) {
  ren__cp page;
  size_t sequences;
  if (!page_of_lead(run->units[first].cp, &page)) return 0;
  size_t made = ren__step_utf8(run->units, run->count, page, false, out, &sequences);
  if (!sequences) return 0;
  *final = true;
  for (size_t i = 0; i < made; i++) {
    uint32_t cp = out[i].cp;
    if (cp < 0x80 && !out[i].changed) continue;
    if (!out[i].changed || !is_usual(cp)) return 0;
    *final = *final && is_final(cp);
  }
  if (page == REN__CP_WIN && !differs_in_latin9(run->units, run->count)) {
    add_sequences(run, out, made, sequences);
    return made;
  }
  read_as_it_stands(run);
  ren__run_add(run, REN__STEP_UTF8 | (uint32_t)page, out, made, REN__STRONG);
  const ren__candidate *found = &run->candidates[0];
  bool known = run->candidate_count && found->touched && found->known == found->touched && found->known_length >= 3;
  return known && found->gain >= GAIN_MIN ? made : 0;
}

/* ---- raw bytes ---------------------------------------------------------------- */

/* The page in which a byte is a Swedish letter, if no other has one there. */
static bool page_of_byte(uint8_t byte, ren__cp *page) {
  switch (byte) {
  case 0xE5:
  case 0xE4:
  case 0xF6:
  case 0xC5:
  case 0xC4:
  case 0xD6: return *page = REN__CP_WIN, true;
  case 0x86:
  case 0x84:
  case 0x94:
  case 0x8F:
  case 0x99: return *page = REN__CP_850, true;
  case 0x8C:
  case 0x8A:
  case 0x9A: return *page = REN__CP_MAC, true;
  default: return false;
  }
}

static bool is_convincing(const ren__candidate *found) {
  if (!found->touched || found->gain < GAIN_OF_KNOWN) return false;
  if (found->known == found->touched && found->known_length >= 3) return true;
  return found->gain >= GAIN_MIN && found->letter_cost <= natural;
}

static size_t read_raw(ren__run *run, size_t first, ren__unit *out, bool *final) {
  ren__cp page, other;
  size_t mapped;
  if (!page_of_byte((uint8_t)run->units[first].cp, &page)) return 0;
  for (size_t i = first; i < run->count; i++) {
    uint32_t cp = run->units[i].cp;
    if (cp < 0x80) continue;
    if (!(cp & REN__RAW) || !page_of_byte((uint8_t)cp, &other) || other != page) return 0;
    if (!is_plain_letter(run->units, run->count, i + 1) && !(i && is_plain_letter(run->units, run->count, i - 1)))
      return 0;
  }
  size_t made = ren__step_raw(run->units, run->count, page, false, out, &mapped);
  if (!made) return 0;
  ren__run_add(run, REN__STEP_RAW | (uint32_t)page, out, made, REN__STRONG);
  *final = true;
  return run->candidate_count && is_convincing(&run->candidates[0]) ? made : 0;
}

/* ---- one page read as another -------------------------------------------------- */

typedef struct pair {
  uint8_t from, to;
} pair;
static const pair pairs[] = {{REN__CP_WIN, REN__CP_850}, {REN__CP_WIN, REN__CP_MAC}, {REN__CP_850, REN__CP_WIN},
                             {REN__CP_850, REN__CP_MAC}, {REN__CP_MAC, REN__CP_WIN}, {REN__CP_MAC, REN__CP_850}};
enum { PAIRS = sizeof pairs / sizeof *pairs };

/* Signs that other kinds of readings begin with. */
static bool may_be_other(uint32_t cp) {
  return cp == 0xA8 || cp == 0xB0 || cp == 0xB4 || cp == 0x2DA || cp == 0xA7 || (cp >= 0x300 && cp < 0x530) ||
         cp >= 0x3000;
}

/* The letter that a sign was under a pair; 0 if none that is safe. */
static uint32_t letter_under(uint32_t cp, const pair *p) {
  uint8_t byte = ren__unit_byte(cp, (ren__cp)p->from);
  uint32_t letter = byte >= 0x80 ? ren__cp_decode((ren__cp)p->to, byte) : 0;
  return is_safe_letter(letter) ? letter : 0;
}

/* The one pair that makes letters of all signs; PAIRS if there is none, or two. *edge:
 * some sign stands at the edge of a word, where it may be meant. */
static size_t find_pair(const ren__run *run, size_t first, bool *edge) {
  unsigned left = (1u << PAIRS) - 1, edges = 0;
  for (size_t i = first; i < run->count && left; i++) {
    uint32_t cp = run->units[i].cp;
    if (cp < 0x80) continue;
    if ((cp & REN__RAW) || may_be_other(cp) || ren__is_swedish_letter(cp)) return PAIRS;
    for (size_t k = 0; k < PAIRS; k++) {
      if (!(left >> k & 1)) continue;
      uint32_t letter = letter_under(cp, &pairs[k]);
      spot there = letter ? spot_of(run->units, run->count, i, letter) : OUTSIDE;
      if (there == OUTSIDE) left &= ~(1u << k);
      if (there == EDGE) edges |= 1u << k;
    }
  }
  if (!left || (left & (left - 1))) return PAIRS;
  *edge = (edges & left) != 0;
  return (size_t)__builtin_ctz(left);
}

/* What may stand as it is must become known words, and have been none. */
static bool is_sure_word(const ren__run *run) {
  const ren__candidate *found = &run->candidates[0];
  if (found->known < found->touched) return false;
  return found->sure_length >= 4 || (found->known_length >= 3 && !run->common);
}

static size_t read_bytes(ren__run *run, size_t first, ren__unit *out, bool *final) {
  bool edge = false;
  size_t mapped, k = find_pair(run, first, &edge);
  if (k == PAIRS) return 0;
  ren__step_bytes(run->units, run->count, (ren__cp)pairs[k].from, (ren__cp)pairs[k].to, out, &mapped);
  ren__strength strength = ren__strength_of(run->units, out, run->count);
  ren__run_add(run, REN__STEP_BYTE | (uint32_t)pairs[k].from << 3 | pairs[k].to, out, run->count, strength);
  if (!run->candidate_count || !is_convincing(&run->candidates[0])) return 0;
  *final = true;
  if (edge && run->common) return 0;
  return (strength >= REN__MEDIUM && !edge) || is_sure_word(run) ? run->count : 0;
}

/* ---- 7-bit Swedish ---------------------------------------------------------------- */

/* { | } ]: the backslash of escapes is another matter. */
static uint32_t letter_of_sign(uint32_t cp) {
  switch (cp) {
  case '{': return 0xE4;
  case '|': return 0xF6;
  case '}': return 0xE5;
  case '[': return 0xC4;
  case ']': return 0xC5;
  default: return 0;
  }
}

/* A sign at both ends: {namn}. */
static bool is_enclosed(const ren__unit *units, size_t n) {
  while (n > 1 && !letter_of_sign(units[n - 1].cp) && !is_plain_letter(units, n, n - 1)) n--;
  return letter_of_sign(units[0].cp) && letter_of_sign(units[n - 1].cp);
}

/* Words and the signs that end sentences, and nothing else. */
static size_t read_iso646(ren__run *run, ren__unit *out, bool *final) {
  bool edge = false, open = false;
  if (is_enclosed(run->units, run->count)) return 0;
  for (size_t i = 0; i < run->count; i++) {
    uint32_t cp = run->units[i].cp, letter = letter_of_sign(cp);
    out[i] = run->units[i];
    if (!letter && !is_plain_letter(run->units, run->count, i)) {
      bool end = cp == '.' || cp == ',' || cp == ':' || cp == ';' || cp == '!' || cp == '?' || (cp == '-' && i);
      if (!end) return 0;
    }
    if (!letter) continue;
    spot there = spot_of(run->units, run->count, i, letter);
    if (there == OUTSIDE || (open && cp == ']')) return 0;
    edge = edge || there == EDGE;
    open = open || cp == '[';
    out[i].cp = letter;
    out[i].changed = true;
  }
  ren__run_add(run, REN__STEP_ISO646, out, run->count, REN__WEAK);
  *final = true;
  if (!run->candidate_count || !is_convincing(&run->candidates[0]) || !is_sure_word(run)) return 0;
  return edge && run->common ? 0 : run->count;
}

/* ---- entities ------------------------------------------------------------------------ */

/* Nothing else begins with an ampersand: the search would find this alone. */
static size_t read_entities(ren__run *run, ren__unit *out, bool *final) {
  size_t made = ren__read_entities(run->units, run->count, out);
  *final = true;
  for (size_t i = 0; i < made; i++) {
    if (out[i].changed ? !is_usual(out[i].cp) : out[i].cp == '&') return 0;
    *final = *final && (!out[i].changed || is_final(out[i].cp));
  }
  if (made) ren__run_add(run, REN__STEP_ENTITY, out, made, REN__MEDIUM);
  return run->candidate_count && run->candidates[0].gain >= 1 ? made : 0;
}

/* Signs of other escapes. */
static bool is_escape(uint32_t cp) { return cp == '%' || cp == '=' || cp == '\\' || cp < ' '; }

/* ---- nothing to do ------------------------------------------------------------------- */

/* Capitals are left to the search: two confusions may have made them of small letters. */
bool ren__is_in_order(const ren__unit *units, size_t n) {
  for (size_t i = 0; i < n; i++) {
    uint32_t cp = units[i].cp;
    bool fits = cp < 0x80 ? !is_escape(cp) && cp != '&' && !letter_of_sign(cp) : is_final(cp) && (cp >= 0xE0);
    if (!fits) return false;
  }
  return true;
}

/* ---- the guess ------------------------------------------------------------------ */

size_t ren__guess(ren__run *run, ren__unit *out, bool *final) {
  size_t first = run->count;
  bool signs = false, entities = false;
  run->candidate_count = 0;
  run->raw = false;
  if (run->count > LENGTH_MAX) return 0;
  for (size_t i = run->count; i-- > 0;) {
    uint32_t cp = run->units[i].cp;
    if (is_escape(cp)) return 0;
    signs = signs || letter_of_sign(cp);
    entities = entities || cp == '&';
    if (cp >= 0x80) first = i;
    run->raw = run->raw || (cp & REN__RAW);
  }
  if ((first < run->count) + signs + entities != 1) return 0; /* one kind of sign */
  if (!signs && !entities && !run->raw) {
    size_t made = read_utf8(run, first, out, final);
    if (made || run->candidate_count) return made;
  }
  read_as_it_stands(run);
  if (signs) return read_iso646(run, out, final);
  if (entities) return read_entities(run, out, final);
  if (run->raw) return read_raw(run, first, out, final);
  return read_bytes(run, first, out, final);
}
