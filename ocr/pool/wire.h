/* pool/wire.h: what the library and renskrift-worker say to each other.
 *
 * Both ends are built together and run on one machine, so a message is a fixed
 * structure in the machine's own byte order: nothing has to be parsed, and nothing
 * that a worker driven mad by a hostile PDF may send can be misread. Page contents
 * travel as renskrift/page/1 records, whose reader trusts nobody.
 *
 *   message = head, body (a request or a response), blob 0, blob 1
 *
 * Lengths stand in the head. Descriptors (the input file, the output of `pdf`) ride
 * on the head of a request by SCM_RIGHTS: a worker never sees a path of a document.
 * A worker answers each request with one response, in order.
 */
#ifndef REN_POOL_WIRE_H
#define REN_POOL_WIRE_H

#include "layer/layer.h"

enum {
  REN__WIRE_FD = 3, /* the worker's end of the socket */
  REN__WIRE_BLOBS = 2,
  REN__WIRE_FDS = 2,
  REN__WIRE_LANGUAGES = 256,
  REN__WIRE_PATH = 4096,
  REN__WIRE_TITLE = 240
};
#define REN__WIRE_MAGIC UINT32_C(0x354b5752) /* changes with the structures below */
#define REN__WIRE_BLOB_MAX (UINT32_C(1) << 30)
#define REN__WIRE_ANSWER_MAX (UINT32_C(1) << 26) /* nor may a mad worker make the library allocate */

typedef enum ren__wire_kind { REN__WIRE_REQUEST = 1, REN__WIRE_RESPONSE } ren__wire_kind;

typedef enum ren__wire_op {
  REN__OP_CHECK = 1, /* are the languages there? */
  REN__OP_INFO,      /* number of pages */
  REN__OP_LAYER,     /* the page's text layer -> blob 0: record */
  REN__OP_OCR,       /* the page recognised -> blob 0: record, blob 1: preview */
  REN__OP_STAGES,    /* likewise -> blob 0: record, blob 1: ren__stage_head and a PNG, one after the other */
  REN__OP_PREVIEW,   /* -> blob 1 */
  REN__OP_PDF        /* blob 0: text-only PDF, blob 1: ren__wire_place[], ren__wire_bookmark[] -> the
                        second descriptor; the message of an answer that is no failure: why it is
                        no PDF/A-2b, or "" */
} ren__wire_op;

typedef struct ren__wire_head {
  uint32_t magic, kind, body, blob[REN__WIRE_BLOBS];
} ren__wire_head;

/* Which file the descriptor is: a worker keeps a document open while these stay
 * the same. */
typedef struct ren__wire_identity {
  uint64_t device, inode, size;
  int64_t changed_ns;
} ren__wire_identity;

typedef struct ren__wire_request {
  uint32_t op;
  uint32_t page; /* 1-based; REN__OP_PDF: the number of places in blob 1 */
  uint32_t preview_side;
  uint32_t rotation; /* of a preview: clockwise degrees that make it upright */
  uint32_t careful;  /* 1: a worker died on this before; nothing risky or large */
  uint32_t seconds;  /* that it may take */
  uint64_t max_pixels;
  ren__wire_identity file;
  char languages[REN__WIRE_LANGUAGES];
  char tessdata[REN__WIRE_PATH]; /* "": the system's */
} ren__wire_request;

/* Where the words of one page go in a searchable PDF. */
typedef struct ren__wire_place {
  uint32_t page;      /* 1-based page of the input */
  uint32_t text_page; /* 1-based page of the text-only PDF; 0: none */
  uint32_t rotation;  /* clockwise degrees that make the page upright */
  uint32_t spare;
  double width, height; /* points, of the page as it lies in the scan; 0: unknown */
} ren__wire_place;

/* A bookmark of a searchable PDF. */
typedef struct ren__wire_bookmark {
  uint32_t page, level; /* page as above; level 0 is the outermost */
  double down;          /* where it begins: share of the upright page's height, 0..1 from its top */
  char title[REN__WIRE_TITLE];
} ren__wire_bookmark;

typedef struct ren__wire_response {
  uint32_t status; /* ren_status */
  uint32_t pages;
  uint32_t words;    /* of the text layer */
  uint32_t cage;     /* REN__CAGE_*: what keeps the worker in */
  uint32_t laid_out; /* 1: the words of the record are in reading order already */
  uint64_t memory;   /* resident bytes of the worker */
  ren__layer_facts layer;
  char message[REN_ERROR_MESSAGE_MAX];
} ren__wire_response;

/* A message in memory; blobs are owned. */
typedef struct ren__wire_message {
  union {
    ren__wire_request request;
    ren__wire_response response;
  } body;
  ren_buf blob[REN__WIRE_BLOBS];
  int fd[REN__WIRE_FDS]; /* -1: none; owned by the receiver */
} ren__wire_message;

/* True if these bytes are a head of the wanted kind with lengths we accept. */
bool ren__wire_head_ok(const ren__wire_head *head, ren__wire_kind kind);
/* True if every field is in its range and every string ends inside its array. */
bool ren__wire_request_ok(const ren__wire_request *request);
bool ren__wire_response_ok(const ren__wire_response *response);

/* A moment in milliseconds of the monotonic clock. */
int64_t ren__wire_now(void);

/* How long to wait for the other side. */
typedef struct ren__wire_patience {
  int64_t until; /* a moment */
  int stop;      /* a descriptor: not a moment longer once it is readable; -1: none */
} ren__wire_patience;

typedef enum ren__wire_result {
  REN__WIRE_OK,
  REN__WIRE_CLOSED,  /* the other side is gone */
  REN__WIRE_TIMEOUT, /* `until` passed */
  REN__WIRE_STOPPED, /* `stop` became readable */
  REN__WIRE_GARBAGE, /* the other side does not speak this protocol */
  REN__WIRE_NOMEM
} ren__wire_result;

/* Sends, or waits for, a whole message; patience NULL: for ever. Receiving starts by
 * clearing the message; what was received so far is freed when it fails. */
ren__wire_result ren__wire_send(int socket, ren__wire_kind kind, const ren__wire_message *message,
                                const ren__wire_patience *patience);
ren__wire_result ren__wire_receive(int socket, ren__wire_kind kind, ren__wire_message *message,
                                   const ren__wire_patience *patience);

void ren__wire_init(ren__wire_message *message);
void ren__wire_clear(ren__wire_message *message); /* closes descriptors, frees blobs */

#endif
