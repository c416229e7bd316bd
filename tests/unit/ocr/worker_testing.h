/* worker_testing.h: what the tests of the OCR workers share: files in a folder of
 * their own, small PDFs made by hand, and a look at our children. */
#ifndef REN_WORKER_TESTING_H
#define REN_WORKER_TESTING_H

#include "unit.h"

#include <renskrift/ocr.h>

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- files ------------------------------------------------------------------ */

typedef struct folder {
  char path[256];
} folder;

static inline void folder_make(folder *f) {
  snprintf(f->path, sizeof f->path, "/tmp/renskrift-test-XXXXXX");
  assert_non_null(mkdtemp(f->path));
}

static inline void folder_remove(const folder *f) {
  DIR *dir = opendir(f->path);
  for (struct dirent *entry; dir && (entry = readdir(dir)) != NULL;)
    if (entry->d_name[0] != '.') unlinkat(dirfd(dir), entry->d_name, 0);
  if (dir) closedir(dir);
  rmdir(f->path);
}

static inline const char *put_file(const folder *f, char *path, size_t room, const char *name, ren_str bytes) {
  snprintf(path, room, "%s/%s", f->path, name);
  int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, bytes.ptr, bytes.len), bytes.len);
  close(fd);
  return path;
}

#define DATA(name) TEST_DATA "/ocr/" name

/* ---- PDFs ------------------------------------------------------------------- */

typedef struct small_pdf {
  ren_buf bytes;
  size_t offset[32];
  int objects;
} small_pdf;

static inline void pdf_object(small_pdf *pdf, const char *text) {
  pdf->offset[pdf->objects++] = pdf->bytes.len;
  ren_buf_printf(&pdf->bytes, "%d 0 obj\n%s\nendobj\n", pdf->objects, text);
}

static inline void pdf_stream(small_pdf *pdf, const char *content) {
  ren_buf text = {0};
  ren_buf_printf(&text, "<< /Length %zu >>\nstream\n%s\nendstream", strlen(content), content);
  pdf_object(pdf, text.ptr);
  ren_buf_free(&text);
}

/* The catalogue is its first object. Free the bytes yourself. */
static inline ren_buf pdf_finish(small_pdf *pdf) {
  size_t xref = pdf->bytes.len;
  ren_buf_printf(&pdf->bytes, "xref\n0 %d\n0000000000 65535 f \n", pdf->objects + 1);
  for (int i = 0; i < pdf->objects; i++) ren_buf_printf(&pdf->bytes, "%010zu 00000 n \n", pdf->offset[i]);
  ren_buf_printf(&pdf->bytes, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n", pdf->objects + 1, xref);
  return pdf->bytes;
}

/* One page per content, each with these page attributes ("/MediaBox [0 0 595 842]").
 * Font /F is Helvetica in WinAnsi: \344 is ä; to_unicode (may be NULL) says what its codes
 * are said to mean. Free bytes yourself. */
static inline ren_buf make_mapped_pdf(const char *to_unicode, const char *attributes, const char *const *contents,
                                      int pages) {
  small_pdf pdf = {0};
  ren_buf text = {0};
  ren_buf_puts(&pdf.bytes, "%PDF-1.4\n");
  pdf_object(&pdf, "<< /Type /Catalog /Pages 2 0 R >>");
  ren_buf_puts(&text, "<< /Type /Pages /Kids [");
  for (int i = 0; i < pages; i++) ren_buf_printf(&text, "%d 0 R ", 5 + 2 * i);
  ren_buf_printf(&text, "] /Count %d >>", pages);
  pdf_object(&pdf, text.ptr);
  pdf_object(&pdf, to_unicode ? "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding "
                                "/ToUnicode 4 0 R >>"
                              : "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
  pdf_stream(&pdf, to_unicode ? to_unicode : "");
  for (int i = 0; i < pages; i++) {
    ren_buf_clear(&text);
    ren_buf_printf(&text, "<< /Type /Page /Parent 2 0 R %s /Resources << /Font << /F 3 0 R >> >> /Contents %d 0 R >>",
                   attributes, 6 + 2 * i);
    pdf_object(&pdf, text.ptr);
    pdf_stream(&pdf, contents[i]);
  }
  ren_buf_free(&text);
  return pdf_finish(&pdf);
}

static inline ren_buf make_pdf(const char *attributes, const char *const *contents, int pages) {
  return make_mapped_pdf(NULL, attributes, contents, pages);
}

/* ---- pages ------------------------------------------------------------------ */

static inline ren_buf page_text(const ren_page *page) {
  ren_buf text = {0};
  for (uint32_t i = 0; i < page->word_count; i++) {
    if (i > 0) ren_buf_putc(&text, page->words[i].line == page->words[i - 1].line ? ' ' : '\n');
    ren_buf_append_str(&text, page->words[i].text);
  }
  ren_buf_putc(&text, '\n');
  return text;
}

static inline void assert_holds(const ren_page *page, const char *wanted) {
  ren_buf text = page_text(page);
  if (!strstr(text.ptr, wanted)) fail_msg("'%s' is not in:\n%s", wanted, text.ptr);
  ren_buf_free(&text);
}

/* ---- processes -------------------------------------------------------------- */

/* The worker processes whose parent is `parent`, in no order. */
static inline int find_workers(pid_t parent, pid_t *out, int room) {
  int count = 0;
  DIR *dir = opendir("/proc");
  for (struct dirent *entry; dir && (entry = readdir(dir)) != NULL && count < room;) {
    char path[300], line[512], name[64];
    int pid, from;
    snprintf(path, sizeof path, "/proc/%s/stat", entry->d_name);
    FILE *file = entry->d_name[0] >= '0' && entry->d_name[0] <= '9' ? fopen(path, "r") : NULL;
    if (!file) continue;
    if (fgets(line, sizeof line, file) && sscanf(line, "%d (%63[^)]) %*c %d", &pid, name, &from) == 3 &&
        from == (int)parent && strncmp(name, "renskrift-worke", 15) == 0)
      out[count++] = pid;
    fclose(file);
  }
  if (dir) closedir(dir);
  return count;
}

#endif
