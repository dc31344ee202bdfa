package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// exe ends the names of programs.
var exe = map[bool]string{true: ".exe"}[runtime.GOOS == "windows"]

// A need is a program that the checks call, and the Debian packages it is in.
type need struct {
	programs []string // any of them will do
	packages []string
	why      string
	// optional is what is not checked without it. Empty means that nothing is.
	optional string
}

var needs = []need{
	{programs: []string{"gcc", "clang"}, packages: []string{"gcc", "libc6-dev"}, why: "the race detector"},
	{programs: []string{"node"}, packages: []string{"nodejs"}, why: "the widget's tests"},
	{programs: []string{"npm"}, packages: []string{"npm"}, why: "the widget's packages"},
	{programs: []string{"chromium", "chromium-browser", "google-chrome"}, packages: []string{"chromium"}, why: "the browser tests"},
	{programs: []string{"strace"}, packages: []string{"strace"}, why: "making syncs of the disk fail",
		optional: "the tests of failed syncs and of power cuts are skipped, and fail with CI=true"},
}

// install installs what is missing: as root through apt-get. Everybody else is
// told the command that does it.
func install(r *runner) {
	os.Setenv("DEBIAN_FRONTEND", "noninteractive")
	var packages, why []string
	for _, n := range needs {
		if n.optional == "" && !found(n.programs) {
			packages = append(packages, n.packages...)
			why = append(why, fmt.Sprintf("%s for %s", n.programs[0], n.why))
		}
	}
	if len(packages) > 0 && !aptGet(r, packages, why) {
		return
	}
	for _, n := range needs {
		if n.optional != "" && !found(n.programs) {
			tryAptGet(r, n)
		}
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

// tryAptGet installs what there may be no package of on this system, and says
// what is left out where that fails.
func tryAptGet(r *runner, n need) {
	err := errors.New("only root can")
	if mayInstall() {
		var out []byte
		if out, err = r.output(".", "apt-get", "update"); err == nil {
			out, err = r.output(".", "apt-get", append(slices.Clone(aptInstall), n.packages...)...)
		}
		if err == nil {
			r.pass("apt-get install "+strings.Join(n.packages, " "), time.Now())
			return
		}
		err = fmt.Errorf("%w: %s", err, bytes.TrimSpace(out))
	}
	r.skip(fmt.Sprintf("%s, for %s, cannot be installed here, so that %s. On Debian: sudo apt-get install %s (%v)",
		n.programs[0], n.why, n.optional, strings.Join(n.packages, " "), err))
}

// aptInstall are the arguments of apt-get before the names of packages.
var aptInstall = []string{"install", "-y", "--no-install-recommends"}

// mayInstall reports whether apt-get can install something.
func mayInstall() bool {
	_, err := exec.LookPath("apt-get")
	return err == nil && os.Geteuid() == 0
}

func aptGet(r *runner, packages, why []string) bool {
	if !mayInstall() {
		r.fail("install", fmt.Sprintf("missing: %s. Run this, then try again:\n\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends %s\n",
			strings.Join(why, ", "), strings.Join(packages, " ")))
		return false
	}
	return r.check("apt-get update", ".", "apt-get", "update") &&
		r.check("apt-get install "+strings.Join(packages, " "), ".", "apt-get", append(slices.Clone(aptInstall), packages...)...)
}

// npmInstall runs npm ci in the widget when package-lock.json is not the one
// that was installed last. No package may run a script of its own.
func npmInstall(r *runner) {
	began := time.Now()
	lock, err := os.ReadFile(filepath.Join(r.root, "widget", "package-lock.json"))
	if err != nil {
		r.fail("npm ci in widget", err.Error())
		return
	}
	sum := fmt.Appendf(nil, "%x\n", sha256.Sum256(lock))
	stamp := filepath.Join(r.root, "widget", "node_modules", ".installed")
	if last, err := os.ReadFile(stamp); err == nil && bytes.Equal(last, sum) {
		r.pass("the packages of the widget are installed", began)
		return
	}
	if r.check("npm ci in widget", "widget", "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund") {
		if err := os.WriteFile(stamp, sum, 0o644); err != nil {
			r.fail("npm ci in widget", err.Error())
		}
	}
}
