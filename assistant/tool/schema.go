package tool

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Limits of what a model may send.
const (
	// MaxArguments is the longest text of arguments, in bytes.
	MaxArguments = 16 << 10
	// maxText is the longest text in them, in characters, maxItems the longest
	// list and map.
	maxText  = 300
	maxItems = 10
)

// schema is the part of JSON Schema that the arguments of tools need. Providers
// with a strict mode understand all of it.
type schema struct {
	Type                 string             `json:"type"`
	Description          string             `json:"description,omitempty"`
	Properties           map[string]*schema `json:"properties,omitempty"`
	Required             []string           `json:"required,omitempty"`
	AdditionalProperties any                `json:"additionalProperties,omitempty"` // false or a *schema
	Items                *schema            `json:"items,omitempty"`
	Enum                 []string           `json:"enum,omitempty"`
	Minimum              *int               `json:"minimum,omitempty"`
	Maximum              *int               `json:"maximum,omitempty"`
	MaxLength            int                `json:"maxLength,omitempty"`
	MinItems             int                `json:"minItems,omitempty"`
	MaxItems             int                `json:"maxItems,omitempty"`
}

// schemaOf derives the schema of a struct of arguments. Its fields are texts,
// whole numbers, amounts, lists of texts and maps of texts, with the tags
//
//	json:"name,omitempty"   a field without omitempty is required
//	about:"..."             what it means
//	enum:"a|b"              the texts that it may be
//	range:"1-99"            the numbers that it may be, or how long a list may be
//
// A field with json:"-" is none of them: no model may give it. It panics for anything else: the structs are ours.
func schemaOf(t reflect.Type) *schema {
	s := &schema{Type: "object", Properties: map[string]*schema{}, AdditionalProperties: false}
	for _, f := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		p := fieldSchema(f)
		p.Description = f.Tag.Get("about")
		s.Properties[name] = p
		if options != "omitempty" {
			s.Required = append(s.Required, name)
		}
	}
	return s
}

func fieldSchema(f reflect.StructField) *schema {
	low, high := bounds(f)
	switch {
	case f.Type == reflect.TypeFor[Amount]():
		return &schema{Type: "number", Minimum: new(int)}
	case f.Type.Kind() == reflect.String:
		s := &schema{Type: "string", MaxLength: maxText}
		if enum := f.Tag.Get("enum"); enum != "" {
			s.Enum, s.MaxLength = strings.Split(enum, "|"), 0
		}
		return s
	case f.Type.Kind() == reflect.Int:
		return &schema{Type: "integer", Minimum: &low, Maximum: &high}
	case f.Type == reflect.TypeFor[[]string]():
		return &schema{Type: "array", Items: &schema{Type: "string", MaxLength: maxText}, MinItems: low, MaxItems: high}
	case f.Type == reflect.TypeFor[map[string]string]():
		return &schema{Type: "object", AdditionalProperties: &schema{Type: "string", MaxLength: maxText}}
	}
	panic(fmt.Sprintf("tool: arguments cannot have a %v", f.Type))
}

// bounds are the range of a field: what a number may be, and how long a list.
func bounds(f reflect.StructField) (low, high int) {
	from, to, ok := strings.Cut(f.Tag.Get("range"), "-")
	if !ok {
		return 0, maxItems
	}
	low, err := strconv.Atoi(from)
	if err != nil {
		panic("tool: " + f.Name + ": " + err.Error())
	}
	if high, err = strconv.Atoi(to); err != nil {
		panic("tool: " + f.Name + ": " + err.Error())
	}
	return low, high
}

// check holds decoded arguments against their schema; given are those that were
// sent. What is wrong is said so that whoever sent it can mend it.
func check(args reflect.Value, given map[string]json.RawMessage) error {
	for _, f := range reflect.VisibleFields(args.Type()) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		v := args.FieldByIndex(f.Index)
		if _, sent := given[name]; !sent && options != "omitempty" {
			return fmt.Errorf("%s is missing", name)
		}
		if v.IsZero() && options == "omitempty" {
			continue
		}
		low, high := bounds(f)
		switch v.Kind() {
		case reflect.String:
			if err := checkText(name, v.String()); err != nil {
				return err
			}
			if enum := f.Tag.Get("enum"); enum != "" && !slices.Contains(strings.Split(enum, "|"), v.String()) {
				return fmt.Errorf("%s is %q; it must be one of %s", name, v.String(), strings.ReplaceAll(enum, "|", ", "))
			}
			if v.String() == "" {
				return fmt.Errorf("%s is empty", name)
			}
		case reflect.Int:
			if n := int(v.Int()); n < low || n > high {
				return fmt.Errorf("%s is %d; it must be from %d to %d", name, n, low, high)
			}
		case reflect.Slice:
			if n := v.Len(); n < low || n > high {
				return fmt.Errorf("%s has %d entries; it must have from %d to %d", name, n, low, high)
			}
			for i := range v.Len() {
				if err := checkText(name, v.Index(i).String()); err != nil {
					return err
				}
			}
		case reflect.Map:
			if v.Len() > maxItems {
				return fmt.Errorf("%s has %d entries; at most %d are read", name, v.Len(), maxItems)
			}
			for _, key := range v.MapKeys() {
				if err := checkText(name, key.String()+v.MapIndex(key).String()); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func checkText(name, text string) error {
	if n := len([]rune(text)); n > maxText {
		return fmt.Errorf("%s is %d characters long; at most %d are read", name, n, maxText)
	}
	return nil
}

// Amount is a decimal in the shop's currency, as a model wrote it: a number or a text.
// Empty means none.
type Amount string

// UnmarshalJSON reads a number or a text, of at most 20 characters.
func (a *Amount) UnmarshalJSON(data []byte) error {
	text := string(data)
	if strings.HasPrefix(text, `"`) {
		if err := json.Unmarshal(data, &text); err != nil {
			return err
		}
	} else if text == "null" {
		text = ""
	}
	if len(text) > 20 {
		return fmt.Errorf("an amount of %d digits", len(text))
	}
	*a = Amount(text)
	return nil
}
