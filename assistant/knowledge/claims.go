package knowledge

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"unicode"
)

// ClaimsFile is the file with what the assistant must never and must always say, at
// the top of the folder:
//
//	forbidden:
//	  - cures
//	  - treats anxiety
//	disclaimers:
//	  - category: Health > Supplements
//	    text: This product is not intended to diagnose, treat or prevent any disease.
const ClaimsFile = "claims.yaml"

// Claims are what the merchant, or the law, wants left out and said. Its zero value
// wants nothing.
type Claims struct {
	// Forbidden are words that no sentence may have, true or not. They are
	// compared by their stem, in their order.
	Forbidden []string `yaml:"forbidden"`
	// Disclaimers end replies about the goods of a category.
	Disclaimers []Disclaimer `yaml:"disclaimers"`
}

// Disclaimer is what a reply says once that shows or names goods of a category.
type Disclaimer struct {
	// Category is a path such as "Health > Supplements", and everything below it;
	// empty is every product.
	Category string `yaml:"category"`
	Text     string `yaml:"text"`
}

// Claims are those of the folder.
func (b *Base) Claims() Claims { return b.claims }

// readClaims reads the file if it is there. Of a broken one nothing holds, and the
// error says so.
func readClaims(files fs.FS) (Claims, []error) {
	data, err := readAll(files, ClaimsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return Claims{}, nil
	}
	if err != nil {
		return Claims{}, []error{&Error{File: ClaimsFile, Reason: err.Error()}}
	}
	s := &sheet{file: ClaimsFile}
	var claims Claims
	if s.read(data, &claims) {
		claims.check(s)
	}
	if len(s.found) > 0 {
		return Claims{}, s.errs()
	}
	return claims, nil
}

func (c *Claims) check(s *sheet) {
	for i, f := range c.Forbidden {
		if strings.IndexFunc(f, unicode.IsLetter) < 0 {
			at := fmt.Sprintf("forbidden[%d]", i)
			s.fail(s.line(at), at, f, "must be the words of a claim, such as cures")
		}
	}
	for i, d := range c.Disclaimers {
		if strings.TrimSpace(d.Text) == "" {
			at := fmt.Sprintf("disclaimers[%d].text", i)
			s.fail(s.line(at), at, d.Text, "must be what is said")
		}
	}
}
