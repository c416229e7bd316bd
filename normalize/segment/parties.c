#include "segment/parties.h"

#include "utf8.h"

#include <string.h>

/* Letters, then stems of the names by which it is called; the stem may go on
 * (-na, -nas, -et, -ets, -gruppen). Two words are separated by a blank. */
static const struct {
  const char *letters;
  const char *stems[4];
} parties[] = {
    {"S", {"socialdemokrat"}},
    {"M", {"moderaterna", "moderata samlingspartiet", "moderat"}},
    {"SD", {"sverigedemokrat"}},
    {"C", {"centerpartiet", "centerpartist", "centern"}},
    {"V", {"vänsterpartiet", "vänsterpartist"}},
    {"KD", {"kristdemokrat"}},
    {"L", {"liberalerna", "liberala"}},
    {"MP", {"miljöpartiet", "miljöpartist"}},
    {"FP", {"folkpartiet", "folkpartist"}},
    {"FI", {"feministiskt initiativ"}},
    {"D", {"demokraterna"}},
    {"NYD", {"ny demokrati"}},
    {"PP", {"piratpartiet"}},
    {"VPK", {"vänsterpartiet kommunisterna"}},
    {"KDS", {"kristen demokratisk"}},
    {"SPI", {"sveriges pensionärers"}},
    {"SJVP", {"sjukvårdspartiet"}},
    {"AFS", {"alternativ för"}},
    {"RS", {"rättvisepartiet socialisterna"}},
    {"NYANS", {"partiet nyans"}},
    {"MED", {"medborgerlig samling"}},
    {"KPML", {"kommunistiska partiet"}},
};

enum { PARTIES = sizeof parties / sizeof *parties };

/* What the letters of a party are read as: capitals, with OCR's digits undone. */
static size_t tidy(char *out, size_t room, ren_str s) {
  size_t n = 0;
  for (size_t at = 0; at < s.len;) {
    uint32_t cp;
    at += ren_utf8_decode(s.ptr + at, s.len - at, &cp);
    if (cp == '1' || cp == '|' || cp == '!') cp = 'L';
    if (cp == '5') cp = 'S';
    if (cp == '0') cp = 'D';
    if (n + 4 > room) return 0;
    n += ren_utf8_encode(ren_to_upper(cp), out + n);
  }
  return n;
}

static const char *exact(ren_str letters) {
  for (size_t i = 0; i < PARTIES; i++)
    if (ren_str_eq(letters, ren_str_of(parties[i].letters))) return parties[i].letters;
  return NULL;
}

/* Three letters and more are told with one of them misread. */
static const char *nearly(ren_str letters) {
  ren__fold said, known;
  ren__fold_str(&said, letters);
  for (size_t i = 0; i < PARTIES && said.len >= 3; i++) {
    ren__fold_str(&known, ren_str_of(parties[i].letters));
    if (known.len >= 4 && ren__fold_distance(&known, &said, REN__WHOLE, 2) != REN__COST_NONE) return parties[i].letters;
  }
  return NULL;
}

const char *ren__party_letters(ren_str letters, bool lenient) {
  const char *party = exact(letters);
  if (party || !lenient) return party;
  char tidied[32];
  size_t n = tidy(tidied, sizeof tidied, letters);
  if (n && (party = exact((ren_str){tidied, n}))) return party;
  if (ren_str_eq((ren_str){tidied, n}, REN_STR("MF"))) return "MP"; /* P without its bowl */
  if (ren_str_eq((ren_str){tidied, n}, REN_STR("KO"))) return "KD";
  if (ren_str_eq((ren_str){tidied, n}, REN_STR("SO"))) return "SD";
  return nearly((ren_str){tidied, n});
}

static void fold_stem(ren__fold *out, const char *stem, const char **second) {
  const char *blank = strchr(stem, ' ');
  ren__fold_str(out, blank ? (ren_str){stem, (size_t)(blank - stem)} : ren_str_of(stem));
  *second = blank ? blank + 1 : NULL;
}

static unsigned limit_of(const ren__fold *stem) { return stem->len >= 12 ? 6 : stem->len >= 8 ? 4 : 2; }

static bool stem_matches(const char *stem, const ren__token *word, const ren__token *next, size_t *used) {
  ren__fold fold;
  const char *second;
  fold_stem(&fold, stem, &second);
  if (word->fold.len + 2u < fold.len || word->fold.len > fold.len + 9u) return false;
  if (ren__fold_distance(&fold, &word->fold, REN__PREFIX, limit_of(&fold)) == REN__COST_NONE) return false;
  *used = 1;
  if (!second) return true;
  if (!next || next->before & ~(uint32_t)(REN__GAP_BLANK | REN__GAP_NEWLINE)) return false;
  ren__fold_str(&fold, ren_str_of(second));
  *used = 2;
  return ren__fold_distance(&fold, &next->fold, REN__PREFIX, limit_of(&fold)) != REN__COST_NONE;
}

const char *ren__party_name(const ren__token *word, const ren__token *next, size_t *used) {
  const char *found = NULL;
  size_t most = 0;
  if (!(word->words & REN__WORD(REN__W_PARTY))) return NULL;
  for (size_t i = 0; i < PARTIES; i++)
    for (size_t j = 0; j < 4 && parties[i].stems[j]; j++) {
      size_t n;
      if (!stem_matches(parties[i].stems[j], word, next, &n) || n <= most) continue;
      found = parties[i].letters;
      most = n;
    }
  *used = most;
  return found;
}
