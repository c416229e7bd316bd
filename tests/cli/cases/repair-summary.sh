# needs: model
# How each file is encoded, what would change, what is in doubt.
mkdir in
printf 'Nämnden beslutar.\nEnligt förslaget.\n' >in/rätt.txt
printf 'N\344mnden beslutar att bif\345lla f\366rslaget.\nJa.\n' >in/cp1252.txt
printf 'N\204mnden beslutar att bif\206lla f\224rslaget.\nJa.\nSk\224te f\224r l\204nge.\n' >in/dos.txt
printf 'Nämnden beslutar.\nN\204mnden beslutar att bif\206lla f\224rslaget.\n' >in/blandat.txt
printf 'Nämnden fÃ¶reslår att Ã…rsta byggs.\n' >in/dubbel.txt
printf 'Namnet är f\357\277\275r långt.\n' >in/tapp.txt
printf 'only ASCII\n' >in/ascii.txt
printf 'Nämnden beslutar.\nEnligt förslaget.\n' | iconv -f utf-8 -t utf-16 >in/wide.txt
printf 'Nämnden fÃ¶reslår.\n' | gzip >in/z.gz
printf '\377\330\377\340 not a text' >in/bild.jpg
renskrift repair --dry-run in
renskrift repair --in-place --dry-run --format ndjson in 2>/dev/null >summary.ndjson
"$CHECK_SCHEMA" "$FORMATS" summary.ndjson
grep blandat summary.ndjson
ls in
