/* measure_run TIMES COMMAND [ARGUMENT...]: runs a command, its output thrown away, and
 * prints the least wall time, the least processor time (seconds) and the most memory
 * (kB, of the command itself) of that many runs. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec / 1e6; }

int main(int argc, char **argv) {
  if (argc < 3) return fprintf(stderr, "usage: measure_run TIMES COMMAND [ARGUMENT...]\n"), 2;
  double wall = 1e9, cpu = 1e9;
  long memory = 0;
  for (int i = atoi(argv[1]); i > 0; i--) {
    double start = now();
    pid_t pid = fork();
    if (pid == 0) {
      int null = open("/dev/null", O_WRONLY);
      dup2(null, 1);
      dup2(null, 2);
      execvp(argv[2], argv + 2);
      _exit(127);
    }
    int status;
    struct rusage used;
    if (pid < 0 || wait4(pid, &status, 0, &used) < 0) return perror("measure_run"), 1;
    if (!WIFEXITED(status) || WEXITSTATUS(status)) return fprintf(stderr, "%s failed\n", argv[2]), 1;
    double took = now() - start, worked = seconds(used.ru_utime) + seconds(used.ru_stime);
    if (took < wall) wall = took;
    if (worked < cpu) cpu = worked;
    if (used.ru_maxrss > memory) memory = used.ru_maxrss;
  }
  printf("%.4f %.4f %ld\n", wall, cpu, memory);
  return 0;
}
