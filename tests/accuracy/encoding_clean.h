/* encoding_clean.h: right text of our own, as encoding_accuracy.c measures changes in it. */
#ifndef REN_ENCODING_CLEAN_H
#define REN_ENCODING_CLEAN_H

#include <renskrift/base.h>

/* Gives a megabyte of each kind to `take`. */
int encoding_clean(const char *folder, uint64_t seed, void (*take)(const char *name, ren_str text));

#endif
