#include "pool/worker_process.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* ---- birth ---------------------------------------------------------------- */

typedef struct ends {
  int socket[2]; /* ours, the child's */
  int pipe[2];   /* ours, the child's */
} ends;

static void close_fd(int *fd) {
  if (*fd >= 0) close(*fd);
  *fd = -1;
}

static void close_ends(ends *e) {
  for (int i = 0; i < 2; i++) {
    close_fd(&e->socket[i]);
    close_fd(&e->pipe[i]);
  }
}

/* The numbers 0..3 are the child's: a descriptor that happens to have one of them
 * here would be overwritten before it is used. */
static int above_three(int fd) {
  if (fd > REN__WIRE_FD) return fd;
  int moved = fcntl(fd, F_DUPFD_CLOEXEC, REN__WIRE_FD + 1);
  int reason = errno;
  close(fd);
  errno = reason;
  return moved;
}

static bool open_ends(ends *e) {
  *e = (ends){.socket = {-1, -1}, .pipe = {-1, -1}};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, e->socket) != 0) return false;
  /* Not blocking: a library that complains without end must not hang the worker. */
  if (pipe2(e->pipe, O_CLOEXEC | O_NONBLOCK) != 0) return false;
  for (int i = 0; i < 2; i++) {
    if ((e->socket[i] = above_three(e->socket[i])) < 0) return false;
    if ((e->pipe[i] = above_three(e->pipe[i])) < 0) return false;
  }
  return true;
}

static int set_actions(posix_spawn_file_actions_t *actions, const ends *e) {
  int failed = posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
  if (!failed) failed = posix_spawn_file_actions_addopen(actions, 1, "/dev/null", O_WRONLY, 0);
  if (!failed) failed = posix_spawn_file_actions_adddup2(actions, e->pipe[1], 2);
  if (!failed) failed = posix_spawn_file_actions_adddup2(actions, e->socket[1], REN__WIRE_FD);
  if (!failed) failed = posix_spawn_file_actions_addclosefrom_np(actions, REN__WIRE_FD + 1);
  return failed;
}

static int set_attributes(posix_spawnattr_t *attributes) {
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  int failed =
      posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  if (!failed) failed = posix_spawnattr_setpgroup(attributes, 0);
  if (!failed) failed = posix_spawnattr_setsigmask(attributes, &none);
  if (!failed) failed = posix_spawnattr_setsigdefault(attributes, &all);
  return failed;
}

static int spawn(pid_t *pid, const char *program, uint64_t memory_limit, const ends *e) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  char limit[64];
  snprintf(limit, sizeof limit, "--memory=%" PRIu64, memory_limit);
  char name[] = "renskrift-worker", mode[] = "--serve", threads[] = "OMP_THREAD_LIMIT=1", locale[] = "LC_ALL=C";
  char *const arguments[] = {name, mode, limit, NULL};
  char *const environment[] = {threads, locale, NULL};
  int failed = posix_spawn_file_actions_init(&actions);
  if (failed) return failed;
  failed = posix_spawnattr_init(&attributes);
  if (!failed) {
    failed = set_actions(&actions, e);
    if (!failed) failed = set_attributes(&attributes);
    if (!failed) failed = posix_spawn(pid, program, &actions, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
  }
  posix_spawn_file_actions_destroy(&actions);
  return failed;
}

/* All but `busy`, which other threads look at under the pool's lock. */
static void forget(ren__worker *worker) {
  worker->pid = 0;
  worker->socket = worker->complaints = -1;
  worker->served = 0;
  worker->memory = 0;
  worker->open = (ren__wire_identity){0};
}

ren_status ren__worker_start(ren__worker *worker, const char *program, uint64_t memory_limit, ren_error *err) {
  forget(worker);
  ends e;
  if (!open_ends(&e)) {
    int reason = errno;
    close_ends(&e);
    return ren_fail_errno(err, REN_EBACKEND, reason, "cannot start an OCR worker");
  }
  pid_t pid = 0;
  int failed = spawn(&pid, program, memory_limit, &e);
  close_fd(&e.socket[1]);
  close_fd(&e.pipe[1]);
  if (failed) {
    close_ends(&e);
    ren_status code = failed == ENOENT || failed == EACCES ? REN_EMISSING : REN_EBACKEND;
    return ren_fail_errno(err, code, failed, "cannot start the OCR worker %s", program);
  }
  worker->pid = pid;
  worker->socket = e.socket[0];
  worker->complaints = e.pipe[0];
  return REN_OK;
}

/* ---- burial --------------------------------------------------------------- */

void ren__worker_hush(ren__worker *worker) {
  char bytes[4096];
  while (read(worker->complaints, bytes, sizeof bytes) > 0) continue;
}

static void trim(char *line) {
  size_t length = strlen(line);
  while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == ' ')) line[--length] = '\0';
  for (size_t i = 0; i < length; i++)
    if ((unsigned char)line[i] < 0x20 || line[i] == 0x7F) line[i] = ' ';
}

/* The last line that says something; bad_alloc wherever it stands, because the last
 * line of a C++ abort is an empty phrase. */
static void last_words(ren__worker *worker, char *line, size_t room) {
  char bytes[8192], kept[2 * sizeof bytes + 1];
  size_t used = 0;
  for (ssize_t got; (got = read(worker->complaints, bytes, sizeof bytes)) > 0;) {
    if (used + (size_t)got > 2 * sizeof bytes) {
      memmove(kept, kept + used - sizeof bytes, sizeof bytes);
      used = sizeof bytes;
    }
    memcpy(kept + used, bytes, (size_t)got);
    used += (size_t)got;
  }
  for (size_t i = 0; i < used; i++)
    if (kept[i] == '\0') kept[i] = ' ';
  while (used > 0 && (kept[used - 1] == '\n' || kept[used - 1] == ' ')) used--;
  kept[used] = '\0';
  const char *from = strstr(kept, "bad_alloc");
  if (!from) from = strrchr(kept, '\n') ? strrchr(kept, '\n') + 1 : kept;
  snprintf(line, room, "%.*s", (int)strcspn(from, "\n"), from);
  trim(line);
}

/* When the socket closes the process may take a moment to become waitable; its own
 * cause of death is worth that moment. */
static int reap(pid_t pid, bool patient) {
  int status = 0;
  struct timespec pause = {.tv_nsec = 2000000};
  for (int i = 0; patient && i < 250; i++) {
    pid_t got = waitpid(pid, &status, WNOHANG);
    if (got == pid) return status;
    if (got < 0 && errno != EINTR) return 0; /* somebody else reaps our children */
    nanosleep(&pause, NULL);
  }
  kill(pid, SIGKILL);
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
  return status;
}

int ren__worker_stop(ren__worker *worker, char *how, size_t room) {
  if (room) how[0] = '\0';
  if (worker->pid <= 0) return 0;
  close_fd(&worker->socket); /* an idle worker leaves by itself on this */
  int status = reap(worker->pid, room > 0);
  char words[160] = "";
  if (room) last_words(worker, words, sizeof words);
  const char *colon = words[0] ? ": " : "";
  char name[64] = "unknown";
  if (WIFSIGNALED(status)) {
    const char *text = sigdescr_np(WTERMSIG(status));
    snprintf(name, sizeof name, "%s", text ? text : "unknown");
  }
  if (room && WIFSIGNALED(status))
    snprintf(how, room, "signal %d, %s%s%s", WTERMSIG(status), name, colon, words);
  else if (room)
    snprintf(how, room, "exit status %d%s%s", WIFEXITED(status) ? WEXITSTATUS(status) : -1, colon, words);
  close_fd(&worker->complaints);
  forget(worker);
  return status;
}
