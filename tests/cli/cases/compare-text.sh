printf 'Nämnden beslutar att  bifalla\nförslaget.\n' >truth.txt
printf 'Namnden beslutar att bifalla forslaget.\n' >text.txt
renskrift compare truth.txt text.txt
renskrift compare truth.txt - <truth.txt
