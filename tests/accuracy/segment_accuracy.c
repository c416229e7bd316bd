/* Measures ren_segment on labelled minutes, as they are and damaged like bad OCR.
 *   segment_accuracy [-v[N]] FILE...               files of tests/golden/segment
 *   segment_accuracy --blocks FILE...              prints what is found in plain texts
 *   segment_accuracy --speed FILE                  megabytes a second on a plain text
 * MODEL in the environment is a language model to use; CLEAN cleans the texts first with it
 * (CLEAN=lines: but for their lines).
 * -v tells every difference, for the Nth kind of damage. Copies that were printed, scanned
 * and read are in a folder `read` beside FILE.
 * Names and organs of damaged copies count as right within a third of their letters (the
 * damage itself is not the segmenter's to undo; a name that is nowhere right cannot be
 * known), case and rings and dots aside; parties exactly. The two last columns count what
 * is right to the letter. What a pointer says is right if one of label and finding holds
 * the other. */
#include "segment_damage.h"
#include "segment_labelled.h"

#include <renskrift/clean.h>

#include <time.h>
#include <unistd.h>

static const damage damages[] = {
    {"as it is", 0, 0},
    {"no å ä ö", DAMAGE_STRIP, 0},
    {"2 % wrong", 0, 2},
    {"2 %, no å ä ö", DAMAGE_STRIP, 2},
    {"5 %, no å ä ö", DAMAGE_STRIP, 5},
    {"2 % anything", DAMAGE_ANY | DAMAGE_STRIP, 2},
    {"5 % anything", DAMAGE_ANY | DAMAGE_STRIP, 5},
    {"lines, 1 %", DAMAGE_LINES, 1},
    {"capitals, 1 %", DAMAGE_CAPITALS, 1},
    {"read, Swedish", DAMAGE_READ, 0},
    {"read, English", DAMAGE_READ, 1},
};

typedef struct score {
  size_t right, found, wanted;
} score;

typedef struct scores {
  score blocks, extent, text, organ, date, dnr, paragraph, signatories, pointers, resolved;
  score exact_organ, exact_names;
} scores;

/* ---- comparing ------------------------------------------------------------ */

static size_t distance(const char *a, size_t n, const char *b, size_t m) {
  size_t row[512];
  if (n > 500 || m > 500) return n > m ? n : m;
  for (size_t j = 0; j <= m; j++) row[j] = j;
  for (size_t i = 1; i <= n; i++) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= m; j++) {
      size_t cell = diagonal + (a[i - 1] != b[j - 1]);
      diagonal = row[j];
      if (row[j] + 1 < cell) cell = row[j] + 1;
      if (row[j - 1] + 1 < cell) cell = row[j - 1] + 1;
      row[j] = cell;
    }
  }
  return row[m];
}

/* Small letters, å ä ö as a a o. */
static size_t plain(char *out, size_t room, const char *s, size_t n) {
  size_t m = 0;
  for (size_t i = 0; i < n && m + 1 < room; i++) {
    unsigned char a = (unsigned char)s[i], b = i + 1 < n ? (unsigned char)s[i + 1] | 0x20 : 0;
    if (a == 0xC3 && (b == 0xA5 || b == 0xA4 || b == 0xB6)) {
      out[m++] = b == 0xB6 ? 'o' : 'a';
      i++;
    } else {
      out[m++] = a >= 'A' && a <= 'Z' ? (char)(a + 32) : (char)a;
    }
  }
  return m;
}

static int same(const char *want, ren_str got, int loose) {
  char a[512], b[512];
  size_t n = strlen(want);
  if (!loose) return n == got.len && memcmp(want, got.ptr, n) == 0;
  n = plain(a, sizeof a, want, n);
  size_t m = plain(b, sizeof b, got.ptr, got.len);
  return distance(a, n, b, m) * 3 <= (n > m ? n : m);
}

/* Right but for rings and dots. */
static int exact(const char *want, ren_str got) {
  char a[512], b[512];
  size_t n = plain(a, sizeof a, want, strlen(want)), m = plain(b, sizeof b, got.ptr, got.len);
  return n == m && memcmp(a, b, n) == 0;
}

static int same_words(const char *a, size_t n, const char *b, size_t m) {
  size_t i = 0, j = 0;
  for (;;) {
    while (i < n && (a[i] == ' ' || a[i] == '\n')) i++;
    while (j < m && (b[j] == ' ' || b[j] == '\n')) j++;
    if (i == n || j == m) return i == n && j == m;
    if (a[i++] != b[j++]) return 0;
  }
}

typedef struct run {
  const labelled *doc;
  const damaged *copy;
  const ren_reservations *list;
  int loose, verbose;
  const char *file;
  scores *s;
} run;

/* Lines of the original. */
static size_t first_line(const run *r, const ren_reservation *x) {
  return line_of(r->doc->text, r->copy->source[x->origin.offset]);
}
static size_t last_line(const run *r, const ren_reservation *x) {
  return line_of(r->doc->text, r->copy->source[x->origin.offset + x->origin.length - 1]);
}

/* The unused block of the same kind that shares most lines; among those in one line the
 * one with the most similar text. */
static size_t match(const run *r, const label *l, const char *used) {
  size_t best = SIZE_MAX, most = 0;
  for (size_t i = 0; i < ren_reservations_count(r->list); i++) {
    const ren_reservation *x = ren_reservations_get(r->list, i);
    if (used[i] || !ren_str_eq(ren_str_of(ren_kind_name(x->kind)), ren_str_of(l->kind))) continue;
    size_t from = first_line(r, x), to = last_line(r, x);
    size_t low = from > l->first_line ? from : l->first_line, high = to < l->last_line ? to : l->last_line;
    if (high + 1 <= low) continue;
    size_t value = (high + 1 - low) * 1000;
    if (l->own[0])
      value += 500 - (distance(l->own, strlen(l->own), x->text.ptr, x->text.len) < 500
                          ? distance(l->own, strlen(l->own), x->text.ptr, x->text.len)
                          : 500);
    if (value > most) {
      most = value;
      best = i;
    }
  }
  return best;
}

static void count(score *s, int right, int found, int wanted) {
  s->right += (size_t)(right && found && wanted);
  s->found += (size_t)found;
  s->wanted += (size_t)wanted;
}

static void complain(const run *r, const label *l, const char *what, ren_str got, const char *want) {
  if (r->verbose)
    fprintf(stderr, "%s: %s at line %zu: %s is \"%.*s\", not \"%s\"\n", r->file, l->kind, l->first_line + 1, what,
            (int)got.len, got.ptr, want);
}

static void compare_field(const run *r, const label *l, score *s, const char *what, ren_str got, const char *want) {
  int right = same(want, got, r->loose);
  count(s, right, got.len != 0, want[0] != 0);
  if (!right) complain(r, l, what, got, want);
}

/* The text of a block's first lines, as it was given. */
static void show_lines(const run *r, const label *l) {
  size_t shown = 0;
  for (size_t i = 0; i < r->copy->length && shown < 240; i++) {
    if (line_of(r->doc->text, r->copy->source[i]) < l->first_line) continue;
    char c = r->copy->text[i];
    fputc(c == '\n' ? '|' : c, stderr);
    shown++;
  }
  fputc('\n', stderr);
}

/* Parties exactly; one that a copy writes without its dots is written so. */
static int same_party(const run *r, const char *want, ren_str got) {
  return r->loose ? exact(want, got) : same(want, got, 0);
}

static void compare_signatories(const run *r, const label *l, const ren_reservation *x) {
  size_t right = 0, letters = 0;
  for (size_t i = 0; i < l->signers; i++) {
    int hit = 0, letter = 0;
    for (size_t j = 0; j < x->signatory_count; j++) {
      if (!same_party(r, l->parties[i], x->signatories[j].party)) continue;
      hit |= same(l->names[i], x->signatories[j].name, r->loose);
      letter |= exact(l->names[i], x->signatories[j].name);
    }
    right += (size_t)hit;
    letters += (size_t)letter;
    if (!hit && r->verbose)
      fprintf(stderr, "%s: line %zu: %s (%s) is missing\n", r->file, l->first_line + 1, l->names[i], l->parties[i]);
  }
  if (r->verbose && right < l->signers) show_lines(r, l);
  if (r->verbose && right < x->signatory_count)
    for (size_t j = 0; j < x->signatory_count; j++)
      fprintf(stderr, "   has %.*s (%.*s)\n", (int)x->signatories[j].name.len, x->signatories[j].name.ptr,
              (int)x->signatories[j].party.len, x->signatories[j].party.ptr);
  r->s->signatories.right += right;
  r->s->signatories.found += x->signatory_count;
  r->s->signatories.wanted += l->signers;
  r->s->exact_names.right += letters;
  r->s->exact_names.found += x->signatory_count;
  r->s->exact_names.wanted += l->signers;
}

/* The words of a pointer are not cut alike by two readers: one may hold the other. */
static int same_target(const run *r, const char *want, ren_str got) {
  char a[512], b[512];
  if (same(want, got, r->loose)) return 1;
  if (got.len <= 4 || strlen(want) <= 4) return 0;
  a[plain(a, sizeof a, want, strlen(want))] = 0;
  b[plain(b, sizeof b, got.ptr, got.len)] = 0;
  return strstr(a, b) || strstr(b, a);
}

static void compare_pointer(const run *r, const label *l, const ren_reservation *x, const size_t *of_label) {
  static const char *const names[] = {"", "likalydande", "se", "instämmer"};
  int right = strcmp(l->how, names[x->refers]) == 0 && same_target(r, l->to, x->refers_to);
  count(&r->s->pointers, right, x->refers != REN_REFERS_NONE, l->how[0] != 0);
  if (!right) complain(r, l, names[x->refers], x->refers_to, l->to);
  const ren_reservation *target = NULL;
  if (l->target && of_label[l->target - 1] != SIZE_MAX) target = ren_reservations_get(r->list, of_label[l->target - 1]);
  right = target && ren_str_eq(target->id, x->refers_id);
  count(&r->s->resolved, right, x->refers_id.len != 0, l->target != 0);
  if (!right && (x->refers_id.len || l->target))
    complain(r, l, "block meant", x->refers_id, target ? target->id.ptr : "none");
}

static size_t apart(size_t a, size_t b) { return a > b ? a - b : b - a; }

static void compare_block(const run *r, const label *l, const ren_reservation *x) {
  size_t from = first_line(r, x), to = last_line(r, x);
  int extent = apart(from, l->first_line) <= 1 && apart(to, l->last_line) <= 1;
  count(&r->s->extent, extent, 1, 1);
  if (!extent && r->verbose)
    fprintf(stderr, "%s: %s of lines %zu-%zu stands at %zu-%zu\n", r->file, l->kind, l->first_line + 1,
            l->last_line + 1, from + 1, to + 1);
  if (!r->loose && l->own[0]) {
    int right = same_words(l->own, strlen(l->own), x->text.ptr, x->text.len);
    count(&r->s->text, right, 1, 1);
    if (!right) complain(r, l, "text", x->text, l->own);
  }
  compare_field(r, l, &r->s->organ, "organ", x->organ, l->organ);
  count(&r->s->exact_organ, exact(l->organ, x->organ), x->organ.len != 0, l->organ[0] != 0);
  compare_field(r, l, &r->s->date, "date", x->date, l->date);
  compare_field(r, l, &r->s->dnr, "dnr", x->dnr, l->dnr);
  compare_field(r, l, &r->s->paragraph, "paragraph", x->paragraph, l->paragraph);
  compare_signatories(r, l, x);
}

static void compare(const run *r) {
  size_t n = ren_reservations_count(r->list), of_label[LABELS_MAX];
  char *used = calloc(1, n + 1);
  for (size_t i = 0; i < r->doc->count; i++) {
    of_label[i] = match(r, &r->doc->labels[i], used);
    if (of_label[i] != SIZE_MAX) used[of_label[i]] = 1;
  }
  r->s->blocks.wanted += r->doc->count;
  r->s->blocks.found += n;
  for (size_t i = 0; i < r->doc->count; i++) {
    const label *l = &r->doc->labels[i];
    if (of_label[i] == SIZE_MAX) {
      if (r->verbose) fprintf(stderr, "%s: %s at line %zu is not found:\n   ", r->file, l->kind, l->first_line + 1);
      if (r->verbose) show_lines(r, l);
      r->s->extent.wanted++;
      r->s->signatories.wanted += l->signers;
      r->s->exact_names.wanted += l->signers;
      continue;
    }
    const ren_reservation *x = ren_reservations_get(r->list, of_label[i]);
    r->s->blocks.right++;
    compare_block(r, l, x);
    compare_pointer(r, l, x, of_label);
  }
  for (size_t i = 0; i < n && r->verbose; i++) {
    const ren_reservation *x = ren_reservations_get(r->list, i);
    if (!used[i])
      fprintf(stderr, "%s: %s at line %zu is too many: %.*s\n", r->file, ren_kind_name(x->kind), first_line(r, x) + 1,
              (int)(x->text.len < 100 ? x->text.len : 100), x->text.ptr);
  }
  free(used);
}

/* ---- running ---------------------------------------------------------------- */

/* The language model of the environment's MODEL; NULL without. */
static const ren_model *model_wanted(void) {
  static ren_model *model;
  ren_error err = {0};
  const char *path = getenv("MODEL");
  if (path && !model && ren_model_open(&model, path, &err)) {
    fprintf(stderr, "%s: %s\n", path, err.message);
    exit(1);
  }
  return model;
}

/* With CLEAN in the environment texts are cleaned first; CLEAN=lines leaves their lines. */
static ren_status clean(ren_text *text, ren_error *err) {
  const char *how = getenv("CLEAN");
  ren_clean_opts opts = REN_CLEAN_OPTS_INIT;
  if (!how || !*how) return REN_OK;
  opts.lines.keep_lines = strcmp(how, "lines") == 0;
  opts.lines.hyphenation = "/usr/share/hyphen/hyph_sv_SE.dic";
  return ren_clean_text(text, model_wanted(), &opts, NULL, err);
}

static void segment(ren_reservations **list, const char *file, ren_str text) {
  ren_error err = {0};
  ren_text *t = NULL;
  if (ren_reservations_new(list, &err) || ren_text_new(&t, text, &err) || clean(t, &err) ||
      ren_segment(*list, file, t, model_wanted(), &err) || ren_reservations_resolve(*list, &err)) {
    fprintf(stderr, "%s: %s\n", file, err.message);
    exit(1);
  }
  ren_text_free(t);
}

static char *read_file(const char *path, size_t *length) {
  ren_buf buf = {0};
  ren_error err = {0};
  if (ren_file_read(&buf, path, 0, &err) != REN_OK) {
    fprintf(stderr, "%s\n", err.message);
    exit(1);
  }
  *length = buf.len;
  return buf.ptr ? buf.ptr : calloc(1, 1);
}

static void run_copy(const char *path, const labelled *doc, const damaged *copy, int loose, int verbose, scores *s) {
  ren_reservations *list;
  segment(&list, path, ren_str_of(copy->text));
  run r = {doc, copy, list, loose, verbose, path, s};
  compare(&r);
  ren_reservations_free(list);
}

/* The copy of FOLDER/NAME.txt that was read: FOLDER/read/NAME.swe.txt; 0: there is none. */
static int read_copy(damaged *out, const char *path, const char *text, const char *model) {
  char name[4096];
  const char *slash = strrchr(path, '/'), *file = slash ? slash + 1 : path;
  size_t length, stem = strcspn(file, ".");
  snprintf(name, sizeof name, "%.*sread/%.*s.%s.txt", (int)(file - path), path, (int)stem, file, model);
  if (access(name, R_OK)) return 0;
  char *bytes = read_file(name, &length);
  damage_align(out, text, bytes);
  free(bytes);
  return 1;
}

static void run_file(const char *path, const damage *d, uint64_t seed, int verbose, scores *s) {
  size_t length;
  char *bytes = read_file(path, &length);
  labelled doc;
  damaged copy = {0};
  read_labelled(&doc, bytes);
  int there = 1;
  if (d->kinds & DAMAGE_READ)
    there = read_copy(&copy, path, doc.text, d->percent ? "eng" : "swe");
  else
    damage_copy(&copy, doc.text, d, seed);
  if (there) run_copy(path, &doc, &copy, doc.damaged || d->kinds || d->percent, verbose, s);
  damage_free(&copy);
  free(doc.text);
  free(bytes);
}

static double f1(const score *s) {
  return s->found + s->wanted ? 2.0 * (double)s->right / (double)(s->found + s->wanted) : 1.0;
}

static void print_scores(const char *name, const scores *s) {
  printf("| %-13s | %.3f %.3f %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f |\n",
         name, s->blocks.found ? (double)s->blocks.right / (double)s->blocks.found : 1.0,
         s->blocks.wanted ? (double)s->blocks.right / (double)s->blocks.wanted : 1.0, f1(&s->blocks), f1(&s->extent),
         f1(&s->text), f1(&s->organ), f1(&s->date), f1(&s->dnr), f1(&s->paragraph), f1(&s->signatories),
         f1(&s->pointers), f1(&s->resolved), f1(&s->exact_organ), f1(&s->exact_names));
}

static void speed(const char *path) {
  size_t length, blocks = 0;
  char *bytes = read_file(path, &length);
  clock_t begin = clock();
  int rounds = 0;
  while (rounds < 3) {
    ren_reservations *list;
    segment(&list, path, (ren_str){bytes, length});
    blocks = ren_reservations_count(list);
    ren_reservations_free(list);
    rounds++;
  }
  double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
  printf("%.1f MB/s of processor time, %zu blocks\n", (double)length * rounds / seconds / 1e6, blocks);
  free(bytes);
}

static void print_blocks(const char *path) {
  size_t length;
  char *bytes = read_file(path, &length);
  ren_reservations *list;
  ren_buf out = {0};
  segment(&list, path, (ren_str){bytes, length});
  ren_reservations_write_ndjson(list, &out);
  if (out.len) fwrite(out.ptr, 1, out.len, stdout);
  ren_buf_free(&out);
  ren_reservations_free(list);
  free(bytes);
}

int main(int argc, char **argv) {
  if (argc > 2 && strcmp(argv[1], "--speed") == 0) {
    speed(argv[2]);
    return 0;
  }
  if (argc > 2 && strcmp(argv[1], "--blocks") == 0) {
    for (int i = 2; i < argc; i++) print_blocks(argv[i]);
    return 0;
  }
  int verbose = argc > 1 && strncmp(argv[1], "-v", 2) == 0;
  size_t told = verbose ? strtoul(argv[1] + 2, NULL, 10) : 0;
  printf(
      "|  | found P R F1 | extent | text | organ | date | dnr | § | signatories | pointers | resolved | organ, exact "
      "| signatories, exact |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
  for (size_t d = 0; d < sizeof damages / sizeof *damages; d++) {
    scores s = {0};
    for (uint64_t seed = 1; seed <= (damages[d].percent && !(damages[d].kinds & DAMAGE_READ) ? 5u : 1u); seed++)
      for (int i = 1 + verbose; i < argc; i++) run_file(argv[i], &damages[d], seed, verbose && d == told, &s);
    print_scores(damages[d].name, &s);
  }
  return 0;
}
