# needs: model
cp "$DATA/protokoll.txt" a.txt
sed 's/tolv tusen/elva tusen/' a.txt >b.txt
echo 'Ett helt annat ämne: vägunderhållet i de norra byarna under vintern och vem som ska betala för sandningen.' >c.txt
renskrift dedup --pairs a.txt b.txt c.txt | cut -d, -f1-4
renskrift dedup --pairs --min-similarity 0.9999 a.txt b.txt c.txt | cut -d, -f1-4 | grep -v shares
renskrift dedup -j2 a.txt b.txt c.txt | "$CHECK_SCHEMA" "$FORMATS"
renskrift dedup --passages --min-passage-words 5 a.txt b.txt c.txt >p.ndjson && "$CHECK_SCHEMA" "$FORMATS" p.ndjson >/dev/null
