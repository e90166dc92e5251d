import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { madeTgz } from "../../helpers/made-tar.ts";
import { freshly } from "../fresh-command.ts";
import { makeRepository } from "../make-repository.ts";
import type { Scenario } from "../scenario.ts";
import { serveFiles } from "../serve-files.ts";
import { withCompact, type Workshop } from "../workshop.ts";

/** How many files the plugin has, and in how many folders. */
const FILES = 1000;
const FOLDERS = 40;

/** The time of installing a plugin of 1,000 files from a folder, which is linked. */
export const INSTALL_FOLDER = installFrom("folder", (workshop) => writeFiles(workshop));

/** The time of installing it from an archive. */
export const INSTALL_ARCHIVE = installFrom("archive", (workshop) => {
  const path = join(workshop.root, "big-1.0.0.tgz");
  writeFileSync(path, archive());
  return path;
});

/** The time of downloading it from a local server and installing it. */
export const INSTALL_HTTP = installFrom(
  "server",
  () => `${serveFiles(new Map([[HTTP_FILE, archive()]]))}/${HTTP_FILE}`,
);

const HTTP_FILE = "big-1.0.0.tgz";

/** The time of installing it from a git repository on this disk. */
export const INSTALL_GIT = installFrom("git", (workshop) => makeRepository(writeFiles(workshop)));

function installFrom(source: string, make: (workshop: Workshop) => string): Scenario {
  return {
    name: `install-${source}`,
    title: `Installing a plugin of 1,000 files from a ${source}`,
    reference: "helm 4",
    commands(workshop) {
      const from = make(workshop);
      const helms = workshop.helms.filter(({ name }) => name === "helm 4");
      return [
        ...withCompact(workshop).map(({ name, path }) => freshly(workshop, name, [path, "plugin", "install", from])),
        ...helms.map(({ name, path }) => freshly(workshop, name, [path, "plugin", "install", "--verify=false", from])),
      ];
    },
  };
}

function archive(): Uint8Array {
  return madeTgz(filesOf().map(({ path, content }) => ({ path: `big/${path}`, content })));
}

function filesOf(): { readonly path: string; readonly content: string }[] {
  const manifest = "name: big\nversion: 1.0.0\nusage: u\ndescription: d\ncommand: x\n";
  const files = Array.from({ length: FILES - 1 }, (_, index) => ({
    path: `folder-${index % FOLDERS}/file-${index}.txt`,
    content: Array.from(
      { length: 60 },
      (_line, line) => `${index} ${line} ${(index * 7919 + line * 104_729) % 99_991}\n`,
    ).join(""),
  }));
  return [{ path: "plugin.yaml", content: manifest }, ...files];
}

function writeFiles({ root }: Workshop): string {
  const folder = join(root, "big");
  for (const { path, content } of filesOf()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}
