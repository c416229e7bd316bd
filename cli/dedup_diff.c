/* dedup --format diff: each member of a group against the canonical one, word by word.
 *
 *     nämnd-b.txt: near-identical, 97 %; 2 changes of wording, 5 misread words
 *       … förvaltningen ska [-avslå-]{+bifalla+} förslaget i dess helhet …
 *       misread: forslaget (förslaget), nåmnden (nämnden) …
 *
 * What boards wrote differently stands in its place; what was misread is told apart.
 */
#include "dedup.h"
#include "diff.h"

#include <stdlib.h>
#include <string.h>

#define RED "\033[31m"
#define GREEN "\033[32m"
#define FAINT "\033[2m"
#define BOLD "\033[1m"
#define PLAIN "\033[m"

enum {
  AROUND = 50,    /* bytes of context on either side */
  SHOWN = 1200,   /* of one change; longer ones are cut in the middle */
  MISREAD = 24,   /* words that are listed */
  MOVED_WORDS = 8 /* from so many on, what is gone here and came there was moved */
};

typedef struct compared {
  ren_str a, b; /* canonical, member */
  ren_diff_piece *pieces;
  size_t *moved; /* of each piece: where it went or came from, plus one; 0: nowhere */
  size_t count, wording, misread, moves;
} compared;

static ren_str side_a(const compared *d, size_t i) {
  return ren_str_trim((ren_str){d->a.ptr + d->pieces[i].a_offset, d->pieces[i].a_length});
}

static ren_str side_b(const compared *d, size_t i) {
  return ren_str_trim((ren_str){d->b.ptr + d->pieces[i].b_offset, d->pieces[i].b_length});
}

/* ---- what was moved ----------------------------------------------------------- */

static size_t count_words(ren_str s) {
  size_t count = 0;
  for (size_t i = 0; i < s.len; i++)
    count += s.ptr[i] != ' ' && s.ptr[i] != '\n' && (i == 0 || s.ptr[i - 1] == ' ' || s.ptr[i - 1] == '\n');
  return count;
}

/* Whether most of the one stands in the other. */
static bool same_passage(ren_str a, ren_str b) {
  ren_diff_piece *pieces = NULL;
  size_t count = 0, same = 0;
  if (a.len > 2 * b.len || b.len > 2 * a.len || ren_diff_words(&pieces, &count, a, b, NULL) != REN_OK) return false;
  for (size_t i = 0; i < count; i++)
    if (pieces[i].op != REN_DIFF_CHANGE) same += pieces[i].a_length;
  ren_diff_free(pieces);
  return same * 5 >= a.len * 4;
}

static bool is_gone(const compared *d, size_t i) {
  return d->pieces[i].op == REN_DIFF_CHANGE && !side_b(d, i).len && count_words(side_a(d, i)) >= MOVED_WORDS;
}

static bool came(const compared *d, size_t i) {
  return d->pieces[i].op == REN_DIFF_CHANGE && !side_a(d, i).len && count_words(side_b(d, i)) >= MOVED_WORDS;
}

static void find_moves(compared *d) {
  enum { MOST = 64 }; /* texts that differ more are not looked through */
  size_t changes = 0;
  for (size_t i = 0; i < d->count; i++) changes += is_gone(d, i) || came(d, i);
  for (size_t i = 0; changes <= MOST && i < d->count; i++) {
    if (!is_gone(d, i)) continue;
    for (size_t k = 0; k < d->count; k++) {
      if (d->moved[k] || !came(d, k) || !same_passage(side_a(d, i), side_b(d, k))) continue;
      d->moved[i] = k + 1, d->moved[k] = i + 1;
      d->moves++;
      break;
    }
  }
}

/* ---- what was misread ------------------------------------------------------------ */

/* A single word without the punctuation around it; empty if there are more or figures. */
static ren_str lone_word(ren_str s) {
  static const char edges[] = ".,;:!?()[]\"'-";
  while (s.len && strchr(edges, s.ptr[0])) s.ptr++, s.len--;
  while (s.len && strchr(edges, s.ptr[s.len - 1])) s.len--;
  for (size_t i = 0; i < s.len; i++)
    if (s.ptr[i] == ' ' || s.ptr[i] == '\n' || (s.ptr[i] >= '0' && s.ptr[i] <= '9')) return (ren_str){s.ptr, 0};
  return s;
}

/* Most letters are the same at both ends. */
static bool much_alike(ren_str a, ren_str b) {
  size_t shorter = a.len < b.len ? a.len : b.len, longer = a.len + b.len - shorter, head = 0, tail = 0;
  while (head < shorter && a.ptr[head] == b.ptr[head]) head++;
  while (tail < shorter - head && a.ptr[a.len - 1 - tail] == b.ptr[b.len - 1 - tail]) tail++;
  return (head + tail) * 5 >= longer * 3;
}

/* One of two words that are much alike is none that the model knows. */
static bool is_misread(const compared *d, size_t i, const ren_model *model) {
  if (!model || d->pieces[i].op != REN_DIFF_CHANGE) return false;
  ren_str a = lone_word(side_a(d, i)), b = lone_word(side_b(d, i));
  if (a.len < 3 || b.len < 3 || !much_alike(a, b)) return false;
  return !ren_model_word(model, a).flags != !ren_model_word(model, b).flags;
}

static ren_status compare(compared *d, ren_str a, ren_str b, const ren_model *model, ren_error *err) {
  *d = (compared){.a = a, .b = b};
  ren_status status = ren_diff_words(&d->pieces, &d->count, a, b, err);
  if (status != REN_OK) return status;
  for (size_t i = 0; i < d->count; i++)
    if (is_misread(d, i, model)) d->pieces[i].op = REN_DIFF_NOISE;
  d->moved = cli_alloc_array(d->count + 1, sizeof *d->moved);
  find_moves(d);
  for (size_t i = 0; i < d->count; i++) {
    if (d->pieces[i].op == REN_DIFF_NOISE) d->misread++;
    if (d->pieces[i].op == REN_DIFF_CHANGE && !d->moved[i] && (side_a(d, i).len || side_b(d, i).len)) d->wording++;
  }
  return REN_OK;
}

/* ---- showing -------------------------------------------------------------------- */

/* On one line; the middle of what is very long is left out. */
static void append_line(ren_buf *out, ren_str text) {
  ren_buf line = {0};
  for (size_t i = 0; i < text.len; i++) {
    if (text.len > SHOWN && i == SHOWN / 2) {
      while (i < text.len - SHOWN / 2 || (text.ptr[i] & 0xC0) == 0x80) i++;
      ren_buf_puts(&line, " [...] ");
    }
    bool blank = text.ptr[i] == '\n' || text.ptr[i] == '\r' || text.ptr[i] == '\t' || text.ptr[i] == '\f';
    ren_buf_putc(&line, blank ? ' ' : text.ptr[i]);
  }
  cli_append_visible(out, ren_buf_str(&line));
  ren_buf_free(&line);
}

static void append_marked(ren_buf *out, ren_str text, const char *open, const char *close, bool colour,
                          const char *sgr) {
  if (!text.len) return;
  ren_buf_puts(out, colour ? sgr : open);
  append_line(out, text);
  ren_buf_puts(out, colour ? PLAIN : close);
}

/* The last or first bytes of the text, whole words only. */
static ren_str tail_of(ren_str s) {
  size_t from = s.len > AROUND ? s.len - AROUND : 0;
  while (from && from < s.len && s.ptr[from] != ' ' && s.ptr[from] != '\n') from++;
  return ren_str_trim((ren_str){s.ptr + from, s.len - from});
}

static ren_str head_of(ren_str s) {
  size_t to = s.len > AROUND ? AROUND : s.len;
  while (to < s.len && to > 0 && s.ptr[to] != ' ' && s.ptr[to] != '\n') to--;
  return ren_str_trim((ren_str){s.ptr, to});
}

/* What was moved is told by its first and last words. */
static void append_moved(ren_buf *out, ren_str text, bool gone, bool colour) {
  ren_buf_puts(out, colour ? FAINT : "");
  ren_buf_puts(out, gone ? "[moved from here: " : "[moved here: ");
  if (text.len > 3 * AROUND) {
    append_line(out, head_of(text));
    ren_buf_puts(out, " [...] ");
    append_line(out, tail_of(text));
  } else {
    append_line(out, text);
  }
  ren_buf_puts(out, colour ? "]" PLAIN : "]");
}

static void append_piece(ren_buf *out, const compared *d, size_t i, bool colour) {
  ren_str a = side_a(d, i), b = side_b(d, i);
  if (d->pieces[i].op == REN_DIFF_CHANGE && d->moved[i]) {
    append_moved(out, a.len ? a : b, a.len > 0, colour);
  } else if (d->pieces[i].op == REN_DIFF_CHANGE) {
    append_marked(out, a, "[-", "-]", colour, RED);
    append_marked(out, b, "{+", "+}", colour, GREEN);
  } else if (d->pieces[i].op == REN_DIFF_NOISE) {
    append_marked(out, b, "~", "~", colour, FAINT);
  } else {
    append_line(out, b);
  }
}

static bool is_shown(const compared *d, size_t i) {
  return d->pieces[i].op == REN_DIFF_CHANGE && (side_a(d, i).len || side_b(d, i).len);
}

/* A change, those that follow closely, and the words around them. */
static size_t append_change(ren_buf *out, const compared *d, size_t first, bool colour) {
  size_t last = first;
  for (size_t k = first + 1; k < d->count; k++) {
    const ren_diff_piece *end = &d->pieces[last];
    if (d->pieces[k].b_offset - (end->b_offset + end->b_length) > 2 * AROUND) break;
    if (is_shown(d, k)) last = k;
  }
  const ren_diff_piece *p = &d->pieces[first], *q = &d->pieces[last];
  size_t end = q->b_offset + q->b_length;
  ren_str before = tail_of((ren_str){d->b.ptr, p->b_offset});
  ren_str after = head_of((ren_str){d->b.ptr + end, d->b.len - end});
  ren_buf_puts(out, before.len < p->b_offset && before.len ? "    … " : "    ");
  append_line(out, before);
  for (size_t i = first; i <= last; i++) {
    if (i > first || before.len) ren_buf_putc(out, ' ');
    append_piece(out, d, i, colour);
  }
  if (after.len) ren_buf_putc(out, ' ');
  append_line(out, after);
  ren_buf_puts(out, after.len && after.len < d->b.len - end ? " …\n" : "\n");
  return last;
}

static void append_misread(ren_buf *out, const compared *d, bool colour) {
  size_t listed = 0;
  if (!d->misread) return;
  ren_buf_puts(out, colour ? "    " FAINT "misread: " : "    misread: ");
  for (size_t i = 0; i < d->count && listed < MISREAD; i++) {
    if (d->pieces[i].op != REN_DIFF_NOISE) continue;
    ren_buf_puts(out, listed++ ? ", " : "");
    append_line(out, side_b(d, i));
    ren_buf_puts(out, " (");
    append_line(out, side_a(d, i));
    ren_buf_putc(out, ')');
  }
  if (listed < d->misread) ren_buf_printf(out, " and %zu more", d->misread - listed);
  ren_buf_puts(out, colour ? PLAIN "\n" : "\n");
}

static void append_count(ren_buf *out, size_t count, const char *one, const char *many, const char *before) {
  if (count) ren_buf_printf(out, "%s%zu %s", before, count, count == 1 ? one : many);
}

static void append_changes(ren_buf *out, const compared *d, bool colour) {
  for (size_t i = 0; i < d->count; i++)
    if (is_shown(d, i)) i = append_change(out, d, i, colour);
  append_misread(out, d, colour);
}

/* What differs within the passages that were moved. */
static ren_status append_within_moved(ren_buf *out, const compared *d, const dedup_diff *show, ren_error *err) {
  ren_status status = REN_OK;
  for (size_t i = 0; status == REN_OK && i < d->count; i++) {
    compared inner;
    if (!d->moved[i] || !side_a(d, i).len) continue;
    status = compare(&inner, side_a(d, i), side_b(d, d->moved[i] - 1), show->model, err);
    if (status != REN_OK) break;
    append_changes(out, &inner, show->colour);
    ren_diff_free(inner.pieces);
    free(inner.moved);
  }
  return status;
}

static ren_status append_member(ren_buf *out, const dedup_diff *show, const ren_cluster *cluster, const ren_member *m,
                                ren_error *err) {
  const ren_dedup_item *items = show->items;
  bool colour = show->colour;
  compared d;
  ren_status status = compare(&d, items[cluster->canonical].text, items[m->item].text, show->model, err);
  if (status != REN_OK) return status;
  ren_buf_puts(out, colour ? "  " BOLD : "  ");
  append_line(out, items[m->item].id);
  ren_buf_printf(out, "%s: %s, %.0f %%", colour ? PLAIN : "", ren_relation_name(m->relation),
                 100 * (double)m->similarity);
  const char *between = "; ";
  append_count(out, d.wording, "change of wording", "changes of wording", between);
  append_count(out, d.moves, "passage moved", "passages moved", d.wording ? ", " : between);
  append_count(out, d.misread, "misread word", "misread words", d.wording || d.moves ? ", " : between);
  ren_buf_putc(out, '\n');
  if (m->relation != REN_RELATION_REFERS) {
    append_changes(out, &d, colour);
    status = append_within_moved(out, &d, show, err);
  }
  ren_diff_free(d.pieces);
  free(d.moved);
  return status;
}

ren_status dedup_write_diff(ren_buf *out, const dedup_diff *show, const ren_dedup *dedup, ren_error *err) {
  ren_status status = REN_OK;
  for (size_t i = 0; status == REN_OK && i < ren_dedup_cluster_count(dedup); i++) {
    const ren_cluster *cluster = ren_dedup_cluster(dedup, i);
    ren_buf_printf(out, "%sgroup %zu: %zu texts, each against ", i ? "\n" : "", i + 1, cluster->member_count);
    append_line(out, show->items[cluster->canonical].id);
    ren_buf_putc(out, '\n');
    for (size_t k = 0; status == REN_OK && k < cluster->member_count; k++)
      if (cluster->members[k].item != cluster->canonical)
        status = append_member(out, show, cluster, &cluster->members[k], err);
  }
  return status;
}
