#include "segment/headings.h"

#include "alloc.h"

#include <string.h>

enum { WHOLE_LINE, LINE_START };

static const struct {
  const char *title;
  uint8_t section, how;
} titles[] = {
    {"Förslag till beslut", REN__SECTION_SOFT, WHOLE_LINE},
    {"Bakgrund", REN__SECTION_SOFT, WHOLE_LINE},
    {"Motivering", REN__SECTION_SOFT, WHOLE_LINE},
    {"Yttrande", REN__SECTION_SOFT, WHOLE_LINE},
    {"Beslut", REN__SECTION_DECISION, WHOLE_LINE},
    {"Nämndens beslut", REN__SECTION_DECISION, WHOLE_LINE},
    {"Styrelsens beslut", REN__SECTION_DECISION, WHOLE_LINE},
    {"Utskottets beslut", REN__SECTION_DECISION, WHOLE_LINE},
    {"Kommunstyrelsens beslut", REN__SECTION_DECISION, WHOLE_LINE},
    {"Kommunfullmäktiges beslut", REN__SECTION_DECISION, WHOLE_LINE},
    {"Arbetsutskottets beslut", REN__SECTION_DECISION, WHOLE_LINE},
    {"Arbetsutskottets förslag till beslut", REN__SECTION_DECISION, WHOLE_LINE},
    {"Kommunstyrelsens förslag till beslut", REN__SECTION_DECISION, WHOLE_LINE},
    {"Beslutet skickas till", REN__SECTION_DISTRIBUTION, LINE_START},
    {"Beslut skickas till", REN__SECTION_DISTRIBUTION, LINE_START},
    {"Beslutet ska skickas till", REN__SECTION_DISTRIBUTION, LINE_START},
    {"Protokollsutdrag skickas till", REN__SECTION_DISTRIBUTION, LINE_START},
    {"Protokollsutdrag till", REN__SECTION_DISTRIBUTION, LINE_START},
    {"Protokollsutdrag", REN__SECTION_DISTRIBUTION, WHOLE_LINE},
    {"Skickas till", REN__SECTION_DISTRIBUTION, LINE_START},
    {"Expedieras till", REN__SECTION_DISTRIBUTION, LINE_START},
    {"Expediering", REN__SECTION_DISTRIBUTION, WHOLE_LINE},
    {"Expedieras", REN__SECTION_DISTRIBUTION, WHOLE_LINE},
    {"Sändlista", REN__SECTION_DISTRIBUTION, WHOLE_LINE},
    {"Kopia till", REN__SECTION_DISTRIBUTION, LINE_START},
    {"Utdrag till", REN__SECTION_DISTRIBUTION, LINE_START},
    {"Propositionsordning", REN__SECTION_VOTE, WHOLE_LINE},
    {"Proposition", REN__SECTION_VOTE, WHOLE_LINE},
    {"Proposition på yrkandena", REN__SECTION_VOTE, WHOLE_LINE},
    {"Omröstning", REN__SECTION_VOTE, WHOLE_LINE},
    {"Omröstningsresultat", REN__SECTION_VOTE, WHOLE_LINE},
    {"Votering", REN__SECTION_VOTE, WHOLE_LINE},
    {"Beslutsgång", REN__SECTION_VOTE, WHOLE_LINE},
    {"Beslutsordning", REN__SECTION_VOTE, WHOLE_LINE},
    {"Framställande av proposition", REN__SECTION_VOTE, WHOLE_LINE},
    {"Ledamöternas förslag till beslut", REN__SECTION_MOTIONS, WHOLE_LINE},
    {"Ledamöternas förslag", REN__SECTION_MOTIONS, WHOLE_LINE},
    {"Förslag till beslut på sammanträdet", REN__SECTION_MOTIONS, WHOLE_LINE},
    {"Förslag till beslut under sammanträdet", REN__SECTION_MOTIONS, WHOLE_LINE},
    {"Förslag på sammanträdet", REN__SECTION_MOTIONS, WHOLE_LINE},
    {"Förslag under sammanträdet", REN__SECTION_MOTIONS, WHOLE_LINE},
    {"Överläggning", REN__SECTION_MOTIONS, WHOLE_LINE},
    {"Överläggningar", REN__SECTION_MOTIONS, WHOLE_LINE},
    {"Diskussion", REN__SECTION_MOTIONS, WHOLE_LINE},
    {"Förslag och yrkanden", REN__SECTION_MOTIONS, WHOLE_LINE},
    {"Inlägg och yrkanden", REN__SECTION_MOTIONS, WHOLE_LINE},
    {"Överläggning och yrkanden", REN__SECTION_MOTIONS, WHOLE_LINE},
    {"Yttrande och förslag", REN__SECTION_MOTIONS, WHOLE_LINE},
    {"Yttranden och förslag", REN__SECTION_MOTIONS, WHOLE_LINE},
    {"Handling", REN__SECTION_PAPERS, WHOLE_LINE},
    {"Handlingar", REN__SECTION_PAPERS, WHOLE_LINE},
    {"Handlingar i ärendet", REN__SECTION_PAPERS, WHOLE_LINE},
    {"Beslutsunderlag", REN__SECTION_PAPERS, WHOLE_LINE},
    {"Underlag för beslut", REN__SECTION_PAPERS, WHOLE_LINE},
    {"Underlag", REN__SECTION_PAPERS, WHOLE_LINE},
    {"Bilagor", REN__SECTION_PAPERS, WHOLE_LINE},
    {"Ärendelista", REN__SECTION_PAPERS, WHOLE_LINE},
    {"Föredragningslista", REN__SECTION_PAPERS, WHOLE_LINE},
    {"Dagordning", REN__SECTION_PAPERS, WHOLE_LINE},
    {"Innehåll", REN__SECTION_PAPERS, WHOLE_LINE},
    {"Innehållsförteckning", REN__SECTION_PAPERS, WHOLE_LINE},
    {"Närvarande", REN__SECTION_PEOPLE, LINE_START},
    {"Beslutande", REN__SECTION_PEOPLE, LINE_START},
    {"Ledamöter", REN__SECTION_PEOPLE, WHOLE_LINE},
    {"Tjänstgörande ersättare", REN__SECTION_PEOPLE, WHOLE_LINE},
    {"Ersättare", REN__SECTION_PEOPLE, WHOLE_LINE},
    {"Ej tjänstgörande ersättare", REN__SECTION_PEOPLE, WHOLE_LINE},
    {"Övriga närvarande", REN__SECTION_PEOPLE, LINE_START},
    {"Övriga deltagare", REN__SECTION_PEOPLE, LINE_START},
    {"Tjänstemän", REN__SECTION_PEOPLE, WHOLE_LINE},
    {"Jäv", REN__SECTION_PEOPLE, WHOLE_LINE},
    {"Anföranden", REN__SECTION_PEOPLE, WHOLE_LINE},
    {"Vid protokollet", REN__SECTION_END, LINE_START},
    {"Justering", REN__SECTION_END, WHOLE_LINE},
    {"Omedelbar justering", REN__SECTION_END, WHOLE_LINE},
    {"Justeras", REN__SECTION_END, LINE_START},
    {"Justerat", REN__SECTION_END, LINE_START},
    {"Paragrafen är omedelbart justerad", REN__SECTION_END, LINE_START},
    {"Deltar ej i beslutet", REN__SECTION_OTHER, WHOLE_LINE},
    {"Deltar inte i beslutet", REN__SECTION_OTHER, WHOLE_LINE},
    {"Paragrafen justeras omedelbart", REN__SECTION_END, LINE_START},
    {"Paragrafen förklaras omedelbart justerad", REN__SECTION_END, LINE_START},
    {"Protokollet under denna paragraf", REN__SECTION_END, LINE_START},
    {"Protokollet justeras", REN__SECTION_END, LINE_START},
    {"Underskrifter", REN__SECTION_END, WHOLE_LINE},
    {"Underskrift", REN__SECTION_END, WHOLE_LINE},
    {"Sekreterare", REN__SECTION_END, WHOLE_LINE},
    {"Bevis om anslag", REN__SECTION_END, LINE_START},
    {"Anslagsbevis", REN__SECTION_END, LINE_START},
    {"Utdragsbestyrkande", REN__SECTION_END, LINE_START},
    {"Rätt utdraget intygar", REN__SECTION_END, LINE_START},
    {"Mötet avslutas", REN__SECTION_END, LINE_START},
    {"Sammanträdet avslutas", REN__SECTION_END, LINE_START},
    {"Ärendet", REN__SECTION_OTHER, WHOLE_LINE},
    {"Ärende", REN__SECTION_OTHER, WHOLE_LINE},
    {"Ärendebeskrivning", REN__SECTION_OTHER, WHOLE_LINE},
    {"Beskrivning av ärendet", REN__SECTION_OTHER, WHOLE_LINE},
    {"Sammanfattning", REN__SECTION_SUMMARY, WHOLE_LINE},
    {"Sammanfattning av ärendet", REN__SECTION_SUMMARY, WHOLE_LINE},
    {"Ärendets beredning", REN__SECTION_OTHER, WHOLE_LINE},
    {"Beredning", REN__SECTION_OTHER, WHOLE_LINE},
    {"Remissammanställning", REN__SECTION_OTHER, WHOLE_LINE},
    {"Tidigare behandling", REN__SECTION_OTHER, WHOLE_LINE},
    {"Tidigare beslut", REN__SECTION_OTHER, WHOLE_LINE},
    {"Bilaga", REN__SECTION_OTHER, WHOLE_LINE},
    {"Föredragande borgarrådets synpunkter", REN__SECTION_OTHER, WHOLE_LINE},
    {"Tjänsteutlåtande", REN__SECTION_OTHER, WHOLE_LINE},
    {"Förvaltningens synpunkter", REN__SECTION_OTHER, WHOLE_LINE},
    {"Stadsledningskontoret", REN__SECTION_OTHER, WHOLE_LINE},
    {"Ordförandens sammanfattning", REN__SECTION_SUMMARY, WHOLE_LINE},
    {"Förvaltningens bedömning", REN__SECTION_OTHER, WHOLE_LINE},
    {"Förvaltningens förslag till beslut", REN__SECTION_OTHER, WHOLE_LINE},
    {"Ekonomiska konsekvenser", REN__SECTION_OTHER, WHOLE_LINE},
    {"Skäl för beslutet", REN__SECTION_OTHER, WHOLE_LINE},
    {"Ärendets gång", REN__SECTION_OTHER, WHOLE_LINE},
    {"Utskottets överväganden", REN__SECTION_OTHER, WHOLE_LINE},
    {"Utskottets ställningstagande", REN__SECTION_OTHER, WHOLE_LINE},
    {"Information", REN__SECTION_OTHER, WHOLE_LINE},
    {"Ajournering", REN__SECTION_OTHER, WHOLE_LINE},
};

enum { TITLES = sizeof titles / sizeof *titles };

struct ren__titles {
  ren__fold folds[TITLES];
  uint8_t words[TITLES];
};

static uint8_t words_of(const char *title) {
  uint8_t n = 1;
  for (const char *p = title; *p; p++) n = (uint8_t)(n + (*p == ' '));
  return n;
}

ren__titles *ren__titles_new(void) {
  ren__titles *all = ren_alloc(sizeof *all);
  for (size_t i = 0; all && i < TITLES; i++) {
    ren__fold_str(&all->folds[i], ren_str_of(titles[i].title));
    all->words[i] = words_of(titles[i].title);
  }
  return all;
}

void ren__titles_free(ren__titles *all) { ren_free(all); }

/* The letters of the first words as one, up to what a title may hold. */
static void fold_line(ren__fold *out, const ren__tokens *tokens, size_t words) {
  *out = (ren__fold){0};
  for (size_t i = 0; i < words && i < tokens->count; i++)
    for (size_t j = 0; j < tokens->items[i].fold.len; j++) ren__fold_push(out, tokens->items[i].fold.letters[j]);
}

static unsigned limit_of(size_t letters) { return letters < 5 ? 1 : letters < 8 ? 3 : letters < 14 ? 5 : 8; }

static unsigned cost_of(const ren__fold *title, const ren__fold *line) {
  if (line->len + 2u < title->len || line->len > title->len + 2u) return REN__COST_NONE;
  unsigned limit = limit_of(title->len);
  unsigned missing = (unsigned)__builtin_popcount(title->mask & ~line->mask);
  if (missing > line->wild && 2 * (missing - line->wild) > limit + 4) return REN__COST_NONE;
  return ren__fold_distance(title, line, REN__WHOLE, limit);
}

ren__section ren__section_of(const ren__titles *all, const ren__tokens *tokens) {
  if (tokens->count == 0 || !(tokens->items[0].flags & REN__TOKEN_UPPER)) return REN__SECTION_NONE;
  enum { MOST_WORDS = 5 };
  ren__section best = REN__SECTION_NONE;
  unsigned least = REN__COST_NONE;
  ren__fold whole, starts[MOST_WORDS + 1];
  fold_line(&whole, tokens, tokens->count);
  for (size_t i = 1; i <= MOST_WORDS; i++) fold_line(&starts[i], tokens, i);
  for (size_t i = 0; i < TITLES; i++) {
    bool start = titles[i].how == LINE_START;
    if (!start && tokens->count > 7) continue;
    unsigned cost = cost_of(&all->folds[i], start && all->words[i] <= MOST_WORDS ? &starts[all->words[i]] : &whole);
    if (cost >= least) continue;
    least = cost;
    best = (ren__section)titles[i].section;
  }
  return best;
}
