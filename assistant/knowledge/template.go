package knowledge

import (
	"regexp"
	"slices"
	"strings"
)

var (
	braces = regexp.MustCompile(`\{\{[^{}]*\}\}`)
	cited  = regexp.MustCompile(`^\{\{\s*([a-z0-9_.-]+)\s*\}\}$`)
)

// render puts values in the place of {{names}}, line by line, so that every
// line keeps its number. line is the number of the first one.
func (r reader) render(body string, line int) (string, *Error) {
	if !strings.Contains(body, "{{") {
		return body, nil
	}
	var b strings.Builder
	for text := range strings.Lines(body) {
		rest := text
		for {
			at := strings.Index(rest, "{{")
			if at < 0 {
				b.WriteString(rest)
				break
			}
			b.WriteString(rest[:at])
			span := braces.FindStringIndex(rest[at:])
			if span == nil || span[0] != 0 {
				return "", &Error{File: r.file, Line: line, Value: strings.TrimSpace(rest[at:]), Reason: "{{ begins a value, which is written on one line as {{returns.window}}"}
			}
			whole := rest[at : at+span[1]]
			words, err := r.value(whole)
			if err != nil {
				err.Line = line
				return "", err
			}
			b.WriteString(words)
			rest = rest[at+span[1]:]
		}
		line++
	}
	return b.String(), nil
}

// value returns what stands for a name in braces.
func (r reader) value(whole string) (string, *Error) {
	match := cited.FindStringSubmatch(whole)
	if match == nil {
		return "", &Error{File: r.file, Value: whole, Reason: "must be a name such as {{returns.window}}"}
	}
	name := match[1]
	if words, ok := r.values.words[name]; ok {
		return words, nil
	}
	e := &Error{File: r.file, Field: whole}
	if reason, ok := r.values.unsaid[name]; ok {
		e.Reason = "cannot be said: " + reason
		return "", e
	}
	if strings.HasPrefix(name, "shipping.") && r.values.noShipping {
		e.Reason = "cannot be said: " + unread(ShippingFile)
		return "", e
	}
	e.Reason = "is no value of " + PoliciesFile + ", " + ShippingFile + " or " + HoursFile
	if like := r.values.like(name); len(like) > 0 {
		e.Reason += "; there is " + strings.Join(like, ", ")
	}
	return "", e
}

// like returns the names that can be said and begin as name does.
func (v *values) like(name string) []string {
	for prefix := name; prefix != ""; {
		prefix = prefix[:strings.LastIndexByte("."+prefix, '.')]
		var names []string
		for known := range v.words {
			if prefix != "" && strings.HasPrefix(known, prefix) && strings.Count(known, ".") == strings.Count(name, ".") {
				names = append(names, known)
			}
		}
		if len(names) > 0 {
			slices.Sort(names)
			return names[:min(len(names), 12)]
		}
		prefix = strings.TrimSuffix(prefix, ".")
	}
	return nil
}
