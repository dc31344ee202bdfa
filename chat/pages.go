package chat

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/widget"
)

// How long a browser may keep what does not change with every request.
const (
	cacheAsset   = "public, max-age=300"
	cacheForGood = "public, max-age=31536000, immutable"
	cachePage    = "public, max-age=60"
)

// maxQuestions is the size of the answer to GET questions, in bytes.
const maxQuestions = 2 << 10

// serveProduct answers GET products/{id}: the details view of a product.
func (c *Chat) serveProduct(w http.ResponseWriter, r *http.Request, id string) {
	p, err := c.config.Catalog.Product(r.Context(), id)
	if err != nil {
		c.fail(w, r, err)
		return
	}
	block := assistant.ProductBlock{Text: p.Title, Product: assistant.NewDetails(&p, r.URL.Query().Get("variant"))}
	c.serveCached(w, r, block)
}

// serveQuestions answers GET questions?product=ID: the questions worth
// suggesting on that product's page.
func (c *Chat) serveQuestions(w http.ResponseWriter, r *http.Request) {
	answer := QuestionsAnswer{Questions: []string{}}
	asker, ok := c.config.Assistant.(assistant.Questioner)
	if id := r.URL.Query().Get("product"); ok && id != "" {
		p, err := c.config.Catalog.Product(r.Context(), id)
		if err != nil {
			c.fail(w, r, err)
			return
		}
		size := 0
		for _, q := range asker.Questions(p) {
			if size += len(q) + 3; size > maxQuestions-len(`{"questions":[]}`) || len(answer.Questions) == assistant.MaxChoices {
				break
			}
			answer.Questions = append(answer.Questions, q)
		}
	}
	c.serveCached(w, r, answer)
}

// serveCached writes v as JSON that anybody may keep for a minute.
func (c *Chat) serveCached(w http.ResponseWriter, r *http.Request, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		c.fail(w, r, err)
		return
	}
	sum := sha256.Sum256(body)
	h := w.Header()
	h.Set("Cache-Control", cachePage)
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// asset is a file of the widget, as it is and compressed.
type asset struct {
	widget.Asset
	gzip []byte // nil where it is not worth it
}

// assets are the widget's files, prepared once.
var assets = sync.OnceValue(func() map[string]asset {
	all := map[string]asset{}
	for _, name := range widget.Names() {
		file, _ := widget.Lookup(name)
		all[name] = asset{file, compress(file.Body)}
	}
	return all
})

func (a asset) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", cacheAsset)
	if a.Immutable {
		h.Set("Cache-Control", cacheForGood)
	}
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Set("Content-Type", a.Type)
	h.Add("Vary", "Accept-Encoding")
	body, tag := a.Body, a.ETag
	if a.gzip != nil && acceptsGzip(r) {
		body, tag = a.gzip, strings.TrimSuffix(tag, `"`)+`-gz"`
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("ETag", tag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

func acceptsGzip(r *http.Request) bool {
	accepted := strings.Split(r.Header.Get("Accept-Encoding"), ",")
	return slices.ContainsFunc(accepted, func(coding string) bool {
		name, quality, _ := strings.Cut(strings.TrimSpace(coding), ";")
		return strings.TrimSpace(name) == "gzip" && strings.ReplaceAll(quality, " ", "") != "q=0"
	})
}

func compress(body []byte) []byte {
	var out bytes.Buffer
	z, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // the level is valid
	z.Write(body)
	z.Close()
	if out.Len() >= len(body) {
		return nil
	}
	return out.Bytes()
}
