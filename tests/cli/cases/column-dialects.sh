# needs: model
# Delimiters are found out or told; quotes are added where a result needs them.
printf 'a\tb\n1\tm\303\203\302\266te\n' | renskrift repair --column b
printf 'a,b\n1,m\303\203\302\266te\n' | renskrift repair --column 2
printf 'sep=|\na|b\n1|m\303\203\302\266te\n' | renskrift repair --column b
printf 'a|b\n1|m\303\203\302\266te\n' | renskrift repair --column b --delimiter '|'
printf 'a b\n1 m\303\203\302\266te\n' | renskrift repair --column b --delimiter ' '
printf 'text\nm\303\203\302\266te\nf\303\203\302\266rslag\n' | renskrift repair --column text
printf 'a,b\n1,f&ouml;rslag &quot;A&quot; i n&auml;mnden\n2,ja\n' | renskrift repair --column b
printf 'a;b\r1;m\303\203\302\266te\r2;f\303\203\302\266rslag\r' | renskrift repair --column b | tr '\r' '\n'
printf '' | renskrift repair --column 1
printf 'a;b\nen fr\303\203\302\245ga, "citat" inuti;ja' | renskrift repair --column 1
