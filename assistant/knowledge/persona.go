package knowledge

import (
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/assistant"
)

// PersonaFile is the file that says who the assistant is and how it speaks, at the
// top of the folder:
//
//	name: Wren
//	shop: Larkhollow
//	tone: Warm and brief, like a colleague who has walked in the rain.
//	formality: casual
//	emoji: never
//	words:
//	  - not: cheap
//	    say: inexpensive
//	examples:
//	  - ask: Are your tents any good?
//	    reply: We sleep in them ourselves. Say for how many, and I show you some.
//
// Every key may be missing.
const PersonaFile = "persona.yaml"

// Persona is the voice of the brand. It holds for the sentences of the built-in
// assistant and for those of a language model. Its zero value is an assistant
// without a name that speaks plainly.
type Persona struct {
	// Name is what the assistant, and Shop what the shop is called.
	Name string `yaml:"name"`
	Shop string `yaml:"shop"`
	// Tone is how it speaks, in a sentence or two, for a language model to follow.
	Tone string `yaml:"tone"`
	// Formality is one of the Formality constants; empty leaves every sentence as it
	// is.
	Formality string `yaml:"formality"`
	// Emoji is one of the Emoji constants; empty is EmojiNever.
	Emoji string `yaml:"emoji"`
	// Words are replaced wherever they are said.
	Words []Wording `yaml:"words"`
	// Examples are what it says to the questions that are asked most: word for word
	// to those who ask so, and for a language model to hear the voice.
	Examples []Spoken `yaml:"examples"`
}

// IsZero reports whether p says nothing.
func (p Persona) IsZero() bool { return reflect.DeepEqual(p, Persona{}) }

// How formal sentences are: "I don't", or "I do not".
const (
	FormalityCasual = "casual"
	FormalityFormal = "formal"
)

// What becomes of emoji: none is shown, or one in a reply at most.
const (
	EmojiNever   = "never"
	EmojiSparing = "sparing"
)

// Wording is a word or phrase to avoid, and what is said in its place.
type Wording struct {
	// Not is written in small letters; it is found at the beginning of a sentence,
	// too, but not in a name ("Cheap Monday") and not between quotation marks.
	Not string `yaml:"not"`
	// Say holds no digits, since facts come from the data; empty leaves Not out.
	Say string `yaml:"say"`
}

// Spoken is a question and what the shop has decided to say to it.
type Spoken struct {
	// Ask is the question as shoppers type it. Upper and lower case, signs, and
	// words of courtesy make no difference.
	Ask string `yaml:"ask"`
	// Reply may cite terms as articles do: {{returns.window}}.
	Reply string `yaml:"reply"`
}

// Limits of a [Persona].
const (
	MaxWordings = 100
	MaxExamples = 20
	MaxSpoken   = 600 // characters of a tone or a reply
)

// Persona is that of the folder.
func (b *Base) Persona() Persona { return b.persona }

// readPersona reads the file if it is there. Of a broken one nothing holds, and the
// error says so.
func readPersona(files fs.FS, values *values) (Persona, []error) {
	data, err := readAll(files, PersonaFile)
	if errors.Is(err, fs.ErrNotExist) {
		return Persona{}, nil
	}
	if err != nil {
		return Persona{}, []error{&Error{File: PersonaFile, Reason: err.Error()}}
	}
	s := &sheet{file: PersonaFile}
	var persona Persona
	if s.read(data, &persona) {
		persona.check(s)
		persona.cite(s, values)
	}
	if len(s.found) > 0 {
		return Persona{}, s.errs()
	}
	return persona, nil
}

func (p *Persona) check(s *sheet) {
	refuse := func(at, value, reason string) { s.fail(s.line(at), at, value, reason) }
	long := func(at, text string) {
		if n := utf8.RuneCountInString(text); n > MaxSpoken {
			refuse(at, "", fmt.Sprintf("is %d characters long; %d are the most", n, MaxSpoken))
		}
	}
	for _, name := range [][2]string{{"name", p.Name}, {"shop", p.Shop}} {
		if utf8.RuneCountInString(name[1]) > assistant.MaxLabel {
			refuse(name[0], name[1], fmt.Sprintf("is longer than %d characters", assistant.MaxLabel))
		}
	}
	long("tone", p.Tone)
	switch p.Formality {
	case "", FormalityCasual, FormalityFormal:
	default:
		refuse("formality", p.Formality, "must be "+FormalityCasual+" or "+FormalityFormal)
	}
	switch p.Emoji {
	case "", EmojiNever, EmojiSparing:
	default:
		refuse("emoji", p.Emoji, "must be "+EmojiNever+" or "+EmojiSparing)
	}
	if len(p.Words) > MaxWordings {
		refuse("words", "", fmt.Sprintf("are more than %d", MaxWordings))
	}
	if len(p.Examples) > MaxExamples {
		refuse("examples", "", fmt.Sprintf("are more than %d", MaxExamples))
	}
	said := map[string]bool{}
	for i, w := range p.Words {
		at := fmt.Sprintf("words[%d].not", i)
		switch {
		case strings.IndexFunc(w.Not, unicode.IsLetter) < 0:
			refuse(at, w.Not, "must be a word or a phrase, such as cheap")
		case w.Not != strings.ToLower(w.Not) || w.Not != strings.Join(strings.Fields(w.Not), " "):
			refuse(at, w.Not, "must be in small letters, with single blanks")
		case said[w.Not]:
			refuse(at, w.Not, "stands here twice")
		}
		said[w.Not] = true
		if at := fmt.Sprintf("words[%d].say", i); strings.ContainsFunc(w.Say, unicode.IsDigit) {
			refuse(at, w.Say, "must hold no digits: facts come from the data")
		}
	}
	for i, e := range p.Examples {
		if at := fmt.Sprintf("examples[%d].ask", i); strings.IndexFunc(e.Ask, unicode.IsLetter) < 0 {
			refuse(at, e.Ask, "must be a question as shoppers type it")
		}
		at := fmt.Sprintf("examples[%d].reply", i)
		if strings.TrimSpace(e.Reply) == "" {
			refuse(at, e.Reply, "must be what is said")
		}
		long(at, e.Reply)
	}
}

// cite puts terms in the place of their names.
func (p *Persona) cite(s *sheet, values *values) {
	for i := range p.Examples {
		text, err := reader{file: PersonaFile, values: values}.render(p.Examples[i].Reply, s.line(fmt.Sprintf("examples[%d].reply", i)))
		if err != nil {
			s.found = append(s.found, err)
			continue
		}
		p.Examples[i].Reply = strings.TrimSpace(text)
	}
}
