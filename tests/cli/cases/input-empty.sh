# needs: model
: >empty.txt
echo 'Namnden beslutar.' >good.txt
renskrift clean empty.txt good.txt
