# needs: model
# Rights stay; a read-only file stays as it is; so does its neighbour's time if nothing changes.
printf 'mÃ¶te ett i nämnden\n' >a.txt
cp a.txt b.txt
printf 'möte ett i nämnden\n' >c.txt
touch -d 2001-02-03 a.txt c.txt
chmod 444 b.txt
chmod 604 a.txt
renskrift repair --in-place a.txt b.txt c.txt
echo "status $?"
stat -c '%a %n' a.txt b.txt
date -r a.txt~ +%Y
date -r c.txt +%Y
ls
