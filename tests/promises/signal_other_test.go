//go:build !unix

package promises

import (
	"os"
	"testing"
)

func stopProcess(t *testing.T, _ *os.Process) { t.Skip("a process cannot be stopped on this system") }

func continueProcess(*testing.T, *os.Process) {}
