# needs: model
echo 'Namnden beslutar.' >good.txt
renskrift clean nowhere.txt good.txt nodir/x.txt
