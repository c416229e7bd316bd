/* correct_sets.h: pairs of damaged and true texts, set by set. Nothing is done when a
 * folder is absent.
 */
#ifndef CORRECT_SETS_H
#define CORRECT_SETS_H

#include <renskrift/base.h>

/* One document. The views are good during the call. */
typedef void set_use(void *payload, const char *set, const char *document, ren_str seen, ren_str truth);

enum { MINUTES_STRIPPED, MINUTES_QUESTION, MINUTES_FFFD, MINUTES_DROPPED, MINUTES_CLEAN, MINUTES_SETS };
extern const char *const minutes_names[MINUTES_SETS];

/* SHARED/dev/minutes-2025, a meeting a document; paragraphs that the training corpus
 * holds too (`in_train`) are left out. */
void set_minutes(const char *shared, int set, set_use *use, void *payload);

/* SHARED/dev/ocr-1980: its paragraphs as one document. */
void set_ocr_1980(const char *shared, set_use *use, void *payload);

/* Files SHARED/dev/PATTERN.gold.txt and PATTERN.READER.txt. */
void set_pages(const char *shared, const char *pattern, const char *reader, const char *name, set_use *use,
               void *payload);

/* Files FOLDER/X.seen.txt and FOLDER/X.truth.txt; the set is named by the folder. */
void set_pairs(const char *folder, set_use *use, void *payload);

/* All of these but clean minutes. */
void set_all_damaged(const char *shared, const char *const *pairs, size_t pair_count, set_use *use, void *payload);

#endif
