/* pool/pool.h: the workers of one ren_ocr and how they are asked.
 *
 * A caller takes an idle worker (the one that already holds its document if there is
 * one, to spare opening it again), asks it and gives it back; when all are busy it
 * waits. Workers are started when first needed and replaced when they die, when a
 * page takes longer than its time, and, before leaks of the libraries in them can
 * add up, after a few hundred pages or when they have grown past half their limit.
 *
 * A worker that dies on a page gets one successor for that page, which is asked to be
 * careful; if that dies too, the page is at fault and the error says how it ended. One
 * that was killed (SIGKILL, SIGTERM) says nothing against the page: it is tried again as
 * before, so that the result is the same, for as long as a page may take. A page that runs out of time
 * is not tried again: it would only take as long again.
 */
#ifndef REN_POOL_POOL_H
#define REN_POOL_POOL_H

#include "pool/worker_process.h"

#include <renskrift/ocr.h>

#include <pthread.h>
#include <stdatomic.h>

struct ren_ocr {
  ren_ocr_opts opts; /* its strings are ours */
  char *program, *languages, *tessdata, *debug_images;
  pthread_mutex_t lock;
  pthread_cond_t idle;
  ren__worker *workers;
  unsigned count;
  int stop;        /* readable once the calls are to give up */
  atomic_int cage; /* REN__CAGE_* of the worker that answered last; -1: none did yet */
};

/* A document opened by the caller, to be handed to workers. */
typedef struct ren__document {
  const char *path;
  int fd;
  ren__wire_identity identity;
} ren__document;

ren_status ren__document_open(ren__document *out, const char *path, ren_error *err);
void ren__document_close(ren__document *document);

/* ren_ocr_cancel was called. */
bool ren__pool_stopped(const ren_ocr *ocr);

ren__worker *ren__pool_take(ren_ocr *ocr, const ren__wire_identity *wanted);
void ren__pool_give(ren_ocr *ocr, ren__worker *worker);

/* What is asked. Blobs and output are borrowed; document NULL for CHECK. */
typedef struct ren__question {
  ren__wire_op op;
  const ren__document *document;
  uint32_t page;
  uint32_t preview_side;
  uint32_t rotation; /* of a preview */
  ren_str blob[REN__WIRE_BLOBS];
  int output;      /* -1: none */
  int64_t seconds; /* 0: page_timeout */
} ren__question;

/* What befell workers on a question. With deaths > 0 and an answer it was answered carefully. */
typedef struct ren__troubles {
  unsigned deaths, kills;
  int64_t began;
  char how[256]; /* the last death */
} ren__troubles;

/* Asks a taken worker, with restart and retry as above. On success *answer holds the
 * response and its blobs (ren__wire_clear it); on failure it is empty. troubles may be NULL. */
ren_status ren__pool_ask(ren_ocr *ocr, ren__worker *worker, const ren__question *question, ren__wire_message *answer,
                         ren__troubles *troubles, ren_error *err);

/* Are the languages installed? Looks for the files; asks a worker only if they are
 * not where they usually are. */
ren_status ren__languages_check(ren_ocr *ocr, ren_error *err);
/* True for "swe", "swe+eng", "script/Latin": names that cannot lead elsewhere. */
bool ren__languages_valid(const char *languages);

#endif
