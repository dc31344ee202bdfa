package chat

import (
	"context"
	"errors"
	"log/slog"
	"time"
)

// How often a [NewPoll] broker asks: where it is the only one, and where it
// stands behind another one.
const (
	DefaultPoll      = 250 * time.Millisecond
	DefaultPollWhole = 2 * time.Second
)

// pollPage is how many hints are asked for at once.
const pollPage = 1000

// Tailer is a [Store] that knows what was written to it, by whichever process,
// in the order of writing. The store of package chat/sqlite is one.
type Tailer interface {
	// Tail returns a hint for each conversation and each cart of the shop that
	// was written to after position, the oldest first, and the position to go
	// on from. Of one conversation the newest hint is enough. At most about
	// limit writes are looked at; when there are more, more is true.
	//
	// The empty position is the end: no hint comes, and the position of now. A
	// position that the store does not know, because its log has gone back, is
	// answered with one empty [Hint], for everything.
	Tail(ctx context.Context, shop, position string, limit int) (hints []Hint, next string, more bool, err error)
}

// PollConfig says what a [NewPoll] broker is made of.
type PollConfig struct {
	// Store is asked what is new. It must be set.
	Store Tailer
	// Broker, if not nil, carries hints as well, faster than any poll; what it
	// loses, the poll finds. nil means that the poll is all there is.
	Broker Broker
	// Every is how often the store is asked; 0 means DefaultPoll without a
	// Broker, and DefaultPollWhole with one.
	Every time.Duration
	// Logger is told when the store cannot be asked; nil means slog.Default.
	Logger *slog.Logger
}

// NewPoll returns a broker for several processes that share nothing but a
// store: each asks it again and again what the others have written. With
// PollConfig.Broker it makes up for what that one loses. It fails when the
// configuration makes no sense.
//
//	broker, err := chat.NewPoll(chat.PollConfig{Store: db})
func NewPoll(config PollConfig) (Broker, error) {
	if config.Store == nil {
		return nil, errors.New("chat: PollConfig.Store is missing; a sqlite.DB is one")
	}
	if config.Every < 0 {
		return nil, errors.New("chat: PollConfig.Every is negative; it must be positive, and 0 means the default")
	}
	if config.Every == 0 {
		config.Every = DefaultPollWhole
		if config.Broker == nil {
			config.Every = DefaultPoll
		}
	}
	if config.Broker == nil {
		config.Broker = NewBroker()
	}
	if config.Logger == nil {
		config.Logger = slog.Default()
	}
	return &poll{config}, nil
}

type poll struct{ PollConfig }

// Publish implements [Broker].
func (p *poll) Publish(shop string, h Hint) { p.Broker.Publish(shop, h) }

// Subscribe implements [Broker]. A subscription asks for itself.
func (p *poll) Subscribe(shop string, f func(Hint)) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	unsubscribe := p.Broker.Subscribe(shop, f)
	done := make(chan struct{})
	go func() {
		defer close(done)
		p.run(ctx, shop, f)
	}()
	return func() {
		unsubscribe()
		cancel()
		<-done
	}
}

func (p *poll) run(ctx context.Context, shop string, f func(Hint)) {
	ticker := time.NewTicker(p.Every)
	defer ticker.Stop()
	position, failed := "", false
	for {
		next, err := p.ask(ctx, shop, position, f)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil && !failed:
			p.Logger.Warn("chat: the store cannot be asked what is new; it is asked again and again", "shop", shop, "error", err)
		case err == nil && position == "" && failed:
			f(Hint{}) // whatever was written until now
		}
		position, failed = next, err != nil
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
	}
}

// ask passes on what is new and returns the position to go on from.
func (p *poll) ask(ctx context.Context, shop, position string, f func(Hint)) (next string, err error) {
	for more := true; more; {
		var hints []Hint
		within, cancel := context.WithTimeout(ctx, storeTimeout)
		hints, next, more, err = p.Store.Tail(within, shop, position, pollPage)
		cancel()
		if err != nil {
			return position, err
		}
		for _, h := range hints {
			f(h)
		}
		position = next
	}
	return position, nil
}
