package main

import (
	"regexp"
	"slices"

	"github.com/aisle-chat/aisle/catalog"
)

// maxPictures is how many pictures a gallery shows.
const maxPictures = 8

// plate is one picture of a gallery.
type plate struct {
	// URL is where it is; Front is true for the picture that the choice of a
	// variant changes.
	URL   string
	Alt   string
	Front bool
}

// drawn is a picture of ours in its front view: its kind and tint have other
// views under names of their own.
var drawn = regexp.MustCompile(`^(/img/[a-z-]+/[0-9a-f]{6})\.svg$`)

// views are the other views of a drawn picture, with what they show.
var views = []struct{ name, words string }{{"detail", ", seen close"}, {"scale", ", beside something of a known size"}}

// gallery returns the pictures of a product, the one of the chosen variant
// first. A drawn one is followed by its other views; the colours that were not
// chosen are left to the choice itself.
func gallery(p *catalog.Product, s catalog.Selection) []plate {
	front := chosenPicture(p, s)
	plates := []plate{{URL: front, Alt: p.Title, Front: true}}
	if m := drawn.FindStringSubmatch(front); m != nil {
		for _, v := range views {
			plates = append(plates, plate{URL: m[1] + "-" + v.name + ".svg", Alt: p.Title + v.words})
		}
		return plates
	}
	for _, image := range p.Images {
		known := slices.ContainsFunc(plates, func(other plate) bool { return other.URL == image })
		if !known && len(plates) < maxPictures {
			plates = append(plates, plate{URL: image, Alt: p.Title + ", another picture"})
		}
	}
	return plates
}

// chosenPicture is the picture of the chosen variant, or of the chosen colour,
// or the product's.
func chosenPicture(p *catalog.Product, s catalog.Selection) string {
	for i := range p.Variants {
		v := &p.Variants[i]
		chosen := s.Variant != nil && s.Variant.ID == v.ID
		colored := s.Options["color"] != "" && v.Options["color"] == s.Options["color"]
		if v.Image != "" && (chosen || colored) {
			return v.Image
		}
	}
	return mainPicture(p)
}
