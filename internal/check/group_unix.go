//go:build unix

package main

import (
	"os/exec"
	"syscall"
)

// inGroup lets a program and what it starts be ended together: go run does not
// pass signals on.
func inGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// endGroup ends a program that was started after inGroup, and what it started.
func endGroup(cmd *exec.Cmd) { syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) }
