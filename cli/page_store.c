#include "page_store.h"

#include <stdlib.h>
#include <string.h>

struct cli_page_store {
  uint32_t count;
  cli_record_getter get;
  void *payload;
  uint8_t **roles; /* of each page's lines, once they are marked */
};

cli_page_store *cli_page_store_new(uint32_t count, cli_record_getter get, void *payload) {
  cli_page_store *store = cli_alloc(sizeof *store);
  *store = (cli_page_store){count, get, payload, cli_alloc_array(count, sizeof *store->roles)};
  return store;
}

void cli_page_store_free(cli_page_store *store) {
  if (!store) return;
  for (uint32_t i = 0; i < store->count; i++) free(store->roles[i]);
  free(store->roles);
  free(store);
}

/* ---- one page ----------------------------------------------------------------- */

static uint8_t *copy_roles(const ren_page *page) {
  uint8_t *roles = cli_alloc_array(page->line_count, sizeof *roles);
  for (uint32_t l = 0; l < page->line_count; l++) roles[l] = (uint8_t)page->lines[l].role;
  return roles;
}

static void set_roles(ren_page *page, const uint8_t *roles) {
  for (uint32_t l = 0; l < page->line_count; l++) page->lines[l].role = (ren_role)roles[l];
}

ren_status cli_page_store_get(const cli_page_store *store, uint32_t index, ren_page **out, ren_error *err) {
  ren_buf record = {0};
  *out = NULL;
  ren_status status = store->get(store->payload, index, &record, err);
  if (status == REN_OK && record.status != REN_OK) status = ren_fail_nomem(err);
  if (status == REN_OK && record.len) status = ren_page_read_json(out, ren_buf_str(&record), err);
  ren_buf_free(&record);
  if (*out && store->roles[index]) set_roles(*out, store->roles[index]);
  return status;
}

/* ---- marking ------------------------------------------------------------------ */

#ifdef REN_WITH_OCR

enum { PART = 32, WINDOW = PART + 2 * REN_FURNITURE_REACH };

/* Pages first .. end - 1 as they came. */
typedef struct window {
  uint32_t first, end;
  ren_page *pages[WINDOW];
  uint8_t *roles[WINDOW]; /* as they came */
} window;

static void move_on(window *w, uint32_t first) {
  uint32_t gone = (first < w->end ? first : w->end) - w->first, left = w->end - w->first - gone;
  for (uint32_t i = 0; i < gone; i++) {
    ren_page_free(w->pages[i]);
    free(w->roles[i]);
  }
  memmove(w->pages, w->pages + gone, left * sizeof *w->pages);
  memmove(w->roles, w->roles + gone, left * sizeof *w->roles);
  w->first += gone;
}

static ren_status load_until(window *w, const cli_page_store *store, uint32_t end, ren_error *err) {
  ren_status status = REN_OK;
  for (; status == REN_OK && w->end < end; w->end++) {
    ren_page **page = &w->pages[w->end - w->first];
    uint8_t **roles = &w->roles[w->end - w->first];
    *roles = NULL;
    status = cli_page_store_get(store, w->end, page, err);
    if (*page) *roles = copy_roles(*page);
  }
  return status;
}

/* Pages from..to, with those around them that matter for the marks. */
static ren_status mark_part(window *w, cli_page_store *store, uint32_t from, const ren_furniture_facts *facts,
                            cli_page_taker_in_order take, void *payload, ren_error *err) {
  uint32_t to = from + PART < store->count ? from + PART : store->count;
  uint32_t end = to + REN_FURNITURE_REACH < store->count ? to + REN_FURNITURE_REACH : store->count;
  move_on(w, from > REN_FURNITURE_REACH ? from - REN_FURNITURE_REACH : 0);
  ren_status status = load_until(w, store, end, err);
  if (status == REN_OK)
    status = ren_furniture_mark(w->pages, w->end - w->first, from - w->first, to - w->first, facts, err);
  for (uint32_t i = from; status == REN_OK && i < to; i++) {
    ren_page *page = w->pages[i - w->first];
    if (page) store->roles[i] = copy_roles(page);
    status = take(payload, page, i, err);
    if (page) set_roles(page, w->roles[i - w->first]);
  }
  return status;
}

ren_status cli_page_store_mark(cli_page_store *store, cli_page_taker_in_order take, void *payload, ren_error *err) {
  ren_furniture_facts facts = {0};
  ren_status status = REN_OK;
  for (uint32_t i = 0; status == REN_OK && i < store->count; i++) {
    ren_page *page;
    status = cli_page_store_get(store, i, &page, err);
    ren_furniture_look(&facts, page);
    ren_page_free(page);
  }
  window w = {0};
  for (uint32_t from = 0; status == REN_OK && from < store->count; from += PART)
    status = mark_part(&w, store, from, &facts, take, payload, err);
  move_on(&w, w.end);
  return status;
}

#else

ren_status cli_page_store_mark(cli_page_store *store, cli_page_taker_in_order take, void *payload, ren_error *err) {
  ren_status status = REN_OK;
  for (uint32_t i = 0; status == REN_OK && i < store->count; i++) {
    ren_page *page;
    status = cli_page_store_get(store, i, &page, err);
    if (status == REN_OK) status = take(payload, page, i, err);
    ren_page_free(page);
  }
  return status;
}

#endif
