/* signs_paragraph.c: `§` read as `$`, `&`, `£`, `8`, `5`, `S` and others.
 *
 * What `$` and its like are is told by where they stand: behind a date (`den 12 juni 2025,
 * $ 360`), between the numbers of a law (`5 kap. 3 $ kommunallagen`), before the number of a
 * heading. A figure in such a place is a paragraph sign only where no number can stand. The
 * headings of minutes are counted; that, and the words they go on with, tell `853 Ekonomi`.
 */
#include "correct/signs_inner.h"

#include "utf8.h"

#include <string.h>

enum { MAX_NUMBER = 1999, NEAR = 30, MAX_WORDS = 16, ROUNDS = 8 };

static const char *const RULE = "paragraph-sign";

typedef enum glyph { NONE, REAL, STRONG, AMPERSAND, LETTER, FIGURE } glyph;

/* Where a sign stands. */
typedef enum sort {
  HEADING,    /* at the start of a line, a capital behind its number */
  HEADING_ID, /* the same, and a diary number behind that */
  DATE_COMMA, /* `2025-06-12, 8 360` */
  DATE_BARE,  /* the same without a comma */
  CHAPTER,    /* `5 kap. 3 8 lagen` */
  LAW,        /* `3 8 kommunallagen` */
  NUMBERED,   /* `3 $ första stycket` */
  DOUBLE,     /* `7 och 8 $$` */
  BEFORE,     /* before a number, anywhere else */
  STOP        /* a full stop for a comma beside one that is right or mended */
} sort;

/* ---- reading ------------------------------------------------------------- */

static bool is_latin1(ren_str text, size_t at, char second) {
  return ren__byte(text, at) == '\xC2' && ren__byte(text, at + 1) == second;
}

/* What may be a misread sign at `at`: `$`, `S$`, `$&`, `£`, `Ss`, `8`. */
static glyph read_glyph(ren_str text, size_t at, size_t *end) {
  char c = ren__byte(text, at), next = ren__byte(text, at + 1);
  *end = at + 1;
  if (is_latin1(text, at, '\xA7')) {
    *end = at + (is_latin1(text, at + 2, '\xA7') ? 4 : 2);
    return REAL;
  }
  if ((c == 'S' || c == '8') && next == '$') at++, c = '$';
  if (c == '$' || is_latin1(text, at, '\xA3')) {
    *end = at + (c == '$' ? 1 : 2);
    next = ren__byte(text, *end);
    if (next == 'S' && ren__byte(text, *end + 1) == '$')
      *end += 2;
    else if ((next == 'S' || next == '&') && ren__is_blank(ren__byte(text, *end + 1)))
      ++*end;
    if (is_latin1(text, *end, '\xA3')) *end += 2;
    return STRONG;
  }
  if (c == '&') return AMPERSAND;
  if (c == 'S') {
    *end = at + 1 + (next == 's' || next == 'S');
    return LETTER;
  }
  return ren__is_figure(c) && c > '1' ? FIGURE : NONE;
}

/* The number behind a sign, over a blank or one line end. */
static size_t number_behind(ren_str text, size_t at, uint32_t *number, bool *glued) {
  size_t digits = at;
  while (digits < text.len && digits - at < 2 && ren__is_blank(text.ptr[digits])) digits++;
  *glued = digits == at;
  size_t end = ren__read_number(text, digits, 4, number);
  return end > digits && *number <= MAX_NUMBER ? end : at;
}

static bool is_word(ren_str s, const char *word) { return ren_str_eq(s, ren_str_of(word)); }

/* What may follow a reference, but no amount. */
static bool is_preposition(ren_str s) {
  return is_word(s, "till") || is_word(s, "att") || is_word(s, "avseende") || is_word(s, "om") ||
         is_word(s, "gällande");
}

/* What a reference ends with; a figure before 846 is one of 8 846 unless it ends so. */
static bool reference_ends(ren_str text, size_t end) {
  char c = ren__byte(text, end), next = ren__byte(text, end + 1);
  if (c == '\n' || c == '\f' || ((c == ')' || c == ';' || c == ':') && !ren__is_figure(next))) return true;
  if ((c == '.' || c == ',') && !ren__is_figure(next)) return true;
  ren_str behind = ren__run_str(text, ren__run_after(text, end));
  return c == ' ' && (is_word(behind, "och") || is_word(behind, "samt"));
}

/* `$ 1 000`, `$ 3,50`, `US$ 5`, `$ 40 miljoner`. */
static bool is_money(ren_str text, size_t at, size_t end) {
  char c = ren__byte(text, end);
  if ((c == ',' || c == '.' || c == '-') && ren__is_figure(ren__byte(text, end + 1))) return true;
  if (at > 0 && ren__letter_at(text, at - 1)) return true;
  ren__run run = ren__run_after(text, end);
  ren_str behind = ren__run_str(text, run);
  uint32_t number;
  if (ren__read_number(text, run.from, 3, &number) == run.from + 3 || behind.len == 0) return behind.len >= 3;
  if (behind.len >= 3 && ren__is_figure(behind.ptr[0]) && ren__is_figure(behind.ptr[1]) &&
      ren__is_figure(behind.ptr[2]))
    return true;
  return strncmp(behind.ptr, "milj", behind.len < 4 ? behind.len : 4) == 0 || is_word(behind, "per") ||
         is_word(behind, "billion") || is_word(behind, "million") || is_word(behind, "mdr") || is_word(behind, "mn");
}

static bool ends_with(ren_str s, const char *tail) {
  size_t n = strlen(tail);
  return s.len >= n && memcmp(s.ptr + s.len - n, tail, n) == 0;
}

static ren_str letters_of(ren_str text, size_t at) { return (ren_str){text.ptr + at, ren__letters_end(text, at) - at}; }

/* `kommunallagen`, `förordningen`, `första stycket`: what numbers with § stand before. */
static bool is_law(ren_str text, size_t at) {
  ren_str word = letters_of(text, at);
  if (word.len >= 5 && (ends_with(word, "lagen") || ends_with(word, "balken") || ends_with(word, "ordningen")))
    return true;
  ren__run next = ren__run_after(text, at + word.len);
  return next.to > next.from && ren_str_starts(letters_of(text, next.from), REN_STR("stycket"));
}

static bool is_chapter(ren_str s) { return is_word(s, "kap.") || is_word(s, "kap") || is_word(s, "kapitlet"); }

/* ---- signs behind a number ----------------------------------------------- */

/* `5 kap. 3 8 kommunallagen`, `7 och 8 $$`. */
static bool see_behind_number(ren__signs_state *s, size_t at, size_t end, glyph g) {
  ren__run number = ren__run_before(s->text, at), behind = ren__run_after(s->text, end);
  uint32_t n;
  size_t digits = ren__read_number(s->text, number.from, 3, &n);
  bool lettered = digits + 1 == number.to && ren__letter_at(s->text, digits) == 'l'; /* `3a` */
  if (digits == number.from || (digits != number.to && !lettered)) return false;
  ren__sighting found = {.offset = at, .length = end - at, .glyph = (uint8_t)g, .after = "§"};
  char next = ren__byte(s->text, end);
  if (g == STRONG && (next == '$' || next == 'S') && !ren__letter_at(s->text, end + 1)) {
    found.length++;
    found.sort = DOUBLE;
    ren__set_after(&found, "§§");
  } else if (!ren__is_blank(next) && !strchr(".,;)", next)) {
    return false;
  } else {
    bool law = ren__letter_at(s->text, behind.from) == 'l' && ren__is_blank(next);
    bool chapter = is_chapter(ren__run_str(s->text, ren__run_before(s->text, number.from)));
    if (!law && !(chapter && g == STRONG)) return false;
    found.sort = chapter ? CHAPTER : is_law(s->text, behind.from) ? LAW : NUMBERED;
    ren_str word = letters_of(s->text, behind.from);
    if (chapter && (g == FIGURE || g == LETTER) && (is_word(word, "och") || is_word(word, "samt"))) return false;
    if (found.sort == NUMBERED && (g != STRONG || is_word(word, "per"))) return false;
  }
  ren__note_sighting(s, &s->paragraphs, &found);
  return true;
}

/* ---- commas of references ------------------------------------------------ */

/* `den 6 maj 2026. § 331 och den`, `§ 243. den 22 maj`: full stops that are commas. */
static void see_reference_stops(ren__signs_state *s, size_t at, size_t end) {
  ren__sighting found = {.length = 1, .sort = STOP, .after = ","};
  bool comma, glued;
  uint32_t number;
  if (at > 1 && s->text.ptr[at - 1] == ' ' && s->text.ptr[at - 2] == '.' && reference_ends(s->text, end) &&
      ren__date_before(s->text, at, &comma) == 't') {
    found.offset = at - 2;
    ren__note_sighting(s, &s->paragraphs, &found);
  }
  ren_str behind = ren__run_str(s->text, ren__run_after(s->text, end + 1));
  if (ren__byte(s->text, end) != '.' || ren__byte(s->text, end + 1) != ' ' || !is_word(behind, "den")) return;
  size_t day = end + 2 + behind.len + 1;
  if (number_behind(s->text, day, &number, &glued) == day) return;
  found.offset = end;
  ren__note_sighting(s, &s->paragraphs, &found);
}

/* ---- signs before a number ----------------------------------------------- */

static void see_before_number(ren__signs_state *s, size_t at, size_t end, glyph g) {
  ren__sighting found = {.offset = at, .length = end - at, .glyph = (uint8_t)g, .sort = BEFORE};
  bool comma;
  size_t behind = number_behind(s->text, end, &found.number, &found.glued);
  if (behind == end || (found.glued && g != STRONG)) return;
  if (g == LETTER && found.length == 1) return;                                          /* S 12 is a place, too */
  if (at > 0 && s->text.ptr[at - 1] == '(' && ren__name_before(s->text, at - 1)) return; /* `Ek ($ 8)`: a party */
  char date = ren__date_before(s->text, at, &comma);
  if (date) found.sort = comma ? DATE_COMMA : DATE_BARE;
  if (g == FIGURE || g == LETTER) {
    /* 8 846 is a number; 8 46 and 8 1846 are none */
    bool thousands = behind - end - 1 == 3;
    if (!date || !reference_ends(s->text, behind)) {
      bool odd = date == 'i' && g == FIGURE &&
                 (!thousands || is_preposition(ren__run_str(s->text, ren__run_after(s->text, behind))));
      if (!odd && !(found.sort == BEFORE && g == FIGURE && reference_ends(s->text, behind))) return;
    }
  } else if (!date && is_money(s->text, at, behind)) {
    return;
  }
  ren__set_after(&found, found.glued ? "§ " : "§");
  ren__note_sighting(s, &s->paragraphs, &found);
  if (found.sort == DATE_COMMA) see_reference_stops(s, at, behind);
}

void ren__see_paragraph(ren__signs_state *s, size_t at) {
  size_t end;
  char before = at > 0 ? s->text.ptr[at - 1] : '\n';
  glyph g = read_glyph(s->text, at, &end);
  if (g == REAL) s->real_paragraphs++;
  if (g == REAL) {
    uint32_t number;
    bool glued;
    size_t behind = number_behind(s->text, end, &number, &glued);
    if (behind > end) see_reference_stops(s, at, behind);
  }
  if (g == NONE || g == REAL || (!ren__is_blank(before) && before != '(')) return;
  char next = ren__byte(s->text, end);
  if ((g == FIGURE || g == LETTER || g == AMPERSAND) && !ren__is_blank(next)) return;
  if (ren__is_blank(before) && see_behind_number(s, at, end, g)) return;
  see_before_number(s, at, end, g);
}

/* ---- headings ------------------------------------------------------------ */

static bool is_speck(char c) { return c != '\0' && strchr("-\"':;.,|~_* ", c) != NULL; }

static uint32_t hash_word(ren_str word) {
  uint32_t hash = 2166136261u;
  for (size_t i = 0; i < word.len; i++) hash = (hash ^ (unsigned char)word.ptr[i]) * 16777619u;
  return hash;
}

/* Where the capital behind a heading's number stands, over a dash or leader; 0 if none does. */
static size_t capital_behind(ren_str text, size_t at) {
  if (ren__byte(text, at) != ' ') return 0;
  while (at < text.len) {
    uint32_t cp;
    size_t n = ren_utf8_decode(text.ptr + at, text.len - at, &cp);
    if (cp != ' ' && cp != '=' && cp != 0x2014 && cp != 0x2013) break;
    at += n;
  }
  return ren__letter_at(text, at) == 'U' ? at : 0;
}

/* `KS-2023-00861`, `2025/17`: letters, and a year with a hyphen or stroke. */
static bool is_diary_number(ren_str s) {
  for (size_t i = 0; i + 4 < s.len; i++)
    if (ren__is_figure(s.ptr[i]) && (s.ptr[i + 4] == '-' || s.ptr[i + 4] == '/') && ren__is_figure(s.ptr[i + 1]) &&
        ren__is_figure(s.ptr[i + 2]) && ren__is_figure(s.ptr[i + 3]))
      return true;
  return false;
}

void ren__see_heading(ren__signs_state *s, size_t line) {
  ren__sighting found = {.sort = HEADING};
  size_t at = line, end;
  while (at < line + 4 && is_speck(ren__byte(s->text, at))) at++;
  if (is_latin1(s->text, at, '\xAB') || is_latin1(s->text, at, '\xBB')) at += 2; /* « » */
  glyph g = read_glyph(s->text, at, &end);
  if (g == NONE) return;
  size_t digits = end;
  while (digits < end + 3 && is_speck(ren__byte(s->text, digits)) && !(ren__byte(s->text, digits) == ',')) digits++;
  size_t behind = ren__read_number(s->text, digits, 4, &found.number);
  if (behind == digits || found.number > MAX_NUMBER) return;
  size_t capital = capital_behind(s->text, behind);
  if (!capital) return;
  found.offset = line;
  found.glued = digits == end;
  bool clean = at == line && (found.glued || (digits == end + 1 && s->text.ptr[end] == ' '));
  found.glyph = (uint8_t)g;
  found.length = digits - line;
  ren__set_after(&found, "§ ");
  if (clean && !found.glued) { /* leave the blank alone */
    found.length--;
    ren__set_after(&found, "§");
  }
  ren_str word = letters_of(s->text, capital);
  if (word.len >= 5) found.next_word = hash_word(word);
  ren__run id = ren__run_after(s->text, capital + word.len);
  if (is_diary_number(ren__run_str(s->text, id))) found.sort = HEADING_ID;
  found.specked = !clean;
  ren__note_sighting(s, &s->paragraphs, &found);
}

/* ---- deciding ------------------------------------------------------------ */

typedef struct witnesses {
  bool spaced[MAX_NUMBER + 2], any[MAX_NUMBER + 2], counted[MAX_NUMBER + 2];
  bool sure[MAX_NUMBER + 2]; /* headings with a § or `$` */
  uint32_t words[MAX_WORDS]; /* that follow sure headings */
  size_t word_count;
  size_t certain; /* § or what is one without doubt */
  size_t figures_behind_dates;
  size_t ampersands_behind_dates;
} witnesses;

static bool is_heading(const ren__sighting *f) { return f->sort == HEADING || f->sort == HEADING_ID; }

static bool has_word(const witnesses *w, uint32_t word) {
  for (size_t i = 0; i < w->word_count; i++)
    if (w->words[i] == word) return true;
  return false;
}

static void count_heading(witnesses *w, const ren__sighting *f) {
  w->any[f->number] = true;
  w->spaced[f->number] = w->spaced[f->number] || !f->glued || f->glyph == REAL;
}

static void find_counted(witnesses *w) {
  for (uint32_t n = 1; n <= MAX_NUMBER; n++)
    w->counted[n] =
        (w->spaced[n] && (w->any[n - 1] || w->any[n + 1])) || (w->any[n] && (w->spaced[n - 1] || w->spaced[n + 1]));
  for (uint32_t n = 2; n <= MAX_NUMBER; n++) /* and so on along a run of glued ones */
    if (w->any[n] && w->counted[n - 1]) w->counted[n] = true;
}

static void hear_places(witnesses *w, const ren__signs_state *s) {
  size_t misread = 0;
  w->certain = s->real_paragraphs;
  for (size_t i = 0; i < s->paragraphs.count; i++) {
    const ren__sighting *f = &s->paragraphs.list[i];
    bool dated = f->sort == DATE_COMMA;
    if (is_heading(f) && !f->specked) count_heading(w, f);
    misread += is_heading(f) && f->glyph != REAL;
    w->certain += (dated || f->sort == CHAPTER) && f->glyph != REAL;
    w->figures_behind_dates += dated && f->glyph == FIGURE;
    w->ampersands_behind_dates += dated && f->glyph == AMPERSAND;
  }
  /* A reader that knows the sign needs no help; one that sees it now and then does. */
  if (s->real_paragraphs <= misread * 3) find_counted(w);
}

static bool near_sure(const witnesses *w, uint32_t number) {
  uint32_t from = number > NEAR ? number - NEAR : 1, to = number + NEAR < MAX_NUMBER ? number + NEAR : MAX_NUMBER;
  for (uint32_t n = from; n <= to; n++)
    if (w->sure[n]) return true;
  return false;
}

static float judge_heading(const witnesses *w, const ren__sighting *f) {
  bool like_others = has_word(w, f->next_word) && near_sure(w, f->number);
  if (f->glyph == STRONG) return w->certain > 1 || f->sort == HEADING_ID || like_others ? 0.98f : 0.9f;
  if (like_others && (f->glyph == FIGURE || f->glyph == AMPERSAND || f->length > 2)) return 0.97f;
  if (f->specked) return 0;
  if (w->counted[f->number]) return 0.98f;
  if (f->sort == HEADING_ID && !f->glued) return 0.95f;
  return 0;
}

/* Headings that are sure make others sure that go on as they do. */
static void hear_headings(witnesses *w, const ren__signs_state *s) {
  bool more = true;
  for (int round = 0; more && round < ROUNDS; round++) {
    more = false;
    for (size_t i = 0; i < s->paragraphs.count; i++) {
      const ren__sighting *f = &s->paragraphs.list[i];
      if (!is_heading(f) || w->sure[f->number] || (f->glyph != REAL && judge_heading(w, f) < 0.9f)) continue;
      w->sure[f->number] = more = true;
      w->certain += f->glyph != REAL;
      if (f->next_word && w->word_count < MAX_WORDS && !has_word(w, f->next_word))
        w->words[w->word_count++] = f->next_word;
    }
  }
}

static float judge(const witnesses *w, const ren__sighting *f) {
  bool figure = f->glyph == FIGURE || f->glyph == LETTER;
  switch ((sort)f->sort) {
  case HEADING:
  case HEADING_ID: return judge_heading(w, f);
  case DATE_COMMA: return figure ? 0.97f : 0.99f;
  case DATE_BARE: return !figure ? 0.97f : f->number < 100 ? 0.95f : w->figures_behind_dates >= 2 ? 0.93f : 0.6f;
  case CHAPTER: return figure ? 0.96f : 0.99f;
  case LAW: return figure ? 0.91f : 0.98f;
  case NUMBERED: return w->certain ? 0.95f : 0.8f;
  case DOUBLE: return 0.97f;
  case STOP: return 0.93f;
  case BEFORE:
    if (f->glyph == STRONG) return w->certain || w->counted[f->number] ? 0.95f : 0.8f;
    if (f->glyph == AMPERSAND && w->ampersands_behind_dates) return 0.91f;
    return w->counted[f->number] && !f->glued ? 0.92f : 0;
  }
  return 0;
}

void ren__decide_paragraphs(ren__signs_state *s) {
  witnesses w = {.word_count = 0};
  hear_places(&w, s);
  hear_headings(&w, s);
  for (size_t i = 0; i < s->paragraphs.count; i++) {
    const ren__sighting *f = &s->paragraphs.list[i];
    float confidence = f->glyph == REAL ? 0 : judge(&w, f);
    if (confidence > 0 && ren__swedish_at(s, f->offset))
      ren__sign_edit_add(s, f->offset, f->length, f->after, f->sort == STOP ? "stray-mark" : RULE, confidence);
  }
}
