#include "segment/organ_spelling.h"

#include "utf8.h"

#include <string.h>

/* What names end with, and its letters folded (cue_fold.h). */
static const struct {
  const char *word, *letters;
} tails[] = {
    {"nämnden", "namnden"},
    {"nämnd", "namnd"},
    {"styrelsen", "styreisen"},
    {"styrelse", "styreise"},
    {"fullmäktige", "fuiimaktige"},
    {"utskottet", "utskottet"},
    {"utskott", "utskott"},
    {"beredningen", "beredningen"},
    {"beredning", "beredning"},
    {"delegationen", "deiegationen"},
    {"kommittén", "kommitten"},
    {"presidiet", "presidiet"},
    {"direktionen", "direktionen"},
    {"direktion", "direktion"},
    {"drätselkammaren", "dratseikammaren"},
    {"drätselkammare", "dratseikammare"},
};

/* What stands before the ending in names of boards and councils: the usual words, counted
 * in minutes and official texts. */
static const char *const stems[] = {"social",
                                    "kommun",
                                    "region",
                                    "landstings",
                                    "stads",
                                    "stadsdels",
                                    "kommundels",
                                    "kyrko",
                                    "barn",
                                    "ungdoms",
                                    "utbildnings",
                                    "grundskole",
                                    "förskole",
                                    "gymnasie",
                                    "skol",
                                    "byggnads",
                                    "stadsbyggnads",
                                    "samhällsbyggnads",
                                    "bygg",
                                    "miljö",
                                    "stadsmiljö",
                                    "kultur",
                                    "fritids",
                                    "idrotts",
                                    "trafik",
                                    "transport",
                                    "gatu",
                                    "park",
                                    "hamn",
                                    "fastighets",
                                    "stadsfastighets",
                                    "exploaterings",
                                    "bostads",
                                    "mark",
                                    "plan",
                                    "arbetsmarknads",
                                    "arbets",
                                    "närings",
                                    "näringslivs",
                                    "tillväxt",
                                    "vård",
                                    "omsorgs",
                                    "äldre",
                                    "hälso",
                                    "sjukvårds",
                                    "hälsovårds",
                                    "hälsoskydds",
                                    "patient",
                                    "tandvårds",
                                    "folkhälso",
                                    "funktionsstöds",
                                    "individ",
                                    "familje",
                                    "vuxen",
                                    "överförmyndar",
                                    "val",
                                    "personal",
                                    "service",
                                    "teknik",
                                    "drift",
                                    "renhållnings",
                                    "vatten",
                                    "klimat",
                                    "energi",
                                    "räddnings",
                                    "krislednings",
                                    "säkerhets",
                                    "revisions",
                                    "arkiv",
                                    "kyrkogårds",
                                    "finans",
                                    "budget",
                                    "förvaltnings",
                                    "upphandlings",
                                    "integrations",
                                    "demokrati",
                                    "jämställdhets",
                                    "medborgar",
                                    "konsument",
                                    "kollektivtrafik",
                                    "lands",
                                    "landsbygds",
                                    "turist",
                                    "borgarråds",
                                    "valprövnings",
                                    "kommunalråds",
                                    "jävs",
                                    "färdtjänst",
                                    "välfärds",
                                    "livsmedels",
                                    "bildnings",
                                    "barnomsorgs",
                                    "äldreomsorgs",
                                    "omvårdnads",
                                    "vuxenutbildnings",
                                    "stadsutvecklings",
                                    "natur",
                                    "produktions",
                                    "beställar",
                                    "samhälls",
                                    "skolväsendets",
                                    "förenings",
                                    "turism",
                                    "arbetslivs",
                                    "servicehus"};

enum { TAILS = sizeof tails / sizeof *tails, STEMS = sizeof stems / sizeof *stems };

/* The letters [from, to) of a fold. */
static ren__fold part(const ren__fold *all, size_t from, size_t to) {
  ren__fold out = {0};
  for (size_t i = from; i < to; i++) ren__fold_push(&out, all->letters[i]);
  return out;
}

/* The nearest of some words, when no other is as near; NULL: none. */
static const char *nearest(const char *const *words, size_t count, const ren__fold *said, unsigned share) {
  unsigned least = REN__COST_NONE;
  const char *best = NULL;
  for (size_t i = 0; i < count; i++) {
    ren__fold word;
    ren__fold_str(&word, ren_str_of(words[i]));
    unsigned cost = ren__fold_distance(&word, said, REN__WHOLE, word.len < 4 ? 0 : word.len * 4u / share);
    bool as_long = word.len <= said->len + 1u && said->len <= word.len + 1u;
    if (!as_long || cost > least || cost == REN__COST_NONE) continue;
    best = cost == least ? NULL : words[i];
    least = cost;
  }
  return best;
}

/* The least unit edits between the letters and an end of the word, no longer than they
 * are but for one letter (Myers 1999; both are read backwards). */
static unsigned units_to_end(const char *letters, size_t m, const ren__fold *word) {
  uint32_t places[26] = {0}, plus = ~0u, minus = 0, last = 1u << (m - 1);
  for (size_t i = 0; i < m; i++) places[letters[m - 1 - i] - 'a'] |= 1u << i;
  unsigned score = (unsigned)m, best = score;
  for (size_t j = 1; j <= word->len && j <= m + 1; j++) {
    uint8_t letter = word->letters[word->len - j];
    uint32_t eq = letter >= 'a' && letter <= 'z' ? places[letter - 'a'] : ~0u;
    uint32_t vertical = eq | minus, diagonal = (((eq & plus) + plus) ^ plus) | eq;
    uint32_t up = minus | ~(diagonal | plus), down = plus & diagonal;
    score += (up & last) != 0;
    score -= (down & last) != 0;
    up = up << 1 | 1;
    down <<= 1;
    plus = down | ~(vertical | up);
    minus = up & vertical;
    if (score < best) best = score;
  }
  return best;
}

/* The ending of the word and its length in letters; NULL: it has none. */
static const char *find_tail(const ren__fold *word, size_t *length) {
  enum { LEAST_COST = 2 }; /* of a unit edit, in quarters */
  unsigned least = REN__COST_NONE;
  const char *best = NULL;
  for (size_t i = 0; i < TAILS; i++) {
    ren__fold tail;
    size_t m = strlen(tails[i].letters);
    if (units_to_end(tails[i].letters, m, word) * LEAST_COST > m) continue;
    ren__fold_str(&tail, ren_str_of(tails[i].word));
    for (size_t n = m - 1; n <= m + 1 && n <= word->len; n++) {
      ren__fold end = part(word, word->len - n, word->len);
      unsigned cost = ren__fold_distance(&tail, &end, REN__WHOLE, (unsigned)m);
      if (cost >= least) continue;
      least = cost;
      best = tails[i].word;
      *length = n;
    }
  }
  return best;
}

/* The bytes of the word before its last `letters` folded letters. */
static size_t bytes_before(ren_str word, size_t letters) {
  size_t at = word.len;
  while (at > 0) {
    ren__fold rest;
    ren__fold_str(&rest, (ren_str){word.ptr + at, word.len - at});
    if (rest.len >= letters) break;
    uint32_t cp;
    at -= ren_utf8_decode_before(word.ptr, at, &cp);
  }
  return at;
}

void ren__organ_spell(ren_buf *out, ren_str word, bool tail) {
  ren__fold fold;
  size_t length = 0;
  ren__fold_str(&fold, word);
  const char *ending = tail ? find_tail(&fold, &length) : NULL;
  if ((tail && !ending) || fold.len == REN__FOLD_MAX) {
    ren_utf8_lower(out, word);
    return;
  }
  ren__fold first = part(&fold, 0, fold.len - length);
  const char *stem = nearest(stems, STEMS, &first, 4);
  if (stem)
    ren_buf_puts(out, stem);
  else
    ren_utf8_lower(out, (ren_str){word.ptr, bytes_before(word, length)});
  if (ending) ren_buf_puts(out, ending);
}

bool ren__organ_is_stem(ren_str word) {
  ren__fold fold;
  ren__fold_str(&fold, word);
  return nearest(stems, STEMS, &fold, 5) != NULL;
}

static bool is_word(const ren__fold *fold) {
  enum { SHORTEST = 9 };
  size_t length = 0;
  if (fold->len < SHORTEST || fold->len == REN__FOLD_MAX || !find_tail(fold, &length)) return false;
  ren__fold first = part(fold, 0, fold->len - length);
  return first.len >= 4 && nearest(stems, STEMS, &first, 4) != NULL;
}

bool ren__organ_is_word(const ren__fold *fold) {
  if (is_word(fold)) return true;
  if (!fold->len || fold->letters[fold->len - 1] != 's') return false;
  ren__fold cut = part(fold, 0, fold->len - 1u);
  return is_word(&cut);
}
