#include "packing.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

enum { STEP = 1 << 16, WINDOW_LOG_MAX = 27, GZIP_BITS = 15 + 16 };

/* ---- what is packed ---------------------------------------------------------- */

cli_packing cli_packing_of_bytes(ren_str head) {
  const unsigned char *b = (const unsigned char *)head.ptr;
  if (head.len >= 3 && b[0] == 0x1F && b[1] == 0x8B && b[2] == 8) return CLI_GZIP;
  if (head.len < 4) return CLI_PLAIN;
  if (b[0] == 0x28 && b[1] == 0xB5 && b[2] == 0x2F && b[3] == 0xFD) return CLI_ZSTD;
  /* A frame to be skipped may come first (pzstd). */
  return (b[0] & 0xF0) == 0x50 && b[1] == 0x2A && b[2] == 0x4D && b[3] == 0x18 ? CLI_ZSTD : CLI_PLAIN;
}

cli_packing cli_packing_of_name(const char *path) {
  size_t length = path ? strlen(path) : 0;
  if (length > 3 && strcmp(path + length - 3, ".gz") == 0) return CLI_GZIP;
  return length > 4 && strcmp(path + length - 4, ".zst") == 0 ? CLI_ZSTD : CLI_PLAIN;
}

static void *memory_or_end(void *memory) { return memory ? memory : cli_alloc(SIZE_MAX); /* says so and ends */ }

/* ---- unpacking --------------------------------------------------------------- */

struct cli_unpacker {
  cli_packing packing;
  z_stream gzip;
  ZSTD_DStream *zstd;
  bool within, any; /* a member or frame has begun and not ended; one has ended */
  bool full;        /* there was no room for all that was made */
};

cli_unpacker *cli_unpacker_new(cli_packing packing) {
  cli_unpacker *u = cli_alloc(sizeof *u);
  u->packing = packing;
  if (packing == CLI_GZIP) {
    if (inflateInit2(&u->gzip, GZIP_BITS) != Z_OK) memory_or_end(NULL);
  } else {
    u->zstd = memory_or_end(ZSTD_createDStream());
    ZSTD_DCtx_setParameter(u->zstd, ZSTD_d_windowLogMax, WINDOW_LOG_MAX);
  }
  return u;
}

void cli_unpacker_free(cli_unpacker *u) {
  if (!u) return;
  if (u->packing == CLI_GZIP)
    inflateEnd(&u->gzip);
  else
    ZSTD_freeDStream(u->zstd);
  free(u);
}

/* Between members: zero bytes are padding, all else must be a member. */
static ren_status begin_member(cli_unpacker *u, ren_str *in, ren_error *err) {
  while (u->any && in->len && *in->ptr == '\0') {
    in->ptr++;
    in->len--;
  }
  if (!in->len) return REN_OK;
  if (u->any && (unsigned char)*in->ptr != 0x1F)
    return ren_fail(err, REN_EFORMAT, "the compressed data is damaged: something follows its end");
  inflateReset(&u->gzip);
  u->within = true;
  return REN_OK;
}

static ren_status unpack_gzip(cli_unpacker *u, ren_str *in, char *out, size_t room, size_t *made, ren_error *err) {
  z_stream *z = &u->gzip;
  while ((in->len || u->full) && *made < room) {
    ren_status status = u->within ? REN_OK : begin_member(u, in, err);
    if (status != REN_OK) return status;
    if (!u->within) break;
    size_t take = in->len < STEP ? in->len : STEP, give = room - *made < STEP ? room - *made : STEP;
    z->next_in = (unsigned char *)(uintptr_t)in->ptr;
    z->avail_in = (uInt)take;
    z->next_out = (unsigned char *)out + *made;
    z->avail_out = (uInt)give;
    int result = inflate(z, Z_NO_FLUSH);
    *made += give - z->avail_out;
    in->ptr += take - z->avail_in;
    in->len -= take - z->avail_in;
    u->full = z->avail_out == 0 && result == Z_OK;
    if (result == Z_MEM_ERROR) return ren_fail_nomem(err);
    if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
      return ren_fail(err, REN_EFORMAT, "the compressed data is damaged: %s", z->msg ? z->msg : "no gzip");
    if (result == Z_STREAM_END) {
      u->within = false;
      u->any = true;
    }
  }
  return REN_OK;
}

static ren_status unpack_zstd(cli_unpacker *u, ren_str *in, char *out, size_t room, size_t *made, ren_error *err) {
  ZSTD_inBuffer source = {in->ptr, in->len, 0};
  ZSTD_outBuffer target = {out, room, 0};
  while ((source.pos < source.size || u->full) && target.pos < room) {
    size_t result = ZSTD_decompressStream(u->zstd, &target, &source);
    if (ZSTD_isError(result))
      return ren_fail(err, REN_EFORMAT, "the compressed data is damaged: %s", ZSTD_getErrorName(result));
    u->within = result != 0;
    u->any = u->any || result == 0;
    u->full = result != 0 && target.pos == room;
  }
  in->ptr += source.pos;
  in->len -= source.pos;
  *made = target.pos;
  return REN_OK;
}

ren_status cli_unpack(cli_unpacker *u, ren_str *in, char *out, size_t room, size_t *made, ren_error *err) {
  *made = 0;
  return u->packing == CLI_GZIP ? unpack_gzip(u, in, out, room, made, err) : unpack_zstd(u, in, out, room, made, err);
}

ren_status cli_unpack_end(const cli_unpacker *u, ren_error *err) {
  if (!u->within && u->any) return REN_OK;
  return ren_fail(err, REN_EFORMAT, "the compressed data is cut short");
}

/* ---- packing ----------------------------------------------------------------- */

struct cli_packer {
  cli_packing packing;
  z_stream gzip;
  ZSTD_CStream *zstd;
  char out[STEP];
};

cli_packer *cli_packer_new(cli_packing packing) {
  cli_packer *p = cli_alloc(sizeof *p);
  p->packing = packing;
  if (packing == CLI_GZIP) {
    if (deflateInit2(&p->gzip, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP_BITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
      memory_or_end(NULL);
  } else {
    p->zstd = memory_or_end(ZSTD_createCStream());
    ZSTD_CCtx_setParameter(p->zstd, ZSTD_c_checksumFlag, 1);
  }
  return p;
}

void cli_packer_free(cli_packer *p) {
  if (!p) return;
  if (p->packing == CLI_GZIP)
    deflateEnd(&p->gzip);
  else
    ZSTD_freeCStream(p->zstd);
  free(p);
}

static ren_status pack_gzip(cli_packer *p, ren_str bytes, bool last, cli_pack_write write, void *payload,
                            ren_error *err) {
  z_stream *z = &p->gzip;
  ren_status status = REN_OK;
  for (int result = Z_OK; status == REN_OK && (bytes.len || (last && result != Z_STREAM_END));) {
    size_t take = bytes.len < STEP ? bytes.len : STEP;
    z->next_in = (unsigned char *)(uintptr_t)bytes.ptr;
    z->avail_in = (uInt)take;
    z->next_out = (unsigned char *)p->out;
    z->avail_out = sizeof p->out;
    result = deflate(z, last && take == bytes.len ? Z_FINISH : Z_NO_FLUSH);
    bytes.ptr += take - z->avail_in;
    bytes.len -= take - z->avail_in;
    if (z->avail_out < sizeof p->out) status = write(payload, (ren_str){p->out, sizeof p->out - z->avail_out}, err);
  }
  return status;
}

static ren_status pack_zstd(cli_packer *p, ren_str bytes, bool last, cli_pack_write write, void *payload,
                            ren_error *err) {
  ZSTD_inBuffer source = {bytes.ptr, bytes.len, 0};
  ren_status status = REN_OK;
  for (size_t left = 1; status == REN_OK && (source.pos < source.size || (last && left));) {
    ZSTD_outBuffer target = {p->out, sizeof p->out, 0};
    left = ZSTD_compressStream2(p->zstd, &target, &source, last ? ZSTD_e_end : ZSTD_e_continue);
    if (ZSTD_isError(left)) return ren_fail(err, REN_EBACKEND, "cannot compress: %s", ZSTD_getErrorName(left));
    if (target.pos) status = write(payload, (ren_str){p->out, target.pos}, err);
  }
  return status;
}

ren_status cli_pack(cli_packer *p, ren_str bytes, bool last, cli_pack_write write, void *payload, ren_error *err) {
  return p->packing == CLI_GZIP ? pack_gzip(p, bytes, last, write, payload, err)
                                : pack_zstd(p, bytes, last, write, payload, err);
}
