package main

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
)

// printer writes TypeScript declarations and remembers which types it owes.
type printer struct {
	strings.Builder
	source source
	done   map[reflect.Type]bool
	owed   []reflect.Type
	err    error
}

func newPrinter(s source) *printer { return &printer{source: s, done: map[reflect.Type]bool{}} }

func (g *printer) line(text string) { g.WriteString(text + "\n") }

func (g *printer) constant(name string, value int, doc string) {
	g.line(fmt.Sprintf("/** %s%s */", strings.ToUpper(doc[:1]), doc[1:]))
	g.line(fmt.Sprintf("export const %s = %d;", name, value))
}

func (g *printer) union(name, doc string, of []string) {
	g.doc("", doc)
	g.line("export type " + name + " =")
	for i, t := range of {
		end := ""
		if i == len(of)-1 {
			end = ";"
		}
		g.line("  | " + t + end)
	}
	g.line("")
}

// doc writes a Go comment as a TypeScript one.
func (g *printer) doc(indent, text string) {
	text = strings.TrimSpace(strings.ReplaceAll(text, "*/", "* /"))
	switch {
	case text == "":
	case strings.Contains(text, "\n"):
		g.line(indent + "/**")
		for line := range strings.SplitSeq(text, "\n") {
			g.line(strings.TrimRight(indent+" * "+line, " "))
		}
		g.line(indent + " */")
	default:
		g.line(indent + "/** " + text + " */")
	}
}

// tagged writes a struct with the constant fields that its encoder adds.
func (g *printer) tagged(t reflect.Type, tags ...string) string {
	g.done[t] = true
	g.interfaceOf(t, tags...)
	return g.name(t)
}

// need makes sure that t is written, now or by rest.
func (g *printer) need(t reflect.Type) {
	if t.PkgPath() == "" || g.done[t] {
		return
	}
	g.done[t] = true
	g.owed = append(g.owed, t)
}

// rest writes what is still owed, and what that owes in turn.
func (g *printer) rest() {
	for len(g.owed) > 0 {
		t := g.owed[0]
		g.owed = g.owed[1:]
		switch t.Kind() {
		case reflect.Struct:
			g.interfaceOf(t)
		case reflect.String:
			g.words(t)
		default:
			g.fail("no TypeScript form for %v", t)
		}
	}
}

func (g *printer) interfaceOf(t reflect.Type, tags ...string) {
	extends := ""
	for f := range t.Fields() {
		if f.Anonymous {
			g.need(f.Type)
			extends = " extends " + g.name(f.Type)
		}
	}
	g.doc("", g.source.docs[key(t)])
	g.line("export interface " + g.name(t) + extends + " {")
	for _, tag := range tags {
		g.line("  " + tag)
	}
	for f := range t.Fields() {
		if !f.Anonymous && f.IsExported() {
			g.field(t, f)
		}
	}
	g.line("}")
	g.line("")
}

func (g *printer) field(t reflect.Type, f reflect.StructField) {
	name, optional := jsonName(f)
	if name == "" {
		return
	}
	kind, ok := wider[t.Name()+"."+name]
	if ok {
		g.need(f.Type)
	} else {
		kind = g.typeOf(f.Type)
	}
	mark := ""
	if optional {
		mark = "?"
	}
	g.doc("  ", g.source.docs[key(t)+"."+f.Name])
	g.line(fmt.Sprintf("  %s%s: %s;", name, mark, kind))
}

// words writes a named string as the union of its constants.
func (g *printer) words(t reflect.Type) {
	values := g.source.consts[key(t)]
	if len(values) == 0 {
		g.fail("%v has no constants", t)
		return
	}
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = v.value
	}
	g.union(g.name(t), g.source.docs[key(t)], quoted)
}

// numbers writes a named integer's constants as one object.
func (g *printer) numbers(t reflect.Type) error {
	g.done[t] = true
	g.doc("", g.source.docs[key(t)])
	g.line("export const " + g.name(t) + " = {")
	for _, c := range g.source.consts[key(t)] {
		g.doc("  ", c.doc)
		g.line(fmt.Sprintf("  %s: %s,", strings.TrimPrefix(c.name, "Close"), c.value))
	}
	g.line("} as const;")
	g.line("")
	return g.err
}

func (g *printer) typeOf(t reflect.Type) string {
	if name, ok := names[t]; ok {
		if t.Kind() == reflect.Struct || t.Kind() == reflect.String {
			g.need(t)
		}
		return name
	}
	if t == reflect.TypeFor[time.Time]() {
		return "string" // RFC 3339, as encoding/json writes it
	}
	switch t.Kind() {
	case reflect.Pointer:
		return g.typeOf(t.Elem())
	case reflect.Slice:
		return g.typeOf(t.Elem()) + "[]"
	case reflect.Map:
		return "Record<string, " + g.typeOf(t.Elem()) + ">"
	case reflect.Bool:
		return "boolean"
	case reflect.Int, reflect.Int64, reflect.Float64:
		return "number"
	case reflect.String:
		if t.PkgPath() == "" {
			return "string"
		}
		g.need(t)
		return g.name(t)
	case reflect.Struct:
		g.need(t)
		return g.name(t)
	default:
		g.fail("no TypeScript form for %v", t)
		return "never"
	}
}

func (g *printer) name(t reflect.Type) string {
	if name, ok := names[t]; ok {
		return name
	}
	return t.Name()
}

func (g *printer) fail(format string, args ...any) {
	if g.err == nil {
		g.err = fmt.Errorf(format, args...)
	}
}

// jsonName returns the name of a field on the wire and whether it may be
// absent; "" for a field that is not written.
func jsonName(f reflect.StructField) (name string, optional bool) {
	parts := strings.Split(f.Tag.Get("json"), ",")
	if parts[0] == "-" {
		return "", false
	}
	if parts[0] == "" {
		parts[0] = f.Name
	}
	return parts[0], slices.Contains(parts[1:], "omitempty") || slices.Contains(parts[1:], "omitzero")
}

// key names a type, and with a field's name a field, in a source.
func key(t reflect.Type) string {
	return t.PkgPath()[strings.LastIndexByte(t.PkgPath(), '/')+1:] + "." + t.Name()
}
