#include "source/pdf_image_size.h"

#include "source/qpdf_use.h"
#include "source/source.h"

/* All pages are looked up each time: beyond that, decoding the image is quicker. */
enum { PAGES_MAX = 3000, PARENTS_MAX = 32, SIDE_MAX = 100000 };

static qpdf_oh resources_of(qpdf_data pdf, qpdf_oh node) {
  for (int i = 0; i < PARENTS_MAX && qpdf_oh_is_dictionary(pdf, node); i++) {
    qpdf_oh resources = qpdf_oh_get_key(pdf, node, "/Resources");
    if (qpdf_oh_is_dictionary(pdf, resources)) return resources;
    node = qpdf_oh_get_key(pdf, node, "/Parent");
  }
  return qpdf_oh_new_null(pdf);
}

/* False: there is another kind of object, or not just one. */
static bool only_image(qpdf_oh *out, qpdf_data pdf, qpdf_oh objects) {
  int count = 0;
  if (!qpdf_oh_is_dictionary(pdf, objects)) return false;
  for (qpdf_oh_begin_dict_key_iter(pdf, objects); qpdf_oh_dict_more_keys(pdf); count++) {
    qpdf_oh object = qpdf_oh_get_key(pdf, objects, qpdf_oh_dict_next_key(pdf));
    if (count > 0 || !qpdf_oh_is_stream(pdf, object)) return false;
    *out = qpdf_oh_get_dict(pdf, object);
    if (!qpdf_oh_is_name_and_equals(pdf, qpdf_oh_get_key(pdf, *out, "/Subtype"), "/Image")) return false;
  }
  return count == 1;
}

static bool read_side(int32_t *out, qpdf_data pdf, qpdf_oh image, const char *key) {
  int side = 0;
  if (!qpdf_oh_get_value_as_int(pdf, qpdf_oh_get_key(pdf, image, key), &side)) return false;
  *out = side;
  return side > 0 && side < SIDE_MAX;
}

static bool find_size(int32_t *across, int32_t *down, qpdf_data pdf, const ren__map *file, uint32_t page) {
  ren__qpdf_quiet(pdf);
  qpdf_set_attempt_recovery(pdf, QPDF_FALSE);
  if (!ren__qpdf_good(qpdf_read_memory(pdf, "original", (const char *)file->bytes, file->size, NULL))) return false;
  int pages = qpdf_is_encrypted(pdf) ? 0 : qpdf_get_num_pages(pdf);
  if (pages > PAGES_MAX || (int64_t)page > pages) return false;
  qpdf_oh image, resources = resources_of(pdf, qpdf_get_page_n(pdf, page - 1));
  return only_image(&image, pdf, qpdf_oh_get_key(pdf, resources, "/XObject")) &&
         read_side(across, pdf, image, "/Width") && read_side(down, pdf, image, "/Height");
}

/* From memory: the cage lets nothing be opened, not even what is open. */
bool ren__pdf_image_size(int32_t *across, int32_t *down, int fd, uint32_t page) {
  ren__map file;
  if (ren__map_file(&file, fd, NULL) != REN_OK) return false;
  qpdf_data pdf = qpdf_init();
  bool found = find_size(across, down, pdf, &file, page);
  qpdf_cleanup(&pdf);
  ren__map_free(&file);
  return found;
}
