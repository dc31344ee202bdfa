package tool

import (
	"context"
	"slices"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
)

// Session calls tools for one turn of one shopper. It is used by one goroutine:
// calls that a model makes in parallel are done one after the other, which takes
// no time worth saving.
type Session struct {
	box    *Toolbox
	turn   assistant.Turn
	writes []assistant.Write
	// met are the titles of the products that this conversation knows, by id.
	met map[string]string
	// shown are the ids of those that the shopper sees in this turn or saw in the
	// last one.
	shown []string
}

// Session begins a turn. writes are those that its message asks for itself.
func (b *Toolbox) Session(turn assistant.Turn, writes []assistant.Write) *Session {
	s := &Session{box: b, turn: turn, writes: slices.Clone(writes), met: map[string]string{}}
	for _, m := range turn.History {
		if m.Author == assistant.AuthorShopper {
			continue
		}
		s.shown = nil
		for _, part := range m.Parts {
			for _, card := range assistant.CardsOf(part) {
				s.met[card.ID] = card.Title
				s.shown = append(s.shown, card.ID)
			}
		}
	}
	return s
}

// Tools are those that make sense in this shop.
func (s *Session) Tools() []Tool {
	terms := s.turn.Shop.Terms()
	var tools []Tool
	for _, d := range s.box.tools {
		switch d.Name {
		case "list_orders", "get_order":
			if !terms.Orders {
				continue
			}
		case "find_articles":
			if s.box.articles == nil || len(s.box.articles.Articles()) == 0 {
				continue
			}
		case "ask_for_person":
			if s.turn.Waiting {
				continue
			}
		}
		tools = append(tools, d.Tool)
	}
	return tools
}

// Call calls a tool. What is wrong with the name or the arguments, and what the
// shop refuses, is a Result with Refused set. An error means that the shop cannot
// be asked, or that ctx has ended.
func (s *Session) Call(ctx context.Context, name string, args []byte) (Result, error) {
	for _, d := range s.box.tools {
		if d.Name == name {
			return d.call(ctx, s, args)
		}
	}
	return refuse("there is no tool of this name"), nil
}

// Title is what a product is called that was shown or found in this conversation.
// ok is false for every other id, whether or not the shop has it.
func (s *Session) Title(id string) (title string, ok bool) {
	if title, ok = s.met[id]; ok {
		return title, true
	}
	if id != "" && id == s.turn.Page.Product {
		if p, err := s.turn.Shop.Product(context.Background(), id); err == nil { // a look into memory
			s.meet(&p)
			return p.Title, true
		}
	}
	return "", false
}

// meet notes a product that a tool returned.
func (s *Session) meet(p *catalog.Product) { s.met[p.ID] = p.Title }

// unseen keeps of some products those that the shopper does not see yet, and notes
// that they do now.
func (s *Session) unseen(id string) bool {
	if slices.Contains(s.shown, id) {
		return false
	}
	s.shown = append(s.shown, id)
	return true
}

// unknown refuses an act about a product that this conversation does not know.
func (s *Session) unknown(act any) *Result {
	if of, ok := act.(ofProducts); ok {
		for _, id := range of.products() {
			if _, known := s.Title(id); !known {
				r := refuse("no tool has returned a product with this id in this conversation; search for it first")
				return &r
			}
		}
	}
	return nil
}
