/** Parts of names that mean a secret wherever they stand: HELM_KUBETOKEN, adminPassword, --api-key. */
const ANYWHERE =
  /passw|passphrase|secret|token|credential|api[-_.]?key|access[-_.]?key|private|authoriz|bearer|cookie/i;
/** Words that mean one only where they are a whole part of a name: DB_PASS, AUTH, SIGNING_KEY, MYSQL_PWD, PGPASS. */
const WHOLE = /(?:^|[^a-z])(?:key|keys|pass|pwd|pat|auth|sig|signature|pin|otp|jwt|sshpass|pgpass)(?:$|[^a-z])/i;
/** Such a word with a capital behind a small letter: signingKey. */
const CAPITAL = /[a-z](?:Key|Pass|Pwd|Auth|Signature|Pin)(?:$|[^a-z])/;
/** What has such a name and is the place of a secret, not a secret. */
const PLACE = /(?:file|path|dir|folder|home|sock)$/i;
/** The variables of shells for the working directory. */
const FOLDERS = /^(?:old)?pwd$/i;

/** Names of flags and variables for a user, who may be a token; not those of the user of this computer. */
const LOGIN = /[-_.]username$/i;

/** Whether a flag or a variable of this name holds a user for a server. */
export function isLoginName(name: string): boolean {
  return LOGIN.test(name);
}

/** Whether a variable, a flag or a header of this name probably holds a secret. Rather one too many than one too few. */
export function isSecretName(name: string): boolean {
  if (FOLDERS.test(name) || PLACE.test(name)) return false;
  return ANYWHERE.test(name) || WHOLE.test(name) || CAPITAL.test(name);
}
