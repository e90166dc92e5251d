/** What luff needs from a kubeconfig file, and all that it keeps: names, paths, and whether there is a secret. */
export interface KubeconfigSummary {
  readonly currentContext: string;
  readonly contexts: Readonly<Record<string, ContextSummary>>;
  readonly clusters: Readonly<Record<string, ClusterSummary>>;
  readonly users: Readonly<Record<string, UserSummary>>;
}

export interface ContextSummary {
  /** "" if it names none; the same for the cluster and the user. */
  readonly namespace: string;
  readonly cluster: string;
  readonly user: string;
}

export interface ClusterSummary {
  /** client-go refuses it, whatever its other fields are. */
  readonly isUnusable?: true;
  /** The path of the certificate authority's file. */
  readonly authority?: string;
  readonly hasAuthorityData?: true;
}

export interface UserSummary {
  /** client-go refuses it, whatever its other fields are. */
  readonly isUnusable?: true;
  /** The paths of its certificate and key. */
  readonly files?: readonly string[];
  readonly hasToken?: true;
  /** Also true for a user name without a password. */
  readonly hasPassword?: true;
  readonly actsAsUser?: true;
  /** It impersonates a group, a UID or extra values, which client-go allows only together with a user. */
  readonly actsAsMore?: true;
}
