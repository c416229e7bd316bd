/* paragraphs.h: the lines of a document put together to paragraphs again.
 *
 * Clean text has a paragraph a line; text out of a PDF or a scan is hard-wrapped and
 * may lack blank lines. A line goes on the paragraph before it when it begins with a
 * small letter after a line without an end, or, in a wrapped document, after a line
 * as long as the measure; never when it is a fixed heading or begins a numbered
 * paragraph. Page furniture (page numbers, heads that come back at page
 * breaks) is left out.
 */
#ifndef REN_PARAGRAPHS_H
#define REN_PARAGRAPHS_H

#include "segment/cue_words.h"
#include "segment/headings.h"

typedef struct ren__para {
  size_t offset, length; /* trimmed; within one run of lines, so one slice */
  uint64_t keys;         /* key classes of cue words in it; weak ones of a long paragraph only near its start */
  bool gap_before;       /* a blank line or a page break before it */
  bool furniture;
  uint32_t number;   /* of a paragraph whose sign is misread, 0: none; numbering.h */
  size_t number_end; /* the byte behind it */
} ren__para;

typedef struct ren__paras {
  ren__para *items;
  size_t count, cap;
  bool misread_signs; /* numbers stand behind something else than the section sign */
} ren__paras;

bool ren__paras_find(ren__paras *paras, ren__cue_words *words, const ren__titles *titles, ren_str text);
void ren__paras_clear(ren__paras *paras);

#endif
