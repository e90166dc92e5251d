/** Parts of names that mean a secret wherever they stand: HELM_KUBETOKEN, adminPassword, --api-key. */
const ANYWHERE =
  /passw|passphrase|pswd|secret|token(?!i[sz])|credential|creds|api[-_.]?key|access[-_.]?key|private|authoriz|bearer|cookie|dockerconfigjson|dockercfg|conn(?:ection)?[-_.]?str/i;
/** Words that mean one only where they are a whole word of a name: DB_PASS, AUTH, signingKey, MYSQL_PWD, SESSION_ID. */
const WORDS = new Set(
  "key keys pass pwd pw pat auth oauth sig signature pin otp totp mfa jwt sas dsn hmac cred session sessions sid tkn".split(
    " ",
  ),
);
/** Words that end so mean one too: MYPASS, PGPASS, dbpwd, SSHKEY, PHPSESSID. */
const END = /(?:pass|pwd|key|sess(?:ion)?id)$/;
/** Words that end so by chance, or name a program that asks for a password. */
const OTHER_WORDS = new Set(
  "askpass bypass compass encompass overpass surpass trespass underpass donkey hockey hotkey jockey monkey turkey whiskey".split(
    " ",
  ),
);
/** Who knows the address of a webhook may call it. Settings such as webhook.port are no address. */
const WEBHOOK = /web[-_.]?hooks?(?:[-_.]?(?:ur[il]s?|address|endpoint|link))?$/i;
/** What has such a name and is the place of a secret, not a secret. */
const PLACE = /(?:file|path|dir|folder|home|sock)$/i;
/** The variables for the working directory. Written otherwise, it is a password. */
const WORKING_FOLDER = /^(?:OLD)?PWD$/;
/** What has such a name and is no secret: a session of the desktop, whether to pass credentials on. */
const PLAIN =
  /^(?:xdg|desktop|dbus|kde|gnome)_.*session|session[-_.]?(?:name|type|mode|desktop|version|manager)$|session[-_.]?affinity|pass-?credentials(?:-?all)?$/i;
/** The name of a secret of Kubernetes or of a key in one, what keeps secrets, and keys that everybody may know. */
const PUBLIC =
  /existing[-_.]?secret\w*$|secret[-_.]?name$|secrets?[-_.]?(?:driver|backend)$|(?:pub|public|sort|partition|topology|label)[-_.]?key$/i;
/** A flag without a value: the word behind it is another argument. */
const SWITCH = /^--(?:(?:no|show|hide)-|.*-stdin$)/;

/** Names of flags and variables for a user, who may be a token; not those of the user of this computer. */
const LOGIN = /[-_.]username$|[a-z]Username$/;
const LOGIN_OF_VARIABLE = /_USERNAME$/;

/** Whether a flag or a variable of this name holds a user for a server. */
export function isLoginName(name: string): boolean {
  return LOGIN.test(name) || LOGIN_OF_VARIABLE.test(name);
}

/** Names that stand before secrets and before much else: a toleration has a key, a chart has auth.enabled. */
const COMMON = /(?:^-*|\.)(?:keys?|auth)$/i;

/** Whether what a name stands before is probably a secret wherever else it occurs, and not a word of everyday. */
export function isTelling(name: string): boolean {
  return isSecretName(name) && !COMMON.test(name);
}

/** Whether a variable, a flag or a header of this name probably holds a secret. Rather one too many than one too few. */
export function isSecretName(name: string): boolean {
  if ([WORKING_FOLDER, PLAIN, PLACE, PUBLIC, SWITCH].some((harmless) => harmless.test(name))) return false;
  return ANYWHERE.test(name) || WEBHOOK.test(name) || wordsOf(name).some(isSecretWord);
}

/** The words of a name in any style, in small letters: db-pass, DB_PASS and dbPass are "db" and "pass". */
function wordsOf(name: string): readonly string[] {
  const apart = name.replaceAll(/([a-z\d])(?=[A-Z])/g, "$1 ").replaceAll(/([A-Z])(?=[A-Z][a-z])/g, "$1 ");
  return apart.toLowerCase().split(/[^a-z]+/);
}

function isSecretWord(word: string): boolean {
  return WORDS.has(word) || (END.test(word) && !OTHER_WORDS.has(word));
}
