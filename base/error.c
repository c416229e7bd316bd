#include <renskrift/base.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *ren_status_name(ren_status status) {
  static const char *const names[] = {
      [REN_OK] = "ok",
      [REN_EINVAL] = "invalid argument",
      [REN_ENOMEM] = "out of memory",
      [REN_EIO] = "read error",
      [REN_EOUTPUT] = "write error",
      [REN_EFORMAT] = "malformed input",
      [REN_ELIMIT] = "limit exceeded",
      [REN_EMISSING] = "missing data",
      [REN_ECANCELLED] = "cancelled",
      [REN_EBACKEND] = "back-end failure",
  };
  return (size_t)status < sizeof names / sizeof *names ? names[status] : "unknown status";
}

static void set(ren_error *err, ren_status code, int sys_errno, const char *format, va_list args) {
  err->code = code;
  err->sys_errno = sys_errno;
  err->offset = UINT64_MAX;
  vsnprintf(err->message, sizeof err->message, format, args);
}

ren_status ren_fail(ren_error *err, ren_status code, const char *format, ...) {
  if (!err || err->code != REN_OK) return code;
  va_list args;
  va_start(args, format);
  set(err, code, 0, format, args);
  va_end(args);
  return code;
}

ren_status ren_fail_errno(ren_error *err, ren_status code, int sys_errno, const char *format, ...) {
  if (!err || err->code != REN_OK) return code;
  va_list args;
  va_start(args, format);
  set(err, code, sys_errno, format, args);
  va_end(args);
  size_t used = strlen(err->message);
  char reason[128];
  const char *text = strerror_r(sys_errno, reason, sizeof reason);
  snprintf(err->message + used, sizeof err->message - used, ": %s", text);
  return code;
}

ren_status ren_fail_nomem(ren_error *err) { return ren_fail(err, REN_ENOMEM, "out of memory"); }

void ren_error_place(ren_error *err, const char *file, uint32_t page) {
  if (!err || err->code == REN_OK) return;
  if (!err->file[0] && file) snprintf(err->file, sizeof err->file, "%s", file);
  if (err->page == 0) err->page = page;
}
