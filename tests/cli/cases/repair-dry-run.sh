# needs: model
printf 'N\344mnden beslutar att bif\345lla f\366rslaget.\n' >a.txt
cp "$DATA/protokoll.txt" b.txt
cp a.txt kept.txt
renskrift repair --dry-run a.txt b.txt
renskrift repair --dry-run --in-place a.txt >/dev/null
cmp a.txt kept.txt
ls
