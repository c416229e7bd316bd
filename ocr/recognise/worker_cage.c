#include "recognise/worker.h"

#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* Sanitizers reserve terabytes of address space for their shadow. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define NO_ADDRESS_LIMIT 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define NO_ADDRESS_LIMIT 1
#endif
#endif

static bool limit(int what, rlim_t most) {
  struct rlimit now;
  if (getrlimit(what, &now) != 0) return false;
  if (now.rlim_max != RLIM_INFINITY && now.rlim_max < most) most = now.rlim_max;
  now = (struct rlimit){most, most};
  return setrlimit(what, &now) == 0;
}

bool ren__worker_cage(uint64_t memory_limit) {
  const rlim_t file_size = (rlim_t)16 << 30, descriptors = 128;
  bool set = limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, file_size) && limit(RLIMIT_NOFILE, descriptors);
#ifndef NO_ADDRESS_LIMIT
  set = set && limit(RLIMIT_AS, (rlim_t)memory_limit);
#else
  (void)memory_limit;
#endif
  return set && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

static void *watch(void *argument) {
  int socket = (int)(intptr_t)argument;
  struct pollfd one = {.fd = socket, .events = POLLRDHUP};
  for (;;)
    if (poll(&one, 1, -1) > 0 && (one.revents & (POLLRDHUP | POLLHUP | POLLERR | POLLNVAL))) _exit(0);
}

bool ren__worker_watch(int socket) {
  pthread_attr_t attributes;
  pthread_t id;
  if (pthread_attr_init(&attributes) != 0) return false;
  pthread_attr_setstacksize(&attributes, 1 << 16);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  bool started = pthread_create(&id, &attributes, watch, (void *)(intptr_t)socket) == 0;
  pthread_attr_destroy(&attributes);
  return started;
}
