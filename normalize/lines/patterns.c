#include "lines/patterns.h"

#include "alloc.h"
#include "utf8.h"

#include <hyphen.h>
#include <pthread.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WORD_MAX = 90 }; /* libhyphen keeps 100 bytes on its stack */

/* Reading the patterns takes as long as joining some hundred pages: what was read
 * last is kept for the texts to come, as long as the file is the same. */
typedef struct kept {
  HyphenDict *dict;
  char *path;
  struct stat file;
  size_t users;
} kept;

static struct {
  pthread_mutex_t lock;
  kept *last;
} shelf = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void drop(kept *k) {
  if (!k) return;
  if (k->dict) hnj_hyphen_free(k->dict);
  ren_free(k->path);
  ren_free(k);
}

static bool is_same(const kept *k, const char *path, const struct stat *file) {
  return k && strcmp(k->path, path) == 0 && k->file.st_ino == file->st_ino && k->file.st_dev == file->st_dev &&
         k->file.st_size == file->st_size && k->file.st_mtim.tv_sec == file->st_mtim.tv_sec &&
         k->file.st_mtim.tv_nsec == file->st_mtim.tv_nsec;
}

static kept *read_patterns(const char *path, const struct stat *file) {
  kept *k = ren_alloc(sizeof *k);
  if (!k) return NULL;
  *k = (kept){.dict = hnj_hyphen_load(path), .path = ren_strdup(path), .file = *file};
  if (k->dict && k->path) return k;
  drop(k);
  return NULL;
}

static kept *take(const char *path) {
  struct stat file;
  if (stat(path, &file) != 0) return NULL;
  pthread_mutex_lock(&shelf.lock);
  if (!is_same(shelf.last, path, &file)) {
    kept *k = read_patterns(path, &file), *old = shelf.last;
    if (old && old->users == 0) drop(old); /* else who uses it drops it */
    shelf.last = k;
  }
  kept *k = shelf.last;
  if (k) k->users++;
  pthread_mutex_unlock(&shelf.lock);
  return k;
}

static void give_back(kept *k) {
  pthread_mutex_lock(&shelf.lock);
  if (--k->users == 0 && k != shelf.last) drop(k);
  pthread_mutex_unlock(&shelf.lock);
}

ren_status ren__patterns_open(ren__patterns *patterns, const char *path, ren_error *err) {
  *patterns = (ren__patterns){.path = path};
  if (path && access(path, R_OK) != 0) return ren_fail(err, REN_EMISSING, "cannot read hyphenation patterns %s", path);
  return REN_OK;
}

void ren__patterns_close(ren__patterns *patterns) {
  if (patterns->kept) give_back(patterns->kept);
  *patterns = (ren__patterns){0};
}

/* Appends the lower-cased word in the charset of the patterns; counts letters.
 * False if a letter does not exist there. */
static bool put_word(char *out, size_t *len, size_t *letters, ren_str word, bool utf8) {
  for (size_t i = 0; i < word.len;) {
    uint32_t cp;
    i += ren_utf8_decode(word.ptr + i, word.len - i, &cp);
    if (cp == REN_BAD_CODEPOINT) return false;
    cp = ren_to_lower(cp);
    char bytes[4];
    size_t n = 1;
    if (utf8)
      n = ren_utf8_encode(cp, bytes);
    else if (cp < 256)
      bytes[0] = (char)cp;
    else
      return false;
    if (*len + n > WORD_MAX) return false;
    memcpy(out + *len, bytes, n);
    *len += n;
    (*letters)++;
  }
  return true;
}

int ren__patterns_divides(ren__patterns *patterns, ren_str left, ren_str right) {
  if (!patterns->path) return 0;
  if (!patterns->tried) {
    patterns->kept = take(patterns->path);
    patterns->tried = true;
  }
  HyphenDict *dict = patterns->kept ? ((kept *)patterns->kept)->dict : NULL;
  if (!dict || (!dict->utf8 && strcmp(dict->cset, "ISO8859-1") != 0)) return 0;
  char word[WORD_MAX + 1] = {0}, marks[WORD_MAX + 8] = {0};
  size_t len = 0, letters = 0, all = 0;
  if (!put_word(word, &len, &letters, left, dict->utf8) || letters == 0) return 0;
  all = letters;
  if (!put_word(word, &len, &all, right, dict->utf8) || all == letters) return 0;
  char **rep = NULL;
  int *pos = NULL, *cut = NULL;
  if (hnj_hyphen_hyphenate2(dict, word, (int)len, marks, NULL, &rep, &pos, &cut) != 0) return 0;
  if (rep) { /* non-standard divisions: none in the Swedish patterns, but ours to free */
    for (size_t i = 0; i < len; i++) ren_free(rep[i]);
    ren_free(rep);
    ren_free(pos);
    ren_free(cut);
  }
  return marks[letters - 1] & 1 ? 1 : -1;
}
