package agent

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"runtime/debug"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/assistant/agent/internal/remote"
)

// blames notes why the fallback's words are used.
func (t *talk) blames(ctx context.Context, why error) {
	t.agent.report.note(func(r *Report) { r.Fallbacks[reason(why)]++ })
	attrs := []slog.Attr{slog.String("turn", t.turn.ID), slog.String("why", reason(why))}
	if e, ok := errors.AsType[*Error](why); ok {
		attrs = append(attrs, slog.String("said", t.discreet(e.Err.Error())))
	}
	t.agent.config.Logger.LogAttrs(ctx, level(why), "agent: the fallback answers", attrs...)
}

// reason is a failure as [Report.Fallbacks] has it: a few fixed words.
func reason(err error) string {
	for _, known := range []error{errFirst, errStall, errWhole, errCutOff, errRambling, errRounds, errNothing, errOpen, errBudget, errPanic} {
		if errors.Is(err, known) {
			return known.Error()
		}
	}
	if e, ok := errors.AsType[*Error](err); ok {
		if e.Status != 0 {
			return "status " + strconv.Itoa(e.Status)
		}
		return "no connection, or a broken answer"
	}
	return "something else"
}

// level is how much a merchant should care.
func level(err error) slog.Level {
	if errors.Is(err, errOpen) || errors.Is(err, errBudget) || errors.Is(err, errNothing) {
		return slog.LevelInfo
	}
	return slog.LevelWarn
}

// panicked notes a panic of a model's adapter, or of ours, which is no reason for a
// shopper to go without an answer.
func (t *talk) panicked(ctx context.Context, p any) error {
	t.agent.config.Logger.LogAttrs(ctx, slog.LevelError, "agent: a panic while the model was asked",
		slog.String("turn", t.turn.ID), slog.String("panic", t.discreet(fmt.Sprint(p))), slog.String("stack", string(debug.Stack())))
	return errPanic
}

// discreet is what a server says of a request that it refuses, as a log may have it. Some
// repeat what they were sent: a word of the conversation, or a piece of one, is left out,
// unless it is one that they say of themselves.
func (t *talk) discreet(said string) string {
	said = remote.Discreet(said, "") // not every adapter has kept it to a line
	if t.asked == nil {
		return said
	}
	var heard strings.Builder
	for _, m := range t.asked.Messages {
		heard.WriteString(m.Text + "\n")
		for _, c := range m.Calls {
			heard.WriteString(c.Arguments + "\n")
		}
	}
	conversation := strings.ToLower(heard.String())
	said = escapes.ReplaceAllString(said, " ")
	var kept strings.Builder
	for said != "" {
		n := strings.IndexFunc(said, parts)
		if n == 0 {
			_, n = utf8.DecodeRuneInString(said)
			kept.WriteString(said[:n])
		} else {
			if n < 0 {
				n = len(said)
			}
			if w := strings.ToLower(said[:n]); ofServers[w] || len(w) == 1 || ascii(w) && !strings.Contains(conversation, w) {
				kept.WriteString(said[:n])
			} else {
				kept.WriteString("…")
			}
		}
		said = said[n:]
	}
	return kept.String()
}

// escapes are signs as JSON within JSON has them.
var escapes = regexp.MustCompile(`\\(?:u[0-9a-fA-F]{4}|.)`)

// parts reports whether a sign parts words.
func parts(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }

// ascii reports whether a word is plain. One that is not may be the piece of a sentence
// in a script without blanks.
func ascii(word string) bool {
	return strings.IndexFunc(word, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// ofServers are words that servers say of themselves and shoppers of things: nobody
// learns of the one from the other.
var ofServers = func() map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.Fields(`a an and are as at be been by can cannot could do does for from has have if in is it its may must no not of on or
please so than that the there this to too use was we were with you your
access account address api auto bad card certificate channel code connection content context correct currently does error exceeded exist exists failed
field find found help http https incorrect input invalid it key length limit long max maximum message messages model models more name new open order
parameter pass permission provide provided quota rate request require required requires response service set size support supported supports text
token tokens tool tools type unknown unsupported url valid value`) {
		all[w] = true
	}
	return all
}()
