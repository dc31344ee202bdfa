//go:build !unix

package main

import (
	"os/exec"
	"time"
)

// endTogether does nothing here: what cmd has started may stay for a while.
func endTogether(*exec.Cmd) {}

// ownCPU is not known here.
func ownCPU() time.Duration { return 0 }
