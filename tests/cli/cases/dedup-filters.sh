# needs: model
# Records of the parts, what they refuse, and options that do not go together.
cat >r.ndjson <<'END'
{"id":"a","text":"Vi yrkar att nämnden avslår förslaget om höjd taxa för idrottshallarna, återkommer med ett nytt underlag och redovisar vad det kostar föreningarna som har ungdomar i sina lag och inga andra inkomster än avgifterna."}
{"id":"b\t\u00e5","text":"Vi yrkar att namnden avslar forslaget om hojd taxa för idrottshallarna, aterkommer med ett nytt underlag och redovisar vad det kostar fbreningarna som har ungdomar i sina lag och inga andra inkomster an avgifterna.","refers_id":"a"}
oj
{"id":"c"}
{"id":"d","text":""}
END
renskrift dedup --sketch r.ndjson >s.ndjson
echo "status $?"
"$CHECK_SCHEMA" "$FORMATS" s.ndjson
grep -v gram/1 s.ndjson | sed 's/,"clean":[0-9]*//'
renskrift dedup -q --sketch --format tsv r.ndjson >s.tsv 2>/dev/null
grep '^text' s.tsv | cut -f1-5,7
[ "$(wc -l <s.tsv)" = "$(wc -l <s.ndjson)" ] && echo "as many lines"
cut -f1 s.tsv | sort | uniq -c | awk '{print $2, ($1 > 20 ? "many" : $1)}'
# a text that is nothing but boilerplate keeps its grams
grep '^stretch' s.tsv | cut -f2 >common
grep '^{"id":"a"' r.ndjson | renskrift dedup --sketch --common common --format tsv | cut -f1 | sort | uniq -c | awk '{print $2}'
echo "- verify"
awk 'NR < 3' r.ndjson | paste -sd, | sed 's/^{/{"a":{/; s/},{/},"b":{/; s/$/}/' >p.ndjson
echo '{"a":{"id":"x","text":"En bro."},"b":{"id":"y","text":"Två broar och en färja till öarna."}}' >>p.ndjson
echo '{"a":{"id":"x","text":"En bro."},"b":7}' >>p.ndjson
renskrift dedup --verify p.ndjson >v.ndjson
echo "status $?"
"$CHECK_SCHEMA" "$FORMATS" v.ndjson
cut -c1-130 v.ndjson
renskrift dedup -q --verify --all p.ndjson 2>/dev/null | tail -n 1
echo "- group"
{ grep text/1 s.ndjson; cat v.ndjson; } >g.ndjson
renskrift dedup --group g.ndjson
head -n 2 g.ndjson | renskrift dedup --group
tail -n 1 g.ndjson | renskrift dedup --group; echo "status $?"
echo '{"schema":"renskrift/text/1","id":"a"}' | renskrift dedup --group; echo "status $?"
echo 123 >wrong
renskrift dedup --sketch --common wrong r.ndjson; echo "status $?"
for wrong in "--sketch --verify" "--group --pairs" "--group --index i" "--verify --format tsv" "--format tsv" "--common x" "--all" "--sketch --format csv"; do
  renskrift dedup $wrong r.ndjson || echo "status $?"
done
# the same for any number of threads and however the input is cut
write_texts 300 4 >all.ndjson
renskrift dedup -j1 --sketch all.ndjson >one
renskrift dedup -j3 --sketch all.ndjson | cmp - one
head -n 77 all.ndjson >p1 && tail -n +78 all.ndjson >p2
renskrift dedup --sketch p1 p2 | cmp - one
awk 'NR > 1 {print "{\"a\":" last ",\"b\":" $0 "}"} {last = $0}' all.ndjson >pairs
renskrift dedup -j1 --verify pairs >one
renskrift dedup -j3 --verify - <pairs | cmp - one
split -l 100 pairs cut. && for part in cut.*; do renskrift dedup --verify $part; done | cmp - one
