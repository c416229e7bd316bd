/* cage/cage.h: what keeps renskrift-worker in, should a document take it over.
 *
 *   limits     memory, processor time, file size, descriptors, no core dump, no gaining
 *              of rights; set before anything else
 *   Landlock   of all files only fonts, poppler's tables, tesseract's models, to be read,
 *              and the one file that is written, if any; no TCP, no signals to others
 *   seccomp    only the system calls that reading a document needs: no sockets, no
 *              programs, no new files, no code that was not there from the start
 *
 * Documents come as descriptors and need no rights. Landlock and seccomp are closed when
 * the first request has come (from the library, which is trusted) and before a byte of
 * its document is read: only then is it known where the models are and what is to be
 * written. A kernel without them is no reason to refuse work; the worker says in its
 * answers what holds. Builds with sanitizers have the limits only: their runtimes look
 * at /proc and start helpers.
 */
#ifndef REN_CAGE_CAGE_H
#define REN_CAGE_CAGE_H

#include <renskrift/base.h>

/* The sanitizers reserve terabytes of address space, read /proc, start a symbolizer. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define REN__CAGE_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define REN__CAGE_SANITIZED 1
#endif
#endif

enum { REN__CAGE_LANDLOCK = 1, REN__CAGE_SECCOMP = 2 };

/* False if a limit cannot be set. */
bool ren__cage_limits(uint64_t memory);
/* From now on so much processor time, then SIGXCPU. */
void ren__cage_seconds(uint32_t seconds);

typedef struct ren__cage_plan {
  const char *tessdata; /* "": where distributions put it */
  int input, output;    /* files that are opened again through /proc/self/fd (qpdf); -1: none */
} ren__cage_plan;

/* Closes the cage for the calling thread and those it will start: REN__CAGE_* of what holds. */
unsigned ren__cage_close(const ren__cage_plan *plan);

/* Resident memory, also from within. */
uint64_t ren__cage_resident(void);

/* ---- its parts: false if the kernel has none of it ----------------------------- */

bool ren__cage_landlock(const ren__cage_plan *plan);
bool ren__cage_seccomp(bool writes);

#endif
