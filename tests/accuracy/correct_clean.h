/* correct_clean.h: words changed in text that has no damage. */
#ifndef CORRECT_CLEAN_H
#define CORRECT_CLEAN_H

#include <renskrift/renskrift.h>

/* Table head; rows by the calls between; sum. */
void clean_begin(void);
void clean_end(void);

/* The truths of the damaged sets; `shared` may be NULL. */
void clean_truths(const ren_model *model, const char *shared, const char *const *pairs, size_t pair_count,
                  bool verbose);
/* A file is one document, unless it holds form feeds: they part documents. */
void clean_file(const ren_model *model, const char *path, bool verbose);
/* Its *.txt but for those with damage: with X.gold.txt, X.txt is left out. */
void clean_folder(const ren_model *model, const char *folder, bool verbose);

#endif
