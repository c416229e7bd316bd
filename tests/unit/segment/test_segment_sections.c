/* The outline of a document: documents, boards, matters and their parts, nested. */
#include "unit.h"

#include <renskrift/segment.h>

typedef struct outline {
  ren_reservations *blocks;
  ren_sections *sections;
} outline;

static outline read_text(const ren_text *text) {
  outline o = {0};
  assert_ok(ren_reservations_new(&o.blocks, err));
  assert_ok(ren_sections_new(&o.sections, err));
  assert_ok(ren_segment_sections(o.blocks, o.sections, "p.txt", text, NULL, err));
  return o;
}

static void clear(outline *o) {
  ren_reservations_free(o->blocks);
  ren_sections_free(o->sections);
}

/* Sections lie in the text and in their parents, which come first. */
static void check_nesting(const ren_sections *sections, size_t length) {
  for (size_t i = 0; i < ren_sections_count(sections); i++) {
    const ren_section *s = ren_sections_get(sections, i);
    assert_true(s->length > 0 && s->offset <= length && s->length <= length - s->offset);
    assert_int_equal(s->depth == 0, s->parent == REN_SECTION_NONE);
    if (!s->depth) continue;
    const ren_section *parent = ren_sections_get(sections, s->parent);
    assert_true(s->parent < i && parent->depth + 1 == s->depth);
    assert_true(parent->offset <= s->offset && s->offset + s->length <= parent->offset + parent->length);
  }
}

/* `  kind|number|heading|organ` of every section, a line each, indented by its depth. */
static void show(ren_buf *out, const char *bytes) {
  ren_text *text = NULL;
  assert_ok(ren_text_new(&text, ren_str_of(bytes), err));
  outline o = read_text(text);
  check_nesting(o.sections, strlen(bytes));
  for (size_t i = 0; i < ren_sections_count(o.sections); i++) {
    const ren_section *s = ren_sections_get(o.sections, i);
    const ren_str fields[] = {s->number, s->heading, s->organ};
    ren_buf_printf(out, "%*s%s", (int)s->depth, "", ren_section_kind_name(s->kind));
    for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) {
      ren_buf_putc(out, '|');
      ren_buf_append_str(out, fields[k]);
    }
    ren_buf_putc(out, '\n');
  }
  clear(&o);
  ren_text_free(text);
}

#define TREE "dokument|||Hamnnämnden\n organ||Hamnnämnden|Hamnnämnden\n  ärende|§ 7|Taxa för gästhamnen|Hamnnämnden\n"

static const struct {
  const char *text, *outline;
} documents[] = {
    /* as written */
    {"Hamnnämnden\n\nSammanträde den 14 maj 2024\n\n§ 7 Taxa för gästhamnen\n\nDnr HN 2024/12\n\n"
     "Sammanfattning av ärendet\n\nTaxan föreslås höjas.\n\nYrkanden\n\nUlf Ask (C) yrkar avslag.\n\n"
     "Propositionsordning\n\nOrdföranden finner bifall.\n\nBeslut\n\nTaxan antas.\n\nReservationer\n\n"
     "Reservation av Ulf Ask (C)\n\nVi är emot höjningen.\n\nReservation av Eva Fors (V)\n\nVi vill ha fri hamn.\n\n"
     "Beslutet skickas till\n\nHamnkontoret\n\n§ 8 Muddring av inloppet\n\nBeslut\n\nInloppet muddras.\n\n"
     "Bilaga 2 till § 7\n\nReservation\n\nVi reserverar oss mot höjningen.\n\nUlf Ask (C)\n",
     TREE "   sammanfattning||Sammanfattning av ärendet|Hamnnämnden\n   yrkanden||Yrkanden|Hamnnämnden\n"
          "   omröstning||Propositionsordning|Hamnnämnden\n   beslut||Beslut|Hamnnämnden\n"
          "   reservationer||Reservationer|Hamnnämnden\n"
          "    reservationer||Reservation av Ulf Ask (C)|Hamnnämnden\n"
          "    reservationer||Reservation av Eva Fors (V)|Hamnnämnden\n"
          "   expediering||Beslutet skickas till|Hamnnämnden\n"
          "  ärende|§ 8|Muddring av inloppet|Hamnnämnden\n   beslut||Beslut|Hamnnämnden\n"
          "  bilaga|Bilaga 2|till § 7|Hamnnämnden\n   reservationer||Reservation|Hamnnämnden\n"},
    /* capitals, the heading below its number */
    {"HAMNNÄMNDEN\n\n§ 7\n\nTAXA FÖR GÄSTHAMNEN\n\nBESLUT\n\nTaxan antas.\n\nRESERVATION\n\nUlf Ask (C) reserverar "
     "sig mot beslutet.\n",
     "dokument|||Hamnnämnden\n organ||HAMNNÄMNDEN|Hamnnämnden\n  ärende|§ 7|TAXA FÖR GÄSTHAMNEN|Hamnnämnden\n"
     "   beslut||BESLUT|Hamnnämnden\n   reservationer||RESERVATION|Hamnnämnden\n"},
    /* no blank lines */
    {"Hamnnämnden\n2024-05-14\n§ 7 Taxa för gästhamnen\nSammanfattning\nTaxan föreslås höjas.\nBeslut\nTaxan antas.\n"
     "Ärende 8 Muddring av inloppet\nBeslut\nInloppet muddras.\n",
     TREE "   sammanfattning||Sammanfattning|Hamnnämnden\n   beslut||Beslut|Hamnnämnden\n"
          "  ärende|Ärende 8|Muddring av inloppet|Hamnnämnden\n   beslut||Beslut|Hamnnämnden\n"},
    /* a bad scan: section signs, headings and the board */
    {"Hamnnamndcn\nDatum: 2O24-05-14\n\n8 31 Taxa for gasthamnen\nDnr HN 2024/12\n\nSammanfattninq av arendet\n\n"
     "Taxan hojs.\n\nBes1ut\n\nTaxan antas.\n\n8 32 Muddring av inloppet\nDnr HN 2024/19\n\nRe5ervation\n\n"
     "Ulf Ask (C) reserverar sig mot beslutet.\n",
     "dokument|||Hamnnämnden\n organ||Hamnnamndcn|Hamnnämnden\n  ärende|§ 31|Taxa for gasthamnen|Hamnnämnden\n"
     "   sammanfattning||Sammanfattninq av arendet|Hamnnämnden\n   beslut||Bes1ut|Hamnnämnden\n"
     "  ärende|§ 32|Muddring av inloppet|Hamnnämnden\n   reservationer||Re5ervation|Hamnnämnden\n"},
    /* a chapter with a text per board */
    {"Svar på remiss om ordningsvakter\n\nReservationer m.m.\n\nHamnnämnden\n\nReservation av Ulf Ask (C)\n\n"
     "Vi är emot.\n\nSkolnämnden\n\nSärskilt uttalande av Eva Fors (V)\n\nVi är för.\n",
     "dokument||Svar på remiss om ordningsvakter|Hamnnämnden\n reservationer||Reservationer m.m.|\n"
     "  organ||Hamnnämnden|Hamnnämnden\n   reservationer||Reservation av Ulf Ask (C)|Hamnnämnden\n"
     "  organ||Skolnämnden|Skolnämnden\n   reservationer||Särskilt uttalande av Eva Fors (V)|Skolnämnden\n"},
    /* two minutes in one file; the page head of the first comes back */
    {"Hamnnämnden 2024-05-14\n\n§ 7 Taxa för gästhamnen\n\nBeslut\n\nTaxan antas.\n\nHamnnämnden 2024-05-14\n\n"
     "Taxan gäller från juni.\n\nSkolnämnden 2024-06-02\n\n§ 3 Skolskjutsar\n\nBeslut\n\nSkjutsarna går.\n",
     "dokument|||Hamnnämnden\n organ||Hamnnämnden 2024-05-14|Hamnnämnden\n"
     "  ärende|§ 7|Taxa för gästhamnen|Hamnnämnden\n   beslut||Beslut|Hamnnämnden\n"
     "dokument|||Skolnämnden\n organ||Skolnämnden 2024-06-02|Skolnämnden\n"
     "  ärende|§ 3|Skolskjutsar|Skolnämnden\n   beslut||Beslut|Skolnämnden\n"},
    /* a list of contents, and the matters themselves */
    {"Hamnnämnden 2024-05-14\n\nÄrendelista\n\n§ 7 Taxa för gästhamnen\n§ 8 Bojar\n\nJustering\n\nEva Fors\n\n"
     "§ 7 Taxa för gästhamnen\n\nBeslut\n\nTaxan antas.\n\n§ 8 Bojar\n\nBojarna byts mot nya.\n",
     "dokument|||Hamnnämnden\n organ||Hamnnämnden 2024-05-14|Hamnnämnden\n"
     "  handlingar||Ärendelista|Hamnnämnden\n  justering||Justering|Hamnnämnden\n"
     "  ärende|§ 7|Taxa för gästhamnen|Hamnnämnden\n   beslut||Beslut|Hamnnämnden\n"
     "  ärende|§ 8|Bojar|Hamnnämnden\n"},
    /* the boards that answered, and the chapter that none of them owns */
    {"Svar på remiss om ordningsvakter\n\nBilagor\n1. Reservationer m.m.\n2. Remissen\n\nHamnnämnden\n\n"
     "Nämnden har inget att invända.\n\nSkolnämnden\n\nNämnden tillstyrker.\n\nReservationer m.m.\n\n"
     "Hamnnämnden\n\nReservation av Ulf Ask (C)\n\nVi är emot.\n",
     "dokument||Svar på remiss om ordningsvakter|Hamnnämnden\n handlingar||Bilagor|\n"
     " organ||Hamnnämnden|Hamnnämnden\n organ||Skolnämnden|Skolnämnden\n reservationer||Reservationer "
     "m.m.|\n"
     "  organ||Hamnnämnden|Hamnnämnden\n   reservationer||Reservation av Ulf Ask (C)|Hamnnämnden\n"},
    {"Bara en mening utan rubriker.\n", "dokument|||\n"},
    {"\x02", "dokument|||\n"},
    {" \n\n", ""},
};

static void outlines(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
    ren_buf out = {0};
    show(&out, documents[i].text);
    assert_string_equal(out.ptr ? out.ptr : "", documents[i].outline);
    ren_buf_free(&out);
  }
}

/* ---- extents ------------------------------------------------------------------ */

static void extents(void **state) {
  (void)state;
  const char bytes[] = "Hamnnämnden\n\n§ 7 Kajer\n\nBeslut\n\nKajen rustas.\n\n§ 8 Bojar\n\nBeslut\n\nBojen byts.\n\n";
  ren_text *text = NULL;
  assert_ok(ren_text_new(&text, REN_STR(bytes), err));
  outline o = read_text(text);
  static const char *const pieces[] = {NULL, NULL, "§ 7 Kajer\n\nBeslut\n\nKajen rustas.", "Beslut\n\nKajen rustas.",
                                       "§ 8 Bojar\n\nBeslut\n\nBojen byts."};
  for (size_t i = 2; i < sizeof pieces / sizeof *pieces; i++) {
    const ren_section *s = ren_sections_get(o.sections, i);
    assert_str(((ren_str){bytes + s->offset, s->length}), pieces[i]);
    assert_int_equal(s->origin.offset, s->offset);
    assert_int_equal(s->origin.page, 0);
  }
  assert_null(ren_sections_get(o.sections, 6));
  clear(&o);
  ren_text_free(text);
}

/* ---- pages -------------------------------------------------------------------- */

static void add_line(ren_page *page, const char *words) {
  uint32_t number = (uint32_t)page->line_count;
  ren_line line = {.block = number + 1, .box = {100, (int)(100 + 60 * number), 600, 40}, .size = 34};
  assert_ok(ren_page_add_line(page, &line, err));
  char copy[200];
  strncpy(copy, words, sizeof copy - 1);
  copy[sizeof copy - 1] = '\0';
  for (char *w = strtok(copy, " "); w; w = strtok(NULL, " ")) {
    ren_word word = {.text = ren_str_of(w), .box = line.box, .line = number, .confidence = 1};
    assert_ok(ren_page_add_word(page, &word, err));
  }
}

static void pages(void **state) {
  (void)state;
  ren_page *page[2];
  assert_ok(ren_page_new(&page[0], "p.pdf", 1, err));
  assert_ok(ren_page_new(&page[1], "p.pdf", 2, err));
  add_line(page[0], "Hamnnämnden 2024-05-14");
  add_line(page[0], "§ 7 Taxa för gästhamnen");
  add_line(page[0], "Taxan föreslås höjas.");
  add_line(page[1], "Beslut");
  add_line(page[1], "Taxan antas.");
  ren_text *text = NULL;
  assert_ok(ren_text_from_pages(&text, page, 2, err));
  outline o = read_text(text);
  check_nesting(o.sections, ren_text_bytes(text).len);
  assert_int_equal(ren_sections_count(o.sections), 4);
  assert_int_equal(ren_sections_get(o.sections, 2)->origin.page, 1);
  const ren_section *decision = ren_sections_get(o.sections, 3);
  assert_int_equal(decision->kind, REN_SECTION_DECISION);
  assert_int_equal(decision->origin.page, 2);
  assert_int_equal(decision->origin.offset, 0);
  clear(&o);
  ren_text_free(text);
  ren_page_free(page[0]);
  ren_page_free(page[1]);
}

/* ---- the list ----------------------------------------------------------------- */

static void blocks_stay_the_same(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
    ren_text *text = NULL;
    ren_reservations *alone = NULL;
    ren_buf first = {0}, second = {0};
    assert_ok(ren_text_new(&text, ren_str_of(documents[i].text), err));
    assert_ok(ren_reservations_new(&alone, err));
    assert_ok(ren_segment(alone, "p.txt", text, NULL, err));
    outline o = read_text(text);
    ren_reservations_write_ndjson(alone, &first);
    ren_reservations_write_ndjson(o.blocks, &second);
    assert_true(ren_str_eq(ren_buf_str(&first), ren_buf_str(&second)));
    ren_buf_free(&first);
    ren_buf_free(&second);
    clear(&o);
    ren_reservations_free(alone);
    ren_text_free(text);
  }
}

static void a_batch_and_its_records(void **state) {
  (void)state;
  ren_text *text = NULL, *broken = NULL;
  ren_buf out = {0};
  assert_ok(ren_text_new(&text, REN_STR("Hamnnämnden\n\n§ 7 Kajer\n\nKajen rustas.\n"), err));
  assert_ok(ren_text_new(&broken, REN_STR("\xFF\xFE"), err));
  outline o = read_text(text);
  assert_int_equal(ren_segment_sections(o.blocks, o.sections, "x", broken, NULL, NULL), REN_EFORMAT);
  assert_int_equal(ren_sections_count(o.sections), 3);
  assert_ok(ren_segment_sections(o.blocks, o.sections, "q.txt", text, NULL, err));
  assert_int_equal(ren_sections_count(o.sections), 6);
  assert_int_equal(ren_sections_get(o.sections, 5)->parent, 4);
  assert_str(ren_sections_get(o.sections, 5)->file, "q.txt");
  ren_sections_write_ndjson(o.sections, &out);
  const char last[] = "{\"schema\":\"renskrift/section/1\",\"section\":6,\"parent\":5,\"depth\":2,\"file\":\"q.txt\","
                      "\"page\":null,\"offset\":14,\"length\":25,\"kind\":\"ärende\",\"number\":\"§ 7\","
                      "\"heading\":\"Kajer\",\"organ\":\"Hamnnämnden\"}\n";
  assert_true(out.len > strlen(last));
  assert_string_equal(out.ptr + out.len - strlen(last), last);
  ren_buf_free(&out);
  clear(&o);
  ren_text_free(text);
  ren_text_free(broken);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(outlines), cmocka_unit_test(extents), cmocka_unit_test(pages),
                                     cmocka_unit_test(blocks_stay_the_same), cmocka_unit_test(a_batch_and_its_records)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
