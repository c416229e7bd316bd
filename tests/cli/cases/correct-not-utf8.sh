# needs: model
# One bad file is named, the other is done.
printf 'f\366rslaget\n' >latin.txt
echo 'Ordforanden stanger motet.' >good.txt
renskrift correct latin.txt good.txt
