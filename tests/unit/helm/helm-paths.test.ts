import { describe, expect, test } from "bun:test";
import type { GlobalFlags } from "../../../src/helm/helm-settings.ts";
import { resolveHelmPaths, type HelmPaths } from "../../../src/helm/helm-paths.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

function resolve(os: string, env: Record<string, string>, flags: GlobalFlags = {}): HelmPaths {
  return resolveHelmPaths(flags, createMemoryHost({ os, env }).environment, os);
}

describe("resolveHelmPaths", () => {
  test("has the default folders of Linux", () => {
    expect(resolve("linux", { HOME: "/home/ü" })).toEqual({
      cacheHome: "/home/ü/.cache/helm",
      configHome: "/home/ü/.config/helm",
      dataHome: "/home/ü/.local/share/helm",
      plugins: "/home/ü/.local/share/helm/plugins",
      pluginsByDefault: "/home/ü/.local/share/helm/plugins",
      registryConfig: "/home/ü/.config/helm/registry/config.json",
      repositoryConfig: "/home/ü/.config/helm/repositories.yaml",
      repositoryCache: "/home/ü/.cache/helm/repository",
      contentCache: "/home/ü/.cache/helm/content",
    });
  });

  test("has the default folders of macOS", () => {
    expect(resolve("darwin", { HOME: "/Users/u" })).toMatchObject({
      cacheHome: "/Users/u/Library/Caches/helm",
      configHome: "/Users/u/Library/Preferences/helm",
      dataHome: "/Users/u/Library/helm",
      plugins: "/Users/u/Library/helm/plugins",
    });
  });

  test("has the default folders of Windows, for any case of the variables", () => {
    expect(resolve("windows", { Temp: "C:\\T", AppData: "C:\\R" })).toMatchObject({
      cacheHome: "C:\\T\\helm",
      configHome: "C:\\R\\helm",
      dataHome: "C:\\R\\helm",
      plugins: "C:\\R\\helm\\plugins",
      registryConfig: "C:\\R\\helm\\registry\\config.json",
    });
  });

  test.each(["linux", "darwin", "windows"])("uses XDG folders with helm below them on %s", (os) => {
    const env = { XDG_CACHE_HOME: "/xc", XDG_CONFIG_HOME: "/xf", XDG_DATA_HOME: "/xd" };
    const { cacheHome, configHome, dataHome } = resolve(os, env);
    const separator = os === "windows" ? "\\" : "/";
    expect([cacheHome, configHome, dataHome]).toEqual(["xc", "xf", "xd"].map((x) => [``, x, "helm"].join(separator)));
  });

  test("uses HELM_*_HOME unchanged, before XDG folders", () => {
    const env = {
      HELM_CACHE_HOME: "/c/",
      HELM_CONFIG_HOME: "f",
      HELM_DATA_HOME: "/d",
      XDG_CACHE_HOME: "/xc",
      XDG_CONFIG_HOME: "/xf",
      XDG_DATA_HOME: "/xd",
    };
    expect(resolve("linux", env)).toMatchObject({
      cacheHome: "/c/",
      configHome: "f",
      dataHome: "/d",
      plugins: "/d/plugins",
      repositoryCache: "/c/repository",
      repositoryConfig: "f/repositories.yaml",
    });
  });

  test("ignores empty folders of either kind", () => {
    const env = { HOME: "/h", HELM_CACHE_HOME: "", XDG_CACHE_HOME: "" };
    expect(resolve("linux", env).cacheHome).toBe("/h/.cache/helm");
  });

  test("does not change HELM_PLUGINS, even an empty one", () => {
    expect(resolve("linux", { HOME: "/h", HELM_PLUGINS: "a/:/b::" }).plugins).toBe("a/:/b::");
    expect(resolve("linux", { HOME: "/h", HELM_PLUGINS: "" }).plugins).toBe("");
  });

  test.each([
    ["HELM_REGISTRY_CONFIG", "registryConfig"],
    ["HELM_REPOSITORY_CONFIG", "repositoryConfig"],
    ["HELM_REPOSITORY_CACHE", "repositoryCache"],
    ["HELM_CONTENT_CACHE", "contentCache"],
  ] as const)("uses %s, and the flag before it", (variable, field) => {
    const env = { HOME: "/h", [variable]: "/v" };
    expect(resolve("linux", env)[field]).toBe("/v");
    expect(resolve("linux", env, { [field]: "/f" })[field]).toBe("/f");
  });
});
