printf 'åäö åäö\n' >truth.txt
printf 'aäö åäö x\n' >text.txt
renskrift compare --json truth.txt text.txt
renskrift compare --json truth.txt text.txt | "$CHECK_SCHEMA" "$FORMATS"
renskrift compare truth.txt nowhere.txt
