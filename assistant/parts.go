package assistant

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// blockVersion is the version of every block written today. A block whose shape
// changes gets a version of its own here.
const blockVersion = 1

type blockHead struct {
	Type string `json:"type"`
	V    int    `json:"v"`
}

// withHead writes a block, whose text comes first, with its type and version
// before it.
func withHead(kind string, plain any) ([]byte, error) {
	body, err := json.Marshal(plain)
	if err != nil {
		return nil, err
	}
	return append(fmt.Appendf(nil, `{"type":%q,"v":%d,`, kind, blockVersion), body[1:]...), nil
}

// Kind returns "products".
func (ProductsBlock) Kind() string { return "products" }

// Fallback returns the block's text.
func (b ProductsBlock) Fallback() string { return b.Text }

// MarshalJSON writes the block with its type and version.
func (b ProductsBlock) MarshalJSON() ([]byte, error) {
	type plain ProductsBlock
	return withHead(b.Kind(), plain(b))
}

// Kind returns "product".
func (ProductBlock) Kind() string { return "product" }

// Fallback returns the block's text.
func (b ProductBlock) Fallback() string { return b.Text }

// MarshalJSON writes the block with its type and version.
func (b ProductBlock) MarshalJSON() ([]byte, error) {
	type plain ProductBlock
	return withHead(b.Kind(), plain(b))
}

// Kind returns "cart".
func (CartBlock) Kind() string { return "cart" }

// Fallback returns the block's text.
func (b CartBlock) Fallback() string { return b.Text }

// MarshalJSON writes the block with its type and version.
func (b CartBlock) MarshalJSON() ([]byte, error) {
	type plain CartBlock
	return withHead(b.Kind(), plain(b))
}

// Kind returns "choices".
func (ChoicesBlock) Kind() string { return "choices" }

// Fallback returns the block's text.
func (b ChoicesBlock) Fallback() string { return b.Text }

// MarshalJSON writes the block with its type and version.
func (b ChoicesBlock) MarshalJSON() ([]byte, error) {
	type plain ChoicesBlock
	return withHead(b.Kind(), plain(b))
}

// Kind returns "wishes".
func (WishesBlock) Kind() string { return "wishes" }

// Fallback returns the block's text.
func (b WishesBlock) Fallback() string { return b.Text }

// MarshalJSON writes the block with its type and version.
func (b WishesBlock) MarshalJSON() ([]byte, error) {
	type plain WishesBlock
	return withHead(b.Kind(), plain(b))
}

// Kind returns "article".
func (ArticleBlock) Kind() string { return "article" }

// Fallback returns the block's text.
func (b ArticleBlock) Fallback() string { return b.Text }

// MarshalJSON writes the block with its type and version.
func (b ArticleBlock) MarshalJSON() ([]byte, error) {
	type plain ArticleBlock
	return withHead(b.Kind(), plain(b))
}

// Kind returns "handoff".
func (HandoffBlock) Kind() string { return "handoff" }

// Fallback returns the block's text.
func (b HandoffBlock) Fallback() string { return b.Text }

// MarshalJSON writes the block with its type and version.
func (b HandoffBlock) MarshalJSON() ([]byte, error) {
	type plain HandoffBlock
	return withHead(b.Kind(), plain(b))
}

// Kind returns "rating".
func (RatingBlock) Kind() string { return "rating" }

// Fallback returns the block's text.
func (b RatingBlock) Fallback() string { return b.Text }

// MarshalJSON writes the block with its type and version.
func (b RatingBlock) MarshalJSON() ([]byte, error) {
	type plain RatingBlock
	return withHead(b.Kind(), plain(b))
}

// Kind returns "compare".
func (CompareBlock) Kind() string { return "compare" }

// Fallback returns the block's text.
func (b CompareBlock) Fallback() string { return b.Text }

// MarshalJSON writes the block with its type and version.
func (b CompareBlock) MarshalJSON() ([]byte, error) {
	type plain CompareBlock
	return withHead(b.Kind(), plain(b))
}

// Kind returns "order".
func (OrderBlock) Kind() string { return "order" }

// Fallback returns the block's text.
func (b OrderBlock) Fallback() string { return b.Text }

// MarshalJSON writes the block with its type and version.
func (b OrderBlock) MarshalJSON() ([]byte, error) {
	type plain OrderBlock
	return withHead(b.Kind(), plain(b))
}

// Kind returns "form".
func (FormBlock) Kind() string { return "form" }

// Fallback returns the block's text.
func (b FormBlock) Fallback() string { return b.Text }

// MarshalJSON writes the block with its type and version.
func (b FormBlock) MarshalJSON() ([]byte, error) {
	type plain FormBlock
	return withHead(b.Kind(), plain(b))
}

// Kind returns the type that the block was sent with.
func (b UnknownBlock) Kind() string { return b.Type }

// Fallback returns the block's text.
func (b UnknownBlock) Fallback() string { return b.Text }

// MarshalJSON gives the block back as it came.
func (b UnknownBlock) MarshalJSON() ([]byte, error) { return b.Raw, nil }

// MarshalJSON writes the text as {"type": "text", "text": ..., "evidence": [...]}.
func (t Text) MarshalJSON() ([]byte, error) {
	type plain Text
	return json.Marshal(struct {
		Type string `json:"type"`
		plain
	}{"text", plain(t)})
}

// Parts is a finished reply: Texts and Blocks in order, as the log keeps them
// and the wire carries them.
type Parts []Part

// UnmarshalJSON reads a JSON array of parts. A block of an unknown type or
// version becomes an [UnknownBlock].
func (p *Parts) UnmarshalJSON(data []byte) error {
	var raws []json.RawMessage
	if err := json.Unmarshal(data, &raws); err != nil {
		return fmt.Errorf("assistant: parts: %w", err)
	}
	parts := make(Parts, 0, len(raws))
	for i, raw := range raws {
		part, err := decodePart(raw)
		if err != nil {
			return fmt.Errorf("assistant: part %d: %w", i, err)
		}
		parts = append(parts, part)
	}
	*p = parts
	return nil
}

// Fallback says all parts in words: each block is a paragraph, and consecutive
// Texts are one flow.
func (p Parts) Fallback() string {
	if len(p) == 1 {
		if text, ok := p[0].(Text); ok { // as most replies are
			return text.Text
		}
	}
	var words strings.Builder
	flowing := false // the part before was a Text
	for _, part := range p {
		text, isText := part.(Text)
		said := text.Text
		if block, ok := part.(Block); ok {
			said = block.Fallback()
		}
		if said == "" {
			continue
		}
		if words.Len() > 0 && !(flowing && isText) {
			words.WriteString("\n\n")
		}
		words.WriteString(said)
		flowing = isText
	}
	return words.String()
}

func decodePart(raw json.RawMessage) (Part, error) {
	var head struct {
		blockHead
		Text string `json:"text"`
	}
	if err := json.Unmarshal(raw, &head); err != nil {
		return nil, err
	}
	if head.Type == "text" {
		var t Text
		err := json.Unmarshal(raw, &t)
		return t, err
	}
	if head.V == blockVersion {
		switch head.Type {
		case "products":
			return decodeBlock[ProductsBlock](raw)
		case "product":
			return decodeBlock[ProductBlock](raw)
		case "cart":
			return decodeBlock[CartBlock](raw)
		case "choices":
			return decodeBlock[ChoicesBlock](raw)
		case "wishes":
			return decodeBlock[WishesBlock](raw)
		case "article":
			return decodeBlock[ArticleBlock](raw)
		case "handoff":
			return decodeBlock[HandoffBlock](raw)
		case "rating":
			return decodeBlock[RatingBlock](raw)
		case "compare":
			return decodeBlock[CompareBlock](raw)
		case "order":
			return decodeBlock[OrderBlock](raw)
		case "form":
			return decodeBlock[FormBlock](raw)
		}
	}
	if head.Type == "" {
		return nil, fmt.Errorf("no type in %.40s", raw)
	}
	return UnknownBlock{Type: head.Type, V: head.V, Text: head.Text, Raw: bytes.Clone(raw)}, nil
}

func decodeBlock[B Block](raw json.RawMessage) (Part, error) {
	var b B
	err := json.Unmarshal(raw, &b)
	return b, err
}
