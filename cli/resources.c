#include "resources.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MODEL_NAME "sv.renmodel"
#define WORKER_NAME "renskrift-worker"
#define HYPHENATION "/usr/share/hyphen/hyph_sv_SE.dic"

/* The folder that holds the running program. */
static char *own_folder(void) {
  char path[4096];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
  if (length <= 0) return NULL;
  path[length] = '\0';
  char *slash = strrchr(path, '/');
  return slash ? cli_strndup((ren_str){path, (size_t)(slash - path)}) : NULL;
}

/* The first of the places, relative to the program, where the file is; NULL if none. */
static char *find_beside(const char *const *folders, const char *name) {
  char *own = own_folder(), *found = NULL;
  for (; own && *folders && !found; folders++) {
    char *path = cli_format("%s/%s/%s", own, *folders, name);
    if (access(path, R_OK) == 0)
      found = path;
    else
      free(path);
  }
  free(own);
  return found;
}

static char *find_model(const char *named) {
  static const char *const folders[] = {"../share/renskrift", REN_RELATIVE_DATA, NULL};
  if (named) return cli_strndup(ren_str_of(named));
  const char *from_environment = getenv("RENSKRIFT_MODEL");
  if (from_environment && *from_environment) return cli_strndup(ren_str_of(from_environment));
  return find_beside(folders, MODEL_NAME);
}

bool cli_open_model(cli *c, ren_model **out, char **path, const char *named, cli_need need) {
  ren_error err = {0};
  char *file = find_model(named);
  *out = NULL;
  if (path) *path = NULL;
  if (!file) {
    if (need == CLI_WANTED) return true;
    cli_fail(c, CLI_MISSING, NULL,
             "the language data (" MODEL_NAME ") is not there; make it with 'renskrift model build', or say where it "
             "is with --model FILE or RENSKRIFT_MODEL");
    return false;
  }
  ren_status status = ren_model_open(out, file, &err);
  if (status != REN_OK) {
    ren_error_place(&err, file, 0);
    cli_fail_error(c, &err);
    cli_note_status(c, CLI_MISSING); /* whatever is wrong with it: there is no language data */
  }
  if (path && status == REN_OK)
    *path = file;
  else
    free(file);
  return status == REN_OK;
}

char *cli_find_worker(void) {
  static const char *const folders[] = {".", REN_RELATIVE_LIBEXEC, NULL};
  return find_beside(folders, WORKER_NAME);
}

const char *cli_find_hyphenation(const char *named) {
  if (named) return named;
  return access(HYPHENATION, R_OK) == 0 ? HYPHENATION : NULL;
}
