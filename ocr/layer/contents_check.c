#include "layer/contents_check.h"

#include "layer/contents.h"

#include <string.h>

enum { DEPTH_MAX = 28 };

static bool listed(ren_str word, const char *const *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (ren_str_eq(word, ren_str_of(list[i]))) return true;
  return false;
}

#define LISTED(word, list) listed(word, list, sizeof(list) / sizeof *(list))

/* ISO 32000-1, annex A. */
static bool is_known(ren_str word) {
  static const char *const operators[] = {
      "b",  "B",  "b*", "B*", "BDC", "BI",  "BMC", "BT", "BX", "c",  "cm", "CS", "cs", "d",  "d0",
      "d1", "Do", "DP", "EI", "EMC", "ET",  "EX",  "f",  "F",  "f*", "G",  "g",  "gs", "h",  "i",
      "ID", "j",  "J",  "K",  "k",   "l",   "m",   "M",  "MP", "n",  "q",  "Q",  "re", "RG", "rg",
      "ri", "s",  "S",  "SC", "sc",  "SCN", "scn", "sh", "T*", "Tc", "Td", "TD", "Tf", "Tj", "TJ",
      "TL", "Tm", "Tr", "Ts", "Tw",  "Tz",  "v",   "w",  "W",  "W*", "y",  "'",  "\""};
  return LISTED(word, operators);
}

static bool mentions(const ren__contents *s, const char *word) {
  return memmem(s->operands, (size_t)(s->at - s->operands), word, strlen(word)) != NULL;
}

/* An image in the contents: what stands between BI and the image's bytes. */
static const char *image_obstacle(const ren__contents *s) {
  if (mentions(s, "/LZW") || mentions(s, "/Crypt")) return "an image packed with LZW";
  if (mentions(s, "/CMYK") || mentions(s, "/DeviceCMYK")) return "CMYK colours";
  if (mentions(s, "/I true") || mentions(s, "/Interpolate true")) return "an image to be interpolated";
  return NULL;
}

static const char *intent_obstacle(const ren__contents *s) {
  static const char *const intents[] = {"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"};
  for (size_t i = 0; i < sizeof intents / sizeof *intents; i++)
    if (mentions(s, intents[i])) return NULL;
  return "a rendering intent of its own";
}

static const char *obstacle(const ren__contents *s, ren_str word, int *depth) {
  static const char *const cmyk[] = {"k", "K"};
  if (!is_known(word)) return "drawing instructions that PDF does not know";
  if (LISTED(word, cmyk)) return "CMYK colours";
  if (ren_str_eq(word, REN_STR("ID"))) return image_obstacle(s);
  if (ren_str_eq(word, REN_STR("ri"))) return intent_obstacle(s);
  if (ren_str_eq(word, REN_STR("q")) && ++*depth > DEPTH_MAX) return "more than 28 graphics states in each other";
  if (ren_str_eq(word, REN_STR("Q")) && *depth > 0) --*depth;
  return NULL;
}

ren__contents_facts ren__contents_check(ren_str contents) {
  static const char *const showing[] = {"Tj", "TJ", "'", "\""};
  ren__contents_facts facts = {0};
  ren__contents s = ren__contents_begin(contents);
  ren_str word;
  int depth = 0;
  while (ren__contents_next(&s, &word)) {
    facts.shows_text |= LISTED(word, showing);
    if (!facts.obstacle) facts.obstacle = obstacle(&s, word, &depth);
  }
  if (s.damaged && !facts.obstacle) facts.obstacle = "drawing instructions that are not understood";
  facts.shows_text |= s.damaged;
  return facts;
}
