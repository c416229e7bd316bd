#include "inputs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD = 2048, MAX_DEPTH = 100 };

typedef struct place {
  dev_t device;
  ino_t inode;
} place;

typedef struct walk {
  cli *c;
  cli_inputs *out;
  unsigned reads;
  place *seen; /* folders walked into; the first is where results go */
  size_t seen_count, seen_cap;
} walk;

bool cli_media_is_scan(ren_media media) {
  return media != REN_MEDIA_EMPTY && media != REN_MEDIA_TEXT && media != REN_MEDIA_BINARY;
}

const char *cli_media_refusal(ren_media media, unsigned reads) {
  if (media == REN_MEDIA_EMPTY) return "is empty";
  if (media == REN_MEDIA_BINARY && reads & CLI_READS_ANY_TEXT) return NULL;
  if (media == REN_MEDIA_BINARY)
    return reads & CLI_READS_SCANS ? "holds neither text nor a scan that can be read"
                                   : "is not a text (binary data); --from ENCODING reads it all the same";
  if (media == REN_MEDIA_TEXT) return reads & CLI_READS_TEXT ? NULL : "is a text, not a scan or PDF";
  if (reads & CLI_READS_SCANS) return NULL;
  return media == REN_MEDIA_PDF ? "is a PDF, not a text; use 'renskrift ocr' or 'renskrift run'"
                                : "is an image, not a text; use 'renskrift ocr' or 'renskrift run'";
}

/* Says why something is left out. */
static void refuse(walk *w, const char *path, const char *what, int reason) {
  if (reason)
    cli_fail(w->c, CLI_SOME_FAILED, path, "%s: %s", what, strerror(reason));
  else
    cli_fail(w->c, CLI_SOME_FAILED, path, "%s", what);
  w->out->refused++;
}

/* ---- one file ------------------------------------------------------------- */

static void add_input(walk *w, const char *path, const char *relative, ren_media media, const struct stat *st) {
  cli_inputs *out = w->out;
  out->list = cli_grow(out->list, &out->cap, out->count, sizeof *out->list);
  bool is_stdin = strcmp(path, "-") == 0;
  bool stream = is_stdin || !S_ISREG(st->st_mode);
  out->list[out->count++] = (cli_input){.path = cli_strndup(ren_str_of(path)),
                                        .shown = cli_strndup(ren_str_of(is_stdin ? "(standard input)" : path)),
                                        .relative = cli_strndup(ren_str_of(is_stdin ? "stdin.txt" : relative)),
                                        .media = media,
                                        .stream = stream,
                                        .size = stream ? 0 : (uint64_t)st->st_size};
  if (!stream) out->bytes += (uint64_t)st->st_size;
}

static bool sniff(const char *path, ren_media *media) {
  char head[HEAD];
  size_t have = 0;
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return false;
  ssize_t got = 1;
  while (have < sizeof head && (got = read(fd, head + have, sizeof head - have)) > 0) have += (size_t)got;
  int failed = got < 0 ? errno : 0;
  close(fd);
  errno = failed;
  *media = ren_media_sniff((ren_str){head, have});
  return failed == 0;
}

/* in_folder: met on a walk, not named by the user. Returns whether it was taken. */
static bool take_file(walk *w, const char *path, const char *relative, const struct stat *st, bool in_folder) {
  if (!S_ISREG(st->st_mode)) {
    if (in_folder) return false;
    if (w->reads & CLI_READS_STREAMS)
      add_input(w, path, relative, REN_MEDIA_TEXT, st);
    else
      refuse(w, path, "is not a regular file", 0);
    return false;
  }
  ren_media media;
  if (!sniff(path, &media)) {
    refuse(w, path, "cannot read", errno);
    return false;
  }
  const char *refusal = cli_media_refusal(media, w->reads);
  if (!refusal) {
    add_input(w, path, relative, media, st);
    return true;
  }
  if (in_folder && media != REN_MEDIA_EMPTY)
    cli_say(w->c, path, "skipped: %s", refusal);
  else
    refuse(w, path, refusal, 0);
  return false;
}

/* ---- folders -------------------------------------------------------------- */

static bool seen_before(walk *w, const struct stat *st) {
  for (size_t i = 0; i < w->seen_count; i++)
    if (w->seen[i].device == st->st_dev && w->seen[i].inode == st->st_ino) return true;
  w->seen = cli_grow(w->seen, &w->seen_cap, w->seen_count, sizeof *w->seen);
  w->seen[w->seen_count++] = (place){st->st_dev, st->st_ino};
  return false;
}

static int by_bytes(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static bool list_folder(cli_list *names, const char *path) {
  DIR *folder = opendir(path);
  if (!folder) return false;
  const struct dirent *entry;
  while ((entry = readdir(folder)))
    if (entry->d_name[0] != '.') cli_list_add(names, cli_strndup(ren_str_of(entry->d_name)));
  closedir(folder);
  if (names->count) qsort(names->items, names->count, sizeof *names->items, by_bytes);
  return true;
}

/* Returns how many files were taken. */
static size_t walk_folder(walk *w, const char *path, const char *relative, int depth) {
  cli_list names = {0};
  size_t taken = 0;
  if (depth > MAX_DEPTH) {
    refuse(w, path, "folders are nested too deeply", 0);
    return 0;
  }
  if (!list_folder(&names, path)) refuse(w, path, "cannot read", errno);
  for (size_t i = 0; i < names.count && !cli_interrupted(); i++) {
    const char *slash = path[strlen(path) - 1] == '/' ? "" : "/";
    char *child = cli_format("%s%s%s", path, slash, names.items[i]);
    char *below = cli_format("%s%s%s", relative, *relative ? "/" : "", names.items[i]);
    struct stat st;
    if (stat(child, &st) != 0)
      refuse(w, child, "cannot read", errno);
    else if (!S_ISDIR(st.st_mode))
      taken += take_file(w, child, below, &st, true);
    else if (!seen_before(w, &st))
      taken += walk_folder(w, child, below, depth + 1);
    free(child);
    free(below);
  }
  cli_list_clear(&names);
  return taken;
}

static void take_operand(walk *w, const char *path) {
  struct stat st = {0};
  const char *slash = strrchr(path, '/');
  const char *base = slash ? slash + 1 : path;
  if (strcmp(path, "-") == 0) {
    if (w->reads & CLI_READS_STREAMS)
      add_input(w, path, base, REN_MEDIA_TEXT, &st);
    else
      refuse(w, path, "this command reads files, not standard input", 0);
    return;
  }
  if (stat(path, &st) != 0) {
    refuse(w, path, "cannot read", errno);
  } else if (!S_ISDIR(st.st_mode)) {
    take_file(w, path, base, &st, false);
  } else {
    size_t refused_before = w->out->refused;
    seen_before(w, &st);
    size_t taken = walk_folder(w, path, "", 0);
    if (taken == 0 && w->out->refused == refused_before && !cli_interrupted())
      refuse(w, path, "there is no file in this folder that can be read", 0);
  }
}

/* Two operands may lead to the same file: it is read once, where it was met first. */
static int by_path(const void *a, const void *b) {
  const cli_input *x = *(const cli_input *const *)a, *y = *(const cli_input *const *)b;
  int order = strcmp(x->path, y->path);
  return order ? order : (x > y) - (x < y);
}

static void input_clear(cli_input *input) {
  free(input->path);
  free(input->shown);
  free(input->relative);
}

static void drop_doubles(cli_inputs *inputs) {
  const cli_input **sorted = cli_alloc_array(inputs->count, sizeof *sorted);
  bool *doubled = cli_alloc_array(inputs->count, sizeof *doubled);
  for (size_t i = 0; i < inputs->count; i++) sorted[i] = &inputs->list[i];
  if (inputs->count) qsort(sorted, inputs->count, sizeof *sorted, by_path);
  for (size_t i = 1; i < inputs->count; i++)
    doubled[sorted[i] - inputs->list] = strcmp(sorted[i]->path, sorted[i - 1]->path) == 0;
  size_t kept = 0;
  for (size_t i = 0; i < inputs->count; i++) {
    if (doubled[i])
      input_clear(&inputs->list[i]);
    else
      inputs->list[kept++] = inputs->list[i];
  }
  inputs->count = kept;
  free(sorted);
  free(doubled);
}

void cli_inputs_collect(cli *c, cli_inputs *out, const cli_list *operands, unsigned reads, const char *skip_folder) {
  walk w = {.c = c, .out = out, .reads = reads};
  struct stat st;
  if (skip_folder && stat(skip_folder, &st) == 0) seen_before(&w, &st);
  if (operands->count == 0 && (reads & CLI_READS_STREAMS)) take_operand(&w, "-");
  for (size_t i = 0; i < operands->count && !cli_interrupted(); i++) take_operand(&w, operands->items[i]);
  drop_doubles(out);
  free(w.seen);
}

void cli_inputs_clear(cli_inputs *inputs) {
  for (size_t i = 0; i < inputs->count; i++) input_clear(&inputs->list[i]);
  free(inputs->list);
  *inputs = (cli_inputs){0};
}
