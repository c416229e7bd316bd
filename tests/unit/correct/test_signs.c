/* also: compiler */
#include "small_model.h"

#include "correct/signs.h"

typedef struct sign_case {
  const char *text, *expected; /* NULL: as it is */
} sign_case;

/* Signs alone: words are left as they are. */
static void mend(ren_buf *out, const ren_model *model, const char *text) {
  ren_text *t;
  ren_edits *edits;
  ren__document d;
  assert_ok(ren_text_new(&t, ren_str_of(text), err));
  assert_ok(ren_edits_new(&edits, REN_STEP_SPELLING, err));
  assert_ok(ren__document_open(&d, t, model, NULL, err));
  assert_ok(ren__signs(edits, &d, 0.9f, err));
  ren__document_close(&d);
  assert_ok(ren_text_apply(t, edits, NULL, err));
  ren_buf_clear(out);
  ren_buf_append_str(out, ren_text_bytes(t));
  ren_edits_free(edits);
  ren_text_free(t);
}

/* What is mended must not be mended again. */
static void check_all(const ren_model *model, const sign_case *cases, size_t count) {
  ren_buf once = {0}, twice = {0};
  for (size_t i = 0; i < count; i++) {
    mend(&once, model, cases[i].text);
    assert_string_equal(once.ptr, cases[i].expected ? cases[i].expected : cases[i].text);
    mend(&twice, model, once.ptr);
    assert_string_equal(twice.ptr, once.ptr);
  }
  ren_buf_free(&once);
  ren_buf_free(&twice);
}

#define CHECK_ALL(model, cases) check_all(model, cases, sizeof cases / sizeof *cases)

static void paragraph_signs(void **state) {
  static const sign_case cases[] = {
      /* behind dates */
      {"Bordlagt den 3 mars 2021, 8 118 och den 7 april 2021, $ 164.",
       "Bordlagt den 3 mars 2021, § 118 och den 7 april 2021, § 164."},
      {"Bordlagt den 3 mars 2021, &\n118, den 7 aprll 2021, S$ 164 och den 5 maj 2021, 5 201.",
       "Bordlagt den 3 mars 2021, §\n118, den 7 aprll 2021, § 164 och den 5 maj 2021, § 201."},
      {"Beslutet 2014-02-06 8 11 avseende skolan upphävs.", "Beslutet 2014-02-06 § 11 avseende skolan upphävs."},
      {"Skulden var den 31 december 2020, 8 118 kronor.", NULL},
      {"Skulden var den 31 december 2020 8 118\nI kassan", NULL},
      {"Den 3 mars 2021, 8 ledamöter", NULL},
      {"Bordlagt den 3 mars 2021. § 118 och den 7 april.", "Bordlagt den 3 mars 2021, § 118 och den 7 april."},
      {"Lagen gäller från den 3 mars 2021. § 118 gäller inte.", NULL},
      /* laws */
      {"Nämnden beslutar enligt 5 kap. 3 8 kommunallagen.", "Nämnden beslutar enligt 5 kap. 3 § kommunallagen."},
      {"Nämnden beslutar enligt 11 kap. 5 4 socialtjänstlagen.",
       "Nämnden beslutar enligt 11 kap. 5 § socialtjänstlagen."},
      {"Nämnden beslutar enligt 4 $ första stycket och 7 och 8 $$.",
       "Nämnden beslutar enligt 4 § första stycket och 7 och 8 §§."},
      {"Enligt 11 kap. 5 och 7 §§ kommunallagen gäller 5 kap. 38", NULL},
      /* references */
      {"Se § 12, nämndens beslut $ 14 för året.", "Se § 12, nämndens beslut § 14 för året."},
      {"Se § 12. Priset var $ 14 miljoner, US$ 15, $ 1 000 och $ 3,50 för skolan.", NULL},
      {"Priset var $ 14 för skolan.", NULL}, /* nothing else speaks of paragraphs */
      /* headings */
      {"$ 446 Ärendenummer KS-2021-00432\n", "§ 446 Ärendenummer KS-2021-00432\n"},
      {"8 50 Ärendenummer KS-2021-00432\n", "§ 50 Ärendenummer KS-2021-00432\n"},
      {"§ 51 Ärendenummer\n\n8552 Ärendenummer\n\n853 Ärendenummer\n",
       "§ 51 Ärendenummer\n\n8552 Ärendenummer\n\n§ 53 Ärendenummer\n"},
      {"§ 51 Ärendenummer\n\n\"5 52 Ärendenummer\n\n::$.53 Ärendenummer\n",
       "§ 51 Ärendenummer\n\n§ 52 Ärendenummer\n\n§ 53 Ärendenummer\n"},
      {"8 50 Personal\n8 70 Lokaler\n", NULL},
  };
  CHECK_ALL(*state, cases);
}

static void bullets(void **state) {
  static const sign_case cases[] = {
      {"¢ Nämnden beslutar\n¢ Skolan bör\n* Staden är\n", "• Nämnden beslutar\n• Skolan bör\n• Staden är\n"},
      {"e Nämnden beslutar\n\ne Skolan bör\n", "• Nämnden beslutar\n\n• Skolan bör\n"},
      {"»« Nämnden beslutar\n\n+» Skolan bör\n\n» Staden är\n", "• Nämnden beslutar\n\n• Skolan bör\n\n• Staden är\n"},
      {"* Nämnden beslutar\n* Skolan bör\n", NULL},
      {"» Nämnden beslutar\n» Skolan bör\no Staden är\n- Kommunen har\n+ Kommunen\n", NULL},
      {"Nämnden\ne Skolan\n", NULL}, /* one alone may be anything */
  };
  CHECK_ALL(*state, cases);
}

static void party_letters(void **state) {
  static const sign_case cases[] = {
      {"Anna Ek ($) och Bo Lund (M} yrkar bifall till förslaget från Eva Al (C).",
       "Anna Ek (S) och Bo Lund (M) yrkar bifall till förslaget från Eva Al (C)."},
      {"Anna Ek (5), Bo Lund (M), Åsa Öberg ('V) och Eva Al (1) yrkar bifall, Ulf von Dal -(KD) avslag.",
       "Anna Ek (S), Bo Lund (M), Åsa Öberg (V) och Eva Al (L) yrkar bifall, Ulf von Dal (KD) avslag."},
      {"Anna Ek (5), Bo Lund (DD), Åsa Öberg v) och Eva Al (C) samt Per Sten (SD) yrkar bifall.",
       "Anna Ek (S), Bo Lund (D), Åsa Öberg (V) och Eva Al (C) samt Per Sten (SD) yrkar bifall."},
      {"Anna Ek (5) och Bo Lund (8) är barn.", NULL},
      {"Anna Ek (5), Bo Lund (M), Åsa Öberg (2) och Eva Al (C) yrkar bifall.", NULL}, /* footnotes */
      {"Nämnden beslutar (5) att bifalla och (8) avslå.", NULL},
      /* lists */
      {"Yrkande från 5, V och MP den 3 maj.", "Yrkande från S, V och MP den 3 maj."},
      {"Förslaget från M, D och KDi kommunstyrelsen.", "Förslaget från M, D och KD i kommunstyrelsen."},
      {"Förslaget från M, D, Loch KD.", "Förslaget från M, D, L och KD."},
      {"Förslaget från M, D. L och KD, V,S och MP.", "Förslaget från M, D, L och KD, V, S och MP."},
      {"Förslaget från D, M, I och KD i nämnden.", "Förslaget från D, M, L och KD i nämnden."},
      {"Förslaget från M och Di kommunstyrelsen.", "Förslaget från M och D i kommunstyrelsen."},
      {"Grupperna A, B, I och J, vitamin C, D. Det här är för skolan.", NULL},
      /* columns */
      {"Ledamot Anna Ek Vv Ja\nLedamot Bo Lund Ss Nej\nDet här är för skolan.",
       "Ledamot Anna Ek V Ja\nLedamot Bo Lund S Nej\nDet här är för skolan."},
      {"Kopia Cc till skolan och nämnden för åtgärd.", NULL},
  };
  CHECK_ALL(*state, cases);
}

static void stray_marks(void **state) {
  static const sign_case cases[] = {
      {"Nämnden beslutar | \n' att bifalla ;\nförslaget: . för\n| hela året",
       "Nämnden beslutar \natt bifalla\nförslaget: . för\nhela året"},
      {"Nämnden beslutar |\n'Skolan bör :förvaltningen och förslaget. för hela (M),. året",
       "Nämnden beslutar\nSkolan bör förvaltningen och förslaget för hela (M), året"},
      {"Nämnden beslutar |\natt:bifalla året'för ;\nskolan och kommunen.",
       "Nämnden beslutar\natt bifalla året för\nskolan och kommunen."},
      /* few, or drawn by their author */
      {"Nämnden beslutar |\natt bifalla förslaget. för", NULL},
      {"Nämnden . . . . . . 5\nSkolan . . . . . . 7\nStaden ______ \n: ", NULL},
      {"| namn | tal |\n| skola | 5 |\n| staden | 7 |\n| kommun | 8 |", NULL},
      {"'Nämnden' och 'skolan' och 'staden' och 'kommunen'", NULL},
      {". Nämnden beslutar\n. Skolan bör\n. Staden är\n. Kommunen har", NULL},
      {"kl. 8, fr.o.m. den och EU:s nämnden, t.ex. skolan. Staden", NULL},
  };
  CHECK_ALL(*state, cases);
}

static void figures(void **state) {
  static const sign_case cases[] = {
      {"I. att bifalla\n2. att avslå", "1. att bifalla\n2. att avslå"},
      {"I. att bifalla\nII. att avslå", NULL},
      {"från och med den I januari till och med den l mars", "från och med den 1 januari till och med den 1 mars"},
      {"höjs till I 640 kronor och till I 170 100 kronor", "höjs till 1 640 kronor och till 1 170 100 kronor"},
      {"den 3 maj 2021, $ 12, enligt bilaga I till förslaget och bilaga 2",
       "den 3 maj 2021, § 12, enligt bilaga 1 till förslaget och bilaga 2"},
      {"Nämnden beslutar att bifalla förslaget I för hela året. Nämnden beslutar att bifalla förslaget 2 för hela "
       "året.",
       NULL}, /* nothing else is damaged */
      {"enligt bilaga I till förslaget och bilaga II, bilaga 3", NULL},
      {"I. Nämnden beslutar\n2. Skolan bör\n", "1. Nämnden beslutar\n2. Skolan bör\n"},
      {"I. Nämnden beslutar\nII. Skolan bör\n2. Staden", NULL},
      {"I. Nämnden beslutar\n\nI. Skolan bör\n", NULL},
      {"KS-2021-00123, KS-2021-00124, K S-2021-00125 och SL K-2021-1234",
       "KS-2021-00123, KS-2021-00124, KS-2021-00125 och SL K-2021-1234"},
      {"I 640 fall beslutar nämnden. I maj, på s. I och Karl I av 2021", NULL},
  };
  CHECK_ALL(*state, cases);
}

static void other_text_stays(void **state) {
  static const char *const texts[] = {
      "",
      "\n\n",
      "$",
      "8",
      "(",
      "|",
      "The price of the seats is $ 40 and, for the members of Smith & 3 partners, $ 50 with taxes.",
      "for (int i = 0; i < n; i++) { const char *s = \"$1\"; return s & 8; } // | ; ' and the end of this",
      "name;party;votes\nAnna Ek;S;8 12\nBo Lund;M;5 40\n",
      "a | b\n--- | ---\nskola | 5\n",
      "Nämnden beslutar den 3 mars 2021, § 118, enligt 5 kap. 3 § och 7–9 §§ kommunallagen.",
      "• Nämnden beslutar\n• Skolan bör\n– Staden är – för alla\n* Kommunen",
      "Anna Ek (S), Bo Lund (M) och Åsa Öberg (V) yrkar bifall till förslaget från S, M och V.",
      "Staden — för alla — och skolan",
  };
  ren_buf out = {0};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    mend(&out, *state, texts[i]);
    assert_string_equal(out.ptr ? out.ptr : "", texts[i]);
  }
  ren_buf_free(&out);
}

/* A text read by an English model has — for –, and bars for I and 1. */
static void what_english_models_read(void **state) {
  static const char damaged[] =
      "Nimnden beslutar att bifalla forslaget for hela aret — och ordforanden staller proposition pa "
      "forslagen. | det arendet har namnden beslutat. Det har arendet har beretts | samråd med "
      "skolan — dar barnen gar fran och med | mars, och det for hela aret och kommunen.\n";
  ren_buf out = {0};
  mend(&out, *state, damaged);
  assert_non_null(strstr(out.ptr, "aret – och"));
  assert_non_null(strstr(out.ptr, ". I det"));
  assert_non_null(strstr(out.ptr, "beretts i samråd"));
  assert_non_null(strstr(out.ptr, "med 1 mars"));
  ren_buf_free(&out);
}

/* Edits of words that touch the same bytes give way only to surer ones. */
static void the_surest_edit_stays(void **state) {
  static const struct {
    float confidence;
    const char *expected;
  } cases[] = {{0.95f, "den 3 mars 2021, § 118."}, {0.995f, "den 3 mars 2021, at 118."}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren_text *t;
    ren_edits *edits;
    ren__document d;
    ren_edit word = {17, 1, REN_STR("at"), "spelling", cases[i].confidence};
    assert_ok(ren_text_new(&t, REN_STR("den 3 mars 2021, & 118."), err));
    assert_ok(ren_edits_new(&edits, REN_STEP_SPELLING, err));
    assert_ok(ren_edits_add(edits, &word, err));
    assert_ok(ren__document_open(&d, t, *state, NULL, err));
    assert_ok(ren__signs(edits, &d, 0.9f, err));
    ren__document_close(&d);
    assert_ok(ren_text_apply(t, edits, NULL, err));
    assert_str(ren_text_bytes(t), cases[i].expected);
    ren_edits_free(edits);
    ren_text_free(t);
  }
}

/* Every cut of a text full of signs is read without harm. */
static void cut_text(void **state) {
  static const char text[] =
      "::$.53 Ärendenummer KS-2021-00123\n»« (S} v) ($) V,S 5, V och MP | ' ; £ 3\nI. den I januari "
      "5 kap. 3 8 lagen S L-2021-0001 M, D. L, Loch KDi ¢ e — § 12. den 3";
  ren_buf out = {0};
  for (size_t from = 0; from < sizeof text - 1; from++) mend(&out, *state, text + from);
  for (size_t to = 1; to < sizeof text - 1; to++) {
    char cut[sizeof text];
    memcpy(cut, text, to);
    cut[to] = '\0';
    mend(&out, *state, cut);
  }
  ren_buf_free(&out);
}

static int open_model(void **state) {
  *state = small_model();
  return *state ? 0 : -1;
}

static int close_model(void **state) {
  ren_model_free(*state);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(paragraph_signs),
      cmocka_unit_test(bullets),
      cmocka_unit_test(party_letters),
      cmocka_unit_test(stray_marks),
      cmocka_unit_test(figures),
      cmocka_unit_test(other_text_stays),
      cmocka_unit_test(cut_text),
      cmocka_unit_test(the_surest_edit_stays),
      cmocka_unit_test(what_english_models_read),
  };
  return cmocka_run_group_tests(tests, open_model, close_model);
}
