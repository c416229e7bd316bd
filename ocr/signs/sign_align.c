#include "signs/sign_align.h"

#include "utf8.h"

#include <math.h>
#include <string.h>

bool ren__letters_of(ren__letters *out, ren_str text) {
  out->count = 0;
  for (size_t i = 0; i < text.len;) {
    if (out->count == REN__ALIGN_LETTERS) return false;
    out->at[out->count] = i;
    i += ren_utf8_decode(text.ptr + i, text.len - i, &out->cp[out->count++]);
  }
  out->at[out->count] = text.len;
  return true;
}

/* ---- what a sign is read as -------------------------------------------------- */

static bool among(uint32_t cp, const char *ascii) { return cp > 0 && cp < 0x80 && strchr(ascii, (int)cp); }

bool ren__is_misreading(ren__sign sign, uint32_t cp) {
  switch (sign) {
  case REN__SIGN_SECTION: return among(cp, "$8&Ss5B39g6?fj") || cp == 0xA3 || cp == 0x20AC; /* £ € */
  case REN__SIGN_PERCENT: return ren_is_digit(cp) || among(cp, "/ZzXxYyoOKVvAaJ&$\"'*?") || cp == 0xA3;
  case REN__SIGN_AT: return among(cp, "OQ0Gg(DCce6BaAMW&8)9o");
  case REN__SIGN_BULLET: return !ren_is_digit(cp) && (!ren_is_letter(cp) || among(cp, "eoOcasQ"));
  default: return among(cp, "\"'*`") || cp == 0x201D;
  }
}

/* ---- costs --------------------------------------------------------------------- */

/* A sign is read as three letters at most; letters that flow together may be more. */
enum { MARK_MAX = 2, SIGN_LETTER_MAX = 3, LETTER_MAX = 8 };
static const float IMPOSSIBLE = 1e6f;

static bool is_narrow(uint32_t cp) { return among(cp, ".,:;'!|iljI1()[]"); }

static bool is_dash(uint32_t cp) { return cp == '-' || cp == '=' || cp == 0x2014; }

static bool is_quote(uint32_t cp) { return cp == '"' || cp == 0x201D || cp == 0xAB || cp == 0xBB || cp == '='; }

/* A point may have been read into the blank beside it. */
static float cost_of_sign(ren__sign sign, const uint32_t *cp, size_t letters) {
  static const float plain[SIGN_LETTER_MAX + 1] = {0.8f, 0, 0.25f, 0.7f};
  if (letters > SIGN_LETTER_MAX) return IMPOSSIBLE;
  float cost = plain[letters];
  for (size_t i = 0; i < letters; i++)
    if (!ren__is_misreading(sign, cp[i])) cost += letters > 1 && among(cp[i], ".,'") ? 0.2f : 0.8f;
  return cost;
}

static float cost_of_mark(const ren__mark *mark, const uint32_t *cp, size_t letters) {
  double wide = mark->box.w / mark->height, high = mark->box.h / mark->height;
  if (letters == 0) return wide < 0.25 && high < 0.25 ? 0.4f : 1;
  if (letters == 1 && is_dash(*cp) && high > 0.5) return 0.6f;
  if (ren__dash_length(mark) > 0) {
    bool dashes = letters <= 2 && is_dash(cp[0]) && is_dash(cp[letters - 1]);
    return dashes ? 0.1f * (float)(letters - 1) : 0.8f * (float)letters;
  }
  if (letters == 1) return is_narrow(*cp) ? (wide > 0.55 ? 0.5f : 0) : (wide < 0.22 ? 0.5f : 0);
  if (letters > SIGN_LETTER_MAX) return wide > 0.45 * (double)letters ? 0.8f : IMPOSSIBLE;
  return wide > 0.5 * (double)letters ? 0.4f * (float)(letters - 1) : 0.9f * (float)(letters - 1);
}

/* Some marks read as some letters. */
static float cost(const ren__mark *marks, const ren__sign *signs, size_t mark_count, const uint32_t *cp,
                  size_t letters) {
  if (mark_count == 0) return letters == 1 ? 1.2f : IMPOSSIBLE;
  if (mark_count == 1 && signs[0] != REN__SIGN_NONE) return cost_of_sign(signs[0], cp, letters);
  if (mark_count == 1) return cost_of_mark(marks, cp, letters);
  bool quotes = signs[0] >= REN__SIGN_SIX && signs[1] >= REN__SIGN_SIX;
  if (letters != 1) return IMPOSSIBLE;
  if (quotes || is_quote(*cp)) return is_quote(*cp) ? 0 : 0.6f;
  return signs[0] == REN__SIGN_NONE && signs[1] == REN__SIGN_NONE ? 1 : 1.6f;
}

/* Where the middle of each mark would be if no blank were wide: a bullet and its word may be read as one. Returns what
 * the blanks take. */
static double close_up(double *out, const ren__mark *marks, size_t count) {
  static const double WIDE = 0.5, USUAL = 0.1;
  double taken = 0;
  for (size_t i = 0; i < count; i++) {
    const ren_box *box = &marks[i].box, *last = i > 0 ? &marks[i - 1].box : box;
    double gap = box->x - last->x - last->w;
    if (i > 0 && gap > WIDE * marks[i].height) taken += gap - USUAL * marks[i].height;
    out[i] = box->x + box->w / 2.0 - taken;
  }
  return taken;
}

/* Where each letter begins by the usual widths of letters, in pixels; one more than there are. */
static void guess_places(double *out, const ren__letters *letters, double from, double wide) {
  double all = 0;
  for (size_t i = 0; i < letters->count; i++) {
    out[i] = all;
    all += is_narrow(letters->cp[i]) ? 0.5 : among(letters->cp[i], "mwMW") ? 1.5 : 1;
  }
  out[letters->count] = all;
  for (size_t i = 0; i <= letters->count; i++) out[i] = from + out[i] / (all > 0 ? all : 1) * wide;
}

/* A mark far from where its letters should be. */
static float cost_of_place(double middle, double height, double from, double to) {
  double off = fabs(middle - (from + to) / 2) / height;
  return 0.4f * (float)fmin(off, 2);
}

/* ---- the cheapest pairing -------------------------------------------------------- */

typedef struct step {
  float cost;
  uint8_t marks, letters;
} step;

static void improve(step *to, const step *from, float more, size_t marks, size_t letters) {
  if (from->cost + more >= to->cost) return;
  *to = (step){from->cost + more, (uint8_t)marks, (uint8_t)letters};
}

bool ren__align(ren__pairing *out, const ren__letters *letters, const ren_box *box, const ren__mark *marks,
                const ren__sign *signs, size_t count) {
  static const step unseen = {1e9f, 0, 0};
  step best[REN__ALIGN_MARKS + 1][REN__ALIGN_LETTERS + 1];
  double places[REN__ALIGN_LETTERS + 1], middles[REN__ALIGN_MARKS];
  if (count > REN__ALIGN_MARKS) return false;
  double blanks = close_up(middles, marks, count);
  guess_places(places, letters, box->x, fmax(box->w - blanks, 0));
  for (size_t m = 0; m <= count; m++)
    for (size_t l = 0; l <= letters->count; l++) {
      best[m][l] = m + l ? unseen : (step){0};
      for (size_t dm = 0; dm <= MARK_MAX && dm <= m; dm++)
        for (size_t dl = dm ? 0 : 1; dl <= LETTER_MAX && dl <= l; dl++) {
          float more = cost(marks + m - dm, signs + m - dm, dm, letters->cp + l - dl, dl);
          if (dm == 1 && dl > 0) more += cost_of_place(middles[m - 1], marks[m - 1].height, places[l - dl], places[l]);
          improve(&best[m][l], &best[m - dm][l - dl], more, dm, dl);
        }
    }
  for (size_t m = count, l = letters->count; m + l > 0;) {
    step s = best[m][l];
    for (size_t i = 1; i <= s.marks; i++) out[m - i] = (ren__pairing){(uint8_t)(l - s.letters), s.letters};
    m -= s.marks;
    l -= s.letters;
  }
  return true;
}
