#include "source/assemble_pdf.h"

#include "layer/contents_check.h"
#include "layer/hidden_text.h"
#include "source/pdf_archive.h"
#include "source/pdf_outline.h"
#include "source/pdf_page_area.h"
#include "source/qpdf_use.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char TEXT_NAME[] = "/RenskriftText";
enum { NAME_MAX_BYTES = 32 };

/* From the page as shown (origin bottom left) to its user space: the inverse of
 * /Rotate, which turns clockwise. */
static void place_matrix(char *out, size_t room, const ren__pdf_area *a, int turn, double text_width,
                         double text_height) {
  bool lying = turn % 180 != 0;
  double width = a->x1 - a->x0, height = a->y1 - a->y0;
  double x = (lying ? height : width) / text_width, y = (lying ? width : height) / text_height;
  switch (turn) {
  case 90: snprintf(out, room, "0 %.6f %.6f 0 %.4f %.4f", x, -y, a->x1, a->y0); break;
  case 180: snprintf(out, room, "%.6f 0 0 %.6f %.4f %.4f", -x, -y, a->x1, a->y1); break;
  case 270: snprintf(out, room, "0 %.6f %.6f 0 %.4f %.4f", -x, y, a->x0, a->y1); break;
  default: snprintf(out, room, "%.6f 0 0 %.6f %.4f %.4f", x, y, a->x0, a->y0);
  }
}

/* ---- laying one page over another ------------------------------------------ */

qpdf_oh ren__assemble_pdf_stream(qpdf_data pdf, ren_str bytes) {
  qpdf_oh stream = qpdf_oh_new_stream(pdf);
  qpdf_oh_replace_stream_data(pdf, stream, (const unsigned char *)bytes.ptr, bytes.len, qpdf_oh_new_null(pdf),
                              qpdf_oh_new_null(pdf));
  return stream;
}

/* A copy of a dictionary: the original may be shared with other pages. */
static qpdf_oh copy_dictionary(qpdf_data pdf, qpdf_oh from) {
  qpdf_oh to = qpdf_oh_new_dictionary(pdf);
  if (!qpdf_oh_is_dictionary(pdf, from)) return to;
  for (qpdf_oh_begin_dict_key_iter(pdf, from); qpdf_oh_dict_more_keys(pdf);) {
    const char *key = qpdf_oh_dict_next_key(pdf);
    qpdf_oh_replace_key(pdf, to, key, qpdf_oh_get_key(pdf, from, key));
  }
  return to;
}

static bool make_form(qpdf_oh *out, qpdf_data pdf, qpdf_data text, qpdf_oh text_page, const ren__pdf_area *box) {
  unsigned char *bytes = NULL;
  size_t size = 0;
  if ((qpdf_oh_get_page_content_data(text, text_page, &bytes, &size) & QPDF_ERRORS) != 0) return false;
  qpdf_oh form = ren__assemble_pdf_stream(pdf, (ren_str){(const char *)bytes, size});
  free(bytes); /* qpdf's malloc */
  qpdf_oh resources = qpdf_oh_get_key(text, text_page, "/Resources");
  if (!qpdf_oh_is_indirect(text, resources)) resources = qpdf_make_indirect_object(text, resources);
  char text_box[128];
  snprintf(text_box, sizeof text_box, "[%.4f %.4f %.4f %.4f]", box->x0, box->y0, box->x1, box->y1);
  qpdf_oh dictionary = qpdf_oh_get_dict(pdf, form);
  qpdf_oh_replace_key(pdf, dictionary, "/Type", qpdf_oh_new_name(pdf, "/XObject"));
  qpdf_oh_replace_key(pdf, dictionary, "/Subtype", qpdf_oh_new_name(pdf, "/Form"));
  qpdf_oh_replace_key(pdf, dictionary, "/BBox", qpdf_oh_parse(pdf, text_box));
  qpdf_oh_replace_key(pdf, dictionary, "/Resources", qpdf_oh_copy_foreign_object(pdf, text, resources));
  *out = form;
  return true;
}

/* The words of an earlier run are gone: what drew them draws nothing. Their name stays in
 * use, so the new ones get the next. */
static void free_name(char name[NAME_MAX_BYTES], qpdf_data pdf, qpdf_oh objects) {
  for (int i = 0;; i++) {
    snprintf(name, NAME_MAX_BYTES, i ? "%s%d" : "%s", TEXT_NAME, i);
    if (!qpdf_oh_has_key(pdf, objects, name)) return;
    qpdf_oh nothing = ren__assemble_pdf_stream(pdf, REN_STR(""));
    qpdf_oh dictionary = qpdf_oh_get_dict(pdf, nothing);
    qpdf_oh_replace_key(pdf, dictionary, "/Type", qpdf_oh_new_name(pdf, "/XObject"));
    qpdf_oh_replace_key(pdf, dictionary, "/Subtype", qpdf_oh_new_name(pdf, "/Form"));
    qpdf_oh_replace_key(pdf, dictionary, "/BBox", qpdf_oh_parse(pdf, "[0 0 0 0]"));
    qpdf_oh_replace_key(pdf, objects, name, nothing);
  }
}

static void add_resource(char name[NAME_MAX_BYTES], qpdf_data pdf, qpdf_oh page, qpdf_oh form) {
  qpdf_oh resources = copy_dictionary(pdf, qpdf_oh_get_key(pdf, page, "/Resources"));
  qpdf_oh objects = copy_dictionary(pdf, qpdf_oh_get_key(pdf, resources, "/XObject"));
  free_name(name, pdf, objects);
  qpdf_oh_replace_key(pdf, objects, name, form);
  qpdf_oh_replace_key(pdf, resources, "/XObject", objects);
  qpdf_oh_replace_key(pdf, page, "/Resources", resources);
}

/* ---- the text that was there ------------------------------------------------- */

/* Drawings on the page might use its fonts, so it must have none but images. */
static bool has_only_images(qpdf_data pdf, qpdf_oh resources) {
  qpdf_oh objects = qpdf_oh_get_key(pdf, resources, "/XObject");
  if (qpdf_oh_has_key(pdf, resources, "/Pattern")) return false;
  if (!qpdf_oh_is_dictionary(pdf, objects)) return true;
  for (qpdf_oh_begin_dict_key_iter(pdf, objects); qpdf_oh_dict_more_keys(pdf);) {
    qpdf_oh object = qpdf_oh_get_key(pdf, objects, qpdf_oh_dict_next_key(pdf));
    if (!qpdf_oh_is_stream(pdf, object)) return false;
    qpdf_oh kind = qpdf_oh_get_key(pdf, qpdf_oh_get_dict(pdf, object), "/Subtype");
    if (!qpdf_oh_is_name_and_equals(pdf, kind, "/Image")) return false;
  }
  return true;
}

/* A page that shows no text loses its fonts and what sets them. */
static bool drop_idle_fonts(qpdf_data pdf, qpdf_oh page, ren_str contents) {
  qpdf_oh resources = copy_dictionary(pdf, qpdf_oh_get_key(pdf, page, "/Resources"));
  ren_buf left = {0};
  bool dropped = qpdf_oh_has_key(pdf, resources, "/Font") && !ren__contents_check(contents).shows_text &&
                 has_only_images(pdf, resources) && ren__text_setup_strip(&left, contents);
  if (dropped) {
    qpdf_oh_remove_key(pdf, resources, "/Font");
    qpdf_oh_replace_key(pdf, page, "/Resources", resources);
    qpdf_oh_replace_key(pdf, page, "/Contents", ren__assemble_pdf_stream(pdf, ren_buf_str(&left)));
  }
  ren_buf_free(&left);
  return dropped;
}

/* Hidden words that another program laid over the scan are taken out. */
static void strip_hidden(qpdf_data pdf, qpdf_oh page) {
  unsigned char *bytes = NULL;
  size_t size = 0;
  ren_buf left = {0};
  if ((qpdf_oh_get_page_content_data(pdf, page, &bytes, &size) & QPDF_ERRORS) == 0) {
    ren_str contents = {(const char *)bytes, size};
    bool stripped = ren__hidden_text_strip(&left, contents) > 0;
    if (stripped) contents = ren_buf_str(&left);
    if (!drop_idle_fonts(pdf, page, contents) && stripped)
      qpdf_oh_replace_key(pdf, page, "/Contents", ren__assemble_pdf_stream(pdf, contents));
  }
  free(bytes); /* qpdf's malloc */
  ren_buf_free(&left);
}

/* The page's own content is fenced by q and Q, so that whatever state it leaves
 * behind does not move the words. Text that is drawn in it was judged bad, but has to be
 * seen: the span says that it stands for no text (ISO 32000-1, 14.9.4). */
static void add_content(qpdf_data pdf, qpdf_oh page, const char *drawing) {
  qpdf_oh old = qpdf_oh_get_key(pdf, page, "/Contents"), all = qpdf_oh_new_array(pdf);
  qpdf_oh_append_item(pdf, all, ren__assemble_pdf_stream(pdf, REN_STR("/Span <</ActualText ()>> BDC\nq\n")));
  if (qpdf_oh_is_array(pdf, old))
    for (int i = 0, n = qpdf_oh_get_array_n_items(pdf, old); i < n; i++)
      qpdf_oh_append_item(pdf, all, qpdf_oh_get_array_item(pdf, old, i));
  else if (qpdf_oh_is_stream(pdf, old))
    qpdf_oh_append_item(pdf, all, old);
  qpdf_oh_append_item(pdf, all, ren__assemble_pdf_stream(pdf, ren_str_of(drawing)));
  qpdf_oh_replace_key(pdf, page, "/Contents", all);
}

static bool lay_over(qpdf_data pdf, qpdf_oh page, qpdf_data text, qpdf_oh text_page) {
  ren__pdf_area words, shown = ren__pdf_shown_area(pdf, page);
  qpdf_oh form;
  if (!ren__pdf_read_area(&words, text, text_page, "/MediaBox")) return false;
  if (!make_form(&form, pdf, text, text_page, &words)) return false;
  char matrix[256], drawing[360], name[NAME_MAX_BYTES];
  strip_hidden(pdf, page);
  place_matrix(matrix, sizeof matrix, &shown, ren__pdf_page_turn(pdf, page), words.x1 - words.x0, words.y1 - words.y0);
  add_resource(name, pdf, page, form);
  snprintf(drawing, sizeof drawing, "\nQ\nEMC\nq %s cm %s Do Q\n", matrix, name);
  add_content(pdf, page, drawing);
  return true;
}

static void set_upright(qpdf_data pdf, qpdf_oh page, uint32_t rotation) {
  if (rotation == 0) return;
  int turn = (ren__pdf_page_turn(pdf, page) + (int)(rotation % 360)) % 360;
  qpdf_oh_replace_key(pdf, page, "/Rotate", qpdf_oh_new_integer(pdf, turn));
}

static ren_status backend_says(qpdf_data pdf, ren_status code, const char *what, ren_error *err) {
  qpdf_error why = qpdf_has_error(pdf) ? qpdf_get_error(pdf) : NULL;
  const char *detail = why ? qpdf_get_error_message_detail(pdf, why) : "";
  return ren_fail(err, code, "%s%s%.200s", what, detail[0] ? ": " : "", detail);
}

static ren_status lay_all(qpdf_data pdf, qpdf_data text, const ren__wire_place *places, size_t count, ren_error *err) {
  int pages = qpdf_get_num_pages(pdf), text_pages = text ? qpdf_get_num_pages(text) : 0;
  for (size_t i = 0; i < count; i++) {
    const ren__wire_place *place = &places[i];
    if (place->page < 1 || (int64_t)place->page > pages || (int64_t)place->text_page > text_pages)
      return ren_fail(err, REN_EINVAL, "there is a page record %u, but the document has %d pages", place->page, pages);
    qpdf_oh page = qpdf_get_page_n(pdf, place->page - 1);
    if (place->text_page > 0 && !lay_over(pdf, page, text, qpdf_get_page_n(text, place->text_page - 1)))
      return backend_says(text, REN_EBACKEND, "the invisible words cannot be laid over the page", err);
    set_upright(pdf, page, place->rotation);
    qpdf_oh_release_all(pdf);
    if (text) qpdf_oh_release_all(text);
  }
  return qpdf_has_error(pdf) ? backend_says(pdf, REN_EFORMAT, "the PDF is damaged", err) : REN_OK;
}

/* ---- the whole file -------------------------------------------------------- */

static ren_status open_original(qpdf_data pdf, ren__source *source, const ren__assembly *wanted, ren_error *err) {
  if (source->media != REN_MEDIA_PDF)
    return ren__assemble_pdf_images(pdf, source, wanted->places, wanted->place_count, wanted->max_pixels, err);
  char name[64];
  snprintf(name, sizeof name, "/proc/self/fd/%d", source->fd);
  if (!ren__qpdf_good(qpdf_read(pdf, name, NULL)))
    return backend_says(pdf, REN_EFORMAT, "the PDF cannot be rewritten", err);
  if (!ren__qpdf_good(qpdf_push_inherited_attributes_to_page(pdf)))
    return backend_says(pdf, REN_EFORMAT, "the PDF cannot be rewritten", err);
  return REN_OK;
}

static ren_status write_out(qpdf_data pdf, int out, bool archival, ren_error *err) {
  char name[64];
  snprintf(name, sizeof name, "/proc/self/fd/%d", out);
  if (!ren__qpdf_good(qpdf_init_write(pdf, name))) return backend_says(pdf, REN_EOUTPUT, "cannot write the PDF", err);
  if (archival) qpdf_set_minimum_pdf_version(pdf, "1.7"); /* whose rules PDF/A-2 is about */
  qpdf_set_decode_level(pdf, qpdf_dl_none);               /* what is compressed stays as it is */
  qpdf_set_compress_streams(pdf, QPDF_TRUE);
  qpdf_set_object_stream_mode(pdf, qpdf_o_generate);
  qpdf_set_newline_before_endstream(pdf, QPDF_TRUE); /* PDF/A wants it */
  /* The same input gives the same bytes; qpdf cannot do that for encrypted files. */
  if (!qpdf_is_encrypted(pdf)) qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
  return ren__qpdf_good(qpdf_write(pdf)) ? REN_OK : backend_says(pdf, REN_EOUTPUT, "cannot write the PDF", err);
}

static ren_status open_words(qpdf_data text, const ren__assembly *wanted, ren_error *err) {
  ren__qpdf_quiet(text);
  if (ren__qpdf_good(qpdf_read_memory(text, "words", wanted->text_pdf.ptr, wanted->text_pdf.len, NULL)) &&
      ren__qpdf_good(qpdf_push_inherited_attributes_to_page(text)))
    return REN_OK;
  return backend_says(text, REN_EBACKEND, "the PDF of invisible words cannot be read", err);
}

ren_status ren__assemble_pdf(ren__source *source, int out, const ren__assembly *wanted, char *note, ren_error *err) {
  qpdf_data pdf = qpdf_init(), text = wanted->text_pdf.len ? qpdf_init() : NULL;
  ren__qpdf_quiet(pdf);
  ren_status status = open_original(pdf, source, wanted, err);
  if (status == REN_OK && text) status = open_words(text, wanted, err);
  if (status == REN_OK) status = lay_all(pdf, text, wanted->places, wanted->place_count, err);
  if (status == REN_OK) ren__pdf_outline(pdf, wanted->bookmarks, wanted->bookmark_count);
  if (status == REN_OK) status = ren__pdf_archive(pdf, note, REN_ERROR_MESSAGE_MAX, err);
  if (status == REN_OK) status = write_out(pdf, out, note[0] == '\0', err);
  qpdf_cleanup(&pdf); /* before the text, whose streams it may still point to */
  if (text) qpdf_cleanup(&text);
  return status;
}
