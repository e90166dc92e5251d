# Completion of luff in fish 3.0 and later.

# Puts what can stand at the cursor into __luff_candidates. Fails where fish offers files in its own way.
function __luff_ask
    set -g __luff_candidates
    set -l words (commandline -opc)
    set -l last (commandline -ct)
    set -l program (string replace -r '^~/' "$HOME/" -- $words[1])
    set -e words[1]
    # Quotes and backslashes are not a part of the word that is being typed.
    set last (string unescape -- "$last"; or echo -- "$last")
    set -l directive 0
    set -g __luff_candidates ($program __complete $words "$last" 2>/dev/null)
    # Only the last line is the directive: a candidate may look like one.
    if string match -qr '^:[0-9]+$' -- "$__luff_candidates[-1]"
        set directive (string sub -s 2 -- $__luff_candidates[-1])
        set -e __luff_candidates[-1]
    end
    if test (math "bitand($directive, 1)") -ne 0
        set -g __luff_candidates
        return 0
    end
    if test (math "bitand($directive, 16)") -ne 0
        set -g __luff_candidates (__fish_complete_directories "$last")
        return 0
    end
    if test (math "bitand($directive, 8)") -ne 0
        set -l endings $__luff_candidates
        set -g __luff_candidates
        for ending in $endings
            set -a __luff_candidates (__fish_complete_suffix ".$ending")
        end
        return 0
    end
    set -l fitting (string match -r -- '^'(string escape --style=regex -- "$last")'.*' $__luff_candidates)
    if test (count $fitting) -eq 0
        test (math "bitand($directive, 4)") -ne 0
        return
    end
    if test (count $fitting) -eq 1 -a (math "bitand($directive, 2)") -ne 0
        set -l word (string split -m 1 \t -- $fitting[1])[1]
        # fish puts no space behind these characters. Behind others it does, except where a longer word is offered too.
        if not string match -qr '[@=/:.,-]$' -- $word
            set -g __luff_candidates $word $word.
        end
    end
end

complete -c luff -e
complete -c luff -n __luff_ask -f -k -a '$__luff_candidates'
