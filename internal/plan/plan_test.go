package plan

// The floors of the house. A package may import packages of its own floor and
// of lower ones; an arrow never turns back.
const (
	ground    = iota // mechanism: internal/..., and assets; imports nothing of ours
	catalog          // products, money, search
	cart             // carts, prices, orders
	assistant        // a turn in, blocks out
	chat             // conversations
	wing             // optional parts of the product
	adapter          // something of ours on somebody's technology
	sample           // data and drawings that the example programs share
	outside          // programs and tests that use Aisle as a merchant does
)

// floors says which floor a folder and everything below it is on. The longest
// match counts.
var floors = map[string]int{
	"internal":       ground,
	"widget":         ground,
	"catalog":        catalog,
	"cart":           cart,
	"assistant":      assistant,
	"chat":           chat,
	"chat/desk":      wing,
	"chat/insights":  wing,
	"chat/campaign":  wing,
	"chat/sqlite":    adapter,
	"chat/smtp":      adapter,
	"chat/postgres":  adapter,
	"chat/nats":      adapter,
	"chat/otel":      adapter,
	"examples":       outside,
	"tests":          outside,
	"internal/chaos": outside,
	"internal/check": outside,
	"internal/tsgen": outside,

	"internal/benchchat":   outside,
	"internal/benchdesk":   outside,
	"internal/adversary":   outside,
	"internal/benchsearch": outside,

	"examples/internal":         sample,
	"assistant/agent/langchain": adapter,
	"assistant/agent/anthropic": adapter,
}

// walls are arrows that go the right way and are forbidden all the same.
var walls = []struct{ from, to, why string }{
	{"catalog", "widget", "only chat serves the widget"},
	{"cart", "widget", "only chat serves the widget"},
	{"assistant", "widget", "only chat serves the widget"},
	{"chat", "assistant/planner", "chat knows the Assistant interface, not an assistant"},
	{"chat", "assistant/agent", "chat knows the Assistant interface, not an assistant"},
	{"assistant/planner", "assistant/agent", "the built-in engine needs no model"},
	{"assistant/rehearsal", "assistant/planner", "rehearsal grades any assistant"},
	{"assistant/rehearsal", "assistant/agent", "rehearsal grades any assistant"},
}

// dependencies says where each module of somebody else may be imported: a
// folder means all packages below it, with a "/..." or in it alone without.
// CONTRIBUTING.md has the reason for each. A module that is not here is not
// used.
var dependencies = map[string][]string{
	"github.com/coder/websocket":         {"chat", "chat/chattest"},
	"github.com/go-json-experiment/json": {"catalog/...", "assistant/...", "chat/...", "examples/..."},
	"github.com/goccy/go-yaml":           {"assistant/knowledge"},
	"github.com/google/uuid":             {"cart/...", "chat/..."},
	"github.com/kljensen/snowball":       {"assistant/..."},
	"golang.org/x/text":                  {"catalog/...", "assistant/..."},
	"golang.org/x/time":                  {"chat/..."},
	"modernc.org/sqlite":                 {"chat/sqlite"},

	"github.com/tmc/langchaingo":             {"assistant/agent/langchain"},
	"github.com/pkoukk/tiktoken-go":          {"assistant/agent/token"},
	"github.com/anthropics/anthropic-sdk-go": {"assistant/agent/anthropic"},
	"github.com/jackc/pgx":                   {"chat/postgres/..."},
	"github.com/nats-io":                     {"chat/nats/..."},
	"go.opentelemetry.io":                    {"chat/otel/..."},
	"github.com/evanw/esbuild":               {"widget/build"},
	"github.com/chromedp/chromedp":           {"tests/browser"},
	"github.com/chromedp/cdproto":            {"tests/browser"},
}

// testDependencies are for test files and test suites only.
var testDependencies = []string{"go.uber.org/goleak"}

// maxModules is how many modules importing the four rooms may add.
const maxModules = 20
