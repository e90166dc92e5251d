# Completion of luff in fish 3.0 and later.

function __luff_complete_words
    set -l words (commandline -opc)
    set -l last (commandline -ct)
    set -l program (string replace -r '^~/' "$HOME/" -- $words[1])
    set -e words[1]
    # Quotes around the word that is being typed are not a part of it.
    set last (string replace -r '^["\']' '' -- $last)
    set -l directive 0
    set -l candidates
    for line in ($program __complete $words "$last" 2>/dev/null)
        if string match -qr '^:[0-9]+$' -- $line
            set directive (string sub -s 2 -- $line)
        else
            set -a candidates $line
        end
    end
    if test (math "bitand($directive, 1)") -ne 0
        return
    end
    if test (math "bitand($directive, 16)") -ne 0
        __fish_complete_directories "$last"
        return
    end
    if test (math "bitand($directive, 8)") -ne 0
        for ending in $candidates
            __fish_complete_suffix ".$ending"
        end
        return
    end
    if test (count $candidates) -eq 0
        if test (math "bitand($directive, 4)") -eq 0
            __fish_complete_path "$last"
        end
        return
    end
    printf '%s\n' $candidates
end

complete -c luff -e
complete -c luff -f -k -a '(__luff_complete_words)'
