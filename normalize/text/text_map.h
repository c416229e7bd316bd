/* text_map.h: the inside of ren_text: its bytes and the map to the origin. */
#ifndef REN_TEXT_MAP_H
#define REN_TEXT_MAP_H

#include <renskrift/text.h>

/* A piece of the current text and the piece of the origin it came from. Pieces tile
 * the current text in order, and their origins do not decrease. `verbatim`: the same
 * bytes on both sides. Deleted origin keeps a piece of length 0. */
typedef struct ren__piece {
  size_t at, length;
  size_t origin, origin_length;
  bool verbatim;
} ren__piece;

/* What is kept of page records: where each page, line and word begins in the raw text, and what was read there. */
typedef struct ren__page_place {
  size_t offset;
  uint32_t number;
} ren__page_place;

typedef struct ren__line_place {
  size_t offset;
  ren_placed_line placed;
} ren__line_place;

typedef struct ren__word_place {
  size_t offset;
  uint32_t length;
  uint32_t alternatives; /* where they begin; they end where the next word's begin */
  float confidence;
  ren_box box;
} ren__word_place;

struct ren_text {
  char *bytes;
  size_t length;
  size_t raw_length; /* of the origin */
  ren__piece *pieces;
  size_t piece_count;
  /* of page records only */
  size_t cap;      /* of bytes, while pages are added */
  bool recognised; /* one of them was */
  char *raw;       /* NULL: nothing has changed yet, it is in bytes */
  ren__page_place *pages;
  ren__line_place *lines;
  ren__word_place *words;
  size_t page_count, page_cap, line_count, line_cap, word_count, word_cap;
  ren_buf alternatives;
};

/* Whether any of its pages was read from a picture. */
bool ren__text_is_recognised(const ren_text *text);
/* The index of the piece that holds the byte at offset (the last one at the end). */
size_t ren__piece_at(const ren_text *text, size_t offset);
/* Raw origin span of a span of the current text. */
void ren__raw_span(const ren_text *text, size_t offset, size_t length, size_t *raw, size_t *raw_length);
/* And back. */
void ren__current_span(const ren_text *text, size_t raw, size_t raw_length, size_t *offset, size_t *length);

#endif
