# needs: model
# A device is written to, not replaced.
renskrift clean -o /dev/null "$DATA/protokoll.txt" && test -c /dev/null && echo still a device
mkfifo pipe
renskrift clean -o pipe "$DATA/protokoll.txt" &
cmp pipe "$DATA/protokoll.txt" && test -p pipe && echo still a pipe
