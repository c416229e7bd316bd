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
    {"C", {"centerparti", "centern"}},
    {"V", {"vänsterparti"}},
    {"KD", {"kristdemokrat"}},
    {"L", {"liberalerna", "liberala"}},
    {"MP", {"miljöparti"}},
    {"FP", {"folkparti", "folkpartiet liberalerna"}},
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
    {"APK", {"arbetarpartiet kommunisterna"}},
    {"SKP", {"sveriges kommunistiska"}},
    {"BF", {"bondeförbundet"}},
    {"H", {"högerpartiet"}},
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

/* What the capitals of parties are taken for, by readers and typists. */
static bool looks_like(char letter, char seen) {
  static const struct {
    char letter;
    const char *seen;
  } alike[] = {{'S', "58$9B"},   {'M', "NHW"}, {'D', "O0"}, {'C', "GQ<e"}, {'V', "YUWy"}, {'K', "RXH"},
               {'L', "1lI|!it"}, {'P', "FR"},  {'F', "PT"}, {'I', "1l|!"}, {'J', "UI)"},  {'N', "HM"}};
  for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
    if (alike[i].letter == letter) return strchr(alike[i].seen, seen) != NULL;
  return false;
}

static char upper(char c) { return c >= 'a' && c <= 'z' ? (char)(c - 32) : c; }

enum { TOO_FAR = 9, MOST = 3, SMALL = 1, MISREAD = 2, JUNK = 2 };

/* Small letters cost once, a misread letter and one letter too many more. */
static unsigned mark_cost(ren_str said, const char *party, size_t n) {
  if (said.len != n && said.len != n + 1) return TOO_FAR;
  unsigned least = TOO_FAR;
  for (size_t junk = 0; junk < said.len; junk++) {
    unsigned cost = said.len > n ? JUNK : 0;
    bool small = false;
    for (size_t i = 0; i < n; i++) {
      char c = said.ptr[i + (said.len > n && i >= junk)];
      small |= c != party[i] && upper(c) == party[i];
      if (upper(c) != party[i]) cost += looks_like(party[i], c) ? MISREAD : TOO_FAR;
    }
    cost += small ? SMALL : 0;
    if (cost < least) least = cost;
    if (said.len == n) break;
  }
  return least;
}

static unsigned least(unsigned a, unsigned b) { return a < b ? a : b; }

/* With brackets that became letters taken off, or lost. */
static unsigned bracketed_cost(ren_str said, const char *party, bool open, bool close) {
  enum { TURNED = 1, LOST = 2 };
  size_t n = strlen(party);
  bool may_open = !open && said.len > 1 && strchr("CcGlI1tf", said.ptr[0]);
  bool may_close = !close && said.len > 1 && strchr("JjlI1D3ySs>", said.ptr[said.len - 1]);
  unsigned cost = mark_cost(said, party, n) + (open ? 0 : LOST) + (close ? 0 : LOST);
  if (may_open)
    cost = least(cost, mark_cost((ren_str){said.ptr + 1, said.len - 1}, party, n) + TURNED + (close ? 0 : LOST));
  if (may_close)
    cost = least(cost, mark_cost((ren_str){said.ptr, said.len - 1}, party, n) + TURNED + (open ? 0 : LOST));
  return cost;
}

const char *ren__party_marked(ren_str letters, bool open, bool close, unsigned *cost) {
  const char *best = NULL;
  *cost = MOST + 1;
  if (!letters.len || letters.len > 7 || !(open || close)) return NULL;
  for (size_t i = 0; i < PARTIES; i++) {
    unsigned now = bracketed_cost(letters, parties[i].letters, open, close);
    if (now >= *cost) continue;
    *cost = now;
    best = parties[i].letters;
  }
  return best;
}

static void fold_stem(ren__fold *out, const char *stem, const char **second) {
  const char *blank = strchr(stem, ' ');
  ren__fold_str(out, blank ? (ren_str){stem, (size_t)(blank - stem)} : ren_str_of(stem));
  *second = blank ? blank + 1 : NULL;
}

static unsigned limit_of(const ren__fold *stem) { return stem->len >= 12 ? 6 : stem->len >= 8 ? 4 : 2; }

/* `Moderatledamöterna`, `socialdemokratgruppen`: joined to the name of the party. */
static bool names_members(const ren__token *word) {
  static const char *const tails[] = {"ledamot", "ledamöter", "ledamöterna", "gruppen", "grupp"};
  for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
    ren__fold tail, end = {0};
    ren__fold_str(&tail, ren_str_of(tails[i]));
    if (word->fold.len < tail.len) continue;
    for (size_t j = word->fold.len - tail.len; j < word->fold.len; j++) ren__fold_push(&end, word->fold.letters[j]);
    if (ren__fold_distance(&tail, &end, REN__WHOLE, 4) != REN__COST_NONE) return true;
  }
  return false;
}

static bool stem_matches(const char *stem, const ren__token *word, const ren__token *next, size_t *used) {
  ren__fold fold;
  const char *second;
  fold_stem(&fold, stem, &second);
  if (word->fold.len + 2u < fold.len || (word->fold.len > fold.len + 9u && !names_members(word))) return false;
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
