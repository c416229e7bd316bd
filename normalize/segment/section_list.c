#include "segment/section_list.h"

#include "alloc.h"

const char *ren_section_kind_name(ren_section_kind kind) {
  switch (kind) {
  case REN_SECTION_DOCUMENT: return "dokument";
  case REN_SECTION_ORGAN: return "organ";
  case REN_SECTION_MATTER: return "ärende";
  case REN_SECTION_DECISION: return "beslut";
  case REN_SECTION_SUMMARY: return "sammanfattning";
  case REN_SECTION_MOTIONS: return "yrkanden";
  case REN_SECTION_VOTE: return "omröstning";
  case REN_SECTION_RESERVATIONS: return "reservationer";
  case REN_SECTION_APPENDIX: return "bilaga";
  case REN_SECTION_PAPERS: return "handlingar";
  case REN_SECTION_PEOPLE: return "närvarande";
  case REN_SECTION_DISTRIBUTION: return "expediering";
  case REN_SECTION_END: return "justering";
  case REN_SECTION_OTHER: return "avsnitt";
  }
  return "";
}

ren_status ren_sections_new(ren_sections **out, ren_error *err) {
  *out = NULL;
  ren_sections *sections = ren_alloc(sizeof *sections);
  if (!sections) return ren_fail_nomem(err);
  sections->arena = ren_arena_new();
  if (!sections->arena) {
    ren_free(sections);
    return ren_fail_nomem(err);
  }
  *out = sections;
  return REN_OK;
}

void ren_sections_free(ren_sections *sections) {
  if (!sections) return;
  ren_arena_free(sections->arena);
  ren_free(sections->items);
  ren_free(sections);
}

size_t ren_sections_count(const ren_sections *sections) { return sections->count; }

const ren_section *ren_sections_get(const ren_sections *sections, size_t i) {
  return i < sections->count ? &sections->items[i] : NULL;
}

void ren__sections_truncate(ren_sections *sections, size_t count) {
  if (count < sections->count) sections->count = count;
}

bool ren__sections_add(ren_sections *sections, const ren_section *draft) {
  if (!ren_grow(&sections->items, &sections->cap, sections->count, sizeof *sections->items)) return false;
  ren_section item = *draft;
  ren_str *strings[] = {&item.file, &item.number, &item.heading, &item.organ};
  for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
    if (!ren_arena_str(sections->arena, *strings[i], strings[i])) return false;
  sections->items[sections->count++] = item;
  return true;
}
