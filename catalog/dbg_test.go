package catalog_test

import (
	"fmt"
	"github.com/aisle-chat/aisle/catalog"
	"os"
	"strings"
	"testing"
)

func TestDbg(t *testing.T) {
	set := os.Getenv("SET")
	if set == "" {
		t.Skip()
	}
	x := loadIndex(t, evalFile(t, set, "catalog.jsonl"))
	for _, q := range strings.Split(os.Getenv("QS"), "|") {
		r, _ := x.Search(t.Context(), catalog.Query{Text: q, Limit: 4})
		u := r.Understood
		fmt.Printf("%s\n   %+v terms=%v sort=%v comp=%v known %d/%d corr=%v total=%d\n", q, u.Constraints, u.Terms, u.Sort, u.Comparatives, u.Known, u.Content, u.Corrections, r.Total)
		for _, h := range r.Hits {
			fmt.Printf("      %.2f %s %s <%s> %s %v\n", h.Score, h.Product.ID, h.Product.Title, strings.Join(h.Product.Category, ">"), h.Product.Brand, h.Product.Price)
		}
		for _, h := range r.Alternatives {
			fmt.Printf("      ALT %s <%s> %v breaks %v\n", h.Product.Title, h.Product.Category, h.Product.Price, h.Breaks)
		}
	}
}
