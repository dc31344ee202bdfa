package larkhollow_test

import (
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/examples/internal/larkhollow"
)

func read(t *testing.T, files fs.FS) *knowledge.Base {
	t.Helper()
	base, err := knowledge.Read(files)
	if err != nil {
		t.Fatal(err)
	}
	return base
}

func articles(t *testing.T) []*knowledge.Article {
	t.Helper()
	return read(t, larkhollow.Knowledge(opened)).Articles()
}

func TestKnowledge(t *testing.T) {
	var ids []string
	for _, a := range articles(t) {
		ids = append(ids, a.ID)
		if a.URL != "/help/"+a.ID || len(a.Questions) < 4 || len(a.Passages) < 3 || len(a.Tags) < 3 {
			t.Errorf("%s: url %q, %d questions, %d passages, %d tags", a.ID, a.URL, len(a.Questions), len(a.Passages), len(a.Tags))
		}
	}
	slices.Sort(ids)
	want := []string{
		"about", "assistant", "care", "changes", "contact", "exchanges", "gift-cards", "gifts", "payment", "privacy", "problems",
		"promotions", "refunds", "returns", "shipping", "sizing", "tracking", "warranty",
	}
	if !slices.Equal(ids, want) {
		t.Errorf("articles %v, want %v", ids, want)
	}
}

// What several articles say, they say alike.
func TestArticlesAgree(t *testing.T) {
	says := map[string]string{}
	for _, a := range articles(t) {
		for _, p := range a.Passages {
			says[a.ID] += p.Text + "\n"
		}
	}
	for phrase, where := range map[string][]string{
		"Monday to Friday, 9 am to 5 pm Eastern time": {"contact", "assistant"},
		"2 pm Eastern time":                           {"shipping"},
		"go up one size":                              {"sizing"},
		"within 30 days of delivery":                  {"returns"},
		"within 60 days of delivery":                  {"exchanges", "sizing", "gifts"},
		"within 5 working days":                       {"refunds"},
		"unused, with its labels on":                  {"returns", "exchanges", "gifts"},
		"no return, since they are as good as money":  {"returns", "gift-cards"},
		"a replacement or your money back":            {"problems", "tracking"},
		"2 years":                                     {"warranty"},
		"$75":                                         {"shipping", "promotions"},
	} {
		for _, id := range where {
			if !strings.Contains(says[id], phrase) {
				t.Errorf("%s does not say %q:\n%s", id, phrase, says[id])
			}
		}
	}
}

// files reads the folder into memory, to be changed.
func files(t *testing.T) fstest.MapFS {
	t.Helper()
	all := fstest.MapFS{}
	folder := larkhollow.Knowledge(opened)
	names, err := fs.Glob(folder, "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = &fstest.MapFile{Data: data}
	}
	return all
}

// Articles have no number of their own where the shop promises something.
func TestArticlesKnowNoNumbers(t *testing.T) {
	number := regexp.MustCompile(`\$\s?\d[\d.]*|\b\d+(?:-| to | )*\d*[ -](?:working |business )?(?:day|hour|week|month|year)s?\b|\b\d+ ?(?:am|pm) Eastern`)
	for name, file := range files(t) {
		if strings.HasSuffix(name, ".md") {
			if found := number.FindAllString(string(file.Data), -1); found != nil {
				t.Errorf("%s says %q", name, found)
			}
		}
	}
}

// told is everything that the articles say.
func told(base *knowledge.Base) string {
	var all strings.Builder
	for _, a := range base.Articles() {
		for _, p := range a.Passages {
			all.WriteString(p.Heading + "\n" + p.Text + "\n")
		}
	}
	return all.String()
}

// Whatever is changed in policies.yaml, shipping.yaml or hours.yaml changes what
// an article says, unless it is only reckoned with.
func TestArticlesTellEveryTerm(t *testing.T) {
	before := told(read(t, files(t)))
	value := regexp.MustCompile(`^(?:- | )*([a-z_]+): *([^ #].*?) *(?:#.*)?$`)
	reckoned := map[string]bool{
		"time_zone": true, // where days begin and end
		"id":        true, // a name for articles: another one is a mistake in them
		"category":  true, // likewise
		"countries": true, // a zone is called by its own name
		"currency":  true, // another one may have other decimals
	}
	changes := 0
	for _, name := range []string{"policies.yaml", "shipping.yaml", "hours.yaml"} {
		lines := strings.Split(string(files(t)[name].Data), "\n")
		for i, line := range lines {
			match := value.FindStringSubmatch(line)
			if match == nil || reckoned[match[1]] {
				continue
			}
			changed := slices.Clone(lines)
			changed[i] = strings.Replace(line, match[2], other(match[2]), 1)
			all := files(t)
			all[name] = &fstest.MapFile{Data: []byte(strings.Join(changed, "\n"))}
			base, err := knowledge.Read(all)
			if err != nil {
				t.Errorf("%s:%d: %s: %v", name, i+1, changed[i], err)
				continue
			}
			if told(base) == before {
				t.Errorf("%s:%d: %s, and no article says otherwise", name, i+1, changed[i])
			}
			changes++
		}
	}
	if changes < 60 {
		t.Errorf("only %d values were changed", changes)
	}
}

// other is another value that may stand in the place of one.
func other(value string) string {
	switch value {
	case "true":
		return "false"
	case "false":
		return "true"
	case "shop":
		return "shopper"
	case "placed":
		return "packed"
	case "packed":
		return "placed"
	case "[mon-fri]":
		return "[tue-thu]"
	case "09:00", "17:00", `"14:00"`:
		return "15:30"
	}
	text := strings.Trim(value, `"`)
	if n, err := strconv.Atoi(text); err == nil {
		return strconv.Itoa(n + 1)
	}
	if _, err := strconv.ParseFloat(text, 64); err == nil {
		return "8" + text
	}
	if strings.HasPrefix(value, "[") {
		return "[credit]"
	}
	return value + " indeed"
}

// The promotions stand on the first day as they were written, whenever that is.
func TestPromotionsStartWithTheShop(t *testing.T) {
	firsts := []time.Time{opened, opened.AddDate(0, 0, 400), time.Date(2027, 3, 14, 4, 30, 0, 0, time.UTC), time.Date(2028, 2, 29, 23, 59, 0, 0, time.UTC)}
	for _, first := range firsts {
		files := larkhollow.Knowledge(first)
		if err := fstest.TestFS(files, "promotions.yaml", "policies.yaml", "shipping.yaml", "hours.yaml", "returns.md"); err != nil {
			t.Fatal(err)
		}
		states := map[string]string{}
		running := 0
		for _, p := range read(t, files).Terms().Promotions {
			switch {
			case p.Runs(first) && !p.Ends.IsZero():
				states[p.ID] = "until " + strconv.Itoa(int(p.Ends.Sub(first).Hours()/24))
			case p.Runs(first):
				states[p.ID] = "always"
			case first.Before(p.Starts):
				states[p.ID] = "later"
			default:
				states[p.ID] = "over"
			}
			if p.Code == "" && p.Runs(first) {
				running++
			}
			if p.Limit == 1 && !p.Runs(first) {
				t.Errorf("%s: it should run, and be used up", p.ID)
			}
		}
		for id, until := range states { // the hour and the clocks may make a day of difference
			if days, ok := strings.CutPrefix(until, "until "); ok {
				n, err := strconv.Atoi(days)
				if err != nil || n < 9 {
					t.Errorf("%v: %s runs %s days only", first, id, days)
				}
				states[id] = "until"
			}
		}
		want := map[string]string{
			"warm-beds": "until", "long-evenings": "later", "welcome": "always", "barn-door": "until", "trail-mail": "until",
			"neighbors": "always", "last-swim": "over", "first-snow": "later", "early-bird": "always",
		}
		if !maps.Equal(states, want) || running != 1 {
			t.Errorf("%v: %d run by themselves, %v", first, running, states)
		}
	}
}

// What the promotions are for is on the shelf.
func TestPromotionsHaveProducts(t *testing.T) {
	list := products(t)
	for _, p := range read(t, larkhollow.Knowledge(opened)).Terms().Promotions {
		for _, category := range p.Categories {
			if n := below(list, category); n < 8 {
				t.Errorf("%s: only %d products in %s", p.ID, n, category)
			}
		}
		for _, tag := range p.Tags {
			n := 0
			for _, product := range list {
				if slices.Contains(product.Tags, tag) {
					n++
				}
			}
			if n < 3 {
				t.Errorf("%s: only %d products with the tag %s", p.ID, n, tag)
			}
		}
	}
}

// The rules for categories are about categories that there are.
func TestPoliciesHaveProducts(t *testing.T) {
	list := products(t)
	p := read(t, larkhollow.Knowledge(opened)).Terms().Policies
	var paths []string
	for _, rule := range p.Returns.Categories {
		paths = append(paths, rule.Category)
	}
	for _, rule := range p.Warranty.Categories {
		paths = append(paths, rule.Category)
	}
	for _, path := range paths {
		if below(list, path) == 0 {
			t.Errorf("there is nothing in %s", path)
		}
	}
	for _, product := range list {
		if rule := p.ReturnRule(product.Category); rule.Window == 0 && !rule.Never || rule.Condition == "" {
			t.Errorf("%s: %+v", product.ID, rule)
		}
	}
}

// Holidays are on the days on which the United States keep them.
func TestHolidays(t *testing.T) {
	terms := read(t, larkhollow.Knowledge(opened)).Terms()
	closed := map[cart.Day]bool{}
	for _, d := range terms.Hours.Holidays {
		closed[d.Day] = d.From == ""
		if day := d.Day.Time().Weekday(); day == time.Saturday || day == time.Sunday {
			t.Errorf("%s %s is on a %s, when nobody is there anyway", d.Day, d.Name, day)
		}
		if d.Name == "Thanksgiving" && (d.Day.Time().Weekday() != time.Thursday || d.Day.Time().Day() < 22 || d.Day.Time().Day() > 28) {
			t.Errorf("Thanksgiving is not on %s", d.Day)
		}
	}
	for _, day := range terms.Shipping.Holidays {
		if !closed[day] {
			t.Errorf("nothing is sent on %s, and somebody is there", day)
		}
	}
	if len(terms.Shipping.Holidays) < 18 {
		t.Errorf("only %d holidays in three years", len(terms.Shipping.Holidays))
	}
}

// below counts the products below a path of categories.
func below(products []catalog.Product, path string) (n int) {
	steps := strings.Split(path, " > ")
	for _, p := range products {
		if len(p.Category) >= len(steps) && slices.Equal(p.Category[:len(steps)], steps) {
			n++
		}
	}
	return n
}

// The demo shop shows what asks for a person, but for what would keep its assistant from
// asking first.
func TestTriggers(t *testing.T) {
	got := read(t, larkhollow.Knowledge(opened)).Triggers()
	if len(got.Topics) < 2 || len(got.Segments) == 0 || got.VIP.When == "" || got.LowRating.UpTo == 0 || got.LowConfidence.Below != 0 {
		t.Errorf("%+v", got)
	}
}
