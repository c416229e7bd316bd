/* Is the text of a layer sound by itself? What cannot be told from the text is told from
 * the picture (layer_compare.c): other languages, numbers, names and codes are no Swedish,
 * and yet right. So a doubt costs time, never text. */
#include "layer/layer.h"

#include "utf8.h"

#include <stdio.h>
#include <string.h>

static const double KNOWN_ENOUGH = 0.92;
enum {
  NUMBERS_FEW = 10,
  LETTERS_ENOUGH = 20 /* without a judge */
};

typedef struct census {
  size_t letters, words, numbers, odd;
  ren__habits habits;
} census;

/* Signs that stand in no word of any language, but between two letters of broken ones: the
 * second-hand meanings of ligatures and of åäö. */
static bool is_odd(uint32_t cp) {
  return (cp >= 0xA1 && cp <= 0xBF && cp != 0xB7) || cp == 0xD7 || cp == 0xF7 || cp == 0xDE || cp == 0xFE ||
         cp == 0xD0 || cp == 0xF0 || cp == 0xDF || cp == 0x152 || cp == 0x153 || cp == 0x178 ||
         (cp >= 0x2C6 && cp <= 0x2DD) || (cp >= 0x2020 && cp <= 0x2044 && cp != 0x2022 && cp != 0x2026) || cp == 0x20AC;
}

static void count_word(census *c, ren_str text) {
  size_t letters = 0, digits = 0;
  bool odd = false, after_letter = false;
  for (size_t at = 0; at < text.len;) {
    uint32_t cp;
    at += ren_utf8_decode(text.ptr + at, text.len - at, &cp);
    if (cp == REN_BAD_CODEPOINT) continue;
    bool letter = ren_is_letter(cp);
    c->odd += odd && letter;
    odd = after_letter && is_odd(cp);
    after_letter = letter;
    letters += letter;
    digits += ren_is_digit(cp);
  }
  c->letters += letters;
  c->words += letters > digits;
  c->numbers += digits > letters;
  ren__habits_count(&c->habits, text);
}

/* ---- doubts -------------------------------------------------------------------- */

/* The text has gaps, or signs that mean nothing. */
static bool is_torn(char *why, const ren__layer_facts *facts, const census *c) {
  if (facts->senseless > 0)
    snprintf(why, REN__WHY_MAX, "%u of its %u characters have no meaning", facts->senseless, facts->letters);
  else if (facts->between > 0)
    snprintf(why, REN__WHY_MAX, "marks are printed on its lines that are in no word (%u)", facts->between);
  else if (c->odd > 0)
    snprintf(why, REN__WHY_MAX, "words have signs in them that no word has (%zu)", c->odd);
  else
    return false;
  return true;
}

static bool is_swedish(char *why, const ren_quality *quality) {
  snprintf(why, REN__WHY_MAX, "%zu of %zu words are known", quality->known, quality->words);
  double unknown = (double)(quality->words - quality->known);
  return quality->words >= 3 && unknown <= (1 - KNOWN_ENOUGH) * (double)quality->words + 0.2;
}

/* missing: a habit of the language that the text is without, or -1. */
static ren__trust trust_text(char *why, const ren__layer_facts *facts, const census *c, const ren_quality *quality,
                             int missing) {
  if (is_torn(why, facts, c)) return REN__TRUST_DOUBT;
  if (facts->uncovered) {
    snprintf(why, REN__WHY_MAX, "much of what is printed is not in it");
    return REN__TRUST_DOUBT;
  }
  if (!is_swedish(why, quality)) return REN__TRUST_DOUBT;
  if (missing >= 0) {
    snprintf(why, REN__WHY_MAX, "it has no %s", ren__habit_name(missing));
    return REN__TRUST_DOUBT;
  }
  if (c->numbers < c->words + NUMBERS_FEW) return REN__TRUST_SOUND;
  snprintf(why, REN__WHY_MAX, "most of it is numbers");
  return REN__TRUST_DOUBT;
}

/* Nobody there who knows the language. */
static ren__trust trust_letters(char *why, const ren__layer_facts *facts, const census *c) {
  if (is_torn(why, facts, c)) return REN__TRUST_DOUBT;
  snprintf(why, REN__WHY_MAX, "it has %zu letters", c->letters);
  return c->letters >= LETTERS_ENOUGH && !facts->uncovered ? REN__TRUST_SOUND : REN__TRUST_DOUBT;
}

/* A word whose end, as far as letters tell, stands on the next line: neither half is known. */
static bool is_divided(const ren_word *word, const ren_word *next) {
  ren_str s = word->text, rest = next->text;
  uint32_t before, first;
  if (s.len < 2 || s.ptr[s.len - 1] != '-' || word->line == next->line || rest.len == 0) return false;
  ren_utf8_decode_before(s.ptr, s.len - 1, &before);
  ren_utf8_decode(rest.ptr, rest.len, &first);
  bool suspended = ren_str_eq(rest, REN_STR("och")) || ren_str_eq(rest, REN_STR("eller"));
  return ren_is_letter(before) && ren_is_letter(first) && !ren_is_upper(first) && !suspended;
}

static ren_status plain_text(ren_buf *out, const ren_page *page, ren_error *err) {
  for (uint32_t i = 0; i < page->word_count; i++) {
    const ren_word *word = &page->words[i];
    bool divided = i + 1 < page->word_count && is_divided(word, word + 1);
    ren_buf_append(out, word->text.ptr, word->text.len - divided);
    if (!divided) ren_buf_putc(out, '\n');
  }
  return out->status == REN_OK ? REN_OK : ren_fail_nomem(err);
}

ren_status ren__layer_trust(ren__trust *out, char why[REN__WHY_MAX], const ren_page *layer,
                            const ren__layer_facts *facts, const ren_ocr_opts *opts, ren_error *err) {
  *out = REN__TRUST_NONE;
  if (facts->letters == 0 || 2 * facts->senseless > facts->letters) {
    snprintf(why, REN__WHY_MAX, "%u of its %u characters have no meaning", facts->senseless, facts->letters);
    return REN_OK;
  }
  census c = {0};
  for (uint32_t i = 0; i < layer->word_count; i++) count_word(&c, layer->words[i].text);
  if (!opts->judge) {
    *out = trust_letters(why, facts, &c);
    return REN_OK;
  }
  ren_buf text = {0};
  ren_status status = plain_text(&text, layer, err);
  if (status == REN_OK) {
    ren_quality quality = opts->judge(opts->payload, ren_buf_str(&text));
    int missing = ren__habits_missing(&c.habits, c.letters);
    bool missed = true;
    if (missing == REN__HABIT_LIGATURES && is_swedish(why, &quality))
      status = ren__ligatures_missed(&missed, ren_buf_str(&text), opts, err);
    *out = trust_text(why, facts, &c, &quality, missed ? missing : -1);
  }
  ren_buf_free(&text);
  return status;
}

/* ---- notes --------------------------------------------------------------------- */

static void add(char *note, uint32_t count, const char *one, const char *many) {
  size_t length = strlen(note);
  if (count > 0) snprintf(note + length, REN__NOTE_MAX - length, ", %u %s", count, count == 1 ? one : many);
}

void ren__layer_mended(char note[REN__NOTE_MAX], const ren__layer_facts *facts, const ren_page *layer) {
  char list[REN__NOTE_MAX] = "";
  size_t length = strlen(note);
  add(list, facts->ligatures, "ligature taken apart", "ligatures taken apart");
  add(list, facts->composed, "mark put on its letter", "marks put on their letters");
  add(list, facts->dropped, "invisible hyphen or blank left out", "invisible hyphens and blanks left out");
  add(list, facts->twice, "word or letter printed twice", "words or letters printed twice");
  add(list, facts->unseen, "word left out that nobody can see", "words left out that nobody can see");
  if (list[0]) snprintf(note + length, REN__NOTE_MAX - length, "; mended: %s", list + 2);
  length = strlen(note);
  if (layer->rotation)
    snprintf(note + length, REN__NOTE_MAX - length, "; its lines run along the side: turned by %u degrees",
             layer->rotation);
}
