/* damage_text WER <TEXT: clean Swedish text as an English model would read it (see
 * correct_damage.h). All words with å, ä or ö are hit; of the others as many get a
 * look-alike confusion as are wanting to a word error rate of WER (0..1). */
#include "correct_damage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The share of the other words that is to be hit. */
static double rate_for(ren_str text, double wer) {
  size_t words = 0, marked = 0, fit = 0;
  for (size_t i = 0; i < text.len;) {
    size_t start = i;
    bool mark = false;
    for (; i < text.len && !strchr(" \n\t\r\f", text.ptr[i]); i++) mark |= (unsigned char)text.ptr[i] == 0xC3;
    if (i == start) {
      i++;
      continue;
    }
    words++;
    marked += mark;
    fit += !mark && i - start > 2;
  }
  double wanted = wer * (double)words - (double)marked;
  return fit && wanted > 0 ? wanted / (double)fit : 0;
}

int main(int argc, char **argv) {
  if (argc != 2) return fprintf(stderr, "usage: damage_text WER <TEXT\n"), 2;
  ren_buf text = {0}, out = {0};
  char bytes[65536];
  for (size_t n; (n = fread(bytes, 1, sizeof bytes, stdin)) > 0;) ren_buf_append(&text, bytes, n);
  uint64_t state = 0x9E3779B97F4A7C15ULL;
  damage_english(&out, ren_buf_str(&text), rate_for(ren_buf_str(&text), strtod(argv[1], NULL)), &state);
  fwrite(out.ptr, 1, out.len, stdout);
  ren_buf_free(&text);
  ren_buf_free(&out);
  return 0;
}
