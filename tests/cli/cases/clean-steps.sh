# needs: model
printf 'Namnden har l\344nge arbe-\ntat med fragan.\n' >x.txt
for steps in encoding encoding,lines encoding,spelling encoding,lines,spelling; do
  renskrift clean --steps $steps x.txt
done
