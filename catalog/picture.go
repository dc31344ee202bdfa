package catalog

import (
	"net/url"
	"strconv"
	"strings"
)

// ImageSize is one file of a picture that there is in several widths.
type ImageSize struct {
	URL   string `json:"url"`
	Width int    `json:"width"` // in pixels
}

// MaxImageSizes is how many files a feed may name of one picture.
const MaxImageSizes = 8

// madeWidths are what is asked of a host that makes pictures in any width: one
// for a card, one for a card on a sharp screen and one for the whole panel there.
var madeWidths = [...]int{240, 480, 960}

// Sizes returns the files that show the same as image, which is one of p's Images
// or of its variants': those of p.ImageSizes, or else those that the picture's host
// makes itself. Narrow ones come first. It returns nil where only image is known.
func (p *Product) Sizes(image string) []ImageSize {
	if sizes, ok := p.ImageSizes[image]; ok {
		return sizes
	}
	return madeSizes(image)
}

// madeSizes knows the one host of feeds that documents a parameter for the width,
// and that it never makes a picture larger than it is: Shopify's
// (shopify.dev/docs/api/liquid/filters/image_url). A picture for which the shop has
// chosen a size already keeps it.
func madeSizes(image string) []ImageSize {
	const host = "https://cdn.shopify.com/"
	if !strings.HasPrefix(image, host) {
		return nil
	}
	u, err := url.Parse(image)
	if err != nil || u.Fragment != "" {
		return nil
	}
	for _, chosen := range []string{"width", "height", "crop"} {
		if u.Query().Has(chosen) {
			return nil
		}
	}
	link := image + "?width="
	if u.RawQuery != "" {
		link = image + "&width="
	}
	sizes := make([]ImageSize, len(madeWidths))
	for i, width := range madeWidths {
		sizes[i] = ImageSize{URL: link + strconv.Itoa(width), Width: width}
	}
	return sizes
}
