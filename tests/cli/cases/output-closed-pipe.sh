# needs: model
# The reader goes away: no message, status 4.
cat "$DATA/protokoll.txt" "$DATA/protokoll.txt" "$DATA/protokoll.txt" >x.txt
cat x.txt x.txt x.txt x.txt x.txt x.txt x.txt x.txt x.txt x.txt >y.txt
cat y.txt y.txt y.txt y.txt y.txt y.txt y.txt y.txt y.txt y.txt >z.txt
{ renskrift repair z.txt; echo $? >status; } | head -c 10 >/dev/null
cat status
