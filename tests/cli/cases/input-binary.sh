# needs: model
cp "$SAMPLES/kallelse.pdf" x.txt
cp "$SAMPLES/byalag-skrivelse.png" y.txt
head -c 4000 /dev/urandom >z.txt
mkdir d e
cp z.txt d/z.txt
echo 'Namnden beslutar.' >good.txt
renskrift clean x.txt y.txt z.txt d e good.txt
renskrift repair <x.txt
