/* Head and foot of the page, and what was done, in figures. */
#include "sections.h"

#include <string.h>

static void put_pieces(ren__html *h, const char *const *pieces) {
  for (; *pieces; pieces++) ren__put(h, *pieces);
}

/* The page may load nothing and run nothing but its own script and styles, which
 * are named by their hashes: text that came through an escape unnoticed would still
 * be text. */
static void write_policy(ren__report *r) {
  ren__html *h = &r->out;
  ren__put(h, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
              "base-uri 'none'; form-action 'none'; style-src 'sha256-");
  ren__put_sha256(h, ren__report_css);
  ren__put(h, "'; script-src 'sha256-");
  ren__put_sha256(h, ren__report_js);
  ren__put(h, "'\">\n");
}

static void count_documents(const ren__report *r, size_t counts[3], uint64_t *pages) {
  for (size_t i = 0; i < r->document_count; i++) {
    counts[r->documents[i].state]++;
    *pages += r->documents[i].pages;
  }
}

static size_t count_edits(const ren__report *r) {
  size_t sum = 0;
  for (size_t i = 0; i < r->rule_count; i++) sum += r->rules[i].count;
  return sum;
}

/* Steps, their letters and the rules' reasons, for the script. */
static void write_words(ren__report *r) {
  ren_buf text = {0}, reason = {0};
  ren_json json;
  ren_json_begin(&json, &text);
  ren_json_object(&json);
  for (int kind = 0; kind < REN__KINDS; kind++) {
    ren_json_key(&json, ren__kind_class((ren__kind)kind));
    ren_json_object(&json);
    ren_json_key(&json, "");
    ren_json_cstr(&json, ren__kind_title((ren__kind)kind));
    for (size_t i = 0; i < r->rule_count; i++) {
      if (r->rules[i].kind != (ren__kind)kind || r->rules[i].name.len == 0) continue;
      ren_json_key(&json, r->rules[i].name.ptr);
      ren_buf_clear(&reason);
      ren__rule_reason(&reason, (ren__kind)kind, r->rules[i].name);
      ren_json_str(&json, ren_buf_str(&reason));
    }
    ren_json_end(&json, '}');
  }
  ren_json_end(&json, '}');
  ren__put(&r->out, "<script type=\"application/json\" id=\"words\">");
  ren__put_script_json(&r->out, ren_buf_str(&text));
  ren__put(&r->out, "</script>\n");
  if (text.status != REN_OK) r->out.buf.status = text.status;
  ren_buf_free(&text);
  ren_buf_free(&reason);
}

static void write_filter(ren__report *r, const size_t counts[REN__KINDS]) {
  ren__html *h = &r->out;
  ren__put(h, "<details class=\"filter\"><summary>Show</summary><div class=\"sheet\">\n"
              "<fieldset><legend>Changes of the step</legend>\n");
  for (int kind = 0; kind < REN__KINDS; kind++) {
    if (counts[kind] == 0) continue;
    const char *letter = ren__kind_class((ren__kind)kind);
    ren__putf(h, "<label><input type=\"checkbox\" name=\"step\" value=\"%s\" checked> <span class=\"dot %s\"></span> ",
              letter, letter);
    ren__put_ctext(h, ren__kind_title((ren__kind)kind));
    ren__put(h, " <span class=\"n\">");
    ren__put_count(h, counts[kind]);
    ren__put(h, "</span></label>\n");
  }
  ren__put(h, "</fieldset>\n<label class=\"range\">Confidence at most <output id=\"sure-out\">100 %</output>"
              "<input type=\"range\" id=\"sure\" min=\"0\" max=\"100\" value=\"100\"></label>\n"
              "<label><input type=\"checkbox\" id=\"inline\"> What stood there before, in the line</label>\n"
              "<p id=\"shown\" class=\"dim\" role=\"status\"></p>\n</div></details>\n");
}

static void write_bar(ren__report *r, const size_t counts[REN__KINDS]) {
  ren__html *h = &r->out;
  ren__put(h, "<div class=\"bar\" id=\"bar\"><div class=\"in\">\n<nav aria-label=\"Sections\"><a "
              "href=\"#overview\">Overview</a>"
              "<a href=\"#documents\">Documents</a>");
  if (r->document_count) ren__put(h, "<a href=\"#texts\">Texts</a>");
  if (r->filed_count) ren__put(h, "<a href=\"#reservations\">Reservations</a>");
  if (r->group_count) ren__put(h, "<a href=\"#groups\">Groups</a>");
  if (r->shared_count) ren__put(h, "<a href=\"#passages\">Passages</a>");
  ren__put(h, "</nav>\n<div class=\"tools\" id=\"tools\" hidden>\n"
              "<div class=\"seek\"><input type=\"search\" id=\"seek\" placeholder=\"Search the texts\" "
              "aria-label=\"Search the texts\" autocomplete=\"off\" spellcheck=\"false\"><div id=\"hits\" "
              "hidden></div></div>\n");
  if (count_edits(r)) {
    write_filter(r, counts);
    ren__put(
        h,
        "<div class=\"step\"><button type=\"button\" id=\"prev\" aria-label=\"Previous change\" title=\"Previous "
        "change (k)\">‹</button><span id=\"where\" class=\"n\" role=\"status\">changes</span><button type=\"button\" "
        "id=\"next\" aria-label=\"Next change\" title=\"Next change (j)\">›</button></div>\n");
  }
  ren__put(
      h,
      "<button type=\"button\" id=\"help\" aria-label=\"Keys\" title=\"Keys (?)\">?</button>\n</div>\n</div></div>\n");
}

void ren__write_head(ren__report *r) {
  ren__html *h = &r->out;
  size_t states[3] = {0}, counts[REN__KINDS] = {0};
  uint64_t pages = 0;
  count_documents(r, states, &pages);
  for (size_t i = 0; i < r->rule_count; i++) counts[r->rules[i].kind] += r->rules[i].count;
  ren__put(h, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
  write_policy(r);
  ren__put(h, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
              "<meta name=\"color-scheme\" content=\"light dark\">\n<title>Fair copy of ");
  ren__put_plural(h, r->document_count, "document", "documents");
  ren__put(h, " – renskrift</title>\n<style>");
  put_pieces(h, ren__report_css);
  ren__put(h, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#overview\">Skip to the overview</a>\n"
              "<a class=\"skip\" href=\"#texts\">Skip to the texts</a>\n"
              "<header class=\"top\"><p class=\"brand\">renskrift</p>\n<h1>Fair copy of ");
  ren__put_plural(h, r->document_count, "document", "documents");
  ren__put(h, "</h1></header>\n");
  write_bar(r, counts);
  ren__put(h, "<main>\n");
}

/* ---- the overview ------------------------------------------------------------------ */

static void write_tile(ren__html *h, const char *href, uint64_t n, const char *one, const char *many,
                       const char *more) {
  ren__putf(h, "<a class=\"tile\" href=\"%s\"><b>", href);
  ren__put_count(h, n);
  ren__putf(h, "</b> %s%s%s%s</a>\n", n == 1 ? one : many, *more ? "<small>" : "", more, *more ? "</small>" : "");
}

static void write_tiles(ren__report *r) {
  ren__html *h = &r->out;
  size_t states[3] = {0};
  uint64_t pages = 0;
  char more[96] = "";
  count_documents(r, states, &pages);
  ren_buf said = {0};
  if (states[REN_FILE_FAILED]) ren_buf_printf(&said, "%zu failed", states[REN_FILE_FAILED]);
  if (states[REN_FILE_PENDING]) ren_buf_printf(&said, "%s%zu not done", said.len ? ", " : "", states[REN_FILE_PENDING]);
  if (said.len && said.len < sizeof more) memcpy(more, said.ptr, said.len + 1);
  ren_buf_free(&said);
  ren__put(h, "<div class=\"tiles\">\n");
  write_tile(h, "#documents", r->document_count, "document", "documents", more);
  if (pages) write_tile(h, "#texts", pages, "page", "pages", "");
  write_tile(h, "#steps", count_edits(r), "change", "changes", "");
  uint64_t kindred = r->filed_count + r->left_out - r->reservation_count;
  if (kindred)
    snprintf(more, sizeof more, "and %llu kindred %s", (unsigned long long)kindred, kindred == 1 ? "text" : "texts");
  write_tile(h, r->filed_count ? "#reservations" : "#overview", r->reservation_count, "reservation", "reservations",
             kindred ? more : "");
  write_tile(h, r->group_count ? "#groups" : "#overview", r->group_count, "group of near-identical texts",
             "groups of near-identical texts", "");
  ren__put(h, "</div>\n");
}

static void write_troubles(ren__report *r) {
  ren__html *h = &r->out;
  enum { SHOWN = 200 };
  if (r->trouble_count == 0) return;
  ren__putf(h, "<div class=\"troubles\"><h3>");
  ren__put_plural(h, r->trouble_count, "thing to know", "things to know");
  ren__put(h, "</h3><ul>\n");
  for (size_t i = 0; i < r->trouble_count && i < SHOWN; i++) {
    const ren__trouble *t = &r->troubles[i];
    ren__put(h, "<li>");
    if (t->document != SIZE_MAX) {
      ren__putf(h, "<a href=\"#d%zu", t->document + 1);
      if (t->page) ren__putf(h, "p%u", (unsigned)t->page);
      ren__put(h, "\">");
      ren__put_text(h, r->documents[t->document].path);
      if (t->page) ren__putf(h, ", page %u", (unsigned)t->page);
      ren__put(h, "</a>: ");
    }
    ren__put_text(h, t->message);
    ren__put(h, "</li>\n");
  }
  if (r->trouble_count > SHOWN) {
    ren__put(h, "<li>and ");
    ren__put_count(h, r->trouble_count - SHOWN);
    ren__put(h, " more</li>\n");
  }
  ren__put(h, "</ul></div>\n");
}

/* Each step's share as a bar. Widths are attributes of SVG, as the policy allows no
 * styles in elements. */
static void write_shares(ren__html *h, const size_t counts[REN__KINDS], size_t all) {
  double at = 0;
  ren__put(h, "<svg class=\"shares\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
  for (int kind = 0; kind < REN__KINDS; kind++) {
    double width = 1000.0 * (double)counts[kind] / (double)all;
    if (counts[kind] == 0) continue;
    ren__putf(h, "<rect class=\"%s\" height=\"10\" x=\"", ren__kind_class((ren__kind)kind));
    ren__put_decimal(h, at, 2);
    ren__put(h, "\" width=\"");
    ren__put_decimal(h, width, 2);
    ren__put(h, "\"/>");
    at += width;
  }
  ren__put(h, "</svg>\n");
}

static void write_rules(ren__report *r) {
  ren__html *h = &r->out;
  ren_buf reason = {0};
  ren__put(
      h,
      "<details class=\"rules\"><summary>Every rule, with what it did</summary>\n<div class=\"wide\"><table><thead><tr>"
      "<th scope=\"col\">Step</th><th scope=\"col\">Rule</th><th scope=\"col\" class=\"n\">Changes</th>"
      "<th scope=\"col\" class=\"n\">Mean confidence</th><th scope=\"col\" "
      "class=\"n\">Least</th></tr></thead><tbody>\n");
  for (size_t i = 0; i < r->rule_count; i++) {
    const ren__rule *rule = &r->rules[i];
    ren__putf(h, "<tr><td><span class=\"dot %s\"></span> %s</td><th scope=\"row\"><code>", ren__kind_class(rule->kind),
              ren__kind_title(rule->kind));
    ren__put_text(h, rule->name);
    ren__put(h, "</code><br><span class=\"why\">");
    ren_buf_clear(&reason);
    ren__rule_reason(&reason, rule->kind, rule->name);
    ren__put_text(h, ren_buf_str(&reason));
    ren__put(h, "</span></th><td class=\"n\" data-l=\"Changes\">");
    ren__put_count(h, rule->count);
    ren__put(h, "</td><td class=\"n\" data-l=\"Mean confidence\">");
    ren__put_percent(h, rule->confidence / (double)rule->count);
    ren__put(h, "</td><td class=\"n\" data-l=\"Least\">");
    ren__put_percent(h, rule->least);
    ren__put(h, "</td></tr>\n");
  }
  ren__put(h, "</tbody></table></div></details>\n");
  ren_buf_free(&reason);
}

static void write_steps(ren__report *r) {
  ren__html *h = &r->out;
  size_t counts[REN__KINDS] = {0}, all = count_edits(r);
  if (all == 0) {
    ren__put(h, "<p id=\"steps\" class=\"dim\">No text was changed.</p>\n");
    return;
  }
  for (size_t i = 0; i < r->rule_count; i++) counts[r->rules[i].kind] += r->rules[i].count;
  ren__put(h, "<h3 id=\"steps\">What was changed</h3>\n");
  write_shares(h, counts, all);
  ren__put(h, "<ul class=\"legend\">\n");
  for (int kind = 0; kind < REN__KINDS; kind++) {
    if (counts[kind] == 0) continue;
    ren__putf(h, "<li><span class=\"dot %s\"></span> <b>%s</b> <span class=\"n\">", ren__kind_class((ren__kind)kind),
              ren__kind_title((ren__kind)kind));
    ren__put_count(h, counts[kind]);
    ren__putf(h, "</span><small>%s</small></li>\n", ren__kind_about((ren__kind)kind));
  }
  ren__put(h, "</ul>\n");
  if (r->uncertain) {
    ren__put(h, "<p class=\"worth\">");
    ren__put_plural(h, r->uncertain, "change is", "changes are");
    ren__put(h, " less than 90 % sure and underlined with dots. <button type=\"button\" id=\"unsure\" hidden>Look at "
                "them one by one</button></p>\n");
  }
  write_rules(r);
}

void ren__write_overview(ren__report *r) {
  ren__put(&r->out, "<section id=\"overview\" aria-label=\"Overview\">\n");
  write_tiles(r);
  write_troubles(r);
  write_steps(r);
  ren__put(&r->out, "</section>\n");
}

void ren__write_foot(ren__report *r) {
  ren__html *h = &r->out;
  ren__put(h, "</main>\n<footer>\n");
  if (r->note_count) {
    ren__put(h, "<details><summary>About this run</summary><dl>\n");
    for (size_t i = 0; i < r->note_count; i++) {
      ren__put(h, "<dt>");
      ren__put_text(h, r->notes[i].key);
      ren__put(h, "</dt><dd>");
      ren__put_text(h, r->notes[i].value);
      ren__put(h, "</dd>\n");
    }
    ren__put(h, "</dl></details>\n");
  }
  ren__put(h,
           "<p>Made by renskrift. Everything is in this one file; nothing is loaded from elsewhere.</p>\n</footer>\n");
  write_words(r);
  ren__put(h, "<script>");
  put_pieces(h, ren__report_js);
  ren__put(h, "</script>\n</body>\n</html>\n");
}
