package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

func main() {
	check := flag.Bool("check", false, "write nothing; fail when what is committed is not what the sources give")
	tests := flag.String("tests", "", "bundle the tests for node into this folder, and nothing else")
	client := flag.String("client", "", "bundle the connection for node as this file, and nothing else")
	flag.Parse()
	if err := run(*check, *tests, *client); err != nil {
		fmt.Fprintln(os.Stderr, "widget/build:", err)
		os.Exit(1)
	}
}

func run(check bool, tests, client string) error {
	root, err := widgetRoot()
	if err != nil {
		return err
	}
	switch {
	case tests != "":
		return bundleTests(root, tests)
	case client != "":
		return bundleClient(root, client)
	}
	for _, part := range []struct {
		root   string
		bundle func(root string) (map[string][]byte, error)
	}{{root, bundleWidget}, {filepath.Join(root, deskRoot), bundleDesk}} {
		files, err := part.bundle(root)
		if err != nil {
			return err
		}
		dist := filepath.Join(part.root, "dist")
		if check {
			err = compare(dist, files)
		} else {
			err = replace(dist, files)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// widgetRoot is the folder with package.json, one above this module.
func widgetRoot() (string, error) {
	root, err := filepath.Abs("..")
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(filepath.Join(root, "package.json")); err != nil {
		return "", errors.New("run this in widget/build: there is no ../package.json")
	}
	if _, err := os.Stat(filepath.Join(root, "node_modules", "preact")); err != nil {
		return "", errors.New("preact is not installed: run npm ci in widget")
	}
	return root, nil
}

// compare says how dist differs from files.
func compare(dist string, files map[string][]byte) error {
	have, err := os.ReadDir(dist)
	if err != nil {
		return err
	}
	for _, entry := range have {
		if _, wanted := files[entry.Name()]; !wanted {
			return fmt.Errorf("dist/%s is left over: run go run . in widget/build and commit dist", entry.Name())
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		data, err := os.ReadFile(filepath.Join(dist, name))
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("dist/%s is missing: run go run . in widget/build and commit dist", name)
		}
		if err != nil {
			return err
		}
		if !bytes.Equal(data, files[name]) {
			return fmt.Errorf("dist/%s is not what the sources give: run go run . in widget/build and commit dist", name)
		}
	}
	fmt.Printf("dist is what the sources give: %d files\n", len(files))
	return nil
}

// replace makes dist hold exactly files.
func replace(dist string, files map[string][]byte) error {
	if err := os.MkdirAll(dist, 0o755); err != nil {
		return err
	}
	have, err := os.ReadDir(dist)
	if err != nil {
		return err
	}
	for _, entry := range have {
		if _, wanted := files[entry.Name()]; !wanted {
			if err := os.Remove(filepath.Join(dist, entry.Name())); err != nil {
				return err
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := os.WriteFile(filepath.Join(dist, name), files[name], 0o644); err != nil {
			return err
		}
		size, err := gzipped(files[name])
		if err != nil {
			return err
		}
		fmt.Printf("%-24s %7d bytes %6d gzip\n", name, len(files[name]), size)
	}
	return nil
}
