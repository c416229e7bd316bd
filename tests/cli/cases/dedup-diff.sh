# needs: model
cat >a.txt <<'EOF'
Vi anser att nämnden borde ha avslagit förslaget till ny skolstruktur. Elevernas väg till skolan blir längre och de små enheterna, som vårdnadshavarna är mycket nöjda med, läggs ned utan att någon konsekvensanalys har gjorts.
Dessutom saknas en beräkning av vad skolskjutsarna kommer att kosta när tre skolor ska slås ihop till en. Vi yrkade därför på återremiss för att få ett fullständigt underlag innan beslut fattas. Kostnaden uppskattades till 14 miljoner kronor.
EOF
sed 's/avslagit/bifallit/; s/14 miljoner/15 miljoner/; s/ mycket nöjda/ nöjda/; s/vårdnadshavarna/vardnadshavarna/; s/beräkning/beräkninq/; s/kommer/kornmer/' a.txt >b.txt
sed -n 2p a.txt >c.txt
sed -n 1p a.txt | sed 's/någon konsekvensanalys/n?gon konsekvensanalys/' >>c.txt
renskrift dedup --format diff a.txt b.txt c.txt
renskrift dedup --format diff --pairs a.txt b.txt
renskrift dedup --format diff -o out.txt a.txt b.txt && grep -c 'misread' out.txt
