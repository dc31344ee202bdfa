package browser

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/chromedp/chromedp"
)

// These helpers are what a shopper does with the widget.

// openChat taps the launcher and waits for the panel.
func (p *page) openChat() {
	p.t.Helper()
	p.find("button", "^chat with ").tap()
	p.find("textbox", "^message$")
}

// reloadChat loads the page again. The panel comes back by itself, but not on a
// phone, where it would cover the page.
func (p *page) reloadChat() {
	p.t.Helper()
	p.do(chromedp.Reload())
	if p.size.phone {
		p.openChat()
	}
}

// panel is the open panel.
func (p *page) panel() element {
	p.t.Helper()
	return p.find("dialog", ".")
}

// say writes a message, sends it, and returns the whole reply in words.
func (p *page) say(text string) (reply string) {
	p.t.Helper()
	p.send(text)
	return p.reply(text)
}

// send writes a message and sends it.
func (p *page) send(text string) {
	p.t.Helper()
	p.find("textbox", "^message$").write(text)
	p.press(enter)
}

// conversation is everything that stands in the conversation, on one line.
func (p *page) conversation() string { return p.read(`function () { return this.innerText; }`) }

// said is what was said and shown, without the chips, which go with the next
// message.
func (p *page) said() string {
	return p.read(`function () {
		let text = this.innerText;
		for (const chips of this.querySelectorAll('[aria-label="What you asked for"], [aria-label="Suggested answers"]')) {
			text = text.replace(chips.innerText, '');
		}
		return text;
	}`)
}

func (p *page) read(function string) string {
	found, _ := p.search(nil, "group", "^conversation$")
	if len(found) == 0 {
		return ""
	}
	text, err := call[string](found[0], function)
	if err != nil {
		return "" // it is being drawn anew
	}
	return strings.Join(strings.Fields(text), " ")
}

// underway is what stands under a message that is not answered yet.
var underway = []string{"", "Sending", "Goes out when you are back online", "One moment"}

// reply waits until what the shopper said last is answered, and returns the
// answer. What was read while it was still being written is read again.
func (p *page) reply(said string) (reply string) {
	p.t.Helper()
	p.until("the reply to "+strconv.Quote(said), func() (bool, string) {
		all := p.said()
		at := strings.LastIndex(all, "You said: "+said)
		if at < 0 {
			return false, all
		}
		reply = strings.TrimSpace(all[at+len("You said: "+said):])
		held := strings.HasPrefix(reply, "That was a little fast.")
		return !held && !slices.Contains(underway, reply) && !p.panel().has("button", "^stop$") && p.said() == all, all
	})
	return reply
}

// card is a product of a carousel.
type card struct {
	title string
	cents int
	text  string // everything that the card shows
}

var (
	price       = regexp.MustCompile(`\$(\d+)\.(\d\d)`)
	newestCards = `function () {
		const lists = [...this.querySelectorAll('[role=group]')].filter((group) => group.querySelector('li'));
		const last = lists.at(-1);
		return last ? [...last.querySelectorAll('li')].map((item) => ({
			title: item.querySelector('button').innerText.trim(),
			text: item.innerText.replace(/\s+/g, ' '),
		})) : [];
	}`
)

// cards returns the products of the newest carousel.
func (p *page) cards() (cards []card) {
	p.t.Helper()
	type shown struct{ Title, Text string }
	found, err := call[[]shown](p.find("group", "^conversation$"), newestCards)
	if err != nil {
		p.t.Fatalf("cards: %v", err)
	}
	for _, s := range found {
		c := card{title: s.Title, text: s.Text}
		if m := price.FindStringSubmatch(s.Text); m != nil {
			c.cents, _ = strconv.Atoi(m[1] + m[2]) // digits, by the expression
		}
		cards = append(cards, c)
	}
	if len(cards) == 0 {
		p.t.Fatalf("no cards in:\n%s", p.conversation())
	}
	return cards
}

// cartCount returns the number on the widget's cart button.
func (p *page) cartCount() int {
	p.t.Helper()
	return number(p.panel().find("button", `^cart, `).name)
}

// number returns the first number in a text, or 0.
func number(text string) int {
	n, _ := strconv.Atoi(digits.FindString(text)) // none is 0
	return n
}

var digits = regexp.MustCompile(`\d+`)

// available returns the first value of an option in the details that can be
// had.
func (p *page) available(option string) element {
	p.t.Helper()
	group := p.panel().find("group", "^"+option)
	values, err := call[[]string](group, `function () {
		return [...this.querySelectorAll('label')].map((label) => label.innerText.trim());
	}`)
	if err != nil {
		p.t.Fatalf("values of %s: %v", option, err)
	}
	for _, value := range values {
		if !strings.Contains(value, ",") { // a reason why not
			return group.find("radio", "^"+regexp.QuoteMeta(value)+"$")
		}
	}
	p.t.Fatalf("no %s can be had: %v", option, values)
	return element{}
}
