/** What luff needs of a kubeconfig file, and all that it keeps of it: names, paths, and whether a secret is there. */
export interface KubeconfigSummary {
  readonly currentContext: string;
  readonly contexts: Readonly<Record<string, ContextSummary>>;
  readonly clusters: Readonly<Record<string, ClusterSummary>>;
  readonly users: Readonly<Record<string, UserSummary>>;
}

export interface ContextSummary {
  /** "" where it names none; the cluster and the user likewise. */
  readonly namespace: string;
  readonly cluster: string;
  readonly user: string;
}

export interface ClusterSummary {
  /** Whatever else is given, client-go refuses it. */
  readonly isUnusable?: true;
  /** The path of the authority's certificate. */
  readonly authority?: string;
  readonly hasAuthorityData?: true;
}

export interface UserSummary {
  /** Whatever else is given, client-go refuses it. */
  readonly isUnusable?: true;
  /** The paths of its certificate and key. */
  readonly files?: readonly string[];
  readonly hasToken?: true;
  /** Or a user's name for a password. */
  readonly hasPassword?: true;
  readonly actsAsUser?: true;
  /** It asks for a group, an identity or more, which goes only together with a user. */
  readonly actsAsMore?: true;
}
