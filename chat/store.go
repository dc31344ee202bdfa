package chat

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/aisle-chat/aisle/assistant"
)

// Errors of a [Store]; test with errors.Is.
var (
	// ErrNotFound says that there is no such session or conversation in this
	// shop. Something of another shop gives the same answer.
	ErrNotFound = errors.New("chat: not found")
	// ErrConflict says that a client id was used before for something else.
	ErrConflict = errors.New("chat: this id was used for something else")
	// ErrOwner says that the owner is not the one that the write was made for.
	ErrOwner = errors.New("chat: the conversation has another owner now")
	// ErrAnswered says that a message that was to be answered once has been
	// answered by something else.
	ErrAnswered = errors.New("chat: this has been answered already")
	// ErrBlocked says that the staff listens no more to the shopper who writes.
	ErrBlocked = errors.New("chat: this shopper is blocked")
	// ErrLease says that somebody else has the lease of the conversation now, or
	// has had it meanwhile.
	ErrLease = errors.New("chat: another process answers this conversation")
	// ErrBusy says that the store cannot write at the moment, because another
	// program holds it or the disk is full. Nothing was written, and the same
	// write may succeed later.
	ErrBusy = errors.New("chat: the store is busy")
	// ErrUncertain says that the store failed and nobody knows whether the
	// write happened. The same write, with the same client id, settles it.
	ErrUncertain = errors.New("chat: the store failed; do it again with the same id")
	// ErrFull is an ErrBusy whose reason is that there is no room.
	ErrFull = fmt.Errorf("chat: the store is full: %w", ErrBusy)
)

// Store keeps sessions and conversations. Everything belongs to a shop, named
// by the first argument. A Store is safe for concurrent use; what it returns
// is the caller's own copy. Implementations pass the suite in chat/chattest.
//
// A write that returned nil is on the disk. A write that returned an error may
// have happened all the same: do it again with the same client id.
type Store interface {
	// Epoch names the history that seq numbers belong to. It changes only when
	// the log may have gone back, as after a restored backup.
	Epoch(ctx context.Context, shop string) (string, error)

	// PutSession stores s, replacing the session with its id.
	PutSession(ctx context.Context, shop string, s Session) error
	// Session returns the session with this id, or ErrNotFound.
	Session(ctx context.Context, shop, id string) (Session, error)
	// Touch sets the session's Seen, if it is later than the one that is stored,
	// and changes nothing else; ErrNotFound where there is no such session.
	Touch(ctx context.Context, shop, id string, seen time.Time) error
	// ProveOrder adds an order's number to the session's Proven, once, and
	// changes nothing else; ErrNotFound where there is no such session.
	ProveOrder(ctx context.Context, shop, id, number string) error
	// SessionByToken returns the session whose TokenHash this is, or ErrNotFound.
	SessionByToken(ctx context.Context, shop string, tokenHash []byte) (Session, error)

	// PutCode stores a one-time code as the session's open one and closes the one
	// before; ErrManyCodes where b allows no more, and then nothing changes. It counts
	// the session's codes, and those that were asked for by the same Number, or without
	// one for the same Email: no shopper learns from it which number goes to which
	// address. Where there is one with its ID already, that one gets the new Hash if it
	// is still open, nothing is counted, and one of another session is ErrConflict.
	PutCode(ctx context.Context, shop string, c Code, b CodeBounds) error
	// AimCode sets the Email that a code goes to; ErrManyCodes where as many others,
	// however they were asked for, are for this mailbox, and ErrNotFound without such a
	// code.
	AimCode(ctx context.Context, shop, id, email string, b CodeBounds) error
	// OpenCode returns the session's open code, or one whose last try had this key,
	// the newest of them; or ErrNotFound. Whether it still holds is for TryCode.
	OpenCode(ctx context.Context, shop, session, key string) (Code, error)
	// TryCode counts one attempt to use a code and answers as [Tried.Next] does. If
	// it was right, t.Orders become proven and the code is closed, in one write.
	TryCode(ctx context.Context, shop string, t CodeTry) error

	// Append writes to the log of a conversation, all of it or nothing, and
	// returns the conversation as it is then and the events with their seq.
	// Events whose ClientID is stored already come back as they are stored,
	// unless they differ: that is ErrConflict. If all events are repeats,
	// nothing else of a changes anything either.
	Append(ctx context.Context, shop string, a Append) (Conversation, []Event, error)
	// Events returns up to limit events with seq > after, in order.
	Events(ctx context.Context, shop, conversation string, after int64, limit int) ([]Event, error)
	// Conversation returns one conversation, or ErrNotFound.
	Conversation(ctx context.Context, shop, id string) (Conversation, error)
	// Conversations returns what f asks for, the most recently changed first.
	Conversations(ctx context.Context, shop string, f Filter) ([]Conversation, error)

	// Sweep removes a part of what is old; see Sweep. Of a conversation whose
	// beginning is removed the rest stays as it is, with its seq.
	Sweep(ctx context.Context, shop string, s Sweep) (Swept, error)
}

// Session is one browser of one shopper.
type Session struct {
	ID        string
	TokenHash []byte // SHA-256 of the bearer token
	CartID    string
	// Customer is set when the shop's login vouched for the shopper.
	Customer *assistant.Customer
	Created  time.Time
	Seen     time.Time
	// Proven are the numbers of the orders that the shopper has proven to be
	// theirs, by the e-mail address. PutSession does not touch them for a
	// session that is there.
	Proven []string
}

// Append is one write to a conversation.
type Append struct {
	// Conversation is the id; Create is stored if there is none with that id.
	Conversation string
	Create       *Conversation
	// Erase removes every event that is there, and what they amounted to, before
	// Events are added; see [Conversation.Erased].
	Erase bool
	// Events are added in order; their Seq is given by the store.
	Events []Event
	// IfOwner, if not nil, is the OwnerVersion that the conversation must have,
	// or the write fails with ErrOwner.
	IfOwner *int64
	// Unanswered, if not 0, is the seq of a message after which the shopper must
	// have said nothing yet, or the write fails with ErrAnswered.
	Unanswered int64
	// Owner, if not nil, becomes the owner; OwnerVersion grows by one.
	Owner *Owner
	// State and StateVersion replace the assistant's if State is not nil.
	State        json.RawMessage
	StateVersion int
	// Answered, if higher than the conversation's, replaces it.
	Answered int64
	// Identify, if not nil, makes the conversation the customer's, as they are known
	// now.
	Identify *Identify
	// Tags are added; Handoff, if not nil, replaces the note to the staff, and
	// raises the conversation's Priority to its own.
	Tags    []string
	Handoff *assistant.Handoff
	// Closed, if not nil, closes or reopens the conversation.
	Closed *bool
	// Lease is what the write does with the conversation's lease.
	Lease LeaseUse
	// Now is the time of the write, for Conversation.Changed.
	Now time.Time
}

// Identify is whose a conversation becomes when its shopper signs in.
type Identify struct {
	Customer assistant.Customer
	// CartID is the conversation's cart from then on; empty leaves it as it is.
	CartID string
}

// Lease is the right to answer the due turns of a conversation, so that of
// several processes one does. Nobody holds it while no turn is due. It knows no
// clock: whoever sees the same Lease for [LeaseLife] may take it.
type Lease struct {
	// Holder names the process's Chat; empty when nobody has the lease.
	Holder string
	// Fence grows by one whenever the lease is taken, and a write that comes
	// with an older one is refused.
	Fence int64
	// Beat grows by one with every sign of life of the holder.
	Beat int64
}

// LeaseUse is what an [Append] does with a lease. The zero value does nothing.
type LeaseUse struct {
	// Fence, if not 0, is the one that the writer holds the lease with; the
	// write fails with ErrLease if it is another by now.
	Fence int64
	// Claim, if not empty, is who takes the lease if it is free once the rest
	// is written, and a turn is due. If it is not free nothing happens.
	Claim string
	// From, if not nil, is the lease that Claim takes from its holder; the
	// write fails with ErrLease if it is not exactly that any more.
	From *Lease
	// Beat gives a sign of life, Free gives the lease back.
	Beat, Free bool
}

// Owner is who answers a conversation.
type Owner struct {
	State OwnerState
	// PersonID and Person are the id and the name of the person, where State
	// is OwnedByPerson.
	PersonID, Person string
}

// Conversation is the state that the log amounts to. It is a frozen value.
type Conversation struct {
	ID        string
	SessionID string
	CartID    string
	Customer  *assistant.Customer
	Locale    string
	Entry     string
	Page      assistant.Page
	Created   time.Time
	Changed   time.Time
	// Top is the newest event's seq, LastShopper the seq of the shopper's
	// newest message, Messages how many messages there were. Events up to Cut
	// have been removed.
	Top, LastShopper, Cut int64
	Messages              int
	// Preview is the newest message in one line of at most 120 characters.
	Preview string
	// Answered is the seq up to which the shopper's messages are answered or
	// want no answer of the assistant. LastShopper > Answered means that a
	// turn is due, unless a person owns the conversation.
	Answered     int64
	Owner        Owner
	OwnerVersion int64
	// Lease is who answers the due turns at the moment.
	Lease   Lease
	Handoff *assistant.Handoff
	// WaitingSince is when a person was asked for; zero when nobody waits.
	WaitingSince time.Time
	Closed       bool
	Tags         []string
	// Assignee is who of the staff is to look after it; an empty ID is nobody.
	Assignee Assignee
	// Priority is from 0 to MaxPriority; the higher, the sooner.
	Priority int
	// SnoozedUntil is until when the staff does not want to see it; zero when
	// it is not put off.
	SnoozedUntil time.Time
	Mark         Mark
	// Score is that of the shopper's newest rating, from 1 to MaxScore; 0 where they
	// have rated nothing.
	Score        int
	State        json.RawMessage
	StateVersion int
}

// Filter says which conversations are wanted. Its zero value is all of them.
type Filter struct {
	// Session, if not empty, is whose conversations.
	Session string
	// Customer, if not empty, is the id of the verified customer.
	Customer string
	// Cart, if not empty, is the cart that the conversations belong to.
	Cart string
	// Owner, if not empty, is the state of ownership.
	Owner OwnerState
	// Due is true for those where a turn of the assistant is due.
	Due bool
	// Open leaves closed conversations out, Closed those that are open.
	Open, Closed bool
	// Assignee, if not empty, is the id of who is to look after them.
	Assignee string
	// Tag, if not empty, is a tag that they have.
	Tag string
	// Mark, if not empty, is what they are marked as; Wanted leaves out those
	// that are marked as spam or blocked, and Unwanted all others.
	Mark             Mark
	Wanted, Unwanted bool
	// Score, if not 0, is the best score that they were rated with last; those that
	// were not rated are left out.
	Score int
	// Awake, if not zero, leaves out those that are put off until later, and
	// Asleep those that are not.
	Awake, Asleep time.Time
	// Text, if not empty, is in something that was said or noted, in the
	// customer's name or e-mail address, or is their id. ASCII letters are the
	// same in upper and lower case.
	Text string
	// Spoken leaves out those without any message.
	Spoken bool
	// Limit is the largest number; 0 means 100. Before, if not zero, asks for
	// those changed before that time.
	Limit  int
	Before time.Time
}
