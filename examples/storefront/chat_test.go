package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// The page's cart and the chat's are one, whichever changes it.
func TestOneCart(t *testing.T) {
	v := visit(t, options{})
	tab := chattest.Dial(t, v.http, v.base+"/aisle/", chat.Hello{})
	if tab.Welcome.Cart.Count != 0 {
		t.Fatalf("a new guest has %+v", tab.Welcome.Cart)
	}

	tab.Send(chat.CartAdd{ID: "add", Item: cart.Item{
		ProductID: "beck-waterproof-jacket", Options: map[string]string{"color": "Blue", "size": "M"}, Quantity: 1,
	}})
	if c := chattest.Await[chat.CartNow](tab).Cart; c.Count != 1 {
		t.Fatalf("after adding in the chat: %+v", c)
	}
	page := v.cartNow()
	if page.Count != 1 || page.Lines[0].Options != "Blue, M" {
		t.Fatalf("the page sees %+v", page)
	}

	v.want(v.post("/cart/lines/"+page.Lines[0].ID, "quantity", "3"), 303)
	if c := chattest.Await[chat.CartNow](tab).Cart; c.Count != 3 {
		t.Errorf("after a change on the page the chat sees %+v", c)
	}
	v.want(v.post("/cart", "product", "ember-camp-stove", "quantity", "1"), 303)
	if c := chattest.Await[chat.CartNow](tab).Cart; c.Count != 4 || len(c.Lines) != 2 {
		t.Errorf("after adding on the page the chat sees %+v", c)
	}

	again := chattest.Dial(t, v.http, v.base+"/aisle/", chat.Hello{})
	if again.Welcome.Cart.Count != 4 {
		t.Errorf("a second tab begins with %+v", again.Welcome.Cart)
	}
}

// The chat finds what the shop sells, and a person answers from the desk.
func TestTalkAndDesk(t *testing.T) {
	v := visit(t, options{})
	tab := chattest.Dial(t, v.http, v.base+"/aisle/", chat.Hello{})
	reply := tab.AwaitReply(tab.Say("1", "waterproof jacket under $150 in blue"))
	if reply.Failed || !strings.Contains(reply.Parts.Fallback(), "Beck Waterproof Jacket") {
		t.Errorf("reply %+v", reply)
	}
	v.want(v.post("/desk/login", "user", deskUser, "password", v.shop.password), 303)
	v.want(v.get("/desk/api/conversations?view=all"), 200, tab.Welcome.Conversation)
	v.want(v.get("/desk/api/conversations/"+tab.Welcome.Conversation), 200, "waterproof jacket under $150 in blue")
}

// What the home page proposes to say is answered with things or an article.
func TestHomeQuestions(t *testing.T) {
	v := visit(t, options{})
	for _, text := range v.shop.brand.Try {
		tab := chattest.Dial(t, v.http, v.base+"/aisle/", chat.Hello{})
		reply := tab.AwaitReply(tab.Say(text, text))
		helped := slices.ContainsFunc(reply.Parts, func(p assistant.Part) bool {
			switch p.(type) {
			case assistant.ProductsBlock, assistant.ArticleBlock:
				return true
			}
			return false
		})
		if !helped || reply.Failed {
			t.Errorf("%q: %s", text, reply.Parts.Fallback())
		}
	}
}
