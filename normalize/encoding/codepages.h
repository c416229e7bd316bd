/* codepages.h: the 8-bit code pages that Swedish text is found in, both ways.
 *
 * cp1252 stands for ISO 8859-1 too: a C1 control encodes to its own byte, and the
 * five bytes that cp1252 leaves open decode to C1 controls. The tables are written
 * by tools/codepages.py.
 */
#ifndef REN_ENCODING_CODEPAGES_H
#define REN_ENCODING_CODEPAGES_H

#include <renskrift/base.h>

typedef enum ren__cp {
  REN__CP_WIN, /* cp1252, ISO 8859-1 */
  REN__CP_L9,  /* ISO 8859-15 */
  REN__CP_850,
  REN__CP_437,
  REN__CP_865,
  REN__CP_MAC, /* MacRoman */
  REN__CP_1250,
  REN__CP_1251,
  REN__CP_COUNT
} ren__cp;

typedef struct ren__cp_reverse_row {
  uint16_t cp;
  uint8_t byte[REN__CP_COUNT]; /* 0: not in that page */
} ren__cp_reverse_row;

typedef struct ren__cp_gbk_row {
  uint16_t cp;
  uint8_t lead, trail;
} ren__cp_gbk_row;

extern const uint16_t ren__cp_high[REN__CP_COUNT][128];
extern const size_t ren__cp_reverse_count;
extern const ren__cp_reverse_row ren__cp_reverse[];
extern const uint8_t ren__cp_page[1024];
extern const uint16_t ren__cp_slot[][64];
extern const uint16_t ren__cp_ebcdic278[256];
extern const size_t ren__cp_gbk_count;
extern const ren__cp_gbk_row ren__cp_gbk[];

/* What a byte of 0x80 and above means; 0 if it is not assigned. */
static inline uint32_t ren__cp_decode(ren__cp page, uint8_t byte) { return ren__cp_high[page][byte - 0x80]; }

/* The bytes of a code point above 0x7F in all pages; NULL if none holds it. */
static inline const ren__cp_reverse_row *ren__cp_encode(uint32_t cp) {
  if (cp >= 0x10000) return NULL;
  uint16_t slot = ren__cp_slot[ren__cp_page[cp >> 6]][cp & 63];
  return slot ? &ren__cp_reverse[slot - 1] : NULL;
}

/* A Chinese character that is a Swedish letter and the ASCII letter after it, read
 * as GBK; NULL for others. */
const ren__cp_gbk_row *ren__cp_gbk_find(uint32_t cp);

/* A page by the names people and iconv use for it, in any case. */
bool ren__cp_by_name(const char *name, ren__cp *page);
/* `given` is `plain`, but for case, blanks, hyphens and the like. */
bool ren__name_is(const char *given, const char *plain);
const char *ren__cp_name(ren__cp page); /* as used in rule names: cp1252, macroman */

#endif
