package knowledge_test

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/cart"
)

// folder returns the files in testdata/terms, to be changed.
func folder(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	root := os.DirFS("testdata/terms")
	names, err := fs.Glob(root, "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(root, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	return files
}

func TestTerms(t *testing.T) {
	base, err := knowledge.Read(folder(t))
	if err != nil {
		t.Fatal(err)
	}
	place, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	want := assistant.Terms{
		Policies: &cart.Policies{
			TimeZone: "America/New_York",
			Returns: cart.ReturnPolicy{
				Window: 30, Condition: "unused, with its labels on", PaidBy: "shop", Fee: "4.50", FinalSale: "final sale",
				Categories: []cart.CategoryRule{
					{Category: "Footwear", Window: 60, Condition: "unworn outdoors"},
					{Category: "Gifts > Gift cards", Window: -1, Why: "they are as good as money"},
				},
			},
			Exchange:    cart.ExchangePolicy{PaidBy: "shop", Ships: "as soon as your parcel is scanned"},
			Refund:      cart.RefundPolicy{Days: 5, To: "the way it came", Shipping: true},
			Cancel:      cart.CutOff{Until: cart.OrderPlaced, Hours: 2, After: "Send it back when it arrives."},
			Address:     cart.CutOff{Until: cart.OrderPacked},
			Damaged:     cart.ReportPolicy{Window: 14, Photo: true, Remedies: []string{"replacement", "refund"}, Answer: 8, KeepIt: true},
			WrongItem:   cart.ReportPolicy{Window: 14, Remedies: []string{"replacement"}},
			NotReceived: cart.WaitPolicy{Wait: 2, Window: 21, Check: "look at the back door", Remedies: []string{"refund"}},
			Late:        cart.LatePolicy{After: 3, Remedies: []string{"refund"}},
			Lost:        cart.LatePolicy{After: 7, Remedies: []string{"replacement", "refund"}},
			Warranty: cart.WarrantyPolicy{
				Months: 24, Covers: "faults in material and making", Excludes: "wear", Remedies: []string{"repair", "replacement", "refund"},
				Categories: []cart.WarrantyRule{{Category: "Packs", Months: 60}},
			},
			Gift: cart.GiftReturnPolicy{Window: 45, As: "store credit", Discreet: true},
		},
		Shipping: &cart.Shipping{
			Currency: "USD", TimeZone: "America/New_York", CutOff: "14:00", Handling: 1, Holidays: []cart.Day{"2026-12-25", "2027-01-01"},
			Zones: []cart.Zone{
				{ID: "us", Name: "the United States", Countries: []string{"US"}, Methods: []cart.Method{
					{ID: "standard", Name: "Standard", Cost: "5.90", FreeFrom: "75", MinDays: 3, MaxDays: 5, Carrier: "Postal"},
					{ID: "next-day", Name: "Next day", Cost: "14.90", MinDays: 1, MaxDays: 1},
				}},
				{ID: "nordic", Name: "the Nordic countries", Countries: []string{"NO", "SE"}, Duties: "Duties are included", Methods: []cart.Method{
					{ID: "north", Name: "North", Cost: "0", MinDays: 6, MaxDays: 9},
				}},
			},
			Elsewhere: "We do not ship anywhere else yet.",
		},
		Hours: &assistant.Hours{
			TimeZone: "America/New_York",
			Week:     []assistant.Opening{{Days: []string{"mon-fri"}, From: "09:00", To: "17:00"}},
			Holidays: []assistant.Holiday{{Day: "2026-12-24", Name: "Christmas Eve", From: "09:00", To: "12:00"}, {Day: "2026-12-25", Name: "Christmas Day"}},
		},
		Promotions: []cart.Promotion{
			{ID: "wool", Title: "20 % off wool", Percent: 20, Categories: []string{"Clothing > Tops"}, Tags: []string{"wool"},
				Starts: time.Date(2026, 11, 20, 0, 0, 0, 0, place), Ends: time.Date(2026, 12, 1, 0, 0, 0, 0, place)},
			{ID: "welcome", Title: "$10 off", Code: "WELCOME", Secret: true, Amount: "10", Minimum: "60.00", Limit: 100, LimitEach: 1, Alone: true,
				Ends: time.Date(2026, 12, 1, 18, 0, 0, 0, place)},
			{ID: "free", Title: "Free shipping", FreeShipping: true},
		},
	}
	if got := base.Terms(); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v %+v %+v\nwant %+v %+v %+v\ngot  %+v\nwant %+v",
			got.Policies, got.Shipping, got.Hours, want.Policies, want.Shipping, want.Hours, got.Promotions, want.Promotions)
	}
}

// A file that is missing or holds nothing says nothing.
func TestNoTerms(t *testing.T) {
	for _, files := range []fstest.MapFS{
		{},
		{"policies.yaml": {}, "shipping.yaml": {Data: []byte("# later\n")}, "hours.yaml": {Data: []byte("---\n")}, "promotions.yaml": {Data: []byte("\n\n")}},
		{"sub/policies.yaml": {Data: []byte("returns: {window: 30}")}},
	} {
		base, err := knowledge.Read(files)
		if err != nil || !reflect.DeepEqual(base.Terms(), assistant.Terms{}) {
			t.Errorf("%v: %+v, %v", slices.Collect(maps.Keys(files)), base.Terms(), err)
		}
	}
}

// The files in testdata/broken say themselves what is to be found in them.
func TestBrokenTerms(t *testing.T) {
	paths, err := filepath.Glob("testdata/broken/*.yaml")
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".yaml"), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var want []string
			for line := range strings.Lines(string(data)) {
				if message, ok := strings.CutPrefix(line, "# want "); ok {
					want = append(want, "knowledge: "+strings.TrimSpace(message))
				}
			}
			name, _, _ := strings.Cut(filepath.Base(path), "-")
			files := folder(t)
			files[name+".yaml"] = &fstest.MapFile{Data: data}
			base, err := knowledge.Read(files)
			if err == nil {
				t.Fatal("read without an error")
			}
			var got []string
			for _, one := range err.(interface{ Unwrap() []error }).Unwrap() {
				if e, ok := errors.AsType[*knowledge.Error](one); !ok || e.File != name+".yaml" || e.Line == 0 {
					t.Errorf("%T without its place: %v", one, one)
				}
				got = append(got, one.Error())
			}
			if !slices.Equal(got, want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			terms := base.Terms()
			lost := map[string]bool{
				"policies": terms.Policies == nil, "shipping": terms.Shipping == nil,
				"hours": terms.Hours == nil, "promotions": terms.Promotions == nil,
			}
			for file, is := range lost {
				if is != (file == name) {
					t.Errorf("%s: lost is %v", file, is)
				}
			}
		})
	}
}

func TestTermsThatAreNoText(t *testing.T) {
	for want, data := range map[string]string{
		"policies.yaml:2: this is not UTF-8 text":                 "returns:\n  window: \xff\n",
		"policies.yaml: the file is larger than the 262144 bytes": strings.Repeat("#", knowledge.MaxFileSize+1),
		"policies.yaml:3: returns.window: must be a whole number": "\ufeffreturns:\r\n  paid_by: shop\r\n  window: x\r\n",
	} {
		_, err := knowledge.Read(fstest.MapFS{"policies.yaml": {Data: []byte(data)}})
		if err == nil || !strings.HasPrefix(err.Error(), "knowledge: "+want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func FuzzTerms(f *testing.F) {
	for _, pattern := range []string{"testdata/terms/*.yaml", "testdata/broken/*.yaml"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Add([]byte("a: &a [*a]"))
	f.Add([]byte("? [x]\n: {y"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, name := range []string{"policies.yaml", "shipping.yaml", "hours.yaml", "promotions.yaml"} {
			base, err := knowledge.Read(fstest.MapFS{name: {Data: data}})
			terms := base.Terms()
			if err != nil {
				for _, one := range err.(interface{ Unwrap() []error }).Unwrap() {
					e, ok := errors.AsType[*knowledge.Error](one)
					if !ok || e.File != name || e.Reason == "" || e.Line > 1+strings.Count(string(data), "\n")+strings.Count(string(data), "\r") {
						t.Fatalf("%#v", one)
					}
				}
				if !reflect.DeepEqual(terms, assistant.Terms{}) {
					t.Fatalf("broken, and used: %+v", terms)
				}
				continue
			}
			if terms.Hours != nil {
				now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
				if terms.Hours.Open(now) && terms.Hours.Expectation(now) == "" {
					t.Fatalf("open, and nothing is said: %+v", terms.Hours)
				}
			}
		}
	})
}
