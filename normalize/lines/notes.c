#include "lines/notes.h"

#include "alloc.h"

#include <stdlib.h>
#include <string.h>

static const ren_line *place_of(const ren__job *job, size_t i) { return job->table.place[job->run[i]].line; }
static uint32_t page_of(const ren__job *job, size_t i) { return job->table.place[job->run[i]].page; }

static int compare_sizes(const void *a, const void *b) {
  float x = *(const float *)a, y = *(const float *)b;
  return (x > y) - (x < y);
}

/* The usual size of the lines [from, to) of the run. */
static float usual_size(const ren__job *job, size_t from, size_t to, float *sizes) {
  size_t n = 0;
  for (size_t i = from; i < to; i++) {
    const ren_line *line = place_of(job, i);
    if (line && line->size > 0) sizes[n++] = line->size;
  }
  if (n == 0) return 0;
  qsort(sizes, n, sizeof *sizes, compare_sizes);
  return sizes[n / 2];
}

/* Where the notes of the page that the lines [from, to) stand on begin; `to` if there are
 * none: its last lines, in small print, the first with a number or a sign. */
static size_t find_notes(const ren__job *job, size_t from, size_t to, float *sizes) {
  enum { LEAST_TEXT = 3, MOST = 24 };
  float usual = usual_size(job, from, to, sizes);
  size_t at = to, first = to;
  while (at > from + LEAST_TEXT && to - at < MOST) {
    const ren_line *line = place_of(job, at - 1);
    const ren__line *text = ren__run_line(job, at - 1);
    if (!line || line->role != REN_ROLE_BODY || line->size <= 0 || line->size > 0.88F * usual) break;
    at--;
    bool begins = text->first == REN__FIRST_DIGIT || text->first == REN__FIRST_MARKER || text->head == '*';
    if (begins) first = at;
  }
  return at == first ? first : to; /* small print above them is something else */
}

/* A sentence that plainly runs on: the last line of the text and the first of the next page. */
static bool runs_on(const ren__job *job, size_t a, size_t b) {
  const ren__line *la = ren__run_line(job, a), *lb = ren__run_line(job, b);
  const ren_line *pa = place_of(job, a), *pb = place_of(job, b);
  if (!pa || !pb || pa->role != REN_ROLE_BODY || pb->role != REN_ROLE_BODY) return false;
  return ren__runs_over(la, lb) || (la->last == REN__LAST_WORD && !lb->row && lb->first != REN__FIRST_MARKER);
}

/* Moves the lines [notes, next) behind the paragraph that begins at `next`. */
static void move(ren__job *job, size_t notes, size_t next, uint32_t *kept) {
  size_t end = next + 1, n = next - notes;
  uint32_t block = place_of(job, next)->block;
  uint32_t page = page_of(job, next);
  while (end < job->run_count && page_of(job, end) == page && place_of(job, end)->block == block) end++;
  if (end == job->run_count) return; /* nothing to stand before */
  memcpy(kept, job->run + notes, n * sizeof *kept);
  memmove(job->run + notes, job->run + next, (end - next) * sizeof *kept);
  memcpy(job->run + notes + (end - next), kept, n * sizeof *kept);
  for (size_t i = 0; i < n; i++) {
    ren__line *line = &job->table.line[kept[i]];
    line->furniture = REN__MOVED_NOTE;
    line->furniture_confidence = 0.9F;
  }
}

ren_status ren__notes_move(ren__job *job, ren_error *err) {
  if (!job->table.place || job->run_count < 2) return REN_OK;
  float *sizes = ren_alloc_array(job->run_count, sizeof *sizes);
  uint32_t *kept = ren_alloc_array(job->run_count, sizeof *kept);
  if (!sizes || !kept) {
    ren_free(sizes);
    ren_free(kept);
    return ren_fail_nomem(err);
  }
  for (size_t from = 0, to; from < job->run_count; from = to) {
    to = from + 1;
    while (to < job->run_count && page_of(job, to) == page_of(job, from)) to++;
    if (to == job->run_count) break;
    size_t notes = find_notes(job, from, to, sizes);
    if (notes < to && runs_on(job, notes - 1, to)) {
      move(job, notes, to, kept);
      to = notes; /* the page that follows begins here */
    }
  }
  ren_free(sizes);
  ren_free(kept);
  return REN_OK;
}
