import { describe, expect, test } from "bun:test";
import { debianAddresses } from "../../../build/compact/debian-addresses.ts";

const DEB822 = `Types: deb deb-src
URIs: http://mirror.example/debian/
Suites: bookworm
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://mirror.example/debian-security
`;
const ONE_LINE = `# deb http://unused.example/debian bookworm main
deb [arch=amd64 signed-by=/k.gpg] https://other.example/debian bookworm main
deb-src https://other.example/debian bookworm main
deb mirror+file:/etc/apt/mirrors.txt noble main
`;

const SNAPSHOT = "https://snapshot.debian.org/archive/debian/20250815T000000Z";

describe("debianAddresses", () => {
  test.each([
    ["of debian.sources", [DEB822], ["http://mirror.example/debian", "http://mirror.example/debian-security"]],
    ["of sources.list, those over HTTP", [ONE_LINE], ["https://other.example/debian"]],
    ["of both", [DEB822.slice(0, 60), ONE_LINE], ["http://mirror.example/debian", "https://other.example/debian"]],
    ["of no file", [], []],
  ])("begins with the mirrors %s", (_, sources, mirrors) => {
    const own = mirrors.map((mirror) => `${mirror}/pool/x.deb`);
    expect(debianAddresses("pool/x.deb", sources)).toEqual([...own, `${SNAPSHOT}/pool/x.deb`]);
  });

  test("names an archive once", () => {
    expect(debianAddresses("pool/x.deb", [`deb ${SNAPSHOT} bookworm main\n`])).toEqual([`${SNAPSHOT}/pool/x.deb`]);
  });
});
