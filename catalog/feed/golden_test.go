package feed

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the golden files anew")

// may is the moment at which the samples are read: their sales are on.
var may = time.Date(2026, 5, 15, 12, 0, 0, 0, time.UTC)

// outcome is what becomes of a feed, for golden files.
type outcome struct {
	Report   Report
	Products []any
	Broken   string `json:",omitempty"`
}

// outcomeOf reads a feed as the samples are read.
func outcomeOf(t *testing.T, path string) []byte {
	t.Helper()
	f, err := OpenWith(path, Options{Now: may})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	products, broken := readAll(f)
	o := outcome{Report: f.Report(), Products: []any{}}
	if broken != nil {
		o.Broken = broken.Error()
	}
	for _, p := range products {
		o.Products = append(o.Products, compact(t, p))
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// compact is v as JSON without what is empty, so that a golden file can be read.
func compact(t *testing.T, v any) any {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var plain any
	if err := d.Decode(&plain); err != nil {
		t.Fatal(err)
	}
	kept, _ := full(plain)
	return kept
}

func full(v any) (kept any, ok bool) {
	switch v := v.(type) {
	case map[string]any:
		if amount, isMoney := v["amount"]; isMoney {
			return string(amount.(json.Number)) + " " + v["currency"].(string), v["currency"] != ""
		}
		for name, value := range v {
			if kept, ok := full(value); ok {
				v[name] = kept
			} else {
				delete(v, name)
			}
		}
		return v, len(v) > 0
	case []any:
		for i, value := range v {
			v[i], _ = full(value)
		}
		return v, len(v) > 0
	case string:
		return v, v != ""
	case bool:
		return v, v
	case json.Number:
		return v, v != "0"
	default:
		return v, v != nil
	}
}

// TestGolden reads every sample in testdata, sound and damaged, and compares the
// products and the report with its golden file.
func TestGolden(t *testing.T) {
	for _, path := range samples(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			got, golden := outcomeOf(t, path), path+".golden"
			if *update {
				if err := os.WriteFile(golden, got, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("is not as in %s; look at the difference after go test -run TestGolden -update:\n%s", golden, got)
			}
		})
	}
}

// samples are the feeds in testdata.
func samples(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.*")
	if err != nil {
		t.Fatal(err)
	}
	var feeds []string
	for _, file := range files {
		if !strings.HasSuffix(file, ".golden") {
			feeds = append(feeds, file)
		}
	}
	if len(feeds) == 0 {
		t.Fatal("no feed in testdata")
	}
	return feeds
}
