/* No result may land on an input, whatever its name: files are told apart by device and
 * inode. */
#include "inputs.h"

#include <stdlib.h>
#include <sys/stat.h>

typedef struct identity {
  dev_t device;
  ino_t inode;
} identity;

struct cli_clash {
  identity *list; /* sorted */
  size_t count;
};

static int by_identity(const void *a, const void *b) {
  const identity *x = a, *y = b;
  if (x->device != y->device) return x->device < y->device ? -1 : 1;
  return (x->inode > y->inode) - (x->inode < y->inode);
}

static bool identify(const char *path, identity *out) {
  struct stat st;
  if (stat(path, &st) != 0) return false;
  *out = (identity){st.st_dev, st.st_ino};
  return true;
}

cli_clash *cli_clash_new(const cli_inputs *inputs) {
  cli_clash *clash = cli_alloc(sizeof *clash);
  clash->list = cli_alloc_array(inputs->count, sizeof *clash->list);
  for (size_t i = 0; i < inputs->count; i++)
    clash->count += !inputs->list[i].stream && identify(inputs->list[i].path, &clash->list[clash->count]);
  if (clash->count) qsort(clash->list, clash->count, sizeof *clash->list, by_identity);
  return clash;
}

bool cli_clash_is_input(const cli_clash *clash, const char *path) {
  identity id;
  return identify(path, &id) && clash->count && bsearch(&id, clash->list, clash->count, sizeof id, by_identity) != NULL;
}

void cli_clash_free(cli_clash *clash) {
  if (clash) free(clash->list);
  free(clash);
}
