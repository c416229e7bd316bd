# needs: model
# How a word is written in other texts of the batch tells what a line-end hyphen is.
mkdir trusted
echo 'Nämnden besökte park-staden. I park-staden bor många barn.' >trusted/a.txt
printf 'Förvaltningen föreslår att nämnden godkänner förslaget om park-\nstaden och ger kontoret i uppdrag att ordna en förskola där.\n' >b.txt
renskrift join --batch-memory trusted b.txt
# A run asks all its inputs, and not what it has joined itself.
renskrift run --quiet --steps lines -o out trusted/a.txt b.txt
cat out/b.txt
renskrift run --quiet --steps lines -o alone b.txt
cat alone/b.txt
