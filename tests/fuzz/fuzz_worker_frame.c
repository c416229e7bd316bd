/* modules: ocr */
/* What a worker says, as the library hears it: any bytes on the socket give a response
 * with every field in range, or are refused; page records in it are read by the reader
 * that trusts nobody. */
#include "pool/debug_images.h"
#include "pool/wire.h"

#include <renskrift/page.h>

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { SOCKET_ROOM = 1 << 17 }; /* what a socket pair holds without a reader */

static void check_record(ren_str json) {
  ren_page *page = NULL;
  ren_error err = {0};
  ren_status status = ren_page_read_json(&page, json, &err);
  if ((status == REN_OK) != (page != NULL) || (status != REN_OK && err.code != status)) abort();
  for (uint32_t i = 0; page && i < page->word_count; i++)
    if (page->words[i].line >= page->line_count) abort();
  ren_page_free(page);
}

/* Into a folder that is not there: nothing is written. */
static void check_stages(ren_str stages) {
  ren_error err = {0};
  ren_status status = ren__write_stages("/nonexistent", "a/b.png", 1, stages, &err);
  if ((status == REN_OK) != (stages.len == 0)) abort();
}

static void receive(const uint8_t *data, size_t size, ren__wire_kind kind) {
  int ends[2];
  if (size > SOCKET_ROOM || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return;
  if (write(ends[0], data, size) != (ssize_t)size) abort();
  close(ends[0]);
  ren__wire_message message;
  ren__wire_result result = ren__wire_receive(ends[1], kind, &message, NULL);
  if (result == REN__WIRE_TIMEOUT) abort();
  if (result == REN__WIRE_OK && kind == REN__WIRE_RESPONSE) {
    const ren__wire_response *response = &message.body.response;
    if (response->status > REN_EBACKEND || strlen(response->message) >= sizeof response->message) abort();
    check_record(ren_buf_str(&message.blob[0]));
    check_stages(ren_buf_str(&message.blob[0]));
  }
  if (result == REN__WIRE_OK && kind == REN__WIRE_REQUEST && !ren__wire_request_ok(&message.body.request)) abort();
  if (result != REN__WIRE_OK && (message.blob[0].ptr || message.fd[0] != -1)) abort();
  ren__wire_clear(&message);
  close(ends[1]);
}

/* The fuzzer's bytes behind a good head, so that it need not find the magic. */
static void receive_framed(const uint8_t *data, size_t size) {
  ren__wire_head head = {.magic = REN__WIRE_MAGIC, .kind = REN__WIRE_RESPONSE, .body = sizeof(ren__wire_response)};
  size_t whole = sizeof head + sizeof(ren__wire_response) + size;
  uint8_t *bytes = calloc(1, whole); // NOLINT: a test's own
  if (!bytes) return;
  head.blob[0] = (uint32_t)size;
  memcpy(bytes, &head, sizeof head);
  memcpy(bytes + whole - size, data, size);
  receive(bytes, whole, REN__WIRE_RESPONSE);
  free(bytes); // NOLINT
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  receive(data, size, REN__WIRE_RESPONSE);
  receive(data, size, REN__WIRE_REQUEST);
  receive_framed(data, size);
  return 0;
}
