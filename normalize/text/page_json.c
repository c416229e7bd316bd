/* renskrift/page/1 records. */
#include <renskrift/page.h>

#include <jansson.h>
#include <math.h>
#include <string.h>

/* ---- writing ------------------------------------------------------------ */

static void write_box(ren_json *json, ren_box box) {
  ren_json_array(json);
  ren_json_int(json, box.x);
  ren_json_int(json, box.y);
  ren_json_int(json, box.w);
  ren_json_int(json, box.h);
  ren_json_end(json, ']');
}

static void write_line(ren_json *json, const ren_line *line) {
  ren_json_object(json);
  ren_json_key(json, "box");
  write_box(json, line->box);
  ren_json_key(json, "block");
  ren_json_int(json, line->block);
  ren_json_key(json, "column");
  ren_json_int(json, line->column);
  ren_json_key(json, "size");
  ren_json_num(json, (double)line->size, 1);
  ren_json_key(json, "role");
  ren_json_cstr(json, ren_role_name(line->role));
  ren_json_end(json, '}');
}

static void write_word(ren_json *json, const ren_page *page, const ren_word *word) {
  ren_json_object(json);
  ren_json_key(json, "text");
  ren_json_str(json, word->text);
  ren_json_key(json, "box");
  write_box(json, word->box);
  ren_json_key(json, "confidence");
  ren_json_num(json, (double)word->confidence, 3);
  ren_json_key(json, "line");
  ren_json_int(json, word->line);
  ren_json_key(json, "block");
  ren_json_int(json, page->lines[word->line].block);
  if (word->alternatives.len) {
    ren_json_key(json, "alternatives");
    ren_json_str(json, word->alternatives);
  }
  if (word->joined) {
    ren_json_key(json, "joined");
    ren_json_bool(json, true);
  }
  ren_json_end(json, '}');
}

static void write_head(ren_json *json, const ren_page *page) {
  ren_json_key(json, "schema");
  ren_json_cstr(json, "renskrift/page/1");
  ren_json_key(json, "file");
  ren_json_cstr(json, page->file);
  ren_json_key(json, "page");
  ren_json_int(json, page->number);
  ren_json_key(json, "width");
  ren_json_int(json, page->width);
  ren_json_key(json, "height");
  ren_json_int(json, page->height);
  ren_json_key(json, "dpi");
  ren_json_int(json, page->dpi);
  ren_json_key(json, "rotation");
  ren_json_int(json, page->rotation);
  ren_json_key(json, "skew");
  ren_json_num(json, (double)page->skew, 3);
  ren_json_key(json, "language");
  ren_json_cstr(json, page->language);
  ren_json_key(json, "source");
  ren_json_cstr(json, page->source == REN_SOURCE_OCR ? "ocr" : "text-layer");
  ren_json_key(json, "note");
  ren_json_cstr(json, page->note);
  ren_json_key(json, "error");
  ren_json_cstr(json, page->error);
}

void ren_page_write_json(const ren_page *page, ren_buf *out) {
  ren_json json;
  ren_json_begin(&json, out);
  ren_json_object(&json);
  write_head(&json, page);
  ren_json_key(&json, "lines");
  ren_json_array(&json);
  for (uint32_t i = 0; i < page->line_count; i++) write_line(&json, &page->lines[i]);
  ren_json_end(&json, ']');
  ren_json_key(&json, "words");
  ren_json_array(&json);
  for (uint32_t i = 0; i < page->word_count; i++) write_word(&json, page, &page->words[i]);
  ren_json_end(&json, ']');
  ren_json_end(&json, '}');
}

/* ---- reading ------------------------------------------------------------ */

static bool read_u32(const json_t *object, const char *key, uint32_t *out) {
  const json_t *value = json_object_get(object, key);
  if (!json_is_integer(value)) return false;
  json_int_t n = json_integer_value(value);
  if (n < 0 || n > UINT32_MAX) return false;
  *out = (uint32_t)n;
  return true;
}

static bool read_float(const json_t *object, const char *key, float *out) {
  const json_t *value = json_object_get(object, key);
  if (!json_is_number(value)) return false;
  double n = json_number_value(value);
  if (!isfinite(n) || fabs(n) > 1e6) return false;
  *out = (float)n;
  return true;
}

static bool read_box(const json_t *object, ren_box *out) {
  const json_t *box = json_object_get(object, "box");
  int32_t *const parts[] = {&out->x, &out->y, &out->w, &out->h};
  if (!json_is_array(box) || json_array_size(box) != 4) return false;
  for (size_t i = 0; i < 4; i++) {
    const json_t *value = json_array_get(box, i);
    if (!json_is_integer(value)) return false;
    json_int_t n = json_integer_value(value);
    if (n < INT32_MIN / 4 || n > INT32_MAX / 4) return false;
    *parts[i] = (int32_t)n;
  }
  return true;
}

/* A string or null member; false if it is something else. */
static bool read_text(ren_page *page, const json_t *root, const char *key, char **member, bool nullable) {
  const json_t *value = json_object_get(root, key);
  if (json_is_null(value) && nullable) return true;
  return json_is_string(value) && ren_page_set(page, member, json_string_value(value), NULL) == REN_OK;
}

static bool read_head(ren_page *page, const json_t *root) {
  const char *source = json_string_value(json_object_get(root, "source"));
  if (!source) return false;
  if (strcmp(source, "ocr") == 0)
    page->source = REN_SOURCE_OCR;
  else if (strcmp(source, "text-layer") == 0)
    page->source = REN_SOURCE_TEXT_LAYER;
  else
    return false;
  return read_u32(root, "width", &page->width) && read_u32(root, "height", &page->height) &&
         read_u32(root, "dpi", &page->dpi) && read_u32(root, "rotation", &page->rotation) &&
         read_float(root, "skew", &page->skew) && read_text(page, root, "language", &page->language, false) &&
         read_text(page, root, "note", &page->note, true) && read_text(page, root, "error", &page->error, true);
}

static bool read_role(const json_t *object, ren_role *out) {
  const char *name = json_string_value(json_object_get(object, "role"));
  for (int role = REN_ROLE_BODY; name && role <= REN_ROLE_MARGIN; role++) {
    if (strcmp(name, ren_role_name((ren_role)role)) != 0) continue;
    *out = (ren_role)role;
    return true;
  }
  return false;
}

/* Words come in line order; the lines are added as their words are reached. */
static bool read_lines_until(ren_page *page, const json_t *lines, uint32_t count) {
  while (page->line_count < count) {
    const json_t *object = json_array_get(lines, page->line_count);
    ren_line line = {0};
    if (!object || !read_box(object, &line.box) || !read_u32(object, "block", &line.block) ||
        !read_u32(object, "column", &line.column) || !read_float(object, "size", &line.size) ||
        !read_role(object, &line.role) || ren_page_add_line(page, &line, NULL) != REN_OK)
      return false;
  }
  return true;
}

static bool read_word(ren_page *page, const json_t *lines, const json_t *object) {
  ren_word word = {0};
  uint32_t line;
  const json_t *text = json_object_get(object, "text"), *other = json_object_get(object, "alternatives");
  const json_t *joined = json_object_get(object, "joined");
  if (!json_is_string(text) || (joined && !json_is_boolean(joined)) || (other && !json_is_string(other)) ||
      !read_box(object, &word.box) || !read_float(object, "confidence", &word.confidence) ||
      !read_u32(object, "line", &line))
    return false;
  if (line >= json_array_size(lines) || line + 1 < page->line_count) return false;
  word.text = (ren_str){json_string_value(text), json_string_length(text)};
  word.joined = json_is_true(joined);
  if (other) word.alternatives = (ren_str){json_string_value(other), json_string_length(other)};
  return read_lines_until(page, lines, line + 1) && ren_page_add_word(page, &word, NULL) == REN_OK;
}

static bool read_page(ren_page *page, const json_t *root) {
  const json_t *lines = json_object_get(root, "lines"), *words = json_object_get(root, "words"), *word;
  size_t i;
  if (!json_is_array(lines) || !json_is_array(words) || json_array_size(lines) > UINT32_MAX / 2) return false;
  if (!read_head(page, root)) return false;
  json_array_foreach(words, i, word) {
    if (!read_word(page, lines, word)) return false;
  }
  return read_lines_until(page, lines, (uint32_t)json_array_size(lines));
}

ren_status ren_page_read_json(ren_page **out, ren_str text, ren_error *err) {
  *out = NULL;
  json_error_t where;
  ren_page *page = NULL;
  uint32_t number = 0;
  ren_status status = REN_EFORMAT;
  json_t *root = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, &where);
  if (!root) {
    ren_fail(err, REN_EFORMAT, "not a page record: %s", where.text);
    if (err && err->code == REN_EFORMAT) err->offset = where.position > 0 ? (uint64_t)where.position : 0;
    return REN_EFORMAT;
  }
  const char *schema = json_string_value(json_object_get(root, "schema"));
  const char *file = json_string_value(json_object_get(root, "file"));
  if (!schema || strcmp(schema, "renskrift/page/1") != 0 || !file || !read_u32(root, "page", &number)) {
    ren_fail(err, REN_EFORMAT, "not a renskrift/page/1 record");
    goto out;
  }
  status = ren_page_new(&page, file, number, err);
  if (status != REN_OK) goto out;
  if (!read_page(page, root)) {
    status = ren_fail(err, REN_EFORMAT, "page record %u of %s has a missing or ill-typed member", number, file);
    goto out;
  }
  *out = page;
  page = NULL;
out:
  ren_page_free(page);
  json_decref(root);
  return status;
}
