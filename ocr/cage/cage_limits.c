#include "cage/cage.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* Opened before the cage closes, which leaves no way into /proc. */
static int statm = -1;

static bool limit(int what, rlim_t most) {
  struct rlimit now;
  if (getrlimit(what, &now) != 0) return false;
  if (now.rlim_max != RLIM_INFINITY && now.rlim_max < most) most = now.rlim_max;
  now = (struct rlimit){most, most};
  return setrlimit(what, &now) == 0;
}

bool ren__cage_limits(uint64_t memory) {
  const rlim_t file_size = (rlim_t)16 << 30, descriptors = 128, seconds = 24 * 60 * 60;
  statm = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  bool set = limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, file_size) && limit(RLIMIT_NOFILE, descriptors) &&
             limit(RLIMIT_CPU, seconds);
#ifndef REN__CAGE_SANITIZED
  set = set && limit(RLIMIT_AS, (rlim_t)memory);
#else
  (void)memory;
#endif
  return set && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

/* The library ends a worker that takes too long by the clock. This is for the case that the
 * library has stopped while the worker runs on. */
void ren__cage_seconds(uint32_t seconds) {
  enum { GRACE = 10 };
  struct rusage used;
  struct rlimit now;
  if (getrusage(RUSAGE_SELF, &used) != 0 || getrlimit(RLIMIT_CPU, &now) != 0) return;
  rlim_t until = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + seconds + GRACE;
  now.rlim_cur = until < now.rlim_max ? until : now.rlim_max;
  setrlimit(RLIMIT_CPU, &now);
}

unsigned ren__cage_close(const ren__cage_plan *plan) {
#ifdef REN__CAGE_SANITIZED
  (void)plan;
  return 0;
#else
  unsigned holds = ren__cage_landlock(plan) ? REN__CAGE_LANDLOCK : 0;
  return holds | (ren__cage_seccomp(plan->output >= 0) ? REN__CAGE_SECCOMP : 0);
#endif
}

uint64_t ren__cage_resident(void) {
  char text[128];
  ssize_t got = statm >= 0 ? pread(statm, text, sizeof text - 1, 0) : -1;
  if (got <= 0) return 0;
  text[got] = '\0';
  const char *second = strchr(text, ' ');
  return second ? strtoull(second, NULL, 10) * (uint64_t)sysconf(_SC_PAGESIZE) : 0;
}
