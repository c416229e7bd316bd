#include "signs/sign_lists.h"

/* Lists of more lines than this are none. */
enum { LEADS = 400 };

static bool is_dot(const ren__mark *mark) {
  double wide = mark->box.w / mark->height, high = mark->box.h / mark->height;
  double middle = (mark->baseline - mark->box.y - mark->box.h / 2.0) / mark->height;
  return wide > 0.15 && wide < 0.95 && high > 0.15 && high < 0.95 && wide < 1.45 * high && high < 1.45 * wide &&
         middle > 0.1 && middle < 0.85;
}

static ren__lead kind_of(const ren__mark *mark, const ren__mark *next) {
  static const double SHORTEST = 0.25, LONGEST = 1.3, APART = 0.3;
  if (next->box.x - mark->box.x - mark->box.w < APART * mark->height) return REN__LEAD_NONE;
  double length = ren__dash_length(mark);
  if (length > SHORTEST && length < LONGEST) return REN__LEAD_BAR;
  return is_dot(mark) ? REN__LEAD_DOT : REN__LEAD_NONE;
}

static bool near(int32_t a, int32_t b, double slack) { return a - b < slack && b - a < slack; }

static bool alike(const ren__mark *a, const ren__mark *b) {
  double unit = a->height;
  return a->lead == b->lead && near(a->box.x, b->box.x, 0.6 * unit) && near(a->box.w, b->box.w, 0.15 * unit) &&
         near(a->box.h, b->box.h, 0.15 * unit);
}

void ren__find_leads(ren__marks *marks) {
  size_t leads[LEADS], count = 0;
  for (size_t i = 0; i + 1 < marks->count && count < LEADS; i++) {
    ren__mark *mark = &marks->list[i];
    bool first = i == 0 || mark[-1].line != mark->line;
    if (!first || mark[1].line != mark->line) continue;
    mark->lead = kind_of(mark, mark + 1);
    if (mark->lead) leads[count++] = i;
  }
  for (size_t i = 0; i < count; i++)
    for (size_t k = 0; k < count; k++)
      if (i != k && alike(&marks->list[leads[i]], &marks->list[leads[k]])) marks->list[leads[i]].peers++;
}
