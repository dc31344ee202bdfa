package picture

import (
	"fmt"
	"strconv"
)

// rgb is a colour in sRGB.
type rgb [3]uint8

var (
	white = rgb{255, 255, 255}
	ink   = rgb{24, 22, 26}
	paper = rgb{241, 235, 224}
	clay  = rgb{158, 143, 122}
)

// parseColor reads six hexadecimal digits in lower case.
func parseColor(digits string) (rgb, error) {
	n, err := strconv.ParseUint(digits, 16, 24)
	if err != nil || fmt.Sprintf("%06x", n) != digits {
		return rgb{}, fmt.Errorf("%w: colour %q", ErrNotFound, digits)
	}
	return rgb{uint8(n >> 16), uint8(n >> 8), uint8(n)}, nil
}

// String writes c as CSS does.
func (c rgb) String() string { return fmt.Sprintf("#%02x%02x%02x", c[0], c[1], c[2]) }

// mix returns c with percent of other in it.
func (c rgb) mix(other rgb, percent int) rgb {
	var out rgb
	for i := range c {
		out[i] = uint8((int(c[i])*(100-percent) + int(other[i])*percent + 50) / 100)
	}
	return out
}

// luma is how light c is, from 0 to 255.
func (c rgb) luma() int { return (299*int(c[0]) + 587*int(c[1]) + 114*int(c[2])) / 1000 }

// shades are the colours that a drawing may name.
type shades struct {
	// Glow to Ink go from the lightest to the darkest shade of the thing.
	Glow, Light, Base, Shade, Deep, Ink rgb
	// Paper and Wall are the ground, with a breath of the thing's colour.
	Paper, Wall rgb
}

// shadesOf makes the shades of base. What is almost black is lit a little more
// than the rest, and what is almost white stands on a darker ground: without,
// the one would lose its form and the other its outline.
func shadesOf(base rgb) shades {
	ground := paper
	light := 18
	switch l := base.luma(); {
	case l < 80:
		base, light = base.mix(white, 6), 24
	case l > 175:
		ground = paper.mix(clay, min((l-175)/2, 34))
	}
	return shades{
		Glow: base.mix(white, 45), Light: base.mix(white, light), Base: base,
		Shade: base.mix(ink, 20), Deep: base.mix(ink, 42), Ink: base.mix(ink, 68),
		Paper: ground.mix(base, 4), Wall: ground.mix(base, 13),
	}
}
