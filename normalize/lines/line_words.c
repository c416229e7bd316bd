#include "lines/line_words.h"

#include "utf8.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

/* In lower case, each word once in a table. */
typedef struct word_table {
  const char *const *word;
  size_t count;
} word_table;

static const char *const series_words[] = {"eller", "och", "respektive", "samt"};

static const char *const inner_words[] = {
    "alla",   "angående", "att",   "av",   "bland",     "både",  "de",     "den",  "denna", "deras",  "dess",  "dessa",
    "det",    "detta",    "där",   "då",   "efter",     "en",    "enligt", "ett",  "flera", "från",   "för",   "genom",
    "ha",     "hade",     "har",   "hos",  "hur",       "i",     "inför",  "inom", "jämte", "kan",    "med",   "mellan",
    "men",    "mot",      "måste", "när",  "och/eller", "om",    "på",     "ska",  "skall", "skulle", "som",   "såväl",
    "till",   "under",    "ur",    "utan", "utifrån",   "varav", "varje",  "vars", "via",   "vid",    "vilka", "vilken",
    "vilket", "vår",      "våra",  "vårt", "än",        "är",    "även",   "åt",   "över"};

static const char *const abbreviations[] = {
    "a.",     "adj.",  "ang.", "art.",   "avd.",   "avs.", "bet.",    "bil.",   "bl.",    "bl.a.", "ca.",   "d.",
    "d.v.s.", "dir.",  "dnr.", "ds.",    "dvs.",   "e.",   "e.d.",    "e.dyl.", "el.",    "enl.",  "ev.",   "exkl.",
    "f.",     "f.d.",  "f.n.", "f.o.m.", "forts.", "fr.",  "fr.o.m.", "g.",     "h.",     "inkl.", "inst.", "jfr.",
    "k.",     "kap.",  "kl.",  "kr.",    "kv.",    "m.",   "max.",    "milj.",  "min.",   "mkr.",  "mom.",  "motsv.",
    "n.",     "nr.",   "nuv.", "o.",     "o.s.v.", "obs.", "ordf.",   "p.",     "p.g.a.", "pga.",  "prop.", "ref.",
    "reg.",   "resp.", "s.",   "s.k.",   "s:t.",   "sek.", "sid.",    "skr.",   "sou.",   "st.",   "t.",    "t.ex.",
    "t.o.m.", "tel.",  "tf.",  "tfn.",   "tkr.",   "u.",   "ung.",    "v.",     "vol."};

static const char *const proposal_verbs[] = {"anför",    "anhåller", "beslut",     "besluta",       "beslutade",
                                             "beslutar", "beslutas", "beslutat",   "följande",      "föreslog",
                                             "föreslår", "föreslås", "hemställer", "rekommenderar", "tillstyrker",
                                             "yrkade",   "yrkar",    "yrkas"};

/* Words that lines such as "vice ordförande" under a name are made of. */
static const char *const title_words[] = {"adjungerad",
                                          "andre",
                                          "arkitekt",
                                          "avdelningschef",
                                          "biträdande",
                                          "byggnadsinspektör",
                                          "chef",
                                          "direktör",
                                          "ekonom",
                                          "ekonomichef",
                                          "enhetschef",
                                          "ers",
                                          "ersättande",
                                          "ersättare",
                                          "expert",
                                          "första",
                                          "förste",
                                          "förvaltningschef",
                                          "förvaltningsdirektör",
                                          "handläggare",
                                          "jurist",
                                          "justerande",
                                          "justerare",
                                          "kanslichef",
                                          "kanslist",
                                          "kommundirektör",
                                          "kommunsekreterare",
                                          "kontorschef",
                                          "ledamot",
                                          "ledamöter",
                                          "miljöinspektör",
                                          "nämndsekreterare",
                                          "ordf",
                                          "ordförande",
                                          "planarkitekt",
                                          "projektledare",
                                          "protokollet",
                                          "protokollförare",
                                          "protokollsjusterare",
                                          "rektor",
                                          "revisor",
                                          "sakkunnig",
                                          "samordnare",
                                          "sekr",
                                          "sekreterare",
                                          "socialchef",
                                          "socialsekreterare",
                                          "stadsdelsdirektör",
                                          "stadsdirektör",
                                          "stadsjurist",
                                          "stadssekreterare",
                                          "suppleant",
                                          "tf",
                                          "tillförordnad",
                                          "tjänstgörande",
                                          "tredje",
                                          "utredare",
                                          "verksamhetschef",
                                          "vice",
                                          "vid"};

static const char *const suspending_words[] = {"alternativt", "eller", "liksom", "och",  "resp",
                                               "respektive",  "samt",  "som",    "såväl"};

/* First parts that official texts write with a hyphen nearly always (counted in
 * government texts, committee reports, statutes and minutes: see docs/lines.md). */
static const char *const hyphen_first_parts[] = {
    "adhd",    "aids",   "bnp", "brf",  "capita",  "cd",    "covid",  "dna", "dvd", "facto",   "fn",
    "gis",     "gps",    "hbt", "hbti", "hbtq",    "hbtqi", "hbtqia", "hiv", "hoc", "hvb",     "icke",
    "id",      "ikt",    "ip",  "it",   "jure",    "kbt",   "kf",     "ks",  "lss", "lvm",     "lvu",
    "majeure", "mc",     "mp",  "nato", "nordisk", "npf",   "pc",     "pdf", "qr",  "science", "sfi",
    "sms",     "svensk", "tbc", "tv",   "usb",     "vd",    "vitro",  "vvs", "wc",  "wifi",    "xml"};

/* The same for first parts that also begin other words: the first letters of what
 * has to follow (va-nämnd, but va-ra; ex-make, but ex-tra). */
static const char *const hyphen_pairs[] = {
    "au-pair",  "el-bil",  "el-buss",  "el-cyk",   "el-scoo",  "el-spar",  "eu-lagst",  "eu-land", "eu-länd",
    "eu-med",   "eu-niv",  "ex-fru",   "ex-hust",  "ex-mak",   "ex-man",   "ex-min",    "ex-samb", "ja-prop",
    "ja-röst",  "ja-sid",  "ja-svar",  "nej-prop", "nej-röst", "nej-sid",  "nej-svar",  "va-anl",  "va-avd",
    "va-avg",   "va-chef", "va-enhet", "va-frå",   "va-huvud", "va-infra", "va-koll",   "va-kost", "va-lag",
    "va-nämnd", "va-nät",  "va-områd", "va-plan",  "va-syst",  "va-tax",   "va-tjänst", "va-utb",  "va-verk"};

/* Last parts of divided words, for capitals and for use without a model. */
static const char *const word_endings[] = {
    "ande",        "anden",     "andet",      "arbete",      "arbetet",       "arna",      "avdelning", "barhet",
    "beslut",      "bidrag",    "else",       "elsen",       "elser",         "enhet",     "enheten",   "erna",
    "fullmäktige", "förslag",   "förslaget",  "förvaltning", "förvaltningen", "gande",     "gången",    "handling",
    "handlingar",  "het",       "heten",      "heter",       "heternas",      "hets",      "kommitté",  "kontor",
    "kontoret",    "ledare",    "ledning",    "lighet",      "lighets",       "ling",      "lingar",    "lingen",
    "mark",        "märkning",  "möte",       "möten",       "mötet",         "ning",      "ningar",    "ningarna",
    "ningen",      "ningens",   "nings",      "nämnd",       "nämnden",       "nämndens",  "plan",      "planen",
    "platsen",     "program",   "protokoll",  "rätt",        "rättare",       "råd",       "rådet",     "sekreterare",
    "sion",        "sionen",    "skap",       "ske",         "slag",          "slagen",    "slaget",    "slut",
    "slutade",     "slutar",    "slutat",     "stande",      "styrelse",      "styrelsen", "ställa",    "ställande",
    "svar",        "takare",    "tande",      "ten",         "teten",         "tets",      "tion",      "tionen",
    "tioner",      "tionerna",  "tions",      "trädde",      "träde",         "trädet",    "utlåtande", "utlåtandet",
    "utskott",     "utskottet", "valtning",   "valtningen",  "valtningens",   "vande",     "verk",      "verka",
    "verkan",      "verket",    "verksamhet", "verksamheten"};

/* First parts that are no words, or seldom, for use without a model. */
static const char *const word_prefixes[] = {
    "an",  "ar",  "av",    "be",    "bi",  "de",  "en",  "ent", "er",  "exa", "fast", "fö",   "för",   "före",
    "in",  "ini", "inne",  "inter", "ka",  "ko",  "kom", "kon", "med", "mis", "ned",  "ny",   "o",     "om",
    "ord", "pa",  "pe",    "plan",  "pre", "pro", "på",  "re",  "sam", "sta", "tids", "till", "tjäns", "under",
    "upp", "ut",  "utred", "val",   "vid", "än",  "är",  "å",   "år",  "åt",  "åter", "över"};

/* gemen-samt, lång-samt: adverbs, not two words. */
static const char *const samt_stems[] = {
    "akt",    "ansvars", "arbet",   "avhåll",  "betyd", "efterlåt", "en",   "end",     "fram", "fred",  "frid",
    "full",   "följ",    "gemen",   "gläd",    "glöm",  "hjälp",    "hål",  "hör",     "kost", "lag",   "lyd",
    "läk",    "lång",    "lön",     "mak",     "med",   "minn",     "mod",  "mång",    "mått", "mödo",  "nog",
    "omtänk", "ord",     "pratsam", "påpek",   "rätt",  "råd",      "sam",  "sed",     "skon", "skynd", "slug",
    "sorg",   "spar",    "still",   "strid",   "styv",  "sällsam",  "sår",  "tal",     "tank", "till",  "trög",
    "tveka",  "tyst",    "uppmärk", "upptäck", "var",   "varak",    "verk", "verksam", "vin",  "våld"};

/* A number after these is no list marker. */
static const char *const reference_words[] = {
    "artikel",         "artiklar", "artiklarna", "avsnitt",   "avsnitten", "bilaga",    "ca",
    "cirka",           "den",      "diagram",    "figur",     "fråga",     "högst",     "kap",
    "kapitel",         "kl",       "klockan",    "minst",     "mom",       "moment",    "nr",
    "nummer",          "paragraf", "punkt",      "punkten",   "punkter",   "punkterna", "reservation",
    "reservationerna", "sid",      "sida",       "sidan",     "sidorna",   "steg",      "tabell",
    "utgiftsområde",   "vecka",    "yrkande",    "yrkandena", "än",        "ärende",    "ärenden"};

static const char *const month_words[] = {"april", "augusti", "december", "februari", "januari", "juli",
                                          "juni",  "maj",     "mars",     "november", "oktober", "september"};

static const char *const weekday_words[] = {"fredag", "lördag", "måndag", "onsdag", "söndag", "tisdag", "torsdag"};

static const char *const ordinal_words[] = {"andra",  "femte",  "fjärde", "första", "nionde",
                                            "sjunde", "sjätte", "tionde", "tredje", "åttonde"};

/* What the second half of a surname is made of. */
static const char *const surname_ends[] = {"beck",  "berg",  "blad", "blom",   "borg",  "bäck",  "dahl", "dal",  "falk",
                                           "feldt", "fors",  "gren", "gård",   "holm",  "kvist", "lin",  "lind", "ling",
                                           "lund",  "löf",   "man",  "mark",   "qvist", "quist", "sen",  "skog", "son",
                                           "sson",  "stedt", "sten", "strand", "ström", "vall",  "wall"};
/* What names of places end with, and few other words that a name could stand before. */
static const char *const place_ends[] = {"hult", "fors",  "torp",  "sta",  "berga", "köping", "ryd",  "måla",
                                         "ås",   "näs",   "landa", "tuna", "inge",  "arp",    "vik",  "boda",
                                         "böle", "träsk", "hamn",  "åker", "lunda", "sele",   "mora", "hammar",
                                         "löv",  "toft",  "stad",  "ryda", "red",   "rum"};

static const char *const number_words[] = {"elva", "fem",  "fyra", "nio", "sex", "sju",
                                           "tio",  "tolv", "tre",  "två", "åtta"};

/* What may follow name and party in a row of an attendance list. */
static const char *const attendance_words[] = {
    "deltar",  "ej",         "ersättare", "ersätter",   "från",  "frånvarande", "för",       "jäv",           "kl",
    "ledamot", "närvarande", "ordf",      "ordförande", "t.o.m", "till",        "tjänstgör", "tjänstgörande", "vice"};

/* First words of headings that may stand at the top of page after page. */
static const char *const section_headings[] = {"anförande",
                                               "anföranden",
                                               "ansvarsfrihet",
                                               "avslag",
                                               "avslutning",
                                               "bakgrund",
                                               "behandling",
                                               "beredning",
                                               "beslut",
                                               "beslutsgång",
                                               "beslutsunderlag",
                                               "bilaga",
                                               "bilagor",
                                               "dagordning",
                                               "ekonomi",
                                               "ersättare",
                                               "ersättaryttrande",
                                               "frånvarande",
                                               "förslag",
                                               "förvaltningen",
                                               "handling",
                                               "handlingar",
                                               "information",
                                               "inledning",
                                               "justering",
                                               "jäv",
                                               "konsekvenser",
                                               "ledamöter",
                                               "motivering",
                                               "närvarande",
                                               "närvaro",
                                               "omröstning",
                                               "ordförande",
                                               "paragraf",
                                               "paragrafer",
                                               "propositionsordning",
                                               "protokollsanteckning",
                                               "protokollsutdrag",
                                               "reservation",
                                               "reservationer",
                                               "röstning",
                                               "sammanfattning",
                                               "sekreterare",
                                               "tidigare",
                                               "tjänstgörande",
                                               "underlag",
                                               "underskrifter",
                                               "uppdrag",
                                               "val",
                                               "votering",
                                               "yrkande",
                                               "yrkanden",
                                               "yttrande",
                                               "yttranden",
                                               "ärende",
                                               "ärendebeskrivning",
                                               "ärenden",
                                               "ärendet",
                                               "överläggning"};

enum table_name {
  SERIES,
  INNER,
  ABBREVIATIONS,
  VERBS,
  TITLES,
  SUSPENDING,
  FIRST_PARTS,
  PAIRS,
  ENDINGS,
  PREFIXES,
  SAMT_STEMS,
  REFERENCES,
  MONTHS,
  WEEKDAYS,
  ORDINALS,
  NUMBERS,
  SURNAME_ENDS,
  PLACE_ENDS,
  ATTENDANCE,
  HEADINGS,
  TABLES
};

#define TABLE(words)                                                                                                   \
  { (words), sizeof(words) / sizeof *(words) }
static const word_table tables[TABLES] = {[SERIES] = TABLE(series_words),
                                          [INNER] = TABLE(inner_words),
                                          [ABBREVIATIONS] = TABLE(abbreviations),
                                          [VERBS] = TABLE(proposal_verbs),
                                          [TITLES] = TABLE(title_words),
                                          [SUSPENDING] = TABLE(suspending_words),
                                          [FIRST_PARTS] = TABLE(hyphen_first_parts),
                                          [PAIRS] = TABLE(hyphen_pairs),
                                          [ENDINGS] = TABLE(word_endings),
                                          [PREFIXES] = TABLE(word_prefixes),
                                          [SAMT_STEMS] = TABLE(samt_stems),
                                          [REFERENCES] = TABLE(reference_words),
                                          [MONTHS] = TABLE(month_words),
                                          [WEEKDAYS] = TABLE(weekday_words),
                                          [ORDINALS] = TABLE(ordinal_words),
                                          [NUMBERS] = TABLE(number_words),
                                          [SURNAME_ENDS] = TABLE(surname_ends),
                                          [PLACE_ENDS] = TABLE(place_ends),
                                          [ATTENDANCE] = TABLE(attendance_words),
                                          [HEADINGS] = TABLE(section_headings)};

/* ---- all words by hash, made once in a process ----------------------------------- */

enum { SLOTS = 2048, LONGEST = 24 }; /* bytes of a word */

typedef struct slot {
  const char *word; /* NULL: free */
  uint32_t tag;     /* upper bits of the hash, and the length */
  uint32_t tables;  /* that have it, a bit each */
} slot;

static slot slots[SLOTS];
/* For each first byte (five bits of it, the same in both cases) the lengths that the
 * words of a table have: most words need not be looked up. */
static uint32_t lengths[TABLES][32];
static pthread_once_t made_once = PTHREAD_ONCE_INIT;
static atomic_bool made;

/* With bit 5 set all letters of the tables are the same in both cases. */
static uint64_t hash_of(const char *s, size_t len) {
  uint64_t a = 0, b = 0, c = 0;
  if (len >= 8) {
    memcpy(&a, s, 8);
    memcpy(&b, s + len - 8, 8);
    if (len > 16) memcpy(&c, s + 8, 8);
  } else {
    for (size_t i = 0; i < len; i++) a = a << 8 | (unsigned char)s[i];
  }
  const uint64_t small = UINT64_C(0x2020202020202020);
  uint64_t hash = ((a | small) + len) * UINT64_C(0x9E3779B97F4A7C15);
  hash = (hash ^ hash >> 32 ^ (b | small)) * UINT64_C(0xD6E8FEB86659FD93);
  if (len > 16) hash = (hash ^ (c | small)) * UINT64_C(0x9FB21C651E98DF25);
  return hash ^ hash >> 32;
}

static uint32_t tag_of(uint64_t hash, size_t len) { return (uint32_t)(hash >> 32 & ~UINT64_C(0xFF)) | (uint32_t)len; }

/* The place of the word in lower case, or the free one where it would be. */
static slot *find_slot(uint64_t hash, const char *low, size_t len) {
  slot *at = &slots[hash % SLOTS];
  while (at->word && !(at->tag == tag_of(hash, len) && memcmp(at->word, low, len) == 0))
    at = at + 1 < slots + SLOTS ? at + 1 : slots;
  return at;
}

static void make_slots(void) {
  for (size_t t = 0; t < TABLES; t++) {
    for (size_t i = 0; i < tables[t].count; i++) {
      const char *word = tables[t].word[i];
      size_t len = strlen(word);
      uint64_t hash = hash_of(word, len);
      slot *at = find_slot(hash, word, len);
      *at = (slot){word, tag_of(hash, len), at->tables | UINT32_C(1) << t};
      lengths[t][word[0] & 31] |= UINT32_C(1) << len;
    }
  }
  atomic_store_explicit(&made, true, memory_order_release);
}

/* Lower-cases ASCII and the Latin-1 letters: the tables have no others. */
static void fold(char *out, ren_str word) {
  unsigned char before = 0;
  for (size_t i = 0; i < word.len; i++) {
    unsigned char c = (unsigned char)word.ptr[i];
    bool upper = (c >= 'A' && c <= 'Z') || (before == 0xC3 && c <= 0x9E && c != 0x97);
    out[i] = (char)(upper ? c | 0x20 : c);
    before = c;
  }
  out[word.len] = '\0';
}

static bool is_in(enum table_name table, ren_str word) {
  char low[LONGEST + 1];
  uint64_t hash = hash_of(word.ptr, word.len);
  const slot *at = &slots[hash % SLOTS];
  while (at->word && at->tag != tag_of(hash, word.len)) at = at + 1 < slots + SLOTS ? at + 1 : slots;
  if (!at->word) return false; /* most words, without folding them */
  fold(low, word);
  return find_slot(hash, low, word.len)->tables >> table & 1;
}

static inline bool has_word(enum table_name table, ren_str word) {
  if (word.len == 0 || word.len > LONGEST) return false;
  if (!atomic_load_explicit(&made, memory_order_acquire)) pthread_once(&made_once, make_slots);
  return (lengths[table][word.ptr[0] & 31] >> word.len & 1) && is_in(table, word);
}

bool ren__is_series_word(ren_str word) { return word.len <= 10 && has_word(SERIES, word); }
bool ren__is_inner_word(ren_str word) { return word.len <= 10 && has_word(INNER, word); }
bool ren__is_abbreviation(ren_str token) { return has_word(ABBREVIATIONS, token); }
bool ren__is_proposal_verb(ren_str word) { return has_word(VERBS, word); }
bool ren__suspends(ren_str word) { return word.len <= 11 && has_word(SUSPENDING, word); }
/* id- is identity, but for idrott, idé and ideell. */
static bool only_begins_id(ren_str left, ren_str right) {
  return left.len == 2 && (left.ptr[0] | 32) == 'i' && (left.ptr[1] | 32) == 'd' && right.len > 0 &&
         (right.ptr[0] == 'r' || right.ptr[0] == 'e' || (unsigned char)right.ptr[0] == 0xC3);
}

bool ren__keeps_hyphen(ren_str left, ren_str right) {
  if (has_word(FIRST_PARTS, left)) return !only_begins_id(left, right);
  if (left.len > 3 || right.len == 0) return false;
  char pair[32];
  size_t n = left.len, most = right.len < 6 ? right.len : 6;
  memcpy(pair, left.ptr, n);
  pair[n++] = '-';
  memcpy(pair + n, right.ptr, most);
  for (size_t take = 2; take <= most; take++)
    if (has_word(PAIRS, (ren_str){pair, n + take})) return true;
  return false;
}
bool ren__ends_surname(ren_str right) { return has_word(SURNAME_ENDS, right); }
bool ren__ends_place(ren_str right) { return has_word(PLACE_ENDS, right); }
bool ren__is_ending(ren_str right) { return has_word(ENDINGS, right); }
bool ren__is_prefix(ren_str left) { return has_word(PREFIXES, left); }
bool ren__is_samt_stem(ren_str left) { return has_word(SAMT_STEMS, left); }

/* The word at s + at, without the punctuation after it. */
static ren_str word_at(ren_str s, size_t at) {
  size_t end = at;
  while (end < s.len && ((s.ptr[end] | 32) >= 'a' || !strchr(" \t,.:;()", s.ptr[end]))) end++;
  return (ren_str){s.ptr + at, end - at};
}

bool ren__is_reference_word(ren_str word) { return has_word(REFERENCES, word); }

bool ren__is_month(ren_str word) { return has_word(MONTHS, word); }

bool ren__are_range(ren_str a, ren_str b) {
  return (has_word(MONTHS, a) && has_word(MONTHS, b)) || (has_word(WEEKDAYS, a) && has_word(WEEKDAYS, b)) ||
         (has_word(ORDINALS, a) && has_word(ORDINALS, b)) || (has_word(NUMBERS, a) && has_word(NUMBERS, b));
}

bool ren__is_attendance_note(ren_str rest) {
  size_t at = 0;
  while (at < rest.len && (rest.ptr[at] == ' ' || rest.ptr[at] == ',' || rest.ptr[at] == ';')) at++;
  if (at == rest.len) return true;
  if (rest.ptr[at] >= '0' && rest.ptr[at] <= '9') return true;
  if (rest.len - at >= 2 && memcmp(rest.ptr + at, "§", 2) == 0) return true;
  ren_str word = word_at(rest, at);
  return has_word(ATTENDANCE, word) || has_word(TITLES, word);
}

bool ren__is_title_line(ren_str line) {
  if (line.len > 60) return false;
  size_t words = 0;
  for (size_t at = 0; at < line.len;) {
    ren_str word = word_at(line, at);
    if (word.len == 0) {
      at++;
      continue;
    }
    if (!has_word(TITLES, word)) return false;
    words++;
    at += word.len;
  }
  return words > 0;
}

bool ren__is_section_heading(ren_str line) { return line.len < 100 && has_word(HEADINGS, word_at(line, 0)); }
