#include "correct_names.h"

#include "correct_damage.h"
#include "correct_measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const name_kinds[NAME_KINDS] = {"common first name, common surname",
                                            "first name of any rank",
                                            "double first name",
                                            "double surname",
                                            "von, af, de and the like",
                                            "initials",
                                            "surname that few have",
                                            "surname made up, in no list"};

static const unsigned shares[NAME_KINDS] = {350, 500, 200, 200, 100, 150, 200, 300};

/* Surnames outside the thousand commonest: noble, old, of other tongues, of odd spelling. */
static const char *const rare[] = {
    "Stafren",      "Hjärne",      "Åkerhielm",    "Rålamb",        "Tham",           "Broang",       "Klinckowström",
    "Wachtmeister", "Lagercrantz", "Nordenskjöld", "Silfverstolpe", "Ehrensvärd",     "Cederschiöld", "Tersmeden",
    "Munthe",       "Kreuger",     "Boije",        "Rosenblad",     "Hökerberg",      "Wästfelt",     "Ödmann",
    "Åhrén",        "Ährlig",      "Öijer",        "Kjellén",       "Tegnér",         "Sillén",       "Thorén",
    "Lidén",        "Björsell",    "Qvist",        "Qvarnström",    "Wijkmark",       "Wrede",        "Hwass",
    "Schyman",      "Schörling",   "Zetterholm",   "Zachrison",     "Ytterberg",      "Bark",         "Skarp",
    "Modigh",       "Stolt",       "Frisk",        "Rask",          "Flink",          "Dolk",         "Sköld",
    "Bråth",        "Hurtig",      "Lustigh",      "Fogelklou",     "Trygger",        "Tapper",       "Storm",
    "Regn",         "Hård",        "Lod",          "Kling",         "Bladh",          "Nöjd",         "Spets",
    "Pil",          "Mård",        "Järv",         "Tjäder",        "Orre",           "Sarv",         "Braxen",
    "Lax",          "Gädda",       "Hämäläinen",   "Mäkelä",        "Niemi",          "Lehtonen",     "Väyrynen",
    "Pääkkönen",    "Kinnunen",    "Saarela",      "Rautio",        "Ylipää",         "Kangas",       "Jokela",
    "Tuominen",     "Ahola",       "Hietala",      "Rytkönen",      "Søndergaard",    "Hjørdis",      "Ødegård",
    "Kjærsgaard",   "Brandt",      "Bjerregaard",  "Thorvaldsen",   "Gudmundsdóttir", "Abdi",         "Warsame",
    "Osman",        "Hassanzadeh", "Al-Khalili",   "El Ghoul",      "Ben Salah",      "Haddad",       "Kurtović",
    "Begović",      "Hadžić",      "Petrović",     "Ilić",          "Šimić",          "Wójcik",       "Kowalczyk",
    "Nguyen",       "Tran",        "Pham",         "Chowdhury",     "Rahman",         "Iqbal",        "Yildiz",
    "Demirbaş",     "Özdemir",     "Çelik",        "Akbas",         "Karagöz",        "Güneş",        "Aslanbay",
    "Barzani",      "Ghaderi",     "Tesfaye",      "Gebremedhin",   "Okafor",         "Mbeki",        "Santos",
    "Fernández",    "Muñoz",       "Peña",         "Weiß",          "Müller-Hill",    "Schreiber",    "Vogt",
    "Dubois",       "Lefèvre",     "Rossi",        "Papadopoulos",  "O'Brien",        "McAllister",   "Vargas",
    "Lindeborg",    "Pålsgård",    "Ölvebro",      "Hemmendorff",   "Dahlöf",         "Gyllensvärd",  "Björkeroth",
    "Hallengren",   "Stjernfeldt", "Kvarnbäck",    "Rutqvist",      "Sjöwall",        "Vretblad",
};
static const char *const noble[] = {
    "von Essen",    "von Rosen",   "von Scheele",  "von Sydow",        "von Plåten",   "af Klercker",  "af Geijerstam",
    "af Ekenstam",  "af Trolle",   "af Ugglas",    "de Geer",          "de la Gardie", "De Laval",     "van der Meer",
    "van Dijk",     "di Marco",    "da Silva",     "von Knorring",     "von Bahr",     "af Petersens", "von Malmborg",
    "af Sandeberg", "de Frumerie", "von der Esch", "von Krusenstierna"};
static const char *const heads[] = {
    "Alm",  "Ask",  "Bark",   "Björk",  "Brå",  "Dal",   "Ek",    "Fager", "Fjäll", "Fur",  "Gnist",  "Gran",
    "Grå",  "Hag",  "Hassel", "Hed",    "Hjul", "Häll",  "Kling", "Klö",   "Kvarn", "Kåre", "Lill",   "Ljung",
    "Lok",  "Malm", "Myr",    "Mår",    "Nord", "Nyck",  "Näs",   "Ros",   "Rå",    "Sand", "Silver", "Sjö",
    "Skog", "Skär", "Slät",   "Spjut",  "Sten", "Ström", "Stål",  "Sund",  "Söder", "Tjär", "Torn",   "Tran",
    "Vall", "Vid",  "Vrå",    "Väster", "Ål",   "Åker",  "Ång",   "Älv",   "Ör",    "Öst",  "Ox",     "Uddev"};
static const char *const tails[] = {"beck", "berger", "bom",    "brink",  "bäck",  "dahl",  "dén",   "ell",
                                    "felt", "fors",   "fält",   "grens",  "gård",  "hage",  "hjelm", "holt",
                                    "hult", "klint",  "kulla",  "lid",    "lind",  "lunda", "löf",   "mans",
                                    "mark", "mo",     "ner",    "qvist",  "ryd",   "rot",   "sjö",   "skiöld",
                                    "stam", "stav",   "strand", "stråle", "ståhl", "torp",  "vall",  "vik"};
#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef struct names {
  ren_buf file;
  const char **ptr;
  size_t count;
} names;

/* First column of a list, commonest first; without those that are no name by their looks. */
static bool read_names(names *out, const char *lists, const char *file) {
  char path[1024];
  ren_error err = {0};
  snprintf(path, sizeof path, "%s/%s", lists, file);
  if (ren_file_read(&out->file, path, 0, &err) != REN_OK) return false;
  size_t room = 0;
  for (char *line = strtok(out->file.ptr, "\n"); line; line = strtok(NULL, "\n")) {
    line[strcspn(line, "\t")] = 0;
    if (strcmp(line, "name") == 0 || strlen(line) < 2) continue;
    if (out->count == room) out->ptr = measure_grow(out->ptr, room = room ? room * 2 : 4096, sizeof *out->ptr);
    out->ptr[out->count++] = line;
  }
  return out->count > 0;
}

static bool listed(const names *list, const char *name) {
  for (size_t i = 0; i < list->count; i++)
    if (strcmp(list->ptr[i], name) == 0) return true;
  return false;
}

typedef struct source {
  names first, last;
  uint64_t state;
} source;

static const char *top(source *s, const names *list, size_t most) {
  return list->ptr[damage_random(&s->state, (uint32_t)(list->count < most ? list->count : most))];
}

static void invented(source *s, char out[64]) {
  do
    snprintf(out, 64, "%s%s", heads[damage_random(&s->state, COUNT(heads))],
             tails[damage_random(&s->state, COUNT(tails))]);
  while (listed(&s->last, out) || listed(&s->first, out));
}

/* The first letter of a name, of two bytes if need be. */
static int initial(const char *name) { return (unsigned char)name[0] >= 0xC0 ? 2 : 1; }

static void initials(source *s, char *out, size_t room) {
  const char *a = top(s, &s->first, 300), *b = top(s, &s->first, 300), *last = top(s, &s->last, 1000);
  switch (damage_random(&s->state, 4)) {
  case 0: snprintf(out, room, "%.*s. %s", initial(a), a, last); break;
  case 1: snprintf(out, room, "%.*s.%.*s. %s", initial(a), a, initial(b), b, last); break;
  case 2: snprintf(out, room, "%s %.*s. %s", a, initial(b), b, last); break;
  default: snprintf(out, room, "%.*s.-%.*s. %s", initial(a), a, initial(b), b, last); break;
  }
}

static void draw(source *s, enum name_kind kind, char *out, size_t room) {
  const names *first = &s->first, *last = &s->last;
  char made[64];
  switch (kind) {
  case NAME_COMMON: snprintf(out, room, "%s %s", top(s, first, 400), top(s, last, 200)); break;
  case NAME_DOUBLE_FIRST:
    snprintf(out, room, damage_random(&s->state, 3) ? "%s-%s %s" : "%s %s %s", top(s, first, 200), top(s, first, 200),
             top(s, last, 1000));
    break;
  case NAME_DOUBLE_LAST:
    snprintf(out, room, damage_random(&s->state, 2) ? "%s %s-%s" : "%s %s %s", top(s, first, 1500), top(s, last, 1000),
             top(s, last, 1000));
    break;
  case NAME_NOBLE:
    snprintf(out, room, "%s %s", top(s, first, 600), noble[damage_random(&s->state, COUNT(noble))]);
    break;
  case NAME_INITIALS: initials(s, out, room); break;
  case NAME_RARE_LAST:
    snprintf(out, room, "%s %s", top(s, first, 3000), rare[damage_random(&s->state, COUNT(rare))]);
    break;
  case NAME_INVENTED:
    invented(s, made);
    snprintf(out, room, "%s %s", top(s, first, 1500), made);
    break;
  default: snprintf(out, room, "%s %s", top(s, first, SIZE_MAX), top(s, last, 1000)); break;
  }
}

static bool taken(const person *persons, size_t count, const char *name) {
  for (size_t i = 0; i < count; i++)
    if (strcmp(persons[i].name, name) == 0) return true;
  return false;
}

bool names_draw(person *out, const char *lists) {
  source s = {.state = 20251122};
  if (!read_names(&s.first, lists, "first_names.tsv") || !read_names(&s.last, lists, "surnames.tsv")) return false;
  size_t count = 0;
  for (int kind = 0; kind < NAME_KINDS; kind++)
    for (unsigned i = 0; i < shares[kind] && count < PERSONS; i++, count++) {
      out[count].kind = (enum name_kind)kind;
      do draw(&s, (enum name_kind)kind, out[count].name, sizeof out[count].name);
      while (taken(out, count, out[count].name));
    }
  for (size_t i = count; i > 1; i--) { /* kinds mixed over the pages */
    size_t j = damage_random(&s.state, (uint32_t)i);
    person swap = out[i - 1];
    out[i - 1] = out[j];
    out[j] = swap;
  }
  ren_buf_free(&s.first.file);
  ren_buf_free(&s.last.file);
  free(s.first.ptr);
  free(s.last.ptr);
  return count == PERSONS;
}
