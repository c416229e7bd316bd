/* The reservations and kindred texts. */
#include "sections.h"

#include <string.h>

/* Takes the next "name\tparty\n" off the list. */
static bool next_signatory(ren_str *list, ren_str *name, ren_str *party) {
  const char *tab = list->len ? memchr(list->ptr, '\t', list->len) : NULL;
  const char *end = tab ? memchr(tab, '\n', list->len - (size_t)(tab - list->ptr)) : NULL;
  if (!end) return false;
  *name = (ren_str){list->ptr, (size_t)(tab - list->ptr)};
  *party = (ren_str){tab + 1, (size_t)(end - tab - 1)};
  size_t used = (size_t)(end - list->ptr) + 1;
  *list = (ren_str){list->ptr + used, list->len - used};
  return true;
}

void ren__write_signatories(ren__report *r, const ren__filed *f) {
  ren__html *h = &r->out;
  ren_str list = f->signatories, name, party;
  ren__put(h, "<span class=\"who\" lang=\"sv\">");
  for (bool first = true; next_signatory(&list, &name, &party); first = false) {
    if (!first) ren__put(h, ", ");
    ren__put_text(h, name);
    if (party.len == 0) continue;
    ren__put(h, name.len ? " <b class=\"party\">" : "<b class=\"party\">");
    ren__put_text(h, party);
    ren__put(h, "</b>");
  }
  ren__put(h, "</span>");
}

void ren__write_filed_title(ren__report *r, const ren__filed *f) {
  ren__html *h = &r->out;
  ren__put(h, "<span class=\"organ\" lang=\"sv\">");
  ren__put_text(h, f->organ.len ? f->organ : f->file.len ? f->file : f->id);
  ren__put(h, "</span>");
  if (f->date.len) {
    ren__put(h, " <time class=\"n\">");
    ren__put_text(h, f->date);
    ren__put(h, "</time>");
  }
}

void ren__write_paragraphs(ren__html *h, ren_str text) {
  for (size_t at = 0; at < text.len;) {
    const char *end = memchr(text.ptr + at, '\n', text.len - at);
    size_t stop = end ? (size_t)(end - text.ptr) : text.len;
    ren_str line = {text.ptr + at, stop - at};
    if (ren_str_trim(line).len) {
      ren__put(h, "<p>");
      ren__put_text(h, line);
      ren__put(h, "</p>\n");
    }
    at = stop + 1;
  }
}

static void write_fact(ren__html *h, const char *label, ren_str value) {
  if (value.len == 0) return;
  ren__putf(h, "<div><dt>%s</dt><dd lang=\"sv\">", label);
  ren__put_text(h, value);
  ren__put(h, "</dd></div>\n");
}

static void write_pointer(ren__report *r, const ren__filed *f) {
  ren__html *h = &r->out;
  if (f->how.len == 0 && f->to.len == 0) return;
  size_t target = ren__find_filed(r, f->to_id);
  ren__put(h, "<div><dt>Points to</dt><dd lang=\"sv\">");
  ren__put_text(h, f->how);
  ren__put(h, " ");
  if (target != SIZE_MAX) ren__putf(h, "<a href=\"#r%zu\">", target + 1);
  ren__put_text(h, f->to.len ? f->to : f->to_id);
  if (target != SIZE_MAX) ren__put(h, "</a>");
  ren__put(h, "</dd></div>\n");
}

static void write_places(ren__report *r, const ren__filed *f, size_t index) {
  ren__html *h = &r->out;
  ren__put(h, "<p class=\"links\">");
  if (f->placed)
    ren__putf(h, "<a href=\"#t%zu\">In its document</a> ", index + 1);
  else if (f->document != SIZE_MAX && f->page)
    ren__putf(h, "<a href=\"#d%zup%u\">Page %u of its document</a> ", f->document + 1, (unsigned)f->page,
              (unsigned)f->page);
  else if (f->document != SIZE_MAX)
    ren__putf(h, "<a href=\"#d%zu\">Its document</a> ", f->document + 1);
  if (f->group != SIZE_MAX) {
    ren__putf(h, "<a href=\"#g%zu\">Its group of ", f->group + 1);
    ren__put_plural(h, r->groups[f->group].member_count, "text", "texts");
    ren__put(h, "</a>");
  }
  ren__put(h, "</p>\n");
}

static void write_one(ren__report *r, size_t index, bool open) {
  ren__html *h = &r->out;
  const ren__filed *f = &r->filed[index];
  ren__putf(h, "<details class=\"res\" id=\"r%zu\"%s><summary><h3>", index + 1, open ? " open" : "");
  ren__write_filed_title(r, f);
  ren__put(h, "</h3><span class=\"kind\" lang=\"sv\">");
  ren__put_text(h, f->kind);
  ren__put(h, "</span> ");
  ren__write_signatories(r, f);
  if (f->group != SIZE_MAX) ren__putf(h, " <span class=\"chip\">group %zu</span>", f->group + 1);
  ren__put(h, "</summary>\n<dl>\n");
  write_fact(h, "Matter", f->heading);
  write_fact(h, "Paragraph", f->paragraph);
  write_fact(h, "Reference", f->dnr);
  write_fact(h, "Document", f->file);
  write_pointer(r, f);
  ren__put(h, "</dl>\n<div class=\"text\" lang=\"sv\">\n");
  ren__write_paragraphs(h, f->text);
  ren__put(h, "</div>\n");
  write_places(r, f, index);
  ren__put(h, "</details>\n");
}

void ren__write_filed(ren__report *r) {
  enum { OPEN_MAX = 3 };
  ren__html *h = &r->out;
  if (r->filed_count == 0) return;
  ren__put(h, "<section id=\"reservations\" aria-labelledby=\"h-res\">\n<h2 id=\"h-res\">Reservations</h2>\n"
              "<p class=\"lead\">Reservations and kindred texts as they stand in the clean documents.</p>\n");
  for (size_t i = 0; i < r->filed_count; i++) write_one(r, i, r->filed_count <= OPEN_MAX);
  if (r->left_out) {
    ren__put(h, "<p class=\"notice\">");
    ren__put_count(h, r->left_out);
    ren__put(h, " more are in the file reservations.ndjson.</p>\n");
  }
  ren__put(h, "</section>\n");
}
