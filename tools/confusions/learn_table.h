/* learn_table.h: counted misreadings and general priors -> the table dict/confusions.tsv. */
#ifndef REN_LEARN_TABLE_H
#define REN_LEARN_TABLE_H

#include "misreadings.h"

typedef struct ren__learn_opts {
  const char *general; /* the table of priors for what the pages do not show */
  double trust;        /* 0 to 1: what the rate of a new pair is worth */
  size_t most;         /* pairs at most */
  double least_count;  /* a new pair must have been counted so often */
  double least;        /* and a pair be so likely */
} ren__learn_opts;

/* Writes the table. `english` are pages read with a model that knows no å, ä, ö. */
ren_status ren__learn_table(ren_buf *out, const ren__misreadings *swedish, const ren__misreadings *english,
                            const ren__learn_opts *opts, ren_error *err);

#endif
