package chat_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/chat"
)

var update = flag.Bool("update", false, "write testdata anew")

func usd(cents int64) catalog.Money { return catalog.Money{Amount: cents, Currency: "USD"} }

var examplePage = assistant.Page{URL: "https://shop.example/products/harbor-jacket", Title: "Harbor Jacket", Product: "harbor-jacket"}

var exampleCard = assistant.Card{
	ID: "harbor-jacket", Title: "Harbor Jacket", Brand: "Larkhollow", URL: "/products/harbor-jacket",
	Image: "/images/harbor.svg", Price: usd(12900), CompareAt: usd(14900),
	Rating: &catalog.Rating{Average: 4.6, Count: 38},
	Options: []assistant.CardOption{{Name: "color", Values: []assistant.CardOptionValue{
		{Value: "Blue", Exists: true, Available: true, Swatch: "#1f4e9c"},
		{Value: "Sand", Exists: true, Swatch: "#d8c3a5"},
	}}},
	Left: 3, Reason: "Waterproof, and $21 under your budget", Variant: "harbor-jacket-blue-m",
}

var exampleSizes = []catalog.ImageSize{{URL: "/images/harbor-240.webp", Width: 240}}

var exampleCart = cart.Cart{
	ID: "cart-1", Version: 2, Currency: "USD", Count: 1, Subtotal: usd(12900), Total: usd(12900),
	Lines: []cart.Line{{
		ID: "line-1", ProductID: "harbor-jacket", VariantID: "harbor-jacket-blue-m",
		Options: map[string]string{"color": "Blue", "size": "M"}, Title: "Harbor Jacket",
		Image: "/images/harbor.svg", ImageSizes: exampleSizes, URL: "/products/harbor-jacket", Quantity: 1,
		Unit: usd(12900), CompareAt: usd(14900), Total: usd(12900), Max: 3,
	}},
	Notices: []cart.Notice{{Code: "price_changed", Line: "line-1", Text: "The Harbor Jacket is now $129.00."}},
}

var exampleChoices = assistant.ChoicesBlock{Text: "Which size?", Choices: []assistant.Choice{
	{ID: "m", Label: "M", Action: assistant.Action{Do: assistant.DoPick, Product: "harbor-jacket", Field: "size", Value: "M"}},
	{ID: "l", Label: "L", Action: assistant.Action{Do: assistant.DoPick, Product: "harbor-jacket", Field: "size", Value: "L"}},
}}

var exampleOrder = assistant.OrderView{
	Number: "LH-1042", Placed: 1764000000000, Status: "shipped", Headline: "Arrives Thursday, December 4",
	Steps:   []assistant.OrderStep{{Label: "Ordered", At: 1764000000000, Done: true}, {Label: "Delivered"}},
	Parcels: []assistant.ParcelView{{Headline: "On its way", Carrier: "UPS", Tracking: "1Z1", URL: "https://carrier.example/1Z1", Contents: []string{"1 x Harbor Jacket"}}},
	Lines: []assistant.OrderedLine{{ID: "1", Product: "harbor-jacket", Title: "Harbor Jacket", Image: "/images/harbor.svg", ImageSizes: exampleSizes, URL: "/products/harbor-jacket",
		Options: map[string]string{"size": "M"}, Quantity: 1, Total: usd(12900), Note: "Final sale"}},
	Subtotal: usd(12900), Discounts: []cart.Discount{{Promotion: "fall", Title: "10 % off", Code: "FALL10", Amount: usd(1290)}},
	Shipping: usd(590), Total: usd(12200), ShipTo: []string{"Ada Lovelace", "1 Hollow Road"},
	Requests: []assistant.RequestView{{Reference: "R-7", Kind: "return", State: "open", Headline: "Return of 1 item, asked for", Filed: 1764000000500}},
	Refunds:  []assistant.RefundView{{Amount: usd(12900), Headline: "Refund of $129.00, with you by December 9", Paid: true}},
	Actions:  []assistant.Choice{{ID: "track", Label: "Track", Action: assistant.Action{Do: assistant.DoOrder, Order: "LH-1042"}}},
	URL:      "/orders/LH-1042",
}

var exampleGreeting = assistant.Greeting{Text: "Hi, I am Wren.", Chips: []string{"Gift ideas", "Track an order"}}

var exampleCommands = []chat.Command{
	chat.Hello{V: 1, Token: "the-token-of-the-session", Epoch: "e1", After: 7, Conversation: "c1", Locale: "en-US", Page: examplePage, Entry: "launcher", Tab: "tab-1"},
	chat.Send{ID: "m1", Text: "M", Pick: &chat.Pick{Seq: 6, Choice: "m"}, Form: &chat.Filled{Seq: 6, Values: map[string]string{"number": "LH-1042"}}, Page: examplePage, Entry: "question"},
	chat.Stop{Turn: "t1"},
	chat.CartAdd{ID: "a1", Item: cart.Item{ProductID: "harbor-jacket", VariantID: "harbor-jacket-blue-m", Options: map[string]string{"color": "Blue"}, Quantity: 1}, Seen: usd(12900), Seq: 6},
	chat.CartSet{ID: "a2", Line: "line-1", Quantity: 2},
	chat.CartCode{ID: "a3", Code: "FALL10", Remove: true},
	chat.Track{ID: "k1", Activity: chat.Activity{Kind: "opened", Seq: 6, Product: "harbor-jacket", Entry: "launcher"}},
	chat.GiveRating{ID: "r1", Rating: chat.Rating{Seq: 6, Score: 4, Comment: "Quick and friendly."}},
	chat.Typing{},
	chat.Visit{Page: examplePage},
}

var exampleFrames = map[string]chat.Frame{
	"welcome": chat.Welcome{V: 1, Conversation: "c1", Epoch: "e1", Top: 8, Resync: true, Owner: chat.OwnedByPerson, Person: "Mara", Cart: exampleCart, MaxText: 4000,
		Greeting: &exampleGreeting, Customer: "Ada", SignedIn: true, Orders: true, Codes: true, Zone: "America/New_York"},
	"event": chat.Logged{Event: chat.Event{Seq: 1, At: 1764000000000, Kind: chat.EventMessage, ClientID: "m1",
		Message: &chat.Message{Author: assistant.AuthorShopper, Text: "waterproof jacket under $150", Turn: "t1", Page: examplePage, Entry: "launcher"}}},
	"event_reply": chat.Logged{Event: chat.Event{Seq: 2, At: 1764000000100, Kind: chat.EventMessage,
		Message: &chat.Message{Author: assistant.AuthorAssistant, Turn: "t1", Answers: 1, Stopped: true, Parts: assistant.Parts{
			assistant.ProductsBlock{Text: "Harbor Jacket, $129.00", Cards: []assistant.Card{exampleCard}},
			assistant.Text{Text: "The Harbor Jacket is waterproof.", Evidence: []assistant.Evidence{{Kind: "product", ID: "harbor-jacket", Field: "attributes.waterproof", Value: "yes"}}},
			exampleChoices,
		}}}},
	"event_person": chat.Logged{Event: chat.Event{Seq: 5, At: 1764000000400, Kind: chat.EventMessage, ClientID: "p1",
		Message: &chat.Message{Author: assistant.AuthorPerson, Name: "Mara", Title: "Fitting advice", Picture: "/people/mara.svg", Text: "Hello, I am Mara."}}},
	"event_owner": chat.Logged{Event: chat.Event{Seq: 4, At: 1764000000300, Kind: chat.EventOwner,
		Owner: &chat.OwnerChange{State: chat.OwnedByPerson, Person: "Mara", Title: "Fitting advice", Picture: "/people/mara.svg"}}},
	"event_cart": chat.Logged{Event: chat.Event{Seq: 3, At: 1764000000200, Kind: chat.EventCart, ClientID: "a1",
		Cart: &chat.CartChange{Do: "add", Product: "harbor-jacket", Variant: "harbor-jacket-blue-m", Options: map[string]string{"color": "Blue"}, Quantity: 1, Seq: 2}}},
	"event_activity": chat.Logged{Event: chat.Event{Seq: 6, At: 1764000000500, Kind: chat.EventActivity, ClientID: "k1",
		Activity: &chat.Activity{Kind: "opened", Seq: 2, Product: "harbor-jacket", Entry: "launcher"}}},
	"event_form": chat.Logged{Event: chat.Event{Seq: 7, At: 1764000000600, Kind: chat.EventMessage, ClientID: "m3",
		Message: &chat.Message{Author: assistant.AuthorShopper, Text: "Here is my order number.", Turn: "t2", Page: assistant.Page{URL: "/orders/LH-1042", Kind: assistant.PageOrder, Order: "LH-1042"},
			Form: &chat.Filled{Seq: 6, Values: map[string]string{"number": "LH-1042"}}}}},
	"event_ordered": chat.Logged{Event: chat.Event{Seq: 8, At: 1764000000700, Kind: chat.EventOrdered, ClientID: "ordered:LH-1042",
		Ordered: &chat.Ordered{Number: "LH-1042", Total: usd(12900), URL: "/orders/LH-1042", Lines: []chat.OrderedItem{{Product: "harbor-jacket", Variant: "harbor-jacket-blue-m", Quantity: 1, Total: usd(12900)}}}}},
	"event_identity": chat.Logged{Event: chat.Event{Seq: 9, At: 1764000000800, Kind: chat.EventIdentity, ClientID: "identity", Identity: &chat.Identity{Name: "Ada"}}},
	"event_rating":   chat.Logged{Event: chat.Event{Seq: 10, At: 1764000000900, Kind: chat.EventRating, ClientID: "rating:6", Rating: &chat.Rating{Seq: 6, Score: 4, Comment: "Quick and friendly."}}},
	"event_erased":   chat.Logged{Event: chat.Event{Seq: 11, At: 1764000001000, Kind: chat.EventErased, Erased: &chat.Erased{By: assistant.AuthorShopper}}},
	"greeting":       chat.Greeted{Greeting: exampleGreeting},
	"ack":            chat.Ack{ID: "m1", Seq: 1},
	"error":          chat.Failure{ID: "m2", Code: chat.CodeRateLimited, Message: "That was a little fast. Please try again in a moment.", RetryIn: 1000, Field: "email", Price: &exampleCart.Subtotal},
	"person_typing":  chat.PersonTyping{Person: "Mara"},
	"started":        chat.Started{Turn: "t1", Answers: 1},
	"delta":          chat.Delta{Turn: "t1", Part: 1, Offset: 4, Text: "Harbor"},
	"piece":          chat.Piece{Turn: "t1", Part: 2, Block: exampleChoices},
	"working":        chat.Working{Turn: "t1", Text: "Looking for jackets"},
	"retracted":      chat.Retracted{Turn: "t1"},
	"cart":           chat.CartNow{Cart: exampleCart},
	"ping":           chat.Ping{Top: 8},
	"going_away":     chat.GoingAway{RetryIn: 1500},
}

var exampleBlocks = []assistant.Block{
	assistant.ProductsBlock{Text: "Harbor Jacket, $129.00", Cards: []assistant.Card{exampleCard}},
	assistant.ProductBlock{Text: "Harbor Jacket, $129.00", Product: assistant.Details{
		Card: exampleCard, Category: []string{"Men", "Jackets"}, Description: "A shell for long rain.",
		Images: []string{"/images/harbor.svg", "/images/harbor-back.svg"},
		Variants: []assistant.CardVariant{{ID: "harbor-jacket-blue-m", Options: map[string]string{"color": "Blue", "size": "M"},
			Price: usd(12900), CompareAt: usd(14900), Left: 3, Max: 3, Image: "/images/harbor-blue.svg"}},
		Attributes: []catalog.Attribute{{Name: "waterproof", Values: []string{"yes"}}},
		SizeChart:  &catalog.SizeChart{Columns: []string{"Size", "Chest (cm)"}, Rows: [][]string{{"M", "96-100"}}},
		Reviews:    []assistant.CardReview{{Rating: 5, Text: "Dry after two hours.", Date: "2026-03-01"}}, Max: 99,
	}},
	assistant.CartBlock{Text: "1 item, $129.00", Cart: exampleCart},
	exampleChoices,
	assistant.WishesBlock{Text: "Under $150", Wishes: []assistant.Choice{{ID: "price", Label: "Under $150", Action: assistant.Action{Do: assistant.DoUnwish, Field: "price"}}}},
	assistant.ArticleBlock{Text: "Returns: 30 days", ID: "returns", Title: "Returns", Quote: "You have 30 days.", URL: "/help/returns"},
	assistant.HandoffBlock{Text: "Somebody of the team will answer here.", Expectation: "Usually within an hour."},
	assistant.RatingBlock{Text: "How was this conversation?"},
	assistant.CompareBlock{Text: "Harbor Jacket and Drizzle Jacket", Verdict: "The Harbor for long rain, the Drizzle to carry along.",
		Cards: []assistant.Card{exampleCard, exampleCard},
		Rows:  []assistant.CompareRow{{Label: "Weight", Values: []string{"420 g", "280 g"}, Better: 1, Word: "lighter"}, {Label: "Hood", Values: []string{"yes", ""}, Better: -1}}},
	assistant.OrderBlock{Text: "Order LH-1042 arrives Thursday, December 4.", Brief: true, Order: exampleOrder},
	assistant.FormBlock{Text: "Which order is it?", Title: "Find your order", Submit: "Look it up", Sent: "Here is my order number.",
		Fields: []assistant.FormField{
			{Name: "number", Label: "Order number", Kind: assistant.FieldText, Help: "It begins with LH.", Required: true, Value: "LH-", Max: 20},
			{Name: "email", Label: "E-mail", Kind: assistant.FieldEmail, Required: true, Autocomplete: "email"},
			{Name: "reason", Label: "What is it about?", Kind: assistant.FieldChoice, Options: []assistant.FieldOption{{Value: "late", Label: "It is late", Help: "Past its day", Image: "/images/late.svg", ImageSizes: exampleSizes}}},
		},
		Action: assistant.Action{Do: assistant.DoSubmit, Form: "find_order", Field: "status", Order: "LH-1042", Values: map[string]string{"number": "LH-1042"}}},
}

// One example of everything that travels stands in testdata: what Go writes is
// exactly that, and what stands there is read back as it was.
func TestGolden(t *testing.T) {
	for _, c := range exampleCommands {
		golden(t, "commands/"+c.Type(), c, chat.EncodeCommand, chat.DecodeCommand)
	}
	for name, f := range exampleFrames {
		golden(t, "frames/"+name, f, chat.EncodeFrame, chat.DecodeFrame)
	}
	for _, b := range exampleBlocks {
		golden(t, "blocks/"+b.Kind(), b, func(b assistant.Block) ([]byte, error) { return json.Marshal(b) }, decodeBlock)
	}
}

func golden[V any](t *testing.T, name string, value V, encode func(V) ([]byte, error), decode func([]byte) (V, error)) {
	t.Run(name, func(t *testing.T) {
		data, err := encode(value)
		if err != nil {
			t.Fatal(err)
		}
		var text bytes.Buffer
		if err := json.Indent(&text, data, "", "  "); err != nil {
			t.Fatalf("%v in %s", err, data)
		}
		text.WriteByte('\n')
		file := filepath.Join("testdata", filepath.FromSlash(name)+".json")
		if *update {
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, text.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatalf("%v; run go test ./chat -update", err)
		}
		if !bytes.Equal(text.Bytes(), want) {
			t.Errorf("wrote\n%s\nwant\n%s", text.Bytes(), want)
		}
		got, err := decode(want)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, value) {
			t.Errorf("read %#v, want %#v", got, value)
		}
	})
}

func decodeBlock(data []byte) (assistant.Block, error) {
	var parts assistant.Parts
	if err := json.Unmarshal([]byte("["+string(data)+"]"), &parts); err != nil {
		return nil, err
	}
	return parts[0].(assistant.Block), nil
}
