import { expect, test } from "bun:test";
import { specEnvironment, specHome } from "../../../../src/author/specs/spec-variables.ts";

test("a kubeconfig of the user is not there for specs, in whatever case Windows has its name", () => {
  const own = { KUBECONFIG: "a", KubeConfig: "b", PATH: "p" };
  expect(specEnvironment(own, { X: "1" }, false)).toEqual({ KubeConfig: "b", PATH: "p", X: "1" });
  expect(specEnvironment(own, { X: "1" }, true)).toEqual({ PATH: "p", X: "1" });
});

test("no variable leads specs past their home folder", () => {
  const own = { XDG_DATA_HOME: "d", HOME: "h", HomeDrive: "C:", PATH: "p" };
  expect(specEnvironment(own, {}, false)).toEqual({ HOME: "h", HomeDrive: "C:", PATH: "p" });
  expect(specEnvironment(own, {}, true)).toEqual({ PATH: "p" });
});

test.each([
  ["linux", "/h", { HOME: "/h", HELM_CACHE_HOME: "/h/.cache/helm", HELM_PLUGINS: "/h/.local/share/helm/plugins" }],
  ["darwin", "/h", { HOME: "/h", HELM_CACHE_HOME: "/h/Library/Caches/helm", HELM_PLUGINS: "/h/Library/helm/plugins" }],
  [
    "windows",
    "C:\\h",
    {
      USERPROFILE: "C:\\h",
      APPDATA: "C:\\h\\AppData\\Roaming",
      LOCALAPPDATA: "C:\\h\\AppData\\Local",
      HELM_CACHE_HOME: "C:\\h\\AppData\\Local\\Temp\\helm",
      HELM_PLUGINS: "C:\\h\\AppData\\Roaming\\helm\\plugins",
    },
  ],
])("specs on %s have Helm's folders in their home folder", (os, home, expected) => {
  const { variables, folders } = specHome(os, home);
  expect(variables).toMatchObject(expected);
  expect(folders[0]).toBe(home);
  expect(Object.values(variables).filter((value) => /^\/|^C:/.test(value) && !value.startsWith(home))).toEqual([]);
  expect(variables).not.toHaveProperty("TEMP");
});
