package desk

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/chat"
)

// variable is what a macro has in double braces.
var variable = regexp.MustCompile(`\{\{\s*(\w*)\s*\}\}`)

// checkMacros says what is wrong with the shop's macros.
func checkMacros(macros []Macro) error {
	names := map[string]bool{}
	for i, m := range macros {
		at := fmt.Sprintf("desk: Config.Macros[%d] (%.40q)", i, m.Name)
		switch n := utf8.RuneCountInString(m.Text); {
		case strings.TrimSpace(m.Name) == "":
			return fmt.Errorf("%s has no name", at)
		case names[m.Name]:
			return fmt.Errorf("%s: there is another one of this name", at)
		case strings.TrimSpace(m.Text) == "" || n > chat.MaxText:
			return fmt.Errorf("%s has a text of %d characters; it needs 1 to %d", at, n, chat.MaxText)
		}
		names[m.Name] = true
		for _, found := range variable.FindAllStringSubmatch(m.Text, -1) {
			switch found[1] {
			case "customer", "agent", "product", "order":
			default:
				return fmt.Errorf("%s has %s; the variables are {{customer}}, {{agent}}, {{product}} and {{order}}", at, found[0])
			}
		}
	}
	return nil
}

// macros are the shop's, filled in for a talk and who answers it.
func (d *desk) macros(t Talk, me chat.Person) []Macro {
	values := map[string]string{"customer": "there", "agent": me.Name, "product": cmp.Or(t.Conversation.Page.Title, "it"), "order": "your order"}
	if c := t.Conversation.Customer; c != nil {
		if first := strings.Fields(c.Name); len(first) > 0 {
			values["customer"] = first[0]
		}
	}
	if len(t.Orders) > 0 {
		values["order"] = t.Orders[0].Number
	}
	var filled []Macro
	for _, m := range d.Macros {
		text := variable.ReplaceAllStringFunc(m.Text, func(found string) string {
			return values[variable.FindStringSubmatch(found)[1]]
		})
		filled = append(filled, Macro{m.Name, text})
	}
	return filled
}
