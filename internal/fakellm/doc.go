// Package fakellm is a server that speaks the wire formats of OpenAI's chat
// completions and of Anthropic's messages, and says what a script tells it to, for
// tests and for showing the model agent without a key.
//
// A [Script] is one answer with all its faults: status, headers, pieces of bytes,
// pauses, repetitions, a connection that breaks. [Text] and [Calls] make the answers
// of a server that is well, piece by piece as the recorded ones are. A [Talk] is a
// list of rules by which a whole conversation goes. Scripts are written in OpenAI's
// format; who asks in the other one gets the same in that.
package fakellm
