import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { madeTgz } from "../../helpers/made-tar.ts";
import { freshly } from "../fresh-command.ts";
import type { Scenario } from "../scenario.ts";
import { serveFiles } from "../serve-files.ts";
import { withCompact } from "../workshop.ts";

const PLUGINS = Array.from({ length: 20 }, (_, index) => `p${index}`);

/** The time of installing a set of plugins from a server, and of installing each of them with Helm. */
export const INSTALL_SET: Scenario = {
  name: "install-set",
  title: "Installing a set of 20 plugins from a local server",
  reference: "helm 4",
  commands(workshop) {
    const base = serveFiles(new Map(PLUGINS.map((name) => [fileOf(name), archiveOf(name)])));
    const set = join(workshop.root, "plugins.yaml");
    const entries = PLUGINS.map((name) => `  - { name: ${name}, url: "${base}/${fileOf(name)}" }\n`);
    writeFileSync(set, `plugins:\n${entries.join("")}`);
    const each = `for name in ${PLUGINS.join(" ")}; do "$0" plugin install --verify=false "${base}/$name-1.0.0.tgz" || exit; done`;
    return [
      ...withCompact(workshop).map(({ name, path }) => freshly(workshop, name, [path, "plugin", "install", "-f", set])),
      ...workshop.helms
        .filter(({ name }) => name === "helm 4")
        .map(({ name, path }) => freshly(workshop, name, ["/bin/sh", "-c", each, path])),
    ];
  },
};

function fileOf(name: string): string {
  return `${name}-1.0.0.tgz`;
}

function archiveOf(name: string): Uint8Array {
  const manifest = `name: ${name}\nversion: 1.0.0\nusage: u\ndescription: d\ncommand: x\n`;
  return madeTgz([
    { path: `${name}/plugin.yaml`, content: manifest },
    { path: `${name}/run.sh`, content: "#!/bin/sh\necho first line\n", mode: 0o755 },
    { path: `${name}/README.md`, content: "A plugin.\n".repeat(200) },
  ]);
}
