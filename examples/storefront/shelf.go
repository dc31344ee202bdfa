package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"net"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
	"github.com/aisle-chat/aisle/examples/internal/larkhollow"
)

// shelf is what the shop sells, as the pages need it. It never changes.
type shelf struct {
	index *catalog.Index
	// products are in the feed's order.
	products []catalog.Product
	// collections are the categories of the first level, each with its own
	// below it, in the feed's order.
	collections []*collection
	byPath      map[string]*collection
	// imageHosts are the origins of pictures that lie elsewhere.
	imageHosts []string
	// report says which lines of the feed were refused.
	report feed.Report
}

// collection is a category with everything in it and below it.
type collection struct {
	Name string
	// Line says in a few words what it is, Lead opens its page; empty where
	// nobody has written any.
	Line, Lead string
	// Path is the collection's page.
	Path     string
	Products []*catalog.Product
	Parent   *collection
	Children []*collection
}

// Cover is the product whose picture stands for the collection: the first that
// can be bought and has one, or else the first.
func (c *collection) Cover() *catalog.Product {
	for _, p := range c.Products {
		if !p.SoldOut && len(p.Images) > 0 {
			return p
		}
	}
	return c.Products[0]
}

// loadShelf reads the feed in file, or the embedded one when file is empty; its
// reviews are dated from first, the time at which the shop first opened.
func loadShelf(file string, first time.Time) (*shelf, error) {
	source := feed.Read(larkhollow.Feed(first))
	if file != "" {
		opened, err := feed.Open(file)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("there is no feed at %s; give -feed the path of a product feed, or leave it out to sell Larkhollow's things", file)
		}
		if err != nil {
			return nil, fmt.Errorf("the feed cannot be read: %w", err)
		}
		defer opened.Close()
		source = opened
	}
	s := &shelf{byPath: map[string]*collection{}}
	index, err := catalog.NewIndex(s.collect(source.Products()))
	if err != nil {
		return nil, fmt.Errorf("the feed cannot be read: %w", err)
	}
	s.index, s.report = index, source.Report()
	if len(s.products) == 0 {
		return nil, emptyFeed(file, s.report)
	}
	s.arrange()
	if file == "" {
		s.describe()
	}
	return s, nil
}

// emptyFeed says why a feed gave nothing to sell.
func emptyFeed(file string, report feed.Report) error {
	const wants = "every product needs at least an id and a title (go doc ./catalog/feed says how each format writes them)"
	if len(report.Errors) == 0 {
		return fmt.Errorf("the feed %s holds no product; %s", file, wants)
	}
	return fmt.Errorf("nothing in the feed %s can be sold, all of its lines are refused (%d); %s; the first: %w", file, report.Refused, wants, report.Errors[0])
}

// collect passes products on and keeps each as the pages show it. Links to
// another site's product pages become links to ours.
func (s *shelf) collect(products iter.Seq2[catalog.Product, error]) iter.Seq2[catalog.Product, error] {
	return func(yield func(catalog.Product, error) bool) {
		at := map[string]int{}
		for p, err := range products {
			if err == nil {
				p.URL = productPath(p.ID)
				if i, seen := at[p.ID]; seen {
					s.products[i] = p
				} else {
					at[p.ID] = len(s.products)
					s.products = append(s.products, p)
				}
			}
			if !yield(p, err) {
				return
			}
		}
	}
}

// arrange makes collections and image hosts of the products.
func (s *shelf) arrange() {
	hosts := map[string]bool{}
	for i := range s.products {
		p := &s.products[i]
		var parent *collection
		for _, name := range p.Category {
			parent = s.collection(parent, name)
			parent.Products = append(parent.Products, p)
		}
		from := func(image string) {
			if origin := imageOrigin(image); origin != "" {
				hosts[origin] = true
			}
		}
		for _, image := range p.Images {
			from(image)
		}
		for _, v := range p.Variants {
			from(v.Image)
		}
		for _, sizes := range p.ImageSizes {
			for _, size := range sizes {
				from(size.URL)
			}
		}
	}
	for host := range hosts {
		s.imageHosts = append(s.imageHosts, host)
	}
	slices.Sort(s.imageHosts)
}

// collection returns the collection of this name below parent, making it when
// there is none.
func (s *shelf) collection(parent *collection, name string) *collection {
	base := "/collections"
	if parent != nil {
		base = parent.Path
	}
	path := base + "/" + slug(name)
	if c, ok := s.byPath[path]; ok {
		return c
	}
	c := &collection{Name: capital(name), Path: path, Parent: parent}
	s.byPath[path] = c
	if parent == nil {
		s.collections = append(s.collections, c)
	} else {
		parent.Children = append(parent.Children, c)
	}
	return c
}

// navigation returns the collections for the top of every page: those with
// these names, or where none has them all of the first level that has several,
// when they are few, and otherwise the largest of it, in the feed's order.
func (s *shelf) navigation(names []string) []*collection {
	const most = 8
	if named := s.named(names); len(named) > 0 {
		return named
	}
	all := s.collections
	for len(all) == 1 && len(all[0].Children) > 1 {
		all = all[0].Children
	}
	if len(all) <= most {
		return all
	}
	large := slices.Clone(all)
	slices.SortStableFunc(large, func(a, b *collection) int { return len(b.Products) - len(a.Products) })
	large = large[:most]
	return slices.DeleteFunc(slices.Clone(all), func(c *collection) bool { return !slices.Contains(large, c) })
}

// named returns the collections with these names, as many as there are: the
// largest of each name.
func (s *shelf) named(names []string) []*collection {
	var found []*collection
	for _, name := range names {
		var best *collection
		for _, c := range s.byPath {
			if strings.EqualFold(c.Name, name) && (best == nil || len(c.Products) > len(best.Products) ||
				len(c.Products) == len(best.Products) && c.Path < best.Path) {
				best = c
			}
		}
		if best != nil {
			found = append(found, best)
		}
	}
	return found
}

// kinds returns the n largest collections that have none below them.
func (s *shelf) kinds(n int) []*collection {
	var kinds []*collection
	for _, path := range slices.Sorted(maps.Keys(s.byPath)) {
		if c := s.byPath[path]; len(c.Children) == 0 {
			kinds = append(kinds, c)
		}
	}
	slices.SortStableFunc(kinds, func(a, b *collection) int { return len(b.Products) - len(a.Products) })
	return kinds[:min(n, len(kinds))]
}

// favourites returns up to n products for the home page.
func (s *shelf) favourites(n int) []*catalog.Product {
	all := make([]*catalog.Product, len(s.products))
	for i := range s.products {
		all[i] = &s.products[i]
	}
	return favouritesOf(all, n)
}

// favouritesOf returns up to n of the products: those with the tag "bestseller",
// then the best rated, nothing that is sold out.
func favouritesOf(products []*catalog.Product, n int) []*catalog.Product {
	list := slices.DeleteFunc(slices.Clone(products), func(p *catalog.Product) bool { return p.SoldOut })
	rank := func(p *catalog.Product) float64 {
		score := p.Rating.Average * float64(min(p.Rating.Count, 50))
		if slices.Contains(p.Tags, "bestseller") {
			score += 1000
		}
		return score
	}
	slices.SortStableFunc(list, func(a, b *catalog.Product) int { return cmp.Compare(rank(b), rank(a)) })
	return list[:min(n, len(list))]
}

// covers returns the three products that open the home page: those with the tag
// "cover", or favourites.
func (s *shelf) covers() []*catalog.Product {
	var list []*catalog.Product
	for i := range s.products {
		if slices.Contains(s.products[i].Tags, "cover") && !s.products[i].SoldOut {
			list = append(list, &s.products[i])
		}
	}
	if len(list) < 3 {
		list = s.favourites(3)
	}
	return list[:min(3, len(list))]
}

func productPath(id string) string { return "/products/" + url.PathEscape(id) }

// imageOrigin returns the origin that a picture is loaded from when it is
// another one than ours and may be used: https, or http on this machine.
func imageOrigin(image string) string {
	u, err := url.Parse(image)
	if err != nil || u.Host == "" || strings.ContainsAny(u.Host, " ;,'\"") {
		return ""
	}
	local := u.Hostname() == "localhost" || net.ParseIP(u.Hostname()).IsLoopback()
	if u.Scheme == "https" || u.Scheme == "http" && local {
		return u.Scheme + "://" + u.Host
	}
	return ""
}

// slug writes name as a part of a path.
func slug(name string) string {
	parts := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r < 0x80
	})
	if len(parts) == 0 {
		return "other"
	}
	return strings.Join(parts, "-")
}

// capital returns text with a capital first letter.
func capital(text string) string {
	for i, r := range text {
		return strings.ToUpper(string(r)) + text[i+len(string(r)):]
	}
	return text
}
