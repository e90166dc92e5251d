import { describe, expect, test } from "bun:test";
import { renderHomebrewFormula } from "../../../build/packaging/homebrew.ts";
import { digestOf, RELEASED, without } from "./released.ts";

describe("renderHomebrewFormula", () => {
  test("writes a formula with a download for each system and processor", () => {
    expect(renderHomebrewFormula(RELEASED)).toBe(`\
class Luff < Formula
  desc "Runs Helm plugins, executable and Lua, on every platform from one file"
  homepage "https://github.com/somebody/luff"
  version "1.2.3"
  license "Apache-2.0"

  on_macos do
    on_arm do
      url "https://github.com/somebody/luff/releases/download/v1.2.3/luff-darwin-arm64.tar.gz"
      sha256 "${digestOf("luff-darwin-arm64.tar.gz")}"
    end
    on_intel do
      url "https://github.com/somebody/luff/releases/download/v1.2.3/luff-darwin-amd64.tar.gz"
      sha256 "${digestOf("luff-darwin-amd64.tar.gz")}"
    end
  end

  on_linux do
    on_arm do
      url "https://github.com/somebody/luff/releases/download/v1.2.3/luff-linux-arm64.tar.gz"
      sha256 "${digestOf("luff-linux-arm64.tar.gz")}"
    end
    on_intel do
      url "https://github.com/somebody/luff/releases/download/v1.2.3/luff-linux-amd64.tar.gz"
      sha256 "${digestOf("luff-linux-amd64.tar.gz")}"
    end
  end

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
    "On linux/arm64 luff needs /proc. On linux/amd64 luff needs a processor with SSE4.2 (x86-64-v2) and /proc."
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/luff version --short")
  end
end
`);
  });

  test("refuses a release that lacks one of them", () => {
    expect(() => renderHomebrewFormula(without("luff-darwin-arm64.tar.gz"))).toThrow("darwin/arm64");
  });
});
