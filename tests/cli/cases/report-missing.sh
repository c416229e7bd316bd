mkdir empty
renskrift report empty
echo $?
renskrift report nowhere
