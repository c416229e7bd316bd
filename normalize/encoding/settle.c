#include "encoding/settle.h"
#include "text/compose.h"
#include "encoding/lossy.h"

enum { MAX_LOOKS = 8 };

/* Looks at the text as the edits leave it; *found: whether there was more, which they now hold. */
static ren_status look_again(ren_edits **edits, bool *found, const ren_text *text, const ren_model *model,
                             const ren_encoding_opts *opts, ren_error *err) {
  ren_text *repaired = NULL;
  ren_edits *more = NULL, *both = NULL;
  ren_buf read = {0};
  ren_status status = ren_text_new(&repaired, ren_text_bytes(text), err);
  *found = false;
  if (status == REN_OK) status = ren_text_apply(repaired, *edits, NULL, err);
  if (status == REN_OK) status = ren__encoding_look(&more, &read, repaired, model, opts, err);
  if (status == REN_OK && ren_edits_count(more) > 0) {
    *found = true;
    status = ren__compose(&both, ren_text_bytes(text), *edits, ren_text_bytes(repaired), more, false, err);
  }
  if (both) {
    ren_edits_free(*edits);
    *edits = both;
  }
  ren_edits_free(more);
  ren_buf_free(&read);
  ren_text_free(repaired);
  return status;
}

/* Whether a second look at the lines that were read finds something. The others hold no
 * run that has another reading, so what they are in cannot change them. */
static ren_status is_settled(bool *settled, ren_buf *lines, const ren_model *model, const ren_encoding_opts *opts,
                             ren_error *err) {
  ren_text *text = NULL;
  ren_edits *more = NULL;
  ren_buf read = {0};
  ren_status status = ren_text_new(&text, ren_buf_str(lines), err);
  if (status == REN_OK) status = ren__encoding_look(&more, &read, text, model, opts, err);
  *settled = status == REN_OK && ren_edits_count(more) == 0;
  ren_edits_free(more);
  ren_buf_free(&read);
  ren_text_free(text);
  return status;
}

/* Looks until nothing more is found. */
static ren_status settle(ren_edits **out, const ren_text *text, const ren_model *model, const ren_encoding_opts *opts,
                         ren_error *err) {
  ren_buf lines = {0};
  ren_status status = ren__encoding_look(out, &lines, text, model, opts, err);
  ren_encoding_opts quiet = opts ? *opts : (ren_encoding_opts)REN_ENCODING_OPTS_INIT;
  quiet.explain = NULL;
  bool settled = quiet.from || status != REN_OK || ren_edits_count(*out) == 0;
  if (!settled) status = is_settled(&settled, &lines, model, &quiet, err);
  ren_buf_free(&lines);
  if (settled) return status;
  bool found = true;
  for (int look = 1; look < MAX_LOOKS && status == REN_OK && found; look++)
    status = look_again(out, &found, text, model, &quiet, err);
  return status;
}

ren_status ren_encoding_edits(ren_edits **out, const ren_text *text, const ren_model *model,
                              const ren_encoding_opts *opts, ren_error *err) {
  ren_status status = settle(out, text, model, opts, err);
  if (status == REN_OK) status = ren__mark_lossy(*out, ren_text_bytes(text), model, opts, err);
  if (status == REN_OK) return REN_OK;
  ren_edits_free(*out);
  *out = NULL;
  return status;
}
