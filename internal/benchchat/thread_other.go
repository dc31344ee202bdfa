//go:build !linux

package main

import "time"

// onProcessor is not known here.
func onProcessor() time.Duration { return 0 }
