# needs: ocr
# By default what fails is named and the rest is read; --fail-fast stops there.
good=$ROOT/tests/data/ocr/rad.png
mkdir in
cp "$good" in/1.png
head -c 300 "$good" >in/2.png
cp "$good" in/3.png
renskrift ocr -j1 in
echo $?
renskrift ocr -j1 --fail-fast in
echo $?
renskrift ocr -j1 --fail-fast --keep-going in
echo $?
renskrift ocr --fail-fast nowhere.png in/1.png
echo $?
head -c 300 "$SAMPLES/kallelse.pdf" >in/0.pdf
renskrift ocr --fail-fast in
