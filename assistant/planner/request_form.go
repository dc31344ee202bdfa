package planner

import (
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/calendar"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// Forms that are not requests, and the fields of all forms.
const (
	formProof = "proof" // which order, and that it is the shopper's
	formCode  = "code"
	formMail  = "mail"      // where a code that proves an order is to go
	formEnter = "mail_code" // that code

	formContact = "contact" // where a person of the shop can answer later
	formRestock = "restock" // where to write when something is there again

	fieldNumber   = "number"
	fieldEmail    = "email"
	fieldCode     = "code"
	fieldLines    = "lines"
	fieldQuantity = "quantity:" // and the line's id
	fieldReason   = "reason"
	fieldNote     = "note"
	fieldWish     = "wish"
	fieldVariant  = "variant"
	fieldOption   = "option:" // and the option's name
	fieldName     = "name"
	fieldLine1    = "line1"
	fieldLine2    = "line2"
	fieldCity     = "city"
	fieldRegion   = "region"
	fieldPostal   = "postal"
	fieldCountry  = "country"

	fieldGift = cart.ReasonGift // what DoRequest and DoSubmit say of a gift's return
)

// proofForm asks for what proves an order, with what is known filled in.
func proofForm(e *Errand) assistant.FormBlock {
	return assistant.FormBlock{
		Text: "Order number and the e-mail address that the order was placed with.", Title: "Find your order",
		Fields: []assistant.FormField{
			{Name: fieldNumber, Label: "Order number", Kind: assistant.FieldText, Required: true, Value: e.Number, Max: 40, Help: "It is in the confirmation e-mail."},
			{Name: fieldEmail, Label: "E-mail address", Kind: assistant.FieldEmail, Required: true, Value: e.Email, Max: 254, Autocomplete: "email", Help: "The one that the order was placed with."},
		},
		Submit: "Find my order", Sent: "Here are my order number and e-mail address.",
		Action: assistant.Action{Do: assistant.DoSubmit, Form: formProof, Field: e.Kind},
	}
}

// codeForm asks for a promotion code.
func codeForm() assistant.FormBlock {
	return assistant.FormBlock{
		Text: "Which code is it?", Title: "Use a code",
		Fields: []assistant.FormField{{Name: fieldCode, Label: "Code", Kind: assistant.FieldText, Required: true, Max: 40}},
		Submit: "Use it", Sent: "Please use my code.",
		Action: assistant.Action{Do: assistant.DoSubmit, Form: formCode},
	}
}

// formWords are what the form of a request says.
var formWords = map[cart.RequestKind]struct{ title, submit, sent, note string }{
	cart.RequestReturn:      {"Return", "Ask for the return", "I would like to return this.", "Anything that we should know"},
	cart.RequestExchange:    {"Exchange", "Ask for the exchange", "I would like to exchange this.", "Anything that we should know"},
	cart.RequestCancel:      {"Cancel the order", "Cancel the order", "Please cancel my order.", "Anything that we should know"},
	cart.RequestAddress:     {"Another address", "Send it there", "Please send it to this address.", ""},
	cart.RequestDamaged:     {"Something is damaged", "Report it", "This arrived damaged.", "What is broken"},
	cart.RequestWrongItem:   {"Not what you ordered", "Report it", "This is not what I ordered.", "What came instead, or what is missing"},
	cart.RequestNotReceived: {"Delivered, and not here", "Report it", "This is said to be delivered, and is not here.", "Where you have looked"},
	cart.RequestLate:        {"Overdue", "Report it", "My order is overdue.", "Anything that we should know"},
	cart.RequestWarranty:    {"Warranty", "Make the claim", "I would like to use the warranty.", "What is wrong with it, and since when"},
	cart.RequestInvoice:     {"Copy of the invoice", "Ask for the invoice", "Please send me a copy of the invoice.", "Another name or address on it"},
	cart.RequestCharge:      {"A wrong charge", "Report it", "I was charged wrongly.", "What your statement says: amounts and days"},
}

// requestForm is the form of the errand's request, filled in as far as it is
// known.
func (w *writer) requestForm() assistant.FormBlock {
	e, o := w.state.Errand, w.facts.Order
	kind := cart.RequestKind(e.Kind)
	words := formWords[kind]
	form := assistant.FormBlock{
		Title: words.title, Submit: words.submit, Sent: words.sent,
		Action: assistant.Action{Do: assistant.DoSubmit, Form: e.Kind, Order: o.Number},
	}
	if e.Gift {
		form.Action.Field = fieldGift
	}
	switch {
	case kind == cart.RequestExchange:
		form.Action.Line = w.facts.Meant[0]
		form.Fields = append(w.variantFields(), w.quantityFields()...)
	case ofLines(kind):
		form.Fields = append([]assistant.FormField{w.linesField()}, w.quantityFields()...)
	case kind == cart.RequestAddress:
		form.Fields = w.addressFields()
	}
	if kind == cart.RequestReturn && !e.Gift || kind == cart.RequestExchange || kind == cart.RequestCancel {
		form.Fields = append(form.Fields, reasonField(kind, e.Text))
	}
	if field, ok := w.wishField(); ok {
		form.Fields = append(form.Fields, field)
	}
	if words.note != "" {
		form.Fields = append(form.Fields, w.noteField(kind, words.note))
	}
	var labels []string
	for _, field := range form.Fields {
		labels = append(labels, lowerFirst(field.Label))
	}
	form.Text = form.Title + ", order " + o.Number + ": " + prose.List(labels, "and") + "."
	return form
}

// allOfIt says that every line is meant.
var allOfIt = pattern.MustCompile(`\b(?:both|all of (?:it|them)|everything|the whole (?:order|lot)|all)\b`)

// linesField asks which lines it is about: those that the rules allow.
func (w *writer) linesField() assistant.FormField {
	f := w.facts
	field := assistant.FormField{Name: fieldLines, Label: "What is it about?", Kind: assistant.FieldMany, Required: true}
	for _, line := range f.Order.Lines {
		if !f.allows(line.ID) {
			continue
		}
		option := assistant.FieldOption{Value: line.ID, Label: cut(orderedName(&line), 80), Image: line.Image, ImageSizes: line.ImageSizes}
		if r := f.Rulings[line.ID]; !r.Until.IsZero() {
			option.Help = "until " + calendar.Date(calendar.Day(r.Until, r.Until.Location()), f.today(), w.scene.Locale)
		}
		field.Options = append(field.Options, option)
	}
	all := allOfIt.MatchString(strings.ToLower(w.state.Errand.Text))
	if all || len(f.Meant) == 1 || w.state.Errand.Line != "" || len(f.Meant) < len(field.Options) {
		field.Value = strings.Join(f.Meant, ",")
	}
	return field
}

// quantityFields ask how many of a line, where there is more than one.
func (w *writer) quantityFields() []assistant.FormField {
	f := w.facts
	var fields []assistant.FormField
	for _, line := range f.Order.Lines {
		most := line.Quantity
		if r := f.Rulings[line.ID]; r.Quantity > 0 {
			most = min(most, r.Quantity)
		}
		if most < 2 || !f.allows(line.ID) || cart.RequestKind(w.state.Errand.Kind) == cart.RequestExchange && line.ID != f.Meant[0] {
			continue
		}
		fields = append(fields, assistant.FormField{
			Name: fieldQuantity + line.ID, Label: "How many: " + cut(shortTitle(line.Title), 50), Kind: assistant.FieldNumber, Value: strconv.Itoa(most), Max: most,
		})
	}
	return fields
}

// variantFields ask what an exchange is for: what of the product is in stock
// and not the one there is.
func (w *writer) variantFields() []assistant.FormField {
	p, line := &w.facts.Products[0], w.facts.Order.Line(w.facts.Meant[0])
	wanted := w.wantedInstead(p, line)
	if len(p.Variants) == 0 {
		var fields []assistant.FormField
		for _, option := range p.Options {
			field := assistant.FormField{Name: fieldOption + option.Name, Label: upperFirst(option.Name), Kind: assistant.FieldChoice, Required: true, Value: wanted[option.Name]}
			for _, value := range option.Values {
				field.Options = append(field.Options, assistant.FieldOption{Value: value, Label: value})
			}
			fields = append(fields, field)
		}
		return fields
	}
	field := assistant.FormField{Name: fieldVariant, Label: "Which one instead?", Kind: assistant.FieldChoice, Required: true}
	for _, v := range alternatives(p, line) {
		option := assistant.FieldOption{Value: v.ID, Label: strings.Join(ordered(p, multiple(p, v.Options)), ", "), Image: v.Image, ImageSizes: p.Sizes(v.Image)}
		if v.Price.Amount != line.Unit.Amount {
			option.Help = w.money.money(v.Price)
		}
		if s := p.Select(wanted); s.Variant != nil && s.Variant.ID == v.ID {
			field.Value = v.ID
		}
		field.Options = append(field.Options, option)
	}
	return []assistant.FormField{field}
}

// wantedInstead is the choice that the shopper's words ask for, with the rest
// as it is.
func (w *writer) wantedInstead(p *catalog.Product, line *cart.OrderLine) map[string]string {
	norm := strings.Join(expand(prose.Words(w.state.Errand.Text)), " ")
	named := optionsIn(p, norm, w.facts.Wished, "")
	wanted := map[string]string{}
	for name, value := range line.Options {
		wanted[name] = value
	}
	for name, value := range named {
		wanted[name] = value
	}
	return wanted
}

// alternatives are the variants of p that can be had instead of a line's, those
// that differ least first.
func alternatives(p *catalog.Product, line *cart.OrderLine) []catalog.Variant {
	var others []catalog.Variant
	for _, v := range p.Variants {
		if s, ok := p.SelectVariant(v.ID); ok && !s.SoldOut && v.ID != line.VariantID {
			others = append(others, v)
		}
	}
	differ := func(v *catalog.Variant) int {
		n := 0
		for name, value := range v.Options {
			if line.Options[name] != value {
				n++
			}
		}
		return n
	}
	slices.SortStableFunc(others, func(a, b catalog.Variant) int { return differ(&a) - differ(&b) })
	return others
}

// orderedName calls a line of an order: "2 × Tin Mug (Blue)".
func orderedName(line *cart.OrderLine) string {
	text := shortTitle(line.Title)
	if values := valuesOf(line.Options); len(values) > 0 {
		text += " (" + strings.Join(values, ", ") + ")"
	}
	if line.Quantity > 1 {
		text = strconv.Itoa(line.Quantity) + " × " + text
	}
	return text
}
