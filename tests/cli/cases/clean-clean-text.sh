# needs: model
# Text that is right comes out as it went in.
renskrift clean "$DATA/protokoll.txt" | cmp - "$DATA/protokoll.txt"
cp "$DATA/protokoll.txt" .
renskrift clean --dry-run protokoll.txt
