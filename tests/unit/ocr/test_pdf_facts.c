/* XMP packets written and read, dates, the colour profile, drawing instructions judged. */
#include "export/srgb_profile.h"
#include "export/xmp.h"
#include "layer/contents_check.h"

#include "unit.h"

static void test_dates(void **state) {
  (void)state;
  static const char *const dates[][2] = {
      {"D:20240506120000+02'00'", "2024-05-06T12:00:00+02:00"},
      {"D:20240506120000-0930", "2024-05-06T12:00:00-09:30"},
      {"20240506120000Z", "2024-05-06T12:00:00Z"},
      {"D:20240506120000", "2024-05-06T12:00:00"},
      {"D:202405061200+01", "2024-05-06T12:00+01:00"},
      {"D:20240506", "2024-05-06"},
      {"D:2024", "2024"},
      {"D:2024050612", ""},
      {"D:20240506120000 CET", ""},
      {"den 6 maj", ""},
      {"", ""},
  };
  for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
    ren_buf out = {0};
    ren__xmp_date(&out, ren_str_of(dates[i][0]));
    assert_str(ren_buf_str(&out), dates[i][1]);
    ren_buf_free(&out);
  }
}

static void test_properties(void **state) {
  (void)state;
  static const struct {
    const char *packet, *title;
  } cases[] = {
      {"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\"> A &lt;b&gt; "
       "</rdf:li><rdf:li>C</rdf:li></rdf:Alt></dc:title>",
       "A <b>"},
      {"<rdf:Description dc:title='Budget &quot;25&quot;' x=\"y\">", "Budget \"25\""},
      {"<x dc:titles=\"no\"><dc:title/>", ""},
      {"<dc:title>never closed", ""},
      {"dc:title", ""},
      {" dc:title=", ""},
      {" dc:title=\"open", ""},
      {"<dc:title>a&b</dc:title>", "a"},
      {"", ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren_buf out = {0};
    ren__xmp_property(&out, ren_str_of(cases[i].packet), "dc:title");
    assert_str(ren_buf_str(&out), cases[i].title);
    ren_buf_free(&out);
  }
}

static void test_claims(void **state) {
  (void)state;
  static const struct {
    const char *packet, *again; /* NULL: no claim to be set right */
    unsigned part;
  } cases[] = {
      {"<a pdfaid:part=\"1\" pdfaid:conformance='A'/>", "<a pdfaid:part=\"2\" pdfaid:conformance='B'/>", 1},
      {"<pdfaid:part>3</pdfaid:part><pdfaid:conformance> U </pdfaid:conformance>",
       "<pdfaid:part>3</pdfaid:part><pdfaid:conformance> B </pdfaid:conformance>", 3},
      {"<a pdfaid:part=\"4\" pdfaid:conformance=\"F\"/>", NULL, 4},
      {"<a pdfaid:part=\"2\"/>", NULL, 2},
      {"<a pdfaid:part=\"22\" pdfaid:conformance='A'/>", NULL, 0},
      {"<a/>", NULL, 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren_buf out = {0};
    ren_str packet = ren_str_of(cases[i].packet);
    assert_int_equal(ren__xmp_part(packet), cases[i].part);
    assert_int_equal(ren__xmp_reclaim(&out, packet), cases[i].again != NULL);
    assert_str(ren_buf_str(&out), cases[i].again ? cases[i].again : "");
    ren_buf_free(&out);
  }
}

/* What is written is read back. */
static void test_written(void **state) {
  (void)state;
  ren__xmp facts = {.title = REN_STR("<Protokoll> & \"bilaga\""), .author = REN_STR("Åke"), .created = REN_STR("2024")};
  ren_buf out = {0}, title = {0};
  ren__xmp_write(&out, &facts, true);
  assert_int_equal(ren__xmp_part(ren_buf_str(&out)), 2);
  ren__xmp_property(&title, ren_buf_str(&out), "dc:title");
  assert_str(ren_buf_str(&title), "<Protokoll> & \"bilaga\"");
  assert_null(strstr(out.ptr, "xmp:ModifyDate"));
  ren_buf_clear(&out);
  ren__xmp_write(&out, &facts, false);
  assert_int_equal(ren__xmp_part(ren_buf_str(&out)), 0);
  ren_buf_free(&out);
  ren_buf_free(&title);
}

static uint32_t read32(const ren_buf *b, size_t at) {
  const unsigned char *p = (const unsigned char *)b->ptr + at;
  return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* Size, tags inside the file, and colours whose sum is the white of the profile. */
static void test_profile(void **state) {
  (void)state;
  ren_buf b = {0};
  uint32_t sum[3] = {0};
  ren__srgb_profile(&b);
  assert_int_equal(read32(&b, 0), b.len);
  assert_memory_equal(b.ptr + 36, "acsp", 4);
  uint32_t count = read32(&b, 128);
  for (uint32_t i = 0; i < count; i++) {
    size_t entry = 132 + 12 * (size_t)i, at = read32(&b, entry + 4), length = read32(&b, entry + 8);
    assert_true(at % 4 == 0 && at >= 132 + 12 * (size_t)count && at + length <= b.len);
    bool colour = memcmp(b.ptr + entry + 1, "XYZ", 3) == 0;
    for (size_t k = 0; colour && k < 3; k++) sum[k] += read32(&b, at + 8 + 4 * k);
  }
  for (size_t k = 0; k < 3; k++) assert_int_equal(sum[k], read32(&b, 68 + 4 * k));
  ren_buf_free(&b);
}

static void test_contents(void **state) {
  (void)state;
  static const struct {
    const char *contents, *obstacle;
    bool text;
  } cases[] = {
      {"q 1 0 0 1 0 0 cm /I Do Q", NULL, false},
      {"BT /F 9 Tf (k) Tj ET", NULL, true},
      {"BT [(a) 3 (b)] TJ T* (c) ' ET", NULL, true},
      {"/P << /MCID 0 /A true /B null >> BDC EMC", NULL, false},
      {"0 0 0 1 K", "CMYK colours", false},
      {"/Perceptual ri", NULL, false},
      {"/Photo ri", "a rendering intent of its own", false},
      {"BI /W 1 /H 1 /CS /G /BPC 8 ID \x01k EI q", NULL, false},
      {"BI /W 1 /H 1 /F /LZW ID \x01 EI", "an image packed with LZW", false},
      {"BI /W 1 /H 1 /CS /CMYK ID \x01 EI", "CMYK colours", false},
      {"(open", "drawing instructions that are not understood", true},
      {"", NULL, false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren__contents_facts facts = ren__contents_check(ren_str_of(cases[i].contents));
    if (cases[i].obstacle) {
      assert_non_null(facts.obstacle);
      assert_string_equal(facts.obstacle, cases[i].obstacle);
    } else {
      assert_null(facts.obstacle);
    }
    assert_int_equal(facts.shows_text, cases[i].text);
  }
  ren_buf deep = {0};
  for (int i = 0; i < 29; i++) ren_buf_puts(&deep, "q ");
  assert_non_null(ren__contents_check(ren_buf_str(&deep)).obstacle);
  deep.len -= 2;
  assert_null(ren__contents_check(ren_buf_str(&deep)).obstacle);
  ren_buf_free(&deep);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_dates),   cmocka_unit_test(test_properties),
                                     cmocka_unit_test(test_claims),  cmocka_unit_test(test_written),
                                     cmocka_unit_test(test_profile), cmocka_unit_test(test_contents)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
