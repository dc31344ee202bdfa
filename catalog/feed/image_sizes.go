package feed

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/aisle-chat/aisle/catalog"
)

// imageSizes are the files of pictures in other widths, by the picture's URL.
type imageSizes map[string][]struct {
	URL   text `json:"url"`
	Width int  `json:"width"`
}

// imageSizes takes the sizes of pictures that p has.
func (r *record) imageSizes(p *catalog.Product) *LineError {
	for image, files := range r.ImageSizes {
		at := "image_sizes." + image
		known := slices.Contains(p.Images, image) || slices.ContainsFunc(p.Variants, func(v catalog.Variant) bool { return v.Image == image })
		switch {
		case !known:
			return refuse(at, image, "is no picture of this product")
		case len(files) > catalog.MaxImageSizes:
			return refuse(at, strconv.Itoa(len(files)), "has more than %d sizes", catalog.MaxImageSizes)
		}
		var sizes []catalog.ImageSize
		for _, file := range files {
			if file.URL == "" || file.Width <= 0 {
				return refuse(at, string(file.URL)+" "+strconv.Itoa(file.Width), "needs a url and a width in pixels for each size")
			}
			sizes = append(sizes, catalog.ImageSize{URL: string(file.URL), Width: file.Width})
		}
		slices.SortFunc(sizes, func(a, b catalog.ImageSize) int { return cmp.Compare(a.Width, b.Width) })
		if sizes == nil {
			continue
		}
		if p.ImageSizes == nil {
			p.ImageSizes = map[string][]catalog.ImageSize{}
		}
		p.ImageSizes[image] = sizes
	}
	return nil
}
