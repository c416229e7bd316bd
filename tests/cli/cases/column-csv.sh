# needs: model
# Only the chosen fields change; all other bytes pass through.
printf '\357\273\277id;Ã„rende;"text";x\r\n1;"FÃ¶rslag; A";"Nämnden fÃ¶reslår\r\natt ""Nya"" Ã…rsta byggs";FÃ¶r\r\n2;Ã„ldrefrågan;LÃ¤nsstyrelsen;""\r\n\r\n3;x\r\n' >t.csv
renskrift repair --column text t.csv | cat -A
renskrift repair --column 'Ärende' --column 4 t.csv | cat -A
renskrift repair --column 2,3 t.csv | sed 1d >both.csv
renskrift repair --column 'Ärende, text' t.csv | sed 1d | cmp - both.csv
renskrift repair --column 3 --edits log.ndjson t.csv >/dev/null
"$CHECK_SCHEMA" "$FORMATS" log.ndjson
grep -o '"file":"[^"]*"' log.ndjson | sort -u
# Another page's bytes stay in the other columns.
printf 'id,a,b\n1,f\224r,m\224te om \206tg\204rder\n2,x,l\204nsstyrelsen\n' >dos.csv
renskrift repair --column b dos.csv | od -c | sed 's/  */ /g'
