# needs: model
renskrift join --keep-lines "$DATA/radbruten.txt"
