// Package talker gives the example programs an assistant: the built-in one, or with
// -model-url and -model a language model beside it.
package talker

import (
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/agent/langchain"
	"github.com/aisle-chat/aisle/assistant/agent/ledger"
	"github.com/aisle-chat/aisle/assistant/agent/token"
	"github.com/aisle-chat/aisle/assistant/knowledge"
)

// KeyVariable is the environment variable that holds the server's key. It is no
// flag: those can be read by every user of the machine.
const KeyVariable = "AISLE_MODEL_KEY"

// Model is where a language model is; its zero value is none.
type Model struct{ URL, Name string }

// Flags registers the flags that say so.
func (m *Model) Flags(flags *flag.FlagSet) {
	flags.StringVar(&m.URL, "model-url", "", "let a language model talk that answers at this `address` as OpenAI's does, such as http://localhost:11434/v1; its key, if it wants one, is read from "+KeyVariable)
	flags.StringVar(&m.Name, "model", "", "the `name` of the model at -model-url")
}

// Check says what is wrong with the flags.
func (m *Model) Check() error {
	switch {
	case m.URL != "" && m.Name == "":
		return errors.New("-model-url needs -model, the name of the model that is to talk")
	case m.URL == "" && m.Name != "":
		return errors.New("-model needs -model-url, the address of the server that has the model")
	}
	return nil
}

// House is what an assistant needs of the shop around it.
type House struct {
	// BuiltIn answers by itself where there is no model, what no model is needed
	// for, and whatever the model cannot.
	BuiltIn  assistant.Assistant
	Articles *knowledge.Base
	// Ledger keeps what was used; nil forgets it when the program ends.
	Ledger ledger.Ledger
	// Log is told why the built-in one had to answer in a model's place.
	Log *slog.Logger
}

// Open returns the agent of a model in a house; without a model it is nil.
func (m *Model) Open(h House) (*agent.Agent, error) {
	if m.URL == "" {
		return nil, nil
	}
	model, err := langchain.OpenAI(langchain.Server{URL: m.URL, Model: m.Name, Key: os.Getenv(KeyVariable)})
	if err != nil {
		return nil, fmt.Errorf("-model-url: %w", err)
	}
	return agent.New(agent.Config{
		Model: model, Name: m.Name, Fallback: h.BuiltIn, Articles: h.Articles,
		Counter: token.For(m.Name), Budget: agent.Budget{Ledger: h.Ledger}, Logger: h.Log,
	})
}
