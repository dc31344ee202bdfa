// Package chat runs conversations between a shop and its shoppers: one
// http.Handler, a durable log, one turn at a time.
package chat

//go:generate go run ../internal/tsgen -root ..
