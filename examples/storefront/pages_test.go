package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"html/template"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/internal/evaldata"
)

var (
	link       = regexp.MustCompile(`(?:href|src|action)="([^"]*)"`)
	inline     = regexp.MustCompile(`(?s)<script([^>]*)>(.*?)</script>`)
	posts      = regexp.MustCompile(`<form[^>]* method="post"[^>]*>`)
	attributes = regexp.MustCompile(`<[^>]*\s(?:style|on[a-z]+)=`)
	ld         = regexp.MustCompile(`(?s)<script type="application/ld\+json">(.*?)</script>`)
)

// Every page that can be reached by links is there, and none of them runs or
// styles anything inline.
func TestEveryPageThatIsLinked(t *testing.T) {
	v := visit(t, options{})
	walkPages(t, v, 1500)
}

// others are the pages that answer with another status than 200.
var others = map[string]int{
	"/nowhere": 404, "/products/no-longer-sold": 404, "/img/missing/picture.jpg": 404,
	"/demo/states/500": 500, "/demo/states/too-many-tries": 429, "/demo/states/code-refused": 422,
	"/desk/": 303, "/search": 303, "/contact": 303, "/checkout": 303,
}

// walkPages follows links from the home page, up to most pages. Pictures that a
// foreign feed has by a path of its own are not ours to have.
func walkPages(t *testing.T, v *visitor, most int) {
	t.Helper()
	queue, seen := []string{"/", "/demo", "/nowhere"}, map[string]bool{}
	for len(queue) > 0 && len(seen) < most {
		path := queue[0]
		queue = queue[1:]
		if seen[path] {
			continue
		}
		seen[path] = true
		got := v.get(path)
		status := 200
		if other, ok := others[path]; ok {
			status = other
		}
		if got.status != status {
			t.Errorf("%s: status %d, want %d", path, got.status, status)
		}
		if strings.HasPrefix(got.header.Get("Content-Type"), "text/html") && status != 303 {
			checkPage(t, path, got)
			for _, m := range link.FindAllStringSubmatch(posts.ReplaceAllString(got.body, ""), -1) {
				target, _, _ := strings.Cut(html.UnescapeString(m[1]), "#")
				ours := strings.HasPrefix(target, "/") && !strings.HasSuffix(target, ".jpg")
				if ours && !seen[target] {
					queue = append(queue, target)
				}
			}
		}
	}
	if len(seen) < 40 {
		t.Errorf("only %d pages were found by links", len(seen))
	}
}

func checkPage(t *testing.T, path string, got answer) {
	t.Helper()
	policy := got.header.Get("Content-Security-Policy")
	for _, part := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "form-action 'self'"} {
		if !strings.Contains(policy, part) {
			t.Errorf("%s: the policy %q lacks %q", path, policy, part)
		}
	}
	if strings.Contains(policy, "unsafe") {
		t.Errorf("%s: unsafe policy %q", path, policy)
	}
	for _, script := range inline.FindAllStringSubmatch(got.body, -1) {
		data := strings.Contains(script[1], `type="application/`)
		if strings.TrimSpace(script[2]) != "" && !data {
			t.Errorf("%s: inline script %.80q", path, script[2])
		}
		if data && !json.Valid([]byte(script[2])) {
			t.Errorf("%s: not JSON: %.200q", path, script[2])
		}
	}
	if found := attributes.FindString(got.body); found != "" {
		t.Errorf("%s: inline style or handler: %q", path, found)
	}
	for _, want := range []string{"<!doctype html>", "<title>", `lang="en-US"`, "<h1", "data-aisle-cart-count", `src="/aisle/widget.js"`} {
		if !strings.Contains(got.body, want) {
			t.Errorf("%s: lacks %q", path, want)
		}
	}
	checkHeadings(t, path, got.body)
	if strings.Contains(got.body, "ZgotmplZ") {
		t.Errorf("%s: a template refused a value", path)
	}
}

var heading = regexp.MustCompile(`<h([1-6])[ >]`)

// checkHeadings wants one first heading, and no level left out on the way down.
func checkHeadings(t *testing.T, path, body string) {
	t.Helper()
	before, firsts := 0, 0
	for _, m := range heading.FindAllStringSubmatch(body, -1) {
		level := int(m[1][0] - '0')
		if level == 1 {
			firsts++
		}
		if level > before+1 {
			t.Errorf("%s: a heading of level %d follows one of level %d", path, level, before)
		}
		before = level
	}
	if firsts != 1 {
		t.Errorf("%s: %d first headings", path, firsts)
	}
}

func TestProductPage(t *testing.T) {
	v := visit(t, options{})
	got := v.get("/products/beck-waterproof-jacket")
	v.want(got, 200, "Beck Waterproof Jacket", "$128.00", "Waterproof rating", "10,000 mm", "Chest (cm)", "Only 4 left",
		`<aisle-questions product="beck-waterproof-jacket"`, `value="Blue"`, "What people say")
	block := ld.FindStringSubmatch(got.body)
	if block == nil {
		t.Fatal("no JSON-LD")
	}
	var product struct {
		Type   string `json:"@type"`
		SKU    string `json:"sku"`
		Name   string `json:"name"`
		Image  []string
		Offers struct {
			Type         string `json:"@type"`
			Price        string
			Currency     string `json:"priceCurrency"`
			Availability string
		}
	}
	if err := json.Unmarshal([]byte(block[1]), &product); err != nil {
		t.Fatal(err)
	}
	if product.Type != "Product" || product.SKU != "beck-waterproof-jacket" || product.Offers.Price != "128.00" ||
		product.Offers.Currency != "USD" || product.Offers.Availability != "https://schema.org/InStock" {
		t.Errorf("JSON-LD: %+v", product)
	}
	if want := v.base + "/img/rain-jacket/3d6f9f.svg"; len(product.Image) == 0 || product.Image[0] != want {
		t.Errorf("pictures %v, want %s first", product.Image, want)
	}
}

func TestProductStates(t *testing.T) {
	v := visit(t, options{})
	for _, c := range []struct {
		path string
		want []string
	}{
		{"/products/burrow-felt-slippers", []string{"disabled>Sold out", "https://schema.org/OutOfStock", "None left at the moment", "Tell me when it is back"}},
		{"/products/otter-dry-bag", []string{"from $18.00", `"lowPrice":"18.00"`, `"highPrice":"32.00"`}},
		{"/products/kestrel-down-jacket", []string{"$220.00", "$189.00"}},
		{"/products/ember-camp-stove", []string{"$58.00", "Add to cart", "In stock"}},
		{"/products/holloway-2-tent", []string{"checked"}},
		{"/products/beck-waterproof-jacket?option.color=Green&option.size=L", []string{`src="/img/rain-jacket/56724f.svg" alt="Beck Waterproof Jacket"`}},
	} {
		v.want(v.get(c.path), 200, c.want...)
	}
}

func TestLists(t *testing.T) {
	v := visit(t, options{})
	all := len(v.shop.site.shelf.products)
	jackets := 0
	for _, p := range v.shop.site.shelf.products {
		if slices.Contains(p.Category, "Jackets") {
			jackets++
		}
	}
	for _, c := range []struct {
		path      string
		want, not []string
	}{
		{"/collections", []string{fmt.Sprintf("%d things", all), "Clothing", "Lighting", "Beck"}, nil},
		{fmt.Sprintf("/collections?page=%d", (all+pageSize-1)/pageSize), []string{template.HTMLEscapeString(v.shop.site.shelf.products[all-1].Title), `rel="prev"`}, []string{"Beck"}},
		{"/collections/clothing/jackets", []string{fmt.Sprintf("%d things", jackets), "Beck Waterproof Jacket", "Waterproof jackets"}, []string{"Glowworm"}},
		{"/search?q=waterproof+jacket+under+%24150+in+blue", []string{"Beck Waterproof Jacket", "Ask Wren"}, []string{"Harrow Three-Layer", "Kestrel Down"}},
		{"/search?q=purple+tent+under+%241", []string{"Nothing here is all of that", "Without"}, nil},
		{"/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E", []string{"&lt;script&gt;"}, []string{"<script>alert"}},
		{"/help", []string{"Shipping", "Damaged, wrong or missing things"}, nil},
		{"/help/returns", []string{"within 30 days", "What cannot come back"}, nil},
	} {
		got := v.get(c.path)
		v.want(got, 200, c.want...)
		for _, not := range c.not {
			if strings.Contains(got.body, not) {
				t.Errorf("%s: has %q", c.path, not)
			}
		}
	}
	if got := v.get("/search?q="); got.status != 303 || got.header.Get("Location") != "/collections" {
		t.Errorf("an empty search: %d to %q", got.status, got.header.Get("Location"))
	}
}

func TestTrouble(t *testing.T) {
	v := visit(t, options{})
	for _, path := range []string{"/nowhere", "/products/none", "/collections/none", "/help/none", "/img/unicorn/3d6f9f.svg", "/img/mug/3d6f9f.png", "/static/none.css"} {
		v.want(v.get(path), 404, "<h1>", `class="button"`)
	}
	r := v.request("GET", "/m/h/mh01-gray_main.jpg", nil)
	r.Header.Set("Accept", "image/avif,image/webp,*/*")
	if got := v.do(r); got.status != 404 || got.header.Get("Content-Type") != "image/svg+xml" || !strings.Contains(got.body, "<svg") {
		t.Errorf("a picture that is missing: %d %s", got.status, got.header.Get("Content-Type"))
	}
	r = v.request("POST", "/cart", strings.NewReader("product=ember-camp-stove&quantity=1"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", "https://elsewhere.example")
	v.want(v.do(r), 403, "That came from another site.")
	v.want(v.get("/cart"), 200, "Nothing in it yet.")
}

// What breaks gets a page that says so, and the reason goes to the log only.
func TestPanic(t *testing.T) {
	v := visit(t, options{})
	var log bytes.Buffer
	v.shop.site.log = slog.New(slog.NewTextHandler(&log, nil))
	broken := v.shop.site.recovered(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("the kettle boiled over") }))
	w := httptest.NewRecorder()
	broken.ServeHTTP(w, httptest.NewRequest("GET", "/products/x", nil))
	got := answer{w.Code, w.Header(), w.Body.String()}
	v.want(got, 500, "Something broke on our side.", `href="/products/x"`, "Try again")
	checkPage(t, "a page that panics", got)
	if strings.Contains(got.body, "kettle") || !strings.Contains(log.String(), "kettle") {
		t.Errorf("the reason belongs into the log: %s", &log)
	}
}

func TestPictures(t *testing.T) {
	v := visit(t, options{})
	seen := map[string]string{}
	for _, file := range []string{"3d6f9f.svg", "56724f.svg", "3d6f9f-detail.svg", "3d6f9f-scale.svg"} {
		got := v.get("/img/mug/" + file)
		if got.status != 200 || got.header.Get("Content-Type") != "image/svg+xml" || !strings.Contains(got.header.Get("Cache-Control"), "max-age") {
			t.Errorf("%s: %d %v", file, got.status, got.header)
		}
		if other, ok := seen[got.body]; ok {
			t.Errorf("%s is the same picture as %s", file, other)
		}
		seen[got.body] = file
	}
	if got := v.get("/img/mug/3d6f9f-back.svg"); got.status != 404 {
		t.Errorf("a view that there is not: %d", got.status)
	}
}

// Somebody else's feed makes a shop with the same pages.
func TestFeedOfAnother(t *testing.T) {
	file := evaldata.Path(t, "dev/shop/catalog.jsonl")
	v := visit(t, options{feed: file})
	walkPages(t, v, 200)
	v.want(v.get("/"), 200, "526 products", "Lipstick")
	v.want(v.get("/collections/men/tops"), 200, "31 things", `rel="next"`)
	v.want(v.get("/collections/men/tops?page=2"), 200, `rel="prev"`)
	v.want(v.get("/products/luMH01"), 200, "Chaz Kangeroo Hoodie", "$52.00", `"sku":"luMH01"`)
	if policy := v.get("/").header.Get("Content-Security-Policy"); !strings.Contains(policy, "https://") {
		t.Errorf("no host of the feed's pictures in %q", policy)
	}
}

func TestOwnFeed(t *testing.T) {
	file := filepath.Join(t.TempDir(), "feed.jsonl")
	lines := []string{
		`{"id":"a/b?c","title":"Cup & \"Saucer\" </script>","price":"12.50","currency":"USD","category":"Küche > Tassen","image":"https://img.example/a.jpg"}`,
		`not json`,
		`{"id":"ask","title":"On request","image":"http://plain.example/x.jpg"}`,
		`{"id":"free","title":"Combination","price":"3.00","currency":"USD","options":[{"name":"Colour","values":["Red","Blue"]}],"images":["http://127.0.0.1:9/x.jpg"]}`,
	}
	if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	v := visit(t, options{feed: file})
	if hosts := v.shopHosts(); !slices.Equal(hosts, []string{"http://127.0.0.1:9", "https://img.example"}) {
		t.Errorf("picture hosts %v", hosts)
	}
	got := v.get("/products/a%2Fb%3Fc")
	v.want(got, 200, "Cup &amp; &#34;Saucer&#34; &lt;/script&gt;", "$12.50", "https://img.example/a.jpg")
	checkPage(t, "a/b?c", got)
	if report := v.shop.site.shelf.report; report.Refused != 1 || report.Lines != 4 {
		t.Errorf("report %+v", report)
	}
	v.want(v.get("/collections/k%C3%BCche/tassen"), 200, "Cup &amp;", "1 thing")
	v.want(v.get("/products/ask"), 200, "Price on request", "disabled")
	v.want(v.post("/cart", "product", "free", "option.color", "Red", "quantity", "2"), 303)
	v.want(v.get("/cart"), 200, "Combination", "Red", "$6.00")
}

// shopHosts are the origins of pictures in the pages' policy.
func (v *visitor) shopHosts() []string {
	for directive := range strings.SplitSeq(v.get("/").header.Get("Content-Security-Policy"), "; ") {
		if hosts, ok := strings.CutPrefix(directive, "img-src 'self' data: "); ok {
			return strings.Fields(hosts)
		}
	}
	return nil
}

// An article is the same on its page and in the panel.
func TestArticleIsTheSame(t *testing.T) {
	v := visit(t, options{})
	for _, a := range v.shop.site.valid() {
		page, panel := v.get("/help/"+a.ID), v.get("/aisle/articles/"+a.ID)
		v.want(page, 200)
		v.want(panel, 200)
		var article assistant.Article
		if err := json.Unmarshal([]byte(panel.body), &article); err != nil || len(article.Sections) == 0 {
			t.Fatalf("%s: %v: %s", a.ID, err, panel.body)
		}
		shown := html.UnescapeString(page.body)
		for _, section := range article.Sections {
			for _, part := range textParts(section.Text) {
				for _, text := range append(part.Items, part.Text, section.Heading) {
					if !strings.Contains(shown, text) {
						t.Errorf("%s: the page lacks %q", a.ID, text)
					}
				}
			}
		}
	}
}
