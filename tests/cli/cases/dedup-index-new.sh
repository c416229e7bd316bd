# needs: model
# What is new since it was last asked: joined, alone, left alone.
school="Vi yrkar att nämnden avslår förslaget om höjd taxa för idrottshallarna, återkommer med ett nytt underlag och redovisar vad det kostar föreningarna med ungdomar. Det är orimligt att barnens motion ska betala för underskottet i förvaltningen, och ingen har räknat på vad som händer när klubbarna lämnar hallarna."
bridge="Kvarnbron har stängts för tung trafik utan att närboende fick veta det. Vi vill att trafiknämnden tar fram en plan för en ny bro och bekostar den inom investeringsramen. Näringslivet i hamnen drabbas hårt av omvägen, och bussarna till skolorna i söder blir en kvart längre varje morgon så länge arbetet dröjer."
record() { printf '{"id":"%s","text":"%s"}\n' "$1" "$2"; }
echo "- first"
{ record kultur "$school"; record trafik "$bridge"; } | renskrift dedup --index i --new - >new
"$CHECK_SCHEMA" "$FORMATS" new && cut -d, -f3- new
echo "- asked again"
renskrift dedup --index i --new
echo "- joins"
record social "${school%.} i vår." | renskrift dedup --index i --new - >new
"$CHECK_SCHEMA" "$FORMATS" new && cut -d, -f3- new
echo "- added without asking, then asked"
record skola "$bridge" | renskrift dedup --index i - | wc -l
renskrift dedup --index i --new | cut -d, -f3-
echo "- another text under the same id leaves one alone"
record social "${bridge%.} och längre." | renskrift dedup --index i --new - | cut -d, -f3-
echo "- forgotten"
renskrift dedup --index i --new --forget social --forget skola --forget borta | cut -d, -f3-
echo "- where it cannot be printed it stays new"
record park "$school" | (ulimit -f 0; renskrift dedup --index i --new -o full -) 2>/dev/null || echo "status $?"
record park "$school" | renskrift dedup --index i --new -o /nowhere/x - || echo "status $?"
renskrift dedup --index i --new | cut -d, -f3-
