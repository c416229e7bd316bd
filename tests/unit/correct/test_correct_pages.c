/* The corrector on whole pages, with the compiled language data. */
#include "correcting.h"
#include "real_model.h"

#include <renskrift/text.h>

/* ---- pages --------------------------------------------------------------- */

/* With names and compounds that no list has. */
static const char MINUTES[] = "§ 12 Ärendenummer KS 2023/552\n"
                              "Åtgärdsplan för tryggare skolvägar\n"
                              "\n"
                              "Kommunstyrelsen beslutade i maj att ge förvaltningen i uppdrag att se över hur\n"
                              "eleverna tar sig till skolan. Förvaltningen har därefter träffat föräldrar, rektorer\n"
                              "och poliser från närområdet och gått igenom vilka sträckor som upplevs som otrygga.\n"
                              "Översynen visar att belysningen behöver förbättras vid gångtunneln och att farten\n"
                              "är för hög på Hästhagsvägen, där barnen går över till idrottshallen.\n"
                              "\n"
                              "Ledamoten Åke Sjöstrandh yrkar att nämnden ska återremittera ärendet för att få\n"
                              "belyst vad skolvägsbelysningen kostar. Även Åsa Grönqvist anser att underlaget är\n"
                              "för tunt. Ordföranden ställer förslagen mot varandra och finner att nämnden\n"
                              "beslutar enligt förvaltningens förslag.\n"
                              "\n"
                              "Nämnden beslutar\n"
                              "att godkänna åtgärdsplanen för skolvägarna,\n"
                              "att uppdra åt förvaltningen att återkomma före sommaren, samt\n"
                              "att översända beslutet till kommunstyrelsen för kännedom.\n"
                              "\n"
                              "Vid protokollet\n"
                              "Gösta Sjöberg\n";
static const char MORE_MINUTES[] =
    "§ 13 Återrapport om vattenmätare i Bygdeåsens samhälle\n"
    "Tekniska nämnden har låtit byta vattenmätarna i åttiofem hushåll. Av rapporten framgår\n"
    "att mätarbytet drog ut på tiden, eftersom leverantören inte kunde hålla sina löften.\n"
    "Några boende har hört av sig om höga räkningar, och de har fått besked att avgifterna\n"
    "räknas om från årsskiftet. Åke Björnhed (S) frågar när fjärravläsningen är på plats.\n"
    "Chefen för VA-enheten svarar att det sker så snart avtalet är påskrivet.\n"
    "\n"
    "Nämnden tackar för redogörelsen och lägger den till handlingarna.\n"
    "\n"
    "§ 14 Övriga frågor\n"
    "Ewa Hägglöf tar upp snöröjningen vid äldreboendet Fjällgläntan, där de äldre\n"
    "inte vågar gå ut när det är halt. Förvaltningen lovar att se över plogrundorna.\n";
static const char OLD_SPELLING[] = "Sammanträdet öppnades af ordföranden klockan half tolf förmiddagen, hvarvid\n"
                                   "upplästes en skrifvelse från fattigvårdsstyrelsen angående qvarboende enkors\n"
                                   "understöd. Efter någon öfverläggning blef beslutadt, att hvarje rote skulle\n"
                                   "lemna sitt bidrag före den 1 nästkommande mars, hvilket äfven protokollfördes.\n"
                                   "Hr Lindqvist anmälde att bron öfver ån vore i behof af lagning, och att\n"
                                   "kostnaden icke torde öfverstiga tjugo riksdaler. Stämman godkände förslaget\n"
                                   "och uppdrog åt nämndens ordförande att härom gå i författning.\n";
static const char QUOTATIONS[] = "Nämnden har tagit del av ett brev från vänorten i Danmark. I brevet står det:\n"
                                 "Vi er meget glade for det nye samarbejde, og vi vil gerne have jer med ved mødet\n"
                                 "i august. Det er ikke afgjort hvor det skal holdes, men borgmesteren ved mere.\n"
                                 "Nämnden tackar för inbjudan och uppdrar åt ordföranden att svara.\n"
                                 "Från Finland kom en hälsning: Tervetuloa meille, täällä on kaikki hyvin mutta\n"
                                 "talvi oli pitkä ja kylmä niin kuin aina. Hälsningen läggs till handlingarna.\n";
static const char TABLE[] = "Bilaga 2. Mätvärden vid badplatserna\n"
                            "Badplats Tot. ytm. halter enl. ledn. och prov, mg/l och kbe/100 ml\n"
                            "Lill-Jobs 0,12 mg/l o. 14 kbe, jfr prot. och bil. nr 3\n"
                            "Norra viken ca 0,3 µg/l, max. tillåt. halt 0,5 µg/l\n"
                            "Anm. Provt. av konsult J.A. Ek resp. B-M Ahl, tel. 08-555 12 30\n";
static const char FEW_MISREAD[] =
    "Kultur- och fritidsnämnden har under året fördelat bidrag till föreningar som ordnar\n"
    "läger för barn. Nämnden ser att behovet av lokaler växer och att flera föreningar\n"
    "delar på samma gymnastiksal. Förvaltningen föreslår därför att taxan ändras så att\n"
    "ungdomsverksamhet går före på vardagar. Nämnden beslutar enligt förslaget och ger\n"
    "förvaltningen i uppdrag att följa upp hur tiderna används. Ungdomsgårdcn i Brovik\n"
    "håller öppet på lördagar, och personalen där får hjälp av kommunens fältassistenter.\n";

static const char *const PAGES[] = {MINUTES, MORE_MINUTES, OLD_SPELLING, QUOTATIONS, TABLE, FEW_MISREAD};
enum { PAGE_COUNT = sizeof PAGES / sizeof *PAGES, WAYS = DROPPED + 1 };

/* ---- what comes back ----------------------------------------------------- */

typedef struct result {
  size_t words, damaged, left, wrong;
} result;

static size_t next_word(const char *text, size_t at, size_t *length) {
  at += strspn(text + at, " \n");
  *length = strcspn(text + at, " \n");
  return at;
}

/* A page damaged and corrected, word by word. */
static result restore(const ren_model *model, const char *page, damage how) {
  ren_buf damaged = {0}, out = {0};
  result r = {0};
  damage_text(&damaged, ren_str_of(page), how);
  correct_text(&out, model, damaged.ptr);
  size_t was, seen, is;
  for (size_t a = 0, b = 0, c = 0; a = next_word(page, a, &was), was > 0; a += was, b += seen, c += is) {
    b = next_word(damaged.ptr, b, &seen);
    c = next_word(out.ptr, c, &is);
    bool right = was == is && memcmp(page + a, out.ptr + c, was) == 0;
    bool left = seen == is && memcmp(damaged.ptr + b, out.ptr + c, is) == 0;
    r.words++;
    r.damaged += was != seen || memcmp(page + a, damaged.ptr + b, was) != 0;
    r.left += !right && left;
    r.wrong += !right && !left;
    if (!right && !left && how != DROPPED) fail_msg("%.*s became %.*s", (int)was, page + a, (int)is, out.ptr + c);
  }
  ren_buf_free(&damaged);
  ren_buf_free(&out);
  return r;
}

/* Nearly all damaged words come back, those that no list has with them; one or two may be
 * left, none is made another one. */
static void lost_marks_come_back(void **state) {
  static const char *const names[] = {"plain letters", "question marks", "replacement characters"};
  needs_real_model(state);
  for (int i = 0; i < 2; i++) {
    for (int how = PLAIN; how <= REPLACEMENT; how++) {
      result r = restore(*state, PAGES[i], (damage)how);
      assert_true(r.damaged * 4 > r.words);
      if (r.left * 40 > r.damaged) fail_msg("%s: %zu of %zu words are left", names[how], r.left, r.damaged);
    }
  }
}

/* Of letters that are gone altogether not all can be known, but nearly all. */
static void dropped_letters_mostly_come_back(void **state) {
  needs_real_model(state);
  result r = restore(*state, MINUTES, DROPPED);
  if ((r.left + r.wrong) * 25 > r.words) fail_msg("%zu of %zu words did not come back", r.left + r.wrong, r.words);
}

typedef struct change {
  const char *text, *wanted;
} change;

static void check_changes(const ren_model *model, const change *cases, size_t count) {
  for (size_t i = 0; i < count; i++) {
    ren_buf out = {0};
    correct_text(&out, model, cases[i].text);
    assert_same_lines(out.ptr, cases[i].wanted, "corrected");
    ren_buf_free(&out);
  }
}

/* A first letter comes back as a capital where a sentence, a heading, a line or a name
 * begins, and as a small letter elsewhere. */
static void first_letters_come_back_in_their_case(void **state) {
  static const change cases[] = {
      {"§ 12 ?rendenummer och h?nvisningar\n§ 13 ?ldrefr?gor\n?vriga ?renden tas upp sist.\n",
       "§ 12 Ärendenummer och hänvisningar\n§ 13 Äldrefrågor\nÖvriga ärenden tas upp sist.\n"},
      {"N?mnden har tr?ffat ?ldre och yngre, ?ven ?sa var med. ?rsredovisningen f?r f?reg?ende ?r l?ggs till "
       "handlingarna.\n",
       "Nämnden har träffat äldre och yngre, även Åsa var med. Årsredovisningen för föregående år läggs till "
       "handlingarna.\n"},
      {"- ?terkoppling till f?r?ldrar\na) ?vers?nda f?rslaget\nDE ?LDRES R?TT\n",
       "- Återkoppling till föräldrar\na) översända förslaget\nDE ÄLDRES RÄTT\n"},
      {"N?mnden beslutade i maj att f?rvaltningen skulle se ?ver vilka\n?tg?rder som beh?vs f?r att f?rb?ttra "
       "milj?n.\n",
       "Nämnden beslutade i maj att förvaltningen skulle se över vilka\nåtgärder som behövs för att förbättra "
       "miljön.\n"},
  };
  needs_real_model(state);
  check_changes(*state, cases, sizeof cases / sizeof *cases);
}

/* A question mark behind a word with lost letters is no lost letter. */
static void questions_stay_questions(void **state) {
  static const change cases[] = {
      {"N?mnden fr?gar f?rvaltningen: Vad h?nder nu? Vem bor d?r? Ska vi f? det s?? ?r det r?tt?\n"
       "F?rvaltningen svarar att ?tg?rden ?r gjord, och att n?got annat inte ?r aktuellt.\n",
       "Nämnden frågar förvaltningen: Vad händer nu? Vem bor där? Ska vi få det så? Är det rätt?\n"
       "Förvaltningen svarar att åtgärden är gjord, och att något annat inte är aktuellt.\n"},
      {"Fr?gan ?r om n?mnden vill g?ra s?. Vad kostar f?rslaget?\nJa, f?rvaltningen f?r g?ra det nu.\n",
       "Frågan är om nämnden vill göra så. Vad kostar förslaget?\nJa, förvaltningen får göra det nu.\n"},
  };
  needs_real_model(state);
  check_changes(*state, cases, sizeof cases / sizeof *cases);
}

/* `f?rdelat` is no `fördelar`, however well that goes with the words around it. */
static void a_lost_letter_excuses_no_other_one(void **state) {
  needs_real_model(state);
  ren_buf out = {0};
  correct_text(&out, *state, "N?mnden har under ?ret f?rdelat bidrag till f?reningar.");
  assert_non_null(strstr(out.ptr, "Nämnden har under året f"));
  assert_non_null(strstr(out.ptr, "rdelat bidrag till föreningar."));
  ren_buf_free(&out);
}

static void the_same_damage_all_over_a_page_is_undone(void **state) {
  static const change cases[] = {
      /* a reader without å, ä, ö; blanks lost or read as marks */
      {"F6rvaltningen f6reslar att uppdraget ska omfatta.aven de mindre skolorna i kommunen, och att\n"
       "namnden.darefter far ta stallning till om ytterligare lokaler behovs. Arendet har\n"
       "beretts i samrad med forskolorna och skoladministrationen, som ser behov av mer\n"
       "personal. Namnden beslutar attgodkanna forslaget.\n",
       "Förvaltningen föreslår att uppdraget ska omfatta även de mindre skolorna i kommunen, och att\n"
       "nämnden därefter får ta ställning till om ytterligare lokaler behövs. Ärendet har\n"
       "beretts i samråd med förskolorna och skoladministrationen, som ser behov av mer\n"
       "personal. Nämnden beslutar att godkänna förslaget.\n"},
      /* m read as rn */
      {"Kornrnunstyrelsen har rnottagit förslaget från narnnden orn nya lokaler. Narnnden rnenar att\n"
       "behovet är stort och att rnan rnåste handla nu. Kornrnunen har rnånga skolor sorn\n"
       "behöver rnera rurn. Förvaltningen forrnulerar ett rnål för\n"
       "sarnverkan rned föreningarna. Beslutet ornfattar även rnedel till rnatsalen.\n",
       "Kommunstyrelsen har mottagit förslaget från nämnden om nya lokaler. Nämnden menar att\n"
       "behovet är stort och att man måste handla nu. Kommunen har många skolor som\n"
       "behöver mera rum. Förvaltningen formulerar ett mål för\n"
       "samverkan med föreningarna. Beslutet omfattar även medel till matsalen.\n"},
      /* l read as 1 */
      {"1edamoten yrkar bifa11 till förs1aget. Kommunen beslutar att ti11styrka motionen. Även f1era\n"
       "1edamöter instämmer, och beslutet är enhä11igt. Nämnden ska11 se till att a11a sko1or får hjä1p.\n",
       "Ledamoten yrkar bifall till förslaget. Kommunen beslutar att tillstyrka motionen. Även flera\n"
       "ledamöter instämmer, och beslutet är enhälligt. Nämnden skall se till att alla skolor får hjälp.\n"},
  };
  needs_real_model(state);
  check_changes(*state, cases, sizeof cases / sizeof *cases);
}

/* ---- what stays ---------------------------------------------------------- */

static void right_and_odd_pages_stay(void **state) {
  needs_real_model(state);
  for (size_t i = 0; i < PAGE_COUNT; i++) {
    ren_buf out = {0};
    correct_text(&out, *state, PAGES[i]);
    assert_same_lines(out.ptr, PAGES[i], "a page that is right");
    ren_buf_free(&out);
  }
}

/* Lines by themselves tell little of damage, and are left alone all the more. */
static void right_lines_stay(void **state) {
  static const char *const lines[] = {
      "Har du hår av stål, och får fåren äta där?",
      "Vårt mål är att målet avgörs i vår, sade hon när de såg haren vid ån.",
      "Backen vid bäcken är brant, och taket över tåget läcker.",
      "Lars Lemna och Kerstin Enkvist adjungeras vid behandlingen av ärendet.",
      "Uppdraget ges till Tom Sandors firma Sandors Tak AB för åtgärder på fastigheten Torp 1:24.",
      "Radon mäts i mBq och Bq/m3 enl. SSM.",
      "Ordf. anm. att sekr. är sjuk, v. ordf. tjänstgör.",
      "Motionen är väckt av m-gruppen och s-gruppen.",
      "Se bil. A och bil. B jfr KF:s beslut.",
      "Fru Alm, hr Ros, frk Dal och direktör Wrzesniewski är kallade.",
      "Larm gick 04.12 i kv. Sparven, där en garagelänga brann.",
      "Hamid Rezaei, Nguyen Thi Hoa och Szilvia Szabó välkomnas som nya svenska medborgare.",
      "Vattennivån i Lången mäts kl. 8 av AB Fjällmät.",
  };
  needs_real_model(state);
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    ren_buf out = {0};
    correct_text(&out, *state, lines[i]);
    assert_string_equal(out.ptr, lines[i]);
    ren_buf_free(&out);
  }
}

static size_t count_letter(ren_str text, uint32_t wanted) {
  size_t count = 0;
  for (size_t i = 0; i < text.len;) {
    uint32_t letter;
    i += ren_utf8_decode(text.ptr + i, text.len - i, &letter);
    count += ren_to_lower(letter) == wanted;
  }
  return count;
}

/* In a text that lost its marks, those that are left are right: `what is pasted from
 * another one`. Some letters keep theirs by turns. */
static void marks_that_are_seen_stay(void **state) {
  needs_real_model(state);
  for (unsigned every = 2; every <= 7; every++) {
    ren_buf text = {0};
    ren_str page = ren_str_of(MINUTES);
    unsigned marks = 0;
    for (size_t i = 0; i < page.len;) {
      uint32_t letter;
      size_t length = ren_utf8_decode(page.ptr + i, page.len - i, &letter);
      if (is_marked_letter(letter) && ++marks % every)
        append_damaged(&text, letter, PLAIN);
      else
        ren_buf_append(&text, page.ptr + i, length);
      i += length;
    }
    ren_edits *edits = edits_of(*state, ren_buf_str(&text), 0.5f);
    assert_true(ren_edits_count(edits) > 30);
    for (size_t i = 0; i < ren_edits_count(edits); i++) {
      static const uint32_t marked[] = {0xE5, 0xE4, 0xF6};
      const ren_edit *edit = ren_edits_get(edits, i);
      ren_str before = {text.ptr + edit->offset, edit->length};
      for (int m = 0; m < 3; m++)
        if (count_letter(edit->after, marked[m]) < count_letter(before, marked[m]))
          fail_msg("%.*s became %.*s", (int)before.len, before.ptr, (int)edit->after.len, edit->after.ptr);
    }
    ren_edits_free(edits);
    ren_buf_free(&text);
  }
}

/* ---- properties ---------------------------------------------------------- */

/* What was corrected stays so when the text is corrected again, and hardly anything is
 * added to it. */
static void check_twice(const ren_model *model, const ren_buf *damaged, size_t most) {
  ren_text *text;
  ren_log *log;
  assert_ok(ren_text_new(&text, ren_buf_str(damaged), err));
  assert_ok(ren_log_new(&log, err));
  ren_edits *edits = edits_of(model, ren_buf_str(damaged), 0.9f);
  assert_ok(ren_text_apply(text, edits, log, err));
  ren_edits *again = edits_of(model, ren_text_bytes(text), 0.9f);
  assert_in_range(ren_edits_count(again), 0, most);
  for (size_t i = 0; i < ren_edits_count(again); i++) {
    const ren_edit *edit = ren_edits_get(again, i);
    for (size_t k = 0; k < ren_log_count(log); k++) {
      const ren_log_entry *done = ren_log_get(log, k);
      bool apart =
          edit->offset + edit->length <= done->out_offset || done->out_offset + done->out_length <= edit->offset;
      if (!apart)
        fail_msg("%.*s, then %.*s", (int)done->after.len, done->after.ptr, (int)edit->after.len, edit->after.ptr);
    }
  }
  ren_edits_free(edits);
  ren_edits_free(again);
  ren_log_free(log);
  ren_text_free(text);
}

static void corrected_text_is_not_corrected_again(void **state) {
  needs_real_model(state);
  for (int i = 0; i < PAGE_COUNT * WAYS; i++) {
    ren_buf damaged = {0};
    damage_text(&damaged, ren_str_of(PAGES[i / WAYS]), (damage)(i % WAYS));
    check_twice(*state, &damaged, i / WAYS < 2 && i % WAYS != DROPPED ? 0 : 3);
    ren_buf_free(&damaged);
  }
}

static void check_edits(const ren_edits *edits, ren_str text, float min_confidence) {
  for (size_t i = 0; i < ren_edits_count(edits); i++) {
    const ren_edit *edit = ren_edits_get(edits, i);
    ren_str before = {text.ptr + edit->offset, edit->length};
    assert_true(edit->offset <= text.len && edit->length <= text.len - edit->offset);
    for (size_t k = 0; k < i; k++) {
      const ren_edit *other = ren_edits_get(edits, k);
      assert_true(other->offset + other->length <= edit->offset || edit->offset + edit->length <= other->offset);
    }
    assert_true(edit->confidence > 0 && edit->confidence < 1 && edit->confidence >= min_confidence);
    assert_false(ren_str_eq(before, edit->after));
    assert_int_equal(ren_utf8_valid(before.ptr, before.len), before.len);
    assert_int_equal(ren_utf8_valid(edit->after.ptr, edit->after.len), edit->after.len);
    assert_null(memchr(before.ptr, '\n', before.len));
    assert_null(memchr(edit->after.ptr, '\n', edit->after.len));
    assert_true(edit->rule && *edit->rule);
  }
}

/* Edits do not overlap, say how sure they are, and leave lines alone; who
 * asks for more gets less. */
static void edits_are_sound(void **state) {
  static const float asked[] = {0.5f, 0.9f, 0.97f, 0.999f, 1};
  needs_real_model(state);
  for (int i = 0; i < PAGE_COUNT * WAYS; i++) {
    ren_buf damaged = {0};
    size_t more = SIZE_MAX;
    damage_text(&damaged, ren_str_of(PAGES[i / WAYS]), (damage)(i % WAYS));
    for (size_t a = 0; a < sizeof asked / sizeof *asked; a++) {
      ren_edits *edits = edits_of(*state, ren_buf_str(&damaged), asked[a]);
      check_edits(edits, ren_buf_str(&damaged), asked[a]);
      assert_true(ren_edits_count(edits) <= more);
      more = ren_edits_count(edits);
      ren_edits_free(edits);
    }
    assert_int_equal(more, 0);
    ren_buf_free(&damaged);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lost_marks_come_back),
      cmocka_unit_test(dropped_letters_mostly_come_back),
      cmocka_unit_test(first_letters_come_back_in_their_case),
      cmocka_unit_test(questions_stay_questions),
      cmocka_unit_test(a_lost_letter_excuses_no_other_one),
      cmocka_unit_test(the_same_damage_all_over_a_page_is_undone),
      cmocka_unit_test(right_and_odd_pages_stay),
      cmocka_unit_test(right_lines_stay),
      cmocka_unit_test(marks_that_are_seen_stay),
      cmocka_unit_test(corrected_text_is_not_corrected_again),
      cmocka_unit_test(edits_are_sound),
  };
  return cmocka_run_group_tests(tests, open_real_model, close_real_model);
}
