package feed

import (
	"bytes"
	"testing"
)

// BenchmarkRead reads products in each format.
func BenchmarkRead(b *testing.B) {
	products := goods(4000)
	for _, name := range []string{"ours", "commerce", "shopify", "merchant xml", "merchant table", "woocommerce"} {
		b.Run(name, func(b *testing.B) {
			var data bytes.Buffer
			writers[name].write(&data, products)
			b.SetBytes(int64(data.Len()))
			b.ReportAllocs()
			for b.Loop() {
				n := 0
				for _, err := range Read(bytes.NewReader(data.Bytes())).Products() {
					if err != nil {
						b.Fatal(err)
					}
					n++
				}
				if n != len(products) {
					b.Fatalf("%d products", n)
				}
			}
			b.ReportMetric(float64(len(products))*float64(b.N)/b.Elapsed().Seconds(), "products/s")
		})
	}
}

// BenchmarkPlainText cleans a description as shops write them.
func BenchmarkPlainText(b *testing.B) {
	html := "<div class=\"rte\"><p>A <strong>close-fitting</strong> beanie of 19.5&nbsp;micron merino.</p>\n<ul>\n<li>Knitted in one piece</li>\n" +
		"<li>Folds into a pocket &amp; keeps its shape</li>\n</ul></div>"
	b.SetBytes(int64(len(html)))
	for b.Loop() {
		plainText(html)
	}
}
