# Every command explains itself in the same way; help CMD and CMD --help agree.
for command in run ocr clean repair join correct reservations dedup report compare model; do
  renskrift help $command >page || exit 1
  renskrift $command --help | cmp - page || exit 1
  renskrift $command -h | cmp - page || exit 1
  grep -q "^Usage: renskrift $command " page || echo "no usage: $command"
  grep -q '^Examples$' page || echo "no examples: $command"
  awk 'length($0) > 100 {print FILENAME ": long line: " $0}' page
done
renskrift help nonsense
