package chat

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// What [Config] means where it says nothing.
const (
	DefaultShop         = cart.DefaultShop
	DefaultLocale       = "en-US"
	DefaultTurnTimeout  = time.Minute
	DefaultHelloTimeout = 5 * time.Second
	DefaultPingInterval = 20 * time.Second
	DefaultWriteTimeout = 10 * time.Second
	DefaultDrainTime    = 10 * time.Second
	DefaultPerSession   = 5
	DefaultPerAddress   = 30
	DefaultTotal        = 20_000

	DefaultCodesPerSession = 8
	DefaultCodesPerMailbox = 8
	DefaultCodeTries       = 5
)

// How long a session lasts: after its last use, after its start, and after its
// start where the shop's own login vouched for the shopper.
const (
	SessionIdle     = 30 * 24 * time.Hour
	SessionLife     = 180 * 24 * time.Hour
	SessionVerified = 12 * time.Hour
)

// MaxName is how many characters the shop's name may have.
const MaxName = 60

// What a browser may send.
const (
	MaxFrame = 16 << 10 // bytes of a frame
	MaxText  = 4000     // characters of a message
	MaxID    = 100      // bytes of a command's id
)

// Config says what a shop's chat is made of.
type Config struct {
	// Catalog, Store, Carts and Assistant must be set. Catalog and Carts are
	// of the same shop; Store may be shared by several shops.
	Catalog   catalog.Catalog
	Store     Store
	Carts     cart.Carts
	Assistant assistant.Assistant
	// Shopper says who a request comes from, by the shop's own session. It
	// runs only for POST session from a page of the shop's own host, so that
	// it may trust cookies. nil means that everybody is anonymous and has a
	// cart of their own that only the chat knows.
	Shopper func(*http.Request) (Shopper, error)
	// Orders is where the shop's orders are read and shoppers' requests about
	// them go; nil means that the chat knows no orders.
	Orders cart.Orders
	// OrderPage is where the shop shows an order: "/orders/", to which the
	// number is added. Empty means that it has no such page.
	OrderPage string
	// Mailer sends the shop's mail. With it, and with Orders that are
	// cart.EmailOrders, guests prove that orders are theirs by a one-time code that
	// is sent to the address too; customers whose address the shop knows can have their
	// conversation sent there. nil means that no mail is sent.
	Mailer Mailer
	// Name is what shoppers know the shop by: one line of at most MaxName characters
	// for its mail. It must be set where Mailer is.
	Name string
	// Policies, Shipping, Hours and Promotions are the shop's terms. Where nil,
	// those that the Assistant has read with the merchant's articles count; see
	// assistant.Termed. Carts that are a cart.Promoter have the last word on
	// promotions: shoppers are told what those apply.
	Policies   *cart.Policies
	Shipping   *cart.Shipping
	Hours      *Hours
	Promotions []cart.Promotion
	// Origins are pages that may use the chat besides those of its own host:
	// "https://shop.example", scheme, host and any port, nothing else. nil
	// means the own host only.
	Origins []string
	// Proxies are the addresses of reverse proxies whose X-Forwarded-For is
	// believed. nil means none. Limits by address do not bind loopback and
	// private addresses, since those are proxies or developers; behind a
	// proxy, name it here and they bind the shoppers behind it.
	Proxies []netip.Prefix
	// Shop names the shop within the store; empty means DefaultShop.
	Shop string
	// Currency is the ISO 4217 code of the shop's one selling currency. Empty
	// means the one that the catalogue names through a method Currency()
	// string, as catalog.Index has it.
	Currency string
	// Locale is the language of shoppers whose page names none; empty means
	// DefaultLocale.
	Locale string
	// Broker carries hints between several processes of one shop; where they
	// share nothing but the store, NewPoll makes one. nil means that there is
	// one process, which answers at once whatever the one before
	// it has left.
	Broker Broker
	// AnswerLimit is how long a shopper waits for a person, counted within the
	// Hours, until the assistant takes the conversation back and says so. It is
	// tagged TagUnanswered then, and stays open for the staff. 0 means for ever.
	AnswerLimit time.Duration
	// TurnTimeout is how long one reply may take; 0 means DefaultTurnTimeout.
	TurnTimeout time.Duration
	// DrainTime is how long Shutdown takes at most to end the connections that
	// are shown no reply; 0 means DefaultDrainTime. Few are ended sooner.
	DrainTime time.Duration
	// Retention is how long what was said is kept; older events are removed
	// once a day. 0 means DefaultRetention, a negative one for ever.
	Retention time.Duration
	// Limits bound what shoppers may send; the zero value means the defaults.
	Limits Limits
	// Compress compresses what travels over websockets where the browser can,
	// message by message. It spares a third to two thirds of the bytes and costs
	// about ten times the processor time of a frame; false suits almost all.
	Compress bool
	// Now is the clock for what is stored and promised; nil means time.Now.
	// How long sessions last goes by it too, but not by its jumps. Limits and
	// time-outs go by the machine's own.
	Now func() time.Time
	// Logger gets what the shop's staff should know, and never what shoppers
	// wrote. nil means slog.Default.
	Logger *slog.Logger
}

// Hours say when a person of the shop answers.
type Hours = assistant.Hours

// Shopper is who a request comes from.
type Shopper struct {
	// CartID is the shopper's cart in Config.Carts. Empty means that the chat
	// makes one.
	CartID string
	// Customer is set for a shopper who is signed in.
	Customer *assistant.Customer
}

// Limits bound what shoppers may send and hold. A nil list of rates means the
// default, an empty one no limit; a number of 0 means the default, a negative
// one no limit.
type Limits struct {
	// Messages bound the messages of one session; see DefaultMessages.
	Messages []Rate
	// Commands bound everything that one connection sends; see DefaultCommands.
	Commands []Rate
	// Connections bound the new sessions and connections of one address; see
	// DefaultConnections.
	Connections []Rate
	// Arrivals bound the new connections of this Chat, whoever opens them, so that
	// those who are let in are served when all come back at once; see
	// DefaultArrivals.
	Arrivals []Rate
	// LookUps bound the attempts to look an order up by its number and e-mail
	// address; see DefaultLookUps.
	LookUps *LookUpLimits
	// Codes bound the one-time codes that are sent by mail; see CodeLimits.
	Codes CodeLimits
	// Transcripts bound the conversations that are sent to one customer by mail; see
	// DefaultTranscripts.
	Transcripts []Rate
	// PerSession and PerAddress bound the open connections of one session and
	// of one address, Total those of this Chat.
	PerSession, PerAddress, Total int
}

// LookUpLimits bound the attempts to look up orders: of one session, of one
// address, and for one order number. An empty list is no limit.
type LookUpLimits struct {
	Session, Address, Number []Rate
}

// CodeLimits bound the one-time codes that are sent by mail and the attempts at
// them. All but Address are counted in the store, for all processes of the shop.
type CodeLimits struct {
	// Session and Mailbox are how many codes one session may ask for, and one mailbox
	// may be sent, in CodeWindow; 0 means DefaultCodesPerSession and
	// DefaultCodesPerMailbox, a negative number no limit.
	Session, Mailbox int
	// Tries is how many attempts a code has; 0 means DefaultCodeTries.
	Tries int
	// Address bounds how many codes are asked for from one address; nil means
	// DefaultCodes, an empty list no limit.
	Address []Rate
}

// DefaultCodes lets pass ten codes of an address at once and one more in six
// minutes.
func DefaultCodes() []Rate { return []Rate{{6 * time.Minute, 10}} }

// DefaultTranscripts lets pass three conversations at once and one more in ten
// minutes.
func DefaultTranscripts() []Rate { return []Rate{{10 * time.Minute, 3}} }

// DefaultLookUps lets pass five attempts of a session at once and one more in
// three minutes, ten of an address an hour, and twenty for a number a day.
func DefaultLookUps() LookUpLimits {
	return LookUpLimits{
		Session: []Rate{{3 * time.Minute, 5}},
		Address: []Rate{{6 * time.Minute, 10}},
		Number:  []Rate{{24 * time.Hour / 20, 20}},
	}
}

// Rate lets Burst pass at once and then one in every Every.
type Rate struct {
	Every time.Duration
	Burst int
}

// DefaultMessages lets pass one a second after five at once, 20 a minute, 200 a day.
func DefaultMessages() []Rate {
	return []Rate{{time.Second, 5}, {time.Minute / 20, 20}, {24 * time.Hour / 200, 200}}
}

// DefaultCommands lets pass 20 a second after 60 at once.
func DefaultCommands() []Rate { return []Rate{{time.Second / 20, 60}} }

// DefaultConnections lets pass 20 a minute after ten at once.
func DefaultConnections() []Rate { return []Rate{{time.Minute / 20, 10}} }

// DefaultArrivals lets pass 1,000 in a second: 100 at once and 900 more.
func DefaultArrivals() []Rate { return []Rate{{time.Second / 900, 100}} }

func (l Limits) withDefaults() Limits {
	if l.Messages == nil {
		l.Messages = DefaultMessages()
	}
	if l.Commands == nil {
		l.Commands = DefaultCommands()
	}
	if l.Connections == nil {
		l.Connections = DefaultConnections()
	}
	if l.Arrivals == nil {
		l.Arrivals = DefaultArrivals()
	}
	if l.LookUps == nil {
		standard := DefaultLookUps()
		l.LookUps = &standard
	}
	if l.Codes.Address == nil {
		l.Codes.Address = DefaultCodes()
	}
	if l.Transcripts == nil {
		l.Transcripts = DefaultTranscripts()
	}
	for number, standard := range map[*int]int{
		&l.PerSession: DefaultPerSession, &l.PerAddress: DefaultPerAddress, &l.Total: DefaultTotal,
		&l.Codes.Session: DefaultCodesPerSession, &l.Codes.Mailbox: DefaultCodesPerMailbox, &l.Codes.Tries: DefaultCodeTries,
	} {
		if *number == 0 {
			*number = standard
		}
	}
	return l
}

func (l Limits) check() error {
	for name, rates := range map[string][]Rate{
		"Messages": l.Messages, "Commands": l.Commands, "Connections": l.Connections, "Arrivals": l.Arrivals,
		"LookUps.Session": l.LookUps.Session, "LookUps.Address": l.LookUps.Address, "LookUps.Number": l.LookUps.Number,
		"Codes.Address": l.Codes.Address, "Transcripts": l.Transcripts,
	} {
		for _, r := range rates {
			if r.Every <= 0 || r.Burst <= 0 {
				return fmt.Errorf("chat: Config.Limits.%s has %+v; Every and Burst must be positive, and an empty list means no limit", name, r)
			}
		}
	}
	if l.Codes.Tries < 0 {
		return fmt.Errorf("chat: Config.Limits.Codes.Tries is %d; it must be positive, and 0 means %d", l.Codes.Tries, DefaultCodeTries)
	}
	return nil
}

// withDefaults returns c with every default filled in.
func (c Config) withDefaults() Config {
	if c.Shop == "" {
		c.Shop = DefaultShop
	}
	if named, ok := c.Catalog.(interface{ Currency() string }); ok && c.Currency == "" {
		c.Currency = named.Currency()
	}
	if c.Locale == "" {
		c.Locale = DefaultLocale
	}
	if c.Broker == nil {
		c.Broker = NewBroker()
	}
	if c.TurnTimeout == 0 {
		c.TurnTimeout = DefaultTurnTimeout
	}
	if c.DrainTime == 0 {
		c.DrainTime = DefaultDrainTime
	}
	if c.Retention == 0 {
		c.Retention = DefaultRetention
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if termed, ok := c.Assistant.(assistant.Termed); ok {
		read := termed.Terms()
		c.Policies, c.Shipping = cmp.Or(c.Policies, read.Policies), cmp.Or(c.Shipping, read.Shipping)
		c.Hours = cmp.Or(c.Hours, read.Hours)
		if c.Promotions == nil {
			c.Promotions = read.Promotions
		}
	}
	if c.Logger == nil {
		c.Logger = slog.Default()
	}
	c.Limits = c.Limits.withDefaults()
	return c
}

// check reports what is missing or makes no sense.
func (c Config) check() error {
	switch {
	case c.Catalog == nil:
		return errors.New("chat: Config.Catalog is missing; catalog.NewIndex makes one of a feed")
	case c.Store == nil:
		return errors.New("chat: Config.Store is missing; sqlite.Open keeps conversations in a file, chat.NewMemory only while the program runs")
	case c.Carts == nil:
		return errors.New("chat: Config.Carts is missing; those of an order book know promotions, and cart.New makes some")
	case c.Assistant == nil:
		return errors.New("chat: Config.Assistant is missing; planner.New makes the built-in one")
	case c.OrderPage != "" && !strings.HasPrefix(c.OrderPage, "/") && !strings.HasPrefix(c.OrderPage, "https://"):
		return fmt.Errorf("chat: Config.OrderPage is %q; it must be a path such as /orders/ or begin with https://", c.OrderPage)
	case c.Mailer != nil && c.Name == "":
		return errors.New("chat: Config.Name is missing; mail by Config.Mailer says which shop it is from")
	case utf8.RuneCountInString(c.Name) > MaxName || strings.ContainsFunc(c.Name, breaksLine) || !utf8.ValidString(c.Name):
		return fmt.Errorf("chat: Config.Name is %.80q; it must be one line of at most %d characters", c.Name, MaxName)
	case c.AnswerLimit < 0:
		return fmt.Errorf("chat: Config.AnswerLimit is %v; it must be positive, and 0 means that people may take as long as they like", c.AnswerLimit)
	case c.TurnTimeout < 0:
		return fmt.Errorf("chat: Config.TurnTimeout is %v; it must be positive, and 0 means %v", c.TurnTimeout, DefaultTurnTimeout)
	}
	if c.DrainTime < 0 {
		return fmt.Errorf("chat: Config.DrainTime is %v; it must be positive, and 0 means %v", c.DrainTime, DefaultDrainTime)
	}
	if err := c.Limits.check(); err != nil {
		return err
	}
	if checked, ok := c.Assistant.(interface{ Check() error }); ok {
		if err := checked.Check(); err != nil {
			return fmt.Errorf("chat: the assistant cannot start: %w", err)
		}
	}
	if checked, ok := c.Carts.(interface{ Check() error }); ok {
		if err := checked.Check(); err != nil {
			return fmt.Errorf("chat: the carts cannot be used: %w", err)
		}
	}
	return nil
}
