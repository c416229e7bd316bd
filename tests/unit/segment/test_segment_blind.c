/* The documents of tests/golden/segment/blind were labelled before the segmenter saw them;
 * of those it reads a share right, below which it must not fall. */
#include "unit.h"

#include "../../accuracy/segment_labelled.h"

#include <dirent.h>

typedef struct tally {
  size_t documents, wanted, found, right, extent, signed_right;
} tally;

static bool overlaps(const label *l, size_t first, size_t last) {
  return first <= l->last_line && last >= l->first_line;
}

static size_t apart(size_t a, size_t b) { return a > b ? a - b : b - a; }

static bool same_signers(const label *l, const ren_reservation *x) {
  if (x->signatory_count != l->signers) return false;
  for (size_t i = 0; i < l->signers; i++) {
    if (!ren_str_eq(x->signatories[i].name, ren_str_of(l->names[i]))) return false;
    if (!ren_str_eq(x->signatories[i].party, ren_str_of(l->parties[i]))) return false;
  }
  return true;
}

static void judge(tally *t, const labelled *doc, const ren_reservations *list) {
  size_t next = 0; /* blocks and labels come in the order of their places */
  for (size_t i = 0; i < doc->count; i++) {
    const label *l = &doc->labels[i];
    for (size_t j = next; j < ren_reservations_count(list); j++) {
      const ren_reservation *x = ren_reservations_get(list, j);
      size_t first = line_of(doc->text, x->offset), last = line_of(doc->text, x->offset + x->length - 1);
      if (!overlaps(l, first, last) || strcmp(ren_kind_name(x->kind), l->kind) != 0) continue;
      t->right++;
      t->extent += apart(first, l->first_line) <= 1 && apart(last, l->last_line) <= 1;
      t->signed_right += doc->damaged || same_signers(l, x);
      next = j + 1;
      break;
    }
  }
  t->wanted += doc->count;
  t->found += ren_reservations_count(list);
}

static void read_document(tally *t, const char *path) {
  ren_buf bytes = {0};
  ren_text *text;
  ren_reservations *list;
  labelled doc;
  assert_ok(ren_file_read(&bytes, path, 0, err));
  read_labelled(&doc, bytes.ptr);
  assert_ok(ren_reservations_new(&list, err));
  assert_ok(ren_text_new(&text, ren_str_of(doc.text), err));
  assert_ok(ren_segment(list, path, text, NULL, err));
  judge(t, &doc, list);
  t->documents++;
  ren_reservations_free(list);
  ren_text_free(text);
  free(doc.text);
  ren_buf_free(&bytes);
}

static void blind_documents(void **state) {
  (void)state;
  const char *folder = TEST_GOLDEN "/segment/blind";
  tally t = {0};
  char path[1024];
  DIR *dir = opendir(folder);
  assert_non_null(dir);
  for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
    if (entry->d_name[0] == '.') continue;
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    read_document(&t, path);
  }
  closedir(dir);
  print_message("%zu documents: %zu of %zu right, %zu found, extent %zu, signed %zu\n", t.documents, t.right, t.wanted,
                t.found, t.extent, t.signed_right);
  assert_true(t.documents >= 70 && t.wanted >= 290);
  assert_true(t.right * 100 >= t.wanted * 98);
  assert_true(t.right * 100 >= t.found * 98);
  assert_true(t.extent * 100 >= t.wanted * 97);
  assert_true(t.signed_right * 100 >= t.wanted * 97);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(blind_documents)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
