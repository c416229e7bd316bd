#include "model/lexicon.h"

#include "alloc.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* A section as an array; false if it does not fit the file or its element size. */
static bool section(const ren_model *model, ren__section which, size_t element, size_t extra, const void **out,
                    uint32_t *count) {
  uint64_t offset = model->header->sections[which].offset, length = model->header->sections[which].length;
  if (offset % 8 || offset > model->size || length > model->size - offset || length % element) return false;
  uint64_t n = length / element;
  if (n < extra || n - extra > UINT32_MAX - 1) return false;
  *out = model->map + offset;
  *count = (uint32_t)(n - extra);
  return true;
}

static bool find_sections(ren_model *m) {
  uint32_t unigrams;
  const void *p[REN_SECTION_COUNT] = {0};
  bool ok =
      section(m, REN_SECTION_EDGES, sizeof *m->edges, 1, &p[REN_SECTION_EDGES], &m->edge_count) &&
      section(m, REN_SECTION_ENTRIES, sizeof *m->entries, 0, &p[REN_SECTION_ENTRIES], &m->entry_count) &&
      section(m, REN_SECTION_VOCABULARY, 4, 0, &p[REN_SECTION_VOCABULARY], &m->lm_count) &&
      section(m, REN_SECTION_UNIGRAMS, sizeof *m->unigrams, 1, &p[REN_SECTION_UNIGRAMS], &unigrams) &&
      section(m, REN_SECTION_BIGRAMS, sizeof *m->bigrams, 1, &p[REN_SECTION_BIGRAMS], &m->bigram_count) &&
      section(m, REN_SECTION_TRIGRAMS, sizeof *m->trigrams, 0, &p[REN_SECTION_TRIGRAMS], &m->trigram_count) &&
      section(m, REN_SECTION_LETTERS, sizeof *m->letters, 0, &p[REN_SECTION_LETTERS], &m->letter_slots) &&
      section(m, REN_SECTION_BOUNDS, sizeof *m->bounds, 1, &p[REN_SECTION_BOUNDS], &m->bound_count) &&
      section(m, REN_SECTION_CONFUSIONS, sizeof *m->confusions, 0, &p[REN_SECTION_CONFUSIONS], &m->confusion_count);
  m->edges = p[REN_SECTION_EDGES];
  m->bounds = p[REN_SECTION_BOUNDS];
  m->entries = p[REN_SECTION_ENTRIES];
  m->vocabulary = p[REN_SECTION_VOCABULARY];
  m->unigrams = p[REN_SECTION_UNIGRAMS];
  m->bigrams = p[REN_SECTION_BIGRAMS];
  m->trigrams = p[REN_SECTION_TRIGRAMS];
  m->letters = p[REN_SECTION_LETTERS];
  m->confusions = p[REN_SECTION_CONFUSIONS];
  bool power_of_two = m->letter_slots && (m->letter_slots & (m->letter_slots - 1)) == 0;
  return ok && unigrams == m->lm_count && m->bound_count == m->edge_count && power_of_two &&
         m->lm_count > REN_LM_FIRST_WORD;
}

/* Each look-up begins at the root, and it has as many edges as there are letters. */
static void find_first_edges(ren_model *m) {
  for (uint32_t i = REN_ROOT; i <= m->edge_count; i++) {
    unsigned char first = m->edges[i].letter;
    if (!m->root[first]) m->root[first] = i;
    for (uint32_t k = m->edges[i].target; k && k <= m->edge_count && m->root[first] == i; k++) {
      unsigned char letters[2] = {first, m->edges[k].letter};
      size_t place = ren__pair_place(letters);
      if (place && !m->pair[place]) m->pair[place] = k;
      if (m->edges[k].last) break;
    }
    if (m->edges[i].last) return;
  }
}

static bool is_ours(const ren__model_header *header) {
  static const char magic[8] = REN_MODEL_MAGIC;
  return memcmp(header->magic, magic, 8) == 0;
}

ren_status ren_model_open(ren_model **out, const char *path, ren_error *err) {
  *out = NULL;
  ren_model *model = NULL;
  struct stat st;
  ren_status status = REN_OK;
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    status = errno == ENOENT ? ren_fail(err, REN_EMISSING, "there is no language data here")
                             : ren_fail_errno(err, REN_EIO, errno, "cannot open the language data");
    goto out;
  }
  model = ren_alloc(sizeof *model);
  if (!model || fstat(fd, &st) != 0) {
    status = ren_fail_nomem(err);
    goto out;
  }
  status = REN_EFORMAT;
  if (!S_ISREG(st.st_mode) || (size_t)st.st_size < sizeof(ren__model_header)) goto out;
  model->size = (size_t)st.st_size;
  void *map = mmap(NULL, model->size, PROT_READ, MAP_SHARED, fd, 0);
  if (map == MAP_FAILED) {
    status = ren_fail_errno(err, REN_EIO, errno, "cannot map the language data");
    goto out;
  }
  model->map = map;
  model->header = map;
  if (is_ours(model->header) && model->header->version == REN_MODEL_VERSION &&
      model->header->section_count == REN_SECTION_COUNT && find_sections(model)) {
    find_first_edges(model);
    status = REN_OK;
  }
out:
  if (fd >= 0) close(fd);
  if (status == REN_EFORMAT)
    ren_fail(err, status, "not language data of this version; make it again with `renskrift model build`");
  if (status == REN_OK)
    *out = model;
  else
    ren_model_free(model);
  ren_error_place(err, path, 0);
  return status;
}

void ren_model_free(ren_model *model) {
  if (!model) return;
  if (model->map) munmap((void *)(uintptr_t)model->map, model->size);
  ren_free(model);
}

void ren_model_info(const ren_model *model, ren_buf *out) {
  ren_json json;
  ren_json_begin(&json, out);
  ren_json_object(&json);
  ren_json_key(&json, "schema");
  ren_json_cstr(&json, "renskrift/model/1");
  ren_json_key(&json, "bytes");
  ren_json_int(&json, (int64_t)model->size);
  ren_json_key(&json, "words");
  ren_json_int(&json, model->entry_count);
  ren_json_key(&json, "edges");
  ren_json_int(&json, model->edge_count);
  ren_json_key(&json, "unigrams");
  ren_json_int(&json, model->lm_count);
  ren_json_key(&json, "bigrams");
  ren_json_int(&json, model->bigram_count);
  ren_json_key(&json, "trigrams");
  ren_json_int(&json, model->trigram_count);
  ren_json_key(&json, "confusions");
  ren_json_int(&json, model->confusion_count);
  ren_json_key(&json, "sources");
  uint64_t offset = model->header->sections[REN_SECTION_SOURCES].offset;
  uint64_t length = model->header->sections[REN_SECTION_SOURCES].length;
  bool inside = offset <= model->size && length <= model->size - offset;
  ren_json_str(&json, (ren_str){(const char *)model->map + (inside ? offset : 0), inside ? length : 0});
  ren_json_end(&json, '}');
}
