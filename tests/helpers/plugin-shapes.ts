/** A plugin that is built as published ones are, in few lines. */
export interface PluginShape {
  /** What it is like. */
  readonly title: string;
  /** `plugin.yaml` without its name, version and usage. */
  readonly manifest: string;
  /** Its files by their paths; those that begin with `#!` are executable. */
  readonly files?: Readonly<Record<string, string>>;
  /** The folder in the repository, if it is not the root. */
  readonly subfolder?: string;
  /** The programs that its hook needs besides those of every POSIX system. */
  readonly needs?: readonly string[];
  /** luff's arguments that run it, if they are not its name and `a "b c"`; URL stands for the server's address. */
  readonly call?: readonly string[];
  readonly stdin?: string;
  /** What it prints; "released a b c" if absent. */
  readonly prints?: string;
  /** Paths that its hook asks the server for. */
  readonly asks?: readonly RegExp[];
}

const TAR_GZ = /\/releases\/download\/v1\.2\.3\/tool_[a-z]+_\w+\.tar\.gz$/;
const HOOK = "hooks:\n  install: $HELM_PLUGIN_DIR/install-binary.sh\n  update: $HELM_PLUGIN_DIR/install-binary.sh\n";
const BIN = "command: $HELM_PLUGIN_DIR/bin/tool\n";

/** The first lines of most hooks: the system's and the processor's names as downloads have them, and the plugin's version. */
const DETECT = `#!/bin/sh
set -e
cd "$HELM_PLUGIN_DIR"
os=$(uname -s | tr '[:upper:]' '[:lower:]')
arch=$(uname -m)
case $arch in x86_64) arch=amd64 ;; aarch64 | armv8*) arch=arm64 ;; i?86) arch=386 ;; esac
version=$(grep '^version:' plugin.yaml | cut -d: -f2 | tr -d ' "')
url=$DOWNLOADS/releases/download/v$version/tool_\${os}_$arch.tar.gz
mkdir -p bin
`;

const script = (body: string): string => `#!/bin/sh\n${body}\n`;
const ECHO = script('echo script "$@"');

/** At least one of each kind of hook, layout and manifest that published plugins have. */
export const PLUGIN_SHAPES: readonly PluginShape[] = [
  {
    title: "whose hook pipes what curl downloads into tar",
    manifest: BIN + HOOK,
    files: { "install-binary.sh": `${DETECT}curl -sSfL "$url" | tar xzf - -C bin tool\n` },
    needs: ["curl"],
    asks: [TAR_GZ],
  },
  {
    title: "whose hook saves what wget downloads, and unpacks it",
    manifest: BIN + HOOK,
    files: { "install-binary.sh": `${DETECT}wget -q -O tool.tgz "$url"\ntar xzf tool.tgz -C bin\nrm tool.tgz\n` },
    needs: ["wget"],
    asks: [TAR_GZ],
  },
  {
    title: "whose hook takes curl or wget, whichever is there",
    manifest: BIN + HOOK,
    files: {
      "install-binary.sh": `${DETECT}if command -v curl >/dev/null; then curl -sSL "$url" -o t.tgz; else wget -q "$url" -O t.tgz; fi
tar xzf t.tgz -C bin && rm -f t.tgz\n`,
    },
    needs: ["curl"],
    asks: [TAR_GZ],
  },
  {
    title: "whose hook is a line of a shell that enters the plugin's folder",
    manifest: `${BIN}hooks:\n  install: "cd $HELM_PLUGIN_DIR; scripts/install_plugin.sh"\n  update: "cd $HELM_PLUGIN_DIR; scripts/install_plugin.sh"\n`,
    files: {
      "scripts/install_plugin.sh": `${DETECT}mkdir -p releases\ncurl -sSfL "$url" -o releases/t.tgz\ntar xzf releases/t.tgz -C releases
mv releases/tool bin/tool\nrm -r releases\n`,
    },
    needs: ["curl"],
    asks: [TAR_GZ],
  },
  {
    title: "whose hook joins its two commands with &&",
    manifest: 'command: $HELM_PLUGIN_DIR/tool\nhooks:\n  install: "cd $HELM_PLUGIN_DIR && ./get.sh tool"\n',
    files: { "get.sh": script('curl -sSfL "$DOWNLOADS/releases/download/v1.2.3/raw" -o "$1" && chmod +x "$1"') },
    needs: ["curl"],
    asks: [/\/raw$/],
  },
  {
    title: "whose update hook has an argument of its own",
    manifest: `command: \${HELM_PLUGIN_DIR}/bin/tool\nhooks:
  install: "\${HELM_PLUGIN_DIR}/install-binary.sh"\n  update: "\${HELM_PLUGIN_DIR}/install-binary.sh -u"\n`,
    files: { "install-binary.sh": `${DETECT}[ "$1" != -u ] || exit 3\ncurl -sSfL "$url" | tar xz -C bin\n` },
    needs: ["curl"],
    asks: [TAR_GZ],
  },
  {
    title: "whose hook sets a variable before the script",
    manifest: `command: $HELM_PLUGIN_DIR/tool\nhooks:\n  install: "cd $HELM_PLUGIN_DIR; AS=tool ./scripts/install.sh"\n`,
    files: { "scripts/install.sh": script('curl -sSf "$DOWNLOADS/releases/download/1.2.3/x" >$AS; chmod 755 $AS') },
    needs: ["curl"],
    asks: [/\/download\/1\.2\.3\/x$/],
  },
  {
    title: "whose hook compares the download with a list of checksums",
    manifest: BIN + HOOK,
    files: {
      "install-binary.sh": `${DETECT}base=$DOWNLOADS/releases/download/v$version
curl -sSfL "$base/checksums.txt" -o sums\ncurl -sSfL "$base/tool.tar.gz" -o tool.tar.gz
grep ' tool.tar.gz$' sums | sha256sum -c >/dev/null\ntar xzf tool.tar.gz -C bin\nrm sums tool.tar.gz\n`,
    },
    needs: ["curl", "sha256sum"],
    asks: [/\/checksums\.txt$/, /\/tool\.tar\.gz$/],
  },
  {
    title: "whose hook asks which release is the newest",
    manifest: BIN + HOOK,
    files: {
      "install-binary.sh": `${DETECT}tag=$(curl -sSf "$DOWNLOADS/repos/o/r/releases/latest" | sed 's/.*"tag_name":"\\([^"]*\\)".*/\\1/')
curl -sSfL "$DOWNLOADS/releases/download/$tag/tool.tar.gz" | tar xz -C bin\n`,
    },
    needs: ["curl"],
    asks: [/\/latest$/, /\/v1\.2\.3\/tool\.tar\.gz$/],
  },
  {
    title: "whose hook follows a redirect to the newest release",
    manifest: BIN + HOOK,
    files: { "install-binary.sh": `${DETECT}curl -sSfL "$DOWNLOADS/releases/newest/tool.tar.gz" | tar xz -C bin\n` },
    needs: ["curl"],
    asks: [/\/newest\/tool\.tar\.gz$/, /\/v1\.2\.3\/tool\.tar\.gz$/],
  },
  {
    title: "whose archive has the program two folders down",
    manifest: BIN + HOOK,
    files: {
      "install-binary.sh": `${DETECT}tmp=$(mktemp -d)\ntrap 'rm -rf "$tmp"' EXIT
curl -sSfL "$DOWNLOADS/releases/download/v$version/nested.tar.gz" | tar xz -C "$tmp"\ncp "$tmp/top/bin/tool" bin/\n`,
    },
    needs: ["curl"],
    asks: [/\/nested\.tar\.gz$/],
  },
  {
    title: "whose hook runs make",
    manifest: `${BIN}hooks:\n  install: "cd $HELM_PLUGIN_DIR && make -s install"\n`,
    files: {
      Makefile: "install:\n\tmkdir -p bin\n\tcp src/tool.sh bin/tool\n\tchmod +x bin/tool\n",
      "src/tool.sh": 'echo "made of parts" "$@"\n'.replace(/^/, "#!/bin/sh\n"),
    },
    needs: ["make"],
    prints: "made of parts a b c\n",
  },
  {
    title: "whose hook copies the program for this system, which it brings along",
    manifest: `${BIN}hooks:\n  install: $HELM_PLUGIN_DIR/choose.sh\n`,
    files: {
      "choose.sh": script('cd "$HELM_PLUGIN_DIR" && mkdir -p bin && cp "dist/$(uname -s)" bin/tool'),
      "dist/Linux": ECHO,
      "dist/Darwin": ECHO,
    },
    prints: "script a b c\n",
  },
  {
    title: "that brings a program for each system, without a hook",
    manifest: `command: "$HELM_PLUGIN_DIR/tool_unix eval"\nplatformCommand:
  - {os: linux, command: $HELM_PLUGIN_DIR/tool_unix eval}\n  - {os: darwin, command: $HELM_PLUGIN_DIR/tool_osx eval}
  - {os: windows, command: $HELM_PLUGIN_DIR/tool.exe eval}\n`,
    files: { tool_unix: ECHO, tool_osx: ECHO },
    prints: "script eval a b c\n",
  },
  {
    title: "with an entry for each system and processor, all of one program",
    manifest: `platformCommand:\n${["linux", "darwin"]
      .flatMap((os) =>
        ["amd64", "arm64"].map((arch) => `  - {os: ${os}, arch: ${arch}, command: $HELM_PLUGIN_DIR/bin/tool}\n`),
      )
      .join("")}  - {os: linux, command: $HELM_PLUGIN_DIR/bin/tool}\n`,
    files: { "bin/tool": ECHO },
    prints: "script a b c\n",
  },
  {
    title: "with a folded command for Windows beside the others",
    manifest: `platformCommand:\n  - os: windows\n    command: >-\n      cmd /c $HELM_PLUGIN_DIR\\tool.exe\n  - command: "$HELM_PLUGIN_DIR/scripts/run.sh"\n`,
    files: { "scripts/run.sh": ECHO },
    prints: "script a b c\n",
  },
  {
    title: "that is one script",
    manifest: "command: $HELM_PLUGIN_DIR/env.sh\n",
    files: { "env.sh": ECHO },
    prints: "script a b c\n",
  },
  {
    title: "whose install hook runs its own script",
    manifest: 'command: "$HELM_PLUGIN_DIR/env.sh"\nhooks:\n  install: "$HELM_PLUGIN_DIR/env.sh --help"\n',
    files: { "env.sh": ECHO },
    prints: "script a b c\n",
  },
  {
    title: "whose command is a command of Helm",
    manifest: 'command: "$HELM_BIN list --short"\n',
    prints: "helm list --short a b c\n",
  },
  {
    title: "whose scripts share a file of functions",
    manifest: "command: $HELM_PLUGIN_DIR/scripts/run.sh\nuseTunnel: false\nignoreFlags: false\n",
    files: {
      "scripts/run.sh": script('. "$(dirname "$0")/lib/common.sh"\nsay "$@"'),
      "scripts/lib/common.sh": 'say() { echo "$HELM_PLUGIN_NAME in $HELM_NAMESPACE:" "$@"; }\n',
    },
    prints: "shape in default: a b c\n",
  },
  {
    title: "that takes no arguments",
    manifest: "command: $HELM_PLUGIN_DIR/run.sh\nignoreFlags: true\nuseTunnel: true\n",
    files: { "run.sh": ECHO },
    call: ["--namespace", "web", "shape", "a"],
    prints: "script\n",
  },
  {
    title: "that gets files by a program which its hook downloads",
    manifest: `${BIN}downloaders:\n  - command: bin/tool download\n    protocols: [shp]\nhooks:\n  install: "cd $HELM_PLUGIN_DIR; ./hack/install.sh"\n`,
    files: { "hack/install.sh": `${DETECT}curl -sSfL "$url" | tar xz -C bin\n` },
    needs: ["curl"],
    call: ["get", "shp://bucket/f"],
    prints: "released download    shp://bucket/f\n",
    asks: [TAR_GZ],
  },
  {
    title: "that gets files of two schemes",
    manifest:
      "command: $HELM_PLUGIN_DIR/get.sh\ndownloaders:\n  - command: ./get.sh downloader\n    protocols: [cm, sec]\n",
    files: { "get.sh": script('echo "from $5 by $1"') },
    call: ["get", "sec://ns/f"],
    prints: "from sec://ns/f by downloader\n",
  },
  {
    title: "in a folder of its repository, that is a getter of Helm 4",
    manifest: `type: getter/v1\napiVersion: v1\nruntime: subprocess\nconfig:\n  protocols: [vault]\nruntimeConfig:\n  protocolCommands:
    - protocols: [vault]\n      platformCommand:\n        - {os: windows, command: cmd.exe, args: [/C, run.cmd]}
        - {command: scripts/run.sh, args: [downloader]}\n`,
    files: { "scripts/run.sh": script('echo "$1 of $5"') },
    subfolder: "plugins/getter",
    call: ["get", "vault://f"],
    prints: "downloader of vault://f\n",
  },
  {
    title: "in a folder of its repository, that is a post-renderer of Helm 4",
    manifest: `type: postrenderer/v1\napiVersion: v1\nruntime: subprocess\nruntimeConfig:\n  platformCommand:
    - {os: windows, command: cmd.exe}\n    - {command: $HELM_PLUGIN_DIR/scripts/run.sh}\n`,
    files: { "scripts/run.sh": script("sed s/old/new/") },
    subfolder: "plugins/renderer",
    call: ["post-render", "shape"],
    stdin: "kind: old\n",
    prints: "kind: new\n",
  },
  {
    title: "whose hooks of Helm 4 have an entry for each system",
    manifest: `${BIN}platformHooks:\n  install:\n    - {os: windows, command: powershell, args: [-File, get.ps1]}
    - {command: $HELM_PLUGIN_DIR/get.sh, args: [tool, "1.2.3"]}\n`,
    files: {
      "get.sh": script(
        'cd "$HELM_PLUGIN_DIR" && mkdir -p bin && curl -sSf "$DOWNLOADS/releases/download/$2/x" >bin/$1 && chmod +x bin/$1',
      ),
    },
    needs: ["curl"],
    asks: [/\/download\/1\.2\.3\/x$/],
  },
  {
    title: "whose hook is a script in the manifest",
    manifest: `command: $HELM_PLUGIN_DIR/tool\nhooks:\n  install: |\n    set -e\n    cd "$HELM_PLUGIN_DIR"
    curl -sSf "$DOWNLOADS/releases/download/v1.2.3/x" -o tool\n    chmod +x tool\n`,
    needs: ["curl"],
    asks: [/\/v1\.2\.3\/x$/],
  },
];
