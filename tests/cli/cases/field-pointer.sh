# needs: model
# A pointer leads to a string further in.
cat >r.ndjson <<'END'
{"meta": {"text": "f\u00c3\u00b6rslag", "x": "mÃ¶te"}, "text": "mÃ¶te"}
{"meta": {"text": {"text": "mÃ¶te"}}, "parts": [{"t": "mÃ¶te"}, {"t": "fÃ¶rslag"}]}
{"a/b": {"~": "mÃ¶te"}, "meta": {"text": "nej", "text": "mÃ¶te"}}
END
renskrift repair --field /meta/text r.ndjson
renskrift repair --field /parts/1/t r.ndjson | sed -n 2p
renskrift repair --field /a~1b/~0 r.ndjson | sed -n 3p
renskrift repair --field text r.ndjson | sed -n 1p
