package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// itemParser parses one item of RSS or Atom. Fields of Merchant Center's own
// namespace go before the others of the same name.
type itemParser struct {
	prefix     string // of that namespace
	own, plain []string
}

// plainFields are the names that RSS and Atom have for what is read.
var plainFields = map[string]string{"guid": "id", "summary": "description", "content": "description"}

// parse fills the fields from the text of an item. It forgives what feeds get
// wrong: a bare "&", entities of HTML, tags of HTML in a text.
func (p *itemParser) parse(text []byte) error {
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict, d.Entity = false, xml.HTMLEntity
	var field string // the field that is being read; "" for one that is passed over
	var own bool
	var value strings.Builder
	var detail [2]string // name and value of a product_detail
	part := -1           // the one of them that is being read
	for depth := 0; ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			if syntax, ok := errors.AsType[*xml.SyntaxError](err); ok {
				return errors.New(syntax.Msg)
			}
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch depth++; {
			case depth == 2:
				field, own = p.field(t)
				value.Reset()
				if link := linkOf(t); field == "link" && link != "" {
					value.WriteString(link)
				}
			case depth == 3 && field == "product_detail":
				value.Reset()
				switch t.Name.Local {
				case "attribute_name":
					part = 0
				case "attribute_value":
					part = 1
				}
			case depth > 2:
				value.WriteString("<" + t.Name.Local + ">")
			}
		case xml.EndElement:
			switch {
			case depth == 3 && field == "product_detail":
				if part >= 0 {
					detail[part] = strings.TrimSpace(value.String())
				}
				part = -1
			case depth > 2:
				value.WriteString("</" + t.Name.Local + ">")
			case depth == 2:
				content := strings.TrimSpace(value.String())
				if field == "product_detail" {
					content, detail = detail[0]+detailMark+detail[1], [2]string{}
				}
				p.add(field, own, content)
				field = ""
			}
			if depth--; depth == 0 {
				return nil
			}
		case xml.CharData:
			if depth >= 2 && field != "" {
				value.Write(t)
			}
		}
	}
}

// field returns the name that an element has in the specification, or "" when
// it is not read.
func (p *itemParser) field(e xml.StartElement) (name string, own bool) {
	name = strings.ToLower(e.Name.Local)
	switch e.Name.Space {
	case p.prefix, merchantSpace:
		own = true
	case "", "http://www.w3.org/2005/Atom":
		if plain, ok := plainFields[name]; ok {
			name = plain
		}
	default:
		return "", false
	}
	if !merchantFields[name] {
		return "", false
	}
	return name, own
}

// linkOf returns the address of an Atom link to the product's page.
func linkOf(e xml.StartElement) string {
	link := ""
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "href":
			link = a.Value
		case "rel":
			if a.Value != "alternate" {
				return ""
			}
		}
	}
	return strings.TrimSpace(link)
}

func (p *itemParser) add(field string, own bool, value string) {
	switch {
	case field == "" || value == "" || value == detailMark:
	case own:
		p.own = append(p.own, field, value)
	default:
		p.plain = append(p.plain, field, value)
	}
}

// withoutControls returns text without the control characters that XML does not
// allow, and says which they were.
func withoutControls(text []byte) (cleaned []byte, dropped string) {
	bad := func(c byte) bool { return c < ' ' && c != '\t' && c != '\n' && c != '\r' }
	for i, c := range text {
		if bad(c) {
			cleaned = append([]byte(nil), text[:i]...)
			for _, c := range text[i:] {
				if bad(c) {
					dropped = fmt.Sprintf("U+%04X", c)
				} else {
					cleaned = append(cleaned, c)
				}
			}
			return cleaned, dropped
		}
	}
	return text, ""
}
