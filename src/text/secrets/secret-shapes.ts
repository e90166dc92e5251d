/** What stands in the place of a secret. */
export const HIDDEN = "***";

/** Tokens that can be told by how they begin, of the services that people use with Helm. */
const TOKENS = [
  "gh[opsur]_[A-Za-z0-9]{16,}",
  "github_pat_\\w{16,}",
  "gl(?:pat|oas|dt|rt|rtr|cbt|ptt|ft|imt|agent|soat|ffct)-[\\w.-]{16,}",
  "xox[a-z]-[\\w-]{10,}",
  "xapp-[\\w-]{10,}",
  "(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}",
  "eyJ[\\w-]{6,}\\.[\\w-]{6,}(?:\\.[\\w-]*)*",
  "AIza[\\w-]{30,}",
  "ya29\\.[\\w-]{16,}",
  "hv[bsr]\\.[\\w-]{16,}",
  "dckr_(?:pat|oat)_[\\w-]{16,}",
  "npm_[A-Za-z0-9]{30,}",
  "pypi-[\\w-]{16,}",
  "hf_[A-Za-z0-9]{20,}",
  "[rs]k_(?:live|test)_\\w{10,}",
  "sk-[\\w-]{20,}",
  "do[opr]_v1_[a-f0-9]{32,}",
  "gl(?:sa|c)_[\\w+/=]{20,}",
  "dapi[a-f0-9]{32}",
  "SG\\.[\\w-]{16,}\\.[\\w-]{16,}",
  "shp(?:at|ca|pa|ss)_[a-fA-F0-9]{16,}",
  "ATATT3[\\w=-]{20,}",
  "AGE-SECRET-KEY-1[A-Z0-9]{20,}",
].join("|");
const TOKEN = new RegExp(`(?<![A-Za-z0-9_])(?:${TOKENS})`, "g");
const PRIVATE_KEY =
  /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|$)/g;
/** Addresses that let everybody in who knows them: those of webhooks, and of bots. */
const WEBHOOK =
  /(\bhttps?:\/\/(?:hooks\.[^\s/"']+|[^\s/"']*webhooks?\.[^\s/"']+|[^\s/"']+\/(?:api\/)?webhook(?:s|b2)?(?=\/))\/)[^\s"']+/gi;
const BOT = /(\/bot\d+:)(?:[^\s/"'?#]+(?=\/)|[\w-]{10,})/g;

/** A text without what is a secret by its shape, whatever its name: tokens of well-known services, private keys, addresses of webhooks. */
export function hideShapes(text: string): string {
  return text
    .replaceAll(PRIVATE_KEY, HIDDEN)
    .replaceAll(WEBHOOK, `$1${HIDDEN}`)
    .replaceAll(BOT, `$1${HIDDEN}`)
    .replaceAll(TOKEN, HIDDEN);
}
