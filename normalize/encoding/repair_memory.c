#include "encoding/repair_memory.h"

#include <stdatomic.h>

#include "alloc.h"

enum { SLOTS = 4 };
static _Atomic(ren__memory *) slots[SLOTS];

/* Of no meaning, but hardly the same for two models. */
static double print_of(const ren_model *model) {
  static const ren_str words[] = {{"och", 3}, {"ledamot", 7}, {"yrkande", 7}, {"avslag", 6}};
  double print = 0;
  for (size_t i = 0; model && i + 1 < sizeof words / sizeof *words; i++) {
    print = print * 1.5 + (double)ren_model_word(model, words[i]).logprob +
            3.0 * (double)ren_model_trigram(model, (ren_str){0}, words[i], words[i + 1]);
  }
  return print;
}

static void release(ren__memory *memory) {
  if (!memory) return;
  ren__quick_free(memory->quick);
  ren__cache_free(memory->cache);
  ren_free(memory);
}

ren__memory *ren__memory_take(const ren_model *model) {
  double print = print_of(model);
  for (size_t i = 0; i < SLOTS; i++) {
    ren__memory *memory = atomic_exchange(&slots[i], NULL);
    if (!memory) continue;
    if (memory->model == model && memory->print == print) return memory;
    release(memory);
  }
  ren__memory *memory = ren_alloc(sizeof *memory);
  if (!memory) return NULL;
  *memory = (ren__memory){model, print, ren__cache_new(), ren__quick_new()};
  if (memory->cache && memory->quick) return memory;
  release(memory);
  return NULL;
}

void ren__memory_give(ren__memory *memory) {
  for (size_t i = 0; memory && i < SLOTS; i++) memory = atomic_exchange(&slots[i], memory);
  release(memory);
}
