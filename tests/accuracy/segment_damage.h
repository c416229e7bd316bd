/* segment_damage.h: copies of labelled minutes as scans leave them. Every byte of a copy
 * knows where it came from, so that places in the copy can be told as lines of the
 * original. Damage is the same for the same seed everywhere.
 */
#ifndef SEGMENT_DAMAGE_H
#define SEGMENT_DAMAGE_H

#include <stddef.h>
#include <stdint.h>

enum {
  DAMAGE_STRIP = 1,    /* å ä ö to a a o */
  DAMAGE_ANY = 2,      /* any character may be hit, not only letters that look like others */
  DAMAGE_LINES = 4,    /* lines broken at a measure, blank lines lost and added */
  DAMAGE_CAPITALS = 8, /* some headings in capitals */
  DAMAGE_READ = 16     /* a copy that was printed, scanned and read: from a file */
};

typedef struct damage {
  const char *name;
  unsigned kinds;
  unsigned percent; /* of characters */
} damage;

typedef struct damaged {
  char *text;
  size_t *source; /* per byte: its place in the original */
  size_t length;
} damaged;

void damage_copy(damaged *out, const char *text, const damage *kind, uint64_t seed);
/* A copy that somebody else made: the places are found by aligning. */
void damage_align(damaged *out, const char *text, const char *copy);
void damage_free(damaged *copy);

#endif
