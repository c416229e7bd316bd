/* The table of documents, and the documents themselves. */
#include "sections.h"

#include <string.h>

/* Beyond TEXT_MAX documents are listed, but to be read in their own files. */
#define TEXT_MAX ((uint64_t)128 << 20)

static const char *state_name(ren_file_state state) {
  switch (state) {
  case REN_FILE_DONE: return "done";
  case REN_FILE_FAILED: return "failed";
  default: return "not done";
  }
}

/* "protokoll.pdf" of "/archive/1991/protokoll.pdf" */
static ren_str last_part(ren_str path) {
  for (size_t i = path.len; i-- > 0;)
    if (path.ptr[i] == '/' && i + 1 < path.len) return (ren_str){path.ptr + i + 1, path.len - i - 1};
  return path;
}

static void write_number(ren__html *h, const char *label, size_t n) {
  ren__putf(h, "<td class=\"n\" data-l=\"%s\" data-v=\"%zu\">", label, n);
  if (n)
    ren__put_count(h, n);
  else
    ren__put(h, "<span class=\"dim\">–</span>");
  ren__put(h, "</td>");
}

static void write_row(ren__report *r, size_t i) {
  ren__html *h = &r->out;
  const ren__document *doc = &r->documents[i];
  ren__putf(h, "<tr><th scope=\"row\"><a href=\"#d%zu\">", i + 1);
  ren__put_text(h, last_part(doc->path));
  ren__put(h, "</a></th><td data-l=\"Kind\">");
  ren__put_ctext(h, ren_media_name(doc->media));
  ren__put(h, "</td>");
  write_number(h, "Pages", doc->pages);
  for (int kind = 0; kind < REN__OTHER; kind++) write_number(h, ren__kind_title((ren__kind)kind), doc->edits[kind]);
  write_number(h, "Reservations", doc->reservation_count);
  bool partly = doc->failed_pages && doc->state == REN_FILE_DONE;
  ren__putf(h, "<td data-l=\"State\" data-v=\"%d\"><span class=\"state s%d\">", (int)doc->state,
            partly ? 3 : (int)doc->state);
  if (partly)
    ren__put_plural(h, doc->failed_pages, "page failed", "pages failed");
  else
    ren__put(h, state_name(doc->state));
  ren__put(h, "</span></td></tr>\n");
}

void ren__write_document_table(ren__report *r) {
  static const char *const heads[] = {"Document", "Kind",      "Pages",        "Encoding", "Lines",
                                      "Spelling", "Consensus", "Reservations", "State"};
  ren__html *h = &r->out;
  ren__put(h, "<section id=\"documents\" aria-labelledby=\"h-documents\">\n<h2 id=\"h-documents\">Documents</h2>\n");
  if (r->document_count == 0) {
    ren__put(h, "<p class=\"dim\">This run has no documents yet.</p>\n</section>\n");
    return;
  }
  ren__put(h, "<div class=\"wide\"><table class=\"docs sortable\"><thead><tr>");
  for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
    bool number = i >= 2 && i + 1 < sizeof heads / sizeof *heads;
    ren__putf(h, "<th scope=\"col\"%s>%s</th>", number ? " class=\"n\"" : "", heads[i]);
  }
  ren__put(h, "</tr></thead>\n<tbody>\n");
  for (size_t i = 0; i < r->document_count; i++) write_row(r, i);
  ren__put(h, "</tbody></table></div>\n</section>\n");
}

/* ---- one document ---------------------------------------------------------------- */

static void write_summary(ren__report *r, size_t index) {
  ren__html *h = &r->out;
  const ren__document *doc = &r->documents[index];
  ren__putf(h, "<summary><h3>");
  ren__put_text(h, last_part(doc->path));
  ren__put(h, "</h3><span class=\"facts\">");
  if (doc->state == REN_FILE_FAILED) ren__put(h, "<span class=\"state s2\">failed</span> ");
  if (doc->state == REN_FILE_PENDING) ren__put(h, "<span class=\"state s0\">not done</span> ");
  if (doc->pages) {
    ren__put_plural(h, doc->pages, "page", "pages");
    ren__put(h, " · ");
  }
  if (doc->edit_count || doc->state == REN_FILE_DONE) ren__put_plural(h, doc->edit_count, "change", "changes");
  if (doc->reservation_count) {
    ren__put(h, " · ");
    ren__put_plural(h, doc->reservation_count, "reservation", "reservations");
  }
  if (doc->filed_count > doc->reservation_count) {
    ren__put(h, " · ");
    ren__put_plural(h, doc->filed_count - doc->reservation_count, "kindred text", "kindred texts");
  }
  ren__put(h, "</span></summary>\n");
}

static void write_link(ren__report *r, const ren__document *doc, const char *suffix, const char *label) {
  ren__put(&r->out, "<a href=\"");
  ren__put_href(&r->out, doc->name, suffix);
  ren__putf(&r->out, "\">%s</a> ", label);
}

static void write_source(ren__report *r, const ren__document *doc) {
  ren__html *h = &r->out;
  ren__put(h, "<p class=\"source\"><span class=\"path\">");
  ren__put_text(h, doc->path);
  ren__put(h, "</span> ");
  if (doc->has_text) write_link(r, doc, ".txt", "clean text");
  if (doc->has_pdf) write_link(r, doc, ".pdf", "searchable PDF");
  if (doc->has_edits) write_link(r, doc, ".edits.ndjson", "change log");
  ren__put(h, "</p>\n");
  if (doc->message.len == 0) return;
  ren__put(h, doc->state == REN_FILE_FAILED ? "<p class=\"trouble\">" : "<p class=\"notice\">");
  ren__put_text(h, doc->message);
  ren__put(h, "</p>\n");
}

static void write_jumps(ren__report *r, size_t index, const ren__pages *pages) {
  ren__html *h = &r->out;
  if (pages->count < 2) return;
  ren__put(h, "<nav class=\"pages\" aria-label=\"Pages\">");
  for (size_t i = 0; i < pages->count; i++) {
    unsigned number = (unsigned)pages->pages[i].number;
    ren__putf(h, "<a href=\"#d%zup%u\"%s>%u</a> ", index + 1, number, pages->pages[i].error.len ? " class=\"bad\"" : "",
              number);
  }
  ren__put(h, "</nav>\n");
}

static ren_status write_body(ren__report *r, size_t index, ren_str text) {
  const ren__document *doc = &r->documents[index];
  ren__pages pages = {0};
  ren__changes changes = {0};
  ren_status status = ren__pages_read(&pages, r, doc);
  if (status == REN_OK && pages.count) status = ren__pages_place(&pages, text, r->err);
  if (status == REN_OK) status = ren__changes_read(&changes, r, doc, text);
  if (status == REN_OK && changes.unplaced) {
    ren__put(&r->out, "<p class=\"notice\">");
    ren__put_plural(&r->out, changes.unplaced, "logged change has", "logged changes have");
    ren__put(&r->out, " no place in this text.</p>\n");
  }
  if (status == REN_OK) {
    write_jumps(r, index, &pages);
    status = ren__write_leaves(r, index, text, &pages, &changes);
  }
  ren__changes_clear(&changes);
  ren__pages_clear(&pages);
  return status;
}

static ren_status write_document(ren__report *r, size_t index) {
  enum { OPEN_MAX = 200000 };
  const ren__document *doc = &r->documents[index];
  ren_buf path = {0}, text = {0};
  ren_status status = REN_OK;
  bool read =
      doc->has_text && ren__report_path(r, doc, ".txt", &path) && ren_file_read(&text, path.ptr, 0, NULL) == REN_OK;
  if (text.status == REN_ENOMEM) status = ren_fail_nomem(r->err);
  bool too_much = read && r->text_bytes + text.len > TEXT_MAX;
  bool open = index == 0 && text.len < OPEN_MAX;
  ren__putf(&r->out, "<details class=\"doc\" id=\"d%zu\"%s>", index + 1, open ? " open" : "");
  write_summary(r, index);
  write_source(r, doc);
  if (too_much) {
    ren__put(&r->out, "<p class=\"notice\">Left out: with this text the report could not be opened. "
                      "It is in the file “clean text”.</p>\n");
  } else if (read && status == REN_OK) {
    r->text_bytes += text.len;
    status = write_body(r, index, ren_buf_str(&text));
  } else if (doc->state == REN_FILE_DONE) {
    ren__put(&r->out, "<p class=\"notice\">Its text is not in the folder any more.</p>\n");
  }
  ren__put(&r->out, "</details>\n");
  ren_buf_free(&path);
  ren_buf_free(&text);
  return status == REN_OK ? r->out.status : status;
}

ren_status ren__write_documents(ren__report *r) {
  ren_status status = REN_OK;
  if (r->document_count == 0) return REN_OK;
  ren__put(&r->out, "<section id=\"texts\" aria-labelledby=\"h-texts\">\n<h2 id=\"h-texts\">Texts</h2>\n");
  for (size_t i = 0; i < r->document_count && status == REN_OK; i++) status = write_document(r, i);
  ren__put(&r->out, "</section>\n");
  return status;
}
