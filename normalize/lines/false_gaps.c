#include "lines/false_gaps.h"

#include <string.h>

enum { FULL_TO_SHORT = 4, BLOCK_MAX = 200 };

ren__wrap ren__wrap_across(const ren__job *job, size_t i) {
  if (!job->wrap.varied) return job->wrap;
  size_t from = i - 1, to = i + 1;
  while (from > 0 && i - from < BLOCK_MAX && ren__nearness_of(job, from) == REN__NEAR_LINE) from--;
  while (to < job->run_count && to - i < BLOCK_MAX && ren__nearness_of(job, to) == REN__NEAR_LINE) to++;
  return ren__wrap_block(&job->table, job->run, from, to, &job->wrap);
}

static bool is_point(const ren__job *job, const ren__line *line) {
  return line->len >= 4 && memcmp(job->table.text.ptr + line->start, "att ", 4) == 0;
}

bool ren__gaps_interrupt(const ren__job *job) {
  size_t full = 0, few = 0;
  if (job->wrap.state != REN__WRAP_HARD || job->wrap.spaced) return false;
  for (size_t i = 1; i < job->run_count; i++) {
    const ren__line *b = ren__run_line(job, i);
    if (!b->gap || b->first != REN__FIRST_LOWER) continue; /* nearly always */
    if (!ren__runs_over(ren__run_line(job, i - 1), b) || is_point(job, b)) continue;
    if (ren__nearness_of(job, i) != REN__NEAR_BLANK) continue;
    ren__wrap wrap = ren__wrap_across(job, i);
    float room = ren__wrap_room(&job->table, job->run[i - 1], job->run[i], &wrap);
    full += room <= wrap.tolerance;
    few += room > wrap.tolerance + 0.05f;
  }
  return full > 0 && full >= FULL_TO_SHORT * few;
}
