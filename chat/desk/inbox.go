package desk

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
)

// views are all of them.
var views = []View{ViewAll, ViewWaiting, ViewMine, ViewUnassigned, ViewSnoozed, ViewLow, ViewClosed, ViewSpam}

// maxQuery bounds what is looked for, in characters.
const maxQuery = 200

// list answers GET api/conversations?view=&q=&tag=&score=. With q, tag or score it is
// the conversations of the view that match.
func (d *desk) list(q *request) error {
	ctx, query := q.Context(), q.URL.Query()
	view := View(cmp.Or(query.Get("view"), string(ViewAll)))
	if !slices.Contains(views, view) {
		return refusal{http.StatusBadRequest, chat.CodeBadRequest,
			fmt.Sprintf("There is no view %.20q. The views are all, waiting, mine, unassigned, snoozed, low, closed and spam.", view)}
	}
	matching := chat.Filter{Text: strings.TrimSpace(query.Get("q")), Tag: query.Get("tag")}
	if utf8.RuneCountInString(matching.Text) > maxQuery || !utf8.ValidString(matching.Text) || !utf8.ValidString(matching.Tag) {
		return refusal{http.StatusBadRequest, chat.CodeBadRequest, fmt.Sprintf("A search has at most %d characters.", maxQuery)}
	}
	if given := query.Get("score"); given != "" {
		var err error
		if matching.Score, err = strconv.Atoi(given); err != nil || matching.Score < 1 || matching.Score > chat.MaxScore {
			return refusal{http.StatusBadRequest, chat.CodeBadRequest, fmt.Sprintf("A score is a whole number from 1 to %d.", chat.MaxScore)}
		}
	}
	in, err := d.inbox(ctx, chat.Filter{}, q.me)
	if err != nil {
		return err
	}
	counts := in.counts()
	if matching != (chat.Filter{}) {
		if in, err = d.inbox(ctx, matching, q.me); err != nil {
			return err
		}
	}
	found := in.view(view)
	if outside := d.outside(view, matching); outside != nil {
		if found, err = d.Chat.Conversations(ctx, *outside); err != nil {
			return err
		}
	}
	answer := List{
		Me: personOf(q.me), Now: time.Now().UnixMilli(), View: view, Counts: counts, May: d.may(q.me),
		More: in.more || len(found) > MaxListed, MaxText: chat.MaxText, Logout: d.Logout,
		Conversations: make([]Conversation, 0, min(len(found), MaxListed)),
	}
	for _, c := range found[:min(len(found), MaxListed)] {
		line, err := d.conversation(ctx, c, q.me)
		if err != nil {
			return err
		}
		answer.Conversations = append(answer.Conversations, line)
	}
	return send(q, answer)
}

// outside is where to look for what an inbox does not hold; nil for the views
// that it does.
func (d *desk) outside(view View, f chat.Filter) *chat.Filter {
	f.Spoken, f.Limit = true, MaxListed+1
	switch view {
	case ViewClosed:
		f.Closed, f.Wanted = true, true
	case ViewLow:
		f.Wanted, f.Score = true, min(cmp.Or(f.Score, LowScore), LowScore)
	case ViewSnoozed:
		f.Open, f.Wanted, f.Asleep = true, true, time.Now()
	case ViewSpam:
		f.Unwanted = true
	default:
		return nil
	}
	return &f
}

// inbox is the open conversations by who answers them, the most recently
// changed first.
type inbox struct {
	waiting, mine, others, assistants []chat.Conversation
	more                              bool
}

// inbox reads the conversations of each owner by themselves: the few that need
// a person are never crowded out by the many that the assistant answers.
func (d *desk) inbox(ctx context.Context, f chat.Filter, me chat.Person) (in inbox, err error) {
	f.Open, f.Spoken, f.Wanted, f.Awake, f.Limit = true, true, true, time.Now(), MaxListed
	read := func(owner chat.OwnerState) []chat.Conversation {
		if err != nil {
			return nil
		}
		f.Owner = owner
		var found []chat.Conversation
		found, err = d.Chat.Conversations(ctx, f)
		in.more = in.more || len(found) == MaxListed
		return found
	}
	in.waiting = read(chat.OwnedByNobody)
	in.assistants = read(chat.OwnedByAssistant)
	for _, c := range read(chat.OwnedByPerson) {
		if c.Owner.PersonID == me.ID {
			in.mine = append(in.mine, c)
		} else {
			in.others = append(in.others, c)
		}
	}
	// What somebody is to look after, and nobody answers yet, is theirs as well.
	for _, c := range slices.Concat(in.waiting, in.assistants) {
		if c.Assignee.ID == me.ID {
			in.mine = append(in.mine, c)
		}
	}
	return in, err
}

func (in inbox) view(view View) []chat.Conversation {
	var found []chat.Conversation
	switch view {
	case ViewAll:
		found = slices.Concat(in.waiting, in.mine, in.others, in.assistants)
	case ViewUnassigned:
		found = in.unassigned()
	case ViewMine:
		found = slices.Clone(in.mine)
	case ViewWaiting:
		found = slices.Clone(in.waiting)
		slices.SortStableFunc(found, func(a, b chat.Conversation) int {
			return cmp.Or(b.Priority-a.Priority, a.WaitingSince.Compare(b.WaitingSince))
		})
		return found
	}
	slices.SortStableFunc(found, func(a, b chat.Conversation) int { return b.Changed.Compare(a.Changed) })
	return slices.CompactFunc(found, func(a, b chat.Conversation) bool { return a.ID == b.ID })
}

// unassigned are those that no person answers or is to look after.
func (in inbox) unassigned() []chat.Conversation {
	return slices.DeleteFunc(slices.Concat(in.waiting, in.assistants), func(c chat.Conversation) bool { return c.Assignee.ID != "" })
}

func (in inbox) counts() Counts {
	return Counts{
		All: len(in.view(ViewAll)), Waiting: len(in.waiting), Mine: len(in.mine), Unassigned: len(in.unassigned()),
	}
}

// conversation returns c as the API shows it to me.
func (d *desk) conversation(ctx context.Context, c chat.Conversation, me chat.Person) (Conversation, error) {
	v := Conversation{
		ID: c.ID, Customer: c.Customer, Locale: c.Locale, Entry: c.Entry, Page: c.Page,
		Created: millis(c.Created), Changed: millis(c.Changed),
		Top: c.Top, LastShopper: c.LastShopper, Messages: c.Messages, Preview: c.Preview,
		Owner: c.Owner.State, WaitingSince: millis(c.WaitingSince), Handoff: c.Handoff,
		Closed: c.Closed, Tags: c.Tags, Priority: c.Priority, SnoozedUntil: millis(c.SnoozedUntil), Mark: c.Mark, Score: c.Score,
		Present: present(d.Chat.Presence(c.ID)),
	}
	if c.Assignee.ID != "" {
		v.Assignee = &Person{c.Assignee.ID, c.Assignee.Name}
	}
	if c.Owner.State == chat.OwnedByPerson {
		v.Person, v.PersonID, v.Mine = c.Owner.Person, c.Owner.PersonID, c.Owner.PersonID == me.ID
		if !c.Closed {
			since, err := d.askedSince(ctx, c)
			if err != nil {
				return Conversation{}, err
			}
			v.WaitingSince = since
		}
	}
	return v, nil
}

// asked is since when a shopper waits for the answer of a person, as of the
// event top; 0 when everything is answered.
type asked struct{ top, since int64 }

const (
	// askedWindow is how many events back an unanswered question is looked
	// for, maxAsked how many conversations' answers are remembered.
	askedWindow = 100
	maxAsked    = 1000
)

// askedSince says since when the shopper of c, which a person owns, waits. The
// log says so; it is read again only when it has grown.
func (d *desk) askedSince(ctx context.Context, c chat.Conversation) (int64, error) {
	d.mu.Lock()
	known := d.asked[c.ID]
	d.mu.Unlock()
	if known.top == c.Top && c.Top > 0 {
		return known.since, nil
	}
	events, err := d.Chat.Events(ctx, c.ID, max(0, c.Top-askedWindow), askedWindow)
	if err != nil {
		return 0, err
	}
	since := unanswered(events)
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.asked) >= maxAsked {
		clear(d.asked)
	}
	d.asked[c.ID] = asked{c.Top, since}
	return since, nil
}

// unanswered returns when the first of the shopper's messages was sent that
// nobody has answered, or when a person was asked for whom nobody has been yet;
// 0 when there is nothing of the kind. While a shopper waits for a person, the
// assistant's messages answer nothing.
func unanswered(events []chat.Event) (since int64) {
	waiting := false
	for _, e := range events {
		switch {
		case e.Message != nil && e.Message.Author == assistant.AuthorPerson:
			since = 0
		case e.Message != nil && e.Message.Author == assistant.AuthorAssistant && !waiting:
			since = 0
		case e.Message != nil && e.Message.Author == assistant.AuthorShopper && since == 0:
			since = e.At
		case e.Owner != nil:
			waiting = e.Owner.State == chat.OwnedByNobody
			if e.Owner.State == chat.OwnedByAssistant {
				since = 0
			}
			if waiting && since == 0 {
				since = e.At
			}
		}
	}
	return since
}

func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}
