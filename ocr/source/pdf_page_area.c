#include "source/pdf_page_area.h"

#include <math.h>

bool ren__pdf_read_area(ren__pdf_area *out, qpdf_data pdf, qpdf_oh page, const char *key) {
  qpdf_oh box = qpdf_oh_get_key(pdf, page, key);
  if (!qpdf_oh_is_array(pdf, box) || qpdf_oh_get_array_n_items(pdf, box) != 4) return false;
  double v[4];
  for (int i = 0; i < 4; i++) {
    qpdf_oh item = qpdf_oh_get_array_item(pdf, box, i);
    if (!qpdf_oh_is_number(pdf, item)) return false;
    v[i] = qpdf_oh_get_numeric_value(pdf, item);
  }
  *out = (ren__pdf_area){fmin(v[0], v[2]), fmin(v[1], v[3]), fmax(v[0], v[2]), fmax(v[1], v[3])};
  return out->x1 > out->x0 && out->y1 > out->y0;
}

ren__pdf_area ren__pdf_shown_area(qpdf_data pdf, qpdf_oh page) {
  ren__pdf_area media = {0, 0, 612, 792}, crop;
  ren__pdf_read_area(&media, pdf, page, "/MediaBox");
  if (!ren__pdf_read_area(&crop, pdf, page, "/CropBox")) return media;
  ren__pdf_area both = {fmax(media.x0, crop.x0), fmax(media.y0, crop.y0), fmin(media.x1, crop.x1),
                        fmin(media.y1, crop.y1)};
  return both.x1 > both.x0 && both.y1 > both.y0 ? both : media;
}

int ren__pdf_page_turn(qpdf_data pdf, qpdf_oh page) {
  qpdf_oh rotate = qpdf_oh_get_key(pdf, page, "/Rotate");
  long long turn = qpdf_oh_is_integer(pdf, rotate) ? qpdf_oh_get_int_value(pdf, rotate) % 360 : 0;
  turn = (turn + 360) % 360;
  return turn % 90 == 0 ? (int)turn : 0;
}
