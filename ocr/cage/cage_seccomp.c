/* Which system calls there are at all. The list was measured (strace over every kind of
 * file, fonts that are not embedded, CJK tables, searchable PDFs) and has what other
 * versions of the C library use for the same. What is not on it fails as if the kernel
 * did not have it, for which libraries know another way. */
#include "cage/cage.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define MACHINE AUDIT_ARCH_RISCV64
#endif

#if defined(MACHINE) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__

static const uint32_t ALLOWED[] = {
    SYS_read,
    SYS_write,
    SYS_futex,
    SYS_mmap,
    SYS_munmap,
    SYS_close,
    SYS_lseek,
    SYS_fstat,
    SYS_pread64,
    SYS_newfstatat,
    SYS_readv,
    SYS_writev,
    SYS_pwrite64,
    SYS_preadv,
    SYS_pwritev,
    SYS_brk,
    SYS_mremap,
    SYS_madvise,
    SYS_dup,
    SYS_dup3,
    SYS_fcntl,
    SYS_statx,
    SYS_fstatfs,
    SYS_statfs,
    SYS_faccessat,
    SYS_readlinkat,
    SYS_getdents64,
    SYS_getcwd,
    SYS_ppoll,
    SYS_recvmsg,
    SYS_sendmsg,
    SYS_fadvise64,
    SYS_ftruncate,
    SYS_fallocate,
    SYS_fsync,
    SYS_fdatasync,
    SYS_memfd_create,
    SYS_clock_gettime,
    SYS_clock_getres,
    SYS_gettimeofday,
    SYS_nanosleep,
    SYS_clock_nanosleep,
    SYS_sched_yield,
    SYS_sched_getaffinity,
    SYS_getcpu,
    SYS_getpid,
    SYS_gettid,
    SYS_getuid,
    SYS_geteuid,
    SYS_getgid,
    SYS_getegid,
    SYS_getrusage,
    SYS_getrlimit,
    SYS_setrlimit,
    SYS_sysinfo,
    SYS_uname,
    SYS_getrandom,
    SYS_set_robust_list,
    SYS_get_robust_list,
    SYS_set_tid_address,
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_rt_sigreturn,
    SYS_sigaltstack,
    SYS_restart_syscall,
    SYS_exit,
    SYS_exit_group,
#ifdef SYS_faccessat2
    SYS_faccessat2,
#endif
#ifdef SYS_rseq
    SYS_rseq,
#endif
#ifdef SYS_membarrier
    SYS_membarrier,
#endif
#ifdef SYS_poll /* newer machines do without what follows */
    SYS_poll,
    SYS_stat,
    SYS_lstat,
    SYS_access,
    SYS_readlink,
    SYS_dup2,
    SYS_time,
    SYS_getdents,
#endif
};

enum { ROOM = 256 };
typedef struct filter {
  struct sock_filter code[ROOM];
  unsigned short length;
} filter;

static void put(filter *f, uint16_t code, uint8_t yes, uint8_t no, uint32_t value) {
  f->code[f->length++] = (struct sock_filter){code, yes, no, value};
}

static void load(filter *f, size_t at) { put(f, BPF_LD | BPF_W | BPF_ABS, 0, 0, (uint32_t)at); }
static void answer(filter *f, uint32_t verdict) { put(f, BPF_RET | BPF_K, 0, 0, verdict); }

static void fail_with(filter *f, int reason) { answer(f, SECCOMP_RET_ERRNO | ((uint32_t)reason & SECCOMP_RET_DATA)); }

/* The calls below are allowed if an argument says so: one instruction that compares it, true or
 * false, then the verdicts. */
static void judge(filter *f, long number, unsigned argument, uint16_t comparison, uint32_t with, bool wanted,
                  int reason) {
  put(f, BPF_JMP | BPF_JEQ | BPF_K, 0, 4, (uint32_t)number);
  load(f, offsetof(struct seccomp_data, args) + 8 * argument); /* the lower half */
  put(f, (uint16_t)(BPF_JMP | comparison | BPF_K), wanted ? 0 : 1, wanted ? 1 : 0, with);
  answer(f, SECCOMP_RET_ALLOW);
  fail_with(f, reason);
}

static void allow(filter *f, uint32_t number) {
  put(f, BPF_JMP | BPF_JEQ | BPF_K, 0, 1, number);
  answer(f, SECCOMP_RET_ALLOW);
}

static void judge_calls(filter *f, bool writes) {
  const uint32_t to_write = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY);
  if (writes)
    allow(f, SYS_openat); /* Landlock knows of which file */
  else
    judge(f, SYS_openat, 2, BPF_JSET, to_write, false, EACCES);
#ifdef SYS_open
  if (!writes) judge(f, SYS_open, 1, BPF_JSET, to_write, false, EACCES);
#endif
  judge(f, SYS_mmap, 2, BPF_JSET, PROT_EXEC, false, EACCES);
  judge(f, SYS_mprotect, 2, BPF_JSET, PROT_EXEC, false, EACCES);
  judge(f, SYS_clone, 0, BPF_JSET, CLONE_THREAD, true, EPERM); /* threads, no processes */
  judge(f, SYS_prlimit64, 0, BPF_JEQ, 0, true, EPERM);         /* our own limits */
  judge(f, SYS_prctl, 0, BPF_JEQ, PR_SET_NAME, true, EPERM);
  judge(f, SYS_tgkill, 0, BPF_JEQ, (uint32_t)getpid(), true, EPERM); /* to end itself */
}

bool ren__cage_seccomp(bool writes) {
  filter f = {.length = 0};
  load(&f, offsetof(struct seccomp_data, arch));
  put(&f, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, MACHINE);
  answer(&f, SECCOMP_RET_KILL_PROCESS); /* 32-bit calls have other numbers */
  load(&f, offsetof(struct seccomp_data, nr));
  judge_calls(&f, writes);
  for (size_t i = 0; i < sizeof ALLOWED / sizeof *ALLOWED; i++) allow(&f, ALLOWED[i]);
  fail_with(&f, ENOSYS);
  struct sock_fprog program = {.len = f.length, .filter = f.code};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

#else

bool ren__cage_seccomp(bool writes) {
  (void)writes;
  return false;
}

#endif
