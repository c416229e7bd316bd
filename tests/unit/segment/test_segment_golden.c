/* Every document of tests/golden/segment gives exactly the blocks that are marked in it. */
#include "unit.h"

#include "../../accuracy/segment_labelled.h"

#include <dirent.h>

static int same_words(const char *a, size_t n, const char *b, size_t m) {
  size_t i = 0, j = 0;
  for (;;) {
    while (i < n && (a[i] == ' ' || a[i] == '\n')) i++;
    while (j < m && (b[j] == ' ' || b[j] == '\n')) j++;
    if (i == n || j == m) return i == n && j == m;
    if (a[i++] != b[j++]) return 0;
  }
}

static void check_signatories(const label *l, const ren_reservation *x) {
  assert_int_equal(x->signatory_count, l->signers);
  for (size_t i = 0; i < l->signers; i++) {
    assert_str(x->signatories[i].name, l->names[i]);
    assert_str(x->signatories[i].party, l->parties[i]);
  }
}

static void check_pointer(const label *l, const ren_reservation *x, const ren_reservations *list) {
  static const char *const names[] = {"", "likalydande", "se", "instämmer"};
  assert_string_equal(names[x->refers], l->how);
  assert_str(x->refers_to, l->to);
  if (!l->target)
    assert_int_equal(x->refers_id.len, 0);
  else
    assert_true(ren_str_eq(x->refers_id, ren_reservations_get(list, l->target - 1)->id));
}

static void check_block(const labelled *doc, const label *l, const ren_reservation *x, const ren_reservations *list) {
  assert_string_equal(ren_kind_name(x->kind), l->kind);
  assert_str(x->organ, l->organ);
  assert_str(x->date, l->date);
  assert_str(x->dnr, l->dnr);
  assert_str(x->paragraph, l->paragraph);
  assert_str(x->heading, l->heading);
  assert_int_equal(line_of(doc->text, x->offset), l->first_line);
  size_t last = line_of(doc->text, x->offset + x->length - 1); /* a blank line may stand before the end mark */
  assert_true(last == l->last_line || last + 1 == l->last_line);
  assert_int_equal(x->origin.offset, x->offset);
  assert_int_equal(x->origin.length, x->length);
  if (l->own[0] && !same_words(l->own, strlen(l->own), x->text.ptr, x->text.len))
    fail_msg("line %zu: the text is \"%.*s\"", l->first_line + 1, (int)x->text.len, x->text.ptr);
  if (!l->own[0]) assert_true(same_words(doc->text + x->offset, x->length, x->text.ptr, x->text.len));
  check_signatories(l, x);
  check_pointer(l, x, list);
}

static size_t check_file(const char *folder, const char *name) {
  char path[1024];
  ren_buf bytes = {0};
  ren_text *text;
  ren_reservations *list;
  labelled doc;
  snprintf(path, sizeof path, "%s/%s", folder, name);
  assert_ok(ren_file_read(&bytes, path, 0, err));
  read_labelled(&doc, bytes.ptr);
  assert_ok(ren_reservations_new(&list, err));
  assert_ok(ren_text_new(&text, ren_str_of(doc.text), err));
  assert_ok(ren_segment(list, name, text, NULL, err));
  assert_ok(ren_reservations_resolve(list, err));
  if (ren_reservations_count(list) != doc.count)
    fail_msg("%s: %zu blocks, not %zu", name, ren_reservations_count(list), doc.count);
  for (size_t i = 0; i < doc.count; i++) {
    print_message("%s: %s of line %zu\n", name, doc.labels[i].kind, doc.labels[i].first_line + 1);
    check_block(&doc, &doc.labels[i], ren_reservations_get(list, i), list);
  }
  size_t count = doc.count;
  ren_reservations_free(list);
  ren_text_free(text);
  free(doc.text);
  ren_buf_free(&bytes);
  return count;
}

static void golden_documents(void **state) {
  (void)state;
  const char *folder = TEST_GOLDEN "/segment";
  DIR *dir = opendir(folder);
  size_t files = 0, blocks = 0;
  assert_non_null(dir);
  for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
    size_t n = strlen(entry->d_name);
    if (n < 4 || strcmp(entry->d_name + n - 4, ".txt") != 0) continue;
    blocks += check_file(folder, entry->d_name);
    files++;
  }
  closedir(dir);
  assert_true(files >= 14);
  assert_true(blocks >= 60);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(golden_documents)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
