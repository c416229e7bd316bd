# needs: model no-sanitizer
# What grows a thousandfold takes no more memory than any other stream.
head -c 300000000 /dev/zero | tr '\0' 'a' | fold -w 80 | gzip -1 >bomb.gz
(ulimit -v 1000000; renskrift repair -j1 bomb.gz) | wc -c
