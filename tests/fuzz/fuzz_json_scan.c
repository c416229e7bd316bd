/* modules: base text */
/* The scanner behind --field: whatever jansson takes for an object it must take, too, and
 * agree on the member's value; replacing the value must give a line that is one object
 * again, with the value that was put in. */
#include "../../cli/json_scan.c"

#include <jansson.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool fact) {
  if (!fact) abort();
}

static void check_against_jansson(ren_str line, bool ours, const cli_json_member *member) {
  json_t *root = json_loadb(line.ptr, line.len, JSON_ALLOW_NUL, NULL);
  const json_t *value = json_object_get(root, "text");
  if (root && json_is_object(root)) {
    require(ours);
    require(member->found == json_is_string(value));
  }
  if (root && member->found) {
    ren_buf plain = {0};
    cli_json_unquote(&plain, (ren_str){line.ptr + member->start, member->end - member->start});
    ren_str wanted = {json_string_value(value), json_string_length(value)};
    require(plain.status != REN_OK || ren_str_eq(ren_buf_str(&plain), wanted));
    ren_buf_free(&plain);
  }
  json_decref(root);
}

/* All members at once: the same object, the same strings. */
static void check_members(ren_str line, bool ours) {
  static const char *const names[3] = {"id", "text", "a"};
  cli_json_member members[3];
  const char *why;
  bool taken = cli_json_members(line, names, members, 3, &why);
  require(taken == ours && (taken || why));
  if (!taken || memchr(line.ptr, '\0', line.len)) return;
  json_t *root = json_loadb(line.ptr, line.len, JSON_ALLOW_NUL, NULL);
  for (int i = 0; root && i < 3; i++) {
    const json_t *value = json_object_get(root, names[i]);
    require(members[i].found == (value != NULL));
    if (!value) continue;
    require(members[i].start < members[i].end && members[i].end <= line.len);
    require((line.ptr[members[i].start] == '"') == json_is_string(value));
    require((line.ptr[members[i].start] == '{') == json_is_object(value));
  }
  json_decref(root);
}

static void check_replacement(ren_str line, const cli_json_member *member) {
  static const ren_str value = {"å\n\"x\\", 6};
  ren_buf made = {0}, plain = {0};
  ren_json json;
  cli_json_member again;
  const char *why;
  size_t at;
  ren_buf_append(&made, line.ptr, member->start);
  ren_json_begin(&json, &made);
  ren_json_str(&json, value);
  ren_buf_append(&made, line.ptr + member->end, line.len - member->end);
  require(cli_json_find(ren_buf_str(&made), "text", &again, &why, &at) && again.found);
  require(again.start == member->start);
  cli_json_unquote(&plain, (ren_str){made.ptr + again.start, again.end - again.start});
  require(ren_str_eq(ren_buf_str(&plain), value));
  ren_buf_free(&made);
  ren_buf_free(&plain);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ren_str line = {(const char *)data, size};
  cli_json_member member;
  const char *why;
  size_t at;
  if (memchr(data, '\n', size)) return 0; /* lines only */
  bool ours = cli_json_find(line, "text", &member, &why, &at);
  require(at <= size && (ours || why));
  check_members(line, ours);
  cli_json_member pointed;
  const char *also;
  size_t there;
  require(cli_json_find(line, "/text", &pointed, &also, &there) == ours && pointed.found == member.found);
  require(pointed.start == member.start && pointed.end == member.end && there == at);
  if (cli_json_find(line, "/a/1/text", &pointed, &also, &there) && pointed.found)
    require(pointed.end <= size && line.ptr[pointed.start] == '"' && line.ptr[pointed.end - 1] == '"');
  if (!memchr(data, '\0', size)) check_against_jansson(line, ours, &member); /* it swallows a NUL after a number */
  if (ours && member.found) {
    require(member.start < member.end && member.end <= size);
    check_replacement(line, &member);
  }
  return 0;
}
