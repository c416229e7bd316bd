/* automaton.h: sorted words -> minimal acyclic automaton (Daciuk et al. 2000), with
 * the edges' numbers that number the words.
 */
#ifndef REN_AUTOMATON_H
#define REN_AUTOMATON_H

#include "model/model_file.h"

typedef struct ren__automaton ren__automaton;

ren__automaton *ren__automaton_new(void);
void ren__automaton_free(ren__automaton *automaton);
/* Words in ascending byte order, each once. false: out of memory or too large. */
bool ren__automaton_add(ren__automaton *automaton, const unsigned char *word, size_t len);
/* The edges, until the automaton is freed. Call once, when all words are added. */
const ren__edge *ren__automaton_finish(ren__automaton *automaton, size_t *count);

#endif
