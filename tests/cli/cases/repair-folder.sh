# needs: model
# Folders are walked in order; hidden files are skipped; a loop of links ends.
mkdir -p in/b/c in/.hidden
printf 'Första f\366rslaget\n' >in/a.txt
printf 'Ärendet är avgjort.\n' >in/b/c/x.txt
printf 'hemligt\n' >in/.hidden/h.txt
printf 'hemligt\n' >in/.h.txt
ln -s .. in/b/up
ln -s loop in/loop
renskrift repair -o out/ in
find out -type f | sort
cat out/a.txt
