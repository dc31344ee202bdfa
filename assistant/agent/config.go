package agent

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"sync"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/grounding"
	"github.com/aisle-chat/aisle/assistant/internal/claimed"
	"github.com/aisle-chat/aisle/assistant/internal/voice"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/assistant/tool"
)

// Mode says how much a model does.
type Mode int

// The modes.
const (
	// PlanAndPhrase lets the model choose tools and words.
	PlanAndPhrase Mode = iota
	// PhraseOnly lets the fallback find the answer, and the model reword it.
	PhraseOnly
	// Off never calls the model.
	Off
)

// Limits of a turn that are no configuration.
const (
	// MaxRounds is how often a model may read results of tools in one turn,
	// MaxCalls how many tools it may call in all.
	MaxRounds = 5
	MaxCalls  = 8
	// MaxText is the longest answer, in bytes.
	MaxText = 8 << 10
)

// Defaults of [Config].
const (
	DefaultMaxTokens     = 800
	DefaultHistoryTokens = 2000
)

// Config is what [New] needs.
type Config struct {
	// Model is the language model. It must be set.
	Model Model
	// Name is what Model is called where it is paid for: the key of Prices, and
	// what assistant.Usage says.
	Name string
	// Fallback answers what the model need not, and what it cannot. It must be
	// set. One that is an assistant.Pilot decides which those are; with any other
	// the model gets everything that was typed.
	Fallback assistant.Assistant
	// Mode says how much the model does; zero is PlanAndPhrase.
	Mode Mode
	// Articles are those that the model may look into; nil means none. What
	// their claims.yaml forbids and demands holds for the model, too; where they
	// have none, that of a Fallback with a Claims method, as a planner.Planner is.
	Articles *knowledge.Base
	// Verifier verifies what the model writes; nil is a strict one that also
	// forbids to speak of illnesses, to ask for secrets and to make binding offers.
	// One that is not strict reads English alone: of another language it holds
	// prices and measures in digits to the data, while dates, stock, properties and
	// numbers in words leave unread. Leave the strict one where a model may answer
	// in another language and nothing false may reach a shopper.
	Verifier *grounding.Verifier

	// Persona says who is speaking, and how. Where it is zero, it is that of a Fallback
	// with a Persona method, as a planner.Planner is, or of Articles.
	Persona knowledge.Persona
	// Rules is a folder with house rules: every file at its top that ends in .txt
	// is read, plain text for the model to follow, in UTF-8. What nobody can see
	// in it is a mistake that New names with its file and line. Nil means none.
	Rules fs.FS

	// Counter counts tokens; nil estimates them.
	Counter Counter
	// HistoryTokens bounds what the model reads of the conversation before, and
	// MaxTokens what it writes at a time; 0 means the defaults.
	HistoryTokens int
	MaxTokens     int
	// Limits are how long things may take; its zero value means the defaults.
	Limits Limits
	// Budget is what may be spent; its zero value means the defaults.
	Budget Budget
	// Trusted lets the model read personal data as it is, which is for models that
	// run in the shop's own house. False replaces it by marks.
	Trusted bool
	// Logger is told why the fallback had to answer, with what the server says of
	// it, and never what was said: words of the conversation that a server repeats
	// are left out. Nil means nobody is.
	Logger *slog.Logger
}

// Agent is an assistant with a language model. It is safe for concurrent use.
type Agent struct {
	config  Config
	box     *tool.Toolbox
	voice   *voice.Voice
	rules   string
	hash    string
	breaker breaker
	budget  *purse
	report  tally
	memo    memo
	tools   sync.Map // tokens of tools, by name

	duties, rewording string // the policies
	countedBy         string // under which its counts are kept
}

var (
	_ assistant.Assistant  = (*Agent)(nil)
	_ assistant.Questioner = (*Agent)(nil)
	_ assistant.Greeter    = (*Agent)(nil)
	_ assistant.Termed     = (*Agent)(nil)
	_ assistant.Librarian  = (*Agent)(nil)
)

// New returns an assistant with a language model. It fails when something that is
// needed is missing or the house rules cannot be read; the model is not called.
func New(config Config) (*Agent, error) {
	switch {
	case config.Model == nil && config.Mode != Off:
		return nil, errors.New("agent: Config.Model is nil; set it, or use the fallback alone")
	case config.Fallback == nil:
		return nil, errors.New("agent: Config.Fallback is nil; planner.New makes one that needs no model")
	case config.Mode < PlanAndPhrase || config.Mode > Off:
		return nil, fmt.Errorf("agent: Config.Mode is %d; it is PlanAndPhrase, PhraseOnly or Off", config.Mode)
	case config.MaxTokens < 0 || config.HistoryTokens < 0:
		return nil, errors.New("agent: numbers of tokens cannot be negative")
	}
	if err := config.Limits.fill(); err != nil {
		return nil, err
	}
	purse, err := newPurse(config.Budget, config.Name)
	if err != nil {
		return nil, err
	}
	if config.MaxTokens == 0 {
		config.MaxTokens = DefaultMaxTokens
	}
	if config.HistoryTokens == 0 {
		config.HistoryTokens = DefaultHistoryTokens
	}
	if config.Counter == nil {
		config.Counter = Estimate
	}
	if config.Verifier == nil {
		config.Verifier = strict
	}
	config.Persona = config.persona()
	claims := config.claims()
	if config.Verifier, err = claimed.Verifier(config.Verifier, claims); err != nil {
		return nil, fmt.Errorf("agent: the claims of the shop: %w", err)
	}
	if config.Logger == nil {
		config.Logger = slog.New(slog.DiscardHandler)
	}
	rules, err := readRules(config.Rules)
	if err != nil {
		return nil, err
	}
	hash := sha256.Sum256(fmt.Appendf(nil, "%s\n%d\n%+v\n%+v\n%s", config.Name, config.Mode, config.Persona, claims, rules))
	a := &Agent{
		config: config, box: tool.New(tool.Config{Articles: config.Articles}), rules: rules, voice: voice.New(config.Persona),
		hash: hex.EncodeToString(hash[:8]), budget: purse,
		countedBy: fmt.Sprintf("%s/%d", nameOf(config.Counter), wording),
		breaker:   breaker{failures: breakAfter, within: breakWithin, pause: breakFor},
	}
	a.duties, a.rewording = a.policy(duties), a.policy(rewording)
	return a, nil
}

// claims are what the merchant forbids to say, and demands.
func (c *Config) claims() knowledge.Claims {
	if c.Articles != nil {
		if own := c.Articles.Claims(); len(own.Forbidden)+len(own.Disclaimers) > 0 {
			return own
		}
	}
	if fallback, ok := c.Fallback.(interface{ Claims() knowledge.Claims }); ok {
		return fallback.Claims()
	}
	return knowledge.Claims{}
}

// persona is who speaks.
func (c *Config) persona() knowledge.Persona {
	if !c.Persona.IsZero() {
		return c.Persona
	}
	if fallback, ok := c.Fallback.(interface{ Persona() knowledge.Persona }); ok {
		if own := fallback.Persona(); !own.IsZero() {
			return own
		}
	}
	if c.Articles != nil {
		return c.Articles.Persona()
	}
	return knowledge.Persona{}
}

// never is what a model does not say in any shop that has not thought about it: what
// a doctor would say, what nobody may ask for, and what would bind the shop.
var never = []string{
	"cure", "heal", "diabetes", "insulin", "cancer", "disease", "illness", "asthma", "arthritis",
	"card number", "cvv", "cvc", "security code", "password", "pin code", "digits of your card",
	"legally binding", "binding offer",
}

// strict is the verifier of an agent that is given none.
var strict = func() *grounding.Verifier {
	v, err := grounding.New(grounding.Config{Strict: true, Forbidden: never})
	if err != nil {
		panic(err) // all of never are words
	}
	return v
}()
