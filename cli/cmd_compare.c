#include "commands.h"
#include "settings.h"
#include "sink.h"

#include <renskrift/compare.h>

#include <stddef.h>

typedef struct compare_settings {
  cli_common common;
  const char *output;
  bool json;
  unsigned confusions;
} compare_settings;

#define AT(member) .offset = offsetof(compare_settings, member)

static const cli_option options[] = {
    {.kind = CLI_HEADING, .name = "Output"},
    {.kind = CLI_FLAG, .name = "json", AT(json), .help = "One JSON object (renskrift/comparison/1)."},
    {.kind = CLI_NUMBER,
     .name = "confusions",
     .value = "N",
     .max = 100000,
     AT(confusions),
     .help = "Show so many letter confusions (default 20)."},
    {.kind = CLI_TEXT,
     .letter = 'o',
     .name = "output",
     .value = "FILE",
     AT(output),
     .help = "Write there instead of to standard output."},
    {.kind = CLI_INCLUDE, .table = cli_common_options, AT(common)},
    {.kind = CLI_END}};

static void write_json(ren_buf *out, const ren_comparison *r, unsigned most) {
  ren_json json;
  const struct {
    const char *name;
    size_t value;
  } counts[] = {{"truth_chars", r->truth_chars},
                {"char_errors", r->char_errors},
                {"truth_words", r->truth_words},
                {"word_errors", r->word_errors}};
  ren_json_begin(&json, out);
  ren_json_object(&json);
  ren_json_key(&json, "schema");
  ren_json_cstr(&json, "renskrift/comparison/1");
  for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
    ren_json_key(&json, counts[i].name);
    ren_json_int(&json, (int64_t)counts[i].value);
  }
  ren_json_key(&json, "cer");
  ren_json_num(&json, r->cer, 6);
  ren_json_key(&json, "wer");
  ren_json_num(&json, r->wer, 6);
  ren_json_key(&json, "word_accuracy");
  ren_json_num(&json, r->word_accuracy, 6);
  ren_json_key(&json, "confusions");
  ren_json_array(&json);
  for (size_t i = 0; i < r->confusion_count && i < most; i++) {
    ren_json_object(&json);
    ren_json_key(&json, "truth");
    ren_json_cstr(&json, r->confusions[i].truth);
    ren_json_key(&json, "text");
    ren_json_cstr(&json, r->confusions[i].text);
    ren_json_key(&json, "count");
    ren_json_int(&json, (int64_t)r->confusions[i].count);
    ren_json_end(&json, '}');
  }
  ren_json_end(&json, ']');
  ren_json_end(&json, '}');
  ren_buf_putc(out, '\n');
}

static const char *letter(const char *text) { return *text ? text : "(none)"; }

static void write_plain(ren_buf *out, const ren_comparison *r, unsigned most) {
  ren_buf_printf(out, "characters  %zu wrong of %zu  CER %.2f %%\n", r->char_errors, r->truth_chars, 100 * r->cer);
  ren_buf_printf(out, "words       %zu wrong of %zu  WER %.2f %%  right %.2f %%\n", r->word_errors, r->truth_words,
                 100 * r->wer, 100 * r->word_accuracy);
  if (r->confusion_count && most) ren_buf_puts(out, "\ncount  truth -> text\n");
  for (size_t i = 0; i < r->confusion_count && i < most; i++)
    ren_buf_printf(out, "%5zu  %s -> %s\n", r->confusions[i].count, letter(r->confusions[i].truth),
                   letter(r->confusions[i].text));
}

static ren_status compare_files(const compare_settings *s, const char *truth, const char *text, ren_error *err) {
  ren_buf a = {0}, b = {0}, out = {0};
  ren_comparison result = {0};
  ren_status status = ren_file_read(&a, truth, 0, err);
  if (status == REN_OK) status = ren_file_read(&b, text, 0, err);
  if (status == REN_OK) status = ren_compare(&result, ren_buf_str(&a), ren_buf_str(&b), err);
  if (status == REN_OK) {
    (s->json ? write_json : write_plain)(&out, &result, s->confusions);
    status = out.status == REN_OK ? cli_write_output(s->output, ren_buf_str(&out), err) : ren_fail_nomem(err);
  }
  ren_comparison_clear(&result);
  ren_buf_free(&a);
  ren_buf_free(&b);
  ren_buf_free(&out);
  return status;
}

static int run(cli *c, const cli_command *command, int argc, char **argv) {
  compare_settings s = {.confusions = 20};
  cli_list operands = {0};
  ren_error err = {0};
  int status = cli_parse(c, command, argc, argv, &s, &operands);
  if (status < 0 && operands.count != 2) status = cli_usage(c, command, "two files are wanted: the truth and a text");
  if (status < 0) {
    cli_apply_common(c, &s.common);
    if (compare_files(&s, operands.items[0], operands.items[1], &err) != REN_OK) cli_fail_error(c, &err);
    status = cli_status(c);
  }
  cli_parse_clear(command, &s, &operands);
  return status;
}

const cli_command cli_command_compare = {
    .name = "compare",
    .summary = "how far a text is from the truth: CER, WER, confusions",
    .operands = "TRUTH TEXT",
    .about = "Counts the fewest character and word edits that lead from the truth to the text.\n"
             "Runs of blanks and line ends count as one blank. Either file may be - for\n"
             "standard input.",
    .options = options,
    .examples = "  renskrift compare gold.txt ocr.txt\n"
                "  renskrift clean ocr.txt | renskrift compare --json gold.txt -\n",
    .run = run,
};
