# needs: model
# Changed files keep a backup; others are not touched; rights and links stay.
cp "$DATA/skadad.txt" changed.txt
cp "$DATA/protokoll.txt" same.txt
chmod 640 changed.txt
ln -s changed.txt link.txt
inode=$(stat -c %i same.txt)
renskrift clean --in-place link.txt same.txt
cmp changed.txt~ "$DATA/skadad.txt"
stat -c %a changed.txt
test -L link.txt && test "$inode" = "$(stat -c %i same.txt)" && ! test -e same.txt~ && echo kept
grep -c Socialnämnden changed.txt
cp "$DATA/skadad.txt" plain.txt
renskrift clean -q --in-place --no-backup plain.txt
ls
