#include "dedup_texts.h"

#include <string.h>

uint64_t gen_next(gen_random *r) { /* splitmix64 (Steele, Lea and Flood 2014) */
  uint64_t z = (r->state += UINT64_C(0x9E3779B97F4A7C15));
  z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
  return z ^ (z >> 31);
}

size_t gen_below(gen_random *r, size_t n) { return n ? (size_t)(gen_next(r) % n) : 0; }
double gen_unit(gen_random *r) { return (double)(gen_next(r) >> 11) / 9007199254740992.0; }

/* What recognition makes of a letter; blanks part the choices. */
static const struct {
  const char *letter, *shapes;
} confusions[] = {
    {"å", "a a ä d &"}, {"ä", "a a å i a 4"}, {"ö", "o o 6 é 0"}, {"l", "i 1 I t |"}, {"i", "l 1 j í t"},
    {"j", "i ; l"},     {"m", "rn in nn ni"}, {"n", "u ri h m"},  {"r", "t f i n"},   {"h", "b li n"},
    {"e", "c o é s"},   {"o", "c 0 e ö"},     {"f", "t r l"},     {"t", "f l r i"},   {"g", "q 9 y"},
    {"b", "h 6 lo"},    {"d", "cl a ol"},     {"s", "5 z a 8"},   {"a", "o s e u"},   {"u", "n ii v"},
    {"v", "y r u"},     {"k", "lc h lt"},     {"p", "n r"},       {"c", "e o"},       {"y", "v g"},
    {"S", "5 8"},       {"B", "8 R"},         {"I", "l 1"},       {"V", "Y v"},       {"D", "O 0"},
    {"ll", "U ii"},     {"H", "II N"},        {"M", "IVI N"},     {".", ", :"},       {",", ". ;"},
};

static size_t char_len(ren_str s, size_t at) {
  size_t n = 1;
  while (at + n < s.len && ((unsigned char)s.ptr[at + n] & 0xC0) == 0x80) n++;
  return n;
}

static bool confuse(gen_random *r, ren_buf *out, const char *c, size_t len) {
  for (size_t i = 0; i < sizeof confusions / sizeof *confusions; i++) {
    if (strlen(confusions[i].letter) != len || memcmp(confusions[i].letter, c, len) != 0) continue;
    const char *shapes = confusions[i].shapes;
    size_t count = 1;
    for (const char *p = shapes; *p; p++) count += *p == ' ';
    for (size_t pick = gen_below(r, count); pick > 0; pick--) shapes = strchr(shapes, ' ') + 1;
    const char *end = strchr(shapes, ' ');
    ren_buf_append(out, shapes, end ? (size_t)(end - shapes) : strlen(shapes));
    return true;
  }
  return false;
}

void gen_noise(gen_random *r, ren_buf *out, ren_str text, double rate, bool keep_words) {
  static const char letters[] = "abcdefghijklmnoprstuvxyz.,'-1";
  for (size_t i = 0; i < text.len;) {
    size_t len = char_len(text, i);
    bool blank = text.ptr[i] == ' ' || text.ptr[i] == '\n';
    if (gen_unit(r) >= rate || (blank && keep_words)) {
      ren_buf_append(out, text.ptr + i, len);
      i += len;
      continue;
    }
    double what = gen_unit(r);
    char any = letters[gen_below(r, sizeof letters - 1)];
    if (what < 0.10) {        /* lost */
    } else if (what < 0.18) { /* speck */
      ren_buf_append(out, text.ptr + i, len);
      ren_buf_putc(out, keep_words || gen_below(r, 3) ? any : ' ');
    } else if (what < 0.30 || !confuse(r, out, text.ptr + i, len)) {
      ren_buf_putc(out, any);
    }
    i += len;
  }
}
