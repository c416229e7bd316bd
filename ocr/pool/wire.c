#include "pool/wire.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* ---- what is acceptable --------------------------------------------------- */

static size_t body_size(ren__wire_kind kind) {
  return kind == REN__WIRE_REQUEST ? sizeof(ren__wire_request) : sizeof(ren__wire_response);
}

bool ren__wire_head_ok(const ren__wire_head *head, ren__wire_kind kind) {
  if (head->magic != REN__WIRE_MAGIC || head->kind != (uint32_t)kind || head->body != body_size(kind)) return false;
  uint32_t most = kind == REN__WIRE_REQUEST ? REN__WIRE_BLOB_MAX : REN__WIRE_ANSWER_MAX;
  for (int i = 0; i < REN__WIRE_BLOBS; i++)
    if (head->blob[i] > most) return false;
  return true;
}

bool ren__wire_request_ok(const ren__wire_request *request) {
  return request->op >= REN__OP_CHECK && request->op <= REN__OP_PDF && request->rotation < 360 &&
         request->careful <= 1 && request->seconds > 0 && memchr(request->languages, '\0', sizeof request->languages) &&
         memchr(request->tessdata, '\0', sizeof request->tessdata);
}

bool ren__wire_response_ok(const ren__wire_response *response) {
  return response->status <= REN_EBACKEND && response->laid_out <= 1 &&
         memchr(response->message, '\0', sizeof response->message);
}

/* ---- waiting -------------------------------------------------------------- */

int64_t ren__wire_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static ren__wire_result wait_for(int socket, short events, const ren__wire_patience *patience) {
  struct pollfd both[2] = {{.fd = socket, .events = events}, {.fd = patience ? patience->stop : -1, .events = POLLIN}};
  for (;;) {
    int timeout = -1;
    if (patience) {
      int64_t left = patience->until - ren__wire_now();
      if (left <= 0) return REN__WIRE_TIMEOUT;
      timeout = left > INT32_MAX ? INT32_MAX : (int)left;
    }
    int ready = poll(both, 2, timeout);
    if (ready > 0)
      return both[1].revents ? REN__WIRE_STOPPED : REN__WIRE_OK; /* a hang-up shows in the call that follows */
    if (ready < 0 && errno != EINTR) return REN__WIRE_CLOSED;
  }
}

/* ---- sending -------------------------------------------------------------- */

static void attach(struct msghdr *message, char *control, size_t room, const int *fds) {
  int open_fds[REN__WIRE_FDS];
  size_t count = 0;
  for (int i = 0; i < REN__WIRE_FDS; i++)
    if (fds[i] >= 0) open_fds[count++] = fds[i];
  if (count == 0) return;
  memset(control, 0, room);
  message->msg_control = control;
  message->msg_controllen = CMSG_SPACE(count * sizeof(int));
  struct cmsghdr *head = CMSG_FIRSTHDR(message);
  head->cmsg_level = SOL_SOCKET;
  head->cmsg_type = SCM_RIGHTS;
  head->cmsg_len = CMSG_LEN(count * sizeof(int));
  memcpy(CMSG_DATA(head), open_fds, count * sizeof(int));
}

static ren__wire_result send_bytes(int socket, const void *bytes, size_t size, const int *fds,
                                   const ren__wire_patience *patience) {
  const char *at = bytes;
  _Alignas(struct cmsghdr) char control[CMSG_SPACE(REN__WIRE_FDS * sizeof(int))];
  while (size > 0) {
    struct iovec piece = {.iov_base = (void *)(uintptr_t)at, .iov_len = size};
    struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
    if (fds) attach(&message, control, sizeof control, fds);
    ssize_t sent = sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) {
      at += sent;
      size -= (size_t)sent;
      fds = NULL;
    } else if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      ren__wire_result waited = wait_for(socket, POLLOUT, patience);
      if (waited != REN__WIRE_OK) return waited;
    } else if (sent < 0 && errno != EINTR) {
      return REN__WIRE_CLOSED;
    }
  }
  return REN__WIRE_OK;
}

ren__wire_result ren__wire_send(int socket, ren__wire_kind kind, const ren__wire_message *message,
                                const ren__wire_patience *patience) {
  ren__wire_head head = {.magic = REN__WIRE_MAGIC, .kind = (uint32_t)kind, .body = (uint32_t)body_size(kind)};
  for (int i = 0; i < REN__WIRE_BLOBS; i++) {
    if (message->blob[i].len > REN__WIRE_BLOB_MAX) return REN__WIRE_NOMEM;
    head.blob[i] = (uint32_t)message->blob[i].len;
  }
  ren__wire_result result = send_bytes(socket, &head, sizeof head, message->fd, patience);
  if (result == REN__WIRE_OK) result = send_bytes(socket, &message->body, head.body, NULL, patience);
  for (int i = 0; result == REN__WIRE_OK && i < REN__WIRE_BLOBS; i++)
    result = send_bytes(socket, message->blob[i].ptr, message->blob[i].len, NULL, patience);
  return result;
}

/* ---- receiving ------------------------------------------------------------ */

/* Keeps the descriptors that came; closes any beyond the two there may be. */
static void take_fds(struct msghdr *message, int *fds) {
  for (struct cmsghdr *head = CMSG_FIRSTHDR(message); head; head = CMSG_NXTHDR(message, head)) {
    if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS) continue;
    size_t count = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (size_t i = 0; i < count; i++) {
      int fd;
      memcpy(&fd, CMSG_DATA(head) + i * sizeof(int), sizeof fd);
      int place = 0;
      while (place < REN__WIRE_FDS && fds[place] >= 0) place++;
      if (place < REN__WIRE_FDS)
        fds[place] = fd;
      else
        close(fd);
    }
  }
}

static ren__wire_result receive_bytes(int socket, void *bytes, size_t size, int *fds,
                                      const ren__wire_patience *patience) {
  char *at = bytes;
  while (size > 0) {
    _Alignas(struct cmsghdr) char control[CMSG_SPACE(REN__WIRE_FDS * sizeof(int))];
    struct iovec piece = {.iov_base = at, .iov_len = size};
    struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
    if (fds) message.msg_control = control, message.msg_controllen = sizeof control;
    ren__wire_result waited = wait_for(socket, POLLIN, patience);
    if (waited != REN__WIRE_OK) return waited;
    ssize_t got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
    if (got == 0) return REN__WIRE_CLOSED;
    if (got < 0 && errno != EINTR && errno != EAGAIN && errno != EWOULDBLOCK) return REN__WIRE_CLOSED;
    if (got < 0) continue;
    if (fds) take_fds(&message, fds);
    at += got;
    size -= (size_t)got;
  }
  return REN__WIRE_OK;
}

void ren__wire_init(ren__wire_message *message) {
  memset(message, 0, sizeof *message);
  for (int i = 0; i < REN__WIRE_FDS; i++) message->fd[i] = -1;
}

void ren__wire_clear(ren__wire_message *message) {
  for (int i = 0; i < REN__WIRE_FDS; i++)
    if (message->fd[i] >= 0) close(message->fd[i]);
  for (int i = 0; i < REN__WIRE_BLOBS; i++) ren_buf_free(&message->blob[i]);
  ren__wire_init(message);
}

static ren__wire_result receive_blob(int socket, ren_buf *blob, uint32_t size, const ren__wire_patience *patience) {
  if (size == 0) return REN__WIRE_OK;
  if (!ren_buf_reserve(blob, size)) return REN__WIRE_NOMEM;
  ren__wire_result result = receive_bytes(socket, blob->ptr, size, NULL, patience);
  if (result != REN__WIRE_OK) return result;
  blob->len = size;
  blob->ptr[size] = '\0';
  return REN__WIRE_OK;
}

ren__wire_result ren__wire_receive(int socket, ren__wire_kind kind, ren__wire_message *message,
                                   const ren__wire_patience *patience) {
  ren__wire_init(message);
  ren__wire_head head;
  ren__wire_result result = receive_bytes(socket, &head, sizeof head, message->fd, patience);
  if (result == REN__WIRE_OK && !ren__wire_head_ok(&head, kind)) result = REN__WIRE_GARBAGE;
  if (result == REN__WIRE_OK) result = receive_bytes(socket, &message->body, head.body, NULL, patience);
  if (result == REN__WIRE_OK) {
    bool good = kind == REN__WIRE_REQUEST ? ren__wire_request_ok(&message->body.request)
                                          : ren__wire_response_ok(&message->body.response);
    if (!good) result = REN__WIRE_GARBAGE;
  }
  for (int i = 0; result == REN__WIRE_OK && i < REN__WIRE_BLOBS; i++)
    result = receive_blob(socket, &message->blob[i], head.blob[i], patience);
  if (result != REN__WIRE_OK) ren__wire_clear(message);
  return result;
}
