# needs: model
# Empty standard input is an empty text.
for command in repair join correct clean; do renskrift $command </dev/null | od -c; done
renskrift reservations </dev/null | od -c
