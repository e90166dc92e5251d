-- Prints the SHA-256 of a file.
function main(path) print(assert(require("helm.hash").file(path, "sha256"))) end
