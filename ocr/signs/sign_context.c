#include "signs/sign_context.h"

#include "utf8.h"

const char *ren__sign_written(ren__sign sign) {
  static const char *const texts[REN__SIGNS] = {"", "§", "%", "@", "•", "“", "’", "'", "“", "”", "\""};
  return texts[sign];
}

float ren__sign_least(ren__sign sign) {
  static const float least[REN__SIGNS] = {1, 0.1f, 0.3f, 0.3f, 0.1f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f};
  return least[sign];
}

/* A point in the blank beside it may have been read along (`57.8` for `57 §`). */
static bool all_misread(ren__sign sign, const ren__sign_place *p) {
  size_t misread = 0;
  for (size_t i = 0; i < p->read_count; i++) {
    if (ren__is_misreading(sign, p->read[i]))
      misread++;
    else if (p->read[i] != '.' && p->read[i] != ',' && p->read[i] != ':' && p->read[i] != '\'')
      return false;
  }
  return misread > 0;
}

static bool is_dollar(const ren__sign_place *p) {
  for (size_t i = 0; i < p->read_count; i++)
    if (p->read[i] == '$') return true;
  return false;
}

/* A number stands beside it, or another § does. */
static bool counts(uint32_t cp) { return ren_is_digit(cp) || cp == 0xA7 || cp == '$'; }

/* The first figure of a group (`27 527 000`) with a speck above or below it. */
static bool is_of_number(const ren__sign_place *p) {
  bool figure = p->read_count == 1 && ren_is_digit(p->read[0]);
  return figure && ren_is_digit(p->after) && !p->apart && !p->before && ren_is_digit(p->word_before);
}

static bool section_fits(float likely, const ren__sign_place *p) {
  bool numbered = counts(p->before ? p->before : p->word_before) || counts(p->after ? p->after : p->word_after);
  if (ren_is_letter(p->before) || ren_is_letter(p->after) || is_of_number(p)) return false;
  if (!numbered) return likely > 0.97f && all_misread(REN__SIGN_SECTION, p) && !p->before && !p->after;
  if (p->read_count == 0) return likely > 0.9f;
  if (!all_misread(REN__SIGN_SECTION, p)) return likely > 0.95f;
  if (p->twin) return likely > 0.1f;
  if (ren_is_digit(p->before) && p->glued && !is_dollar(p)) return !ren_is_digit(p->after) && likely > 0.95f;
  return is_dollar(p) ? likely > 0.1f : likely > 0.5f;
}

static bool percent_fits(float likely, const ren__sign_place *p) {
  bool behind_number = ren_is_digit(p->before ? p->before : p->word_before);
  if (ren_is_letter(p->before) || ren_is_letter(p->after) || ren_is_digit(p->after)) return false;
  if (!behind_number) return likely > 0.97f && p->read_count > 0;
  return p->read_count == 0 || !all_misread(REN__SIGN_PERCENT, p) ? likely > 0.9f : likely > 0.5f;
}

static bool is_of_address(uint32_t cp) { return ren_is_letter(cp) || ren_is_digit(cp); }

static bool at_fits(float likely, const ren__sign_place *p) {
  bool inside =
      is_of_address(p->before ? p->before : p->word_before) && is_of_address(p->after ? p->after : p->word_after);
  bool round = p->read_count > 0 && (p->read[0] == 'Q' || p->read[0] == 'O' || p->read[0] == '(' || p->read[0] == '&');
  if (inside && p->dotted) return likely > (round ? 0.3f : 0.7f);
  return likely > 0.98f && round;
}

static bool bullet_fits(float likely, const ren__sign_place *p) {
  static const float alone = 0.95f, among_few = 0.5f, among_many = 0.15f;
  if (!p->first || p->last || p->before || !p->apart || p->word_before || p->lead == REN__LEAD_BAR) return false;
  if (p->read_count > 0) return all_misread(REN__SIGN_BULLET, p) && likely > 0.15f;
  return likely > (p->peers > 2 ? among_many : p->peers > 0 ? among_few : alone);
}

static bool was_read_as(const ren__sign_place *p, uint32_t a, uint32_t b) {
  return p->read_count == 1 && (p->read[0] == a || p->read[0] == b);
}

static const uint32_t STRAIGHT_QUOTE = '"', CURLY_QUOTE = 0x201D;

static bool quote_opens(float likely, const ren__sign_place *p) {
  return was_read_as(p, STRAIGHT_QUOTE, CURLY_QUOTE) && likely > 0.7f && !is_of_address(p->before) && p->after;
}

/* The model has ” and ', but neither ’ nor an eye for the difference between ” and ", nor for that between one mark
 * and two. Between letters (`Lloyd’s`) a mark may have been read as anything like it. */
static bool hangs_alone(float likely, const ren__sign_place *p) {
  static const float read_as_two = 0.85f;
  if (was_read_as(p, STRAIGHT_QUOTE, CURLY_QUOTE)) return likely > read_as_two && !p->twin;
  for (size_t i = 0; i < p->read_count; i++)
    if (!ren__is_misreading(REN__SIGN_NINE, p->read[i])) return false;
  bool inside = ren_is_letter(p->before) && ren_is_letter(p->after);
  return likely > 0.7f && (inside ? p->read_count > 0 : p->read_count == 1 && p->read[0] == '\'');
}

bool ren__sign_fits(ren__sign sign, float likely, const ren__sign_place *place) {
  switch (sign) {
  case REN__SIGN_SECTION: return section_fits(likely, place);
  case REN__SIGN_PERCENT: return percent_fits(likely, place);
  case REN__SIGN_AT: return at_fits(likely, place);
  case REN__SIGN_BULLET: return bullet_fits(likely, place);
  case REN__SIGN_NINE: return hangs_alone(likely, place);
  case REN__SIGN_STRAIGHT: return likely > 0.85f && !place->twin && was_read_as(place, STRAIGHT_QUOTE, CURLY_QUOTE);
  case REN__SIGN_SIXES: return quote_opens(likely, place);
  case REN__SIGN_NINES: return likely > 0.7f && was_read_as(place, STRAIGHT_QUOTE, STRAIGHT_QUOTE);
  case REN__SIGN_STRAIGHTS: return likely > 0.7f && was_read_as(place, CURLY_QUOTE, CURLY_QUOTE);
  default: return false;
  }
}
