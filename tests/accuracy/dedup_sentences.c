#include "dedup_texts.h"

static const char *const first_part[] = {"skol",
                                         "vård",
                                         "trafik",
                                         "miljö",
                                         "bostads",
                                         "kultur",
                                         "fritids",
                                         "budget",
                                         "stads",
                                         "region",
                                         "park",
                                         "idrotts",
                                         "social",
                                         "barn",
                                         "ungdoms",
                                         "äldre",
                                         "hemtjänst",
                                         "arbetsmarknads",
                                         "närings",
                                         "energi",
                                         "vatten",
                                         "avfalls",
                                         "gatu",
                                         "fastighets",
                                         "exploaterings",
                                         "detaljplane",
                                         "översikts",
                                         "bygglovs",
                                         "klimat",
                                         "luft",
                                         "buller",
                                         "säkerhets",
                                         "trygghets",
                                         "integrations",
                                         "förskole",
                                         "gymnasie",
                                         "biblioteks",
                                         "musei",
                                         "kyrkogårds",
                                         "hamn",
                                         "cykel",
                                         "buss",
                                         "spårvägs",
                                         "parkerings",
                                         "avgifts",
                                         "upphandlings",
                                         "personal",
                                         "löne",
                                         "pensions",
                                         "jämställdhets",
                                         "folkhälso",
                                         "missbruks",
                                         "funktionshinder",
                                         "boende",
                                         "hyres",
                                         "mark",
                                         "naturvårds",
                                         "strand",
                                         "skogs",
                                         "turism"};
static const char *const second_part[] = {
    "nämnden",   "förvaltningen", "planen",         "strategin",    "utredningen",  "verksamheten", "frågan",
    "kostnaden", "satsningen",    "organisationen", "politiken",    "utvecklingen", "ersättningen", "taxan",
    "modellen",  "styrningen",    "uppföljningen",  "granskningen", "prövningen",   "etableringen", "försörjningen",
    "miljön",    "bristen",       "behovet",        "anslaget",     "programmet",   "projektet",    "avtalet",
    "beslutet",  "underlaget",    "ansvaret",       "området",      "centrumet",    "kontoret",     "systemet",
    "stödet",    "uppdraget",     "samarbetet",     "regelverket",  "målet"};
static const char *const opener[] = {"Vi anser att",
                                     "Det är vår uppfattning att",
                                     "Vi menar att",
                                     "Det framgår av underlaget att",
                                     "Vi konstaterar att",
                                     "Majoriteten bortser från att",
                                     "Tyvärr tycks det som att",
                                     "Vi vill framhålla att",
                                     "Det är orimligt att",
                                     "Redan i våras påpekade vi att",
                                     "Invånarna har rätt att förvänta sig att",
                                     "Alla remissinstanser har påpekat att",
                                     "Erfarenheten från grannkommunerna visar att",
                                     "Vi har vid flera tillfällen framfört att",
                                     "Med rätta undrar många varför",
                                     "Vår grundinställning är att",
                                     "I debatten glöms det ofta bort att",
                                     "Av tjänsteutlåtandet kan man inte utläsa om"};
static const char *const verb[] = {"behöver förstärkas",
                                   "måste ses över",
                                   "har försenats",
                                   "saknar finansiering",
                                   "bör utvecklas",
                                   "kan genomföras",
                                   "har underskattats",
                                   "ska redovisas",
                                   "riskerar att försämras",
                                   "borde återremitteras",
                                   "skapar osäkerhet",
                                   "kräver fler resurser",
                                   "ger bättre förutsättningar",
                                   "leder till högre avgifter",
                                   "drabbar de mest utsatta",
                                   "har fått stå tillbaka",
                                   "kommer att påverka",
                                   "behöver samordnas bättre",
                                   "måste konkurrensutsättas",
                                   "bör avslutas",
                                   "har vuxit kraftigt",
                                   "är otillräcklig",
                                   "fungerar väl",
                                   "bör prioriteras",
                                   "har granskats av revisorerna"};
static const char *const place[] = {"i Almvik",
                                    "på Norra Strandgatan",
                                    "vid Kvarntorget",
                                    "i stadsdelen Björkhaga",
                                    "längs Västerleden",
                                    "i Hagaby centrum",
                                    "på Södermalmsskolan",
                                    "i kommunens ytterområden",
                                    "vid Lillsjöns badplats",
                                    "i de centrala delarna",
                                    "på landsbygden",
                                    "kring resecentrum",
                                    "i Tallbackens industriområde",
                                    "på Östra sjukhemmet",
                                    "i samtliga stadsdelar",
                                    "vid Ekbackens gård"};
static const char *const adverb[] = {
    "under kommande mandatperiod",     "utan ytterligare dröjsmål",       "i samband med budgetarbetet",
    "på ett rättssäkert sätt",         "inom ramen för befintliga medel", "tillsammans med berörda föreningar",
    "efter dialog med de boende",      "i enlighet med lagstiftningen",   "redan under hösten",
    "med hänsyn till barnens bästa",   "trots upprepade löften",          "enligt den senaste prognosen",
    "som en följd av nedskärningarna", "utifrån en samlad bedömning",     "i god tid före sommaren",
    "oavsett vem som är utförare"};
static const char *const reason[] = {"eftersom",   "samtidigt som",      "medan",   "trots att", "och att",
                                     "därför att", "vilket innebär att", "så länge"};

#define PICK(r, list) list[gen_below(r, sizeof list / sizeof *list)]

/* A word of its own making: two to four syllables and an ending. */
static void coined(gen_random *r, ren_buf *out) {
  static const char *const head[] = {"b", "br", "d",  "f", "fl", "g",  "gr", "h",  "k",   "kr", "l",  "m",
                                     "n", "p",  "pr", "r", "s",  "sk", "sp", "st", "str", "t",  "tr", "v"};
  static const char *const vowel[] = {"a", "e", "i", "o", "u", "y", "å", "ä", "ö"};
  static const char *const tail[] = {"", "n", "r", "l", "s", "t", "k", "nd", "ng", "rk", "st", "ll", "rd", "m", "v"};
  static const char *const ending[] = {"en",  "et",  "ar",   "erna", "ing", "ning",
                                       "het", "lig", "skap", "a",    "ade", "isk"};
  for (size_t n = 1 + gen_below(r, 3); n > 0; n--) {
    ren_buf_puts(out, PICK(r, head));
    ren_buf_puts(out, PICK(r, vowel));
    ren_buf_puts(out, PICK(r, tail));
  }
  ren_buf_puts(out, PICK(r, ending));
}

static void noun(gen_random *r, ren_buf *out) {
  size_t kind = gen_below(r, 5);
  if (kind == 0) {
    coined(r, out);
    return;
  }
  ren_buf_puts(out, PICK(r, first_part));
  if (kind == 1) ren_buf_puts(out, PICK(r, first_part));
  if (kind == 2)
    coined(r, out);
  else
    ren_buf_puts(out, PICK(r, second_part));
}

static void clause(gen_random *r, ren_buf *out) {
  noun(r, out);
  ren_buf_putc(out, ' ');
  if (gen_below(r, 3) == 0) {
    ren_buf_puts(out, "och ");
    noun(r, out);
    ren_buf_putc(out, ' ');
  }
  switch (gen_below(r, 5)) {
  case 0: ren_buf_puts(out, PICK(r, place)); break;
  case 1:
    ren_buf_puts(out, "för ");
    coined(r, out);
    ren_buf_puts(out, " och ");
    noun(r, out);
    break;
  default: ren_buf_puts(out, "i "); coined(r, out);
  }
  ren_buf_putc(out, ' ');
  if (gen_below(r, 2))
    ren_buf_puts(out, PICK(r, verb));
  else {
    ren_buf_puts(out, "ska ");
    coined(r, out);
    ren_buf_putc(out, ' ');
    noun(r, out);
  }
  if (gen_below(r, 4) == 0) {
    ren_buf_putc(out, ' ');
    ren_buf_puts(out, PICK(r, adverb));
  }
}

void gen_sentence(gen_random *r, ren_buf *out) {
  if (gen_below(r, 3) == 0) {
    ren_buf_puts(out, PICK(r, opener));
    ren_buf_putc(out, ' ');
  }
  clause(r, out);
  if (gen_below(r, 2)) {
    ren_buf_puts(out, ", ");
    ren_buf_puts(out, PICK(r, reason));
    ren_buf_putc(out, ' ');
    clause(r, out);
  }
  if (gen_below(r, 5) == 0)
    ren_buf_printf(out, " med %u,%u miljoner kronor år %u", (unsigned)gen_below(r, 90) + 1, (unsigned)gen_below(r, 10),
                   2018 + (unsigned)gen_below(r, 9));
  ren_buf_puts(out, ".");
}
