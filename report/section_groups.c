/* Groups of near-identical texts with their differences, and shared passages. */
#include "sections.h"

#include <renskrift/dedup.h>

#include <string.h>

/* Longer texts are shown without their differences. */
enum { DIFF_MAX = 1 << 17 };

typedef struct diff {
  ren_diff_piece *pieces;
  size_t count;
  size_t changes, noise;
} diff;

static ren_str slice(ren_str text, size_t offset, size_t length) {
  if (offset > text.len) offset = text.len;
  if (length > text.len - offset) length = text.len - offset;
  return (ren_str){text.ptr + offset, length};
}

static bool has_words(ren_str s) { return ren_str_trim(s).len > 0; }

/* No pieces: equal, too long, or out of memory (the text is then shown plainly). */
static diff make_diff(ren_str a, ren_str b) {
  diff d = {0};
  if (a.len > DIFF_MAX || b.len > DIFF_MAX) return d;
  if (ren_diff_words(&d.pieces, &d.count, a, b, NULL) != REN_OK) return (diff){0};
  for (size_t i = 0; i < d.count; i++) {
    const ren_diff_piece *p = &d.pieces[i];
    bool words = has_words(slice(a, p->a_offset, p->a_length)) || has_words(slice(b, p->b_offset, p->b_length));
    if (p->op == REN_DIFF_CHANGE && words) d.changes++;
    if (p->op == REN_DIFF_NOISE) d.noise++;
  }
  return d;
}

/* ---- a text with its differences ------------------------------------------------- */

/* Line ends become paragraphs, which may fall inside a piece: its tag is closed
 * before and opened again after. Blanks at its ends stay outside. */
static void write_piece(ren__html *h, ren_str s, const char *open, const char *close, bool paragraphs) {
  for (size_t at = 0; at < s.len;) {
    const char *end = memchr(s.ptr + at, '\n', s.len - at);
    size_t stop = end ? (size_t)(end - s.ptr) : s.len;
    ren_str line = {s.ptr + at, stop - at}, words = ren_str_trim(line);
    size_t lead = words.len ? (size_t)(words.ptr - line.ptr) : 0;
    ren__put_text(h, (ren_str){line.ptr, lead});
    if (words.len) ren__put(h, open);
    ren__put_text(h, words);
    if (words.len) ren__put(h, close);
    ren__put_text(h, (ren_str){line.ptr + lead + words.len, line.len - lead - words.len});
    if (end) ren__put(h, paragraphs ? "</p>\n<p>" : " ");
    at = stop + 1;
  }
}

static void write_noise(ren__html *h, ren_str was, ren_str is) {
  ren_str trimmed = ren_str_trim(is);
  size_t lead = (size_t)(trimmed.ptr - is.ptr);
  if (trimmed.len == 0) lead = 0;
  ren__put_text(h, (ren_str){is.ptr, lead});
  ren__put(h, "<span class=\"noise\" data-o=\"");
  ren__put_visible(h, ren_str_trim(was));
  ren__put(h, "\">");
  ren__put_text(h, trimmed);
  ren__put(h, "</span>");
  write_piece(h, (ren_str){is.ptr + lead + trimmed.len, is.len - lead - trimmed.len}, "", "", true);
}

static void write_diff(ren__html *h, const diff *d, ren_str a, ren_str b) {
  ren__put(h, "<p>");
  for (size_t i = 0; i < d->count; i++) {
    const ren_diff_piece *p = &d->pieces[i];
    ren_str was = slice(a, p->a_offset, p->a_length), is = slice(b, p->b_offset, p->b_length);
    if (p->op == REN_DIFF_CHANGE) {
      if (has_words(was)) write_piece(h, ren_str_trim(was), "<del>", "</del> ", false);
      if (has_words(is))
        write_piece(h, is, "<ins>", "</ins>", true);
      else
        write_piece(h, is, "", "", true);
    } else if (p->op == REN_DIFF_NOISE && has_words(is)) {
      write_noise(h, was, is);
    } else {
      write_piece(h, is, "", "", true);
    }
  }
  ren__put(h, "</p>\n");
}

/* ---- groups ------------------------------------------------------------------------ */

static const char *relation_words(ren_str relation) {
  static const char *const words[][2] = {{"identical", "the same words"},
                                         {"near-identical", "nearly the same words"},
                                         {"contains", "one contains the other"},
                                         {"shares", "shares passages"},
                                         {"refers", "points to it"}};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (ren_str_eq(relation, ren_str_of(words[i][0]))) return words[i][1];
  return "";
}

static void write_name(ren__report *r, const ren__member *m) {
  if (m->filed == SIZE_MAX) {
    ren__put(&r->out, "<span class=\"organ\">");
    ren__put_text(&r->out, m->id);
    ren__put(&r->out, "</span>");
    return;
  }
  ren__write_filed_title(r, &r->filed[m->filed]);
  ren__put(&r->out, " ");
  ren__write_signatories(r, &r->filed[m->filed]);
}

static void write_verdict(ren__html *h, const ren__member *m, const diff *d) {
  ren__put(h, "<span class=\"facts\">");
  ren__put_ctext(h, relation_words(m->relation));
  ren__put(h, ", ");
  ren__put_percent(h, m->similarity);
  if (d->changes) {
    ren__put(h, " · <span class=\"chip c-chg\">");
    ren__put_plural(h, d->changes, "change of wording", "changes of wording");
    ren__put(h, "</span>");
  }
  if (d->noise) {
    ren__put(h, " · <span class=\"chip c-noise\">");
    ren__put_plural(h, d->noise, "slip of letters", "slips of letters");
    ren__put(h, "</span>");
  }
  ren__put(h, "</span>");
}

static void write_member_links(ren__report *r, const ren__member *m) {
  ren__html *h = &r->out;
  if (m->filed == SIZE_MAX) return;
  ren__putf(h, "<p class=\"links\"><a href=\"#r%zu\">The reservation</a>", m->filed + 1);
  if (r->filed[m->filed].placed) ren__putf(h, " <a href=\"#t%zu\">In its document</a>", m->filed + 1);
  ren__put(h, "</p>\n");
}

static void write_variant(ren__report *r, const ren__member *m, ren_str canonical, bool open) {
  ren__html *h = &r->out;
  ren_str text = m->filed != SIZE_MAX ? r->filed[m->filed].text : (ren_str){"", 0};
  bool equal = ren_str_eq(text, canonical);
  diff d = {0};
  if (!equal && text.len && canonical.len) d = make_diff(canonical, text);
  ren__putf(h, "<details class=\"variant\"%s><summary>", open && d.count ? " open" : "");
  write_name(r, m);
  ren__put(h, " ");
  write_verdict(h, m, &d);
  ren__put(h, "</summary>\n");
  if (m->filed == SIZE_MAX) {
    ren__put(h, "<p class=\"dim\">Its text is not in reservations.ndjson.</p>\n");
  } else if (equal) {
    ren__put(h, "<p class=\"dim\">Word for word the text above.</p>\n");
  } else {
    ren__put(h, "<div class=\"text diff\" lang=\"sv\">\n");
    if (d.count)
      write_diff(h, &d, canonical, text);
    else
      ren__write_paragraphs(h, text);
    ren__put(h, "</div>\n");
  }
  write_member_links(r, m);
  ren__put(h, "</details>\n");
  ren_diff_free(d.pieces);
}

static const ren__member *canonical_of(const ren__group *group) {
  for (size_t i = 0; i < group->member_count; i++)
    if (ren_str_eq(group->members[i].id, group->canonical)) return &group->members[i];
  return &group->members[0];
}

/* So many groups, and variants in each, are open from the start. */
enum { OPEN_MAX = 3 };

static void write_group(ren__report *r, size_t index, bool open) {
  ren__html *h = &r->out;
  const ren__group *group = &r->groups[index];
  const ren__member *best = canonical_of(group);
  const ren__filed *f = best->filed != SIZE_MAX ? &r->filed[best->filed] : NULL;
  ren_str text = f ? f->text : (ren_str){"", 0};
  ren__putf(h, "<details class=\"group\" id=\"g%zu\"%s><summary><h3><span class=\"n\">%zu</span> <span lang=\"sv\">",
            index + 1, open ? " open" : "", index + 1);
  ren__put_text(h, f && f->heading.len ? f->heading : best->id);
  ren__put(h, "</span></h3><span class=\"facts\">");
  ren__put_plural(h, group->member_count, "text", "texts");
  ren__put(h, "</span></summary>\n<div class=\"set\">\n<div class=\"best\"><p class=\"title\">");
  write_name(r, best);
  ren__put(h, " <span class=\"facts\">the cleanest copy</span></p>\n<div class=\"text\" lang=\"sv\">\n");
  if (f)
    ren__write_paragraphs(h, text);
  else
    ren__put(h, "<p class=\"dim\" lang=\"en\">Its text is not in reservations.ndjson.</p>\n");
  ren__put(h, "</div>\n");
  write_member_links(r, best);
  ren__put(h, "</div>\n<div class=\"variants\">\n");
  for (size_t i = 0; i < group->member_count; i++)
    if (&group->members[i] != best) write_variant(r, &group->members[i], text, open && i < OPEN_MAX);
  ren__put(h, "</div>\n</div>\n</details>\n");
}

void ren__write_groups(ren__report *r) {
  ren__html *h = &r->out;
  if (r->group_count == 0) return;
  ren__put(h, "<section id=\"groups\" aria-labelledby=\"h-groups\">\n<h2 id=\"h-groups\">Groups</h2>\n"
              "<p class=\"lead\">Near-identical texts, each compared word by word with the cleanest copy. "
              "<del>Struck out</del> is only in the cleanest copy, <ins>marked</ins> only in the variant; "
              "<span class=\"noise\" data-o=\"dotted\">dotted</span> words are the same but for misread letters or "
              "punctuation.</p>\n");
  for (size_t i = 0; i < r->group_count; i++) write_group(r, i, i < OPEN_MAX);
  ren__put(h, "</section>\n");
}

/* ---- shared passages ---------------------------------------------------------------- */

static void write_side(ren__report *r, size_t filed, ren_str id, size_t offset, size_t length) {
  ren__html *h = &r->out;
  enum { AROUND = 60 };
  ren__put(h, "<div class=\"side\"><p class=\"title\">");
  if (filed != SIZE_MAX) {
    ren__putf(h, "<a href=\"#r%zu\">", filed + 1);
    ren__write_filed_title(r, &r->filed[filed]);
    ren__put(h, "</a>");
  } else {
    ren__put_text(h, id);
  }
  ren__put(h, "</p>");
  if (filed != SIZE_MAX) {
    ren_str text = r->filed[filed].text, part = slice(text, offset, length);
    size_t start = (size_t)(part.ptr - text.ptr), from = start > AROUND ? start - AROUND : 0;
    while (from < start && ((unsigned char)text.ptr[from] & 0xC0) == 0x80) from++;
    ren__put(h, "<p class=\"text\" lang=\"sv\">");
    ren__put(h, from ? "<span class=\"dim\">… " : "<span class=\"dim\">");
    ren__put_text(h, slice(text, from, start - from));
    ren__put(h, "</span><span class=\"same\">");
    ren__put_text(h, part);
    ren__put(h, "</span></p>");
  }
  ren__put(h, "</div>\n");
}

void ren__write_shared(ren__report *r) {
  ren__html *h = &r->out;
  if (r->shared_count == 0) return;
  ren__put(h, "<section id=\"passages\" aria-labelledby=\"h-passages\">\n<h2 id=\"h-passages\">Shared passages</h2>\n"
              "<p class=\"lead\">Passages that stand in texts which are not near-identical as wholes.</p>\n");
  for (size_t i = 0; i < r->shared_count; i++) {
    const ren__shared *s = &r->shared[i];
    for (size_t k = 0; k < s->span_count; k++) {
      ren__put(h, "<div class=\"pair\">\n");
      write_side(r, s->filed_a, s->a, s->spans[k].a, s->spans[k].a_length);
      write_side(r, s->filed_b, s->b, s->spans[k].b, s->spans[k].b_length);
      ren__put(h, "</div>\n");
    }
  }
  ren__put(h, "</section>\n");
}
