#include "sections.h"

static ren_status write_all(ren__report *r) {
  ren_status status = ren__report_gather(r);
  if (status != REN_OK) return status;
  ren__write_head(r);
  ren__write_overview(r);
  ren__write_document_table(r);
  status = ren__write_documents(r);
  if (status != REN_OK) return status;
  ren__write_filed(r);
  ren__write_groups(r);
  ren__write_shared(r);
  ren__write_foot(r);
  ren__flush(&r->out);
  return r->out.status;
}

ren_status ren_report_write(const char *dir, ren_error *err) {
  ren__report r = {.dir = dir, .err = err, .out = {.err = err}};
  ren_buf path = {0};
  ren_status status = ren_run_open_existing(&r.run, dir, err);
  if (status == REN_OK) {
    ren_buf_printf(&path, "%s/report.html", dir);
    status = path.status == REN_OK ? ren_file_create_atomic(&r.out.file, path.ptr, err) : ren_fail_nomem(err);
  }
  if (status == REN_OK) status = write_all(&r);
  if (status == REN_OK)
    status = ren_file_commit(r.out.file, err);
  else if (r.out.file)
    ren_file_abandon(r.out.file);
  ren__report_clear(&r);
  ren_buf_free(&r.out.buf);
  ren_buf_free(&path);
  ren_run_free(r.run);
  return status;
}
