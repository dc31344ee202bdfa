//go:build unix

package promises

import (
	"syscall"
	"testing"
)

// stopProcess stops a node where it stands, as a machine does that is suspended.
func stopProcess(t *testing.T, n *node) { signal(t, n, syscall.SIGSTOP) }

func continueProcess(t *testing.T, n *node) { signal(t, n, syscall.SIGCONT) }

func signal(t *testing.T, n *node, s syscall.Signal) {
	t.Helper()
	if err := n.process.Signal(s); err != nil {
		t.Fatal(err)
	}
}
