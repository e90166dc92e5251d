import { DESCRIPTION, findDownload, homepageOf, needsOf, type Download, type ReleasedLuff } from "./released-luff.ts";

/** The systems and processors that Homebrew supports, in its words and the matrix's. */
const SYSTEMS = [
  { block: "on_macos", os: "darwin" },
  { block: "on_linux", os: "linux" },
] as const;
const PROCESSORS = [
  { block: "on_arm", arch: "arm64" },
  { block: "on_intel", arch: "amd64" },
] as const;

/** The formula for a tap: `luff.rb`. Throws if the release lacks an archive that the formula needs. */
export function renderHomebrewFormula(released: ReleasedLuff): string {
  const systems = SYSTEMS.map(({ block, os }) => {
    const processors = PROCESSORS.map((processor) => {
      const download = requireDownload(released, `${os}/${processor.arch}`);
      return indent(`${processor.block} do\n${indent(sourceOf(download))}\nend`);
    });
    return indent(`${block} do\n${processors.join("\n")}\nend`);
  });
  return `\
class Luff < Formula
  desc "${DESCRIPTION}"
  homepage "${homepageOf(released)}"
  version "${released.version}"
  license "Apache-2.0"

${systems.join("\n\n")}

  def install
    bin.install "luff"
    bash_completion.install "completions/luff.bash" => "luff"
    zsh_completion.install "completions/_luff"
    fish_completion.install "completions/luff.fish"
    man1.install Dir["man/man1/*"]
    man5.install Dir["man/man5/*"]
    man7.install Dir["man/man7/*"]
  end

  def caveats
    "${needsOf(["linux/arm64", "linux/amd64"])}"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/luff version --short")
  end
end
`;
}

function requireDownload(released: ReleasedLuff, target: string): Download {
  const download = findDownload(released, target);
  if (download === undefined) throw new Error(`Homebrew's formula needs ${target}, which is not in this release`);
  return download;
}

function sourceOf({ url, sha256 }: Download): string {
  return `url "${url}"\nsha256 "${sha256}"`;
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, "  ");
}
