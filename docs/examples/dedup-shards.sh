#!/bin/sh
# Groups texts in SHARDS parts that know nothing of each other, with sort, join and awk
# between them:
#
#     dedup-shards.sh SHARDS RECORDS.ndjson > clusters.ndjson
#
# RECORDS: NDJSON that begins {"id":"...", each id once, without quotes, blanks or
# backslashes. The groups are the same for any number of shards (docs/dedup.md, "In
# parts", has the same way in SQL).
set -eu
export LC_ALL=C
shards=$1 records=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
tab=$(printf '\t')

# Lines of standard input dealt out to the shards by the hash of their first field.
deal() {
  awk -F"$tab" -v n="$shards" -v name="$1" 'BEGIN {
      for (i = 0; i < n; i++) printf "" > (name "." i)
      for (i = 32; i < 127; i++) code[sprintf("%c", i)] = i
    }
    { h = 0; for (i = 1; i <= length($1); i++) h = (h * 31 + code[substr($1, i, 1)]) % 65521
      print substr($0, length($1) + 2) > (name "." h % n) }'
}
# Runs a filter on every shard of $1, giving those of $2.
on_shards() {
  from=$1 to=$2
  shift 2
  for shard in "$from".*; do renskrift dedup -q "$@" "$shard" >"$to.${shard##*.}"; done
}

# 1. What each text is found by; texts of the same words are one: the first by id speaks.
sed 's/^{"id":"\([^"]*\)".*/\1'"$tab"'&/' "$records" | sort -t"$tab" -k1,1 >by_id
deal part <by_id
on_shards part sketch --sketch --format tsv
cat sketch.* | grep '^text' | cut -f2- | sort -t"$tab" -k1,1 -k2,2 >texts
awk -F"$tab" '$1 ~ /^0*$/ || $1 != last {print $2} {last = $1}' texts | sort >speakers
count=$(wc -l <speakers)

# 2. Boilerplate: stretches that many different texts have.
cat sketch.* | grep '^stretch' | cut -f2,3 | sort -t"$tab" -k2,2 | join -t"$tab" -1 2 -2 1 -o 1.1 - speakers | sort |
  uniq -c | awk -v n="$count" '$1 > 60 + int(n / 1000) {print $2}' >common
on_shards part sketch --sketch --common "$work/common" --format tsv

# 3. Candidates: texts that share rare grams on one diagonal; short grams meet by chance,
# the more often the longer both texts are.
cut -f2,4 texts >bones
for family in long short; do
  cat sketch.* | grep "^$family" | cut -f2- | sort -t"$tab" -k2,2 |
    join -t"$tab" -1 2 -2 1 -o 1.1,1.2,1.3 - speakers | sort -t"$tab" -k1,1 -k2,2 >grams
  sources=$(cut -f2 grams | sort -u | wc -l)
  # the largest document frequency for which all pairs of all grams stay within the budget
  cut -f1 grams | uniq -c | awk '{print $1}' | sort -n | uniq -c | awk -v t="$sources" -v family=$family '
    BEGIN {budget = 2000000 + (family == "long" ? 4000 : 5000) * t; cap = 2}
    $2 > 1 && !full {spent += $1 * $2 * ($2 - 1) / 2; if (spent > budget) full = 1; else cap = $2}
    END {print cap}' >cap
  awk -F"$tab" -v OFS="$tab" -v t="$sources" -v cap="$(cat cap)" '
    function flush(key) {for (key in sum) print key, sum[key]; split("", sum); held = 0}
    function pairs(i, j, bits, rare, w) {
      if (n < 2 || n > cap) return
      for (rare = int(t / n); rare > 1; rare = int(rare / 2)) bits++
      w = int((bits + 1) / 3); if (w < 1) w = 1; if (w > 4) w = 4
      for (i = 1; i < n; i++) for (j = i + 1; j <= n; j++)
        sum[id[i] OFS id[j] OFS int((place[i] - place[j] + 64) % 64 / 4)] += w
      if ((held += n * n / 2) > 4000000) flush()
    }
    $1 != hash {pairs(); n = 0; hash = $1}
    {id[++n] = $2; place[n] = $3}
    END {pairs(); flush()}' grams | sort -t"$tab" -k1,1 -k2,2 -k3,3n |
    awk -F"$tab" -v OFS="$tab" -v family=$family '
      function least(x) {return x < 15 ? x : 15}
      function tell(d, s, best) {
        for (d = 0; d < 16; d++) {s = least(sum[d]) + least(sum[(d + 1) % 16]); if (s > best) best = s; }
        s = bones[a] < bones[b] ? bones[a] : bones[b]
        if (best >= 8 + (family == "short" ? int(s / 250) : 0)) print a, b
        split("", sum)
      }
      FILENAME == "bones" {bones[$1] = $2; next}
      $1 != a || $2 != b {if (a != "") tell(); a = $1; b = $2}
      {sum[$3] += $4}
      END {if (a != "") tell()}' bones -
done | sort -u >candidates

# 4. Verdicts.
join -t"$tab" -1 1 -2 1 candidates by_id | sort -t"$tab" -k2,2 | join -t"$tab" -1 2 -2 1 - by_id |
  awk -F"$tab" -v OFS="$tab" '{print $2 "-" $1, "{\"a\":" $3 ",\"b\":" $4 "}"}' | deal pair
on_shards pair verdict --verify --common "$work/common"

# 5. Components: what is tied together by pairs, by the same words or by a pointer.
cat verdict.* | sort >verdicts
{
  sed -n 's/^{"schema":"[^"]*","a":"\([^"]*\)","b":"\([^"]*\)",.*"weight":\([0-9.]*\).*/\1'"$tab"'\2'"$tab"'\3/p' verdicts |
    awk -F"$tab" -v OFS="$tab" '$3 >= 0.5 {print $1, $2}'
  awk -F"$tab" -v OFS="$tab" '$1 == last && $1 !~ /^0*$/ {print first, $2} $1 != last {last = $1; first = $2}' texts
  awk -F"$tab" -v OFS="$tab" '$6 != "" {print $2, $6}' texts
} >ties
awk -F"$tab" -v OFS="$tab" '
  function root(x) {while (up[x] != x) x = up[x] = up[up[x]]; return x}
  function tie(x, y) {x = root(x); y = root(y); if (x < y) up[y] = x; else up[x] = y}
  NR == FNR {up[$2] = $2; next}
  $1 in up && $2 in up {tie($1, $2)}
  END {for (x in up) print x, root(x)}' texts ties | sort -t"$tab" -k1,1 >component

# 6. Groups, component by component.
{
  sort -t"$tab" -k2,2 texts | join -t"$tab" -1 2 -2 1 -o 2.2,1.1,1.2,1.3,1.5,1.6 - component | awk -F"$tab" -v OFS="$tab" '
    {printf "%s\t%s\t{\"component\":\"%s\",\"schema\":\"renskrift/text/1\",\"words\":\"%s\",\"id\":\"%s\",", $1, $1, $1, $2, $3
     printf "\"length\":%s,\"clean\":%s,\"refers_id\":\"%s\"}\n", $4, $5, $6}'
  sed 's/^{"schema":"[^"]*","a":"\([^"]*\)","b":"\([^"]*\)".*/\1'"$tab"'\2'"$tab"'&/' verdicts | sort -t"$tab" -k1,1 |
    join -t"$tab" -1 1 -2 1 -o 1.2,1.3,2.2 - component | sort -t"$tab" -k1,1 |
    join -t"$tab" -1 1 -2 1 -o 1.3,2.2,1.2 - component |
    awk -F"$tab" '$1 == $2 {printf "%s\t%s\t{\"component\":\"%s\",%s\n", $1, $1, $1, substr($3, 2)}'
} | sort -t"$tab" -k1,1 | deal graph
for shard in graph.*; do cut -f2- "$shard" >g && mv g "$shard"; done
on_shards graph groups --group
cat groups.* | sort
