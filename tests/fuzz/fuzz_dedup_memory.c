/* modules: dedup */
/* Verdicts as an index that came from elsewhere may hold them: whatever they are, pairs and
 * spans stay within their texts. The input is cut into one value for each pair. */
#include <renskrift/dedup.h>

#include "dedup/dedup_state.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool fact) {
  if (!fact) abort();
}

static const char *const texts[3] = {
    "Vi anser att nämnden borde ha avslagit förvaltningens förslag till ny skolstruktur. Elevernas väg till skolan "
    "blir "
    "längre och de små enheterna, som vårdnadshavarna är mycket nöjda med, läggs ned utan att någon konsekvensanalys "
    "har gjorts. Dessutom saknas en beräkning av vad skolskjutsarna kommer att kosta när tre skolor ska slås ihop.",
    "Vi anser att namnden borde ha avslagit forvaltningens forslag till ny skolstruktur. Elevernas vag till skolan "
    "blir "
    "langre och de sma enheterna, som vardnadshavarna ar mycket nojda med, laggs ned utan att nagon konsekvensanalys "
    "har gjorts. Dessutom saknas en berakning av vad skolskjutsarna kommer att kosta nar tre skolor ska slas ihop.",
    "Trafiknämnden har under flera år skjutit upp underhållet av Kvarnbron, och nu tvingas kommunen stänga den för "
    "tung "
    "trafik. Näringslivet i södra hamnen drabbas hårt. En ny bro måste projekteras omgående och finansieras inom ramen "
    "för investeringsbudgeten i stället för att kostnaden vältras över på nästa mandatperiod."};

static void run(const ren_dedup_item *items, ren__verdict_memory *memory) {
  ren_dedup *d = NULL;
  ren_buf out = {0};
  require(ren__dedup_new_with(&d, items, 3, NULL, memory, NULL) == REN_OK);
  for (size_t i = 0; i < ren_dedup_pair_count(d); i++) {
    const ren_pair *p = ren_dedup_pair(d, i);
    require(p->similarity >= 0 && p->similarity <= 1 && p->weight >= 0 && p->weight <= 1);
    for (size_t k = 0; k < p->span_count; k++) {
      const ren_span_pair *s = &p->spans[k];
      require(s->a_offset <= items[p->a].text.len && s->a_length <= items[p->a].text.len - s->a_offset);
      require(s->b_offset <= items[p->b].text.len && s->b_length <= items[p->b].text.len - s->b_offset);
    }
  }
  ren_dedup_write_clusters(d, &out);
  ren_buf_free(&out);
  ren_dedup_free(d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const ren_dedup_item items[3] = {{.id = REN_STR("a"), .text = ren_str_of(texts[0])},
                                   {.id = REN_STR("b"), .text = ren_str_of(texts[1])},
                                   {.id = REN_STR("c"), .text = ren_str_of(texts[2])}};
  ren__verdict_memory *first = ren__memory_new(), *second = ren__memory_new();
  require(first && second);
  run(items, first);
  size_t count = ren__memory_sort_fresh(first), at = 0;
  require(count == 3);
  for (size_t i = 0; i < count; i++) {
    ren__remembered r = ren__memory_fresh(first, i);
    size_t length = at < size ? data[at++] : 0;
    if (length > size - at) length = size - at;
    r.value = (ren_str){(const char *)data + at, length};
    at += length;
    require(ren__memory_load(second, &r));
  }
  run(items, second);
  ren__memory_free(first), ren__memory_free(second);
  return 0;
}
