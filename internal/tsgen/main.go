// Command tsgen writes the TypeScript types of everything that travels between
// a browser and the server, from the Go types that the server really encodes.
// "go generate ./chat" runs it.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	root := flag.String("root", ".", "folder of the module")
	out := flag.String("o", "widget/src/wire.gen.ts", "file to write, relative to root")
	flag.Parse()
	if err := run(*root, *out); err != nil {
		fmt.Fprintln(os.Stderr, "tsgen:", err)
		os.Exit(1)
	}
}

func run(root, out string) error {
	text, err := generate(root)
	if err != nil {
		return err
	}
	file := filepath.Join(root, filepath.FromSlash(out))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, []byte(text), 0o644)
}
