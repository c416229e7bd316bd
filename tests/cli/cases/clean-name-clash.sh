# needs: model
mkdir a b
echo 'Första texten.' >a/x.txt
echo 'Andra texten.' >b/x.txt
renskrift clean -o out/ a/x.txt b/x.txt
cat out/x.txt out/x-2.txt
renskrift clean -o a/ a/x.txt
