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

// RatingBlock asks the shopper how the conversation was. It belongs to its
// message, stands at the end of a conversation, and is answered once.
type RatingBlock struct {
	// Text is the question: "How was this conversation?"
	Text string `json:"text"`
}

// CompareBlock sets two to four products side by side.
type CompareBlock struct {
	Text string `json:"text"`
	// Verdict is one sentence: "The Beck if it rains, the Drizzle if you carry it."
	Verdict string `json:"verdict,omitempty"`
	Cards   []Card `json:"cards"`
	// Rows are the attributes that differ.
	Rows []CompareRow `json:"rows"`
}

// CompareRow is one attribute that differs.
type CompareRow struct {
	Label string `json:"label"`
	// Values are one for each card; empty where the data does not say.
	Values []string `json:"values"`
	// Better is the index of the better value, and Word says in which way
	// ("lighter"); -1 and empty where neither is.
	Better int    `json:"better"`
	Word   string `json:"word,omitempty"`
}

// OrderBlock shows an order.
type OrderBlock struct {
	Text  string    `json:"text"`
	Order OrderView `json:"order"`
	// Brief asks for the short form, as in a list of several.
	Brief bool `json:"brief,omitempty"`
}

// OrderView is an order as its shopper may see it: made by [NewOrderView] from
// a cart.Order and by nothing else. Times are in milliseconds since 1970, UTC;
// days are calendar days as YYYY-MM-DD.
type OrderView struct {
	Number string `json:"number"`
	Placed int64  `json:"placed"`
	// Status is a code: "placed", "packed", "shipped", "late", "partly",
	// "delivered", "canceled".
	Status string `json:"status"`
	// Headline is the status in one sentence: "Arrives Thursday, December 4".
	Headline string        `json:"headline"`
	Steps    []OrderStep   `json:"steps,omitempty"`
	Parcels  []ParcelView  `json:"parcels,omitempty"`
	Lines    []OrderedLine `json:"lines"`
	// Subtotal to Total are what was charged, Discounts what was taken off.
	Subtotal  catalog.Money   `json:"subtotal"`
	Discounts []cart.Discount `json:"discounts,omitempty"`
	Shipping  catalog.Money   `json:"shipping"`
	Total     catalog.Money   `json:"total"`
	// ShipTo is the address in lines; only for a verified customer.
	ShipTo   []string      `json:"ship_to,omitempty"`
	Requests []RequestView `json:"requests,omitempty"`
	Refunds  []RefundView  `json:"refunds,omitempty"`
	// Actions are what can be done about it now.
	Actions []Choice `json:"actions,omitempty"`
	// URL is the order's page; empty when it has none.
	URL string `json:"url,omitempty"`
}

// OrderStep is one step on the line from ordered to delivered.
type OrderStep struct {
	Label string `json:"label"`
	// At is when it happened; 0 while it has not.
	At   int64 `json:"at,omitempty"`
	Done bool  `json:"done,omitempty"`
}

// ParcelView is one parcel.
type ParcelView struct {
	Headline string `json:"headline"` // "Parcel 1 of 2 arrives Thursday"
	Carrier  string `json:"carrier,omitempty"`
	Tracking string `json:"tracking,omitempty"`
	URL      string `json:"url,omitempty"`
	// Contents are titles with quantities: "2 x Hearth Enamel Mug".
	Contents []string `json:"contents,omitempty"`
}

// OrderedLine is one line of an order.
type OrderedLine struct {
	ID      string `json:"id"`
	Product string `json:"product"`
	Title   string `json:"title"`
	Image   string `json:"image,omitempty"`
	// ImageSizes are as those of a card.
	ImageSizes []catalog.ImageSize `json:"image_sizes,omitempty"`
	URL        string              `json:"url,omitempty"`
	Options    map[string]string   `json:"options,omitempty"`
	Quantity   int                 `json:"quantity"`
	Total      catalog.Money       `json:"total"`
	// Note is what is special about it: "Final sale"; may be empty.
	Note string `json:"note,omitempty"`
}

// RequestView is a request about an order.
type RequestView struct {
	Reference string `json:"reference"`
	Kind      string `json:"kind"`
	State     string `json:"state"`
	// Headline says both in words: "Return of 1 item, asked for".
	Headline string `json:"headline"`
	Filed    int64  `json:"filed"`
}

// RefundView is money on its way back.
type RefundView struct {
	Amount   catalog.Money `json:"amount"`
	Headline string        `json:"headline"` // "Refund of $48.00, with you by December 9"
	Paid     bool          `json:"paid,omitempty"`
}

// FormBlock asks for several things at once. It belongs to its message and
// lapses when it is sent or anything else answers the message. What the
// shopper fills in is checked against Fields by the server, and comes back in
// the next turn's Action as Values.
type FormBlock struct {
	Text  string `json:"text"`
	Title string `json:"title"`
	// Fields are shown in order.
	Fields []FormField `json:"fields"`
	// Submit is the button's label, Sent what the conversation shows as the
	// shopper's words once it is sent.
	Submit string `json:"submit"`
	Sent   string `json:"sent"`
	// Action is what sending it means; its Do is DoSubmit.
	Action Action `json:"action"`
}

// FormField is one field of a [FormBlock].
type FormField struct {
	// Name is unique within the form.
	Name  string    `json:"name"`
	Label string    `json:"label"`
	Kind  FieldKind `json:"kind"`
	// Help is a short line below the field; may be empty.
	Help     string `json:"help,omitempty"`
	Required bool   `json:"required,omitempty"`
	// Value is what stands in it at first.
	Value string `json:"value,omitempty"`
	// Options are the values to choose from, for FieldChoice and FieldMany.
	Options []FieldOption `json:"options,omitempty"`
	// Max is the largest number for FieldNumber, which begins at 1, and the
	// longest text in characters otherwise; 0 means 99 and 500.
	Max int `json:"max,omitempty"`
	// Autocomplete is the HTML token ("email", "postal-code"); may be empty.
	Autocomplete string `json:"autocomplete,omitempty"`
}

// FieldKind says how a field is filled in.
type FieldKind string

// The kinds of field. A value is always text: FieldMany joins the chosen values
// with commas, FieldCheck is "yes" or empty.
const (
	FieldText   FieldKind = "text"
	FieldEmail  FieldKind = "email"
	FieldLong   FieldKind = "long"
	FieldNumber FieldKind = "number"
	FieldChoice FieldKind = "choice"
	FieldMany   FieldKind = "many"
	FieldCheck  FieldKind = "check"
)

// FieldOption is one value to choose.
type FieldOption struct {
	Value string `json:"value"`
	Label string `json:"label"`
	Help  string `json:"help,omitempty"`
	// Image is a picture beside the label; may be empty. ImageSizes are as those of a
	// card.
	Image      string              `json:"image,omitempty"`
	ImageSizes []catalog.ImageSize `json:"image_sizes,omitempty"`
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

	DoOrder   Verb = "order"   // show Order, or ask which where it is empty
	DoRequest Verb = "request" // begin a request of the kind Field about Order
	DoSubmit  Verb = "submit"  // a form was filled in; Form names it, Values are what was said
	DoCode    Verb = "code"    // give the cart the promotion code Text

	// DoRestock asks to hear when Product with Variant or Options can be had again.
	DoRestock Verb = "restock"
)

// Action is the payload of a chip. Fields that a verb does not name are empty,
// but for the actions of an order: their Text is a sentence that asks for the
// same, for where nothing can be tapped.
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
	// Order is an order's number. It gives no right to see it.
	Order string `json:"order,omitempty"`
	// Form names what a form is for. Values are the shopper's own words, by the
	// field's name, checked against the form's fields: data, never orders.
	Form   string            `json:"form,omitempty"`
	Values map[string]string `json:"values,omitempty"`
}

// Card is a product as a carousel shows it. It is made by [NewCard] from a
// catalogue product and by nothing else, so that nobody can invent a price.
// Its shape follows the product of the Universal Commerce Protocol.
type Card struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Brand string `json:"brand,omitempty"`
	URL   string `json:"url,omitempty"`
	Image string `json:"image,omitempty"`
	// ImageSizes show the same as Image, narrow ones first; absent where only that
	// one is known.
	ImageSizes []catalog.ImageSize `json:"image_sizes,omitempty"`
	Price      catalog.Money       `json:"price,omitzero"` // the lowest; absent = price on request
	PriceMax   catalog.Money       `json:"price_max,omitzero"`
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
	Category    []string `json:"category,omitempty"`
	Description string   `json:"description,omitempty"`
	Images      []string `json:"images,omitempty"`
	// Sizes are other widths of Images and of the variants' pictures, by their URL,
	// as the card's ImageSizes are of its own.
	Sizes      map[string][]catalog.ImageSize `json:"sizes,omitempty"`
	Variants   []CardVariant                  `json:"variants,omitempty"`
	Attributes []catalog.Attribute            `json:"attributes,omitempty"`
	SizeChart  *catalog.SizeChart             `json:"size_chart,omitempty"`
	Reviews    []CardReview                   `json:"reviews,omitempty"`
	Max        int                            `json:"max"` // the largest quantity without variants
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
func (RatingBlock) part()   {}
func (CompareBlock) part()  {}
func (OrderBlock) part()    {}
func (FormBlock) part()     {}
func (UnknownBlock) part()  {}
