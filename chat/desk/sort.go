package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/chat"
)

// sort answers POST api/conversations/{id}/sort.
func (d *desk) sort(q *request) error {
	var in Sort
	if err := decode(q, &in); err != nil {
		return err
	}
	if err := checkID(in.ID); err != nil {
		return err
	}
	did := chat.Staff{
		Note: strings.TrimSpace(in.Note), Tag: in.Tag, Untag: in.Untag, Priority: in.Priority, Snooze: in.Snooze, Mark: in.Mark,
	}
	if in.Mark != nil {
		if err := d.permit(q, MayBlock); err != nil {
			return err
		}
	}
	if in.Assign != nil {
		to, err := d.person(q, *in.Assign)
		if err != nil {
			return err
		}
		did.Assign = &chat.Assignee{ID: to.ID, Name: to.Name}
	}
	if did.Note == "" && len(did.Tag)+len(did.Untag) == 0 && did.Assign == nil && did.Priority == nil && did.Snooze == nil && did.Mark == nil {
		return refusal{http.StatusBadRequest, chat.CodeBadRequest, "There is nothing to do: send a note, tags, assign, priority, snooze or a mark."}
	}
	c, err := d.Chat.Sort(q.Context(), q.id, in.ID, q.me, did)
	return d.done(q, "sort", c, err)
}

// transfer answers POST api/conversations/{id}/transfer.
func (d *desk) transfer(q *request) error {
	var in Transfer
	if err := decode(q, &in); err != nil {
		return err
	}
	if in.To == "" {
		return refusal{http.StatusBadRequest, chat.CodeBadRequest, "Say who is to answer: the id of a colleague."}
	}
	from := cmp.Or(in.From, q.me.ID)
	if from != q.me.ID {
		if err := d.permit(q, MayReassign); err != nil {
			return err
		}
	}
	to, err := d.person(q, in.To)
	if err != nil {
		return err
	}
	c, err := d.Chat.Transfer(q.Context(), q.id, from, to)
	return d.done(q, "transfer", c, err)
}

// edit answers POST api/conversations/{id}/edit.
func (d *desk) edit(q *request) error {
	var in Edit
	if err := decode(q, &in); err != nil {
		return err
	}
	if err := checkID(in.ID); err != nil {
		return err
	}
	event, err := d.Chat.Edit(q.Context(), q.id, in.ID, q.me, in.Seq, in.Text)
	if errors.Is(err, chat.ErrOwner) {
		return refusal{http.StatusForbidden, CodeOwner, "Only who wrote a message can change it."}
	}
	if err != nil {
		return err
	}
	d.audit(q, "edit")
	return send(q, Replied{event})
}

// done answers with the conversation as it is after a change.
func (d *desk) done(q *request, verb string, c chat.Conversation, err error) error {
	if err != nil {
		return d.explain(q, err)
	}
	d.audit(q, verb)
	line, err := d.conversation(q.Context(), c, q.me)
	if err != nil {
		return err
	}
	return send(q, Done{line})
}

// maxPeople is how many people the desk remembers to have seen.
const maxPeople = 1000

// meet remembers somebody who uses the desk.
func (d *desk) meet(p chat.Person) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.met) < maxPeople || d.met[p.ID].ID != "" {
		d.met[p.ID] = p
	}
}

// team are the people that a conversation can be given to, by name: whom the
// shop names or, where it names none, whom this process has seen at the desk.
func (d *desk) team(ctx context.Context) ([]chat.Person, error) {
	var people []chat.Person
	if d.Team != nil {
		named, err := d.Team(ctx)
		if err != nil {
			return nil, fmt.Errorf("Config.Team: %w", err)
		}
		people = slices.Clone(named)
	} else {
		d.mu.Lock()
		for _, p := range d.met {
			people = append(people, p)
		}
		d.mu.Unlock()
	}
	slices.SortFunc(people, func(a, b chat.Person) int { return strings.Compare(a.Name+"\x00"+a.ID, b.Name+"\x00"+b.ID) })
	return people, nil
}

// person is the colleague with an id; the one without is nobody.
func (d *desk) person(q *request, id string) (chat.Person, error) {
	switch id {
	case "":
		return chat.Person{}, nil
	case q.me.ID:
		return q.me, nil
	}
	people, err := d.team(q.Context())
	if err != nil {
		return chat.Person{}, err
	}
	for _, p := range people {
		if p.ID == id {
			return p, nil
		}
	}
	return chat.Person{}, refusal{http.StatusNotFound, chat.CodeNotFound, "There is no such colleague at the desk."}
}

// people answers GET api/people.
func (d *desk) people(q *request) error {
	people, err := d.team(q.Context())
	if err != nil {
		return err
	}
	answer := People{People: make([]Person, 0, len(people))}
	for _, p := range people {
		answer.People = append(answer.People, personOf(p))
	}
	return send(q, answer)
}

// checkID refuses a change without an id of its sender.
func checkID(id string) error {
	if id == "" || len(id) > chat.MaxID {
		return refusal{http.StatusBadRequest, chat.CodeBadRequest,
			fmt.Sprintf("A change needs an id of at most %d bytes, made by the sender.", chat.MaxID)}
	}
	return nil
}
