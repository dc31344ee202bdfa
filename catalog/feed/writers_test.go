package feed

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/catalog"
)

func writeOurs(w io.Writer, products []catalog.Product) {
	for _, p := range products {
		line := map[string]any{
			"id": p.ID, "title": p.Title, "description": p.Description, "brand": p.Brand, "category": p.Category, "images": p.Images,
			"url": p.URL, "tags": p.Tags, "currency": "USD", "options": p.Options, "available": !p.SoldOut,
		}
		if p.Price.Amount > 0 && len(p.Variants) == 0 {
			line["price"], line["compare_at"] = plain(p.Price), plain(p.CompareAt)
		}
		if p.Stock.Known {
			line["stock"] = p.Stock.Count
		}
		attributes := map[string][]string{}
		for _, a := range p.Attributes {
			attributes[a.Name] = a.Values
		}
		line["attributes"] = attributes
		var variants []map[string]any
		for _, v := range p.Variants {
			variant := map[string]any{"id": v.ID, "options": v.Options, "price": plain(v.Price), "compare_at": plain(v.CompareAt), "image": v.Image}
			if v.Stock.Known {
				variant["stock"] = v.Stock.Count
			}
			variants = append(variants, variant)
		}
		line["variants"] = variants
		data, err := json.Marshal(line)
		if err != nil {
			panic(err)
		}
		w.Write(append(data, '\n'))
	}
}

func sayOurs(p catalog.Product) catalog.Product { return p }

func writeCommerce(w io.Writer, products []catalog.Product) {
	price := func(m catalog.Money) any { return map[string]any{"amount": m.Amount, "currency": m.Currency} }
	for _, p := range products {
		variants := p.Variants
		if len(variants) == 0 {
			variants = []catalog.Variant{{ID: p.ID, Price: p.Price, CompareAt: p.CompareAt, Stock: p.Stock, SoldOut: p.SoldOut}}
		}
		var list []any
		for _, v := range variants {
			variant := map[string]any{"id": v.ID, "title": p.Title, "description": map[string]any{"plain": p.Description}, "price": price(v.Price)}
			if !v.CompareAt.IsZero() {
				variant["list_price"] = price(v.CompareAt)
			}
			availability := map[string]any{"available": !v.SoldOut}
			if v.Stock.Known {
				availability["quantity"] = v.Stock.Count
			}
			variant["availability"] = availability
			var options []any
			for name, value := range v.Options {
				options = append(options, map[string]any{"name": name, "label": value})
			}
			variant["options"] = options
			if v.Image != "" {
				variant["media"] = []any{map[string]any{"type": "image", "url": v.Image}}
			}
			list = append(list, variant)
		}
		var media, options []any
		for _, image := range p.Images {
			media = append(media, map[string]any{"type": "image", "url": image})
		}
		for _, o := range p.Options {
			var values []any
			for _, value := range o.Values {
				values = append(values, map[string]any{"label": value})
			}
			options = append(options, map[string]any{"name": o.Name, "values": values})
		}
		line := map[string]any{
			"id": p.ID, "title": p.Title, "brand": p.Brand, "description": map[string]any{"plain": p.Description}, "url": p.URL,
			"categories":  []any{map[string]any{"value": strings.Join(p.Category, " > ")}},
			"price_range": map[string]any{"min": price(p.Price), "max": price(p.Price)},
			"media":       media, "options": options, "variants": list, "tags": p.Tags,
		}
		data, err := json.Marshal(line)
		if err != nil {
			panic(err)
		}
		w.Write(append(data, '\n'))
	}
}

// sayCommerce: everything that can be bought is a variant, and there are no
// attributes.
func sayCommerce(p catalog.Product) catalog.Product {
	p.Attributes = nil
	if len(p.Variants) == 0 {
		p.Variants = []catalog.Variant{{ID: p.ID, Options: map[string]string{}, Price: p.Price, CompareAt: p.CompareAt, Stock: p.Stock, SoldOut: p.SoldOut}}
		p.Stock = catalog.Stock{}
	}
	return p
}

// htmlOf writes plain text as HTML.
func htmlOf(text string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		b.WriteString("<p>")
		xml.EscapeText(&b, []byte(line))
		b.WriteString("</p>\n")
	}
	return b.String()
}

// sheet writes rows by the names of their columns.
func sheet(w io.Writer, comma rune, columns []string, rows []map[string]string) {
	out := csv.NewWriter(w)
	out.Comma = comma
	out.Write(columns)
	for _, r := range rows {
		cells := make([]string, len(columns))
		for i, column := range columns {
			cells[i] = r[column]
		}
		out.Write(cells)
	}
	out.Flush()
}

func writeShopify(w io.Writer, products []catalog.Product) {
	columns := []string{"Handle", "Title", "Body (HTML)", "Vendor", "Product Category", "Tags", "Published", "Option1 Name", "Option1 Value",
		"Option2 Name", "Option2 Value", "Variant SKU", "Variant Inventory Tracker", "Variant Inventory Qty", "Variant Inventory Policy",
		"Variant Price", "Variant Compare At Price", "Image Src", "Image Position", "Variant Image", "Status", "Material (product.metafields.custom.material)"}
	var rows []map[string]string
	for _, p := range products {
		variants := p.Variants
		if len(variants) == 0 {
			variants = []catalog.Variant{{Price: p.Price, CompareAt: p.CompareAt, Stock: p.Stock}}
		}
		var own []map[string]string
		for _, v := range variants {
			r := map[string]string{"Handle": p.ID, "Option1 Value": v.Options["color"], "Option2 Value": v.Options["size"], "Variant SKU": v.ID,
				"Variant Price": plain(v.Price), "Variant Compare At Price": plain(v.CompareAt), "Variant Image": v.Image, "Variant Inventory Policy": "deny"}
			if v.Stock.Known {
				r["Variant Inventory Tracker"], r["Variant Inventory Qty"] = "shopify", stockText(v.Stock)
			}
			own = append(own, r)
		}
		for i, image := range p.Images {
			if i == len(own) {
				own = append(own, map[string]string{"Handle": p.ID})
			}
			own[i]["Image Src"], own[i]["Image Position"] = image, strconv.Itoa(i+1)
		}
		first := own[0]
		first["Title"], first["Body (HTML)"], first["Vendor"] = p.Title, htmlOf(p.Description), p.Brand
		first["Product Category"], first["Tags"], first["Published"], first["Status"] = strings.Join(p.Category, " > "), strings.Join(p.Tags, ", "), "true", "active"
		if len(p.Options) == 0 {
			first["Option1 Name"], first["Option1 Value"] = "Title", "Default Title"
			first["Material (product.metafields.custom.material)"] = p.Attributes[0].Values[0]
		} else {
			first["Option1 Name"], first["Option2 Name"] = "Color", "Size"
		}
		rows = append(rows, own...)
	}
	sheet(w, ',', columns, rows)
}

// sayShopify: the page's address is made of the handle.
func sayShopify(p catalog.Product) catalog.Product {
	p.URL = "/products/" + p.ID
	return p
}

// merchantFieldsOf are the items of a product, as names and values in turn.
func merchantFieldsOf(p catalog.Product) [][]string {
	variants, grouped := p.Variants, len(p.Variants) > 0
	if !grouped {
		variants = []catalog.Variant{{ID: p.ID, Price: p.Price, CompareAt: p.CompareAt, Stock: p.Stock, SoldOut: p.SoldOut}}
	}
	var all [][]string
	for _, v := range variants {
		fields := []string{"id", v.ID, "title", p.Title, "description", htmlOf(p.Description), "link", p.URL, "brand", p.Brand,
			"product_type", strings.Join(p.Category, " > "), "image_link", p.Images[0], "additional_image_link", p.Images[1], "quantity", stockText(v.Stock)}
		if v.SoldOut {
			fields = append(fields, "availability", "out_of_stock")
		} else {
			fields = append(fields, "availability", "in_stock")
		}
		if v.CompareAt.IsZero() {
			fields = append(fields, "price", v.Price.String())
		} else {
			fields = append(fields, "price", v.CompareAt.String(), "sale_price", v.Price.String())
		}
		if grouped {
			fields = append(fields, "item_group_id", p.ID, "color", v.Options["color"], "size", v.Options["size"])
		} else {
			fields = append(fields, "material", p.Attributes[0].Values[0])
		}
		all = append(all, fields)
	}
	return all
}

func writeMerchantXML(w io.Writer, products []catalog.Product) {
	io.WriteString(w, `<?xml version="1.0"?><rss version="2.0" xmlns:g="`+merchantSpace+`"><channel><title>Shop</title>`+"\n")
	for _, p := range products {
		for _, fields := range merchantFieldsOf(p) {
			io.WriteString(w, "<item>\n")
			for i := 0; i < len(fields); i += 2 {
				if fields[i+1] != "" {
					fmt.Fprintf(w, "<g:%s>", fields[i])
					xml.EscapeText(w, []byte(fields[i+1]))
					fmt.Fprintf(w, "</g:%s>\n", fields[i])
				}
			}
			io.WriteString(w, "</item>\n")
		}
	}
	io.WriteString(w, "</channel></rss>\n")
}

func writeMerchantTable(w io.Writer, products []catalog.Product) {
	columns := []string{"id", "title", "description", "link", "image_link", "additional_image_link", "availability", "price", "sale_price", "brand",
		"product_type", "item_group_id", "color", "size", "material", "quantity"}
	var rows []map[string]string
	for _, p := range products {
		for _, fields := range merchantFieldsOf(p) {
			r := map[string]string{}
			for i := 0; i < len(fields); i += 2 {
				r[fields[i]] = fields[i+1]
			}
			rows = append(rows, r)
		}
	}
	sheet(w, '\t', columns, rows)
}

// sayMerchant: there are no tags.
func sayMerchant(p catalog.Product) catalog.Product {
	p.Tags = nil
	return p
}

func writeWoo(w io.Writer, products []catalog.Product) {
	columns := []string{"ID", "Type", "SKU", "Name", "Published", "Visibility in catalog", "Description", "In stock?", "Stock", "Backorders allowed?",
		"Sale price", "Regular price", "Categories", "Tags", "Images", "Parent", "Brands", "Attribute 1 name", "Attribute 1 value(s)", "Attribute 2 name", "Attribute 2 value(s)"}
	var rows []map[string]string
	for _, p := range products {
		escape := func(s string) string { return strings.ReplaceAll(s, ",", `\,`) }
		r := map[string]string{"ID": p.ID, "Type": "simple", "Name": p.Title, "Published": "1", "Visibility in catalog": "visible",
			"Description": strings.ReplaceAll(htmlOf(p.Description), "\n", `\n`), "Categories": escape(strings.Join(p.Category, " > ")),
			"Tags": strings.Join(p.Tags, ", "), "Images": strings.Join(p.Images, ", "), "Brands": p.Brand}
		sell := func(r map[string]string, price, before catalog.Money, stock catalog.Stock, soldOut bool) {
			r["Regular price"], r["Stock"], r["In stock?"] = plain(price), stockText(stock), "1"
			if !before.IsZero() {
				r["Regular price"], r["Sale price"] = plain(before), plain(price)
			}
			if soldOut {
				r["In stock?"] = "0"
			}
		}
		if len(p.Variants) == 0 {
			sell(r, p.Price, p.CompareAt, p.Stock, p.SoldOut)
			r["Attribute 1 name"], r["Attribute 1 value(s)"] = "Material", p.Attributes[0].Values[0]
			rows = append(rows, r)
			continue
		}
		r["Type"] = "variable"
		r["Attribute 1 name"], r["Attribute 1 value(s)"] = "Color", strings.Join(p.Options[0].Values, ", ")
		r["Attribute 2 name"], r["Attribute 2 value(s)"] = "Size", strings.Join(p.Options[1].Values, ", ")
		rows = append(rows, r)
		for _, v := range p.Variants {
			r := map[string]string{"ID": v.ID, "Type": "variation", "Name": p.Title, "Published": "1", "Parent": "id:" + p.ID, "Images": v.Image,
				"Attribute 1 name": "Color", "Attribute 1 value(s)": v.Options["color"], "Attribute 2 name": "Size", "Attribute 2 value(s)": v.Options["size"]}
			sell(r, v.Price, v.CompareAt, v.Stock, v.SoldOut)
			rows = append(rows, r)
		}
	}
	sheet(w, ',', columns, rows)
}

// sayWoo: exports have no addresses of pages.
func sayWoo(p catalog.Product) catalog.Product {
	p.URL = ""
	return p
}
