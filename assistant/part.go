package assistant

// Part is one piece of a reply: [Text], a [Block], a [Status] or a [Retract].
// The set is closed; wrappers pass on what they do not know.
type Part interface{ part() }

// Text is prose, shown as it streams. Consecutive Texts are one paragraph
// flow; a blank line starts a new paragraph. It may hold a small part of
// Markdown: **bold**, *italic*, lists, and links to https or relative URLs.
type Text struct {
	Text string `json:"text"`
	// Evidence says where the facts in the text come from. It is stored with
	// the reply, not shown.
	Evidence []Evidence `json:"evidence,omitempty"`
}

// Status tells the shopper what takes time, in a word or two ("Looking for
// jackets"). It is shown until the next part and never stored.
type Status struct{ Text string }

// Retract takes back everything written so far in this turn.
type Retract struct{}

func (Text) part()    {}
func (Status) part()  {}
func (Retract) part() {}

// Evidence ties a statement to its source.
type Evidence struct {
	// Kind is "product", "cart", "order", "restock", "article" or "policy".
	Kind string `json:"kind"`
	// ID names the source within its kind, Field the fact within the source.
	ID    string `json:"id"`
	Field string `json:"field,omitempty"`
	// Value is the fact as it was when it was said.
	Value string `json:"value,omitempty"`
}
