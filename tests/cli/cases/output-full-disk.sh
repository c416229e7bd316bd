# needs: model
renskrift clean "$DATA/protokoll.txt" >/dev/full
echo $?
renskrift help >/dev/full
echo $?
renskrift clean -o /dev/full "$DATA/protokoll.txt"
