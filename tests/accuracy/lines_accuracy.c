/* Figures for line joining.
 *
 *   lines_accuracy join FILE        the text after the step (for reading by eye)
 *   lines_accuracy edits FILE       its edits, one a line
 *   lines_accuracy cases FILE.tsv   id class grade input expected note, or kind input expected; prints what fails
 *   lines_accuracy clean FILE       paragraphs a line: edits that are made (should be 0)
 *   lines_accuracy oracle FILE      paragraphs a line are set in lines and joined again
 *   lines_accuracy stray FILE       one word in twenty is divided inside its line, with a blank or without
 *   lines_accuracy set FILE         paragraphs a line, set in lines of WIDTH letters (70)
 *   lines_accuracy speed FILE       MB per second of processor time of ren_lines_edits
 *
 * Options in the environment of this test program: PATTERNS (libhyphen file),
 * MODEL (language model), SEED, PARAGRAPHS (a document), LAYOUT (blank | indent |
 * pages), LEFT (fewest letters before a division), HYPHENS (words with a hyphen
 * are divided there rather than at another place: more of them at line ends),
 * LOST (one division in so many has no sign), BREAKS (after one line in so many inside a
 * paragraph stands an empty line that does not belong there, or a page end every third time).
 */
#include <renskrift/lines.h>

#include <hyphen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static ren_lines_opts options = REN_LINES_OPTS_INIT;
static ren_model *model;
static ren_error failure;

static void must(ren_status status) {
  if (status == REN_OK) return;
  fprintf(stderr, "%s: %s\n", ren_status_name(status), failure.message);
  exit(1);
}

static struct { size_t from, to; } over[4096]; /* edits over empty lines or page ends */
static size_t over_count;

/* The text after the step, to be freed; *count: edits. */
static ren_text *joined(ren_str bytes, size_t *count, bool print) {
  ren_text *text;
  ren_edits *edits;
  must(ren_text_new(&text, bytes, &failure));
  must(ren_lines_edits(&edits, text, model, &options, &failure));
  *count = ren_edits_count(edits);
  over_count = 0;
  for (size_t i = 0; i < *count; i++) {
    const char *rule = ren_edits_get(edits, i)->rule;
    if ((strcmp(rule, "blank-line") == 0 || strcmp(rule, "page-break") == 0) && over_count < 4096) {
      over[over_count].from = ren_edits_get(edits, i)->offset;
      over[over_count].to = over[over_count].from + ren_edits_get(edits, i)->length;
      over_count++;
    }
  }
  for (size_t i = 0; print && i < *count; i++) {
    const ren_edit *e = ren_edits_get(edits, i);
    size_t from = e->offset > 30 ? e->offset - 30 : 0, to = e->offset + e->length + 20;
    if (to > bytes.len) to = bytes.len;
    printf("%-16s %.3f ", e->rule, (double)e->confidence);
    for (size_t k = from; k < to; k++) {
      if (k == e->offset) printf("[");
      if (k == e->offset + e->length) printf("]->[%.*s]", (int)e->after.len, e->after.ptr);
      if (bytes.ptr[k] == '\n')
        printf("\\n");
      else if (bytes.ptr[k] == '\f')
        printf("\\f");
      else
        putchar(bytes.ptr[k]);
    }
    printf("\n");
  }
  must(ren_text_apply(text, edits, NULL, &failure));
  ren_edits_free(edits);
  return text;
}

/* ---- graded cases --------------------------------------------------------- */

static char *unescape(const char *s, size_t len) {
  char *out = malloc(len + 1), *to = out;
  for (size_t i = 0; i < len; i++) {
    static const char *const sign[][2] = {{"⏎", "\n"}, {"␌", "\f"}, {"␍", "\r"}, {"␉", "\t"}, {"¤", "\u00AD"}};
    size_t known = 0;
    while (known < 5 && strncmp(s + i, sign[known][0], strlen(sign[known][0])) != 0) known++;
    if (known < 5) {
      to = stpcpy(to, sign[known][1]);
      i += strlen(sign[known][0]) - 1;
      continue;
    }
    if (s[i] != '\\' || i + 1 >= len) {
      *to++ = s[i];
      continue;
    }
    switch (s[++i]) {
    case 'n': *to++ = '\n'; break;
    case 't': *to++ = '\t'; break;
    case 'r': *to++ = '\r'; break;
    case 'f': *to++ = '\f'; break;
    case 'u': { /* below U+0800 is all that is needed */
      unsigned cp = (unsigned)strtoul((char[5]){s[i + 1], s[i + 2], s[i + 3], s[i + 4], 0}, NULL, 16);
      if (cp >= 0x80) {
        *to++ = (char)(0xC0 | cp >> 6);
        *to++ = (char)(0x80 | (cp & 0x3F));
      } else {
        *to++ = (char)cp;
      }
      i += 4;
      break;
    }
    default: *to++ = s[i];
    }
  }
  *to = '\0';
  return out;
}

static void cases(char *tsv) {
  size_t right = 0, all = 0;
  for (char *line = tsv, *next; line && *line; line = next) {
    next = strchr(line, '\n');
    if (next) *next++ = '\0';
    char *field[6] = {0};
    size_t n = 0;
    for (char *at = line; at && n < 6; n++) {
      field[n] = at;
      at = strchr(at, '\t');
      if (at) *at++ = '\0';
    }
    if (n < 3 || field[0][0] == '#' || strcmp(field[0], "id") == 0) continue;
    size_t first = n == 3 ? 1 : 3; /* kind input expected, as in tests/golden/lines */
    char *input = unescape(field[first], strlen(field[first]));
    char *expected = unescape(field[first + 1], strlen(field[first + 1]));
    size_t count;
    ren_text *text = joined(ren_str_of(input), &count, false);
    bool ok = ren_str_eq(ren_text_bytes(text), ren_str_of(expected));
    all++;
    right += ok;
    if (!ok) printf("case %s (%s)\n  want: %s\n  have: %s\n", field[0], field[1], expected, ren_text_bytes(text).ptr);
    ren_text_free(text);
    free(input);
    free(expected);
  }
  printf("cases right: %zu of %zu\n", right, all);
}

/* ---- the oracle ----------------------------------------------------------- */

static HyphenDict *dict;

static void load_patterns(void) {
  dict = hnj_hyphen_load(getenv("PATTERNS") ? getenv("PATTERNS") : "/usr/share/hyphen/hyph_sv_SE.dic");
}

static size_t least_left = 2;
static uint32_t lose_hyphens; /* one division in so many has no hyphen */
static uint32_t false_breaks; /* one line in so many is followed by an empty line or a page end */
static bool prefer_hyphens;   /* a word with a hyphen of its own is divided there, if that fits */
static uint64_t seed = 1;

static uint32_t dice(uint32_t n) { /* splitmix64 */
  uint64_t z = (seed += UINT64_C(0x9E3779B97F4A7C15));
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return (uint32_t)((z ^ z >> 31) % n);
}

typedef struct spot { /* a division that was made */
  size_t offset;      /* of the hyphen in the document */
  char kind;          /* s split, h real hyphen, l split without a sign, b empty line, g page end */
} spot;
static spot *spots;
static size_t spot_count, spot_cap;

static size_t width_of(const char *s, size_t len) {
  size_t n = 0;
  for (size_t i = 0; i < len; i++) n += ((unsigned char)s[i] & 0xC0) != 0x80;
  return n;
}

static void note_spot(size_t offset, char kind) {
  if (spot_count == spot_cap) spots = realloc(spots, (spot_cap = spot_cap ? spot_cap * 2 : 1024) * sizeof *spots);
  spots[spot_count++] = (spot){offset, kind};
}

/* Bytes of word (a token without blanks) that fit into room columns, hyphen
 * included; 0 if it cannot be divided there. *real: it ends at a hyphen of its own. */
static size_t divide(const char *word, size_t len, size_t room, bool *real) {
  size_t best = 0;
  *real = false;
  for (size_t i = 1; i + 1 < len; i++) { /* after a hyphen of its own */
    if (word[i - 1] != '-' || i < 2) continue;
    if (width_of(word, i) <= room) {
      best = i;
      *real = true;
    }
  }
  if (prefer_hyphens && best) return best;
  /* runs of letters between other signs: divided by the patterns */
  for (size_t from = 0; from < len;) {
    char latin[100], marks[110];
    size_t at = from, n = 0, byte[100];
    while (at < len && n < 90) {
      unsigned char c = (unsigned char)word[at];
      if ((c | 32) >= 'a' && (c | 32) <= 'z') {
        byte[n] = at;
        latin[n++] = (char)(c | 32);
        at++;
      } else if (c == 0xC3 && at + 1 < len && (unsigned char)word[at + 1] >= 0x80) {
        byte[n] = at;
        unsigned char low = (unsigned char)((unsigned char)word[at + 1] + 0x40);
        latin[n++] = (char)(low < 0xE0 && low != 0xD7 ? low + 0x20 : low);
        at += 2;
      } else {
        break;
      }
    }
    if (n >= 4) {
      char **rep = NULL;
      int *pos = NULL, *cut = NULL;
      memset(marks, 0, sizeof marks);
      latin[n] = '\0';
      hnj_hyphen_hyphenate2(dict, latin, (int)n, marks, NULL, &rep, &pos, &cut);
      for (size_t k = least_left - 1; k + 2 < n; k++) {
        if (!(marks[k] & 1) || width_of(word, byte[k + 1]) + 1 > room) continue;
        if (byte[k + 1] > best) {
          best = byte[k + 1];
          *real = false;
        }
      }
    }
    from = at > from ? at : from + 1;
  }
  return best;
}

/* Sets one paragraph; lines end with '\n'. */
static void set_paragraph(ren_buf *out, const char *s, size_t len, size_t width, size_t indent) {
  size_t column = 0;
  for (size_t i = 0; i < indent; i++, column++) ren_buf_putc(out, ' ');
  bool fresh = true;
  for (size_t at = 0; at < len;) {
    const char *blank = memchr(s + at, ' ', len - at);
    size_t end = blank ? (size_t)(blank - s) : len, n = end - at;
    size_t lead = fresh ? 0 : 1;
    while (column + lead + width_of(s + at, n) > width) {
      bool real;
      size_t room = width > column + lead ? width - column - lead : 0;
      size_t part = divide(s + at, n, room, &real);
      if (part == 0) {
        if (fresh) break; /* longer than a line: runs over */
        ren_buf_putc(out, '\n');
        if (false_breaks && dice(false_breaks) == 0) {
          bool page = dice(3) == 0;
          note_spot(out->len - 1, page ? 'g' : 'b');
          ren_buf_puts(out, page ? "\n\f" : "\n");
        }
        column = 0;
        lead = 0;
        fresh = true;
        continue;
      }
      if (lead) ren_buf_putc(out, ' ');
      ren_buf_append(out, s + at, part);
      bool lost = !real && lose_hyphens && dice(lose_hyphens) == 0;
      note_spot(real ? out->len - 1 : out->len, real ? 'h' : lost ? 'l' : 's');
      if (!real && !lost) ren_buf_putc(out, '-');
      ren_buf_putc(out, '\n');
      at += part;
      n -= part;
      column = 0;
      lead = 0;
      fresh = true;
    }
    if (lead) ren_buf_putc(out, ' ');
    /* a suspended hyphen at a line end counts as a real one */
    ren_buf_append(out, s + at, n);
    column += lead + width_of(s + at, n);
    fresh = false;
    at = end + 1;
  }
  ren_buf_putc(out, '\n');
}

typedef struct tally {
  size_t split, split_right, hyphen, hyphen_right, lost, lost_right, paragraphs, restored;
  size_t blank, blank_right, page, page_right, over, over_wrong;
} tally;

/* What became of the divisions: the text around each is compared by the edits. */
static void grade_spots(ren_text *text, ren_str before, tally *t) {
  ren_str after = ren_text_bytes(text);
  for (size_t i = 0; i < spot_count; i++) {
    size_t o, n, p, m;
    ren_text_current(text, (ren_origin){0, spots[i].offset - 1, 1}, &o, &n);
    size_t next = spots[i].offset + 1;
    while (next < before.len && strchr("\n\f ", before.ptr[next])) next++;
    ren_text_current(text, (ren_origin){0, next, 1}, &p, &m);
    size_t between = p - (o + n);
    bool put_in = spots[i].kind == 'b' || spots[i].kind == 'g';
    bool right = put_in                 ? between == 1 && after.ptr[o + n] == ' '
                 : spots[i].kind != 'h' ? between == 0
                                        : between == 1 && after.ptr[o + n] == '-';
    if (spots[i].kind == 's') {
      t->split++;
      t->split_right += right;
    } else if (spots[i].kind == 'l') {
      t->lost++;
      t->lost_right += right;
    } else if (spots[i].kind == 'b') {
      t->blank++;
      t->blank_right += right;
    } else if (spots[i].kind == 'g') {
      t->page++;
      t->page_right += right;
    } else {
      t->hyphen++;
      t->hyphen_right += right;
    }
    if (right || (put_in && !getenv("SHOW"))) continue;
    size_t from = o > 24 ? o - 24 : 0;
    printf("%c: %.*s\n", spots[i].kind, (int)(p + 24 < after.len ? p + 24 - from : after.len - from), after.ptr + from);
  }
}

/* Paragraphs that were joined over an empty line or page end that was not put in. */
static void grade_over(tally *t) {
  for (size_t i = 0, k = 0; i < over_count; i++) {
    while (k < spot_count && spots[k].offset < over[i].from) k++;
    t->over++;
    t->over_wrong += k == spot_count || spots[k].offset >= over[i].to;
  }
}

/* Where the text leaves a paragraph that was not restored. */
static void show_loss(ren_str after, size_t at, const char *para) {
  size_t head = strlen(para) < 12 ? strlen(para) : 12;
  const char *found = memmem(after.ptr + at, after.len - at, para, head);
  if (!found) {
    printf("p: not found: %.100s\n", para);
    return;
  }
  size_t same = 0;
  while (para[same] && found[same] == para[same]) same++;
  size_t from = same > 30 ? same - 30 : 0;
  printf("p: %s %.*s[", found > after.ptr && found[-1] != '\n' ? "NOT PARTED BEFORE" : "", (int)(same - from),
         para + from);
  for (const char *c = found + same; *c && c < found + same + 50; c++)
    if (*c == '\n')
      printf("\\n");
    else
      putchar(*c);
  printf("] want [%.20s]\n", para + same);
}

static void grade_document(char *const *para, size_t n, const char *layout, tally *t) {
  ren_buf doc = {0};
  spot_count = 0;
  size_t width = 40 + dice(51), lines = 0;
  bool indent = strcmp(layout, "indent") == 0, pages = strcmp(layout, "pages") == 0;
  for (size_t i = 0; i < n; i++) {
    if (strcmp(layout, "mixed") == 0) width = 40 + dice(51);
    size_t from = doc.len;
    set_paragraph(&doc, para[i], strlen(para[i]), width, indent && i > 0 ? 4 : 0);
    (void)from;
    (void)lines;
    if (!indent && i + 1 < n) ren_buf_putc(&doc, '\n');
    if (pages && i % 7 == 6) ren_buf_puts(&doc, "\f");
  }
  size_t count;
  ren_text *text = joined(ren_buf_str(&doc), &count, false);
  grade_spots(text, ren_buf_str(&doc), t);
  grade_over(t);
  ren_str after = ren_text_bytes(text);
  size_t at = 0;
  for (size_t i = 0; i < n; i++) { /* a paragraph is right if it stands there as a line */
    size_t len = strlen(para[i]);
    t->paragraphs++;
    const char *found = memmem(after.ptr + at, after.len - at, para[i], len);
    const char *start = found; /* lines that are kept apart keep their indentation */
    while (indent && start && start > after.ptr && start[-1] == ' ') start--;
    bool right = found && (start == after.ptr || start[-1] == '\n') && (found[len] == '\n' || !found[len]);
    t->restored += right;
    if (right)
      at = (size_t)(found - after.ptr) + len;
    else if (getenv("SHOW"))
      show_loss(after, at, para[i]);
  }
  ren_text_free(text);
  ren_buf_free(&doc);
}

static void oracle(char *bytes) {
  const char *layout = getenv("LAYOUT") ? getenv("LAYOUT") : "blank";
  size_t size = getenv("PARAGRAPHS") ? (size_t)atoi(getenv("PARAGRAPHS")) : 40, n = 0;
  char **para = calloc(size, sizeof *para);
  tally t = {0};
  load_patterns();
  for (char *line = bytes, *next; line && *line; line = next) {
    next = strchr(line, '\n');
    if (next) *next++ = '\0';
    if (strlen(line) < 3) continue;
    para[n++] = line;
    if (n == size || !next) {
      grade_document(para, n, layout, &t);
      n = 0;
    }
  }
  if (n) grade_document(para, n, layout, &t);
  printf("divided words joined: %zu of %zu (%.3f %%)\n", t.split_right, t.split,
         100.0 * (double)t.split_right / (double)(t.split ? t.split : 1));
  printf("real hyphens kept:    %zu of %zu (%.3f %%)\n", t.hyphen_right, t.hyphen,
         100.0 * (double)t.hyphen_right / (double)(t.hyphen ? t.hyphen : 1));
  if (t.lost) printf("lost hyphens found:   %zu of %zu\n", t.lost_right, t.lost);
  if (t.blank + t.page) {
    printf("empty lines inside sentences healed: %zu of %zu (%.1f %%), page ends %zu of %zu (%.1f %%)\n", t.blank_right,
           t.blank, 100.0 * (double)t.blank_right / (double)(t.blank ? t.blank : 1), t.page_right, t.page,
           100.0 * (double)t.page_right / (double)(t.page ? t.page : 1));
    printf("joins over empty lines and page ends: %zu, of whole paragraphs: %zu\n", t.over, t.over_wrong);
  }
  printf("paragraphs restored:  %zu of %zu (%.3f %%)\n", t.restored, t.paragraphs,
         100.0 * (double)t.restored / (double)(t.paragraphs ? t.paragraphs : 1));
  hnj_hyphen_free(dict);
  free(para);
}

/* A copy of the paragraph in which one word in twenty is divided: "för- valtning", "ären-de". */
static void divide_words(ren_buf *out, const char *s) {
  for (size_t n; *s; s += n) {
    n = strcspn(s, " ");
    bool real;
    size_t part = n > 6 && dice(20) == 0 ? divide(s, n, 3 + dice(width_of(s, n)), &real) : 0;
    if (part && !real) {
      bool blank = dice(2) == 0;
      ren_buf_append(out, s, part);
      note_spot(out->len, blank ? 's' : 'l');
      ren_buf_puts(out, blank ? "- " : "-");
    }
    ren_buf_append(out, s + (part && !real ? part : 0), n - (part && !real ? part : 0));
    if (s[n]) {
      ren_buf_putc(out, ' ');
      n++;
    }
  }
}

static void stray(char *bytes) {
  tally t = {0};
  ren_buf out = {0};
  load_patterns();
  for (char *line = strtok(bytes, "\n"); line; line = strtok(NULL, "\n")) {
    divide_words(&out, line);
    ren_buf_puts(&out, "\n\n");
  }
  size_t count;
  ren_text *text = joined(ren_buf_str(&out), &count, false);
  grade_spots(text, ren_buf_str(&out), &t);
  printf("stray hyphens with a blank mended: %zu of %zu, without: %zu of %zu, edits: %zu\n", t.split_right, t.split,
         t.lost_right, t.lost, count);
  ren_text_free(text);
  ren_buf_free(&out);
  hnj_hyphen_free(dict);
}

/* Sets a file in lines, an empty line between paragraphs: text to time and to compare. */
static void set_file(const char *bytes) {
  ren_buf out = {0};
  size_t width = getenv("WIDTH") ? (size_t)atoi(getenv("WIDTH")) : 70;
  load_patterns();
  for (const char *line = bytes, *next; *line; line = next) {
    next = strchr(line, '\n');
    size_t len = next ? (size_t)(next - line) : strlen(line);
    next = next ? next + 1 : line + len;
    if (out.len) ren_buf_putc(&out, '\n');
    set_paragraph(&out, line, len, width, 0);
  }
  fwrite(out.ptr, 1, out.len, stdout);
  hnj_hyphen_free(dict);
  ren_buf_free(&out);
}

static void speed(ren_str bytes) {
  ren_text *text;
  must(ren_text_new(&text, bytes, &failure));
  double best = 1e9;
  size_t count = 0;
  for (int i = 0; i < 5; i++) {
    struct timespec a, b;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
    ren_edits *edits;
    must(ren_lines_edits(&edits, text, model, &options, &failure));
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
    count = ren_edits_count(edits);
    ren_edits_free(edits);
    double took = (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
    if (took < best) best = took;
  }
  printf("%zu bytes, %zu edits: %.1f MB/s\n", bytes.len, count, (double)bytes.len / 1e6 / best);
  ren_text_free(text);
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: lines_accuracy join|edits|cases|clean|oracle|stray|set|speed FILE\n");
    return 2;
  }
  ren_buf file = {0};
  must(ren_file_read(&file, argv[2], 0, &failure));
  if (!file.ptr) ren_buf_puts(&file, "");
  options.hyphenation = getenv("PATTERNS") ? getenv("PATTERNS") : "/usr/share/hyphen/hyph_sv_SE.dic";
  if (strcmp(options.hyphenation, "none") == 0) options.hyphenation = NULL;
  if (getenv("KEEP")) options.keep_lines = true;
  if (getenv("SEED")) seed = (uint64_t)atoi(getenv("SEED"));
  if (getenv("BREAKS")) false_breaks = (uint32_t)atoi(getenv("BREAKS"));
  if (getenv("LOST")) lose_hyphens = (uint32_t)atoi(getenv("LOST"));
  prefer_hyphens = getenv("HYPHENS") != NULL;
  if (getenv("LEFT")) least_left = (size_t)atoi(getenv("LEFT"));
  if (getenv("MODEL")) must(ren_model_open(&model, getenv("MODEL"), &failure));
  size_t count;
  ren_text *text;
  if (strcmp(argv[1], "cases") == 0)
    cases(file.ptr);
  else if (strcmp(argv[1], "oracle") == 0)
    oracle(file.ptr);
  else if (strcmp(argv[1], "stray") == 0)
    stray(file.ptr);
  else if (strcmp(argv[1], "set") == 0)
    set_file(file.ptr);
  else if (strcmp(argv[1], "speed") == 0)
    speed(ren_buf_str(&file));
  else {
    bool edits = strcmp(argv[1], "join") != 0;
    text = joined(ren_buf_str(&file), &count, edits);
    if (!edits)
      fwrite(ren_text_bytes(text).ptr, 1, ren_text_bytes(text).len, stdout);
    else
      printf("edits: %zu\n", count);
    ren_text_free(text);
  }
  ren_model_free(model);
  ren_buf_free(&file);
  return 0;
}
