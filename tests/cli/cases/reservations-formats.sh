# needs: model
cp "$DATA/protokoll.txt" kultur.txt
renskrift reservations --format csv kultur.txt | head -1
renskrift reservations --format text kultur.txt | grep -c 'Ingela Åkerlund (V), Sven Östman (MP)'
renskrift reservations -o r.ndjson kultur.txt && test -s r.ndjson
: >empty.txt
renskrift reservations empty.txt kultur.txt | wc -l
