# bash completion for renskrift
_renskrift() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local commands="run ocr clean repair join correct reservations dedup report compare model help"
  local common="--quiet --verbose --progress --help"
  local options command=${COMP_WORDS[1]}
  COMPREPLY=()

  if ((COMP_CWORD == 1)); then
    mapfile -t COMPREPLY < <(compgen -W "$commands --help --version" -- "$current")
    return
  fi
  if [[ $command == help ]]; then
    ((COMP_CWORD == 2)) && mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$current")
    return
  fi

  case $command:$previous in
    *:--progress) mapfile -t COMPREPLY < <(compgen -W "auto always never" -- "$current") && return ;;
    *:--typography) mapfile -t COMPREPLY < <(compgen -W "keep plain swedish" -- "$current") && return ;;
    *:--invalid) mapfile -t COMPREPLY < <(compgen -W "keep replace drop fail" -- "$current") && return ;;
    *:--text-layer) mapfile -t COMPREPLY < <(compgen -W "auto keep ignore" -- "$current") && return ;;
    *:--delimiter) mapfile -t COMPREPLY < <(compgen -W "tab" -- "$current") && return ;;
    *:--steps) mapfile -t COMPREPLY < <(compgen -W "encoding lines spelling" -- "$current") && return ;;
    ocr:--format) mapfile -t COMPREPLY < <(compgen -W "text hocr alto tsv ndjson pdf" -- "$current") && return ;;
    dedup:--format) mapfile -t COMPREPLY < <(compgen -W "ndjson csv text tsv diff" -- "$current") && return ;;
    reservations:--format)
      mapfile -t COMPREPLY < <(compgen -W "ndjson csv text" -- "$current") && return ;;
    *:--format) mapfile -t COMPREPLY < <(compgen -W "text ndjson diff" -- "$current") && return ;;
    *:--from)
      mapfile -t COMPREPLY < <(compgen -W "utf-8 cp1252 latin-1 latin-9 cp850 cp437 cp865 macroman iso646-se utf-16le utf-16be" -- "$current")
      return ;;
    *:--jobs | *:-j | *:--min-confidence | *:--min-similarity | *:--min-passage-words | *:--page-timeout | *:--pages | \
      *:--field | *:--column | *:--confusions | *:--forget | *:--language | *:-l | *:--language-model-only) return ;;
  esac

  if [[ $current == -* ]]; then
    case $command in
      run)
        options="--output --no-pdf --language --tessdata --text-layer --page-timeout --debug-images --fail-fast --keep-going --steps --min-confidence --from
          --typography --invalid --keep-lines --hyphenation --batch-memory --min-similarity --jobs --model"
        ;;
      ocr)
        options="--format --correct --output --pages --language --tessdata --text-layer --page-timeout --debug-images --fail-fast --keep-going --jobs --model"
        ;;
      clean)
        options="--steps --min-confidence --from --typography --invalid --explain --keep-lines --hyphenation
          --batch-memory --undo --output --format --edits --field --column --delimiter --in-place --no-backup --dry-run --jobs
          --model"
        ;;
      repair)
        options="--min-confidence --from --typography --invalid --explain --output --format --edits --field
          --column --delimiter --in-place --no-backup --dry-run --jobs --model"
        ;;
      join)
        options="--min-confidence --keep-lines --hyphenation --batch-memory --output --format --edits --field --column --delimiter --in-place --no-backup
          --dry-run --jobs --model"
        ;;
      correct)
        options="--min-confidence --batch-memory --output --format --edits --field --column --delimiter --in-place --no-backup --dry-run
          --jobs --model"
        ;;
      reservations)
        options="--format --sections --output --no-clean --min-confidence --from --typography --invalid --keep-lines
          --hyphenation --batch-memory --language --tessdata --text-layer --page-timeout --debug-images --fail-fast --keep-going --jobs --model"
        ;;
      dedup)
        options="--pairs --passages --min-similarity --min-passage-words --index --new --forget --sketch --verify
          --group --common --all --format --output --jobs
          --model"
        ;;
      report)
        options="--csv"
        ;;
      compare)
        options="--json --confusions --output"
        ;;
      model)
        options="--tables --hunspell --corpus --lists --language-model-only --output --model"
        ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$options $common" -- "$current")
    return
  fi
  if [[ $command == model ]] && ((COMP_CWORD == 2)); then
    mapfile -t COMPREPLY < <(compgen -W "build info" -- "$current")
    return
  fi
  mapfile -t COMPREPLY < <(compgen -f -- "$current")
}
complete -o filenames -F _renskrift renskrift
