# needs: model
# A table that cannot be read is named with the line, and stays as it is.
printf 'a;b\n1;m\303\203\302\266te\n2;"m\303\203\302\266te\n3;x\n' >open.csv
printf 'a;b\n1;"m\303\203\302\266te" och mer\n' >after.csv
printf 'a;b,c\n1,2,3\n;;;\n4\n' >odd.csv
printf 'a;b\n1;m\303\203\302\266te\n' >good.csv
printf 'a;b\n1;x\n' | iconv -f utf-8 -t utf-16 >wide.csv
for file in open after odd wide; do
  cp $file.csv kept
  renskrift repair --in-place --column 2 $file.csv good.csv
  echo "status $?"
  cmp $file.csv kept
done
cat good.csv
renskrift repair --column c good.csv
renskrift repair --column 3 good.csv
renskrift repair --column 0 good.csv
renskrift repair --column '' good.csv
renskrift repair --column 1 --field x good.csv
renskrift repair --column 1 --delimiter ab good.csv
renskrift repair --delimiter ';' good.csv
