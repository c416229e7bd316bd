#include "pool/pool.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Where distributions put tesseract's models; tesseract itself has one of them
 * compiled in. */
static const char *const FOLDERS[] = {
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/5.00/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
};

static bool allowed(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '/';
}

bool ren__languages_valid(const char *languages) {
  size_t length = strlen(languages), part = 0;
  if (length == 0 || length >= REN__WIRE_LANGUAGES) return false;
  for (size_t i = 0; i < length; i++) {
    char c = languages[i];
    if (c == '+' && part == 0) return false;
    if (c != '+' && !allowed(c)) return false;
    if (c == '/' && part == 0) return false;
    part = c == '+' ? 0 : part + 1;
  }
  return part > 0;
}

/* The next name of a list; false at its end. */
static bool next_name(const char **at, char *name, size_t room) {
  if (!**at) return false;
  size_t length = strcspn(*at, "+");
  snprintf(name, room, "%.*s", (int)length, *at);
  *at += length;
  if (**at == '+') (*at)++;
  return true;
}

static bool has_all(const char *folder, const char *languages) {
  char name[REN__WIRE_LANGUAGES], path[REN__WIRE_PATH + REN__WIRE_LANGUAGES + 32];
  for (const char *at = languages; next_name(&at, name, sizeof name);) {
    snprintf(path, sizeof path, "%s/%s.traineddata", folder, name);
    if (access(path, R_OK) != 0) return false;
  }
  return true;
}

static bool installed(const char *languages) {
  for (size_t i = 0; i < sizeof FOLDERS / sizeof *FOLDERS; i++)
    if (has_all(FOLDERS[i], languages)) return true;
  return false;
}

/* The first language that is not there, for the message. */
static void first_missing(const ren_ocr *ocr, char *name, size_t room) {
  const char *at = ocr->languages;
  while (next_name(&at, name, room))
    if (!(ocr->tessdata[0] ? has_all(ocr->tessdata, name) : installed(name))) return;
  snprintf(name, room, "%s", ocr->languages); /* each is somewhere, but not all in one folder */
}

static ren_status missing(const ren_ocr *ocr, ren_error *err) {
  char name[REN__WIRE_LANGUAGES], package[REN__WIRE_LANGUAGES];
  first_missing(ocr, name, sizeof name);
  snprintf(package, sizeof package, "%s", name);
  for (char *c = package; *c; c++)
    if (*c == '_' || *c == '/') *c = '-';
  if (ocr->tessdata[0])
    return ren_fail(err, REN_EMISSING, "there is no OCR language data %s.traineddata in %s", name, ocr->tessdata);
  return ren_fail(err, REN_EMISSING,
                  "the OCR language data '%s' is not installed; on Debian: apt install tesseract-ocr-%s", name,
                  package);
}

ren_status ren__languages_check(ren_ocr *ocr, ren_error *err) {
  if (ocr->tessdata[0]) return has_all(ocr->tessdata, ocr->languages) ? REN_OK : missing(ocr, err);
  if (installed(ocr->languages)) return REN_OK;
  ren__question question = {.op = REN__OP_CHECK, .output = -1};
  ren__wire_message answer;
  ren__worker *worker = ren__pool_take(ocr, NULL);
  ren_error why = {0};
  ren_status status = ren__pool_ask(ocr, worker, &question, &answer, NULL, &why);
  ren__pool_give(ocr, worker);
  ren__wire_clear(&answer);
  if (status == REN_EMISSING) return missing(ocr, err);
  return status == REN_OK ? REN_OK : ren_fail(err, status, "%s", why.message);
}
