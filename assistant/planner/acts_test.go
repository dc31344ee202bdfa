package planner

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/shoptest"
	"github.com/aisle-chat/aisle/assistant/tool"
)

// What the third stage does in a shop it does by the acts of package tool, which a
// model calls as well, and nothing else in this package changes anything.
func TestActsAreTools(t *testing.T) {
	files := sources(t)
	for name, file := range files {
		for _, call := range strayCalls(file) {
			t.Errorf("%s: %s; it belongs into an act of package tool", name, call)
		}
	}
	used := map[string]bool{}
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.CompositeLit); ok {
				if act, ok := lit.Type.(*ast.SelectorExpr); ok && identName(act.X) == "tool" {
					used[act.Sel.Name] = true
				}
			}
			return true
		})
	}
	shop := shoptest.Open(t)
	for _, called := range tool.New(tool.Config{Articles: shop.Articles}).Session(shop.Turn("turn-1", ""), nil).Tools() {
		act := ""
		for word := range strings.SplitSeq(called.Name, "_") {
			act += strings.ToUpper(word[:1]) + word[1:]
		}
		if !used[act] {
			t.Errorf("a model may call %s, and the planner does not do tool.%s", called.Name, act)
		}
	}
}

// The check itself sees what it is to see.
func TestStrayCallsAreSeen(t *testing.T) {
	const planted = `package planner
func (a *actor) one() { a.turn.Shop.Search(ctx, q); a.turn.Shop.Terms(); a.turn.Shop.Understand("x") }
func two(shop assistant.Shop) { shop.Product(ctx, id); shop.Add(ctx, key, item) }
func three(turn assistant.Turn) { change := turn.Shop.ApplyCode; _ = change }`
	file, err := parser.ParseFile(token.NewFileSet(), "planted.go", planted, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strayCalls(file), []string{"one uses Shop.Search", "two uses Shop.Add", "three uses Shop.ApplyCode"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// sources are the files of this package, without its tests.
func sources(t *testing.T) map[string]*ast.File {
	t.Helper()
	names, err := fs.Glob(os.DirFS("."), "*.go")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]*ast.File{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		if files[name], err = parser.ParseFile(token.NewFileSet(), name, nil, 0); err != nil {
			t.Fatal(err)
		}
	}
	if len(files) < 50 {
		t.Fatalf("only %d files", len(files))
	}
	return files
}

// reads are the methods of a Shop that change nothing. The first two stages read the
// names of goods and the order at hand by them.
var reads = []string{"Search", "Product", "Understand", "Cart", "UsedUp", "Orders", "Order", "Restocks", "Terms"}

// strayCalls are the uses of a Shop's methods that are no business of the function that
// has them.
func strayCalls(file *ast.File) []string {
	var found []string
	shop := reflect.TypeFor[assistant.Shop]()
	for _, decl := range file.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok {
			continue
		}
		acts := f.Recv != nil && receiver(f) == "actor"
		ast.Inspect(f, func(n ast.Node) bool {
			use, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			of := identName(use.X)
			if inner, ok := use.X.(*ast.SelectorExpr); ok {
				of = inner.Sel.Name
			}
			method := use.Sel.Name
			if _, is := shop.MethodByName(method); !is || !strings.EqualFold(of, "shop") {
				return true
			}
			if acts && method != "Understand" && method != "Terms" || !slices.Contains(reads, method) {
				found = append(found, f.Name.Name+" uses Shop."+method)
			}
			return true
		})
	}
	return found
}

func receiver(f *ast.FuncDecl) string {
	t := f.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	return identName(t)
}

func identName(e ast.Expr) string {
	if id, ok := e.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}
