# needs: model
mkdir in in/sub
cp "$DATA/protokoll.txt" in/kultur.txt
cp "$DATA/skadad.txt" in/sub/social.txt
printf 'N\344mnden f\366resl\345r att f\366rvaltningen f\345r i uppdrag att \345terkomma.\n' >in/kultur.old
renskrift run in -o out 2>said
sed 's/([0-9]* s)/(N s)/' said
(cd out && find . -type f | sort)
cat out/kultur-txt.txt | cmp - in/kultur.txt
cat out/kultur.txt
grep -c 'Nämnden borde i stället ha sett över' out/sub/social.txt
"$CHECK_SCHEMA" "$FORMATS" out/*.ndjson out/sub/*.ndjson | grep -c records
renskrift clean --undo out/sub/social.edits.ndjson out/sub/social.txt | cmp - in/sub/social.txt
