package feed

import (
	"fmt"
	"hash/fnv"
	"io"
	"strconv"

	"github.com/aisle-chat/aisle/catalog"
)

// Checkpoint says how far a load has come, as text that can be stored beside what
// was loaded; see [Options.Resume]. It is opaque but for the empty one, which is
// the beginning of every feed.
type Checkpoint string

// ErrChanged is what a load ends with that is to go on behind a checkpoint of
// another feed: one in which other products stand in front of it. Nothing was
// yielded then; the feed has to be loaded from its beginning.
var ErrChanged = fmt.Errorf("feed: is not the feed that the checkpoint was taken of; load it from its beginning")

// place is a Checkpoint in parts: how many products were yielded, and a sum of
// them that tells this feed from others. Only their ids and titles count in it:
// prices may be read at another moment, when other sales are on.
type place struct {
	products int
	sum      uint64
}

// pass moves the place behind a product.
func (c *place) pass(p *catalog.Product) {
	sum := fnv.New64a()
	fmt.Fprintf(sum, "%x\x00", c.sum)
	io.WriteString(sum, p.ID+"\x00"+p.Title)
	for i := range p.Variants {
		io.WriteString(sum, "\x00"+p.Variants[i].ID)
	}
	c.products++
	c.sum = sum.Sum64()
}

func (c place) checkpoint() Checkpoint {
	if c.products == 0 {
		return ""
	}
	return Checkpoint(fmt.Sprintf("%d-%016x", c.products, c.sum))
}

// parseCheckpoint reads what checkpoint wrote.
func parseCheckpoint(text Checkpoint) (c place, ok bool) {
	if text == "" {
		return c, true
	}
	var digits string
	if _, err := fmt.Sscanf(string(text), "%d-%16s", &c.products, &digits); err != nil {
		return c, false
	}
	sum, err := strconv.ParseUint(digits, 16, 64)
	c.sum = sum
	return c, err == nil && c.products > 0 && c.checkpoint() == text
}
