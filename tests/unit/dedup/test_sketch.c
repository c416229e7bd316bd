/* What search rests on: damage told by letters, sampling, hits by diagonal. */
#include "../unit.h"

#include "dedup/damage.h"
#include "dedup/gram_index.h"

static const char sound[] =
    "Kommunstyrelsen konstaterar att ombyggnaden av biblioteket har dragit ut på tiden och att kostnaderna har "
    "ökat mer än vad som angavs i det ursprungliga underlaget. Vi anser att nämnden borde ha fått en samlad "
    "redovisning av orsakerna innan ärendet togs upp till beslut, och att förvaltningen nu behöver återkomma med "
    "en plan för hur de återstående arbetena ska finansieras utan att andra angelägna investeringar skjuts upp.";

/* The same text with about every third letter misread, as a bad scan has it. */
static const char misread[] =
    "Konirnunsfyrelscn kqnstatcvar aft otnbyggnadcn av bihliofekct har d,agif ul pa tidcn oeh af( koslnadema hav "
    "6kaf mcr an vac soni an9avs i dct ursp:un9liga undeiiagef. Vi an5er afl narnndcn bovde ha fatl en sanilad "
    "rcdovisnin9 av orsakema inuan arendct fogs upp fill bes|ul, oeh alt torvaltnin9en uu bchovev dterkonima nicd "
    "cn p|an tor huv dc atersfaende avbctcna ska tinansievas ufan alt andva an9elagna iuvesterin9ar skjufs upp.";

static uint32_t damage_of(const char *text) {
  ren__skeleton sk = {0};
  assert_true(ren__skeleton_make(&sk, ren_str_of(text)));
  uint32_t damage = ren__damage(&sk);
  ren__skeleton_free(&sk);
  return damage;
}

static void test_damage(void **state) {
  (void)state;
  assert_true(damage_of(sound) < REN__BADLY_DAMAGED);
  assert_true(damage_of(misread) >= REN__BADLY_DAMAGED);
  assert_int_equal(damage_of(""), 0);
  assert_int_equal(damage_of("ab"), 0);
}

static void test_sampling(void **state) {
  (void)state;
  static const struct {
    ren__family family;
    size_t bones;
    bool damaged;
    unsigned step;
  } cases[] = {{REN__LONG_GRAMS, 100, false, 1},   {REN__LONG_GRAMS, 400, true, 2},   {REN__LONG_GRAMS, 5000, true, 4},
               {REN__SHORT_GRAMS, 5000, false, 0}, {REN__SHORT_GRAMS, 5000, true, 1}, {REN__SHORT_GRAMS, 50, true, 1}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(ren__sampling(cases[i].family, cases[i].bones, cases[i].damaged), cases[i].step);
}

/* What is sampled depends on the gram alone: a denser sample holds the sparser one, and a
 * passage gives the same wherever it stands. */
static void test_sketch(void **state) {
  (void)state;
  ren__skeleton sk = {0};
  assert_true(ren__skeleton_make(&sk, ren_str_of(sound)));
  static ren__sampled all[2000], some[2000], moved[2000];
  ren__bones bones = {sk.bone, sk.bones}, behind = {sk.bone + 7, sk.bones - 7};
  size_t every = ren__sketch(all, bones, 8, 1, true), fourth = ren__sketch(some, bones, 8, 4, true), k = 0;
  assert_int_equal(every, sk.bones - 7);
  assert_in_range(fourth, every / 8, every / 2);
  for (size_t i = 0; i < every; i++) k += k < fourth && all[i].hash == some[k].hash && all[i].at == some[k].at;
  assert_int_equal(k, fourth);
  size_t rest = ren__sketch(moved, behind, 8, 1, true);
  assert_int_equal(rest, every - 7);
  for (size_t i = 0; i < rest; i++) assert_true(moved[i].hash == all[i + 7].hash && moved[i].at + 7 == all[i + 7].at);
  assert_int_equal(ren__sketch(all, (ren__bones){sk.bone, 7}, 8, 1, true), 0);
  ren__skeleton_free(&sk);
}

static void test_hits(void **state) {
  (void)state;
  const ren_str texts[] = {ren_str_of(sound), ren_str_of(misread), ren_str_of("Ärendet bordläggs."), ren_str_of(sound),
                           ren_str_of(misread)};
  ren__bone_store *store = NULL;
  assert_int_equal(ren__bone_store_new(&store, texts, 5, 0, 1, NULL), REN_OK);
  for (int family = 0; family < REN__FAMILIES; family++) {
    ren__index_opts opts = {(ren__family)family, 1, 1};
    ren__gram_index *index = NULL;
    ren__hits hits;
    assert_int_equal(ren__index_new(&index, store, &opts, NULL), REN_OK);
    assert_true(ren__hits_init(&hits, 5));
    size_t text = family == REN__LONG_GRAMS ? 0 : 1, copy = family == REN__LONG_GRAMS ? 3 : 4;
    assert_true(ren__index_hits(index, text, 3, 8, &hits));
    assert_true(hits.count >= 1);
    bool found = false;
    for (size_t i = 0; i < hits.count; i++) {
      assert_true(hits.list[i].text > text);
      if (hits.list[i].text != copy) continue;
      found = true;
      assert_true(hits.list[i].score >= 15 && hits.list[i].spread >= 2);
    }
    assert_true(found);
    hits.count = 0;
    assert_true(ren__index_hits(index, 2, 3, 8, &hits)); /* has nothing in common with any */
    assert_int_equal(hits.count, 0);
    ren__hits_free(&hits);
    ren__index_free(index);
  }
  ren__bone_store_free(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_damage), cmocka_unit_test(test_sampling),
                                     cmocka_unit_test(test_sketch), cmocka_unit_test(test_hits)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
