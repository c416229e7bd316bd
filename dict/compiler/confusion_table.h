/* confusion_table.h: dict/confusions.tsv -> ren__confusion records. */
#ifndef REN_CONFUSION_TABLE_H
#define REN_CONFUSION_TABLE_H

#include "model/model_file.h"

/* Lines: meant, seen, probability, group (diacritic, english, shape, lossy); # starts a
 * comment. Appends the records to out, sorted. */
ren_status ren__confusions_read(ren_buf *out, const char *path, ren_error *err);

#endif
