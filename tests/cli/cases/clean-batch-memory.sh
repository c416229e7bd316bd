# needs: model
# A name that a trusted text spells right is known everywhere.
echo 'Vid Skräddarklövsgården i Björnhyttemåla bor Åsmund Kvällsfäldt.' >trusted.txt
echo 'Motet holls vid Skraddarklovsgarden i Bjornhyttemala.' >damaged.txt
renskrift clean --batch-memory trusted.txt damaged.txt
