// Package picture draws the things that the demo shop sells, as SVG. Each kind
// of thing is one file in kinds: a drawing whose parts name the shades of one
// colour (.Light, .Base, .Shade ...) instead of colours, so that one silhouette
// serves every colour in which the thing is made.
//
// A drawing is 400 wide and 500 high and stands on the shop's paper, lit from
// the upper left. It may use the gradients and the pieces of shared.svg, and
// the textures of textures.svg: {{template "ripstop" .}} brings the pattern
// that fill="url(#ripstop)" lays over a shape. Scenery around the thing stands
// inside {{if not .Scale}}, since the scale view sets the thing alone beside a
// person or a hand.
//
// A drawing defines
//
//   - "crop", the part that the detail view shows: x, y, width and height;
//   - "box", the same four numbers around the thing itself, without shadow;
//   - "size", how high that box is in truth, in centimetres; how wide it is
//     follows from the box, and is what the ruler shows of a thing that lies;
//   - "lift", for what is worn: how many centimetres above the floor its lower
//     end hangs beside the person. Without it the thing stands on the floor.
package picture
