package chat

import (
	"net"
	"net/url"
	"strings"
	"unicode"

	"github.com/aisle-chat/aisle/assistant"
)

// Person is someone of the shop's staff. What shoppers see of them stays with
// everything that they say: a message of last year shows who said it then.
type Person struct {
	// ID tells people apart; it is not shown to shoppers.
	ID string
	// Name is what shoppers see.
	Name string
	// Title is what they are to shoppers, beside the name: "Fitting advice". Of one
	// with more than MaxTitle characters the end is left out. Empty: nothing is said.
	Title string
	// Picture is the address of their picture, which is shown round and small: an
	// https URL, or a path of the shop's own host that begins with a slash; http on
	// loopback alone. One that is no such address, or is longer than MaxPicture
	// bytes, is left out. Without a picture, and where it does not load, shoppers see
	// the first letter of the name.
	Picture string
	// Role says what they may do at the desk, which has the roles; the chat
	// itself asks for none. Shoppers do not see it.
	Role string
}

// What of a [Person] shoppers are shown has these limits.
const (
	MaxTitle   = 60   // characters of Title
	MaxPicture = 2048 // bytes of Picture
)

// says is a message of p's.
func (p Person) says(text string) Message {
	return Message{
		Author: assistant.AuthorPerson, PersonID: p.ID, Text: text,
		Name: p.Name, Title: oneLine(p.Title, MaxTitle), Picture: safeAddress(p.Picture),
	}
}

// joins is the event by which p takes a conversation over.
func (p Person) joins() Event {
	return ownerEvent(OwnerChange{
		State: OwnedByPerson, Person: p.Name, Title: oneLine(p.Title, MaxTitle), Picture: safeAddress(p.Picture),
	})
}

// safeAddress returns an address, or "" where a browser is not to be sent there. A path
// is looked up on the page's own host.
func safeAddress(address string) string {
	odd := func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\\' }
	u, err := url.Parse(address)
	if err != nil || len(address) > MaxPicture || u.User != nil || strings.ContainsFunc(address, odd) {
		return ""
	}
	host := u.Hostname()
	switch own := u.Scheme == "" && strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "//"); {
	case own, u.Scheme == "https" && host != "", u.Scheme == "http" && (host == "localhost" || net.ParseIP(host).IsLoopback()):
		return address
	}
	return ""
}
