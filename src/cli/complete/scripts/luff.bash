# Completion of luff in bash 3.2 and later.

# Puts the words up to the cursor into __luff_words. bash splits words at = and : too, which luff must not see.
__luff_split() {
  local line=${COMP_LINE:0:COMP_POINT} index piece
  __luff_words=()
  for ((index = 0; index <= COMP_CWORD; index++)); do
    piece=${COMP_WORDS[index]}
    [[ $index -eq $COMP_CWORD ]] && piece=${line#"${line%%[![:space:]]*}"}
    if [[ $index -eq 0 || -z $line || $line == [[:space:]]* ]]; then
      __luff_words+=("$piece")
    else
      __luff_words[${#__luff_words[@]} - 1]+=$piece
    fi
    line=${line#"${line%%[![:space:]]*}"}
    line=${line#"$piece"}
  done
}

# Puts a word into __luff_plain without its quotes and backslashes, and what stands before an open quote into __luff_before.
# Nothing in it is expanded or run.
__luff_unquote() {
  local word=$1 quote='' char index
  __luff_plain=''
  __luff_before=''
  for ((index = 0; index < ${#word}; index++)); do
    char=${word:index:1}
    if [[ $quote == "'" ]]; then
      if [[ $char == "'" ]]; then quote=''; else __luff_plain+=$char; fi
    elif [[ $char == \\ ]]; then
      ((index++))
      __luff_plain+=${word:index:1}
    elif [[ $char == '"' ]]; then
      if [[ $quote == '"' ]]; then quote=''; else quote='"' __luff_before=$__luff_plain; fi
    elif [[ $char == "'" && -z $quote ]]; then
      quote="'" __luff_before=$__luff_plain
    else
      __luff_plain+=$char
    fi
  done
  __luff_quote=$quote
}

__luff_option() {
  if [[ $(type -t compopt) == builtin ]]; then compopt "$@" 2>/dev/null; fi
}

# Offers the files whose names end in one of the endings, and the folders. The value of a flag stands behind its "=".
__luff_files() {
  local path ending flag=''
  __luff_option -o filenames
  if [[ $__luff_plain == -*=* ]]; then flag=${__luff_plain%%=*}=; fi
  while IFS= read -r path; do
    if [[ -d $path || $# -eq 0 ]]; then __luff_offer "$flag$path"; continue; fi
    for ending in "$@"; do
      if [[ $path == *".$ending" ]]; then __luff_offer "$flag$path"; fi
    done
  done < <(compgen -f -- "${__luff_plain#"$flag"}")
}

__luff_folders() {
  local path base=${1:+$1/} flag=''
  __luff_option -o filenames
  if [[ $__luff_plain == -*=* ]]; then flag=${__luff_plain%%=*}=; fi
  while IFS= read -r path; do
    __luff_offer "$flag${path#"$base"}"
  done < <(compgen -d -- "$base${__luff_plain#"$flag"}")
}

# Offers a word, without the part of it that bash keeps on the line.
__luff_offer() { COMPREPLY+=("${1#"$__luff_kept"}"); }

# Puts the beginning of a word into __luff_quoted, in a form that the shell reads as this text, behind the open quote if there is one.
__luff_quote_part() {
  local char index
  __luff_quoted=''
  if [[ -z $1 ]]; then return; fi
  if [[ -z $__luff_quote ]]; then printf -v __luff_quoted '%q' "$1"; return; fi
  for ((index = 0; index < ${#1}; index++)); do
    char=${1:index:1}
    if [[ $__luff_quote == "'" ]]; then
      if [[ $char == "'" ]]; then char="'\\''"; fi
    elif [[ $char == [\$\`\"\\] ]]; then
      char="\\$char"
    elif [[ $char == '!' && $- == *H* ]]; then
      # A backslash before it would stay in the word.
      char='"\!"'
    fi
    __luff_quoted+=$char
  done
}

# The same for a whole word. Readline closes the quote, but not if the word ends in one.
__luff_quote_whole() {
  __luff_quote_part "$1"
  if [[ -n $__luff_quote && $__luff_quoted == *"$__luff_quote" ]]; then __luff_quoted+=$__luff_quote; fi
}

__luff_complete_words() {
  local __luff_words __luff_plain __luff_before __luff_quote __luff_quoted __luff_kept=''
  local words=() word line directive=0 candidates=() descriptions=() index longest=0 tab=$'\t'
  COMPREPLY=()
  __luff_split
  for word in "${__luff_words[@]:1}"; do
    __luff_unquote "$word"
    words+=("$__luff_plain")
  done
  __luff_unquote "${__luff_words[0]/#\~\//$HOME/}"
  local program=$__luff_plain
  __luff_unquote "${__luff_words[${#__luff_words[@]} - 1]}"

  # bash replaces only what stands behind an open quote, or behind the last = or : of the word.
  if [[ -n $__luff_quote ]]; then
    __luff_kept=$__luff_before
  else
    if [[ $COMP_WORDBREAKS == *:* && $__luff_plain == *:* ]]; then __luff_kept=${__luff_plain%"${__luff_plain##*:}"}; fi
    line=${__luff_plain#"$__luff_kept"}
    if [[ $COMP_WORDBREAKS == *=* && $line == *=* ]]; then __luff_kept+=${line%"${line##*=}"}; fi
  fi

  while IFS= read -r line; do
    candidates+=("${line%%"$tab"*}")
    if [[ $line == *"$tab"* ]]; then descriptions+=("${line#*"$tab"}"); else descriptions+=(''); fi
  done < <("$program" __complete "${words[@]}" 2>/dev/null)
  # Only the last line is the directive: a candidate may look like one.
  index=$((${#candidates[@]} - 1))
  if ((index >= 0)) && [[ ${candidates[index]} =~ ^:([0-9]+)$ ]]; then
    directive=${BASH_REMATCH[1]}
    unset "candidates[index]"
  fi

  if ((directive & 1)); then return; fi
  if ((directive & 8)); then __luff_files "${candidates[@]}"; return; fi
  if ((directive & 16)); then __luff_folders "${candidates[@]}"; return; fi
  if ((directive & 32)); then __luff_option -o nosort; fi
  if ((directive & 2)); then __luff_option -o nospace; fi

  local shown=() texts=() differ=0
  for index in "${!candidates[@]}"; do
    word=${candidates[index]}
    if [[ $word != "$__luff_plain"* ]]; then continue; fi
    word=${word#"$__luff_kept"}
    shown+=("$word")
    if [[ $word != "${shown[0]}" ]]; then differ=1; fi
    texts+=("${descriptions[index]}")
    if ((${#word} > longest)); then longest=${#word}; fi
  done
  if [[ ${#shown[@]} -eq 0 ]]; then
    if ((!(directive & 4))); then __luff_files; fi
    return
  fi
  if [[ $differ -eq 0 ]]; then
    __luff_quote_whole "${shown[0]}"
    COMPREPLY=("$__luff_quoted")
    return
  fi
  # Readline puts the words themselves on the line, one after the other or all of them. For all of them it removes the open quote.
  if [[ $COMP_TYPE -eq 37 || $COMP_TYPE -eq 42 ]]; then
    if [[ $COMP_TYPE -eq 42 ]]; then __luff_quote=''; fi
    for word in "${shown[@]}"; do
      __luff_quote_whole "$word"
      COMPREPLY+=("$__luff_quoted")
    done
    return
  fi

  # Readline puts the common beginning of the offered texts on the line. Only this part is quoted: the rest is for reading.
  local common=${shown[0]} spaced=0
  for word in "${shown[@]}"; do
    while [[ $word != "$common"* ]]; do common=${common%?}; done
  done
  for word in "${shown[@]}"; do
    if [[ ${word#"$common"} == ' '* ]]; then spaced=1; fi
  done
  __luff_quote_part "$common"
  longest=$((longest + ${#__luff_quoted} - ${#common}))
  for index in "${!shown[@]}"; do
    word=$__luff_quoted${shown[index]#"$common"}
    # The spaces before a description must not become a part of the common beginning.
    if [[ $spaced -eq 0 && -n ${texts[index]-} ]]; then
      printf -v line '%-*s  (%s)' "$longest" "$word" "${texts[index]}"
      line=${line:0:${COLUMNS:-80}}
      if ((${#line} > ${#word})); then word=$line; fi
    fi
    COMPREPLY+=("$word")
  done
}

complete -F __luff_complete_words luff luff.exe
