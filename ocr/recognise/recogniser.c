#include "recognise/recogniser.h"

#include "layout/touching_words.h"
#include "recognise/readings.h"

#include "alloc.h"
#include "utf8.h"

#include <string.h>
#include <time.h>

struct ren__recogniser {
  TessBaseAPI *tesseract;
  TessPageSegMode mode; /* of whole pages */
};

/* ---- making --------------------------------------------------------------- */

static bool is_loaded(char *const *loaded, const char *name, size_t length) {
  for (size_t i = 0; loaded[i]; i++)
    if (strlen(loaded[i]) == length && memcmp(loaded[i], name, length) == 0) return true;
  return false;
}

/* tesseract is content if only the first of several languages is there; we are not. */
static bool all_loaded(const TessBaseAPI *tesseract, const char *languages) {
  char **loaded = TessBaseAPIGetLoadedLanguagesAsVector(tesseract);
  bool all = loaded != NULL;
  for (const char *at = languages; all && *at;) {
    size_t length = strcspn(at, "+");
    all = is_loaded(loaded, at, length);
    at += length;
    if (*at == '+') at++;
  }
  if (loaded) TessDeleteTextArray(loaded);
  return all;
}

ren_status ren__recogniser_new(ren__recogniser **out, const char *languages, const char *tessdata, ren_error *err) {
  *out = NULL;
  ren__recogniser *r = ren_alloc(sizeof *r);
  if (!r) return ren_fail_nomem(err);
  r->tesseract = TessBaseAPICreate();
  const char *folder = tessdata[0] ? tessdata : NULL;
  char quiet_name[] = "debug_file", quiet[] = "/dev/null", choice_name[] = "lstm_choice_mode", choice[] = "2";
  char rating_name[] = "lstm_rating_coefficient", rating[] = "1";
  char *names[] = {quiet_name, choice_name, rating_name}, *values[] = {quiet, choice, rating};
  if (!r->tesseract ||
      TessBaseAPIInit4(r->tesseract, folder, languages, OEM_LSTM_ONLY, NULL, 0, names, values, 3, 0) != 0 ||
      !all_loaded(r->tesseract, languages)) {
    ren__recogniser_free(r);
    return ren_fail(err, REN_EMISSING, "tesseract has no usable language data '%s'", languages);
  }
  ren__recogniser_careful(r, false);
  *out = r;
  return REN_OK;
}

void ren__recogniser_careful(ren__recogniser *recogniser, bool careful) {
  TessBaseAPISetVariable(recogniser->tesseract, "lstm_choice_mode", careful ? "0" : "2");
  recogniser->mode = careful ? PSM_SINGLE_BLOCK : PSM_AUTO; /* the API's own default is a single block */
  TessBaseAPISetPageSegMode(recogniser->tesseract, recogniser->mode);
}

void ren__recogniser_free(ren__recogniser *recogniser) {
  if (!recogniser) return;
  if (recogniser->tesseract) TessBaseAPIDelete(recogniser->tesseract);
  ren_free(recogniser);
}

/* ---- reading the results --------------------------------------------------- */

typedef struct reader {
  ren_page *page;
  TessResultIterator *at;
  const TessPageIterator *place;
  uint32_t block;
  bool started;
  ren_buf alternatives;
} reader;

static bool box_at(const reader *r, TessPageIteratorLevel level, ren_box *out) {
  int left, top, right, bottom;
  if (!TessPageIteratorBoundingBox(r->place, level, &left, &top, &right, &bottom)) return false;
  *out = (ren_box){left, top, right - left, bottom - top};
  return out->w > 0 && out->h > 0;
}

static bool is_picture(const reader *r) {
  TessPolyBlockType type = TessPageIteratorBlockType(r->place);
  return type == PT_FLOWING_IMAGE || type == PT_HEADING_IMAGE || type == PT_PULLOUT_IMAGE || type == PT_HORZ_LINE ||
         type == PT_VERT_LINE || type == PT_NOISE;
}

static ren_status begin_line(reader *r, ren_error *err) {
  bool new_block = TessPageIteratorIsAtBeginningOf(r->place, RIL_PARA);
  if (r->started && new_block) r->block++;
  r->started = true;
  ren_line line = {.block = r->block};
  if (!box_at(r, RIL_TEXTLINE, &line.box)) return REN_OK;
  return ren_page_add_line(r->page, &line, err);
}

/* Words hold no blanks: tesseract gives none, but a model of another language may. */
static size_t without_blanks(char *text) {
  size_t length = strlen(text), kept = 0;
  if (ren_utf8_valid(text, length) != length) return 0;
  for (size_t i = 0; i < length;) {
    uint32_t cp;
    size_t size = ren_utf8_decode(text + i, length - i, &cp);
    if (!ren_is_space(cp) && cp >= 0x20) {
      memmove(text + kept, text + i, size);
      kept += size;
    }
    i += size;
  }
  text[kept] = '\0';
  return kept;
}

/* In wide blanks between words the model sometimes sees a dash. A dash has a flat box; these have
 * one as high as the line. */
static bool is_blank_read(const ren_word *word) {
  for (size_t i = 0; i < word->text.len;) {
    uint32_t cp;
    i += ren_utf8_decode(word->text.ptr + i, word->text.len - i, &cp);
    if (cp != '-' && cp != '=' && cp != '~' && cp != 0x2013 && cp != 0x2014) return false;
  }
  return word->confidence < 0.75f && word->box.h > word->box.w;
}

static ren_status add_word(reader *r, ren_error *err) {
  ren_word word = {0};
  if (!box_at(r, RIL_WORD, &word.box) || r->page->line_count == 0) return REN_OK;
  char *text = TessResultIteratorGetUTF8Text(r->at, RIL_WORD);
  ren_status status = REN_OK;
  if (text && (word.text.len = without_blanks(text)) > 0) {
    word.text.ptr = text;
    float confidence = TessResultIteratorConfidence(r->at, RIL_WORD) / 100;
    word.confidence = confidence < 0 ? 0 : confidence > 1 ? 1 : confidence;
    ren_buf_clear(&r->alternatives);
    ren__readings(&r->alternatives, r->at, word.text);
    word.alternatives = ren_buf_str(&r->alternatives);
    if (!is_blank_read(&word)) status = ren_page_add_word(r->page, &word, err);
  }
  if (text) TessDeleteText(text);
  return status;
}

static ren_status read_words(reader *r, ren_error *err) {
  do {
    if (is_picture(r)) continue;
    ren_status status = REN_OK;
    if (TessPageIteratorIsAtBeginningOf(r->place, RIL_TEXTLINE)) status = begin_line(r, err);
    if (status == REN_OK) status = add_word(r, err);
    if (status != REN_OK) return status;
  } while (TessResultIteratorNext(r->at, RIL_WORD));
  return REN_OK;
}

/* ---- size of type ---------------------------------------------------------- */

/* The middle height of the words that have an ascender or a capital and no descender:
 * about the height of a capital. */
static bool is_tall_on_line(ren_str text) {
  bool tall = false;
  for (size_t i = 0; i < text.len;) {
    uint32_t cp;
    i += ren_utf8_decode(text.ptr + i, text.len - i, &cp);
    if (cp < 0x80 && strchr("gjpqyQ,;()[]|/", (int)cp)) return false;
    if (ren_is_digit(cp) || (cp < 0x80 && strchr("bdfhkl", (int)cp)) || ren_is_upper(cp)) tall = true;
    if (cp == 0xC5 || cp == 0xC4 || cp == 0xD6) return false; /* the ring stands above the capitals */
  }
  return tall;
}

static void set_size(ren_page *page, ren_line *line) {
  int32_t heights[32];
  int count = 0;
  for (uint32_t i = 0; i < line->word_count && count < 32; i++) {
    const ren_word *word = &page->words[line->first_word + i];
    if (!is_tall_on_line(word->text)) continue;
    int place = count++;
    while (place > 0 && heights[place - 1] > word->box.h) {
      heights[place] = heights[place - 1];
      place--;
    }
    heights[place] = word->box.h;
  }
  line->size = count ? (float)heights[count / 2] : 0.75f * (float)line->box.h;
}

/* ---- recognising ----------------------------------------------------------- */

/* Is anything on the page as dark as a bar with white letters? Tiles of a tenth of an inch;
 * of running text they are hardly half black. */
static bool holds_dark(PIX *grey, uint32_t dpi) {
  enum { DARK = 100, TILES = 3 };
  l_float32 scale = 10.0f / (l_float32)(dpi > 40 ? dpi : 40);
  PIX *tiles = pixScaleAreaMap(grey, scale, scale), *dark = tiles ? pixThresholdToBinary(tiles, DARK) : NULL;
  l_int32 count = TILES;
  if (dark) pixCountPixels(dark, &count, NULL);
  pixDestroy(&tiles);
  pixDestroy(&dark);
  return count >= TILES;
}

/* tesseract reads lines that it trusts less than this once more as negatives: on a poor page all of
 * them. */
static void try_negatives(TessBaseAPI *t, bool yes) {
  TessBaseAPISetVariable(t, "invert_threshold", yes ? "0.7" : "0");
}

static ren_status recognise(ren_page *page, TessBaseAPI *t, PIX *grey, uint32_t dpi, ren_error *err) {
  ren_status status = REN_OK;
  uint32_t first = page->line_count;
  TessBaseAPISetImage2(t, grey);
  TessBaseAPISetSourceResolution(t, (int)dpi);
  if (TessBaseAPIRecognize(t, NULL) != 0) {
    TessBaseAPIClear(t);
    return ren_fail(err, REN_EBACKEND, "tesseract could not recognise the page");
  }
  reader r = {.page = page, .at = TessBaseAPIGetIterator(t)};
  if (r.at) { /* NULL: no text found */
    r.place = TessResultIteratorGetPageIteratorConst(r.at);
    status = read_words(&r, err);
    TessResultIteratorDelete(r.at);
  }
  ren_buf_free(&r.alternatives);
  TessBaseAPIClear(t);
  for (uint32_t i = first; i < page->line_count; i++) {
    ren__part_touching_words(page, &page->lines[i]);
    set_size(page, &page->lines[i]);
  }
  return status;
}

ren_status ren__recognise(ren_page *page, ren__recogniser *recogniser, PIX *grey, uint32_t dpi, ren_error *err) {
  try_negatives(recogniser->tesseract, holds_dark(grey, dpi));
  return recognise(page, recogniser->tesseract, grey, dpi, err);
}

ren_status ren__recognise_line(ren_page *page, ren__recogniser *recogniser, PIX *line, uint32_t dpi, ren_error *err) {
  try_negatives(recogniser->tesseract, false);
  TessBaseAPISetPageSegMode(recogniser->tesseract, PSM_SINGLE_LINE);
  ren_status status = recognise(page, recogniser->tesseract, line, dpi, err);
  TessBaseAPISetPageSegMode(recogniser->tesseract, recogniser->mode);
  return status;
}

/* ---- a sample -------------------------------------------------------------- */

/* Dots of a coarse screen take tesseract a hundred times as long as letters. Processor time: on a busy machine, too, a
 * page is to be judged as on an idle one. */
enum { SAMPLE_SECONDS = 4 };

static int64_t processor_seconds(void) {
  struct timespec now = {0};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec;
}

static bool is_enough(void *until, int words) {
  (void)words;
  return processor_seconds() > *(const int64_t *)until;
}

static TessResultIterator *read_strip(ren__sample *out, TessBaseAPI *t) {
  ETEXT_DESC *monitor = TessMonitorCreate();
  if (!monitor) return NULL;
  int64_t until = processor_seconds() + SAMPLE_SECONDS;
  TessMonitorSetCancelThis(monitor, &until);
  TessMonitorSetCancelFunc(monitor, is_enough);
  bool done = TessBaseAPIRecognize(t, monitor) == 0;
  TessMonitorDelete(monitor);
  out->gave_up = is_enough(&until, 0);
  return done ? TessBaseAPIGetIterator(t) : NULL;
}

void ren__recognise_strip(ren__sample *out, ren__recogniser *recogniser, PIX *grey, uint32_t dpi, l_int32 top,
                          l_int32 height) {
  TessBaseAPI *t = recogniser->tesseract;
  *out = (ren__sample){0};
  BOX box = {.y = top, .w = pixGetWidth(grey), .h = height, .refcount = 1};
  PIX *strip = pixClipRectangle(grey, &box, NULL);
  if (!strip) return;
  TessBaseAPISetImage2(t, strip);
  TessBaseAPISetSourceResolution(t, (int)dpi);
  try_negatives(t, false);
  TessBaseAPISetPageSegMode(t, PSM_SINGLE_BLOCK); /* columns of figures are no text to the analysis of layout */
  TessResultIterator *at = read_strip(out, t);
  do {
    char *text = at ? TessResultIteratorGetUTF8Text(at, RIL_WORD) : NULL;
    if (!text) continue;
    size_t letters = strlen(text);
    float confidence = TessResultIteratorConfidence(at, RIL_WORD) / 100;
    out->letters += letters;
    out->sure += letters >= 3 && confidence >= 0.75F;
    out->trust += confidence * (double)letters;
    TessDeleteText(text);
  } while (at && TessResultIteratorNext(at, RIL_WORD));
  if (out->letters) out->trust /= (double)out->letters;
  if (at) TessResultIteratorDelete(at);
  TessBaseAPIClear(t);
  TessBaseAPISetPageSegMode(t, recogniser->mode);
  pixDestroy(&strip);
}
