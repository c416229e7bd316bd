/* Could a text without ff, fi and fl have lost them? Five words in six that lose theirs
 * are no words any more (`offentlig`, `oentlig`), so if it had, some word that is not
 * known would become one with them put back. */
#include "layer/layer.h"

#include "utf8.h"

#include <string.h>

static const char *const LIGATURES[] = {"ffi", "ff", "fi", "fl"};
enum { LIGATURES_COUNT = sizeof LIGATURES / sizeof *LIGATURES };

static void propose(ren_buf *out, ren_str head, const char *ligature, ren_str tail) {
  ren_buf_append_str(out, head);
  ren_buf_puts(out, ligature);
  ren_buf_append_str(out, tail);
  ren_buf_putc(out, '\n');
}

/* The word with a ligature between any two letters, or for any letter. */
static void propose_within(ren_buf *out, ren_str word, bool for_a_letter) {
  for (size_t at = 0; at <= word.len;) {
    uint32_t cp;
    size_t step = at < word.len ? ren_utf8_decode(word.ptr + at, word.len - at, &cp) : 1;
    size_t after = for_a_letter ? at + step : at;
    for (int i = 0; i < LIGATURES_COUNT && after <= word.len; i++)
      propose(out, (ren_str){word.ptr, at}, LIGATURES[i], (ren_str){word.ptr + after, word.len - after});
    at += step;
  }
}

static bool is_unknown(const ren_ocr_opts *opts, ren_str word) {
  ren_quality quality = opts->judge(opts->payload, word);
  return quality.words > quality.known;
}

/* Is a proposed word known? The buffer is emptied. */
static bool comes_back(const ren_ocr_opts *opts, ren_buf *proposed) {
  bool known = opts->judge(opts->payload, ren_buf_str(proposed)).known > 0;
  ren_buf_clear(proposed);
  return known;
}

ren_status ren__ligatures_missed(bool *out, ren_str words, const ren_ocr_opts *opts, ren_error *err) {
  ren_buf proposed = {0};
  ren_str before = {0};
  bool before_unknown = false;
  int signs = 0; /* a letter for a letter makes a word of another word now and then (mat-, fiat-): it counts half */
  for (size_t at = 0; at < words.len && signs < 2 && proposed.status == REN_OK;) {
    const char *end = memchr(words.ptr + at, '\n', words.len - at);
    ren_str word = {words.ptr + at, end ? (size_t)(end - words.ptr) - at : words.len - at};
    bool unknown = is_unknown(opts, word);
    if (unknown) propose_within(&proposed, word, false);
    if (before.len && (unknown || before_unknown)) /* a blank may stand for it */
      for (int i = 0; i < LIGATURES_COUNT; i++) propose(&proposed, before, LIGATURES[i], word);
    signs += 2 * comes_back(opts, &proposed);
    if (unknown) propose_within(&proposed, word, true);
    signs += comes_back(opts, &proposed);
    before = word;
    before_unknown = unknown;
    at += word.len + 1;
  }
  *out = signs >= 2;
  ren_status status = proposed.status == REN_OK ? REN_OK : ren_fail_nomem(err);
  ren_buf_free(&proposed);
  return status;
}
