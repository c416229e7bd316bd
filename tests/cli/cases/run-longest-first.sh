# needs: ocr model
# Pages are read in the order of their files' bytes a page (here seen by what fails).
head -c 300 "$ROOT/tests/data/ocr/rad.png" >a.png
{ printf 'P5 3000 3000 255\n'; head -c 3000 /dev/zero; } >b.pgm
head -c 1500 "$ROOT/tests/data/ocr/rad.jp2" | head -c 900 >c.jp2
renskrift run -q -j1 a.png b.pgm c.jp2 -o out
