# needs: ocr
: >empty.pdf
echo 'bara text' >text.pdf
head -c 3000 "$SAMPLES/social-protokoll.pdf" >truncated.pdf
renskrift ocr empty.pdf text.pdf truncated.pdf nowhere.pdf
echo $?
cp "$SAMPLES/kallelse.pdf" .
renskrift ocr --text-layer keep --pages 1,7 kallelse.pdf | grep -c .
renskrift ocr -l nosuch "$SAMPLES/kallelse.pdf"
echo $?
renskrift ocr --tessdata . "$SAMPLES/kallelse.pdf"
