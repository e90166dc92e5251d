-- Helm, or luff, has set these variables for the script.
return {
  cache_home = os.getenv("HELM_CACHE_HOME"),
  config_home = os.getenv("HELM_CONFIG_HOME"),
  data_home = os.getenv("HELM_DATA_HOME"),
  plugins = os.getenv("HELM_PLUGINS"),
  registry_config = os.getenv("HELM_REGISTRY_CONFIG"),
  repository_cache = os.getenv("HELM_REPOSITORY_CACHE"),
  repository_config = os.getenv("HELM_REPOSITORY_CONFIG"),
}
