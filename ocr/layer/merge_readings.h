/* layer/merge_readings.h: two readings of one page made one. */
#ifndef REN_LAYER_MERGE_READINGS_H
#define REN_LAYER_MERGE_READINGS_H

#include <renskrift/page.h>

/* The mean confidence of a letter, 0 to 1. */
double ren__page_trust(const ren_page *page, size_t *letters);

/* Little trust, and not one word of three letters and more that is sure: no text was there. */
bool ren__reads_as_junk(const ren_page *page);

/* The lines of the reading with more trust, but for those that the other has read with more. */
ren_status ren__merge_readings(ren_page **out, const ren_page *one, const ren_page *other, ren_error *err);

#endif
