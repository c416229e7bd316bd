/* Which name was meant? Optimal string alignment distance (Damerau 1964, Wagner 1975). */
#include "options.h"

#include <string.h>

enum { NAME_MAX_LENGTH = 48 };

static unsigned least(unsigned a, unsigned b, unsigned c) {
  unsigned m = a < b ? a : b;
  return m < c ? m : c;
}

static unsigned distance(const char *a, const char *b) {
  size_t n = strlen(a), m = strlen(b);
  unsigned rows[3][NAME_MAX_LENGTH + 1];
  if (n > NAME_MAX_LENGTH || m > NAME_MAX_LENGTH) return NAME_MAX_LENGTH;
  for (size_t j = 0; j <= m; j++) rows[0][j] = (unsigned)j;
  for (size_t i = 1; i <= n; i++) {
    unsigned *row = rows[i % 3], *above = rows[(i - 1) % 3];
    row[0] = (unsigned)i;
    for (size_t j = 1; j <= m; j++) {
      row[j] = least(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
      bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped && rows[(i - 2) % 3][j - 2] + 1 < row[j]) row[j] = rows[(i - 2) % 3][j - 2] + 1;
    }
  }
  return rows[n % 3][m];
}

const char *cli_suggest(const char *wrong, const char *(*next)(const void *payload, size_t i), const void *payload) {
  const char *best = NULL, *name;
  unsigned nearest = (unsigned)strlen(wrong) / 3 + 1;
  for (size_t i = 0; (name = next(payload, i)); i++) {
    unsigned d = distance(wrong, name);
    /* What was begun right is meant, too: --conf, --min. */
    if (strlen(wrong) >= 3 && strncmp(wrong, name, strlen(wrong)) == 0) d = 1;
    if (d <= nearest && !(best && d == nearest)) {
      best = name;
      nearest = d;
    }
  }
  return best;
}
