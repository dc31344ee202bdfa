//go:build !unix

package main

import "os/exec"

// inGroup does nothing where there are no process groups.
func inGroup(*exec.Cmd) {}

// endGroup ends the program alone.
func endGroup(cmd *exec.Cmd) { cmd.Process.Kill() }
