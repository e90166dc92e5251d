import { type HelmCase, legacy } from "../helm-case.ts";

const script = (name: string, text: string) => ({
  p: { manifest: legacy({ command: `$HELM_PLUGIN_DIR/${name}` }), files: { [name]: text } },
});

/** How a program is started and how its end is passed on. */
export const RUNNING_CASES: readonly HelmCase[] = [
  {
    name: "running: exit status 0 and both streams",
    args: ["p"],
    plugins: script("x.sh", "#!/bin/sh\necho out\necho err >&2\n"),
  },
  ...[1, 2, 7, 126, 127, 255].map((status) => ({
    name: `running: exit status ${status}`,
    args: ["p"],
    plugins: script("x.sh", `#!/bin/sh\necho out\nexit ${status}\n`),
  })),
  ...["TERM", "KILL", "INT", "ABRT"].map((signal) => ({
    name: `running: death by SIG${signal}`,
    args: ["p"],
    plugins: script("x.sh", `#!/bin/sh\necho out\nkill -${signal} $$\n`),
  })),
  { name: "running: a missing program", args: ["p"], plugins: { p: legacy({ command: "$HELM_PLUGIN_DIR/none" }) } },
  {
    name: "running: a program that is nowhere on PATH",
    args: ["p"],
    plugins: { p: legacy({ command: "no-such-program-here a" }) },
  },
  {
    name: "running: a program on PATH",
    args: ["p", "x"],
    plugins: { p: legacy({ command: "report-tool a" }) },
    files: { "bin/report-tool": "@REPORT@" },
  },
  {
    name: "running: the first of two on PATH cannot be executed",
    args: ["p", "x"],
    plugins: { p: legacy({ command: "report-tool a" }) },
    files: { "first/report-tool": "x", "bin/report-tool": "@REPORT@" },
    env: { PATH: "@ROOT@/first:@ROOT@/bin:/usr/bin:/bin" },
  },
  {
    name: "running: PATH is empty",
    args: ["p"],
    plugins: { p: legacy({ command: "report-tool" }) },
    files: { "bin/report-tool": "@REPORT@" },
    env: { PATH: "" },
  },
  {
    name: "running: a program in the working folder through PATH",
    args: ["p"],
    plugins: { p: legacy({ command: "report-tool" }) },
    files: { "work/report-tool": "@REPORT@" },
    env: { PATH: ".:/usr/bin:/bin" },
  },
  {
    name: "running: a program with a relative path",
    args: ["p", "x"],
    plugins: { p: legacy({ command: "./tool a" }) },
    files: { "work/tool": "@REPORT@" },
  },
  {
    name: "running: a relative path is not looked for in the plugin's folder",
    args: ["p"],
    plugins: { p: legacy({ command: "./report.sh" }) },
  },
  { name: "running: a program that is not executable", args: ["p"], plugins: script("x.sh", "echo out\n") },
  {
    name: "running: a program without an interpreter line",
    args: ["p"],
    plugins: {
      p: {
        manifest: legacy({ command: "$HELM_PLUGIN_DIR/bare" }),
        files: { bare: "echo out\n" },
        executable: ["bare"],
      },
    },
  },
  { name: "running: an interpreter that is missing", args: ["p"], plugins: script("x.sh", "#!/no/such/interpreter\n") },
  {
    name: "running: an interpreter line that ends with CR LF",
    args: ["p"],
    plugins: script("x.sh", "#!/bin/sh\r\necho out\r\n"),
  },
  {
    name: "running: an interpreter line with arguments",
    args: ["p", "a"],
    plugins: script("x.sh", "#!/bin/sh -e\nfalse\necho out\n"),
  },
  { name: "running: a folder as the program", args: ["p"], plugins: { p: legacy({ command: "$HELM_PLUGIN_DIR" }) } },
  {
    name: "running: a linked program",
    args: ["p", "x"],
    plugins: { p: legacy({ command: "$HELM_PLUGIN_DIR/link" }) },
    links: { "plugins/p/link": "report.sh" },
  },
  {
    name: "running: a program that reads nothing of a long stdin",
    args: ["p"],
    plugins: script("x.sh", "#!/bin/sh\nexit 0\n"),
    stdin: "x".repeat(200_000),
  },
];
