/** An operating system and an architecture in Go's words: `linux`/`amd64`, `windows`/`386`. */
export interface Platform {
  readonly os: string;
  readonly arch: string;
}
