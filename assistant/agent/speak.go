package agent

import (
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
)

// speaker takes what a model writes, as it comes, and passes on what may leave:
// without signs that nobody sees, with titles in the place of references and the
// shopper's own data in the place of marks. What it passes on goes to the verifier.
type speaker struct {
	out assistant.Writer
	// title is what a product is called that this conversation knows, restore what
	// a mark stands for.
	title   func(id string) (string, bool)
	restore func(mark string) (string, bool)

	// holding keeps what is written until it is known to be an answer: a model
	// that is about to call a tool says so first, and cards come before prose.
	holding bool
	held    strings.Builder
	open    string // the beginning of a reference that has not ended
	size    int
	spoke   bool
}

// What is held back at most, and how long a reference may be, in bytes.
const (
	maxHeld      = 200
	maxReference = 120
)

// write takes a piece of text.
func (s *speaker) write(delta string) error {
	if s.size += len(delta); s.size > MaxText {
		return errRambling
	}
	text := s.resolve(strings.ReplaceAll(prose.Visible(delta), unknown, ""), false)
	if !s.holding {
		return s.say(text)
	}
	s.held.WriteString(text)
	if s.held.Len() < maxHeld {
		return nil
	}
	return s.release()
}

// release says what was held back, and holds nothing back from then on.
func (s *speaker) release() error {
	text := s.held.String()
	s.held.Reset()
	s.holding = false
	return s.say(text)
}

// begin begins a round; hold holds back how it begins.
func (s *speaker) begin(hold bool) error {
	s.held.Reset()
	s.open, s.holding = "", hold
	if s.spoke {
		return s.say("\n\n")
	}
	return nil
}

// end says what is left of a round.
func (s *speaker) end() error {
	rest := s.resolve("", true)
	if s.holding {
		s.held.WriteString(rest)
		return s.release()
	}
	return s.say(rest)
}

func (s *speaker) say(text string) error {
	if text == "" {
		return nil
	}
	s.spoke = true
	return s.out.Write(assistant.Text{Text: text})
}

// resolve puts titles in the place of references. One that has not ended yet waits
// for its end; one that never ends is text.
func (s *speaker) resolve(delta string, last bool) string {
	text := s.open + delta
	s.open = ""
	var out strings.Builder
	for {
		i := strings.Index(text, "[[")
		if i < 0 {
			break
		}
		out.WriteString(text[:i])
		j := strings.Index(text[i:], "]]")
		if j < 0 {
			if !last && len(text)-i <= maxReference {
				s.open = text[i:]
				return out.String()
			}
			text = text[i+2:]
			continue
		}
		out.WriteString(s.refer(text[i+2 : i+j]))
		text = text[i+j+2:]
	}
	if !last && strings.HasSuffix(text, "[") {
		s.open, text = "[", text[:len(text)-1]
	}
	out.WriteString(text)
	return out.String()
}

// unknown stands where a reference stood that is none: the sentence around it is
// about nothing and does not leave. See outlet.
const unknown = "\ue000"

// refer is what a reference stands for.
func (s *speaker) refer(name string) string {
	name = strings.TrimSpace(name)
	if own, ok := s.restore("[[" + name + "]]"); ok {
		return own
	}
	title, ok := s.title(name)
	if !ok {
		return unknown
	}
	return plain.Replace(inSentence(prose.Visible(title)))
}

// maxTitle is the longest title in a sentence, in bytes. A longer one is shortened: it
// is hard to read, and may be a message instead of a title.
const maxTitle = 80

func inSentence(title string) string {
	if len(title) <= maxTitle {
		return title
	}
	cut := strings.LastIndexByte(title[:maxTitle/2+1], ' ')
	if cut <= 0 {
		return "this one"
	}
	return title[:cut]
}

// plain keeps a title from being read as anything but words.
var plain = strings.NewReplacer("[", "(", "]", ")", "*", "", "`", "'", "_", " ", "<", "‹", ">", "›")
