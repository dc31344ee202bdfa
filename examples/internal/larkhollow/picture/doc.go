// Package picture draws the things that the demo shop sells, as SVG. Each kind
// of thing is one file in kinds: a drawing whose parts name the shades of one
// colour (.Light, .Base, .Shade ...) instead of colours, so that one silhouette
// serves every colour in which the thing is made.
//
// A drawing is 400 wide and 500 high and stands on the shop's paper, lit from
// the upper left. It may use the gradients and the pieces of shared.svg, and it
// defines "crop", the part that the detail view shows.
package picture
