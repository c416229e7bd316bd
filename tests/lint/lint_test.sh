#!/bin/sh
# lint_test.sh SOURCE: rules that the compiler does not check. Prints each breach.
set -u
cd "$1" || exit 1
status=0
breach() { echo "lint: $*"; status=1; }
sources=$(find base database ocr normalize report cli dict -name '*.[ch]' -not -path '*/tools/*')

# Includes: no way around the include roots.
grep -nE '#include "\.\./|#include "/' $sources && breach "a relative or absolute include"
grep -lE '#include "(text|model|encoding|lines|correct|segment|dedup|compiler|source|prepare|recognise|signs|marks|cage|pool|layout|export)/' \
  $(find base database report cli -name '*.[ch]') && breach "a folder reaches into another"
grep -lE '#include "(text|model|encoding|lines|correct|segment|dedup)/' $(find ocr -name '*.[ch]') && breach "ocr includes normalize"
grep -lE '#include "(source|prepare|recognise|signs|marks|cage|pool|layout|export)/' $(find normalize -name '*.[ch]') && breach "normalize includes ocr"
for step in encoding lines correct segment dedup; do
  others=$(printf '%s\n' encoding lines correct segment dedup | grep -v "^$step$" | paste -sd '|')
  grep -nE "#include \"($others)/" normalize/$step/*.[ch] && breach "normalize/$step reaches into another step"
done

# Memory only through base/alloc.c; libraries keep still.
libraries=$(echo "$sources" | tr ' ' '\n' | grep -vE '^cli/')
grep -nE '\b(malloc|calloc|realloc|strdup|strndup)\(' $sources | grep -vE '^(base/alloc|cli/memory)\.c' && breach "memory is taken past alloc.h"
grep -nE '\b(printf|puts|putchar|perror|setlocale|getenv|exit|abort)\(' \
  $(echo "$libraries" | grep -vE '^ocr/(source|prepare|recognise)/') && breach "a library prints, exits or reads the environment"
grep -nE '#include <(ctype|locale|threads)\.h>' $sources && breach "a banned header"
grep -nE '\b(strcpy|strcat|sprintf|gets|atoi|strtok)\(' $sources && breach "a banned function"

# Size and names.
for file in $sources; do
  lines=$(wc -l <"$file")
  [ "$lines" -le 800 ] || breach "$file has $lines lines"
done
echo "$sources" | tr ' ' '\n' | xargs -n1 basename | sort | uniq -d | grep . && breach "file names are not unique"
grep -nE '\b(TODO|FIXME|XXX)\b' $sources && breach "something is left for later"
exit $status
