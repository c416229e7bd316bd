/* renskrift/page.h: a page of words with places: what OCR and PDF text layers
 * give, and what the text steps start from.
 *
 * Units: pixels of the page image at `dpi`, origin top left, y down, boxes
 * half-open. For text layers the image is imagined at 300 dpi, so that all
 * geometry reads alike. Confidence is 0..1.
 */
#ifndef RENSKRIFT_PAGE_H
#define RENSKRIFT_PAGE_H

#include <renskrift/base.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ren_box {
  int32_t x, y, w, h;
} ren_box;

typedef enum ren_page_source { REN_SOURCE_OCR, REN_SOURCE_TEXT_LAYER } ren_page_source;

/* What a line is to the page. All but BODY, HEADING and TABLE are furniture:
 * left out of running text, kept in the record. */
typedef enum ren_role {
  REN_ROLE_BODY,
  REN_ROLE_HEADING,
  REN_ROLE_TABLE, /* a row of aligned cells */
  REN_ROLE_RUNNING_HEAD,
  REN_ROLE_RUNNING_FOOT,
  REN_ROLE_PAGE_NUMBER,
  REN_ROLE_MARGIN /* stamps, signatures, marginal notes, line numbers */
} ren_role;

REN_API bool ren_role_is_furniture(ren_role role);
REN_API const char *ren_role_name(ren_role role);

typedef struct ren_word {
  ren_str text; /* UTF-8, no blanks; owned by the page */
  ren_box box;
  float confidence;     /* 1 for text layers */
  uint32_t line;        /* index into lines */
  ren_str alternatives; /* other readings, tab-separated, best first; may be empty */
  bool joined;          /* the next word that is not furniture is the rest of this one */
} ren_word;

typedef struct ren_line {
  ren_box box;
  uint32_t block;      /* lines of one paragraph-like block share a number; in reading order */
  uint32_t first_word; /* words[first_word .. first_word + word_count) */
  uint32_t word_count;
  float size; /* text height (cap height or font size) in px; 0 if unknown */
  ren_role role;
  uint32_t column; /* 0-based column number on the page */
} ren_line;

/* Words are in reading order; lines partition them in order. */
typedef struct ren_page {
  char *file;      /* as the user named it */
  uint32_t number; /* 1-based */
  uint32_t width, height;
  uint32_t dpi;
  uint32_t rotation; /* degrees clockwise that the scan was turned to be upright: 0 90 180 270 */
  float skew;        /* degrees that were taken out */
  char *language;    /* OCR language(s), "" for text layers */
  ren_page_source source;
  char *note;  /* why this source was chosen, in plain English; may be NULL */
  char *error; /* NULL, or why the page has no words */
  ren_word *words;
  uint32_t word_count;
  ren_line *lines;
  uint32_t line_count;
  void *arena; /* private: owns all strings above */
} ren_page;

/* An empty page. */
REN_API ren_status ren_page_new(ren_page **out, const char *file, uint32_t number, ren_error *err);
REN_API void ren_page_free(ren_page *page);

/* Adds a line, then words to the last line. Strings are copied. */
REN_API ren_status ren_page_add_line(ren_page *page, const ren_line *line, ren_error *err);
REN_API ren_status ren_page_add_word(ren_page *page, const ren_word *word, ren_error *err);
/* Replaces a string member (language, note, error) by a copy in the page. */
REN_API ren_status ren_page_set(ren_page *page, char **member, const char *value, ren_error *err);
/* What is known of the page but its file, number, lines and words. */
REN_API ren_status ren_page_copy_head(ren_page *to, const ren_page *from, ren_error *err);

/* One renskrift/page/1 object, without a line end. The reader accepts what the
 * writer makes and rejects everything else with REN_EFORMAT and an offset. */
REN_API void ren_page_write_json(const ren_page *page, ren_buf *out);
REN_API ren_status ren_page_read_json(ren_page **out, ren_str json, ren_error *err);

#ifdef __cplusplus
}
#endif
#endif
