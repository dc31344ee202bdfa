package chat

import (
	"context"
	"errors"
	"net/mail"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// What a field of a form holds where it does not say.
const (
	maxField  = 500 // characters
	maxNumber = 99
)

// form returns the form of the message with this seq, or errNoChoice.
func (c *Chat) form(ctx context.Context, conversation string, seq int64) (assistant.FormBlock, error) {
	parts, err := c.partsOf(ctx, conversation, seq)
	if err != nil {
		return assistant.FormBlock{}, err
	}
	for _, part := range parts {
		if form, ok := part.(assistant.FormBlock); ok {
			return form, nil
		}
	}
	return assistant.FormBlock{}, errNoChoice
}

// fillIn checks what a shopper has filled in against the form of the message,
// and gives s the form's own words.
func (k *conn) fillIn(ctx context.Context, s Send) (Send, error) {
	if s.Pick != nil {
		return s, refuse(CodeBadRequest, "a message is a tap or a form, not both")
	}
	form, err := k.chat.form(ctx, k.room.id, s.Form.Seq)
	if errors.Is(err, errNoChoice) || errors.Is(err, ErrNotFound) {
		return s, refuse(CodeNotFound, "This form is not there any more.")
	}
	if err != nil {
		return s, err
	}
	values, err := checkForm(form, s.Form.Values)
	if err != nil {
		return s, err
	}
	s.Text, s.Form = form.Sent, &Filled{Seq: s.Form.Seq, Values: values}
	return s, nil
}

// checkForm returns the values of a form's fields, trimmed. A value that is
// missing or wrong is refused with the field's name.
func checkForm(form assistant.FormBlock, values map[string]string) (map[string]string, error) {
	checked := map[string]string{}
	for _, field := range form.Fields {
		value := strings.TrimSpace(values[field.Name])
		if why := checkField(field, value); why != "" {
			return nil, &refusal{code: ErrorCode(cart.CodeBadField), message: why, field: field.Name}
		}
		if value != "" {
			checked[field.Name] = value
		}
	}
	for name := range values {
		if !slices.ContainsFunc(form.Fields, func(f assistant.FormField) bool { return f.Name == name }) {
			return nil, refuse(CodeBadRequest, "the form has no field %.60q", name)
		}
	}
	return checked, nil
}

// checkField says what is wrong with a value, in a sentence for the shopper, or
// "".
func checkField(f assistant.FormField, value string) string {
	if value == "" {
		if f.Required {
			return subject(f) + " is needed."
		}
		return ""
	}
	switch f.Kind {
	case assistant.FieldNumber:
		most := f.Max
		if most == 0 {
			most = maxNumber
		}
		if n, err := strconv.Atoi(value); err != nil || n < 1 || n > most {
			return subject(f) + " is a number from 1 to " + strconv.Itoa(most) + "."
		}
	case assistant.FieldChoice:
		if !offered(f, value) {
			return subject(f) + ": please choose one of those that are offered."
		}
	case assistant.FieldMany:
		for _, one := range strings.Split(value, ",") {
			if !offered(f, one) {
				return subject(f) + ": please choose from those that are offered."
			}
		}
	case assistant.FieldCheck:
		if value != "yes" {
			return subject(f) + " is either chosen or not."
		}
	default:
		most := f.Max
		if most == 0 {
			most = maxField
		}
		if n := utf8.RuneCountInString(value); n > most {
			return subject(f) + " takes at most " + strconv.Itoa(most) + " characters; this has " + strconv.Itoa(n) + "."
		}
		if f.Kind == assistant.FieldEmail && !isEmail(value) {
			return "That does not look like an e-mail address. Please check it."
		}
	}
	return ""
}

// subject is what a sentence about a field begins with: its label, unless that is a
// question or a sentence of its own.
func subject(f assistant.FormField) string {
	if f.Kind == assistant.FieldCheck || strings.HasSuffix(f.Label, "?") {
		return "This"
	}
	return f.Label
}

func offered(f assistant.FormField, value string) bool {
	return slices.ContainsFunc(f.Options, func(o assistant.FieldOption) bool { return o.Value == value })
}

// isEmail reports whether text is one address and nothing else.
func isEmail(text string) bool {
	parsed, err := mail.ParseAddress(text)
	return err == nil && parsed.Address == text && strings.Contains(text, "@")
}
