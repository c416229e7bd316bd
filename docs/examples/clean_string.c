/* Cleans a string. Build: cc clean_string.c $(pkg-config --cflags --libs renskrift) */
#include <renskrift/renskrift.h>

#include <stdio.h>

int main(int argc, char **argv) {
  if (argc != 3) return fprintf(stderr, "usage: %s MODEL TEXT\n", argv[0]), 2;
  ren_error err = {0};
  ren_model *model = NULL;
  ren_buf clean = {0};
  ren_clean_opts opts = REN_CLEAN_OPTS_INIT;
  if (ren_model_open(&model, argv[1], &err) == REN_OK &&
      ren_clean_string(&clean, ren_str_of(argv[2]), model, &opts, &err) == REN_OK)
    puts(clean.ptr);
  else
    fprintf(stderr, "%s\n", err.message);
  ren_buf_free(&clean);
  ren_model_free(model);
  return err.code == REN_OK ? 0 : 1;
}
