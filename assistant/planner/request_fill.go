package planner

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/cart"
)

// reasons are why something is returned, exchanged or canceled, with the words
// by which a shopper's own are known.
var reasons = []struct {
	value, label string
	words        *pattern.Pattern
}{
	{"too_small", "Too small", pattern.MustCompile(`\b(?:too (?:small|tight|short|narrow)|bigger|larger|size up|pinch\w*)\b`)},
	{"too_large", "Too large", pattern.MustCompile(`\b(?:too (?:large|big|loose|long|wide)|smaller|size down)\b`)},
	{"not_as_expected", "Not as I expected", pattern.MustCompile(`\b(?:expected|different from|looks? different|not like|description|picture)\b`)},
	{"quality", "Not good enough", pattern.MustCompile(`\b(?:quality|cheaply|thin)\b`)},
	{"changed_mind", "I changed my mind", pattern.MustCompile(`\b(?:changed my mind|accident|mistake|twice|elsewhere|do not (?:need|like|want))\b`)},
	{"other", "Something else", nil},
}

func reasonField(kind cart.RequestKind, text string) assistant.FormField {
	field := assistant.FormField{Name: fieldReason, Label: "Why?", Kind: assistant.FieldChoice}
	norm := strings.Join(expand(prose.Words(text)), " ")
	for _, r := range reasons {
		if kind == cart.RequestCancel && (r.value == "too_small" || r.value == "too_large" || r.value == "quality") {
			continue
		}
		field.Options = append(field.Options, assistant.FieldOption{Value: r.value, Label: r.label})
		if field.Value == "" && r.words != nil && r.words.MatchString(norm) {
			field.Value = r.value
		}
	}
	return field
}

// remedies are what the shop may offer, as the shopper asks for it.
var remedies = map[string]string{
	cart.RemedyReplacement: "The same thing again", cart.RemedyRefund: "The money back", cart.RemedyRepair: "A repair", cart.RemedyCredit: "Store credit",
}

// wishField asks which remedy is preferred, where the rules leave a choice.
func (w *writer) wishField() (assistant.FormField, bool) {
	r := w.ruling()
	field := assistant.FormField{Name: fieldWish, Label: "What would you like?", Kind: assistant.FieldChoice}
	if len(r.Remedies) < 2 {
		return field, false
	}
	wished := w.state.Errand.Wish
	if wished == "" {
		wished = remedyIn(strings.Join(expand(prose.Words(w.state.Errand.Text)), " "))
	}
	for _, remedy := range r.Remedies {
		label, ok := remedies[remedy]
		if !ok {
			label = upperFirst(strings.ReplaceAll(remedy, "_", " "))
		}
		field.Options = append(field.Options, assistant.FieldOption{Value: remedy, Label: label})
		if remedy == wished {
			field.Value = remedy
		}
	}
	return field, true
}

// ruling is what the rules say of the first line that is meant, or of the
// order.
func (w *writer) ruling() cart.Ruling {
	if len(w.facts.Meant) > 0 {
		return w.facts.Rulings[w.facts.Meant[0]]
	}
	return w.facts.Rulings[""]
}

// noteField takes the shopper's words. What they have said of a problem stands
// in it already, and so does whatever belongs into no other field.
func (w *writer) noteField(kind cart.RequestKind, label string) assistant.FormField {
	e := w.state.Errand
	field := assistant.FormField{Name: fieldNote, Label: label, Kind: assistant.FieldLong, Max: cart.MaxNote}
	switch kind {
	case cart.RequestExchange: // what is said is the choice of another variant
	case cart.RequestDamaged, cart.RequestWrongItem, cart.RequestWarranty, cart.RequestCharge:
		field.Required = true
		if text := noteText(e.Text); len(strings.Fields(text)) > 3 {
			field.Value = text
		}
	case cart.RequestInvoice:
		if field.Value = noteText(e.Note); field.Value == "" && invoiceTo.MatchString(e.Text) {
			field.Value = noteText(e.Text)
		}
	default:
		field.Value = noteText(e.Note)
	}
	return field
}

// invoiceTo says how an invoice is to be made out.
var invoiceTo = pattern.MustCompile(`(?i)\b(?:company|business|name|address|vat|tax|made out|issued to|billed to|on behalf)\b`)

// noteText writes what was said, a line each, as one note.
func noteText(said string) string {
	var parts []string
	for line := range strings.Lines(said) {
		if line = strings.TrimRight(strings.TrimSpace(line), ".;,"); line != "" {
			parts = append(parts, line)
		}
	}
	return cut(plainText(strings.Join(parts, "; ")), 400)
}

// addressSaid is the address that the shopper has told: the one in the last
// message, or else what all messages about it say together.
func (w *writer) addressSaid() cart.Address {
	e := w.state.Errand
	lines := strings.Split(e.Text, "\n")
	if a, ok := addressIn(lines[len(lines)-1]); ok {
		return a
	}
	a, _ := addressIn(e.Text)
	return a
}

func (w *writer) addressFields() []assistant.FormField {
	var now cart.Address
	if w.facts.Verified { // nobody else is shown where it goes
		now = w.facts.Order.Address
	}
	if said := w.addressSaid(); said.Line1 != "" {
		if said.Name == "" {
			said.Name = now.Name
		}
		now = said
	}
	fields := []assistant.FormField{
		{Name: fieldName, Label: "Name", Kind: assistant.FieldText, Required: true, Value: now.Name, Max: 100, Autocomplete: "name"},
		{Name: fieldLine1, Label: "Street and number", Kind: assistant.FieldText, Required: true, Value: now.Line1, Max: 100, Autocomplete: "address-line1"},
		{Name: fieldLine2, Label: "Flat, floor, care of", Kind: assistant.FieldText, Value: now.Line2, Max: 100, Autocomplete: "address-line2"},
		{Name: fieldCity, Label: "City", Kind: assistant.FieldText, Required: true, Value: now.City, Max: 100, Autocomplete: "address-level2"},
		{Name: fieldRegion, Label: "State or province", Kind: assistant.FieldText, Value: now.Region, Max: 100, Autocomplete: "address-level1"},
		{Name: fieldPostal, Label: "Postal code", Kind: assistant.FieldText, Required: true, Value: now.Postal, Max: 20, Autocomplete: "postal-code"},
	}
	country := assistant.FormField{Name: fieldCountry, Label: "Country", Kind: assistant.FieldChoice, Required: true, Value: w.facts.Order.Address.Country, Autocomplete: "country"}
	if now.Country != "" {
		country.Value = now.Country
	}
	if s := w.facts.Terms.Shipping; s != nil {
		for i := range s.Zones {
			for _, code := range s.Zones[i].Countries {
				name, ok := cart.CountryName(code)
				if _, sends := s.Zones[i].Method(w.facts.Order.Method); !ok || w.facts.Order.Method != "" && !sends {
					continue // the way in which it is sent does not go there
				}
				country.Options = append(country.Options, assistant.FieldOption{Value: code, Label: upperFirst(strings.TrimPrefix(name, "the "))})
			}
		}
	}
	if len(country.Options) == 0 {
		country.Kind = assistant.FieldText
	} else if !slices.ContainsFunc(country.Options, func(o assistant.FieldOption) bool { return o.Value == country.Value }) {
		country.Value = country.Options[0].Value
	}
	for i := range fields {
		if fields[i].Name == fieldRegion {
			fields[i].Required = len(country.Options) > 0 && !slices.ContainsFunc(country.Options, func(o assistant.FieldOption) bool { return !needsRegion(o.Value) })
		}
	}
	return append(fields, country)
}

// needsRegion reports whether an address in a country has a state or a province.
func needsRegion(country string) bool {
	refused, _ := tool.Refused(cart.Address{Name: "a", Line1: "a", City: "a", Country: country}.Check())
	return refused != nil && refused.Field == fieldRegion
}
