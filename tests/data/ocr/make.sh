#!/bin/sh
# Renders the images of this folder (ImageMagick, fonts-dejavu-core, qpdf).
set -eu
cd "$(dirname "$0")"
font=DejaVu-Serif

one='Kulturnämnden i Ekbacka kommun

§ 14 Bidrag till hembygdsföreningen

Nämnden beslutar att bevilja föreningen ett bidrag
på 45 000 kronor för år 2024. Åke Sjöström (C) deltar
inte i beslutet på grund av jäv.

Ordföranden får i uppdrag att teckna avtal om hyra
av lokalen vid Ågatan med de övriga föreningarna.'

two='Sammanträdet avslutas

Ordföranden Märta Öberg förklarar sammanträdet för
avslutat klockan 16.40. Nästa sammanträde äger rum
den 12 juni på biblioteket i Södra Åsbyn.

Justeras av Håkan Lindqvist och Göran Ekström.
Protokollet anslås på kommunens anslagstavla.'

page() { # text output
  convert -size 1000x520 xc:white -font $font -pointsize 27 -fill black -annotate +60+60 "$1" \
    -colorspace Gray -threshold 62% -type bilevel -density 200 -units PixelsPerInch "$2"
}
page "$one" one.png
page "$two" two.png
convert one.png two.png -compress Group4 notis.tif
convert one.png -rotate 90 -compress Group4 liggande.tif
convert one.png -rotate 180 -compress Group4 upp-och-ned.tif
convert one.png -colorspace Gray -background white -rotate 3 +repage -threshold 50% -type bilevel -compress Group4 -units PixelsPerInch -density 200 sned.tif
rm one.png two.png

y=0
set --
while read -r name party column; do
  y=$((y + 50))
  set -- "$@" -annotate "+60+$((y + 20))" "$(echo "$name" | tr _ ' ')" -annotate "+760+$((y + 20))" "$party" -annotate "+$column+$((y + 20))" X
done <<'ROWS'
Åsa_Lindqvist C 960
Karl-Erik_Öberg V 1140
Märta_Sjöström S 960
Göran_Ekström M 960
Hillevi_Åkerlund L 1140
Bengt-Åke_Norén V 1140
Zahra_Holmqvist KD 960
Ömer_Dahl S 1140
ROWS
convert -size 1400x520 xc:white -font $font -pointsize 27 -fill black "$@" \
  -colorspace Gray -threshold 62% -type bilevel -density 200 -units PixelsPerInch -compress Group4 tabell.tif

convert -size 480x52 xc:white -font $font -pointsize 27 -fill black -annotate +12+36 'Nämnden beslutar så här' \
  -colorspace Gray -depth 8 -density 200 -units PixelsPerInch rad.png
for kind in jpg jp2 webp gif; do convert rad.png -depth 8 rad.$kind; done
convert rad.png -monochrome rad.pbm
convert rad.png -compress LZW rad-lzw.tif
convert rad.png -quality 85 -compress JPEG rad-jpeg.tif
convert rad.png -background none -transparent white rad-alfa.png
convert rad.png -negate rad-negativ.png
convert rad.png -colorspace CMYK rad-cmyk.jpg

cat > plain.tmp <<'PDF'
%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Resources << >> >> endobj
trailer << /Size 4 /Root 1 0 R >>
PDF
qpdf --encrypt hemligt agare 128 --use-aes=y -- plain.tmp krypterad.pdf 2>/dev/null || test $? -eq 3
rm plain.tmp
