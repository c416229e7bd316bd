# needs: model
# gzip and zstd are told by their contents, from files and from a pipe; members and frames
# that follow each other are one text.
printf 'Nämnden fÃ¶reslår en Ã¥tgärd.\n' >a.txt
gzip -k a.txt
zstd -q a.txt -o b
renskrift repair a.txt.gz b
cat a.txt.gz a.txt.gz | renskrift repair -
cat b b | renskrift repair
{ cat a.txt.gz; head -c 512 /dev/zero; } | renskrift repair
printf '' | gzip | renskrift repair | wc -c
renskrift join a.txt.gz
