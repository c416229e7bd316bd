# needs: model
# Patterns that the shell left alone; a name that is one is taken as it is.
mkdir d e
printf 'ett\n' >d/1.txt
printf 'två\n' >d/2.txt
printf 'tre\n' >d/3.md
printf 'fyra\n' >d/2.txt~
printf 'fem\n' >e/5.txt
printf 'sex\n' >'[x]*.txt'
renskrift repair 'd/*.txt' '?/5.txt' '[x]*.txt'
renskrift repair 'd/*.pdf'
