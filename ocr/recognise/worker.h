/* recognise/worker.h: renskrift-worker, the only program that opens documents.
 *
 * It is started by the library (pool/worker_process.h) and answers requests on its
 * socket one by one (pool/wire.h) until that closes. It keeps the document of the
 * last request open, and its recogniser once it had to recognise something. The first
 * request closes the cage (cage/cage.h) around it for good.
 */
#ifndef REN_RECOGNISE_WORKER_H
#define REN_RECOGNISE_WORKER_H

#include "pool/wire.h"
#include "recognise/recogniser.h"
#include "source/source.h"

typedef struct ren__worker_state {
  ren__source *source;
  ren__wire_identity identity; /* of the source */
  ren__recogniser *recogniser;
} ren__worker_state;

/* Fills the response (its blobs too). */
void ren__worker_answer(ren__worker_state *state, ren__wire_message *request, ren__wire_message *response);
void ren__worker_clear(ren__worker_state *state);

#endif
