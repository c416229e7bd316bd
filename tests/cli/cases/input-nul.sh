# needs: model
# NUL bytes and bytes of no encoding are no reason to give up.
printf 'N\344mnden\000 beslutar att f\366rslaget godk\344nns.\000\n' >x.txt
renskrift clean x.txt | od -An -c
