#include "source/pdf_obstacles.h"

#include "alloc.h"
#include "export/glyphless_font.h"
#include "layer/contents_check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Objects still to be looked at; indirect ones are looked at once. */
typedef struct walk {
  qpdf_data pdf;
  unsigned part;
  qpdf_oh *stack;
  size_t count, cap;
  unsigned char *seen; /* by object number */
  size_t seen_cap;
  const char *obstacle;
} walk;

static const char NO_MEMORY[] = "more objects than memory allows to check";

/* ---- what to look at ------------------------------------------------------------ */

/* True the first time that an object is met. */
static bool first_time(walk *w, qpdf_oh object) {
  if (!qpdf_oh_is_indirect(w->pdf, object)) return true;
  size_t id = (size_t)qpdf_oh_get_object_id(w->pdf, object);
  if (id >= w->seen_cap) {
    size_t cap = 2 * id + 64;
    unsigned char *seen = ren_realloc_array(w->seen, cap, 1);
    if (!seen) {
      w->obstacle = NO_MEMORY;
      return false;
    }
    memset(seen + w->seen_cap, 0, cap - w->seen_cap);
    w->seen = seen;
    w->seen_cap = cap;
  }
  bool first = !w->seen[id];
  w->seen[id] = 1;
  return first;
}

static void push(walk *w, qpdf_oh object) {
  bool container =
      qpdf_oh_is_dictionary(w->pdf, object) || qpdf_oh_is_array(w->pdf, object) || qpdf_oh_is_stream(w->pdf, object);
  if (!container || !first_time(w, object)) {
    qpdf_oh_release(w->pdf, object);
  } else if (ren_grow(&w->stack, &w->cap, w->count, sizeof *w->stack)) {
    w->stack[w->count++] = object;
  } else {
    w->obstacle = NO_MEMORY;
  }
}

/* ---- values --------------------------------------------------------------------- */

static bool is(const walk *w, qpdf_oh object, const char *name) {
  return qpdf_oh_is_name_and_equals(w->pdf, object, name);
}

static bool is_one_of(const walk *w, qpdf_oh object, const char *const *names, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (is(w, object, names[i])) return true;
  return false;
}

#define IS_ONE_OF(w, object, names) is_one_of(w, object, names, sizeof(names) / sizeof *(names))

static bool is_true(const walk *w, qpdf_oh object) {
  return qpdf_oh_is_bool(w->pdf, object) && qpdf_oh_get_bool_value(w->pdf, object);
}

/* Names that stand for colours or packing wherever they stand. */
static const char *name_obstacle(const walk *w, qpdf_oh name) {
  if (is(w, name, "/LZWDecode")) return "streams packed with LZW";
  if (is(w, name, "/Crypt")) return "encrypted streams";
  if (is(w, name, "/DeviceCMYK") && !w->part) return "CMYK colours";
  return NULL;
}

static const char *action_obstacle(const walk *w, qpdf_oh kind) {
  static const char *const forbidden[] = {"/Launch",     "/Sound",      "/Movie",      "/ResetForm",
                                          "/ImportData", "/Hide",       "/JavaScript", "/SetOCGState",
                                          "/Trans",      "/GoTo3DView", "/Rendition"};
  return IS_ONE_OF(w, kind, forbidden) ? "actions such as JavaScript" : NULL;
}

/* Keys that are forbidden whatever dictionary holds them. */
static const char *key_obstacle(const walk *w, const char *key, qpdf_oh value) {
  static const struct {
    const char *key, *obstacle;
  } forbidden[] = {{"/AA", "actions of pages or fields"},
                   {"/JavaScript", "JavaScript"},
                   {"/XFA", "XFA forms"},
                   {"/AlternatePresentations", "other presentations"},
                   {"/PresSteps", "presentation steps"},
                   {"/Requirements", "requirements of readers"},
                   {"/Perms", "permissions"},
                   {"/OPI", "images kept elsewhere"},
                   {"/FFilter", "streams kept elsewhere"},
                   {"/Alternates", "alternative images"},
                   {"/HTP", "halftone phases"}};
  for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
    if (strcmp(key, forbidden[i].key) == 0) return forbidden[i].obstacle;
  if (strcmp(key, "/EmbeddedFiles") == 0 && w->part != 3) return "attached files";
  if (strcmp(key, "/OCProperties") == 0 && !w->part) return "layers";
  if (strcmp(key, "/Interpolate") == 0 && is_true(w, value)) return "images to be interpolated";
  if (strcmp(key, "/NeedAppearances") == 0 && is_true(w, value)) return "form fields without appearance";
  if (strcmp(key, "/TR") == 0 && !is(w, value, "/Identity")) return "transfer functions";
  if (strcmp(key, "/TR2") == 0 && !is(w, value, "/Default")) return "transfer functions";
  if (strcmp(key, "/S") == 0) return action_obstacle(w, value);
  return NULL;
}

/* ---- dictionaries ----------------------------------------------------------------- */

static qpdf_oh get(const walk *w, qpdf_oh dictionary, const char *key) {
  return qpdf_oh_get_key(w->pdf, dictionary, key);
}

static const char *font_obstacle(const walk *w, qpdf_oh dictionary) {
  if (w->part || !is(w, get(w, dictionary, "/Type"), "/Font")) return NULL;
  return is(w, get(w, dictionary, "/BaseFont"), "/" REN__FONT_NAME) ? NULL : "text in fonts that were not checked";
}

/* Shown and printed, with an appearance that needs no action. */
static const char *annotation_obstacle(const walk *w, qpdf_oh dictionary) {
  enum { INVISIBLE = 1, HIDDEN = 2, PRINT = 4, NO_VIEW = 32, TOGGLE = 256, LOOKED_AT = 1 | 2 | 4 | 32 | 256 };
  static const char *const forbidden[] = {"/Sound", "/Screen", "/Movie", "/3D", "/RichMedia"};
  qpdf_oh kind = get(w, dictionary, "/Subtype"), flags = get(w, dictionary, "/F"), look = get(w, dictionary, "/AP");
  if (!qpdf_oh_is_name(w->pdf, kind) || !qpdf_oh_is_array(w->pdf, get(w, dictionary, "/Rect"))) return NULL;
  if (IS_ONE_OF(w, kind, forbidden)) return "sounds, films or 3D";
  if (is(w, kind, "/Popup")) return NULL;
  long long set = qpdf_oh_is_integer(w->pdf, flags) ? qpdf_oh_get_int_value(w->pdf, flags) : 0;
  if ((set & LOOKED_AT) != PRINT) return "annotations that are not printed";
  if (qpdf_oh_is_dictionary(w->pdf, look))
    return qpdf_oh_has_key(w->pdf, look, "/D") || qpdf_oh_has_key(w->pdf, look, "/R") ? "annotations that change"
                                                                                      : NULL;
  return is(w, kind, "/Link") ? NULL : "annotations without appearance";
}

static const char *dictionary_obstacle(walk *w, qpdf_oh dictionary) {
  const char *found = font_obstacle(w, dictionary);
  if (!found) found = annotation_obstacle(w, dictionary);
  for (qpdf_oh_begin_dict_key_iter(w->pdf, dictionary); qpdf_oh_dict_more_keys(w->pdf);) {
    const char *key = qpdf_oh_dict_next_key(w->pdf);
    qpdf_oh value = get(w, dictionary, key);
    if (!found) found = key_obstacle(w, key, value);
    if (!found) found = name_obstacle(w, value);
    push(w, value);
  }
  return found;
}

static const char *stream_obstacle(walk *w, qpdf_oh stream) {
  qpdf_oh dictionary = qpdf_oh_get_dict(w->pdf, stream);
  const char *found = dictionary_obstacle(w, dictionary);
  bool drawn = is(w, get(w, dictionary, "/Subtype"), "/Form") || qpdf_oh_has_key(w->pdf, dictionary, "/PatternType");
  if (found) return found;
  if (qpdf_oh_has_key(w->pdf, dictionary, "/F")) return "streams kept elsewhere";
  if (!drawn) return NULL;
  if (qpdf_oh_has_key(w->pdf, dictionary, "/Ref") || qpdf_oh_has_key(w->pdf, dictionary, "/PS"))
    return "drawings kept elsewhere";
  unsigned char *bytes = NULL;
  size_t size = 0;
  QPDF_BOOL decoded = QPDF_FALSE;
  bool read =
      (qpdf_oh_get_stream_data(w->pdf, stream, qpdf_dl_generalized, &decoded, &bytes, &size) & QPDF_ERRORS) == 0;
  if (read && decoded) found = ren__contents_check((ren_str){(const char *)bytes, size}).obstacle;
  free(bytes); /* qpdf's malloc */
  return read && decoded ? found : "drawings that cannot be read";
}

static const char *array_obstacle(walk *w, qpdf_oh array) {
  const char *found = NULL;
  for (int i = 0, n = qpdf_oh_get_array_n_items(w->pdf, array); i < n; i++) {
    qpdf_oh item = qpdf_oh_get_array_item(w->pdf, array, i);
    if (!found) found = name_obstacle(w, item);
    push(w, item);
  }
  return found;
}

static const char *objects_obstacle(qpdf_data pdf, unsigned part) {
  walk w = {.pdf = pdf, .part = part};
  push(&w, qpdf_get_root(pdf));
  while (w.count > 0 && !w.obstacle) {
    qpdf_oh object = w.stack[--w.count];
    const char *found = qpdf_oh_is_stream(pdf, object)  ? stream_obstacle(&w, object)
                        : qpdf_oh_is_array(pdf, object) ? array_obstacle(&w, object)
                                                        : dictionary_obstacle(&w, object);
    if (found) w.obstacle = found;
    qpdf_oh_release(pdf, object);
  }
  ren_free(w.stack);
  ren_free(w.seen);
  return w.obstacle;
}

/* ---- pages ------------------------------------------------------------------------- */

static const char *page_obstacle(qpdf_data pdf, qpdf_oh page) {
  enum { LEAST = 3, MOST = 14400 };
  unsigned char *bytes = NULL;
  size_t size = 0;
  qpdf_oh box = qpdf_oh_get_key(pdf, page, "/MediaBox");
  for (int i = 0; i < 2 && qpdf_oh_is_array(pdf, box); i++) {
    double side = fabs(qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_array_item(pdf, box, i + 2)) -
                       qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_array_item(pdf, box, i)));
    if (side < LEAST || side > MOST) return "pages that are too small or too large";
  }
  if ((qpdf_oh_get_page_content_data(pdf, page, &bytes, &size) & QPDF_ERRORS) != 0) return "pages that cannot be read";
  const char *found = ren__contents_check((ren_str){(const char *)bytes, size}).obstacle;
  free(bytes); /* qpdf's malloc */
  return found;
}

const char *ren__pdf_obstacle(qpdf_data pdf, unsigned part) {
  if (qpdf_is_encrypted(pdf)) return "a password or restrictions";
  if (strcmp(qpdf_get_pdf_version(pdf), "2") >= 0) return "a newer version than PDF 1.7";
  qpdf_oh_release_all(pdf);
  for (int i = 0, n = qpdf_get_num_pages(pdf); i < n; i++) {
    const char *found = page_obstacle(pdf, qpdf_get_page_n(pdf, (size_t)i));
    qpdf_oh_release_all(pdf);
    if (found) return found;
  }
  const char *found = objects_obstacle(pdf, part);
  qpdf_oh_release_all(pdf);
  return found;
}
