renskrift help
renskrift --help | cmp - /dev/stdin <<EOF || exit 1
$(renskrift help)
EOF
