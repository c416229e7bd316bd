/* Words that no list has, by themselves: what they may have been. */
#include "unit.h"

#include "real_model.h"

#include "correct/unseen.h"
#include "model/letter_ngrams.h"

#include <math.h>

/* ---- texts --------------------------------------------------------------- */

/* What some pages tell of themselves: undamaged; without any å, ä, ö; with ? for them. */
static const ren__profile CLEAN = {
    .letters = 9000, .aring = 124, .auml = 168, .ouml = 147, .words = 1000, .unknown = 8};
static const ren__profile STRIPPED = {.letters = 9000, .words = 1000, .unknown = 210};
static const ren__profile LOSSY = {.letters = 9000, .words = 1000, .unknown = 210, .lossy = 440};

static ren__channel channel_of(const ren_model *model, const ren__profile *profile) {
  ren__channel channel;
  assert_ok(ren__channel_new(&channel, model, profile, err));
  return channel;
}

/* A word as it stands inside a sentence. */
static ren__seen seen_of(const char *word) {
  ren__seen seen = {.casing = REN_CASE_LOWER};
  seen.length = (uint8_t)ren__fold(word, strlen(word), seen.word);
  assert_true(seen.length > 0);
  if (word[0] >= 'A' && word[0] <= 'Z') seen.casing = REN_CASE_CAPITAL;
  if (word[0] == '?') seen.casing = REN_CASE_OPEN;
  for (size_t i = 0; i < seen.length; i++) {
    seen.has_symbol = seen.has_symbol || strchr("?&{|", seen.word[i]);
    seen.has_digit = seen.has_digit || (seen.word[i] >= '0' && seen.word[i] <= '9');
  }
  return seen;
}

static float total(const ren_model *model, const ren__candidate *c) {
  float cost = c->channel + c->lexical + (float)model->unigrams[c->id].cost / 32;
  return c->blank ? cost + (float)model->unigrams[c->second].cost / 32 : cost;
}

/* The likeliest candidate, without any words around it. */
static size_t likeliest(const ren_model *model, const ren__candidate *list, size_t count) {
  size_t best = 0;
  for (size_t i = 1; i < count; i++)
    if (total(model, &list[i]) < total(model, &list[best])) best = i;
  return best;
}

static bool is_word(const ren__candidate *c, const char *word) {
  unsigned char folded[REN_WORD_MAX + 1];
  size_t length = ren__fold(word, strlen(word), folded);
  return c->length == length && memcmp(c->word, folded, length) == 0;
}

/* ---- tests --------------------------------------------------------------- */

typedef struct spelt {
  const ren__profile *text;
  const char *seen, *wanted;
} spelt;

static void lost_marks_are_put_back(void **state) {
  static const spelt cases[] = {
      {&STRIPPED, "Sjostrand", "sjöstrand"},
      {&STRIPPED, "Hasthagsvagen", "hästhagsvägen"},
      {&STRIPPED, "skolvagsbelysningen", "skolvägsbelysningen"},
      {&STRIPPED, "aldreomsorgsoversynen", "äldreomsorgsöversynen"},
      {&STRIPPED, "Bjorkvretens", "björkvretens"},
      {&STRIPPED, "sjukskrivningsrutinen", "sjukskrivningsrutinen"},
      {&STRIPPED, "kontorstelefonlistan", "kontorstelefonlistan"},
      {&LOSSY, "sk?rg?rdsm?tningarna", "skärgårdsmätningarna"},
      {&LOSSY, "?versynsgruppen", "översynsgruppen"},
      {&LOSSY, "Sj?strand", "sjöstrand"},
      {&CLEAN, "Bräckdals", "bräckdals"},
      {&CLEAN, "Wrzesniewski", "wrzesniewski"},
      {&CLEAN, "plogrundorna", "plogrundorna"},
      {&CLEAN, "xqzt", "xqzt"},
  };
  needs_real_model(state);
  const ren_model *model = *state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren__channel channel = channel_of(model, cases[i].text);
    ren__candidate list[REN_MAX_CANDIDATES];
    ren__seen seen = seen_of(cases[i].seen);
    size_t best = likeliest(model, list, ren__candidates(list, &channel, &seen));
    if (!is_word(&list[best], cases[i].wanted))
      fail_msg("%s is no %s, but %.*s (Latin-1)", cases[i].seen, cases[i].wanted, list[best].length, list[best].word);
    ren__channel_clear(&channel);
  }
}

/* Where two spellings are as good, both are offered, and the context or nobody decides. */
static void doubtful_words_have_several_spellings(void **state) {
  static const struct {
    const ren__profile *text;
    const char *seen, *one, *other;
  } cases[] = {
      {&LOSSY, "?berg", "åberg", "öberg"},    {&LOSSY, "f?r", "för", "får"},          {&LOSSY, "?n", "än", "ön"},
      {&STRIPPED, "Marta", "marta", "märta"}, {&STRIPPED, "halla", "halla", "hålla"},
  };
  needs_real_model(state);
  const ren_model *model = *state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren__channel channel = channel_of(model, cases[i].text);
    ren__candidate list[REN_MAX_CANDIDATES];
    ren__seen seen = seen_of(cases[i].seen);
    size_t count = ren__candidates(list, &channel, &seen);
    bool one = false, other = false;
    for (size_t c = 0; c < count; c++) {
      one = one || is_word(&list[c], cases[i].one);
      other = other || is_word(&list[c], cases[i].other);
    }
    if (!one || !other) fail_msg("%s may be %s or %s", cases[i].seen, cases[i].one, cases[i].other);
    ren__channel_clear(&channel);
  }
}

static bool is_marked(unsigned char c) { return c == 0xE5 || c == 0xE4 || c == 0xF6 || c == 0xE9; }

/* Respelling puts å, ä, ö and é in, and nothing else: all other letters were seen, in
 * their order. */
static void only_marks_are_put_in(void **state) {
  static const char *const words[] = {"Sjostrand",
                                      "skolvagsbelysningen",
                                      "aaaaaaaaaaaa",
                                      "oooooooooooooooooooooooooooooooooooooooooooooo",
                                      "xqzt",
                                      "?",
                                      "f?rv?ltn?ng",
                                      "????????",
                                      "fdrhdjning",
                                      "6versyn",
                                      "&tgirdslista",
                                      "{rgan",
                                      "Alvkvarnsgarden",
                                      "eeeeo",
                                      "b",
                                      "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"};
  static const ren__profile *const texts[] = {&CLEAN, &STRIPPED, &LOSSY};
  needs_real_model(state);
  for (size_t i = 0; i < 3 * sizeof words / sizeof *words; i++) {
    ren__channel channel = channel_of(*state, texts[i % 3]);
    ren__seen seen = seen_of(words[i / 3]);
    ren__candidate list[REN_MAX_CANDIDATES], found[REN_RESPELLINGS];
    ren__candidates(list, &channel, &seen);
    size_t count = ren__respell(found, &list[0], &channel, &seen);
    assert_true(count <= REN_RESPELLINGS && isfinite(list[0].lexical));
    for (size_t c = 0; c < count; c++) {
      size_t at = 0;
      assert_true(found[c].length > 0 && found[c].length <= REN_WORD_MAX);
      assert_true(isfinite(found[c].lexical) && isfinite(found[c].channel) && found[c].channel >= 0);
      assert_true(found[c].change != REN_CHANGE_NONE && found[c].event_count <= REN_MAX_EVENTS);
      for (size_t n = 0; n < found[c].length; n++) {
        if (is_marked(found[c].word[n])) continue;
        while (at < seen.length && seen.word[at] != found[c].word[n]) at++;
        if (at++ == seen.length) fail_msg("%s became %.*s", words[i / 3], found[c].length, found[c].word);
      }
    }
    ren__channel_clear(&channel);
  }
}

/* A word with a lost letter is not right as it is; others cost what their letters do, and
 * no more than letters at random. */
static void what_stands_there_has_its_cost(void **state) {
  static const char *const likely[] = {"bibliotekstrappan", "hyreskontraktet", "Granlundh", "snickerilokalen"};
  static const char *const unlikely[] = {"bbilotekstrpapan", "hyresknotrkatet", "Ganrlnudh", "snckeriilkoalne"};
  needs_real_model(state);
  ren__channel clean = channel_of(*state, &CLEAN), lossy = channel_of(*state, &LOSSY);
  for (size_t i = 0; i < 4; i++) {
    ren__candidate list[2][REN_MAX_CANDIDATES];
    ren__seen good = seen_of(likely[i]), bad = seen_of(unlikely[i]);
    ren__candidates(list[0], &clean, &good);
    ren__candidates(list[1], &clean, &bad);
    assert_true(list[0][0].lexical < list[1][0].lexical);
  }
  ren__candidate list[REN_MAX_CANDIDATES], plain[REN_MAX_CANDIDATES];
  ren__seen lost = seen_of("xvq?zw"), whole = seen_of("xvqzw");
  ren__candidates(list, &lossy, &lost);
  ren__candidates(plain, &lossy, &whole);
  assert_true(list[0].lexical > plain[0].lexical + 3);
  ren__channel_clear(&clean);
  ren__channel_clear(&lossy);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lost_marks_are_put_back),
      cmocka_unit_test(doubtful_words_have_several_spellings),
      cmocka_unit_test(only_marks_are_put_in),
      cmocka_unit_test(what_stands_there_has_its_cost),
  };
  return cmocka_run_group_tests(tests, open_real_model, close_real_model);
}
