# Installs luff on Windows: finds the machine, downloads a release, checks its SHA-256 and puts luff.exe into a folder.
#   irm <address of this file> | iex        with settings in LUFF_VERSION, LUFF_INSTALL_DIR and LUFF_BASE_URL
#   .\install.ps1 -Version 1.2.3 -Dir C:\tools -DryRun
#   .\install.ps1 -Offline D:\stick         takes the archive and checksums.txt from the folder, without any network
# For PowerShell 5.1 and later. With -Target it works on other systems too; elsewhere install.sh is what to take.
param(
  [string] $Version = $env:LUFF_VERSION,
  [string] $Dir = $env:LUFF_INSTALL_DIR,
  [string] $Offline,
  [string] $Target,
  [switch] $DryRun
)

# One block: nothing runs if the script was cut off, and its preferences end with it in a session with iex.
& {
  $ErrorActionPreference = 'Stop'
  # PowerShell 5.1 spends most of a download on drawing its progress bar.
  $ProgressPreference = 'SilentlyContinue'

  $releases = 'https://github.com/luff-run/luff/releases'
  # The names of build/targets.ts.
  $targets = 'windows/amd64', 'windows/arm64', 'windows/386', 'windows/amd64-compact'

  $base = if ($env:LUFF_BASE_URL) { $env:LUFF_BASE_URL.TrimEnd('/') } else { $releases }
  # Whoever can change the answers can also change the checksums, so plain HTTP is allowed only from this machine.
  if ($base -notmatch '^(https://|http://(127\.0\.0\.1|localhost)[:/])') {
    throw "LUFF_BASE_URL is '$base': expected an address that begins with https://"
  }
  $wanted = if ($Version) { $Version } else { 'latest' }
  if ($wanted -notmatch '^(latest|v?[0-9][0-9A-Za-z.+-]*)$') {
    throw "'$wanted' is not a version: expected 'latest' or one like 1.2.3"
  }
  if ($Offline -and $wanted -ne 'latest') { throw "version $wanted and -Offline exclude each other: the folder decides the version" }

  $name = $Target
  if (-not $name) {
    if ($env:OS -ne 'Windows_NT') { throw 'install.ps1 is for Windows: take install.sh, or name a target with -Target' }
    # The machine's architecture. The variable of this process describes the emulation that it may run in.
    $key = 'HKLM:\SYSTEM\CurrentControlSet\Control\Session Manager\Environment'
    $machine = (Get-ItemProperty -LiteralPath $key).PROCESSOR_ARCHITECTURE
    $arch = @{ AMD64 = 'amd64'; ARM64 = 'arm64'; x86 = '386' }[$machine]
    $name = "windows/$(if ($arch) { $arch } else { $machine })"
  }
  if ($targets -notcontains $name) { throw "there is no luff for $name; there is one for $($targets -join ', ')" }

  $folder = if ($Dir) { $Dir } else { Join-Path (Join-Path $env:LOCALAPPDATA 'Programs') 'luff' }
  $folder = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($folder)
  $place = Join-Path $folder 'luff.exe'
  $source = if ($wanted -eq 'latest') { "$base/latest/download" } else { "$base/download/v$($wanted -replace '^v')" }
  if ($Offline) { $source = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Offline) }

  function Get-ArchiveName { "luff-$($name.Replace('/', '-')).zip" }

  # Runs before everything else, in a dry run too.
  function Assert-Offline {
    foreach ($file in 'checksums.txt', (Get-ArchiveName)) {
      if ($Offline -and -not [IO.File]::Exists((Join-Path $source $file))) {
        throw "cannot read $(Join-Path $source $file): the folder must contain it, from the same release as the others"
      }
    }
  }

  # Puts a file of the release into the temporary folder.
  function Get-ReleaseFile([string] $file) {
    $copy = Join-Path $work $file
    if ($Offline) {
      Copy-Item -LiteralPath (Join-Path $source $file) -Destination $copy
      return
    }
    "downloading $source/$file"
    for ($attempt = 1; $true; $attempt++) {
      try {
        Invoke-WebRequest -UseBasicParsing -Uri "$source/$file" -OutFile $copy
        return
      } catch {
        $trouble = $_.Exception.Message
        if ($attempt -eq 3 -or $trouble -match '404') {
          throw "cannot download $source/$file ($trouble). See $base for the available versions."
        }
        Start-Sleep -Seconds 1
      }
    }
  }

  # Puts the program beside its place under another name: it takes the place only if it starts.
  function Add-Staged {
    $archive = Get-ArchiveName
    Get-ReleaseFile $archive
    $zip = Join-Path $work $archive
    $expected = ''
    foreach ($line in Get-Content -LiteralPath (Join-Path $work 'checksums.txt')) {
      $sum, $file = $line -split '\s+\*?', 2
      if ($file -eq $archive) { $expected = $sum }
    }
    if (-not $expected) { throw "checksums.txt has no line for $archive" }
    $actual = (Get-FileHash -Algorithm SHA256 -LiteralPath $zip).Hash
    if ($actual -ne $expected) {
      throw "$archive has the wrong SHA-256: expected $expected, found $actual. Nothing was installed: try again."
    }
    $unpacked = Join-Path $work ([IO.Path]::GetFileNameWithoutExtension($archive))
    Expand-Archive -LiteralPath $zip -DestinationPath $unpacked
    [void] [IO.Directory]::CreateDirectory($folder)
    Copy-Item -LiteralPath (Join-Path $unpacked 'luff.exe') -Destination $staged -Force
  }

  # Whether the program starts, and its output or its failure.
  function Test-Staged {
    try {
      $text = (& $staged version) -join "`n"
      $status = $LASTEXITCODE
    } catch {
      return @{ Starts = $false; Said = $_.Exception.Message }
    }
    if ($status -eq 0) { @{ Starts = $true; Said = $text } } else { @{ Starts = $false; Said = "status $status" } }
  }

  Assert-Offline
  if ($DryRun) {
    "target    $name", "archive   $source/$(Get-ArchiveName)", "sums      $source/checksums.txt", "place     $place"
    'Nothing was done: this was a dry run.'
    return
  }

  $work = Join-Path ([IO.Path]::GetTempPath()) "luff-install-$([guid]::NewGuid())"
  $staged = Join-Path $folder ".luff-install-$PID.exe"
  try {
    [void] [IO.Directory]::CreateDirectory($work)
    [Net.ServicePointManager]::SecurityProtocol =
      [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
    Get-ReleaseFile 'checksums.txt'
    Add-Staged
    $said = "luff for $name"
    # With -Target the user may be installing for another machine.
    if (-not $Target) {
      $result = Test-Staged
      # If the usual program does not start, a compact one may: it needs nothing but the system.
      if (-not $result.Starts -and $targets -contains "$name-compact") {
        "luff for $name does not start on this machine ($($result.Said))."
        "Installing the compact executable, $name-compact, instead: the same luff, but smaller and with fewer requirements."
        $name = "$name-compact"
        Assert-Offline
        Add-Staged
        $result = Test-Staged
      }
      if (-not $result.Starts) {
        throw "luff for $name does not start here ($($result.Said)). Available targets: $($targets -join ', ')"
      }
      $said = $result.Said
    }
    if ([IO.File]::Exists($place)) {
      # A running program can be replaced, but cannot be deleted before it ends: the next installation removes it.
      [IO.File]::Replace($staged, $place, (Join-Path $folder ".luff-old-$PID.exe"))
    } else {
      [IO.File]::Move($staged, $place)
    }
    Get-ChildItem -LiteralPath $folder -Filter '.luff-old-*.exe' -Force |
      Remove-Item -Force -ErrorAction SilentlyContinue
  } finally {
    foreach ($rest in $staged, $work) {
      if (Test-Path -LiteralPath $rest) { Remove-Item -LiteralPath $rest -Recurse -Force -ErrorAction SilentlyContinue }
    }
  }

  "installed $said", "in        $place"
  if (($env:PATH -split [IO.Path]::PathSeparator) -contains $folder) {
    'It is on PATH: run luff help'
  } else {
    'The folder is not on PATH. Add it for the windows that you open from now on:'
    "  `$path = [Environment]::GetEnvironmentVariable('Path', 'User') + ';$folder'"
    "  [Environment]::SetEnvironmentVariable('Path', `$path, 'User')"
  }
}
