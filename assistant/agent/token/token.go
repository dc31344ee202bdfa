// Package token counts the tokens of texts as OpenAI's models do.
//
//	agent.Config{Model: model, Name: name, Counter: token.For(name), ...}
//
// The vocabulary is in the program, packed: a program that imports this package is
// one megabyte larger, and never asks the network for it. It is unpacked when a text
// is counted for the first time, which takes a fifth of a second and 24 MB of memory,
// once for the whole process. [Counter.Load] does it beforehand.
package token

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode"

	"github.com/pkoukk/tiktoken-go"

	"github.com/aisle-chat/aisle/assistant/agent"
)

// packed is the vocabulary: tokens in the order of their ranks, each after its length.
//
//go:embed o200k.gz
var packed []byte

// pattern is how a text is split before it is looked up.
const pattern = `[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?` +
	`|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?` +
	`|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+`

// Counter counts tokens. It is safe for concurrent use.
type Counter struct {
	load func() (*tiktoken.Tiktoken, error)
}

// o200k is the one there is: its vocabulary is never changed.
var o200k = &Counter{sync.OnceValues(func() (*tiktoken.Tiktoken, error) { return unpack(packed) })}

// O200K counts as gpt-4o and everything after it do.
func O200K() *Counter { return o200k }

// families are how the names of models begin that O200K counts for.
var families = []string{"gpt-4o", "gpt-4.1", "gpt-4.5", "gpt-5", "gpt-oss", "chatgpt-4o", "o1", "o3", "o4"}

// For returns the counter for a model by its name, as "gpt-5-mini" or
// "openai/gpt-4o": O200K where it is one of those, and agent.Estimate for every
// other.
func For(model string) agent.Counter {
	name := strings.ToLower(model[strings.LastIndex(model, "/")+1:])
	for _, f := range families {
		if rest, ok := strings.CutPrefix(name, f); ok && (rest == "" || rest[0] == '-' || rest[0] == '.' || rest[0] == ':') {
			return O200K()
		}
	}
	return agent.Estimate
}

// Load unpacks the vocabulary, if that was not done yet. It fails only where the
// program itself is damaged; then Count estimates.
func (c *Counter) Load() error {
	_, err := c.load()
	return err
}

// Name is what its counts are kept under.
func (c *Counter) Name() string { return "o200k" }

// Count implements [agent.Counter]. Runs of more than maxRun signs of a kind are cut
// first, since they would take time that grows with their square; such a text may
// count for a few tokens more than it has.
func (c *Counter) Count(text string) int {
	known, err := c.load()
	if err != nil {
		return agent.Estimate.Count(text)
	}
	n := 0
	for text != "" {
		piece := text[:firstPiece(text)]
		n += len(known.EncodeOrdinary(piece))
		text = text[len(piece):]
	}
	return n
}

// maxRun is the longest run of signs of one kind that is looked up in one piece, and
// maxPiece the longest piece, both in characters.
const (
	maxRun   = 128
	maxPiece = 4096
)

// The kinds of sign that the pattern takes together.
const (
	letter = iota
	digit
	blank
	other
)

func kindOf(r rune) int {
	switch {
	case unicode.IsLetter(r), unicode.IsMark(r):
		return letter
	case unicode.IsNumber(r):
		return digit
	case unicode.IsSpace(r):
		return blank
	}
	return other
}

// firstPiece is where the first piece of a text ends, in bytes.
func firstPiece(text string) int {
	run, length, last := 0, 0, -1
	for i, r := range text {
		kind := kindOf(r)
		if kind != last {
			if length >= maxPiece && kind == blank {
				return i
			}
			run, last = 0, kind
		}
		if run == maxRun {
			return i
		}
		run, length = run+1, length+1
	}
	return len(text)
}

// maxToken is the longest token that a vocabulary may have, in bytes.
const maxToken = 1024

// unpack reads a vocabulary.
func unpack(data []byte) (*tiktoken.Tiktoken, error) {
	plain, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("token: the vocabulary: %w", err)
	}
	in := bufio.NewReaderSize(plain, 64<<10)
	ranks := make(map[string]int, 200_000)
	for {
		length, err := binary.ReadUvarint(in)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil || length == 0 || length > maxToken {
			return nil, fmt.Errorf("token: the vocabulary has a token of %d bytes after %d others: %w", length, len(ranks), err)
		}
		token := make([]byte, length)
		if _, err := io.ReadFull(in, token); err != nil {
			return nil, fmt.Errorf("token: the vocabulary ends within a token: %w", err)
		}
		ranks[string(token)] = len(ranks)
	}
	bpe, err := tiktoken.NewCoreBPE(ranks, map[string]int{}, pattern)
	if err != nil {
		return nil, fmt.Errorf("token: %w", err)
	}
	return tiktoken.NewTiktoken(bpe, &tiktoken.Encoding{Name: "o200k_base", PatStr: pattern, MergeableRanks: ranks}, map[string]any{}), nil
}
