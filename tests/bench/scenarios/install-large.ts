import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { madeTar } from "../../helpers/made-tar.ts";
import { freshly } from "../fresh-command.ts";
import type { Scenario } from "../scenario.ts";
import { withCompact } from "../workshop.ts";

/** What cannot be compressed comes to this size in the archive. */
const FILES = 20;
const MEGABYTES = 10;

/** The time and the memory of installing an archive of 200 MB. */
export const INSTALL_LARGE: Scenario = {
  name: "install-large",
  title: "Installing an archive of 200 MB",
  reference: "helm 4",
  commands(workshop) {
    const path = join(workshop.root, "large-1.0.0.tgz");
    writeFileSync(path, gzipSync(archive(), { level: 1 }));
    return [
      ...withCompact(workshop).map(({ name, path: luff }) =>
        freshly(workshop, name, [luff, "plugin", "install", path], true),
      ),
      ...workshop.helms
        .filter(({ name }) => name === "helm 4")
        .map(({ name, path: helm }) =>
          freshly(workshop, name, [helm, "plugin", "install", "--verify=false", path], true),
        ),
    ];
  },
};

function archive(): Uint8Array {
  const content = randomBytes(MEGABYTES << 20);
  const files = Array.from({ length: FILES }, (_, index) => ({ path: `large/file-${index}`, content }));
  const manifest = "name: large\nversion: 1.0.0\nusage: u\ndescription: d\ncommand: x\n";
  return madeTar([{ path: "large/plugin.yaml", content: manifest }, ...files]);
}
