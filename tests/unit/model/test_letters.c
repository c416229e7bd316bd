/* also: compiler */
#include "small_model.h"

#include "real_model.h"

#include "model/letter_ngrams.h"
#include "model/lexicon.h"

#include <math.h>

typedef struct models {
  ren_model *small, *real; /* real: NULL if it was not made */
} models;

static float cost_of(const ren_model *model, const char *word, bool name) {
  unsigned char folded[REN_WORD_MAX + 1];
  size_t length = ren__fold(word, strlen(word), folded);
  assert_true(length > 0);
  return ren__letters_cost(model, folded, length, name);
}

/* ---- probabilities ------------------------------------------------------ */

static double sum_after(const ren_model *model, ren__letter_context context) {
  double sum = 0;
  for (unsigned letter = 0; letter < REN_LETTER_OTHER; letter++) {
    ren__letter_context next = context;
    float cost = ren__letter_cost(model, &next, letter);
    assert_true(cost >= 0);
    sum += pow(10, -(double)cost);
  }
  return sum;
}

/* The letters that can come next, and the end, add up to one (costs are rounded down by up
 * to a thousandth of a decade at each step back, and no letter has probability 0). */
static void letters_add_up_in(const ren_model *model) {
  static const char *const words[] = {"",     "nämnden",   "Åsa",        "förvaltningen", "återremittera",
                                      "qzxw", "kommunens", "aaaaaaaaaa", "Örgryte",       "skolskjutsar",
                                      "ö",    "xåxäxöxé",  "bygglov",    "Sjöstrandsk",   "strndskrb"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    for (int name = 0; name < 2; name++) {
      unsigned char folded[REN_WORD_MAX + 1];
      size_t length = ren__fold(words[i], strlen(words[i]), folded);
      ren__letter_context context = ren__letters_start(name);
      for (size_t n = 0; n <= length; n++) {
        double sum = sum_after(model, context);
        if (sum < 0.93 || sum > 1.04) fail_msg("after %zu letters of `%s` they add up to %g", n, words[i], sum);
        if (n < length) ren__letter_cost(model, &context, ren__letter_class(folded[n]));
      }
    }
  }
}

static void letters_add_up(void **state) {
  const models *m = *state;
  letters_add_up_in(m->small);
  if (m->real) letters_add_up_in(m->real);
}

/* That the context knows how long a history is worth looking for changes no cost. */
static void short_histories_lose_nothing(void **state) {
  static const char *const words[] = {"nämnden", "förslaget", "qxzvw", "samrådskvarn", "underligt", "Håkansö", "ååååå"};
  const models *m = *state;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    unsigned char folded[REN_WORD_MAX + 1];
    size_t length = ren__fold(words[i], strlen(words[i]), folded);
    ren__letter_context quick = ren__letters_start(false);
    for (size_t n = 0; n <= length; n++) {
      unsigned letter = n < length ? ren__letter_class(folded[n]) : REN_LETTER_END;
      ren__letter_context full = {quick.classes, REN_LETTERS_ORDER - 1};
      float slow_cost = ren__letter_cost(m->small, &full, letter), cost = ren__letter_cost(m->small, &quick, letter);
      assert_true(fabsf(slow_cost - cost) < 1e-6f);
      assert_int_equal(full.classes, quick.classes);
    }
  }
}

static void a_word_costs_what_its_letters_do(void **state) {
  const models *m = *state;
  ren__letter_context context = ren__letters_start(false);
  float sum = 0;
  static const unsigned char word[] = "f\xF6rslag";
  for (size_t i = 0; i < 7; i++) sum += ren__letter_cost(m->small, &context, ren__letter_class(word[i]));
  float before_end = sum;
  sum += ren__letter_cost(m->small, &context, REN_LETTER_END);
  assert_true(fabsf(sum - ren__letters_cost(m->small, word, 7, false)) < 1e-5f);
  assert_true(sum > before_end);
}

static void letters_have_classes_of_their_own(void **state) {
  (void)state;
  bool taken[32] = {false};
  static const unsigned char ours[] = "abcdefghijklmnopqrstuvwxyz\xE5\xE4\xF6\xE9";
  for (size_t i = 0; ours[i]; i++) {
    unsigned class = ren__letter_class(ours[i]);
    assert_true(class > REN_LETTER_END && class < REN_LETTER_OTHER && !taken[class]);
    taken[class] = true;
  }
  static const unsigned char others[] = "\xFC\xE6\xF8\xE8?6&{'.: \x1A"
                                        "ABZ\xC5`\x7F";
  for (size_t i = 0; i < sizeof others; i++) assert_int_equal(ren__letter_class(others[i]), REN_LETTER_OTHER);
}

/* ---- what the letters tell ---------------------------------------------- */

/* The first is likelier than the second; names have a capital. */
typedef struct pair {
  const char *likely, *unlikely;
} pair;

static void prefer(const ren_model *model, const pair *pairs, size_t count, float margin) {
  for (size_t i = 0; i < count; i++) {
    bool name = pairs[i].likely[0] >= 'A' && pairs[i].likely[0] <= 'Z';
    float likely = cost_of(model, pairs[i].likely, name), unlikely = cost_of(model, pairs[i].unlikely, name);
    if (likely + margin > unlikely)
      fail_msg("%s costs %.2f, %s %.2f", pairs[i].likely, (double)likely, pairs[i].unlikely, (double)unlikely);
  }
}

static void known_letters_cost_less_than_salad(void **state) {
  static const pair pairs[] = {{"förslagen", "frösgalen"},  {"nämndens", "mnädsnne"}, {"samrådet", "smaråtde"},
                               {"ordförande", "odrförnae"}, {"skolorna", "sklooran"}, {"beredningar", "bredeinrgna"}};
  const models *m = *state;
  prefer(m->small, pairs, sizeof pairs / sizeof *pairs, 1);
}

/* Compounds, surnames and places that no list need have, against the same letters in
 * disorder and against their spelling without marks. */
static void unseen_words_look_swedish(void **state) {
  static const pair salad[] = {
      {"trygghetsvandringarna", "trggyhestvandrignanra"},
      {"gårdsgatan", "gdårsagtna"},
      {"sjöstrandsvägen", "sjtsöranvdsgäen"},
      {"lekplatsöversyn", "lpkelatsvöesryn"},
      {"skolskjutsreglerna", "skolsktujrsegelnra"},
      {"Ljungåker", "Lnjugåekr"},
      {"Näsbyholmen", "Nsäybhoelmn"},
      {"Hällqvist", "Hlälqivts"},
  };
  static const pair marks[] = {
      {"översynsgrupp", "oversynsgrupp"},
      {"åtgärdsplanerna", "atgardsplanerna"},
      {"nämndsammanträdena", "namndsammantradena"},
      {"Sjöstrand", "Sjostrand"},
      {"Bäckström", "Backstrom"},
      {"förskolegården", "forskolegarden"},
  };
  const models *m = *state;
  if (!m->real) skip();
  prefer(m->real, salad, sizeof salad / sizeof *salad, 3);
  prefer(m->real, marks, sizeof marks / sizeof *marks, 0);
}

static void names_begin_otherwise_than_words(void **state) {
  const models *m = *state;
  assert_true(cost_of(m->small, "Åsa", true) < cost_of(m->small, "Åsa", false));
  assert_true(cost_of(m->small, "Öberg", true) < cost_of(m->small, "Öberg", false));
  assert_true(cost_of(m->small, "beslutar", false) < cost_of(m->small, "beslutar", true));
  if (!m->real) return;
  static const char *const names[] = {"Wrzesniewski", "Gyllenstedt", "Abdirahman", "Björkqvist"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    assert_true(cost_of(m->real, names[i], true) < cost_of(m->real, names[i], false));
}

static void foreign_letters_cost_their_own(void **state) {
  const models *m = *state;
  static const struct {
    const char *ours, *foreign;
  } cases[] = {
      {"nämnden", "næmnden"}, {"förslag", "førslag"}, {"område", "omrøde"}, {"kommun", "kommün"}, {"skola", "sk6la"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_true(cost_of(m->small, cases[i].foreign, false) > cost_of(m->small, cases[i].ours, false));
    if (m->real) assert_true(cost_of(m->real, cases[i].foreign, false) > cost_of(m->real, cases[i].ours, false));
  }
  for (int name = 0; name < 2; name++) {
    float cost = cost_of(m->small, "øøøø", name);
    assert_true(isfinite(cost) && cost > 4 * 3.5f);
  }
}

static int open_models(void **state) {
  static models m;
  m = (models){small_model(), real_model()};
  *state = &m;
  return 0;
}

static int close_models(void **state) {
  models *m = *state;
  ren_model_free(m->small);
  ren_model_free(m->real);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(letters_add_up),
      cmocka_unit_test(short_histories_lose_nothing),
      cmocka_unit_test(a_word_costs_what_its_letters_do),
      cmocka_unit_test(letters_have_classes_of_their_own),
      cmocka_unit_test(known_letters_cost_less_than_salad),
      cmocka_unit_test(unseen_words_look_swedish),
      cmocka_unit_test(names_begin_otherwise_than_words),
      cmocka_unit_test(foreign_letters_cost_their_own),
  };
  return cmocka_run_group_tests(tests, open_models, close_models);
}
