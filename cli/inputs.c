#include "inputs.h"

#include "spool.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD = 2048, MAX_DEPTH = 100 };
static const char STDIN_NAME[] = "(standard input)";

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

void cli_input_place(const cli_input *input, ren_error *err, uint32_t page) {
  if (input->spool && strcmp(err->file, input->path) == 0) err->file[0] = '\0';
  ren_error_place(err, input->shown, page);
}

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

/* What the first bytes of a file tell. */
typedef struct nature {
  ren_media media;
  cli_packing packing;
} nature;

static void add_input(walk *w, const char *path, const char *relative, nature is, const struct stat *st) {
  cli_inputs *out = w->out;
  out->list = cli_grow(out->list, &out->cap, out->count, sizeof *out->list);
  bool is_stdin = strcmp(path, "-") == 0;
  bool stream = is_stdin || !S_ISREG(st->st_mode);
  out->list[out->count++] = (cli_input){.path = cli_strndup(ren_str_of(path)),
                                        .shown = cli_strndup(ren_str_of(is_stdin ? STDIN_NAME : path)),
                                        .relative = cli_strndup(ren_str_of(is_stdin ? "stdin.txt" : relative)),
                                        .media = is.media,
                                        .packing = is.packing,
                                        .stream = stream,
                                        .size = stream ? 0 : (uint64_t)st->st_size};
  if (!stream) out->bytes += (uint64_t)st->st_size;
}

/* What is packed, as far as it can be read; what is damaged is said when all is read. */
static ren_media sniff_packed(cli_packing packing, ren_str head) {
  char text[HEAD];
  size_t made = 0;
  ren_error err = {0};
  cli_unpacker *unpacker = cli_unpacker_new(packing);
  ren_status status = cli_unpack(unpacker, &head, text, sizeof text, &made, &err);
  if (status == REN_OK && !made && cli_unpack_end(unpacker, &err) != REN_OK) status = REN_EFORMAT;
  cli_unpacker_free(unpacker);
  return status == REN_OK || made ? ren_media_sniff((ren_str){text, made}) : REN_MEDIA_TEXT;
}

static bool sniff(const walk *w, const char *path, nature *is) {
  char head[HEAD];
  size_t have = 0;
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return false;
  ssize_t got = 1;
  while (have < sizeof head && (got = read(fd, head + have, sizeof head - have)) > 0) have += (size_t)got;
  int failed = got < 0 ? errno : 0;
  close(fd);
  errno = failed;
  ren_str bytes = {head, have};
  *is = (nature){ren_media_sniff(bytes), CLI_PLAIN};
  if (w->reads & CLI_READS_PACKED) is->packing = cli_packing_of_bytes(bytes);
  if (is->packing != CLI_PLAIN) is->media = sniff_packed(is->packing, bytes);
  return failed == 0;
}

/* in_folder: met on a walk, not named by the user. Returns whether it was taken. */
static bool take_file(walk *w, const char *path, const char *relative, const struct stat *st, bool in_folder) {
  nature is = {REN_MEDIA_TEXT, CLI_PLAIN};
  if (!S_ISREG(st->st_mode)) {
    if (in_folder) return false;
    if (w->reads & CLI_READS_STREAMS)
      add_input(w, path, relative, is, st);
    else
      refuse(w, path, "is not a regular file", 0);
    return false;
  }
  if (!sniff(w, path, &is)) {
    refuse(w, path, "cannot read", errno);
    return false;
  }
  const char *refusal = cli_media_refusal(is.media, w->reads);
  if (!refusal) {
    add_input(w, path, relative, is, st);
    return true;
  }
  if (in_folder && is.media != REN_MEDIA_EMPTY)
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

static bool is_backup(const char *name) { return *name && name[strlen(name) - 1] == '~'; }

static bool list_folder(cli_list *names, const char *path) {
  DIR *folder = opendir(path);
  if (!folder) return false;
  const struct dirent *entry;
  while ((entry = readdir(folder)))
    if (entry->d_name[0] != '.' && !is_backup(entry->d_name))
      cli_list_add(names, cli_strndup(ren_str_of(entry->d_name)));
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

static void take_folder(walk *w, const char *path, const struct stat *st) {
  size_t refused_before = w->out->refused;
  seen_before(w, st);
  size_t taken = walk_folder(w, path, "", 0);
  if (taken == 0 && w->out->refused == refused_before && !cli_interrupted())
    refuse(w, path, "there is no file in this folder that can be read", 0);
}

static void take_path(walk *w, const char *path) {
  struct stat st;
  const char *slash = strrchr(path, '/');
  if (stat(path, &st) != 0)
    refuse(w, path, "cannot read", errno);
  else if (S_ISDIR(st.st_mode))
    take_folder(w, path, &st);
  else
    take_file(w, path, slash ? slash + 1 : path, &st, false);
}

/* A pattern that the shell was kept from expanding, or could not. */
static void take_pattern(walk *w, const char *pattern) {
  glob_t found = {0};
  int result = glob(pattern, 0, NULL, &found);
  size_t taken = 0;
  for (size_t i = 0; result == 0 && i < found.gl_pathc && !cli_interrupted(); i++) {
    if (is_backup(found.gl_pathv[i])) continue;
    take_path(w, found.gl_pathv[i]);
    taken++;
  }
  if (result == GLOB_NOMATCH || (result == 0 && !taken)) refuse(w, pattern, "no file matches this pattern", 0);
  if (result != 0 && result != GLOB_NOMATCH) refuse(w, pattern, "this pattern cannot be expanded", 0);
  if (result == 0) globfree(&found);
}

/* Standard input as a file among others; there is one, however often it is named. */
static void take_spooled(walk *w) {
  struct stat st;
  nature is = {REN_MEDIA_TEXT, CLI_PLAIN};
  ren_error err = {0};
  int fd;
  for (size_t i = 0; i < w->out->count; i++)
    if (w->out->list[i].spool) return;
  if (cli_spool(&fd, STDIN_FILENO, CLI_SPOOL_MAX, &err) != REN_OK) {
    ren_error_place(&err, STDIN_NAME, 0);
    cli_fail_error(w->c, &err);
    w->out->refused++;
    return;
  }
  char *path = cli_format("/proc/self/fd/%d", fd);
  const char *refusal =
      fstat(fd, &st) == 0 && sniff(w, path, &is) ? cli_media_refusal(is.media, w->reads) : "cannot read";
  if (refusal) {
    refuse(w, STDIN_NAME, refusal, 0);
    close(fd);
  } else {
    add_input(w, path, "stdin", is, &st);
    cli_input *input = &w->out->list[w->out->count - 1];
    free(input->shown);
    input->shown = cli_strndup(ren_str_of(STDIN_NAME));
    input->spool = fd;
  }
  free(path);
}

static void take_operand(walk *w, const char *path) {
  struct stat st = {0};
  if (strcmp(path, "-") == 0 && w->reads & CLI_READS_SPOOLED)
    take_spooled(w);
  else if (strcmp(path, "-") == 0 && w->reads & CLI_READS_STREAMS)
    add_input(w, path, path, (nature){REN_MEDIA_TEXT, CLI_PLAIN}, &st);
  else if (strcmp(path, "-") == 0)
    refuse(w, path, "this command reads files, not standard input", 0);
  else if (lstat(path, &st) != 0 && errno == ENOENT && strpbrk(path, "*?["))
    take_pattern(w, path);
  else
    take_path(w, path);
}

/* Two operands may lead to the same file: it is read once, where it was met first. */
typedef struct keyed {
  const char *key;
  size_t index;
} keyed;

static int by_key(const void *a, const void *b) {
  const keyed *x = a, *y = b;
  int order = strcmp(x->key, y->key);
  return order ? order : (x->index > y->index) - (x->index < y->index);
}

static void input_clear(cli_input *input) {
  free(input->path);
  free(input->shown);
  free(input->relative);
  if (input->spool) close(input->spool);
}

/* Sorts the keys. */
static void drop_doubles(cli_inputs *inputs, keyed *keys) {
  bool *doubled = cli_alloc_array(inputs->count, sizeof *doubled);
  if (inputs->count) qsort(keys, inputs->count, sizeof *keys, by_key);
  for (size_t i = 1; i < inputs->count; i++) doubled[keys[i].index] = strcmp(keys[i].key, keys[i - 1].key) == 0;
  size_t kept = 0;
  for (size_t i = 0; i < inputs->count; i++) {
    if (doubled[i])
      input_clear(&inputs->list[i]);
    else
      inputs->list[kept++] = inputs->list[i];
  }
  inputs->count = kept;
  free(doubled);
}

static void drop_named_twice(cli_inputs *inputs) {
  keyed *keys = cli_alloc_array(inputs->count, sizeof *keys);
  for (size_t i = 0; i < inputs->count; i++) keys[i] = (keyed){inputs->list[i].path, i};
  drop_doubles(inputs, keys);
  free(keys);
}

void cli_inputs_drop_links(cli_inputs *inputs) {
  keyed *keys = cli_alloc_array(inputs->count, sizeof *keys);
  cli_list targets = {0};
  for (size_t i = 0; i < inputs->count; i++) {
    char *target = realpath(inputs->list[i].path, NULL);
    cli_list_add(&targets, target ? target : cli_strndup(ren_str_of(inputs->list[i].path)));
    keys[i] = (keyed){targets.items[i], i};
  }
  drop_doubles(inputs, keys);
  cli_list_clear(&targets);
  free(keys);
}

void cli_inputs_collect(cli *c, cli_inputs *out, const cli_list *operands, unsigned reads, const char *skip_folder) {
  walk w = {.c = c, .out = out, .reads = reads};
  struct stat st;
  if (skip_folder && stat(skip_folder, &st) == 0) seen_before(&w, &st);
  if (operands->count == 0 && (reads & CLI_READS_STREAMS)) take_operand(&w, "-");
  for (size_t i = 0; i < operands->count && !cli_interrupted(); i++) take_operand(&w, operands->items[i]);
  drop_named_twice(out);
  free(w.seen);
}

void cli_inputs_clear(cli_inputs *inputs) {
  for (size_t i = 0; i < inputs->count; i++) input_clear(&inputs->list[i]);
  free(inputs->list);
  *inputs = (cli_inputs){0};
}
