/* Writes texts with planted groups, as records with an id and a text.
 *
 *     write_texts COUNT SEED */
#include "../accuracy/dedup_texts.h"

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  size_t count = strtoul(argv[1], NULL, 10);
  gen_text *texts = gen_texts(count, strtoul(argv[2], NULL, 10), NULL);
  for (size_t i = 0; i < count; i++) {
    ren_buf out = {0};
    ren_json json;
    ren_json_begin(&json, &out);
    ren_json_object(&json);
    ren_json_key(&json, "id");
    ren_json_cstr(&json, texts[i].id);
    ren_json_key(&json, "text");
    ren_json_str(&json, texts[i].text);
    ren_json_end(&json, '}');
    puts(out.ptr);
    ren_buf_free(&out);
  }
  gen_free(texts, count);
  return 0;
}
