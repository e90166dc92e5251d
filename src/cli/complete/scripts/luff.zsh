#compdef luff
# Completion of luff in zsh.

_luff() {
  local line directive=0 tab=$'\t' word
  local -a given candidates described options endings
  given=("${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}")
  local program=${(Q)words[1]}
  program=${program/#\~\//$HOME/}

  while IFS= read -r line; do
    if [[ $line == :* ]]; then directive=${line#:}; continue; fi
    candidates+=("$line")
  done < <("$program" __complete "${given[@]}" 2>/dev/null)

  (( directive & 1 )) && return 1
  if (( directive & 8 )); then
    endings=("${candidates[@]}")
    _files -g "*.(${(j:|:)endings})"
    return
  fi
  if (( directive & 16 )); then
    if (( $#candidates )); then _files -/ -W "$candidates[1]"; else _files -/; fi
    return
  fi
  if (( $#candidates == 0 )); then
    (( directive & 4 )) && return 1
    _files
    return
  fi
  (( directive & 2 )) && options+=(-S '')
  local order=()
  (( directive & 32 )) && order=(-V)
  for line in "${candidates[@]}"; do
    word=${line%%$tab*}
    word=${word//:/\\:}
    if [[ $line == *$tab* ]]; then described+=("$word:${line#*$tab}"); else described+=("$word"); fi
  done
  _describe $order 'word' described "${options[@]}"
}

# A file in fpath is the function itself; a script that is evaluated registers it.
if [[ $funcstack[1] == _luff ]]; then _luff "$@"; elif (( $+functions[compdef] )); then compdef _luff luff; fi
