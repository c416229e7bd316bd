/* Which files there are at all (Linux 5.13; see landlock(7)). The system calls directly:
 * the C library has no functions for them, and headers of the kernel may be older than the
 * kernel we run on. */
#include "cage/cage.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef SYS_landlock_create_ruleset

enum { RULE_PATH_BENEATH = 1, CREATE_VERSION = 1 };
enum {
  FS_WRITE_FILE = 1 << 1,
  FS_READ_FILE = 1 << 2,
  FS_READ_DIR = 1 << 3,
  FS_TRUNCATE = 1 << 14,
  FS_FIRST = (1 << 13) - 1, /* of version 1 */
};

typedef struct ruleset {
  uint64_t fs, net, scoped;
} ruleset;

struct beneath {
  uint64_t access;
  int32_t parent;
} __attribute__((packed));

/* What is refused unless a rule allows it, and how much of the structure this kernel knows. */
static ruleset refused_by(long version, size_t *size) {
  ruleset all = {.fs = FS_FIRST};
  if (version >= 2) all.fs |= 1 << 13; /* moving between folders */
  if (version >= 3) all.fs |= FS_TRUNCATE;
  if (version >= 5) all.fs |= 1 << 15; /* ioctl on devices */
  if (version >= 4) all.net = 3;       /* TCP: bind, connect */
  if (version >= 6) all.scoped = 3;    /* abstract sockets and signals of others */
  *size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
  return all;
}

static void allow_descriptor(int rules, int fd, uint64_t access) {
  struct beneath rule = {.access = access, .parent = fd};
  syscall(SYS_landlock_add_rule, rules, RULE_PATH_BENEATH, &rule, 0);
}

/* What is not there needs no rule. */
static void allow_reading(int rules, const char *path) {
  int fd = open(path, O_PATH | O_CLOEXEC);
  if (fd < 0) return;
  struct stat st;
  bool folder = fstat(fd, &st) == 0 && S_ISDIR(st.st_mode);
  allow_descriptor(rules, fd, folder ? FS_READ_FILE | FS_READ_DIR : FS_READ_FILE);
  close(fd);
}

static void allow_plan(int rules, const ren__cage_plan *plan, uint64_t handled) {
  static const char *const fonts[] = {"/etc/fonts",
                                      "/usr/share/fontconfig",
                                      "/usr/share/fonts",
                                      "/usr/local/share/fonts",
                                      "/usr/share/texmf/fonts",
                                      "/usr/share/ghostscript",
                                      "/var/cache/fontconfig",
                                      "/usr/share/poppler"};
  static const char *const models[] = {"/usr/share/tesseract-ocr", "/usr/share/tessdata", "/usr/local/share/tessdata",
                                       "/usr/local/share/tesseract-ocr"};
  for (size_t i = 0; i < sizeof fonts / sizeof *fonts; i++) allow_reading(rules, fonts[i]);
  for (size_t i = 0; !plan->tessdata[0] && i < sizeof models / sizeof *models; i++) allow_reading(rules, models[i]);
  if (plan->tessdata[0]) allow_reading(rules, plan->tessdata);
  if (plan->input >= 0) allow_descriptor(rules, plan->input, FS_READ_FILE);
  if (plan->output >= 0) allow_descriptor(rules, plan->output, (FS_READ_FILE | FS_WRITE_FILE | FS_TRUNCATE) & handled);
}

bool ren__cage_landlock(const ren__cage_plan *plan) {
  long version = syscall(SYS_landlock_create_ruleset, NULL, 0, CREATE_VERSION);
  if (version < 1) return false;
  size_t size;
  ruleset refused = refused_by(version, &size);
  int rules = (int)syscall(SYS_landlock_create_ruleset, &refused, size, 0);
  if (rules < 0) return false;
  allow_plan(rules, plan, refused.fs);
  bool holds = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
  close(rules);
  return holds;
}

#else

bool ren__cage_landlock(const ren__cage_plan *plan) {
  (void)plan;
  return false;
}

#endif
