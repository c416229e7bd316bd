#include "encoding/codepages.h"

#include <string.h>

const ren__cp_gbk_row *ren__cp_gbk_find(uint32_t cp) {
  size_t low = 0, high = ren__cp_gbk_count;
  while (low < high) {
    size_t mid = (low + high) / 2;
    if (ren__cp_gbk[mid].cp < cp)
      low = mid + 1;
    else
      high = mid;
  }
  return low < ren__cp_gbk_count && ren__cp_gbk[low].cp == cp ? &ren__cp_gbk[low] : NULL;
}

static const struct {
  const char *name;
  ren__cp page;
} names[] = {
    {"cp1252", REN__CP_WIN},  {"windows1252", REN__CP_WIN},  {"latin1", REN__CP_WIN},    {"iso88591", REN__CP_WIN},
    {"l1", REN__CP_WIN},      {"latin9", REN__CP_L9},        {"iso885915", REN__CP_L9},  {"l9", REN__CP_L9},
    {"cp850", REN__CP_850},   {"ibm850", REN__CP_850},       {"850", REN__CP_850},       {"cp437", REN__CP_437},
    {"ibm437", REN__CP_437},  {"437", REN__CP_437},          {"cp865", REN__CP_865},     {"ibm865", REN__CP_865},
    {"865", REN__CP_865},     {"macroman", REN__CP_MAC},     {"macintosh", REN__CP_MAC}, {"mac", REN__CP_MAC},
    {"cp1250", REN__CP_1250}, {"windows1250", REN__CP_1250}, {"cp1251", REN__CP_1251},   {"windows1251", REN__CP_1251}};

bool ren__name_is(const char *given, const char *plain) {
  for (; *given; given++) {
    char c = *given;
    if (c == '-' || c == '_' || c == ' ' || c == '.') continue;
    if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
    if (c != *plain++) return false;
  }
  return *plain == '\0';
}

bool ren__cp_by_name(const char *name, ren__cp *page) {
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (ren__name_is(name, names[i].name)) {
      *page = names[i].page;
      return true;
    }
  return false;
}

const char *ren__cp_name(ren__cp page) {
  static const char *const of[REN__CP_COUNT] = {"cp1252", "latin9",   "cp850",  "cp437",
                                                "cp865",  "macroman", "cp1250", "cp1251"};
  return of[page];
}
