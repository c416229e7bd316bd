# needs: model
# Values joined and apart, letters together, operands in between, -- ends options.
cp "$DATA/protokoll.txt" ./-odd.txt
renskrift repair -qo one.txt --format=text -j 2 -- -odd.txt
renskrift repair ./-odd.txt -qotwo.txt --format text -j2
renskrift repair - <./-odd.txt >three.txt
for file in one.txt two.txt three.txt; do cmp "$file" ./-odd.txt; done
