// A POSIX shell for Windows, to stand for Git's in tests: gosh [-e…] FILE [ARGUMENTS] or gosh [-e…] -c TEXT [NAME ARGUMENTS].
// It is the interpreter of mvdan/sh, of which Debian packages the library alone.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"mvdan.cc/sh/v3/interp"
	"mvdan.cc/sh/v3/syntax"
)

func main() {
	err := run(os.Args[1:])
	if status, ok := interp.IsExitStatus(err); ok {
		os.Exit(int(status))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	var options []string
	for len(arguments) > 0 && strings.HasPrefix(arguments[0], "-") && arguments[0] != "-c" {
		for _, letter := range arguments[0][1:] {
			options = append(options, "-"+string(letter))
		}
		arguments = arguments[1:]
	}
	text, name, rest, err := readScript(arguments)
	if err != nil {
		return err
	}
	file, err := syntax.NewParser().Parse(text, name)
	if err != nil {
		return err
	}
	parameters := interp.Params(append(append(options, "--"), rest...)...)
	runner, err := interp.New(interp.StdIO(os.Stdin, os.Stdout, os.Stderr), parameters)
	if err != nil {
		return err
	}
	return runner.Run(context.Background(), file)
}

func readScript(arguments []string) (text io.Reader, name string, rest []string, err error) {
	if len(arguments) == 0 {
		return os.Stdin, "gosh", nil, nil
	}
	if arguments[0] != "-c" {
		file, err := os.Open(arguments[0])
		return file, arguments[0], arguments[1:], err
	}
	if len(arguments) == 1 {
		return nil, "", nil, fmt.Errorf("-c: option requires an argument")
	}
	name = "gosh"
	if len(arguments) > 2 {
		name = arguments[2]
		rest = arguments[3:]
	}
	return strings.NewReader(arguments[1]), name, rest, nil
}
