# Every command and every option is in the bash completion and in the man page.
for command in $(renskrift help | awk '/^Commands/ {on = 1; next} /^$/ {on = 0} on {print $1}'); do
  page=$ROOT/docs/man/renskrift-$command.1.scd
  [ -f "$page" ] || { echo "no man page: $command"; continue; }
  grep -q "renskrift-$command" "$ROOT/docs/man/renskrift.1.scd" || echo "renskrift(1) does not name $command"
  words=$(bash -c '. "$1"; COMP_WORDS=(renskrift "$2" --) COMP_CWORD=2; _renskrift; printf "%s " "${COMPREPLY[@]}"' - "$ROOT/completions/renskrift.bash" "$command")
  for option in $(renskrift help "$command" | grep -o -- '^ *\(-[a-zA-Z], \)\?--[a-z-]*' | sed 's/.*--/--/' | sort -u); do
    case " $words " in *" $option "*) ;; *) echo "completion of $command lacks $option" ;; esac
    grep -q -- "\\*$option\\*" "$page" || grep -q -- "$option" "$page" || echo "man page of $command lacks $option"
  done
  for word in $words; do
    renskrift help "$command" | grep -q -- "$word\\b" || echo "completion of $command has $word, which is no option"
  done
done
