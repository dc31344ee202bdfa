package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
)

// source is what reflection does not know of the Go types: their comments by
// "package.Type" and "package.Type.Field", and their constants.
type source struct {
	docs   map[string]string
	consts map[string][]constant
}

type constant struct{ name, value, doc string }

func readSource(root string, packages []string) (source, error) {
	s := source{map[string]string{}, map[string][]constant{}}
	for _, pkg := range packages {
		files, err := filepath.Glob(filepath.Join(root, pkg, "*.go"))
		if err != nil {
			return s, err
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
			if err != nil {
				return s, err
			}
			s.read(pkg, parsed)
		}
	}
	return s, nil
}

func (s source) read(pkg string, file *ast.File) {
	for _, decl := range file.Decls {
		decl, ok := decl.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				s.readType(pkg, decl, spec)
			case *ast.ValueSpec:
				if decl.Tok == token.CONST {
					s.readConst(pkg, spec)
				}
			}
		}
	}
}

func (s source) readType(pkg string, decl *ast.GenDecl, spec *ast.TypeSpec) {
	doc := spec.Doc.Text()
	if doc == "" && !decl.Lparen.IsValid() {
		doc = decl.Doc.Text()
	}
	s.docs[pkg+"."+spec.Name.Name] = doc
	fields, ok := spec.Type.(*ast.StructType)
	if !ok {
		return
	}
	for _, field := range fields.Fields.List {
		doc := field.Doc.Text()
		if doc == "" {
			doc = field.Comment.Text()
		}
		for _, name := range field.Names {
			s.docs[pkg+"."+spec.Name.Name+"."+name.Name] = doc
		}
	}
}

func (s source) readConst(pkg string, spec *ast.ValueSpec) {
	kind, ok := spec.Type.(*ast.Ident)
	if !ok {
		return
	}
	for i, name := range spec.Names {
		if i >= len(spec.Values) {
			continue
		}
		if value, ok := spec.Values[i].(*ast.BasicLit); ok {
			at := pkg + "." + kind.Name
			s.consts[at] = append(s.consts[at], constant{name.Name, value.Value, strings.TrimSpace(spec.Comment.Text())})
		}
	}
}
