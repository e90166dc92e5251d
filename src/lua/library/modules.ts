import { cli } from "./cli/cli.ts";
import { archive } from "./archive/archive.ts";
import { defer } from "./defer/defer.ts";
import { encoding } from "./encoding/encoding.ts";
import { env } from "./env/env.ts";
import { fail } from "./fail/fail.ts";
import { fs } from "./fs/fs.ts";
import { hash } from "./hash/hash.ts";
import { helm } from "./helm/helm.ts";
import { helmCommand } from "./helm-command/helm-command.ts";
import { http } from "./http/http.ts";
import { install } from "./install/install.ts";
import { json } from "./json/json.ts";
import { kube } from "./kube/kube.ts";
import type { LibraryModule } from "./library-function.ts";
import { log } from "./log/log.ts";
import { path } from "./path/path.ts";
import { paths } from "./paths/paths.ts";
import { platform } from "./platform/platform.ts";
import { plugin } from "./plugin/plugin.ts";
import { process } from "./process/process.ts";
import { progress } from "./progress/progress.ts";
import { prompt } from "./prompt/prompt.ts";
import { regex } from "./regex/regex.ts";
import { semver } from "./semver/semver.ts";
import { template } from "./template/template.ts";
import { term } from "./term/term.ts";
import { test } from "./test/test.ts";
import { version } from "./version/version.ts";
import { yaml } from "./yaml/yaml.ts";

/** The modules of the library by the names that `require` takes. */
export const MODULES: Readonly<Record<string, LibraryModule>> = {
  helm,
  "helm.archive": archive,
  "helm.cli": cli,
  "helm.defer": defer,
  "helm.encoding": encoding,
  "helm.env": env,
  "helm.fail": fail,
  "helm.fs": fs,
  "helm.hash": hash,
  "helm.helm": helmCommand,
  "helm.http": http,
  "helm.install": install,
  "helm.json": json,
  "helm.kube": kube,
  "helm.log": log,
  "helm.path": path,
  "helm.paths": paths,
  "helm.platform": platform,
  "helm.plugin": plugin,
  "helm.process": process,
  "helm.progress": progress,
  "helm.prompt": prompt,
  "helm.regex": regex,
  "helm.semver": semver,
  "helm.template": template,
  "helm.term": term,
  "helm.test": test,
  "helm.version": version,
  "helm.yaml": yaml,
};
