//go:build unix

package promises

import (
	"os"
	"syscall"
	"testing"
)

// stopProcess stops a process where it stands, as a machine does that is suspended.
func stopProcess(t *testing.T, p *os.Process) { signal(t, p, syscall.SIGSTOP) }

func continueProcess(t *testing.T, p *os.Process) { signal(t, p, syscall.SIGCONT) }

func signal(t *testing.T, p *os.Process, s syscall.Signal) {
	t.Helper()
	if err := p.Signal(s); err != nil {
		t.Fatal(err)
	}
}
