package voice_test

import (
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/voice"
	"github.com/aisle-chat/aisle/assistant/knowledge"
)

// TestWords puts the shop's words in the place of those that it avoids, and leaves
// names, quotations, addresses and longer words alone.
func TestWords(t *testing.T) {
	v := voice.New(knowledge.Persona{Words: []knowledge.Wording{
		{Not: "cheap", Say: "inexpensive"}, {Not: "very cheap", Say: "a bargain"}, {Not: "sneakers", Say: "trainers"},
		{Not: "really"}, {Not: "unfortunately"}, {Not: "don't", Say: "do not"},
	}})
	for text, want := range map[string]string{
		"These are cheap.":                     "These are inexpensive.",
		"Cheap and light.":                     "Inexpensive and light.",
		"This is very cheap, and light.":       "This is a bargain, and light.",
		"The Cheap Monday Jeans are cheap.":    "The Cheap Monday Jeans are inexpensive.",
		"Cheap Monday Jeans fit.":              "Cheap Monday Jeans fit.",
		"It is cheaper, not cheap-looking.":    "It is cheaper, not cheap-looking.",
		"A review says “cheap and nice”.":      "A review says “cheap and nice”.",
		`It says "cheap" on the box. Cheap.`:   `It says "cheap" on the box. Inexpensive.`,
		"[The cheap one](/sale/cheap is here)": "[The inexpensive one](/sale/cheap is here)",
		"Sneakers: two. *sneakers*":            "Trainers: two. *trainers*",
		"It is really warm.":                   "It is warm.",
		"Unfortunately, it is sold out.":       "It is sold out.",
		"It is sold out, unfortunately.":       "It is sold out.",
		"I don’t know. I don't.":               "I do not know. I do not.",
		"Yes, really":                          "Yes",
		"Really":                               "",
		"":                                     "",
	} {
		told := false
		if got := v.Say(text, &told); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestFormality makes sentences shorter or longer, and never wrong.
func TestFormality(t *testing.T) {
	casual, formal := voice.New(knowledge.Persona{Formality: knowledge.FormalityCasual}), voice.New(knowledge.Persona{Formality: knowledge.FormalityFormal})
	for long, short := range map[string]string{
		"I do not know whether it is waterproof.":                "I don't know whether it is waterproof.",
		"It is warm, and it does not shrink.":                    "It's warm, and it doesn't shrink.",
		"I am sorry, that is sold out.":                          "I'm sorry, that's sold out.",
		"I cannot say. I will ask.":                              "I can't say. I'll ask.",
		"You will get it on Friday; they are open.":              "You'll get it on Friday; they're open.",
		"That will not do.":                                      "That won't do.",
		"This is what it is.":                                    "This is what it is.",
		"The review says “it is not warm”, but it does not say.": "The review says “it is not warm”, but it doesn't say.",
	} {
		told := false
		if got := casual.Say(long, &told); got != short {
			t.Errorf("casual: %q: %q, want %q", long, got, short)
		}
		if got := formal.Say(short, &told); got != long {
			t.Errorf("formal: %q: %q, want %q", short, got, long)
		}
	}
	for short, long := range map[string]string{
		"Don't you like it? It's been here.":     "Do you not like it? It has been here.",
		"Didn’t they fit? Can't you say?":        "Did they not fit? Can you not say?",
		"Let's see what we've got, I'd suggest.": "Let us see what we have got, I would suggest.",
		"The shop's tent and Levi's jeans.":      "The shop's tent and Levi's jeans.",
	} {
		told := false
		if got := formal.Say(short, &told); got != long {
			t.Errorf("formal: %q: %q, want %q", short, got, long)
		}
	}
}

// TestEmoji shows none, or one in a reply, and leaves signs that are text.
func TestEmoji(t *testing.T) {
	never, sparing := voice.New(knowledge.Persona{}), voice.New(knowledge.Persona{Emoji: knowledge.EmojiSparing})
	for _, c := range []struct{ text, never, sparing string }{
		{"Hi 👋 there! Welcome 🎉.", "Hi there! Welcome.", "Hi 👋 there! Welcome."},
		{"🏔️ For the hills", "For the hills", "🏔️ For the hills"},
		{"A family 👨‍👩‍👧‍👦 tent 🇩🇪", "A family tent", "A family 👨‍👩‍👧‍👦 tent"},
		{"100 % wool, 3 × 4 m, ©, ™, → and ★ 4.5", "100 % wool, 3 × 4 m, ©, ™, → and ★ 4.5", "100 % wool, 3 × 4 m, ©, ™, → and ★ 4.5"},
		{"Thumbs 👍🏽👍🏽 up", "Thumbs up", "Thumbs 👍🏽 up"},
	} {
		told := false
		if got := never.Say(c.text, &told); got != c.never {
			t.Errorf("never: %q: %q, want %q", c.text, got, c.never)
		}
		told = false
		if got := sparing.Say(c.text, &told); got != c.sparing {
			t.Errorf("sparing: %q: %q, want %q", c.text, got, c.sparing)
		}
	}
}

// TestParts speaks with one voice in words and chips, and counts emoji over a reply.
func TestParts(t *testing.T) {
	v := voice.New(knowledge.Persona{Emoji: knowledge.EmojiSparing, Words: []knowledge.Wording{{Not: "cheap", Say: "a price that is easy on everybody's purse"}, {Not: "others", Say: "more of them"}}})
	parts := v.Parts(assistant.Parts{
		assistant.Text{Text: "Hello 👋."}, assistant.Text{Text: "Bye 👋."},
		assistant.ChoicesBlock{Choices: []assistant.Choice{{Label: "Show cheap ones"}, {Label: "Show others", Action: assistant.Action{Text: "Show others"}}}},
	})
	if a, b := parts[0].(assistant.Text).Text, parts[1].(assistant.Text).Text; a != "Hello 👋." || b != "Bye." {
		t.Errorf("%q, %q", a, b)
	}
	choices := parts[2].(assistant.ChoicesBlock).Choices
	if choices[0].Label != "Show cheap ones" { // the other one is too long for a chip
		t.Errorf("%q", choices[0].Label)
	}
	if choices[1].Label != "Show more of them" || choices[1].Action.Text != "Show others" {
		t.Errorf("%+v", choices[1])
	}
}

// TestPrepared finds what the shop has decided to say, however it is typed.
func TestPrepared(t *testing.T) {
	v := voice.New(knowledge.Persona{Examples: []knowledge.Spoken{{Ask: "Are your tents any good?", Reply: "We sleep in them."}}})
	for _, text := range []string{"are your tents any good", "Hi, are your tents any good?", "please: ARE YOUR TENTS ANY GOOD?!"} {
		if reply, ok := v.Prepared(text); !ok || reply != "We sleep in them." {
			t.Errorf("%q: %q", text, reply)
		}
	}
	for _, text := range []string{"", "hi", "are your tents any good in rain"} {
		if reply, ok := v.Prepared(text); ok {
			t.Errorf("%q: %q", text, reply)
		}
	}
}

// TestFresh leaves out what says nothing, and says plainly what does.
func TestFresh(t *testing.T) {
	for text, want := range map[string]string{
		"We apologize for any inconvenience this may have caused.": "I am sorry about that.",
		"Good question! The first is lighter. I hope that helps.":  "Good question! The first is lighter. I hope that helps.",
		"Please note that it ships on Monday.":                     "It ships on Monday.",
		"As an AI language model, I cannot smell it.":              "I cannot smell it.",
		"Rest assured, it is in stock.":                            "It is in stock.",
		"Please do not hesitate to reach out to us at any time.":   "",
		"Thank you for reaching out. Thanks for your patience! It arrives on Friday. We value your privacy and your data is ours.": "It arrives on Friday. We value your privacy and your data is ours.",
		"Your satisfaction is our top priority. Which size do you wear?":                                                           "Which size do you wear?",
		"I am sorry that you are waiting. A person can help you with that.":                                                        "I am sorry that you are waiting. A person can help you with that.",
		"In order to return it, kindly print the label prior to Monday.":                                                           "To return it, please print the label before Monday.",
		"A review says “please note that it runs small”.":                                                                          "A review says “please note that it runs small”.",
	} {
		if got := voice.Fresh(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
