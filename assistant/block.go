package assistant

import (
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// Block is a piece of a reply that is more than prose. The set is closed and
// versioned: on the wire and in the log a block is a JSON object
//
//	{"type": "products", "v": 1, "text": "fallback", ...}
//
// and a reader that does not know its type or version shows its text.
type Block interface {
	Part
	// Kind is the block's type on the wire.
	Kind() string
	// Fallback says the same in words, for readers that cannot show the block
	// and for whoever reads the conversation as text.
	Fallback() string
}

// ProductsBlock is a carousel of product cards.
type ProductsBlock struct {
	Text  string `json:"text"`
	Cards []Card `json:"cards"`
}

// ProductBlock is one product in full: what the details view shows.
type ProductBlock struct {
	Text    string  `json:"text"`
	Product Details `json:"product"`
}

// CartBlock shows the shopper's cart as it was at that moment.
type CartBlock struct {
	Text string    `json:"text"`
	Cart cart.Cart `json:"cart"`
}

// ChoicesBlock offers up to MaxChoices chips. They belong to their message and
// lapse when one of them, or anything else, answers it.
type ChoicesBlock struct {
	Text    string   `json:"text"`
	Choices []Choice `json:"choices"`
}

// WishesBlock shows the wishes that hold now, each of which can be taken back.
type WishesBlock struct {
	Text   string   `json:"text"`
	Wishes []Choice `json:"wishes"`
}

// ArticleBlock cites one of the merchant's articles.
type ArticleBlock struct {
	Text  string `json:"text"`
	ID    string `json:"id"`
	Title string `json:"title"`
	// Quote is the passage that answers, plain text.
	Quote string `json:"quote"`
	// URL is the article's page; empty when it has none.
	URL string `json:"url,omitempty"`
}

// HandoffBlock says that a person was asked for, and what to expect.
type HandoffBlock struct {
	Text string `json:"text"`
	// Expectation is a sentence about when somebody answers; empty when the
	// shop promises no time.
	Expectation string `json:"expectation,omitempty"`
}

// UnknownBlock is a block written by a newer version: only its words are known.
type UnknownBlock struct {
	Type string
	V    int
	Text string
	Raw  []byte // the whole JSON object
}

// MaxChoices and MaxLabel bound the chips of one message and their labels, the
// latter in characters.
const (
	MaxChoices = 4
	MaxLabel   = 40
)

// Choice is one chip.
type Choice struct {
	// ID is unique within its message.
	ID    string `json:"id"`
	Label string `json:"label"`
	// Action is what the tap means. The browser sends back only message and
	// ID; the action is looked up in the log.
	Action Action `json:"action"`
}

// Verb says what an [Action] does.
type Verb string

// The verbs of an [Action].
const (
	DoSay    Verb = "say"    // as if the shopper had typed Text (or the label)
	DoAdd    Verb = "add"    // put Product with Variant or Options into the cart
	DoPick   Verb = "pick"   // choose Value for the option Field of Product
	DoSet    Verb = "set"    // set the cart line Line to Quantity
	DoUnwish Verb = "unwish" // take back the wish Field
	DoCart   Verb = "cart"   // show the cart
	DoPerson Verb = "person" // ask for a person
	DoAbout  Verb = "about"  // ask Text about Product
)

// Action is the payload of a chip. Fields that a verb does not name are empty.
type Action struct {
	Do       Verb              `json:"do"`
	Text     string            `json:"text,omitempty"`
	Product  string            `json:"product,omitempty"`
	Variant  string            `json:"variant,omitempty"`
	Options  map[string]string `json:"options,omitempty"`
	Quantity int               `json:"quantity,omitempty"`
	Line     string            `json:"line,omitempty"`
	Field    string            `json:"field,omitempty"`
	Value    string            `json:"value,omitempty"`
}

// Card is a product as a carousel shows it. It is made by [NewCard] from a
// catalogue product and by nothing else, so that nobody can invent a price.
// Its shape follows the product of the Universal Commerce Protocol.
type Card struct {
	ID       string        `json:"id"`
	Title    string        `json:"title"`
	Brand    string        `json:"brand,omitempty"`
	URL      string        `json:"url,omitempty"`
	Image    string        `json:"image,omitempty"`
	Price    catalog.Money `json:"price,omitzero"` // the lowest; absent = price on request
	PriceMax catalog.Money `json:"price_max,omitzero"`
	// CompareAt is the price before a reduction of the variant shown.
	CompareAt catalog.Money   `json:"compare_at,omitzero"`
	Rating    *catalog.Rating `json:"rating,omitempty"`
	Options   []CardOption    `json:"options,omitempty"`
	SoldOut   bool            `json:"sold_out,omitempty"`
	// Left is how many are left when they are few; 0 says nothing.
	Left int `json:"left,omitempty"`
	// Reason is one line on why this product is here; may be empty.
	Reason string `json:"reason,omitempty"`
	// Variant is a variant that fits the wishes; the card has its price and its
	// picture. Empty when none is singled out.
	Variant string `json:"variant,omitempty"`
	// Chosen are those of its options that the shopper asked for. They are
	// selected when the details open; the others are the shopper's to choose.
	Chosen map[string]string `json:"chosen,omitempty"`
}

// CardOption is one axis of choice with the state of each value.
type CardOption struct {
	Name   string            `json:"name"`
	Values []CardOptionValue `json:"values"`
}

// CardOptionValue is a value of an option.
type CardOptionValue struct {
	Value string `json:"value"`
	// Exists is false for a value no variant is made in; Available is false
	// when none of its variants can be bought now.
	Exists    bool `json:"exists"`
	Available bool `json:"available"`
	// Swatch is a CSS colour as #rrggbb when the value names one.
	Swatch string `json:"swatch,omitempty"`
}

// Details is a product with everything that the details view shows.
type Details struct {
	Card
	Category    []string            `json:"category,omitempty"`
	Description string              `json:"description,omitempty"`
	Images      []string            `json:"images,omitempty"`
	Variants    []CardVariant       `json:"variants,omitempty"`
	Attributes  []catalog.Attribute `json:"attributes,omitempty"`
	SizeChart   *catalog.SizeChart  `json:"size_chart,omitempty"`
	Reviews     []CardReview        `json:"reviews,omitempty"`
	Max         int                 `json:"max"` // the largest quantity without variants
}

// CardVariant is one combination that is made.
type CardVariant struct {
	ID        string            `json:"id"`
	Options   map[string]string `json:"options"`
	Price     catalog.Money     `json:"price,omitzero"`
	CompareAt catalog.Money     `json:"compare_at,omitzero"`
	SoldOut   bool              `json:"sold_out,omitempty"`
	Left      int               `json:"left,omitempty"`
	Max       int               `json:"max"` // the largest quantity
	// Image is the variant's own picture; absent means the product's.
	Image string `json:"image,omitempty"`
}

// CardReview is a shopper's review.
type CardReview struct {
	Rating int    `json:"rating,omitempty"`
	Text   string `json:"text"`
	Date   string `json:"date,omitempty"` // YYYY-MM-DD
}

func (ProductsBlock) part() {}
func (ProductBlock) part()  {}
func (CartBlock) part()     {}
func (ChoicesBlock) part()  {}
func (WishesBlock) part()   {}
func (ArticleBlock) part()  {}
func (HandoffBlock) part()  {}
func (UnknownBlock) part()  {}
