#include "pool/debug_images.h"

#include <stdio.h>
#include <string.h>

/* A name of ours: it becomes a part of a path. */
static bool name_ok(const ren__stage_head *head) {
  size_t length = strspn(head->name, "abcdefghijklmnopqrstuvwxyz");
  return length > 0 && length < sizeof head->name && head->name[length] == '\0';
}

static ren_str stem_of(const char *path) {
  const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
  return (ren_str){name, dot && dot > name ? (size_t)(dot - name) : strlen(name)};
}

ren_status ren__write_stages(const char *folder, const char *document, uint32_t page, ren_str stages, ren_error *err) {
  ren_str stem = stem_of(document);
  ren_status status = REN_OK;
  for (int number = 1; stages.len > 0 && status == REN_OK; number++) {
    ren__stage_head head;
    if (stages.len < sizeof head) return ren_fail(err, REN_EBACKEND, "the OCR worker's images make no sense");
    memcpy(&head, stages.ptr, sizeof head);
    stages = (ren_str){stages.ptr + sizeof head, stages.len - sizeof head};
    if (!name_ok(&head) || head.size > stages.len)
      return ren_fail(err, REN_EBACKEND, "the OCR worker's images make no sense");
    ren_buf path = {0};
    ren_buf_printf(&path, "%s/%.*s-%04u-%02d-%s.png", folder, (int)stem.len, stem.ptr, page, number, head.name);
    status = path.status == REN_OK ? ren_file_write_atomic(path.ptr, (ren_str){stages.ptr, head.size}, err)
                                   : ren_fail_nomem(err);
    ren_buf_free(&path);
    stages = (ren_str){stages.ptr + head.size, stages.len - head.size};
  }
  return status;
}
