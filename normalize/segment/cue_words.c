#include "segment/cue_words.h"

#include "alloc.h"

#include <string.h>

typedef struct entry {
  const char *word;
  uint8_t cls, anchor, limit;
} entry;

#define ANY REN__ANY
#define PRE REN__PREFIX
#define ALL REN__WHOLE

/* Limits: about one edit in five letters; short words nearly exact. Keys first. */
static const entry table[] = {
    {"reservation", REN__W_RESERVATION, ANY, 8},
    {"reserverar", REN__W_RESERVERAR, PRE, 7},
    {"reserverade", REN__W_RESERVERAR, PRE, 7},
    {"reserverat", REN__W_RESERVERAR, PRE, 6},
    {"reservera", REN__W_RESERVERAR, ALL, 6},
    {"uttalande", REN__W_UTTALANDE, ANY, 5},
    {"yttrande", REN__W_YTTRANDE, ANY, 4},
    {"ersättaryttrande", REN__W_ERSATTARYTTRANDE, PRE, 10},
    {"protokollsanteckning", REN__W_PROTOKOLLSANTECKNING, PRE, 14},
    {"antecknar", REN__W_ANTECKNAR, PRE, 5},
    {"anteckna", REN__W_ANTECKNAR, ALL, 4},
    {"antecknas", REN__W_ANTECKNAR, ALL, 4},
    {"antecknat", REN__W_ANTECKNAR, ALL, 4},
    {"antecknade", REN__W_ANTECKNAR, ALL, 4},
    {"anteckning", REN__W_ANTECKNING, PRE, 5},
    {"röstförklaring", REN__W_ROSTFORKLARING, PRE, 10},
    {"yrkar", REN__W_YRKAR, ALL, 3},
    {"yrkade", REN__W_YRKAR, ALL, 3},
    {"yrkande", REN__W_YRKANDE, ANY, 3},
    {"motion", REN__W_MOTION, PRE, 3},
    {"anför", REN__W_ANFOR, ALL, 3},
    {"anförde", REN__W_ANFOR, ALL, 4},
    {"anförs", REN__W_ANFOR, ALL, 3},
    {"anföra", REN__W_ANFOR, ALL, 3},
    {"likalydande", REN__W_LIKALYDANDE, PRE, 8},
    {"instämmer", REN__W_INSTAMMER, PRE, 6},
    {"instämmande", REN__W_INSTAMMER, PRE, 6},
    {"instämde", REN__W_INSTAMMER, ALL, 4},
    {"hänvisar", REN__W_HANVISAR, PRE, 5},
    {"hänvisning", REN__W_HANVISAR, PRE, 6},
    {"hänvisas", REN__W_HANVISAR, ALL, 4},
    {"nämnd", REN__W_ORGAN, ANY, 3},
    {"styrelse", REN__W_ORGAN, ANY, 5},
    {"fullmäktige", REN__W_ORGAN, ANY, 7},
    {"utskott", REN__W_ORGAN, ANY, 4},
    {"beredning", REN__W_ORGAN, ANY, 5},
    {"delegation", REN__W_ORGAN, ANY, 6},
    {"kommitté", REN__W_ORGAN, ANY, 4},
    {"presidie", REN__W_ORGAN, ANY, 4},
    /* only inside paragraphs that are looked at */
    {"protokollet", REN__W_PROTOKOLLET, ALL, 8},
    {"särskilt", REN__W_SARSKILD, ALL, 6},
    {"särskild", REN__W_SARSKILD, PRE, 6},
    {"följande", REN__W_FOLJANDE, ALL, 5},
    {"nedanstående", REN__W_FOLJANDE, ALL, 6},
    {"nedan", REN__W_FOLJANDE, ALL, 2},
    {"motivering", REN__W_FOLJANDE, ALL, 4},
    {"lämnar", REN__W_GIVES, ALL, 4},
    {"lämnade", REN__W_GIVES, ALL, 4},
    {"lämnat", REN__W_GIVES, ALL, 4},
    {"avger", REN__W_GIVES, ALL, 3},
    {"avgav", REN__W_GIVES, ALL, 3},
    {"avgett", REN__W_GIVES, ALL, 3},
    {"inkommer", REN__W_GIVES, ALL, 4},
    {"inkom", REN__W_GIVES, ALL, 2},
    {"inkommit", REN__W_GIVES, ALL, 4},
    {"inlämnar", REN__W_GIVES, ALL, 4},
    {"inger", REN__W_GIVES, ALL, 2},
    {"anmäler", REN__W_GIVES, ALL, 4},
    {"anmälde", REN__W_GIVES, ALL, 4},
    {"anmält", REN__W_GIVES, ALL, 3},
    {"framför", REN__W_GIVES, ALL, 3},
    {"gör", REN__W_GIVES, ALL, 0},
    {"gjorde", REN__W_GIVES, ALL, 2},
    {"lägger", REN__W_GIVES, ALL, 2},
    {"begär", REN__W_GIVES, ALL, 2},
    {"begärde", REN__W_GIVES, ALL, 3},
    {"önskar", REN__W_GIVES, ALL, 2},
    {"låter", REN__W_GIVES, ALL, 2},
    {"lät", REN__W_GIVES, ALL, 0},
    {"lämnas", REN__W_GIVEN, ALL, 4},
    {"lämnades", REN__W_GIVEN, ALL, 4},
    {"lämnad", REN__W_GIVEN, ALL, 3},
    {"avges", REN__W_GIVEN, ALL, 3},
    {"avgavs", REN__W_GIVEN, ALL, 3},
    {"avgiven", REN__W_GIVEN, ALL, 4},
    {"gjordes", REN__W_GIVEN, ALL, 4},
    {"görs", REN__W_GIVEN, ALL, 2},
    {"anfördes", REN__W_GIVEN, ALL, 4},
    {"anförd", REN__W_GIVEN, ALL, 4},
    {"anmäldes", REN__W_GIVEN, ALL, 4},
    {"anmäls", REN__W_GIVEN, ALL, 3},
    {"inlämnas", REN__W_GIVEN, ALL, 4},
    {"inlämnades", REN__W_GIVEN, ALL, 4},
    {"inkommen", REN__W_GIVEN, ALL, 4},
    {"framförd", REN__W_GIVEN, ALL, 4},
    {"framförs", REN__W_GIVEN, ALL, 4},
    {"sig", REN__W_SIG, ALL, 2},
    {"oss", REN__W_OSS, ALL, 2},
    {"mig", REN__W_OSS, ALL, 0},
    {"vi", REN__W_VI, ALL, 0},
    {"jag", REN__W_VI, ALL, 0},
    {"undertecknad", REN__W_VI, PRE, 6},
    {"vår", REN__W_OUR, ALL, 0},
    {"vårt", REN__W_OUR, ALL, 0},
    {"våra", REN__W_OUR, ALL, 0},
    {"min", REN__W_OUR, ALL, 0},
    {"mitt", REN__W_OUR, ALL, 0},
    {"mina", REN__W_OUR, ALL, 0},
    {"sitt", REN__W_SITT, ALL, 2},
    {"sin", REN__W_SITT, ALL, 0},
    {"sina", REN__W_SITT, ALL, 0},
    {"eget", REN__W_SITT, ALL, 2},
    {"egen", REN__W_SITT, ALL, 2},
    {"egna", REN__W_SITT, ALL, 2},
    {"mitt", REN__W_SITT, ALL, 0},
    {"vårt", REN__W_SITT, ALL, 0},
    {"gemensamt", REN__W_SITT, ALL, 4},
    {"ledamot", REN__W_TITLE, PRE, 4},
    {"ordförande", REN__W_TITLE, PRE, 6},
    {"ersättare", REN__W_TITLE, PRE, 5},
    {"suppleant", REN__W_TITLE, PRE, 4},
    {"tjänstgörande", REN__W_TITLE, PRE, 8},
    {"borgarråd", REN__W_TITLE, ANY, 4},
    {"kommunalråd", REN__W_TITLE, ANY, 5},
    {"oppositionsråd", REN__W_TITLE, PRE, 6},
    {"regionråd", REN__W_TITLE, ANY, 4},
    {"landstingsråd", REN__W_TITLE, ANY, 5},
    {"gruppledare", REN__W_TITLE, PRE, 5},
    {"vice", REN__W_TITLE, ALL, 2},
    {"förste", REN__W_TITLE, ALL, 3},
    {"andre", REN__W_TITLE, ALL, 2},
    {"andra", REN__W_TITLE, ALL, 0},
    {"tredje", REN__W_TITLE, ALL, 2},
    {"föredragande", REN__W_TITLE, ALL, 6},
    {"herr", REN__W_TITLE, ALL, 0},
    {"herrar", REN__W_TITLE, ALL, 0},
    {"fru", REN__W_TITLE, ALL, 0},
    {"riksdagsledamot", REN__W_TITLE, PRE, 6},
    {"ledamöterna", REN__W_GROUP, ALL, 6},
    {"ledamöter", REN__W_GROUP, ALL, 5},
    {"representanterna", REN__W_GROUP, PRE, 7},
    {"representant", REN__W_GROUP, PRE, 5},
    {"ersättarna", REN__W_GROUP, ALL, 5},
    {"gruppen", REN__W_GROUP, ANY, 3},
    {"fullmäktigegrupp", REN__W_GROUP, PRE, 6},
    {"partierna", REN__W_GROUP, ALL, 4},
    {"partiet", REN__W_GROUP, ALL, 2},
    {"av", REN__W_FROM, ALL, 0},
    {"från", REN__W_FROM, ALL, 2},
    {"för", REN__W_FROM, ALL, 0},
    {"och", REN__W_AND, ALL, 2},
    {"samt", REN__W_AND, ALL, 2},
    {"jämte", REN__W_AND, ALL, 2},
    {"alla", REN__W_ALL, ALL, 2},
    {"båda", REN__W_ALL, ALL, 2},
    {"bägge", REN__W_ALL, ALL, 3},
    {"samtliga", REN__W_ALL, ALL, 4},
    {"mfl", REN__W_MFL, ALL, 0},
    {"fl", REN__W_MFL, ALL, 0},
    {"von", REN__W_PARTICLE, ALL, 0},
    {"af", REN__W_PARTICLE, ALL, 0},
    {"de", REN__W_PARTICLE, ALL, 0},
    {"da", REN__W_PARTICLE, ALL, 0},
    {"van", REN__W_PARTICLE, ALL, 0},
    {"der", REN__W_PARTICLE, ALL, 0},
    {"el", REN__W_PARTICLE, ALL, 0},
    {"al", REN__W_PARTICLE, ALL, 0},
    {"bin", REN__W_PARTICLE, ALL, 0},
    {"i", REN__W_I, ALL, 0},
    {"se", REN__W_SE, ALL, 0},
    {"med", REN__W_MED, ALL, 0},
    {"till", REN__W_TILL, ALL, 0},
    {"under", REN__W_UNDER, ALL, 2},
    {"över", REN__W_OVER, ALL, 0},
    {"som", REN__W_SOM, ALL, 0},
    {"mot", REN__W_MOT, ALL, 0},
    {"den", REN__W_DEN, ALL, 0},
    {"om", REN__W_OM, ALL, 0},
    {"skriftlig", REN__W_ADJECTIVE, PRE, 5},
    {"gemensam", REN__W_ADJECTIVE, PRE, 4},
    {"blank", REN__W_ADJECTIVE, ALL, 2},
    {"muntlig", REN__W_ADJECTIVE, PRE, 4},
    {"ingen", REN__W_NONE, ALL, 2},
    {"inga", REN__W_NONE, ALL, 0},
    {"beslutar", REN__W_DECIDES, ALL, 4},
    {"beslutade", REN__W_DECIDES, ALL, 4},
    {"beslöt", REN__W_DECIDES, ALL, 3},
    {"godkänner", REN__W_DECIDES, ALL, 4},
    {"föreslår", REN__W_DECIDES, ALL, 4},
    {"tillstyrker", REN__W_DECIDES, ALL, 5},
    {"avstyrker", REN__W_DECIDES, ALL, 4},
    {"delar", REN__W_DECIDES, ALL, 2},
    {"antar", REN__W_DECIDES, ALL, 2},
    {"avslår", REN__W_DECIDES, ALL, 3},
    {"bifaller", REN__W_DECIDES, ALL, 4},
    {"fastställer", REN__W_DECIDES, ALL, 5},
    {"överlämnar", REN__W_DECIDES, ALL, 4},
    {"uppdrar", REN__W_DECIDES, ALL, 3},
    {"beslut", REN__W_BESLUT, PRE, 3},
    {"lydelse", REN__W_LYDELSE, ALL, 3},
    {"bilaga", REN__W_BILAGA, PRE, 3},
    {"dnr", REN__W_DNR, ALL, 0},
    {"diarienummer", REN__W_DNR, ALL, 8},
    {"diarienr", REN__W_DNR, ALL, 5},
    {"ärendenummer", REN__W_DNR, ALL, 8},
    {"ärendenr", REN__W_DNR, ALL, 5},
    {"paragraf", REN__W_PARAGRAF, PRE, 4},
    {"protokoll", REN__W_PROTOKOLL, ANY, 5},
    {"sammanträde", REN__W_SAMMANTRADE, PRE, 6},
    {"datum", REN__W_DATUM, ANY, 3},
    {"tid", REN__W_DATUM, ALL, 0},
    {"deltar", REN__W_DELTAR, ALL, 3},
    {"deltog", REN__W_DELTAR, ALL, 3},
    {"avstår", REN__W_DELTAR, ALL, 3},
    {"förslag", REN__W_FORSLAG, ANY, 4},
    {"januari", REN__W_MONTH, ALL, 5},
    {"februari", REN__W_MONTH, ALL, 5},
    {"mars", REN__W_MONTH, ALL, 2},
    {"april", REN__W_MONTH, ALL, 3},
    {"maj", REN__W_MONTH, ALL, 2},
    {"juni", REN__W_MONTH, ALL, 2},
    {"juli", REN__W_MONTH, ALL, 2},
    {"augusti", REN__W_MONTH, ALL, 5},
    {"september", REN__W_MONTH, ALL, 5},
    {"oktober", REN__W_MONTH, ALL, 5},
    {"november", REN__W_MONTH, ALL, 5},
    {"december", REN__W_MONTH, ALL, 5},
    {"socialdemokrat", REN__W_PARTY, PRE, 6},
    {"moderaterna", REN__W_PARTY, PRE, 4},
    {"moderata", REN__W_PARTY, PRE, 4},
    {"moderat", REN__W_PARTY, PRE, 2},
    {"sverigedemokrat", REN__W_PARTY, PRE, 6},
    {"centerpartiet", REN__W_PARTY, PRE, 6},
    {"centerpartist", REN__W_PARTY, PRE, 6},
    {"centern", REN__W_PARTY, PRE, 2},
    {"vänsterpartiet", REN__W_PARTY, PRE, 6},
    {"vänsterpartist", REN__W_PARTY, PRE, 6},
    {"kristdemokrat", REN__W_PARTY, PRE, 6},
    {"liberalerna", REN__W_PARTY, PRE, 4},
    {"liberala", REN__W_PARTY, PRE, 4},
    {"miljöpartiet", REN__W_PARTY, PRE, 6},
    {"miljöpartist", REN__W_PARTY, PRE, 6},
    {"folkpartiet", REN__W_PARTY, PRE, 4},
    {"folkpartist", REN__W_PARTY, PRE, 4},
    {"feministiskt", REN__W_PARTY, PRE, 6},
    {"demokraterna", REN__W_PARTY, PRE, 6},
    {"ny", REN__W_PARTY, PRE, 2},
    {"piratpartiet", REN__W_PARTY, PRE, 6},
    {"kristen", REN__W_PARTY, PRE, 2},
    {"sveriges", REN__W_PARTY, PRE, 4},
    {"sjukvårdspartiet", REN__W_PARTY, PRE, 6},
    {"alternativ", REN__W_PARTY, PRE, 4},
    {"rättvisepartiet", REN__W_PARTY, PRE, 6},
    {"partiet", REN__W_PARTY, PRE, 2},
    {"medborgerlig", REN__W_PARTY, PRE, 6},
    {"kommunistiska", REN__W_PARTY, PRE, 6},
};

/* Real words near a cue: whichever is nearer wins. */
static const struct {
  uint8_t cls;
  const char *word;
} rivals[] = {
    {REN__W_RESERVATION, "observation"},
    {REN__W_RESERVATION, "preservation"},
    {REN__W_RESERVATION, "konservation"},
    {REN__W_RESERVERAR, "observerar"},
    {REN__W_RESERVERAR, "serverar"},
    {REN__W_RESERVERAR, "refererar"},
    {REN__W_RESERVERAR, "konserverar"},
    {REN__W_UTTALANDE, "tilltalande"},
    {REN__W_UTTALANDE, "utsvävande"},
    {REN__W_UTTALANDE, "uttagande"},
    {REN__W_YTTRANDE, "uttrande"},
    {REN__W_YRKANDE, "verkande"},
    {REN__W_YRKANDE, "erkännande"},
    {REN__W_YRKANDE, "märkande"},
    {REN__W_YRKANDE, "styrkande"},
    {REN__W_YRKANDE, "dyrkande"},
    {REN__W_YRKAR, "verkar"},
    {REN__W_YRKAR, "orkar"},
    {REN__W_MOTION, "notion"},
    {REN__W_MOTION, "motiv"},
    {REN__W_ANTECKNAR, "tecknar"},
    {REN__W_ANTECKNAR, "antecknad"},
    {REN__W_ANFOR, "inför"},
    {REN__W_ANFOR, "utför"},
    {REN__W_ANFOR, "anhör"},
    {REN__W_ANFOR, "därför"},
    {REN__W_ANFOR, "ansvar"},
    {REN__W_INSTAMMER, "bestämmer"},
    {REN__W_HANVISAR, "anvisar"},
    {REN__W_HANVISAR, "anvisning"},
    {REN__W_HANVISAR, "avvisar"},
    {REN__W_HANVISAR, "avvisning"},
    {REN__W_HANVISAR, "utvisning"},
    {REN__W_FOLJANDE, "säljande"},
    {REN__W_SARSKILD, "enskild"},
    {REN__W_GIVES, "ligger"},
    {REN__W_GIVES, "hamnar"},
    {REN__W_GIVES, "ämnar"},
    {REN__W_GIVES, "stämmer"},
    {REN__W_BESLUT, "beslag"},
    {REN__W_DECIDES, "betalar"},
};

static uint32_t mask_of(const ren__fold *fold) {
  uint32_t mask = 0;
  for (size_t i = 0; i < fold->len; i++)
    if (fold->letters[i] >= 'a' && fold->letters[i] <= 'z') mask |= 1u << (fold->letters[i] - 'a');
  return mask;
}

static void set_word(ren__cue_word *item, const entry *from) {
  ren__fold_str(&item->fold, ren_str_of(from->word));
  for (size_t i = 0; i < item->fold.len; i++) {
    uint8_t letter = item->fold.letters[i];
    if (letter >= 'a' && letter <= 'z') item->places[letter - 'a'] |= UINT64_C(1) << i;
  }
  item->word = from->cls;
  item->anchor = from->anchor;
  item->limit = from->limit;
}

static void set_sieve(ren__cue_sieve *sieve, const ren__cue_word *item) {
  sieve->mask = mask_of(&item->fold);
  sieve->alike = ren__fold_alike(sieve->mask);
  sieve->length = item->fold.len;
  sieve->word = item->word;
  sieve->anchor = item->anchor;
  sieve->limit = item->limit;
}

static bool in_length(const ren__cue_sieve *cue, size_t length) {
  unsigned slack = cue->limit / 3u; /* letters that may be missing: a thin one costs 3 */
  return length + slack >= cue->length && (cue->anchor != REN__WHOLE || length <= cue->length + slack);
}

/* With less than 3 quarters to spend only a look-alike can stand for the first letter. */
static bool may_begin(const ren__cue_sieve *cue, const ren__cue_word *item, unsigned letter) {
  if (letter == 26 || cue->anchor == REN__ANY || cue->limit >= 3) return true;
  return ren__fold_alike(1u << letter) >> (item->fold.letters[0] - 'a') & 1;
}

static void build_sets(ren__cue_words *words) {
  for (size_t i = 0; i < words->count; i++) {
    uint64_t bit = UINT64_C(1) << i % 64;
    for (size_t n = 0; n <= REN__FOLD_MAX; n++)
      if (in_length(&words->sieve[i], n)) words->by_length[n].bits[i / 64] |= bit;
    for (unsigned c = 0; c < 27; c++)
      if (may_begin(&words->sieve[i], &words->items[i], c)) words->by_first[c].bits[i / 64] |= bit;
  }
}

enum { RIVALS = sizeof rivals / sizeof *rivals, WORDS = sizeof table / sizeof *table };

bool ren__cue_words_init(ren__cue_words *words, const ren_model *model, size_t size) {
  size_t slots = 256;
  while (slots < 65536 && slots < size / 24) slots *= 2;
  *words = (ren__cue_words){.model = model, .count = WORDS, .rival_count = RIVALS, .seen_mask = slots - 1};
  words->items = ren_alloc_array(WORDS, sizeof *words->items);
  words->sieve = ren_alloc_array(WORDS, sizeof *words->sieve);
  words->rivals = ren_alloc_array(RIVALS, sizeof *words->rivals);
  words->seen = ren_alloc_array(slots, sizeof *words->seen);
  if (!words->items || !words->sieve || !words->rivals || !words->seen) return false;
  for (size_t i = 0; i < WORDS; i++) {
    set_word(&words->items[i], &table[i]);
    set_sieve(&words->sieve[i], &words->items[i]);
    if (table[i].cls >= REN__KEY_COUNT) continue;
    words->key_count = i + 1;
    if (words->items[i].fold.len >= 8) words->pair_first |= 1u << (words->items[i].fold.letters[0] - 'a');
  }
  build_sets(words);
  for (size_t i = 0; i < RIVALS; i++) set_word(&words->rivals[i], &(entry){rivals[i].word, rivals[i].cls, ANY, 0});
  return true;
}

void ren__cue_words_clear(ren__cue_words *words) {
  ren_free(words->items);
  ren_free(words->sieve);
  ren_free(words->rivals);
  ren_free(words->seen);
  *words = (ren__cue_words){0};
}

_Static_assert(WORDS <= 64 * REN__CUE_SETS, "the sets of cue words are too small");

/* At most `most` bits set. */
static bool few_bits(uint32_t bits, unsigned most) {
  while (bits && most) {
    bits &= bits - 1;
    most--;
  }
  return bits == 0;
}

/* The least that letters in `mask` cost when only `soft` ones have a look-alike: stops
 * counting above the limit. */
static unsigned least_cost(uint32_t mask, uint32_t soft, unsigned limit) {
  unsigned cost = 0;
  for (; mask && cost <= limit; mask &= mask - 1) cost += mask & -mask & soft ? 2 : 3;
  return cost;
}

/* Whether the word can be within the limit at all, by its letters. Lost letters
 * may be any, so a word that has some is always tried. */
static bool may_match(const ren__cue_sieve *cue, const ren__fold *fold, uint32_t mask, uint32_t alike) {
  if (fold->wild) return true;
  if (!few_bits(cue->mask & ~mask, cue->limit / 2u)) return false;
  if (least_cost(cue->mask & ~mask, alike, cue->limit) > cue->limit) return false;
  return cue->anchor != REN__WHOLE || least_cost(mask & ~cue->mask, cue->alike, cue->limit) <= cue->limit;
}

/* Unit edit distance within `most`, one column of the matrix a step. The top row of the
 * matrix is 0 for a free start, else it counts up. */
static bool unit_distance_within(const ren__cue_word *cue, const ren__fold *fold, unsigned most) {
  const unsigned m = cue->fold.len;
  const uint64_t last = UINT64_C(1) << (m - 1), top = cue->anchor == REN__ANY ? 0 : 1;
  uint64_t plus = ~UINT64_C(0), minus = 0;
  unsigned score = m, best = m;
  for (size_t j = 0; j < fold->len; j++) {
    uint8_t letter = fold->letters[j];
    uint64_t eq = letter >= 'a' && letter <= 'z' ? cue->places[letter - 'a'] : 0;
    uint64_t vertical = eq | minus;
    uint64_t diagonal = (((eq & plus) + plus) ^ plus) | eq;
    uint64_t up = minus | ~(diagonal | plus), down = plus & diagonal;
    score += (up & last) != 0;
    score -= (down & last) != 0;
    up = up << 1 | top;
    down <<= 1;
    plus = down | ~(vertical | up);
    minus = up & vertical;
    if (score < best) best = score;
  }
  return (cue->anchor == REN__WHOLE ? score : best) <= most;
}

static bool rival_nearer(const ren__cue_words *words, const ren__cue_word *cue, const ren__fold *fold, unsigned cost) {
  for (size_t i = 0; i < words->rival_count; i++) {
    const ren__cue_word *rival = &words->rivals[i];
    if (rival->word == cue->word &&
        ren__fold_distance(&rival->fold, fold, (ren__anchor)cue->anchor, cost) != REN__COST_NONE)
      return true;
  }
  return false;
}

static bool begins_with(const ren__fold *fold, const ren__fold *word) {
  return fold->letters[0] == word->letters[0] && fold->len >= word->len &&
         memcmp(fold->letters, word->letters, word->len) == 0;
}

static bool matches(const ren__cue_word *cue, const ren__fold *fold, unsigned *cost) {
  *cost = 0;
  if (begins_with(fold, &cue->fold) && (cue->anchor != REN__WHOLE || fold->len == cue->fold.len)) return true;
  if (cue->limit == 0 && cue->anchor != REN__ANY) return false;
  if (!fold->wild && !unit_distance_within(cue, fold, cue->limit / 2u)) return false;
  *cost = ren__fold_distance(&cue->fold, fold, (ren__anchor)cue->anchor, cue->limit);
  return *cost != REN__COST_NONE;
}

/* Without its ring `vår` is the verb `var`: it counts only with it. */
static bool ringless(const ren__cue_word *cue, const ren__fold *fold, ren_str spelling) {
  return cue->word == REN__W_OUR && cue->fold.letters[0] == 'v' && spelling.len == fold->len;
}

typedef struct question {
  const ren__cue_words *words;
  const ren__fold *fold;
  ren_str spelling;
  uint32_t mask, alike;
  bool asked, real; /* whether the model knows the spelling */
} question;

static bool is_cue(question *q, size_t i) {
  const ren__cue_word *cue = &q->words->items[i];
  unsigned cost;
  if (!matches(cue, q->fold, &cost)) return false;
  if (cost && rival_nearer(q->words, cue, q->fold, cost)) return false;
  if (cost && q->words->model) {
    if (!q->asked)
      q->real = (ren_model_word(q->words->model, q->spelling).flags & (REN_WORD_KNOWN | REN_WORD_NAME)) != 0;
    q->asked = true;
    if (q->real) return false;
  }
  return !ringless(cue, q->fold, q->spelling);
}

/* Classes of the word among the first `count` cue words. */
static uint64_t match_all(const ren__cue_words *words, size_t count, const ren__fold *fold, ren_str spelling) {
  uint64_t found = 0;
  if (!fold->len) return 0;
  question q = {.words = words, .fold = fold, .spelling = spelling, .mask = mask_of(fold)};
  q.alike = ren__fold_alike(q.mask);
  uint8_t letter = fold->letters[0];
  const ren__cue_set *length = &words->by_length[fold->len];
  const ren__cue_set *first = &words->by_first[letter >= 'a' && letter <= 'z' ? letter - 'a' : 26];
  for (size_t at = 0; at * 64 < count; at++) {
    uint64_t bits = length->bits[at] & first->bits[at];
    if (count < at * 64 + 64) bits &= (UINT64_C(1) << count % 64) - 1;
    for (; bits; bits &= bits - 1) {
      size_t i = at * 64 + (size_t)__builtin_ctzll(bits);
      const ren__cue_sieve *cue = &words->sieve[i];
      if (may_match(cue, fold, q.mask, q.alike) && !(found & REN__WORD(cue->word)) && is_cue(&q, i))
        found |= REN__WORD(cue->word);
    }
  }
  return found;
}

static uint64_t look_up(ren__cue_words *words, const ren__token *token, const char *text, bool complete) {
  ren_str spelling = {text + token->start, token->end - token->start};
  uint64_t hash = 14695981039346656037u;
  for (size_t i = 0; i < spelling.len; i++) hash = (hash ^ (unsigned char)spelling.ptr[i]) * 1099511628211u;
  hash |= 1;
  ren__seen_word *slot = &words->seen[(hash >> 20) & words->seen_mask];
  if (slot->hash == hash || (!complete && slot->hash == (hash & ~UINT64_C(1)))) return slot->words;
  size_t count = complete ? words->count : words->key_count;
  *slot = (ren__seen_word){complete ? hash : hash & ~UINT64_C(1), match_all(words, count, &token->fold, spelling)};
  return slot->words;
}

uint64_t ren__cue_keys(ren__cue_words *words, const ren__token *token, const char *text) {
  if (token->fold.len < 4 || !(token->flags & REN__TOKEN_LETTERS)) return 0;
  return look_up(words, token, text, false) & REN__KEYS;
}

uint64_t ren__cue_classes(ren__cue_words *words, const ren__token *token, const char *text) {
  if (!(token->flags & REN__TOKEN_LETTERS) && token->fold.len < 3) return 0;
  return look_up(words, token, text, true);
}

/* Whether two pieces may be a cue cut in two: about its length, its first letter, all
 * its letters but one. */
static bool may_join(const ren__cue_word *cue, uint32_t mask, const ren__fold *a, const ren__fold *b) {
  size_t length = (size_t)a->len + b->len;
  if (cue->fold.len < 8 || length + 1 < cue->fold.len || length > cue->fold.len + 2u) return false;
  return a->letters[0] == cue->fold.letters[0] && few_bits(mask & ~(a->mask | b->mask), 1);
}

/* Two pieces with nothing but a blank between may be one cue (`Reserva tion`). Only
 * cues of eight letters and more count, and only when neither piece is one. */
static uint64_t match_pair(const ren__cue_words *words, const ren__token *a, const ren__token *b) {
  size_t length = (size_t)a->fold.len + b->fold.len;
  if (length < 7 || length > 24 || a->words || !(words->pair_first >> ((a->fold.letters[0] - 'a') & 31) & 1)) return 0;
  if (b->before & ~(uint32_t)(REN__GAP_BLANK | REN__GAP_NEWLINE) || a->fold.len < 2 || b->fold.len < 2) return 0;
  uint64_t found = 0;
  for (size_t i = 0; i < words->count && words->items[i].word < REN__KEY_COUNT; i++) {
    const ren__cue_word *cue = &words->items[i];
    unsigned cost;
    if (!may_join(cue, words->sieve[i].mask, &a->fold, &b->fold)) continue;
    ren__fold joined = a->fold;
    for (size_t j = 0; j < b->fold.len; j++) ren__fold_push(&joined, b->fold.letters[j]);
    if (matches(cue, &joined, &cost) && cost <= 4) found |= REN__WORD(cue->word);
  }
  return found;
}

void ren__cue_classify(ren__cue_words *words, ren__tokens *tokens, const char *text) {
  for (size_t i = 0; i < tokens->count; i++) tokens->items[i].words = ren__cue_classes(words, &tokens->items[i], text);
  for (size_t i = 0; i + 1 < tokens->count; i++) {
    ren__token *a = &tokens->items[i], *b = &tokens->items[i + 1];
    if ((a->words | b->words) & REN__CUES) continue;
    if (b->flags & REN__TOKEN_UPPER && !(a->flags & REN__TOKEN_CAPITALS)) continue;
    a->words |= match_pair(words, a, b);
  }
}
