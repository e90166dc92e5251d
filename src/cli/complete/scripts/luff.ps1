# Completion of luff in Windows PowerShell 5.1 and PowerShell 7.

Register-ArgumentCompleter -Native -CommandName 'luff', 'luff.exe' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $words = @()
    foreach ($element in $commandAst.CommandElements) {
        if ($element.Extent.StartOffset -ge $cursorPosition) { break }
        $text = $element.Extent.Text
        $isAtCursor = $element.Extent.EndOffset -ge $cursorPosition
        if ($isAtCursor) { $text = $text.Substring(0, $cursorPosition - $element.Extent.StartOffset) }
        elseif ($element -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $text = $element.Value }
        $words += $text.Trim('"', "'")
    }
    $program = $words[0]
    $before = @($words | Select-Object -Skip 1)
    # A new word begins at the cursor. Before version 7.3 an empty argument must be written with quotes, or it is lost.
    if ($wordToComplete -eq '') {
        $passing = Get-Variable -Name PSNativeCommandArgumentPassing -ValueOnly -ErrorAction SilentlyContinue
        if ($null -eq $passing -or "$passing" -eq 'Legacy') { $before += '""' } else { $before += '' }
    }

    $directive = 0
    $candidates = @(& $program __complete @before 2>$null)
    # Only the last line is the directive: a candidate may look like one.
    if ($candidates.Count -gt 0 -and $candidates[-1] -match '^:(\d+)$') {
        $directive = [int]$Matches[1]
        $candidates = @($candidates | Select-Object -SkipLast 1)
    }
    if ($directive -band 1) { return }
    # Without a result PowerShell offers files.
    if ($directive -band (8 + 16)) { return }
    $fitting = @($candidates | Where-Object { $_.StartsWith($wordToComplete, [System.StringComparison]::Ordinal) })
    if ($fitting.Count -eq 0) {
        if ($directive -band 4) { '' }
        return
    }
    foreach ($line in $fitting) {
        $word, $description = $line -split "`t", 2
        if (-not $description) { $description = $word }
        $text = $word
        if ($text -match '[\s''"`$(){};&|<>@#,]') { $text = "'" + $text.Replace("'", "''") + "'" }
        if (-not ($directive -band 2)) { $text += ' ' }
        [System.Management.Automation.CompletionResult]::new($text, $word, 'ParameterValue', $description)
    }
}
