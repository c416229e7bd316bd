/* pool/debug_images.h: the stages of a page's preparation, from the worker to a folder. */
#ifndef REN_POOL_DEBUG_IMAGES_H
#define REN_POOL_DEBUG_IMAGES_H

#include "pool/stage_head.h"

#include <renskrift/base.h>

/* FOLDER/NAME-PAGE-NUMBER-STAGE.png for each. REN_EBACKEND: not what a worker says. */
ren_status ren__write_stages(const char *folder, const char *document, uint32_t page, ren_str stages, ren_error *err);

#endif
