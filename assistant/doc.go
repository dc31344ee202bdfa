// Package assistant is the small core that everything in a conversation agrees
// on: a [Turn] goes in, [Part]s come out through a [Writer], and an [Outcome]
// says what to remember.
package assistant
