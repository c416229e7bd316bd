echo 'Namnden beslutar.' >x.txt
renskrift correct --model nowhere.renmodel x.txt
echo $?
echo nonsense >bad.renmodel
RENSKRIFT_MODEL=bad.renmodel renskrift clean x.txt
echo $?
renskrift run --model nowhere.renmodel x.txt -o out
echo $?
ls
renskrift model info nowhere.renmodel
