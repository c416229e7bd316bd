/* Numbers that count the lines of print, and numbers that do not. */
#include "lines/joined_text.h"

#include <stdio.h>

static const char *const sentence[] = {"Tekniska nämnden beslutar att ge förvaltningen i uppdrag att",
                                       "återkomma med ett förslag till ny parkeringsnorm för centrum",
                                       "senast i januari. Nämnden har tidigare behandlat frågan om",
                                       "cykelvägar längs Storgatan och funnit att trafiksäkerheten bör",
                                       "förbättras innan skolan öppnar. Förvaltningen anser därför att",
                                       "arbetet ska påbörjas under våren och att kostnaden ryms inom",
                                       "ramen för nämndens budget. Samråd har skett med de boende, som",
                                       "önskar lägre hastighet, fler övergångsställen och belysning vid",
                                       "busshållplatsen. Polisen har yttrat sig och delar bedömningen att",
                                       "sträckan är olycksdrabbad, särskilt under den mörka årstiden."};
enum { SENTENCES = sizeof sentence / sizeof *sentence };

static char *join(const char *in, ren_lines_opts opts, size_t *numbers) {
  return joined_text(in, &opts, "line-number", numbers);
}

/* Pages of the sentence lines with numbers as the format says; each `step` lines. */
static char *numbered(const char *with, const char *without, int step, bool anew) {
  ren_buf out = {0};
  for (int page = 0; page < 2; page++)
    for (int i = 0; i < SENTENCES; i++) {
      int number = (anew ? 0 : page * SENTENCES) + i + 1;
      const char *text = page && i == 0 ? "Omsorgsnämnden föreslår att ge förvaltningen i uppdrag att" : sentence[i];
      if (number % step == 0)
        ren_buf_printf(&out, with, number, text);
      else
        ren_buf_printf(&out, without, text);
      if (i + 1 == SENTENCES) ren_buf_printf(&out, "%s", page == 0 ? "\f" : "");
    }
  return out.ptr;
}

static void check(const char *with, const char *without, int step, bool anew, size_t want) {
  char *in = numbered(with, without, step, anew);
  size_t numbers;
  char *out = join(in, (ren_lines_opts)REN_LINES_OPTS_INIT, &numbers);
  assert_int_equal(numbers, want);
  assert_non_null(strstr(out, "att återkomma med"));
  assert_non_null(strstr(out, "\nOmsorgsnämnden föreslår att"));
  for (char *c = out; *c; c++) assert_false(*c >= '0' && *c <= '9');
  free(in);
  free(out);
}

static void numbers_of_lines_go(void **state) {
  (void)state;
  check("%2d   %s\n", "     %s\n", 1, true, 20);
  check("%2d   %s\n", "     %s\n", 1, false, 20);
  check("%d %s\n", "%s\n", 1, false, 20);
  check("%3d\t%s\r\n", "   \t%s\r\n", 1, true, 20);
}

static void each_fifth_line(void **state) {
  (void)state;
  ren_buf twice = {0};
  char *in = numbered("%2d   %s\n", "     %s\n", 5, false);
  ren_buf_printf(&twice, "%s", in);
  for (int number = 25; number <= 40; number += 5) /* two pages more */
    ren_buf_printf(&twice, "     %s\n     %s\n     %s\n     %s\n%2d   %s\n", sentence[0], sentence[1], sentence[2],
                   sentence[3], number, sentence[4]);
  size_t numbers;
  char *out = join(twice.ptr, (ren_lines_opts)REN_LINES_OPTS_INIT, &numbers);
  assert_int_equal(numbers, 8);
  assert_non_null(strstr(out, "trafiksäkerheten bör förbättras"));
  ren_buf_free(&twice);
  free(in);
  free(out);
}

/* Numbers as OCR gives them: the neighbours tell. Words of such letters stay. */
static void misread_numbers(void **state) {
  (void)state;
  static const char *const number[] = {" 1", " 2", " 3", " 4", " S", " 6", " 7",
                                       " 8", " 9", "1O", "l1", "12", "I3", "14"};
  ren_buf in = {0};
  for (int i = 0; i < 14; i++)
    ren_buf_printf(&in, "%s   %s\n", number[i],
                   i == 4 ? "I dag finns inga övergångsställen, och trafiken väntas öka så" : sentence[i % SENTENCES]);
  size_t numbers;
  char *out = join(in.ptr, (ren_lines_opts)REN_LINES_OPTS_INIT, &numbers);
  assert_int_equal(numbers, 13); /* a lone S might be a word */
  assert_non_null(strstr(out, "I dag finns"));
  assert_null(strstr(out, "1O"));
  free(out);
  ren_buf_free(&in);
}

static void divided_words_come_together(void **state) {
  (void)state;
  ren_buf in = {0};
  for (int i = 0; i < SENTENCES; i++) ren_buf_printf(&in, "%2d   %s\n", i + 1, sentence[i]);
  ren_buf_printf(&in, "11   Nämnden antog i fjol en plan för hur skolor och gång-\n"
                      "12   och cykelvägar ska hänga samman med kommunens verksam-\n13   hetsplan.\n");
  size_t numbers;
  char *out = join(in.ptr, (ren_lines_opts)REN_LINES_OPTS_INIT, &numbers);
  assert_int_equal(numbers, 13);
  assert_non_null(strstr(out, "gång- och cykelvägar ska hänga samman med kommunens verksamhetsplan."));
  free(out);
  ren_lines_opts keep = REN_LINES_OPTS_INIT;
  keep.keep_lines = true;
  out = join(in.ptr, keep, &numbers);
  assert_int_equal(numbers, 0);
  assert_non_null(strstr(out, "12   och cykelvägar ska hänga samman med kommunens verksamhetsplan.\n13   "));
  free(out);
  ren_buf_free(&in);
}

/* Numbers with lines of their own, in any order, as pdftotext gives them. */
static void numbers_by_themselves(void **state) {
  (void)state;
  static const int order[] = {1, 2, 3, 5, 6, 4, 7, 8, 9, 10, 12, 11, 13, 14, 15, 16};
  for (int pages = 1; pages <= 3; pages++) {
    ren_buf in = {0};
    for (int page = 0; page < pages; page++) {
      if (page) ren_buf_printf(&in, "\f");
      for (int i = 0; i < 16; i++) ren_buf_printf(&in, "%d\n\n%s\n\n", order[i], sentence[i % SENTENCES]);
    }
    size_t numbers;
    char *out = join(in.ptr, (ren_lines_opts)REN_LINES_OPTS_INIT, &numbers);
    assert_int_equal(numbers, pages < 2 ? 0 : 16 * pages); /* once, it may be an agenda */
    free(out);
    ren_buf_free(&in);
  }
}

static void other_numbers_stay(void **state) {
  (void)state;
  static const char *const texts[] = {
      /* an agenda */
      " 1   Mötets öppnande\n 2   Val av justerare\n 3   Godkännande av dagordning\n 4   Föregående protokoll\n"
      " 5   Rapport från förvaltningen om budgeten och uppföljningen av\n     verksamhetsplanen\n"
      " 6   Ansökan om bygglov på fastigheten Ekbacken\n 7   Remiss om översiktsplanen\n 8   Övriga frågor\n"
      " 9   Nästa möte\n10   Mötets avslutande\n",
      /* a table with numbered rows */
      "1  personal  230\n2  lokaler  110\n3  material  45\n4  transporter  12\n5  konsulter  9\n6  avgifter  8\n"
      "7  övrigt  4\n8  ränta  2\n9  avskrivningar  1\n10  summa  421\n",
      /* years */
      "2015 byggdes skolan ut med två paviljonger som nu ska rivas\n2016 kom en ny ledning till förvaltningen och tog "
      "över\n"
      "2017 antogs en plan\n2018 reviderades planen\n2019 byttes planen\n2020 gick planen ut\n2021 kom en ny\n2022 "
      "med\n"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    size_t numbers;
    char *out = join(texts[i], (ren_lines_opts)REN_LINES_OPTS_INIT, &numbers);
    assert_int_equal(numbers, 0);
    free(out);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(numbers_of_lines_go),   cmocka_unit_test(each_fifth_line),
      cmocka_unit_test(misread_numbers),       cmocka_unit_test(divided_words_come_together),
      cmocka_unit_test(numbers_by_themselves), cmocka_unit_test(other_numbers_stay),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
