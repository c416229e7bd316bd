/* repair_memory.h: what was found out about runs, kept from one text to the next.
 *
 * The candidates of a run depend on its characters and on the language model alone, so
 * the tables can serve the next text (or the next piece of a stream) as well. They lie in
 * a few slots for the whole program; a job takes one out, and puts it back at its end.
 */
#ifndef REN_REPAIR_MEMORY_H
#define REN_REPAIR_MEMORY_H

#include "encoding/cache.h"
#include "encoding/quick.h"

typedef struct ren__memory {
  const ren_model *model;
  double print; /* of the model: another may come to lie in its place */
  ren__cache *cache;
  ren__quick *quick;
} ren__memory;

/* One that belongs to the model, a new one if there is none; NULL when out of memory. */
ren__memory *ren__memory_take(const ren_model *model);
void ren__memory_give(ren__memory *memory);

#endif
