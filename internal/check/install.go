package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// exe ends the names of programs.
var exe = map[bool]string{true: ".exe"}[runtime.GOOS == "windows"]

// A need is a program that the checks call, and the Debian packages it is in.
type need struct {
	programs []string // any of them will do
	packages []string
	why      string
}

var needs = []need{
	{[]string{"gcc", "clang"}, []string{"gcc", "libc6-dev"}, "the race detector"},
	{[]string{"node"}, []string{"nodejs"}, "the widget's tests"},
	{[]string{"npm"}, []string{"npm"}, "the widget's packages"},
	{[]string{"chromium", "chromium-browser", "google-chrome"}, []string{"chromium"}, "the browser tests"},
}

// install installs what is missing: as root through apt-get. Everybody else is
// told the command that does it.
func install(r *runner) {
	var packages, why []string
	for _, n := range needs {
		if !found(n.programs) {
			packages = append(packages, n.packages...)
			why = append(why, fmt.Sprintf("%s for %s", n.programs[0], n.why))
		}
	}
	if len(packages) > 0 && !aptGet(r, packages, why) {
		return
	}
	if nodeIsNew(r) {
		npmInstall(r)
	}
}

// oldestNode is the first version that eslint and node's own test runner agree
// on.
const oldestNode = 20

func nodeIsNew(r *runner) bool {
	out, err := r.output(".", "node", "--version")
	version := strings.TrimSpace(string(out))
	var major int
	if _, scanErr := fmt.Sscanf(version, "v%d", &major); err != nil || scanErr != nil || major < oldestNode {
		r.fail("install", fmt.Sprintf("node --version says %q; the widget's tools need node %d or newer. Install one and put it first in PATH.\n", version, oldestNode))
		return false
	}
	return true
}

func found(programs []string) bool {
	for _, p := range programs {
		if _, err := exec.LookPath(p); err == nil {
			return true
		}
	}
	return false
}

func aptGet(r *runner, packages, why []string) bool {
	_, err := exec.LookPath("apt-get")
	if err != nil || os.Geteuid() != 0 {
		r.fail("install", fmt.Sprintf("missing: %s. Run this, then try again:\n\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends %s\n",
			strings.Join(why, ", "), strings.Join(packages, " ")))
		return false
	}
	os.Setenv("DEBIAN_FRONTEND", "noninteractive")
	args := append([]string{"install", "-y", "--no-install-recommends"}, packages...)
	return r.check("apt-get update", ".", "apt-get", "update") &&
		r.check("apt-get install "+strings.Join(packages, " "), ".", "apt-get", args...)
}

// npmInstall runs npm ci in the widget when package-lock.json is not the one
// that was installed last. No package may run a script of its own.
func npmInstall(r *runner) {
	lock, err := os.ReadFile(filepath.Join(r.root, "widget", "package-lock.json"))
	if err != nil {
		r.fail("npm ci in widget", err.Error())
		return
	}
	sum := fmt.Appendf(nil, "%x\n", sha256.Sum256(lock))
	stamp := filepath.Join(r.root, "widget", "node_modules", ".installed")
	if last, err := os.ReadFile(stamp); err == nil && bytes.Equal(last, sum) {
		fmt.Fprintln(r.out, "      everything is installed")
		return
	}
	if r.check("npm ci in widget", "widget", "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund") {
		if err := os.WriteFile(stamp, sum, 0o644); err != nil {
			r.fail("npm ci in widget", err.Error())
		}
	}
}
