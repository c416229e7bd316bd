# needs: model
printf '{"text":"Namnden beslutar."}\nnot json\n{"text":"Namnden\n[1]\n{"text":"Namnden beslutar."} x\n' >r.ndjson
renskrift clean --field text r.ndjson
