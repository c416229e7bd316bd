/* From within the cage: a child closes it around itself and tries. Each trial runs in a
 * child of its own, which answers by its exit status. */
#include "cage/cage.h"

#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char MODELS[] = "/usr/share/tesseract-ocr/5/tessdata/swe.traineddata";

static bool opens(const char *path, int flags) { return open(path, flags, 0600) >= 0; }
static bool reads_passwd(void) { return opens("/etc/passwd", O_RDONLY); }
static bool lists_home(void) {
  return opens("/root", O_RDONLY | O_DIRECTORY) || opens("/home", O_RDONLY | O_DIRECTORY);
}
static bool reads_environment(void) { return opens("/proc/self/environ", O_RDONLY); }
static bool reads_model(void) { return opens(MODELS, O_RDONLY); }
static bool makes_file(void) { return opens("/tmp/renskrift-test-cage", O_WRONLY | O_CREAT); }
static bool writes_null(void) { return opens("/dev/null", O_WRONLY); }
static bool opens_socket(void) { return socket(AF_INET, SOCK_STREAM, 0) >= 0; }
static bool opens_local_socket(void) { return socket(AF_UNIX, SOCK_DGRAM, 0) >= 0; }
static bool makes_memory_file(void) { return memfd_create("test", 0) >= 0; }
static bool signals_parent(void) { return kill(getppid(), 0) == 0; }
static bool traces(void) { return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0; }
static bool removes(void) { return unlink("/tmp/renskrift-test-none") == 0 || errno == ENOENT; }
static bool knows_its_size(void) { return ren__cage_resident() > 100000; }

static bool runs_program(void) {
  execl("/bin/true", "true", (char *)NULL);
  return false;
}

static bool forks(void) {
  pid_t pid = fork();
  if (pid == 0) _exit(0);
  return pid > 0;
}

static bool makes_code(void) {
  return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static void *nothing(void *argument) { return argument; }
static bool starts_thread(void) {
  pthread_t id;
  return pthread_create(&id, NULL, nothing, NULL) == 0 && pthread_join(id, NULL) == 0;
}

static bool aborts(void) {
  signal(SIGABRT, SIG_DFL);
  abort();
}

static bool takes_memory(void) {
  char *got = malloc(10000000);
  if (got) memset(got, 1, 10000000);
  return got != NULL;
}

static const struct {
  const char *name;
  bool (*does)(void);
  unsigned hindered_by; /* 0: it must go on working */
} trials[] = {
    {"read /etc/passwd", reads_passwd, REN__CAGE_LANDLOCK},
    {"list the home folders", lists_home, REN__CAGE_LANDLOCK},
    {"read the environment", reads_environment, REN__CAGE_LANDLOCK},
    {"make a file", makes_file, REN__CAGE_LANDLOCK | REN__CAGE_SECCOMP},
    {"write to a device", writes_null, REN__CAGE_LANDLOCK | REN__CAGE_SECCOMP},
    {"remove a file", removes, REN__CAGE_SECCOMP},
    {"open a socket", opens_socket, REN__CAGE_SECCOMP},
    {"open a local socket", opens_local_socket, REN__CAGE_SECCOMP},
    {"run a program", runs_program, REN__CAGE_SECCOMP},
    {"fork", forks, REN__CAGE_SECCOMP},
    {"trace", traces, REN__CAGE_SECCOMP},
    {"signal its parent", signals_parent, REN__CAGE_SECCOMP},
    {"make code", makes_code, REN__CAGE_SECCOMP},
    {"read a model", reads_model, 0},
    {"take memory", takes_memory, 0},
    {"start a thread", starts_thread, 0},
    {"make a file in memory", makes_memory_file, 0},
    {"know its size", knows_its_size, 0},
};

enum { DONE = 10, HINDERED = 11, OTHERWISE = 12 };

/* The exit status of a child that does it in the cage; *holds: what the cage is made of. */
static int try_caged(bool (*does)(void), const ren__cage_plan *plan, unsigned *holds) {
  int ends[2];
  assert_int_equal(pipe(ends), 0);
  pid_t pid = fork();
  assert_true(pid >= 0);
  if (pid == 0) {
    if (!ren__cage_limits((uint64_t)2 << 30)) _exit(OTHERWISE);
    unsigned has = ren__cage_close(plan);
    if (write(ends[1], &has, sizeof has) != sizeof has) _exit(OTHERWISE);
    _exit(does() ? DONE : HINDERED);
  }
  close(ends[1]);
  int status;
  assert_int_equal(read(ends[0], holds, sizeof *holds), sizeof *holds);
  assert_int_equal(waitpid(pid, &status, 0), pid);
  close(ends[0]);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static const ren__cage_plan READING = {.tessdata = "", .input = -1, .output = -1};

static void test_trials(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof trials / sizeof *trials; i++) {
    unsigned holds;
    int status = try_caged(trials[i].does, &READING, &holds);
    if (trials[i].does == reads_model && access(MODELS, R_OK) != 0) continue;
    if (trials[i].hindered_by && !(trials[i].hindered_by & holds)) continue; /* this kernel lets it */
    int wanted = trials[i].hindered_by ? HINDERED : DONE;
    if (status != wanted) fail_msg("%s: %d (the cage is %u)", trials[i].name, status, holds);
  }
  unsigned holds;
  assert_int_equal(try_caged(aborts, &READING, &holds), -SIGABRT);
}

/* What kernels of this version have must be used. */
static void test_holds(void **state) {
  (void)state;
#ifdef REN__CAGE_SANITIZED
  skip();
#endif
  unsigned holds;
  char mode[32] = "";
  FILE *file = fopen("/proc/sys/kernel/seccomp/actions_avail", "r");
  assert_int_equal(try_caged(knows_its_size, &READING, &holds), DONE);
  if (file && fgets(mode, sizeof mode, file)) assert_true(holds & REN__CAGE_SECCOMP);
  if (file) fclose(file);
  char modules[256] = "";
  file = fopen("/sys/kernel/security/lsm", "r");
  if (file && fgets(modules, sizeof modules, file) && strstr(modules, "landlock"))
    assert_true(holds & REN__CAGE_LANDLOCK);
  if (file) fclose(file);
}

/* ---- the one file that is written ------------------------------------------------ */

static char written[64], beside[64];

static bool writes_its_file(void) {
  char name[64];
  snprintf(name, sizeof name, "/proc/self/fd/%d", 200);
  FILE *file = fopen(name, "wb");
  return file && fputs("det som skrevs", file) >= 0 && fclose(file) == 0;
}

static bool writes_beside(void) { return opens(beside, O_WRONLY); }
static bool makes_beside(void) { return makes_file(); }

static void test_writing(void **state) {
  (void)state;
  const char *const folder = "/tmp/renskrift-test-XXXXXX";
  snprintf(written, sizeof written, "%s", folder);
  snprintf(beside, sizeof beside, "%s", folder);
  int fd = mkstemp(written), other = mkstemp(beside);
  assert_true(fd >= 0 && other >= 0);
  assert_int_equal(write(fd, "gammalt och alldeles för långt", 30), 30);
  assert_int_equal(dup2(fd, 200), 200);
  const ren__cage_plan writing = {.tessdata = "", .input = fd, .output = 200};
  unsigned holds;
  assert_int_equal(try_caged(writes_its_file, &writing, &holds), DONE);
  struct stat st;
  assert_int_equal(stat(written, &st), 0);
  assert_int_equal(st.st_size, 14);
  if (holds & REN__CAGE_LANDLOCK) {
    assert_int_equal(try_caged(writes_beside, &writing, &holds), HINDERED);
    assert_int_equal(try_caged(makes_beside, &writing, &holds), HINDERED);
    assert_int_equal(try_caged(reads_passwd, &writing, &holds), HINDERED);
  }
  if (holds & REN__CAGE_SECCOMP) assert_int_equal(try_caged(opens_socket, &writing, &holds), HINDERED);
  close(200);
  close(fd);
  close(other);
  unlink(written);
  unlink(beside);
}

/* ---- time -------------------------------------------------------------------------- */

static bool burns(void) {
  struct rlimit now;
  ren__cage_seconds(0); /* and some grace, which this test does not wait for */
  if (getrlimit(RLIMIT_CPU, &now) != 0 || now.rlim_cur > 60) return false;
  now.rlim_cur = 1;
  if (setrlimit(RLIMIT_CPU, &now) != 0) return false;
  for (;;) now.rlim_cur++;
}

static void test_time(void **state) {
  (void)state;
  unsigned holds;
  assert_int_equal(try_caged(burns, &READING, &holds), -SIGXCPU);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_trials),
      cmocka_unit_test(test_holds),
      cmocka_unit_test(test_writing),
      cmocka_unit_test(test_time),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
