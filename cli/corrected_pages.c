#include "corrected_pages.h"

#include "resources.h"

#include <renskrift/clean.h>

#include <stdlib.h>

ren_status cli_pages_of_text(ren_page ***out, const ren_text *text, ren_page *const *pages, uint32_t count,
                             ren_error *err) {
  ren_status status = REN_OK;
  *out = cli_alloc_array(count, sizeof **out);
  for (uint32_t p = 0; status == REN_OK && p < count; p++)
    if (pages[p]) status = ren_text_corrected_page(&(*out)[p], text, p, err);
  if (status == REN_OK) return REN_OK;
  cli_pages_free(*out, count);
  *out = NULL;
  return status;
}

ren_status cli_clean_pages(ren_text **out, ren_page *const *pages, uint32_t count, const ren_model *model,
                           ren_error *err) {
  ren_clean_opts opts = REN_CLEAN_OPTS_INIT;
  opts.lines.hyphenation = cli_find_hyphenation(NULL);
  ren_status status = ren_text_from_pages(out, pages, count, err);
  if (status == REN_OK) status = ren_clean_text(*out, model, &opts, NULL, err);
  if (status == REN_OK) return REN_OK;
  ren_text_free(*out);
  *out = NULL;
  return status;
}

void cli_pages_free(ren_page **pages, uint32_t count) {
  for (uint32_t p = 0; pages && p < count; p++) ren_page_free(pages[p]);
  free(pages);
}
