# needs: model
# No result replaces an input; a result folder among the inputs is refused.
mkdir in
cp "$DATA/protokoll.txt" in/a.txt
renskrift run in -o in
echo $?
renskrift run in/a.txt -o in
echo $?
cmp in/a.txt "$DATA/protokoll.txt"
renskrift run -q in/a.txt -o in/out
renskrift run -q in -o in/out && ls in/out
