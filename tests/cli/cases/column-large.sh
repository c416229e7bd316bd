# needs: model no-sanitizer
# Cut between records, whatever the reads; a record that never ends is refused.
printf 'id;text;mer\n' >t.csv
i=0
while [ $i -lt 3000 ]; do
  printf '%d;"Nämnden fÃ¶reslår\n\n  att ""Ã…rsta""; byggs";Ã¥ %d\n' $i $i
  i=$((i + 1))
done >block
for i in 1 2 3 4 5 6 7 8 9 10; do cat block; done >>t.csv
renskrift repair --column text -j1 t.csv >file.csv
dd if=t.csv bs=999 2>/dev/null | renskrift repair --column text -j2 >pipe.csv
cmp file.csv pipe.csv
sed 's/fÃ¶reslår/föreslår/; s/""Ã…rsta""/""Årsta""/' t.csv | cmp - file.csv
{ printf 'a;b\n1;"'; head -c 60000000 /dev/zero | tr '\0' 'x'; } | renskrift repair --column b | wc -c
