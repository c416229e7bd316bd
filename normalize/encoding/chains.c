/* Names and prior costs of chains. */
#include "encoding/recode.h"

#define ROW(x)                                                                                                         \
  {                                                                                                                    \
    "cp1252-as-" x, "latin9-as-" x, "cp850-as-" x, "cp437-as-" x, "cp865-as-" x, "macroman-as-" x, "cp1250-as-" x,     \
        "cp1251-as-" x                                                                                                 \
  }
static const char *const byte_rules[REN__CP_COUNT][REN__CP_COUNT] = {ROW("cp1252"), ROW("latin9"), ROW("cp850"),
                                                                     ROW("cp437"),  ROW("cp865"),  ROW("macroman"),
                                                                     ROW("cp1250"), ROW("cp1251")};
#undef ROW
static const char *const utf8_rules[][REN__CP_COUNT] = {
    {"utf8-as-cp1252", "utf8-as-latin9", "utf8-as-cp850", "utf8-as-cp437", "utf8-as-cp865", "utf8-as-macroman",
     "utf8-as-cp1250", "utf8-as-cp1251"},
    {"utf8-twice-as-cp1252", "utf8-twice-as-latin9", "utf8-twice-as-cp850", "utf8-twice-as-cp437",
     "utf8-twice-as-cp865", "utf8-twice-as-macroman", "utf8-twice-as-cp1250", "utf8-twice-as-cp1251"}};
static const char *const raw_rules[REN__CP_COUNT] = {"decode-cp1252", "decode-latin9", "decode-cp850",
                                                     "decode-cp437",  "decode-cp865",  "decode-macroman",
                                                     "decode-cp1250", "decode-cp1251"};

const char *ren__chain_rule(uint32_t chain) {
  uint32_t step = chain & 0xFF, next = chain >> 8;
  if (next && next != step) return (step & 0xF0) == REN__STEP_RAW ? raw_rules[step & 7] : "mojibake-chain";
  if ((step & 0xF0) == REN__STEP_UTF8) return utf8_rules[next ? 1 : 0][step & 7];
  if ((step & 0xF0) == REN__STEP_RAW) return raw_rules[step & 7];
  if (step >= REN__STEP_BYTE && step < REN__STEP_ISO646) return byte_rules[step >> 3 & 7][step & 7];
  switch (step) {
  case REN__STEP_GBK: return "cp1252-as-gbk";
  case REN__STEP_ISO646: return "iso646-se";
  case REN__STEP_ENTITY: return "html-entity";
  case REN__STEP_BACKSLASH: return "backslash-escape";
  case REN__STEP_QUOTED: return "quoted-printable";
  case REN__STEP_PERCENT: return "percent-escape";
  case REN__STEP_RTF: return "rtf-escape";
  case REN__STEP_TEX: return "tex-accent";
  case REN__STEP_SPACING: return "spacing-accent";
  case REN__STEP_LOOKALIKE: return "look-alike";
  case REN__STEP_TRANSLIT: return "look-alike-by-sound";
  case REN__STEP_LOST: return "utf8-cut-as-cp1252";
  default: return "recode";
  }
}

uint32_t ren__chain_sibling(uint32_t chain, size_t k) {
  static const uint32_t others[] = {REN__CP_437, REN__CP_865};
  if (chain < REN__STEP_BYTE || chain >= REN__STEP_ISO646) return 0;
  if ((chain >> 3 & 7) == REN__CP_850) return (chain & ~(uint32_t)0x38) | others[k] << 3;
  return (chain & 7) == REN__CP_850 ? (chain & ~(uint32_t)7) | others[k] : 0;
}

static float step_prior(uint32_t step) {
  static const float utf8[REN__CP_COUNT] = {2, 5, 3, 3, 5, 3, 4, 4};
  static const float raw[REN__CP_COUNT] = {1, 4, 2.5f, 4, 5, 2.5f, 8, 8};
  static const float shown[REN__CP_COUNT] = {2, 6, 2.5f, 3, 6, 2.5f, 4, 4}; /* cost of the page it was read as */
  static const float meant[REN__CP_COUNT] = {2, 6, 2, 4, 6, 2, 8, 8};
  if ((step & 0xF0) == REN__STEP_UTF8) return utf8[step & 7];
  if ((step & 0xF8) == REN__STEP_RAW) return raw[step & 7];
  if ((step & 0xF8) == REN__STEP_RAW_ALL) return raw[step & 7] + 4;
  if (step >= REN__STEP_BYTE && step < REN__STEP_ISO646) return shown[step >> 3 & 7] + meant[step & 7];
  switch (step) {
  case REN__STEP_GBK: return 6;
  case REN__STEP_ISO646:
  case REN__STEP_LOST: return 5;
  default: return 2;
  }
}

float ren__chain_prior(uint32_t chain) {
  float prior = step_prior(chain & 0xFF);
  for (uint32_t before = chain & 0xFF, rest = chain >> 8; rest; before = rest & 0xFF, rest >>= 8)
    prior += (rest & 0xFF) == before ? 0.5f : step_prior(rest & 0xFF) + 1.5f;
  return prior;
}
