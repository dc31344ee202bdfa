package browser

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// shop is a running storefront program.
type shop struct {
	t        *testing.T
	url      string // without a slash at the end
	password string // of the desk's user "demo"
	db       string
	flags    []string // besides the address and the database
	command  *exec.Cmd
}

// program is the storefront, built once.
var program = sync.OnceValues(func() (string, error) {
	path := filepath.Join(temporary, "storefront")
	build := exec.Command("go", "build", "-o", path, "./examples/storefront")
	build.Dir = root
	build.Stderr = os.Stderr
	return path, build.Run()
})

var (
	printedURL      = regexp.MustCompile(`http://[0-9.:]+`)
	printedPassword = regexp.MustCompile(`(?i)password\W+([^\s)]+)`)
)

// newShop starts a storefront on a free port with an empty database, and with
// these further flags. It is ended with the test.
func newShop(t *testing.T, flags ...string) *shop {
	t.Helper()
	s := &shop{t: t, db: filepath.Join(t.TempDir(), "shop.db"), flags: flags}
	s.start("127.0.0.1:0")
	t.Cleanup(s.kill)
	return s
}

// start runs the program and waits until it has said where it listens and how
// to log in to the desk.
func (s *shop) start(address string) {
	s.t.Helper()
	path, err := program()
	if err != nil {
		s.t.Fatalf("build the storefront: %v", err)
	}
	s.command = exec.Command(path, append([]string{"-addr", address, "-db", s.db}, s.flags...)...)
	output, err := s.command.StdoutPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	s.command.Stderr = s.command.Stdout
	if err := s.command.Start(); err != nil {
		s.t.Fatal(err)
	}
	started := make(chan string, 1)
	go func() {
		var said strings.Builder
		lines := bufio.NewScanner(output)
		for lines.Scan() {
			said.WriteString(lines.Text() + "\n")
			if printedURL.MatchString(said.String()) && printedPassword.MatchString(said.String()) {
				break
			}
		}
		started <- said.String()
		io.Copy(io.Discard, output)
	}()
	select {
	case said := <-started:
		url, password := printedURL.FindString(said), printedPassword.FindStringSubmatch(said)
		if url == "" || password == nil {
			s.t.Fatalf("the storefront ended without a URL and a password:\n%s", said)
		}
		s.url, s.password = strings.TrimSuffix(url, "/"), password[1]
	case <-time.After(30 * time.Second):
		s.kill()
		s.t.Fatal("the storefront did not start within 30 seconds")
	}
}

// kill ends the program at once, as a crash does.
func (s *shop) kill() {
	if s.command.ProcessState == nil {
		s.command.Process.Signal(syscall.SIGKILL)
		s.command.Wait()
	}
}

// restart starts the program again where it was.
func (s *shop) restart() {
	s.t.Helper()
	s.start(strings.TrimPrefix(s.url, "http://"))
}
