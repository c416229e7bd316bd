/* context.h: what surrounds a run: is the line Swedish, is it code, is the run an
 * address or a quotation. */
#ifndef REN_ENCODING_CONTEXT_H
#define REN_ENCODING_CONTEXT_H

#include "encoding/letters.h"
#include "encoding/line.h"

typedef struct ren__context {
  unsigned core;          /* words that only Swedish has, of the most frequent ones */
  unsigned words, common; /* words of two letters or more; those that are common Swedish ones */
  bool code;              /* source code, markup or JSON */
  bool json;              /* all of that is a piece of JSON in a line of prose */
  bool swedish_letters;   /* å ä ö stand somewhere as they should */
  unsigned quotes;        /* typographic double quotes */
  bool odd_quotes;        /* one of them lacks its partner */
  bool pairs;             /* square brackets that have their partners */
} ren__context;

ren__context ren__context_of(const ren__line *line);
/* False: the line holds nothing that makes it code. Looks at the bytes alone. */
bool ren__may_be_code(ren_str line);
/* Most words are common Swedish ones. */
static inline bool ren__is_swedish(const ren__context *context) {
  return context->common >= 2 && context->common * 5 >= context->words * 3 &&
         (context->core || context->swedish_letters || context->words < 5);
}

/* The cells [from, from + count) hold a URL or an e-mail address. */
bool ren__is_address(const ren__line *line, size_t from, size_t count);
/* The run stands in quotes or backticks of its own. */
bool ren__is_quoted(const ren__line *line, size_t from, size_t count);

#endif
