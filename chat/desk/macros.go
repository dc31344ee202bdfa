package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
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
		if wrong := unknownVariable(m.Text); wrong != "" {
			return fmt.Errorf("%s has %s; the variables are {{customer}}, {{agent}}, {{product}} and {{order}}", at, wrong)
		}
	}
	return nil
}

// unknownVariable is the first of a text that is none; "" where all are known.
func unknownVariable(text string) string {
	for _, found := range variable.FindAllStringSubmatch(text, -1) {
		switch found[1] {
		case "customer", "agent", "product", "order":
		default:
			return found[0]
		}
	}
	return ""
}

// all are the prepared replies of the shop and of its staff, by name; kept is true
// where the staff can write some.
func (d *desk) all(ctx context.Context) (all []PreparedMacro, kept bool, err error) {
	written, err := d.Chat.Macros(ctx)
	kept = !errors.Is(err, errors.ErrUnsupported)
	if err != nil && kept {
		return nil, kept, fmt.Errorf("reading the prepared replies: %w", err)
	}
	for _, m := range written {
		all = append(all, PreparedMacro(m))
	}
	for _, m := range d.Macros {
		if !slices.ContainsFunc(written, func(w chat.Macro) bool { return w.Name == m.Name }) {
			all = append(all, PreparedMacro{Name: m.Name, Text: m.Text})
		}
	}
	slices.SortFunc(all, func(a, b PreparedMacro) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), strings.Compare(a.Name, b.Name))
	})
	return all, kept, nil
}

// macros are all of them, filled in for a talk and who answers it.
func (d *desk) macros(ctx context.Context, t Talk, me chat.Person) ([]Macro, error) {
	values := map[string]string{"customer": "there", "agent": me.Name, "product": cmp.Or(t.Conversation.Page.Title, "it"), "order": "your order"}
	if c := t.Conversation.Customer; c != nil {
		if first := strings.Fields(c.Name); len(first) > 0 {
			values["customer"] = first[0]
		}
	}
	if len(t.Orders) > 0 {
		values["order"] = t.Orders[0].Number
	}
	all, _, err := d.all(ctx)
	if err != nil {
		return nil, err
	}
	var filled []Macro
	for _, m := range all {
		text := variable.ReplaceAllStringFunc(m.Text, func(found string) string {
			return values[variable.FindStringSubmatch(found)[1]]
		})
		filled = append(filled, Macro{m.Name, text})
	}
	return filled, nil
}

// prepared answers GET api/macros.
func (d *desk) prepared(q *request) error {
	all, kept, err := d.all(q.Context())
	if err != nil {
		return err
	}
	return send(q, Prepared{append([]PreparedMacro{}, all...), kept})
}

// prepare answers POST api/macros/write.
func (d *desk) prepare(q *request) error {
	var in Prepare
	if err := decode(q, &in); err != nil {
		return err
	}
	if wrong := unknownVariable(in.Text); wrong != "" {
		return refusal{http.StatusBadRequest, chat.CodeBadRequest,
			fmt.Sprintf("There is no variable %.60s; there are {{customer}}, {{agent}}, {{product}} and {{order}}.", wrong)}
	}
	m, err := d.Chat.PutMacro(q.Context(), chat.Macro(in))
	if err != nil {
		return unkept(err)
	}
	d.Logger.InfoContext(q.Context(), "desk: prepare", "macro", m.ID, "person", q.me.ID)
	return send(q, PreparedMacro(m))
}

// unprepare answers POST api/macros/remove.
func (d *desk) unprepare(q *request) error {
	var in Unprepare
	if err := decode(q, &in); err != nil {
		return err
	}
	if err := d.Chat.DropMacro(q.Context(), in.ID, in.Version); err != nil {
		return unkept(err)
	}
	d.Logger.InfoContext(q.Context(), "desk: unprepare", "macro", in.ID, "person", q.me.ID)
	return send(q, struct{}{})
}

// unkept is why a prepared reply was not written or removed.
func unkept(err error) error {
	switch {
	case errors.Is(err, chat.ErrConflict):
		return refusal{http.StatusConflict, chat.CodeConflict, "Somebody has changed or removed this reply meanwhile. Look at it again."}
	case errors.Is(err, chat.ErrMacroName):
		return refusal{http.StatusConflict, chat.CodeConflict, "There is another reply of this name. Choose another name."}
	case errors.Is(err, errors.ErrUnsupported):
		return refusal{http.StatusNotImplemented, chat.CodeUnavailable, "This shop's store keeps no prepared replies. Whoever runs it can prepare them."}
	}
	return err
}
