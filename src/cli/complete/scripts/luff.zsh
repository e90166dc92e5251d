#compdef luff
# Completion of luff in zsh.

_luff() {
  local line directive=0 tab=$'\t' word
  local -a given candidates described options endings
  given=("${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}")
  local program=${(Q)words[1]}
  program=${program/#\~\//$HOME/}

  while IFS= read -r line; do candidates+=("$line"); done < <("$program" __complete "${given[@]}" 2>/dev/null)
  # Only the last line is the directive: a candidate may look like one.
  if [[ ${candidates[-1]} == :<-> ]]; then
    directive=${candidates[-1]#:}
    candidates[-1]=()
  fi

  (( directive & 1 )) && return 1
  if (( directive & 8 )); then
    compset -P 1 '-*\='
    endings=("${candidates[@]}")
    _files -g "*.(${(j:|:)endings})"
    return
  fi
  if (( directive & 16 )); then
    compset -P 1 '-*\='
    if (( $#candidates )); then _files -/ -W "$candidates[1]"; else _files -/; fi
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
  if (( $#described )) && _describe $order 'word' described "${options[@]}"; then return 0; fi
  (( directive & 4 )) && return 1
  # The value of a flag stands behind its "=".
  compset -P 1 '-*\='
  _files
}

# A file in fpath is the function itself; a script that is evaluated registers it.
if [[ $funcstack[1] == _luff ]]; then _luff "$@"; elif (( $+functions[compdef] )); then compdef _luff luff; fi
