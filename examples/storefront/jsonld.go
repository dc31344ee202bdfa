package main

import (
	"strings"

	"github.com/aisle-chat/aisle/catalog"
)

// jsonLD describes a product as schema.org does. The chat reads it to know
// which product the page shows: sku is the catalogue's id.
func jsonLD(p *catalog.Product, base string) map[string]any {
	data := map[string]any{
		"@context": "https://schema.org", "@type": "Product",
		"sku": p.ID, "productID": p.ID, "name": p.Title, "url": absolute(base, productPath(p.ID)),
	}
	if p.Description != "" {
		data["description"] = p.Description
	}
	if p.Brand != "" {
		data["brand"] = map[string]any{"@type": "Brand", "name": p.Brand}
	}
	if len(p.Category) > 0 {
		data["category"] = strings.Join(p.Category, " > ")
	}
	var images []string
	for _, image := range p.Images {
		images = append(images, absolute(base, image))
	}
	if len(images) > 0 {
		data["image"] = images
	}
	if p.Rating.Count > 0 {
		data["aggregateRating"] = map[string]any{
			"@type": "AggregateRating", "ratingValue": p.Rating.Average, "ratingCount": p.Rating.Count,
		}
	}
	if !p.Price.IsZero() {
		data["offers"] = offers(p, base)
	}
	return data
}

// offers is one Offer where there is one price, and a range otherwise.
func offers(p *catalog.Product, base string) map[string]any {
	low, high := p.Price, p.Price
	for _, v := range p.Variants {
		if v.Price.Amount > high.Amount {
			high = v.Price
		}
	}
	offer := map[string]any{
		"priceCurrency": p.Price.Currency, "availability": availability(p.SoldOut), "url": absolute(base, productPath(p.ID)),
	}
	if low == high {
		offer["@type"], offer["price"] = "Offer", decimal(low)
		return offer
	}
	offer["@type"], offer["lowPrice"], offer["highPrice"] = "AggregateOffer", decimal(low), decimal(high)
	offer["offerCount"] = len(p.Variants)
	return offer
}

func availability(soldOut bool) string {
	if soldOut {
		return "https://schema.org/OutOfStock"
	}
	return "https://schema.org/InStock"
}

// decimal writes an amount without its currency: "129.00".
func decimal(m catalog.Money) string {
	amount, _, _ := strings.Cut(m.String(), " ")
	return amount
}
