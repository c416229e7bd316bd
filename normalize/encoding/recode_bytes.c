/* Text of one 8-bit page read as another, and raw bytes. */
#include <string.h>

#include "encoding/recode_steps.h"
#include "utf8.h"

static uint32_t mapped_to(uint32_t cp, ren__cp from, ren__cp to) {
  uint8_t byte = ren__unit_byte(cp, from);
  return byte >= 0x80 ? ren__cp_decode(to, byte) : 0;
}

size_t ren__step_bytes(const ren__unit *in, size_t n, ren__cp from, ren__cp to, ren__unit *out, size_t *mapped) {
  *mapped = 0;
  for (size_t i = 0; i < n; i++) {
    out[i] = in[i];
    uint32_t cp = in[i].cp < 0x80 ? 0 : mapped_to(in[i].cp, from, to);
    if (!cp || cp == in[i].cp) continue;
    out[i].cp = cp;
    out[i].changed = true;
    ++*mapped;
  }
  return n;
}

enum { BEAM = 6, OPTIONS_MAX = 64, CHOICES_MAX = 16 };

typedef struct path {
  ren__reading reading;
  uint64_t taken; /* bit per option */
} path;

static size_t extend(const ren__letters *letters, path *from, size_t count, path *to, uint32_t cp, uint32_t other,
                     unsigned option) {
  size_t made = 0;
  for (size_t i = 0; i < count; i++) {
    path kept = from[i], changed = from[i];
    ren__reading_add(letters, &kept.reading, cp, false);
    ren__reading_add(letters, &changed.reading, other, true);
    changed.taken |= UINT64_C(1) << option;
    const path *both[2] = {&kept, &changed};
    for (size_t k = 0; k < 2; k++) { /* insertion into the best BEAM */
      size_t at = made < BEAM ? made++ : BEAM;
      if (at == BEAM) {
        if (to[BEAM - 1].reading.cost <= both[k]->reading.cost) continue;
        at = BEAM - 1;
      }
      for (; at > 0 && to[at - 1].reading.cost > both[k]->reading.cost; at--) to[at] = to[at - 1];
      to[at] = *both[k];
    }
  }
  return made;
}

size_t ren__choose(const ren__letters *letters, const ren__unit *in, const uint32_t *option, size_t n, ren__unit *out,
                   size_t *mapped) {
  path beams[2][BEAM];
  unsigned now = 0, options = 0;
  size_t count = 1;
  beams[0][0] = (path){.reading = ren__reading_start()};
  for (size_t i = 0; i < n; i++) {
    if (option[i] && options < OPTIONS_MAX) {
      count = extend(letters, beams[now], count, beams[!now], in[i].cp, option[i], options++);
      now = !now;
      continue;
    }
    for (size_t k = 0; k < count; k++) ren__reading_add(letters, &beams[now][k].reading, in[i].cp, in[i].changed);
  }
  size_t best = 0;
  for (size_t k = 0; k < count; k++) {
    ren__reading_end(&beams[now][k].reading);
    if (beams[now][k].reading.cost < beams[now][best].reading.cost) best = k;
  }
  options = 0;
  *mapped = 0;
  for (size_t i = 0; i < n; i++) {
    out[i] = in[i];
    if (!option[i] || options == OPTIONS_MAX) continue;
    if (beams[now][best].taken >> options++ & 1) {
      out[i].cp = option[i];
      out[i].changed = true;
      ++*mapped;
    }
  }
  return n;
}

/* A paragraph sign stands beside a number, and then its run holds the blank between. */
static bool may_be_paragraph(const ren__unit *in, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (in[i].cp == ' ' || in[i].cp == 0xA0) return n <= 5;
  for (size_t i = 0; i + 1 < n; i++) /* or the number itself: §12 */
    if (in[i].cp >= 0x80) return (i == 0 || in[i - 1].cp == '(') && in[i + 1].cp >= '0' && in[i + 1].cp <= '9';
  return false;
}

size_t ren__step_choose(const ren__letters *letters, const ren__unit *in, size_t n, ren__cp from, ren__cp to,
                        ren__unit *out, size_t *mapped) {
  uint32_t option[REN__RUN_MAX];
  size_t options = 0;
  for (size_t i = 0; i < n; i++) {
    option[i] = in[i].cp < 0x80 ? 0 : mapped_to(in[i].cp, from, to);
    if (option[i] == in[i].cp || (option[i] == 0xA7 && !may_be_paragraph(in, n))) option[i] = 0;
    options += option[i] != 0;
  }
  *mapped = 0;
  if (!options) return n;
  if (options > CHOICES_MAX) return ren__step_bytes(in, n, from, to, out, mapped); /* no word: not worth the search */
  return ren__choose(letters, in, option, n, out, mapped);
}

size_t ren__step_gbk(const ren__unit *in, size_t n, ren__unit *out, size_t *mapped) {
  size_t made = 0;
  *mapped = 0;
  for (size_t i = 0; i < n; i++) {
    const ren__cp_gbk_row *row = in[i].cp >= 0x4E00 ? ren__cp_gbk_find(in[i].cp) : NULL;
    out[made] = in[i];
    if (row && made + 2 <= REN__RUN_MAX) {
      out[made].cp = ren__cp_decode(REN__CP_WIN, row->lead);
      out[made++].changed = true;
      out[made] = (ren__unit){.cp = row->trail, .first = (uint16_t)(in[i].first + in[i].count), .changed = true};
      ++*mapped;
    }
    made++;
    if (made == REN__RUN_MAX) break;
  }
  return made;
}

size_t ren__step_raw(const ren__unit *in, size_t n, ren__cp page, bool all, ren__unit *out, size_t *mapped) {
  size_t made = 0;
  *mapped = 0;
  for (size_t i = 0; i < n; i++) {
    char bytes[4];
    size_t len = 0;
    if (in[i].cp & REN__RAW)
      bytes[len++] = (char)(in[i].cp & 0xFF);
    else if (all && in[i].cp >= 0x80)
      len = ren_utf8_encode(in[i].cp, bytes);
    if (made + 4 > REN__RUN_MAX) return 0;
    if (!len) out[made++] = in[i];
    for (size_t k = 0; k < len; k++) {
      uint32_t cp = ren__cp_decode(page, (uint8_t)bytes[k]);
      if (!cp || (cp < 0xA0 && page == REN__CP_WIN)) return 0; /* not assigned: not that page */
      uint16_t first = (uint16_t)(k ? in[i].first + in[i].count : in[i].first);
      out[made++] = (ren__unit){.cp = cp, .first = first, .count = k ? 0 : in[i].count, .changed = true};
      ++*mapped;
    }
  }
  return made;
}
