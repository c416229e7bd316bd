# needs: model
cp "$DATA/skadad.txt" skadad.txt
renskrift clean --format diff skadad.txt
