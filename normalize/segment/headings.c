#include "segment/headings.h"

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
    {"Sammanfattning", REN__SECTION_OTHER, WHOLE_LINE},
    {"Sammanfattning av ärendet", REN__SECTION_OTHER, WHOLE_LINE},
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
    {"Ordförandens sammanfattning", REN__SECTION_OTHER, WHOLE_LINE},
    {"Information", REN__SECTION_OTHER, WHOLE_LINE},
    {"Överläggning", REN__SECTION_OTHER, WHOLE_LINE},
    {"Ajournering", REN__SECTION_OTHER, WHOLE_LINE},
};

enum { LONGEST = REN__FOLD_MAX };

/* The letters of the first words as one, up to what a title may hold. */
static void fold_line(ren__fold *out, const ren__tokens *tokens, size_t words) {
  *out = (ren__fold){0};
  for (size_t i = 0; i < words && i < tokens->count; i++)
    for (size_t j = 0; j < tokens->items[i].fold.len; j++) ren__fold_push(out, tokens->items[i].fold.letters[j]);
}

static unsigned limit_of(size_t letters) { return letters < 5 ? 1 : letters < 8 ? 3 : letters < 14 ? 5 : 8; }

static size_t words_of(const char *title) {
  size_t n = 1;
  for (const char *p = title; *p; p++) n += *p == ' ';
  return n;
}

ren__section ren__section_of(const ren__tokens *tokens, const char *text) {
  (void)text;
  if (tokens->count == 0 || !(tokens->items[0].flags & REN__TOKEN_UPPER)) return REN__SECTION_NONE;
  ren__section best = REN__SECTION_NONE;
  unsigned least = REN__COST_NONE;
  ren__fold whole;
  fold_line(&whole, tokens, tokens->count);
  for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
    ren__fold title, start, *line = &whole;
    ren__fold_str(&title, ren_str_of(titles[i].title));
    if (titles[i].how == LINE_START) {
      fold_line(&start, tokens, words_of(titles[i].title));
      line = &start;
    } else if (tokens->count > 7) {
      continue;
    }
    unsigned limit = limit_of(title.len);
    if (line->len + 2u < title.len || line->len > title.len + 2u) continue;
    unsigned cost = ren__fold_distance(&title, line, REN__WHOLE, limit);
    if (cost < least) {
      least = cost;
      best = (ren__section)titles[i].section;
    }
  }
  return best;
}
