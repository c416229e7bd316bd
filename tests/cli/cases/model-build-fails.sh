# Tables that are not there; a folder that cannot be written.
mkdir tables
renskrift model build --tables tables -o out.renmodel
echo $?
ls
renskrift model build --corpus tables --lists tables -o out
