-- The install hook of helm-schema: downloads its program for this system, and compares it with the release's list of checksums.
function main()
  if os.getenv("SKIP_BIN_INSTALL") == "1" then return print("the program is not installed: SKIP_BIN_INSTALL is 1") end
  return require("helm.install").release{
    repo = "dadav/helm-schema",
    asset = "helm-schema_{version}_{os}_{arch}.{ext}",
    os_names = { linux = "Linux", darwin = "Darwin", windows = "Windows" },
    arch_names = { amd64 = "x86_64" },
    ext = { windows = "zip" },
    checksums = "checksums.txt",
    bin = "helm-schema",
    url = os.getenv("HELM_SCHEMA_URL"),
  }
end
