#include "names.h"

#include <stdlib.h>
#include <string.h>

/* ---- a set of strings (open addressing) ------------------------------------ */

typedef struct name_set {
  const char **slots;
  size_t size; /* a power of two, at most half full */
} name_set;

static name_set set_new(size_t count) {
  name_set set = {.size = 16};
  while (set.size < count * 4) set.size *= 2;
  set.slots = cli_alloc_array(set.size, sizeof *set.slots);
  return set;
}

/* False if it was there already. The string is borrowed. */
static bool set_add(name_set *set, const char *name) {
  size_t at = (size_t)ren_hash64(ren_str_of(name)) & (set->size - 1);
  while (set->slots[at]) {
    if (strcmp(set->slots[at], name) == 0) return false;
    at = (at + 1) & (set->size - 1);
  }
  set->slots[at] = name;
  return true;
}

/* ---- names ---------------------------------------------------------------- */

/* The suffix with its dot, "" if none: of the last component, which may begin with dots. */
static const char *suffix_of(const char *path) {
  const char *slash = strrchr(path, '/');
  const char *base = slash ? slash + 1 : path;
  base += strspn(base, ".");
  const char *dot = strrchr(base, '.');
  return dot && dot != base ? dot : path + strlen(path);
}

static char *run_name(const char *relative, unsigned attempt) {
  const char *suffix = suffix_of(relative);
  int stem = (int)(suffix - relative);
  if (attempt == 0) return cli_format("%.*s", stem, relative);
  const char *kept = *suffix ? suffix + 1 : "";
  const char *dash = *suffix ? "-" : "";
  if (attempt == 1) return cli_format("%.*s%s%s", stem, relative, dash, kept);
  return cli_format("%.*s%s%s-%u", stem, relative, dash, kept, attempt);
}

static char *file_name(const char *relative, unsigned attempt) {
  const char *suffix = suffix_of(relative);
  if (attempt == 0) return cli_strndup(ren_str_of(relative));
  return cli_format("%.*s-%u%s", (int)(suffix - relative), relative, attempt + 1, suffix);
}

static char **make_names(char *const *relative, size_t count, char *(*name)(const char *, unsigned)) {
  char **names = cli_alloc_array(count, sizeof *names);
  name_set set = set_new(count);
  for (size_t i = 0; i < count; i++) {
    for (unsigned attempt = 0;; attempt++) {
      names[i] = name(relative[i], attempt);
      if (set_add(&set, names[i])) break;
      free(names[i]);
    }
  }
  free(set.slots);
  return names;
}

char **cli_run_names(char *const *relative, size_t count) { return make_names(relative, count, run_name); }

char **cli_file_names(char *const *relative, size_t count) { return make_names(relative, count, file_name); }

void cli_names_free(char **names, size_t count) {
  for (size_t i = 0; names && i < count; i++) free(names[i]);
  free(names);
}
