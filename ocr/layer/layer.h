/* layer/layer.h: from the letters of a PDF's text layer to words, and whether to trust them.
 *
 * The worker has the letters from poppler (source/source_pdf_text.c); from there on
 * nothing here knows of PDF, so that tests and fuzzing can make letters of their own.
 *
 *   letters   which way they run; a page whose letters run along its side is turned
 *   signs     what stands for letters (ligatures, marks beside their letters) or for
 *             nothing (soft hyphens, zero-width blanks) is mended and counted
 *   words     gathered; what is drawn twice (fake bold, shadows) counts once
 *   trust     in the library: is the text sound by itself? does it say what the picture says?
 */
#ifndef REN_LAYER_LAYER_H
#define REN_LAYER_LAYER_H

#include <renskrift/ocr.h>

/* A letter in points of the page as it is shown, origin top left. */
typedef struct ren__letter {
  uint32_t cp; /* '\n' ends a line, other blanks end words; REN_BAD_CODEPOINT: no meaning */
  float size;  /* of the font, points */
  double x1, y1, x2, y2;
} ren__letter;

/* What was seen and mended. Travels on the wire: numbers only. */
typedef struct ren__layer_facts {
  uint32_t letters;   /* all that are not blank */
  uint32_t senseless; /* of them: replacement and private-use characters, controls, unmapped */
  uint32_t ligatures; /* taken apart */
  uint32_t composed;  /* å for a and a mark beside it */
  uint32_t dropped;   /* soft hyphens within words, zero-width blanks */
  uint32_t twice;     /* words and letters drawn twice */
  uint32_t unseen;    /* words without ink, or too small to be seen */
  uint32_t uncovered; /* 1: much of what is printed is in no word */
  uint32_t between;   /* marks as high as letters on the lines, but in no word */
} ren__layer_facts;

/* Which way most letters run: 0 to the right, 90 down, 180 to the left, 270 up. 0 if in
 * doubt. */
uint32_t ren__letters_direction(const ren__letter *letters, size_t count);
/* Turns the page, so that letters that ran `direction` run to the right. */
void ren__letters_turn(ren__letter *letters, size_t count, uint32_t direction, double width, double height);

/* One letter's worth of text: UTF-8, at most 3 letters; a blank for what has no meaning;
 * no bytes for what nothing is printed for. */
enum { REN__SIGN_BYTES = 16 };
size_t ren__sign_text(char out[REN__SIGN_BYTES], uint32_t cp, ren__layer_facts *facts);
/* Marks that stand beside their letters are put on them, in place; the new length. */
size_t ren__sign_compose(char *word, size_t length, ren__layer_facts *facts);

/* Fills a page whose size and dpi are set with lines and words. */
ren_status ren__letters_gather(ren_page *page, ren__layer_facts *facts, const ren__letter *letters, size_t count,
                               ren_error *err);
/* Takes out the words i with drop[i], and lines that are left without words. */
void ren__layer_drop(ren_page *page, const bool *drop);

/* ---- trust ------------------------------------------------------------------ */

enum { REN__WHY_MAX = 160, REN__NOTE_MAX = 640 };

typedef enum ren__trust {
  REN__TRUST_SOUND, /* keep */
  REN__TRUST_DOUBT, /* recognise the page and compare */
  REN__TRUST_NONE   /* recognise */
} ren__trust;

/* The text by itself; `why` says what speaks against it, or for it. */
ren_status ren__layer_trust(ren__trust *out, char why[REN__WHY_MAX], const ren_page *layer,
                            const ren__layer_facts *facts, const ren_ocr_opts *opts, ren_error *err);
/* Letters and pairs of letters that no page of Swedish lacks: words that have them. */
enum { REN__HABITS = 4, REN__HABIT_LIGATURES = 3 };
typedef struct ren__habits {
  size_t of[REN__HABITS];
} ren__habits;
void ren__habits_count(ren__habits *out, ren_str text);
/* One that is not there although the text is long enough; -1: none. */
int ren__habits_missing(const ren__habits *found, size_t letters);
const char *ren__habit_name(int habit);
/* For a text without ff, fi and fl, a word a line: is a word that is not known one with
 * them put back? */
ren_status ren__ligatures_missed(bool *out, ren_str words, const ren_ocr_opts *opts, ren_error *err);

/* What is printed, as OCR reads it, beside what the layer says. keep: the layer is right
 * as far as can be told. `found` says how far they agree. */
ren_status ren__layer_compare(bool *keep, char found[REN__WHY_MAX], const ren_page *layer,
                              const ren__layer_facts *facts, const ren_page *recognised, const ren_ocr_opts *opts,
                              ren_error *err);
/* ", 3 ligatures taken apart ...": what was mended, appended to a note. */
void ren__layer_mended(char note[REN__NOTE_MAX], const ren__layer_facts *facts, const ren_page *layer);

#endif
