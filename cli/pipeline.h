/* pipeline.h: many things made in parallel, taken in order. A thread that would run too
 * far ahead of the one whose turn it is waits, so that what is made but not yet taken
 * stays little.
 */
#ifndef REN_CLI_PIPELINE_H
#define REN_CLI_PIPELINE_H

#include "cli.h"

typedef struct cli_pipeline {
  size_t count;
  unsigned jobs;
  bool unordered; /* take as they are finished */
  void *payload;
  bool (*make)(void *payload, size_t i); /* in any thread; false stops all */
  bool (*take)(void *payload, size_t i); /* calls never overlap; false stops all */
} cli_pipeline;

/* False if stopped or interrupted: then some were made but not taken, or not made. */
bool cli_pipeline_run(const cli_pipeline *pipeline);

#endif
