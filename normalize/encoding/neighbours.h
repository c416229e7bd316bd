/* neighbours.h: what the words around a run say of a reading. */
#ifndef REN_ENCODING_NEIGHBOURS_H
#define REN_ENCODING_NEIGHBOURS_H

#include "encoding/line.h"
#include "encoding/recode.h"

/* ln P(the changed word of the units and the two after it | the two before it), where the
 * units stand for cells [from, end) of the line; 0 without a model or a single word. */
float ren__neighbours(const ren_model *model, const ren__line *line, size_t from, size_t end, const ren__unit *units,
                      size_t n);

#endif
