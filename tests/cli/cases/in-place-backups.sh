# needs: model
# No backup is ever replaced, and none is taken for an input.
printf 'mÃ¶te ett i nämnden\n' >a.txt
mkdir d
cp a.txt d/x.txt
ln -s x.txt d/y.txt
renskrift repair --in-place a.txt d
printf 'mÃ¶te två i nämnden\n' >a.txt
renskrift repair --in-place a.txt d
printf 'mÃ¶te tre i nämnden\n' >a.txt
renskrift repair -q --in-place 'a*' d
cat a.txt~ a.txt~2~ a.txt~3~ a.txt
ls d
