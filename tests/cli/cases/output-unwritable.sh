# needs: model
echo 'Namnden beslutar.' >x.txt
echo kept >file
renskrift clean -o nowhere/out.txt x.txt
echo $?
renskrift clean -o file/x.txt x.txt
echo $?
renskrift clean --edits nowhere/log.ndjson x.txt
echo $?
renskrift run x.txt -o file
echo $?
cat file
renskrift run x.txt -o /proc/nowhere
