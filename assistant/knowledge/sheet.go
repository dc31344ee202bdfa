package knowledge

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/aisle-chat/aisle/cart"
)

// sheet reads one YAML file into Go values, more strictly than a decoder does:
// a number keeps its digits, a key without a value is a mistake, and so is all
// that YAML can do beyond lists, keys and plain values. Every mistake is found
// in one go, with its place.
type sheet struct {
	file  string
	lines map[string]int // by path
	found []*Error
}

func (s *sheet) fail(line int, field, value, reason string) {
	s.found = append(s.found, &Error{File: s.file, Line: line, Field: field, Value: value, Reason: reason})
}

// errs returns what was found, in the order of the lines.
func (s *sheet) errs() []error {
	slices.SortStableFunc(s.found, func(a, b *Error) int { return cmp.Compare(a.Line, b.Line) })
	errs := make([]error, len(s.found))
	for i, e := range s.found {
		errs[i] = e
	}
	return errs
}

// read fills into, a pointer to a struct with yaml tags. It returns false where
// the file is empty.
func (s *sheet) read(data []byte, into any) bool {
	text, err := cleanText(s.file, data)
	if err != nil {
		s.found = append(s.found, err)
		return false
	}
	file, syntax := parseYAML(text)
	if syntax != nil {
		e := parseError(s.file, syntax)
		s.fail(e.Line, "", "", e.Reason)
		return false
	}
	var body ast.Node
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		if body != nil {
			s.fail(line(doc.Body), "", "", "the file may hold one document only, without a line of ---")
			return false
		}
		body = doc.Body
	}
	if body == nil {
		return false
	}
	s.lines = map[string]int{}
	s.bind(body, "", reflect.ValueOf(into).Elem())
	return true
}

// parseYAML parses text. The parser panics on some text that is no YAML at all,
// which must not end the shop.
func parseYAML(text string) (file *ast.File, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("this is no YAML that can be read")
		}
	}()
	return parser.ParseBytes([]byte(text), 0, parser.AllowDuplicateMapKey())
}

// parseError turns the parser's error into ours: its first line is the reason.
func parseError(file string, err error) *Error {
	e := &Error{File: file, Reason: err.Error()}
	if at, ok := errors.AsType[yaml.Error](err); ok {
		e.Reason = at.GetMessage()
		if token := at.GetToken(); token != nil && token.Position != nil {
			e.Line = token.Position.Line
		}
	}
	e.Reason, _, _ = strings.Cut(e.Reason, "\n")
	return e
}

// bind reads node, which stands at a path, into a value.
func (s *sheet) bind(node ast.Node, at string, into reflect.Value) {
	switch into.Kind() {
	case reflect.Struct:
		s.bindStruct(node, at, into)
	case reflect.Slice:
		list, ok := node.(*ast.SequenceNode)
		if !ok {
			s.wrong(node, at, "must be a list such as [one, two]")
			return
		}
		into.Set(reflect.MakeSlice(into.Type(), len(list.Values), len(list.Values)))
		for i, item := range list.Values {
			path := fmt.Sprintf("%s[%d]", at, i)
			s.lines[path] = line(item)
			s.bind(item, path, into.Index(i))
		}
	case reflect.String:
		if text, ok := scalar(node); ok {
			into.SetString(text)
		} else {
			s.wrong(node, at, "must be text")
		}
	case reflect.Int:
		text, ok := scalar(node)
		if n, err := strconv.Atoi(text); ok && err == nil && wholeNumber.MatchString(text) {
			into.SetInt(int64(n))
		} else {
			s.wrong(node, at, "must be a whole number")
		}
	case reflect.Bool:
		if b, ok := node.(*ast.BoolNode); ok {
			into.SetBool(b.Value)
		} else {
			s.wrong(node, at, "must be true or false")
		}
	default:
		panic("knowledge: a field of kind " + into.Kind().String() + " cannot be read") // a mistake of this package
	}
}

var wholeNumber = regexp.MustCompile(`^-?(0|[1-9]\d{0,8})$`)

func (s *sheet) bindStruct(node ast.Node, at string, into reflect.Value) {
	mapping, ok := node.(*ast.MappingNode)
	if !ok {
		s.wrong(node, at, "must be keys with values")
		return
	}
	fields := fieldsOf(into.Type())
	seen := map[string]bool{}
	for _, pair := range mapping.Values {
		key := pair.Key.GetToken().Value
		path := key
		if at != "" {
			path = at + "." + key
		}
		i := slices.IndexFunc(fields, func(f field) bool { return f.key == key })
		keyLine := line(pair.Key)
		switch {
		case i < 0:
			s.fail(keyLine, path, "", "is not a key that belongs here; these are: "+keys(fields))
			continue
		case seen[key]:
			s.fail(keyLine, path, "", "stands here twice")
			continue
		}
		seen[key] = true
		s.lines[path] = keyLine
		s.bind(pair.Value, path, into.FieldByIndex(fields[i].index))
	}
}

// wrong says that node is not what belongs at a path.
func (s *sheet) wrong(node ast.Node, at, reason string) {
	value := ""
	switch n := node.(type) {
	case *ast.NullNode:
		reason += ", and is empty"
	case *ast.SequenceNode:
		reason += ", not a list"
	case *ast.MappingNode:
		reason += ", not keys with values"
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode, *ast.MergeKeyNode:
		reason += "; anchors, aliases and tags cannot be used here"
	default:
		value, _ = scalar(n)
	}
	s.fail(line(node), at, value, reason)
}

// scalar returns a plain value as it is written.
func scalar(node ast.Node) (text string, ok bool) {
	switch n := node.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return node.GetToken().Value, true
	default:
		return "", false
	}
}

func line(node ast.Node) int {
	if m, ok := node.(*ast.MappingNode); ok && !m.IsFlowStyle && len(m.Values) > 0 {
		node = m.Values[0].Key
	}
	if token := node.GetToken(); token != nil && token.Position != nil {
		return token.Position.Line
	}
	return 0
}

// field is a field that a file can set.
type field struct {
	key   string
	index []int
}

// fieldsOf returns the fields of a struct by their yaml tags; those of an
// embedded struct count as its own.
func fieldsOf(t reflect.Type) []field {
	var fields []field
	for _, f := range reflect.VisibleFields(t) {
		if key := f.Tag.Get("yaml"); key != "" && key != "-" {
			fields = append(fields, field{key, f.Index})
		}
	}
	return fields
}

func keys(fields []field) string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.key
	}
	return strings.Join(names, ", ")
}

// check takes over what a check of the values has found.
func (s *sheet) check(err error) {
	if err == nil {
		return
	}
	for _, one := range err.(interface{ Unwrap() []error }).Unwrap() {
		if e, ok := errors.AsType[*cart.FieldError](one); ok {
			s.fail(s.line(e.Field), e.Field, e.Value, e.Reason)
		}
	}
}

// line finds where a path stands, or what it would stand in.
func (s *sheet) line(path string) int {
	for path != "" {
		if n := s.lines[path]; n > 0 {
			return n
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
	return 1
}
