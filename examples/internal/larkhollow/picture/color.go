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

// shades are the colours that a drawing may name.
type shades struct {
	// Glow to Ink go from the lightest to the darkest shade of the thing.
	Glow, Light, Base, Shade, Deep, Ink rgb
	// Paper and Wall are the ground, with a breath of the thing's colour.
	Paper, Wall rgb
}

func shadesOf(base rgb) shades {
	return shades{
		Glow: base.mix(white, 45), Light: base.mix(white, 18), Base: base,
		Shade: base.mix(ink, 20), Deep: base.mix(ink, 42), Ink: base.mix(ink, 68),
		Paper: paper.mix(base, 4), Wall: paper.mix(base, 13),
	}
}
