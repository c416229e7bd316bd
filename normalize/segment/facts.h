/* facts.h: dates, diary numbers and paragraph numbers as minutes write them.
 */
#ifndef REN_FACTS_H
#define REN_FACTS_H

#include "segment/cue_words.h"

typedef struct ren__date {
  char iso[11];       /* "2023-08-31" */
  size_t first, last; /* its words */
} ren__date;

/* The first date in words [first, end): `den 31 augusti 2023`, `2023-08-31`, `31/8 2023`. */
bool ren__date_find(ren__date *out, const ren__tokens *tokens, const char *text, size_t first, size_t end);

typedef struct ren__dnr {
  char value[80];
  size_t length;
  size_t first; /* its first word, or the word `Dnr` before it */
} ren__dnr;

/* A diary number behind its word (`Dnr SN 2024/0317`, `Diarienummer KUN 2024/0088`,
 * `Ärendenummer SLK-2025-00041`), or of that shape with an organ's letters. Blanks
 * and line ends inside become one blank. */
bool ren__dnr_find(ren__dnr *out, const ren__tokens *tokens, const char *text, size_t first, size_t end);

typedef struct ren__paragraph {
  uint32_t number;
  char letter; /* `§ 12 a`; 0 if none */
  bool sure;   /* written with the sign or the word, not with what OCR makes of it */
  size_t next; /* first word behind it */
} ren__paragraph;

/* `§ 12`, `§12`, `Paragraf 12`, and with a misread sign (`$ 12`, `S 12`, `8 12`) at the
 * start of [first, end). */
bool ren__paragraph_read(ren__paragraph *out, const ren__tokens *tokens, const char *text, size_t first, size_t end);

#endif
