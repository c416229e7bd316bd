# needs: model
# A place that a trusted text spells right is known everywhere.
mkdir trusted
echo 'Mötet i Björnhyttemåla avslutades. Byborna i Björnhyttemåla var nöjda.' >trusted/a.txt
echo 'Motet holls i Bjornhyttemala.' >damaged.txt
renskrift clean damaged.txt
renskrift clean --batch-memory trusted damaged.txt
