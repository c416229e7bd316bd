# needs: model
renskrift clean "$DATA/skadad.txt"
