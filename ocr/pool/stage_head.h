/* pool/stage_head.h: before each image in the answer to REN__OP_STAGES. */
#ifndef REN_POOL_STAGE_HEAD_H
#define REN_POOL_STAGE_HEAD_H

#include <stdint.h>

typedef struct ren__stage_head {
  char name[16];
  uint32_t size; /* of the PNG that follows */
} ren__stage_head;

#endif
