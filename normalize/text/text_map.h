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

/* Where each line and word of page records starts in the raw text. */
typedef struct ren__place {
  size_t offset;
  uint32_t page, index;
} ren__place;

struct ren_text {
  char *bytes;
  size_t length;
  size_t raw_length; /* of the origin */
  ren__piece *pieces;
  size_t piece_count;
  ren_page *const *pages; /* borrowed; NULL for plain texts */
  size_t page_count;
  size_t *page_starts; /* raw offsets */
  ren__place *lines, *words;
  size_t line_count, word_count;
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
