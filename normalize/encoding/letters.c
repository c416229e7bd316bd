#include "encoding/letters.h"

#include "encoding/letters_tables.h"
#include "utf8.h"

enum { OTHER = 31 };

/* Costs in nats. Known from the training text are the signs it has; these stand for
 * the rest, set so that a letter that was read wrongly (one rare sign or more) is
 * clearly dearer than any Swedish letter (at most about 12). */
static const float sign_unseen = 12.5f, inside_unseen = 16.5f, letter_unseen = 7.5f;
static const float bullet_cost = 6.5f;
static const float control_cost = 18.0f, raw_cost = 26.0f, lost_cost = 11.0f;
static const float foreign_first = 9.0f, foreign_next = 3.0f, script_change = 6.0f;
static const float upper_in_word = 7.0f, lower_after_uppers = 3.5f;
static const float common_word = 4.0f, paragraph_number = 4.0f, paragraph_letter = 6.0f;

uint8_t ren__letter_symbol(uint32_t cp) {
  if (cp < 0x80) return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z' ? (uint8_t)((cp | 0x20) - 'a' + 1) : 0;
  switch (cp) {
  case 0xE5:
  case 0xC5: return 27;
  case 0xE4:
  case 0xC4: return 28;
  case 0xF6:
  case 0xD6: return 29;
  case 0xE9:
  case 0xC9: return 30;
  default: break;
  }
  if ((cp >= 0xC0 && cp < 0x250 && cp != 0xD7 && cp != 0xF7) || (cp >= 0x1E00 && cp < 0x1F00)) return OTHER;
  return 0;
}

bool ren__is_swedish_letter(uint32_t cp) {
  uint8_t symbol = cp < 0x80 ? 0 : ren__letter_symbol(cp);
  return symbol >= 27 && symbol <= 30;
}

bool ren__is_foreign_letter(uint32_t cp) {
  if (cp < 0x250) return false;
  if (cp < 0x370) return cp < 0x2B0;
  if (cp < 0x2000) return !(cp >= 0x1E00 && cp < 0x1F00);
  return (cp >= 0x2C00 && cp < 0x2E00) || (cp >= 0x3040 && cp < 0xD7FC && !(cp >= 0x3200 && cp < 0x3400)) ||
         (cp >= 0xF900 && cp < 0xFAFF) || (cp >= 0xFB1D && cp < 0xFE00) || (cp >= 0xFE70 && cp < 0xFEFD) ||
         (cp >= 0x20000 && cp < 0x32000);
}

void ren__letters_init(ren__letters *letters, const ren_model *model) {
  *letters = (ren__letters){.model = model, .tables = ren__letter_tables()};
  for (uint32_t cp = 0; cp < REN__TABLED; cp++) {
    bool letter = letters->tables->symbol[cp] == OTHER;
    letters->apart[cp] = letter ? letter_unseen : sign_unseen;
    letters->inside[cp] = letter ? letter_unseen : inside_unseen;
    if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0)) letters->apart[cp] = letters->inside[cp] = control_cost;
  }
  letters->apart['\t'] = letters->apart['\r'] = letters->apart[' '] = letters->apart[0xA0] = 2;
  for (uint32_t cp = '1'; cp <= '9'; cp++) letters->apart[cp] = letters->inside[cp] = 0.7f;
  for (size_t i = 0; i < ren__sign_count; i++) {
    const ren__sign_cost *row = &ren__sign_costs[i];
    if (row->cp >= REN__TABLED) break;
    letters->apart[row->cp] = row->apart;
    letters->inside[row->cp] = row->inside;
    uint32_t upper = ren_to_upper(row->cp);
    if (letters->tables->symbol[row->cp] == OTHER && upper < REN__TABLED) letters->apart[upper] = row->apart + 1;
  }
  /* First signs of mojibake; Swedish text has them in no other use. */
  letters->apart[0xC2] = letters->apart[0xC3] = letters->apart[0xE3] = letter_unseen + 2;
}

static bool is_common(const ren__tables *tables, uint64_t hash) {
  uint32_t at = (uint32_t)(hash >> 32), step = (uint32_t)hash | 1;
  for (uint32_t i = 0; i < REN__BLOOM_HASHES; i++, at += step) {
    uint32_t bit = at % REN__BLOOM_BITS;
    if (!(tables->common[bit / 64] >> bit % 64 & 1)) return false;
  }
  return true;
}

bool ren__is_common(uint64_t hash) { return is_common(ren__letter_tables(), hash); }

/* Whether the word falls into two common ones of three letters or more. */
static bool is_compound(const uint32_t *lower, size_t n) {
  uint64_t hash = REN__WORD_HASH_START;
  for (size_t cut = 1; cut + 3 <= n; cut++) {
    hash = ren__word_hash(hash, lower[cut - 1]);
    if (cut < 3 || !ren__is_common(hash)) continue;
    for (size_t from = cut; from + 3 <= n && from <= cut + (lower[cut] == 's'); from++) {
      uint64_t tail = REN__WORD_HASH_START;
      for (size_t i = from; i < n; i++) tail = ren__word_hash(tail, lower[i]);
      if (ren__is_common(tail)) return true;
    }
  }
  return false;
}

static bool is_known(const ren__letters *letters, const uint32_t *cps, size_t n, bool compounds) {
  uint64_t hash = REN__WORD_HASH_START;
  uint32_t lower[REN__WORD_MAX];
  char word[REN__WORD_MAX * 4];
  size_t len = 0;
  if (n < 2 || n > REN__WORD_MAX) return false;
  for (size_t i = 0; i < n; i++) {
    lower[i] = cps[i] < REN__TABLED ? letters->tables->lower[cps[i]] : ren_to_lower(cps[i]);
    hash = ren__word_hash(hash, lower[i]);
  }
  if (is_common(letters->tables, hash) || (compounds && n >= 8 && is_compound(lower, n))) return true;
  if (!letters->model) return false;
  for (size_t i = 0; i < n; i++) len += ren_utf8_encode(lower[i], word + len);
  unsigned flags = ren_model_word(letters->model, (ren_str){word, len}).flags;
  return compounds ? flags != 0 : (flags & ~(unsigned)(REN_WORD_COMPOUND | REN_WORD_ATTESTED)) != 0;
}

bool ren__is_known(const ren__letters *letters, const uint32_t *cps, size_t n) {
  return is_known(letters, cps, n, true);
}

static unsigned model_flags(const ren__letters *letters, const uint32_t *cps, size_t n) {
  char word[REN__WORD_MAX * 4];
  size_t len = 0;
  if (!letters->model || n > REN__WORD_MAX) return 0;
  for (size_t i = 0; i < n; i++) len += ren_utf8_encode(ren_to_lower(cps[i]), word + len);
  return ren_model_word(letters->model, (ren_str){word, len}).flags;
}

bool ren__is_name(const ren__letters *letters, const uint32_t *cps, size_t n) {
  return (model_flags(letters, cps, n) & (REN_WORD_NAME | REN_WORD_PLACE)) != 0;
}

bool ren__is_only_name(const ren__letters *letters, const uint32_t *cps, size_t n) {
  unsigned flags = model_flags(letters, cps, n);
  return (flags & (REN_WORD_NAME | REN_WORD_PLACE)) != 0 && !(flags & REN_WORD_KNOWN);
}

bool ren__is_surely_known(const ren__letters *letters, const uint32_t *cps, size_t n) {
  enum { LONG = 13 };
  return is_known(letters, cps, n, n >= LONG);
}

static void sign_costs(const ren__letters *letters, uint32_t cp, float *apart, float *inside) {
  if (cp < REN__TABLED) {
    *apart = letters->apart[cp];
    *inside = letters->inside[cp];
    return;
  }
  *apart = sign_unseen;
  *inside = inside_unseen;
  if (cp == 0x2022) { /* bullets: the training text has lost most of them */
    *apart = bullet_cost;
    return;
  }
  if (cp == 0xFFFD) *apart = *inside = lost_cost;
  if (cp & REN__RAW) *apart = *inside = raw_cost;
  size_t low = 0, high = ren__sign_count;
  while (low < high) {
    size_t mid = (low + high) / 2;
    if (ren__sign_costs[mid].cp < cp)
      low = mid + 1;
    else
      high = mid;
  }
  if (low < ren__sign_count && ren__sign_costs[low].cp == cp) {
    *apart = ren__sign_costs[low].apart;
    *inside = ren__sign_costs[low].inside;
  }
}

ren__reading ren__reading_start(void) { return (ren__reading){.hash = REN__WORD_HASH_START}; }

static float cost_after(const ren__tables *tables, const ren__reading *r, uint8_t symbol) {
  return (float)tables->cost[r->a * 32 + r->b][symbol] * 0.25f;
}

static void end_word(const ren__tables *tables, ren__reading *r) {
  if (r->b == 0) return;
  float end = cost_after(tables, r, 0);
  r->cost += end;
  r->word_cost += end;
  bool common = r->letters >= 2 && !r->odd_case && is_common(tables, r->hash);
  if (common) r->cost -= common_word;
  if (common && r->common < 255) r->common++;
  if (r->word_touched) {
    r->touched = (uint8_t)(r->touched + (r->touched < 255));
    if (common && r->known < 255) r->known++;
    uint8_t length = r->lowers || r->letters > 3 ? r->letters : 2; /* three capitals may be anything */
    if (common && length > r->known_length) r->known_length = length;
    if (r->letters == 1 && r->touched_short < 255) r->touched_short++;
    if (r->touched_letters < 200) {
      r->touched_letters = (uint8_t)(r->touched_letters + r->letters);
      r->touched_cost += r->word_cost;
    }
  }
  r->hash = REN__WORD_HASH_START;
  r->word_cost = 0;
  r->letters = r->uppers = r->lowers = r->word_touched = 0;
  r->odd_case = false;
}

/* A paragraph sign beside a number (§ 12, 12 §) counts as a common word of two letters. */
static void add_paragraph(ren__reading *r, bool touched) {
  r->cost -= paragraph_number;
  if (!touched) return;
  if (r->touched < 255) r->touched++;
  if (r->known < 255) r->known++;
  if (r->known_length < 2) r->known_length = 2;
}

static void add_to_paragraph(ren__reading *r, uint32_t cp, bool touched) {
  bool blank = cp == ' ' || cp == 0xA0, figure = cp >= '0' && cp <= '9';
  if (figure && r->paragraph && (r->sign == ' ' || r->sign == 0xA0 || r->sign == 0xA7)) {
    add_paragraph(r, r->paragraph == 2);
    r->paragraph = 0;
  }
  if (cp == 0xA7) {
    bool numbered = r->number == 2 && !r->paragraph;
    if (numbered) add_paragraph(r, touched);
    r->paragraph = numbered ? 0 : touched ? 2 : 1;
  } else if (!blank) {
    r->paragraph = 0;
  }
  r->number = figure ? 1 : blank && r->number == 1 ? 2 : 0;
}

static void add_letter(const ren__letters *letters, ren__reading *r, uint32_t cp, uint8_t symbol, bool touched) {
  float cost = cost_after(letters->tables, r, symbol);
  if (symbol == OTHER) cost += cp < REN__TABLED ? letters->apart[cp] : letter_unseen;
  if (r->sign && r->after_letter) {
    float apart, inside;
    sign_costs(letters, r->sign, &apart, &inside);
    r->cost += inside - apart;
  }
  if (r->foreign) cost += script_change;
  if (r->sign == 0xA7) cost += paragraph_letter; /* without a blank between */
  uint32_t lower = cp < REN__TABLED ? letters->tables->lower[cp] : ren_to_lower(cp);
  if (lower != cp) {
    if (r->lowers) {
      cost += upper_in_word;
      r->odd_case = true;
    }
    if (r->uppers < 50) r->uppers++;
  } else {
    if (r->uppers >= 2 && !r->lowers) {
      cost += lower_after_uppers;
      r->odd_case = true;
    }
    if (r->lowers < 50) r->lowers++;
  }
  r->cost += cost;
  r->word_cost += cost;
  r->hash = ren__word_hash(r->hash, lower);
  if (r->letters < 50) r->letters++;
  if (touched) r->word_touched = 1;
  r->a = r->b;
  r->b = symbol;
  r->sign = 0;
  r->number = r->paragraph = 0;
  r->foreign = false;
}

void ren__reading_add(const ren__letters *letters, ren__reading *r, uint32_t cp, bool touched) {
  uint8_t symbol = cp < REN__TABLED ? letters->tables->symbol[cp] : ren__letter_symbol(cp);
  if (symbol) {
    add_letter(letters, r, cp, symbol, touched);
    return;
  }
  bool after_letter = r->b != 0;
  end_word(letters->tables, r);
  if (ren__is_foreign_letter(cp)) {
    r->cost += r->foreign ? foreign_next : foreign_first;
    if (after_letter) r->cost += script_change;
    r->foreign = true;
    r->sign = 0;
    r->number = r->paragraph = 0;
  } else {
    float apart, inside;
    add_to_paragraph(r, cp, touched);
    sign_costs(letters, cp, &apart, &inside);
    /* Signs repeat: dotted and drawn lines. */
    bool again = r->sign && (r->sign == cp || (r->sign >> 7 == cp >> 7 && cp >= 0x2500 && cp < 0x2580));
    r->cost += again && apart > 1.5f && !(cp & REN__RAW) ? 1.5f : apart;
    r->after_letter = after_letter;
    r->sign = cp;
    r->foreign = false;
  }
  r->a = r->b;
  r->b = 0;
}

void ren__reading_end(ren__reading *reading) {
  end_word(ren__letter_tables(), reading);
  reading->b = 0;
}
