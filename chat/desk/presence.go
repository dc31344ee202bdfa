package desk

import (
	"time"

	"github.com/aisle-chat/aisle/chat"
)

// attend answers POST api/conversations/{id}/presence. It is no change of the
// conversation, and nobody notes it.
func (d *desk) attend(q *request) error {
	var in Attend
	if err := decode(q, &in); err != nil {
		return err
	}
	p, err := d.Chat.Attend(q.Context(), q.id, q.me, in.Does)
	if err != nil {
		return err
	}
	return send(q, Attended{q.id, present(p)})
}

// present is p as the API shows it now.
func present(p chat.Presence) Present {
	v := Present{At: time.Now().UnixMilli(), Shopper: p.Shopper, Page: p.Page}
	for _, who := range p.People {
		v.People = append(v.People, Attendee{who.ID, who.Name, who.Does})
	}
	return v
}
