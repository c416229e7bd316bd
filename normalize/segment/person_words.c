#include "segment/person_words.h"

static const char *const professions[] = {
    "lantbrukare",    "rektor",       "byggmästare", "direktör",   "ingenjör",    "disponent",  "kyrkoherde",
    "folkskollärare", "redaktör",     "advokat",     "doktor",     "major",       "kapten",     "nämndeman",
    "kamrer",         "fröken",       "lärare",      "ombudsman",  "snickare",    "chaufför",   "hemmansägare",
    "riksdagsman",    "borgmästare",  "överlärare",  "köpman",     "handlare",    "fabrikör",   "agronom",
    "civilingenjör",  "vaktmästare",  "motionären",  "direktören", "lektor",      "adjunkt",    "arkitekt",
    "överste",        "bankdirektör", "förvaltare",  "godsägare",  "tandläkare",  "läkare",     "kantor",
    "prosten",        "komminister",  "kontorist",   "husmor",     "jordbrukare", "verkmästare"};

static const char *const polite[] = {"herr", "herrar", "fru", "fruar", "fröken", "fröknarna", "hr"};

static const char *const independent[] = {"partilös",  "partilösa", "obunden", "oberoende",      "politisk",
                                          "opolitisk", "vilde",     "utan",    "partibeteckning"};

static const char *const negations[] = {"icke", "ej"};

static bool is_one_of(const ren__token *token, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++) {
    ren__fold fold;
    ren__fold_str(&fold, ren_str_of(words[i]));
    if (ren__fold_eq(&fold, &token->fold)) return true;
  }
  return false;
}

#define IS_ONE_OF(token, words) is_one_of(token, words, sizeof words / sizeof *words)

bool ren__word_profession(const ren__token *token) { return IS_ONE_OF(token, professions); }
bool ren__word_polite(const ren__token *token) { return IS_ONE_OF(token, polite); }
bool ren__word_independent(const ren__token *token) { return IS_ONE_OF(token, independent); }
bool ren__word_negation(const ren__token *token) { return IS_ONE_OF(token, negations); }
