# needs: model
# What steers terminals is shown, not sent.
printf 'Namnden \033[31mbeslutar\007 att bif\303\203\302\245lla f\303\203\302\266rslaget.\n' >x.txt
renskrift clean --format diff x.txt | tr -d '\012' | od -An -c | grep -c '033\|\\a'
renskrift repair --format diff x.txt
