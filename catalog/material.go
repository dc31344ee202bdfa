package catalog

// materials are the words, as stems, for what things are made of that shoppers
// ask for or avoid. Those that colours, scents or pictures are called by as well
// are not among them.
var materials = wordSet(`leather suede nubuck shearling wool merino cashmere alpaca mohair angora cotton linen silk satin velvet
denim canvas corduroy flannel tweed fleece nylon polyester polyamide viscose rayon modal lyocell spandex elastane lycra acrylic
neoprene latex rubber hemp jute sisal wicker rattan bamboo plastic vinyl pvc polypropylene polycarbonate ceramic porcelain
stoneware earthenware glass crystal steel aluminum titanium brass copper iron wood oak walnut teak beech birch maple pine
marble granite slate concrete cork felt fur feather`)

// material reads a phrase as what a product is made of.
func (s *snapshot) material(phrase []token) (Constraint, bool) {
	t := &phrase[0]
	if len(phrase) > 1 || !materials[t.stem] || !s.stated(t.stem) {
		return Constraint{}, false
	}
	return Constraint{Kind: KindAttribute, Field: "material", Values: []string{t.text}, Not: t.not, Soft: !t.not && !cloths[t.stem]}, true
}

// cloths are the materials that a shopper who names one insists on. The others
// are as often the look of a thing, or part of its name.
var cloths = wordSet(`leather suede nubuck shearling wool merino cashmere alpaca cotton linen silk denim nylon polyester fleece`)

// stated reports whether the data of any product have the term.
func (s *snapshot) stated(term string) bool {
	for i := range s.parts {
		for _, fields := range s.parts[i].find(term).fields {
			if fields&inData != 0 {
				return true
			}
		}
	}
	return false
}
