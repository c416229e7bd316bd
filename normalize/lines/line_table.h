/* line_table.h: the lines of a text with all that can be seen of them cheaply:
 * where they start and end, how wide they are, what they begin and end with, the
 * gap before them and, for page texts, their place on the page. One pass over the
 * text; everything later in this module works on the table, not on the text.
 */
#ifndef REN_LINE_TABLE_H
#define REN_LINE_TABLE_H

#include <renskrift/lines.h>

/* What a line begins with. */
typedef enum ren__first {
  REN__FIRST_OTHER,
  REN__FIRST_LOWER,
  REN__FIRST_UPPER,
  REN__FIRST_DIGIT,
  REN__FIRST_MARKER,  /* list marker: bullet, "1.", "b)" followed by a blank */
  REN__FIRST_DASH,    /* "- " or an en dash: a bullet or a dash inside a sentence */
  REN__FIRST_SECTION, /* "§ 12", "§12" */
  REN__FIRST_QUOTE    /* opening quote or bracket */
} ren__first;

/* What a line ends with, closing quotes and brackets aside. */
typedef enum ren__last {
  REN__LAST_OPEN,     /* a letter, digit or bracket: nothing says that a sentence ends */
  REN__LAST_WORD,     /* a word that hardly ever ends a sentence: och, att, av */
  REN__LAST_SERIES,   /* och, samt, eller: may stand at the end of a list item */
  REN__LAST_TERMINAL, /* . ! ? */
  REN__LAST_ABBREV,   /* the full stop of an abbreviation */
  REN__LAST_COLON,
  REN__LAST_SEMICOLON,
  REN__LAST_COMMA,
  REN__LAST_SUSPENDED, /* "park-,": a comma after a suspended hyphen */
  REN__LAST_HYPHEN,    /* attached to a word: see hyphen */
  REN__LAST_DASH,      /* set off by a blank */
  REN__LAST_SLASH
} ren__last;

/* Signs that stand for a hyphen at a line end. */
typedef enum ren__sign {
  REN__SIGN_NONE,
  REN__SIGN_HYPHEN, /* - U+2010 U+2011 */
  REN__SIGN_SOFT,   /* U+00AD, U+00AC */
  REN__SIGN_EQUALS, /* double hyphen of older type */
  REN__SIGN_EM,     /* U+2014, OCR's reading of a long hyphen */
  REN__SIGN_EN      /* U+2013, U+2212 */
} ren__sign;

enum { REN__ROW_TABLE = 1, REN__ROW_PERSON, REN__ROW_TITLE, REN__ROW_RULE, REN__ROW_CONTACT };

enum ren__furniture {
  REN__RUNNING_TEXT,
  REN__PAGE_NUMBER,
  REN__RUNNING_HEAD,
  REN__RUNNING_FOOT,
  REN__PAGE_STAMP,
  REN__LINE_NUMBER,
  REN__MOVED_NOTE
};

typedef struct ren__line {
  size_t start;        /* first byte that is no blank */
  size_t raw_end;      /* the line feed or form feed that ends it, or the end of the text */
  uint32_t len;        /* bytes without blanks at either end */
  uint32_t width;      /* the same in code points */
  uint32_t word_width; /* first word, in code points, up to 80 */
  uint16_t indent;     /* columns of blanks before it */
  uint8_t gap;         /* empty lines before it: 0, 1, 2 (two or more) */
  bool page_before;    /* a form feed stands before it */
  uint8_t first;       /* ren__first */
  uint8_t last;        /* ren__last */
  uint8_t sign;        /* ren__sign, when last is REN__LAST_HYPHEN */
  uint8_t sign_len;    /* its bytes */
  uint16_t lead;       /* bytes of a line number and its blanks before start; 0: none */
  uint8_t row;         /* REN__ROW_*, 0 for none */
  uint8_t furniture;   /* enum ren__furniture */
  bool hyphen;         /* there may be a hyphen in it */
  bool closes;         /* its last byte is a closing bracket */
  unsigned char head;  /* its first byte */
  float furniture_confidence;
} ren__line;

#define REN__NO_PAGE UINT32_MAX

/* Geometry of a line, in page texts only. */
typedef struct ren__place {
  const ren_line *line; /* NULL: unknown */
  uint32_t page;        /* index; REN__NO_PAGE if the line is unknown */
  int32_t first_width;  /* of its first word */
  int32_t left, right;  /* of its column */
  bool alone;           /* in a column of few lines: how wide it is, is not known */
  bool cell;            /* of a row of a table with a wrapped cell: all of its block is one row */
} ren__place;

typedef struct ren__table {
  ren_str text;
  ren__line *line;
  size_t count, cap;
  ren__place *place; /* count of them, or NULL */
  bool pages;        /* form feeds or geometry */
  bool indented;     /* by the geometry, paragraphs begin with a line that is set in */
} ren__table;

ren_status ren__table_scan(ren__table *table, const ren_text *text, ren_error *err);
/* Takes the first bytes off a line: they become its lead. */
void ren__table_cut(ren__table *table, size_t i, uint32_t bytes);
void ren__table_free(ren__table *table);

static inline ren_str ren__line_str(const ren__table *table, size_t i) {
  return (ren_str){table->text.ptr + table->line[i].start, table->line[i].len};
}
/* Where a line begins with its number. */
static inline size_t ren__line_begin(const ren__line *line) { return line->start - line->lead; }
static inline size_t ren__line_end(const ren__line *line) { return line->start + line->len; }

/* Length in bytes of the blank at s (n bytes left), 0 if there is none: space, tab,
 * CR, VT, NBSP, byte order mark, zero-width space. Line and form feeds are not blanks. */
size_t ren__blank(const char *s, size_t n);

#endif
