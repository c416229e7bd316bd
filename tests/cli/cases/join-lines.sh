# needs: model
renskrift join "$DATA/radbruten.txt"
