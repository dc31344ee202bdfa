package main

var bedding = []product{
	{
		id: "fold-wool-blanket", title: "Fold Wool Blanket", brand: "Tarn & Thistle",
		category: "Bedding > Blankets", price: "135.00", picture: "blanket",
		about: []string{
			"New wool, woven in one of the last mills on the river and finished with a whipped edge. Big enough for two on a sofa or one on a hill.",
			"It smells of wool for a week, then of your house.",
		},
		axes:    []axis{colors("Sand", "Blue", "Rust"), {"size", []string{"Throw", "Double"}}},
		priceOf: map[string]string{"Double": "185.00"},
		stock:   map[string]int{"Blue/Double": 0, "Rust/Throw": 2},
		facts: facts{
			"material": "100 % new wool", "measures": "Throw 130 x 180 cm, Double 200 x 220 cm",
			"weight": "1.1 kg in Throw, 2.0 kg in Double", "pattern": "herringbone with stripes", "care": "Air it; dry clean when it must be",
			"season": []string{"Autumn", "Winter"},
		},
		rating: "4.9", ratings: 48,
		reviews: []review{
			{5, "Heirloom. My daughter has already claimed it.", 14},
			{5, "Heavier and softer than the picture.", 313},
			{4, "A little scratchy on bare arms, lovely over a sheet.", 331},
		},
		tags: []string{"gift", "warm"},
	},
	{
		id: "hayloft-cotton-blanket", title: "Hayloft Cotton Blanket", brand: "Larkhollow",
		category: "Bedding > Blankets", price: "68.00", picture: "blanket",
		about: []string{
			"A waffle blanket for the three weeks a year when a duvet is too much and a sheet is too little, and for every sofa in between. It shrinks five percent in the first wash and then stops, so we cut it five percent large.",
		},
		axes:    []axis{colors("Sage", "Cream", "Slate"), {"size", []string{"Twin", "Queen", "King"}}},
		priceOf: map[string]string{"Queen": "88.00", "King": "104.00"},
		stock:   map[string]int{"Slate/King": 0, "Sage/Twin": 2},
		facts: facts{
			"material": "100 % organic cotton", "measures": "Twin 170 x 230 cm, Queen 230 x 230 cm, King 270 x 240 cm",
			"weight": "1.0 kg in Twin, 1.4 kg in Queen, 1.7 kg in King", "weave": "waffle", "country of origin": "Portugal", "care": "Machine wash at 60 °C, tumble dry low",
			"season": []string{"Spring", "Summer", "Autumn"},
		},
		rating: "4.5", ratings: 39,
		reviews: []review{
			{5, "Softer after each wash. The cat has moved in.", 31},
			{4, "Catches on rings and claws.", 109},
			{4, "Exactly what a guest room needs.", 194},
		},
		tags: []string{"home", "gift"},
	},
	{
		id: "shieling-alpaca-throw", title: "Shieling Alpaca Throw", brand: "Eiderfold",
		category: "Bedding > Blankets", price: "245.00", was: "290.00", picture: "blanket",
		about: []string{
			"Brushed alpaca, so light that you check whether it is still there and so warm that you know it is. Woven with a fringe that children plait within the hour.",
		},
		axes:  []axis{colors("Oatmeal", "Plum", "Teal")},
		stock: map[string]int{"Teal": 1, "Plum": 0},
		facts: facts{
			"material": "90 % baby alpaca, 10 % wool", "measures": "140 x 190 cm", "weight": "0.8 kg", "pattern": "plain with fringe",
			"care": "Air it; cold hand wash once a year", "season": []string{"Autumn", "Winter"},
		},
		rating: "4.8", ratings: 14,
		reviews: []review{
			{5, "My grandmother asked to be buried in it, and then took it home instead.", 40},
			{4, "Sheds for a month. Wear something pale.", 274},
		},
		tags: []string{"sale", "gift", "warm"},
	},
	{
		id: "attic-recycled-throw", title: "Attic Recycled Wool Throw", brand: "Larkhollow",
		category: "Bedding > Blankets", price: "49.00", picture: "blanket",
		about: []string{
			"Old sweaters, sorted by color, pulled apart and woven again. No two are alike in the flecks, and the mill dyes nothing: the blue was blue before.",
		},
		axes:  []axis{colors("Blue", "Gray", "Rust")},
		stock: map[string]int{"Gray": 3},
		facts: facts{
			"material": "70 % recycled wool, 30 % mixed fibers", "measures": "130 x 170 cm", "weight": "1.2 kg", "pattern": "flecked",
			"care": "Wool wash at 30 °C, dry flat", "season": []string{"Autumn", "Winter"},
		},
		rating: "4.3", ratings: 46,
		reviews: []review{
			{5, "The car blanket that came indoors.", 24},
			{4, "A bit rough, very warm, honest price.", 82},
			{3, "Smelled of mill for a fortnight.", 262},
		},
		tags: []string{"warm", "gift"},
	},
	{
		id: "cirrus-down-duvet", title: "Cirrus Down Duvet", brand: "Eiderfold",
		category: "Bedding > Duvets", price: "189.00", picture: "duvet", tint: "efebe2",
		about: []string{
			"Down in boxes, so that it cannot all go to your partner's side. Filled in a room with the windows shut and a great deal of patience, and traced from farm to thread.",
		},
		axes:    []axis{{"size", []string{"Twin", "Queen", "King"}}, {"warmth", []string{"Light", "All year"}}},
		priceOf: map[string]string{"Queen": "249.00", "King": "299.00"},
		stock:   map[string]int{"King/Light": 0, "Twin/All year": 3},
		facts: facts{
			"material": "cotton cambric, white goose down", "fill": "700 cuin, traceable down", "measures": "Twin 172 x 224 cm, Queen 224 x 229 cm, King 264 x 234 cm",
			"weight": "1.6 kg in Queen, all year", "fits": "duvet covers of the same size, with corner loops", "country of origin": "Portugal",
			"care": "Machine wash at 40 °C in a big drum, tumble dry with tennis balls", "season": []string{"Spring", "Summer", "Autumn", "Winter"},
		},
		rating: "4.7", ratings: 36,
		reviews: []review{
			{5, "Like sleeping under weather, the good kind.", 49},
			{4, "All year is warm in August. We are a Light household.", 130},
			{5, "No feathers out after ten washes.", 315},
		},
		tags: []string{"home", "sleep"},
	},
	{
		id: "flock-wool-duvet", title: "Flock Wool Duvet", brand: "Tarn & Thistle",
		category: "Bedding > Duvets", price: "175.00", picture: "duvet", tint: "e6dabf",
		about: []string{
			"For couples of whom one is a furnace. Wool takes up heat and damp from the one and leaves the other alone, and it lies heavier than down, which some people call reassuring.",
		},
		axes:    []axis{{"size", []string{"Twin", "Queen", "King"}}},
		priceOf: map[string]string{"Queen": "225.00", "King": "265.00"},
		stock:   map[string]int{"Queen": 4},
		facts: facts{
			"material": "organic cotton, new wool", "measures": "Twin 172 x 224 cm, Queen 224 x 229 cm, King 264 x 234 cm", "weight": "2.4 kg in Queen", "warmth": "all year",
			"fits": "duvet covers of the same size, with corner loops", "country of origin": "Scotland", "care": "Air it in the shade; dry clean when it must be",
			"season": []string{"Spring", "Autumn", "Winter"},
		},
		rating: "4.6", ratings: 25,
		reviews: []review{
			{5, "Separate duvets no more. Marriage saved, says he.", 60},
			{4, "Smells of sheep for three nights.", 254},
		},
		tags: []string{"home", "sleep", "warm"},
	},
	{
		id: "stillwater-linen-sheets", title: "Stillwater Linen Sheet Set", brand: "Eiderfold",
		category: "Bedding > Sheets", price: "159.00", picture: "sheets",
		about: []string{
			"Flax from Normandy, woven and washed in Portugal until it has given up its starch. Cool at eleven, warm at four, and wrinkled in the way that people now pay for.",
			"The set is a fitted sheet, a flat sheet and two pillowcases; the Twin has one.",
		},
		axes:    []axis{colors("Oatmeal", "Sage", "Slate"), {"size", []string{"Twin", "Queen", "King"}}},
		priceOf: map[string]string{"Queen": "199.00", "King": "229.00"},
		stock:   map[string]int{"Sage/King": 0, "Oatmeal/Queen": 3},
		facts: facts{
			"material": "100 % linen, 165 g/m²", "fits": "mattresses up to 38 cm high", "weight": "2.1 kg in Queen", "weave": "plain, stonewashed", "country of origin": "Portugal",
			"care": "Machine wash at 40 °C, line dry, never iron", "season": []string{"Spring", "Summer", "Autumn"},
		},
		rating: "4.6", ratings: 48,
		reviews: []review{
			{5, "I go to bed earlier now.", 19},
			{4, "Crisp for a month, then butter.", 85},
			{4, "Sage is grayer than it looks here.", 156},
		},
		tags: []string{"home", "summer", "gift"},
	},
	{
		id: "washday-percale-sheets", title: "Washday Percale Sheet Set", brand: "Larkhollow",
		category: "Bedding > Sheets", price: "79.00", picture: "sheets",
		about: []string{
			"The sheets of a good small hotel: cotton percale, matt, cool and a little crisp. We say 200 threads because that is what it is; the thousand-thread ones count each thread five times.",
			"Fitted sheet, flat sheet, two pillowcases; the Twin has one.",
		},
		axes:    []axis{colors("White", "Blue", "Sand"), {"size", []string{"Twin", "Queen", "King"}}},
		priceOf: map[string]string{"Queen": "99.00", "King": "119.00"},
		stock:   map[string]int{"Blue/Twin": 0, "White/King": 5},
		facts: facts{
			"material": "100 % organic cotton percale, 200 threads", "fits": "mattresses up to 40 cm high", "weight": "1.7 kg in Queen", "weave": "percale",
			"country of origin": "Portugal", "care": "Machine wash at 60 °C, iron while damp if you like it smooth", "season": []string{"Spring", "Summer", "Autumn"},
		},
		rating: "4.7", ratings: 87,
		reviews: []review{
			{5, "Line-dried percale. What else is there?", 12},
			{5, "Third set, one for every bed in the house.", 65},
			{4, "They do want ironing if you mind creases.", 140},
			{3, "Elastic of the fitted sheet loosened after a year.", 333},
		},
		tags: []string{"bestseller", "home"},
	},
	{
		id: "snowday-flannel-sheets", title: "Snowday Flannel Sheet Set", brand: "Tarn & Thistle",
		category: "Bedding > Sheets", price: "94.00", picture: "sheets",
		about: []string{
			"Brushed on both sides, so that no toe meets a cold patch. Getting in is the best minute of a Vermont January; getting out is your problem.",
			"Fitted sheet, flat sheet, two pillowcases; the Twin has one.",
		},
		axes:    []axis{colors("Burgundy", "Cream"), {"size", []string{"Twin", "Queen", "King"}}},
		priceOf: map[string]string{"Queen": "114.00", "King": "134.00"},
		stock:   map[string]int{"Burgundy/Queen": 1, "Cream/Twin": 0},
		facts: facts{
			"material": "100 % organic cotton flannel, 180 g/m²", "fits": "mattresses up to 38 cm high", "weight": "2.3 kg in Queen", "weave": "flannel, brushed twice",
			"warmth": "for cold bedrooms", "care": "Machine wash at 40 °C, first wash alone", "season": []string{"Winter"},
		},
		rating: "4.5", ratings: 40,
		reviews: []review{
			{5, "Turned the thermostat down three degrees.", 278},
			{4, "Lint in the first wash, as the label warns.", 302},
		},
		tags: []string{"home", "warm"},
	},
	{
		id: "dormer-linen-pillowcases", title: "Dormer Linen Pillowcases", brand: "Eiderfold",
		category: "Bedding > Sheets", price: "42.00", picture: "sheets",
		about: []string{
			"A pair, with a deep flap instead of buttons, because nobody ever thanked a button at three in the morning. Cut from the same linen as the Stillwater set and dyed in the same bath.",
		},
		axes:    []axis{colors("Slate", "Oatmeal", "Sage"), {"size", []string{"Standard", "King"}}},
		priceOf: map[string]string{"King": "48.00"},
		stock:   map[string]int{"Slate/King": 2},
		facts: facts{
			"material": "100 % linen, 165 g/m²", "measures": "Standard 51 x 66 cm, King 51 x 92 cm", "fits": []string{"Cloudbank Down Pillow", "Stillwater Linen Sheet Set"},
			"weave": "plain, stonewashed", "country of origin": "Portugal", "care": "Machine wash at 40 °C, line dry",
		},
		tags: []string{"home", "gift", "new"},
	},
	{
		id: "cloudbank-down-pillow", title: "Cloudbank Down Pillow", brand: "Eiderfold",
		category: "Bedding > Pillows", price: "85.00", picture: "pillow", tint: "efebe2",
		about: []string{
			"A core of small feathers that holds up the head, wrapped in down that it sinks into. Two firmnesses: Soft for front sleepers, Firm for side sleepers.",
		},
		axes:    []axis{{"size", []string{"Standard", "King"}}, {"firmness", []string{"Soft", "Firm"}}},
		priceOf: map[string]string{"King": "105.00"},
		stock:   map[string]int{"Standard/Firm": 2, "King/Soft": 0},
		facts: facts{
			"material": "cotton cambric, traceable duck down and feather", "fits": "Dormer Linen Pillowcases of the same size", "measures": "Standard 51 x 66 cm, King 51 x 92 cm",
			"weight": "0.9 kg in Standard, 1.2 kg in King", "country of origin": "Portugal", "care": "Machine wash at 40 °C, tumble dry with tennis balls",
		},
		rating: "4.4", ratings: 38,
		reviews: []review{
			{5, "Firm, side sleeper, neck has stopped complaining.", 26},
			{4, "Wants a shake every morning. So do I.", 113},
			{3, "Soft is very soft. Exchanged it for Firm.", 189},
		},
		tags: []string{"home", "sleep"},
	},
	{
		id: "millrace-buckwheat-pillow", title: "Millrace Buckwheat Pillow", brand: "Larkhollow",
		category: "Bedding > Pillows", price: "48.00", picture: "pillow", tint: "c9b48c",
		about: []string{
			"Buckwheat hulls, which hold the shape you push them into and let air through all night. It sounds like a gravel path far away; most people stop hearing it on the third night.",
		},
		stock: map[string]int{"*": 15},
		facts: facts{
			"material": "organic cotton, buckwheat hulls", "firmness": "firm, take hulls out by the zip", "measures": "40 x 60 cm", "weight": "2.6 kg", "country of origin": "USA, Vermont",
			"care": "Cover washes at 60 °C, hulls into the sun", "vegan": "yes",
		},
		rating: "4.3", ratings: 30,
		reviews: []review{
			{5, "Took out two cups of hulls and have slept since.", 71},
			{2, "It crunches. I am not a horse.", 145},
			{4, "Cool in summer, which feathers never were.", 165},
		},
		tags: []string{"home", "sleep", "vegan"},
	},
	{
		id: "packrat-camp-pillow", title: "Packrat Camp Pillow", brand: "Northmere",
		category: "Bedding > Pillows", price: "26.00", picture: "pillow",
		about: []string{
			"Shredded foam in a brushed case that rolls into its own end. Better than a folded fleece, lighter than an argument about who forgot the pillows.",
		},
		axes:  []axis{colors("Slate", "Rust")},
		stock: map[string]int{"Rust": 4},
		facts: facts{
			"material": "recycled polyester, shredded foam", "measures": "30 x 42 cm", "weight": "0.2 kg", "pack size": "20 x 12 cm",
			"fits": "the hood of the Dormouse Sleeping Bag", "firmness": "medium", "care": "Machine wash at 30 °C, tumble dry low",
		},
		rating: "4.4", ratings: 44,
		reviews: []review{
			{5, "Planes, tents, the dentist's waiting room.", 74},
			{4, "Needs half an hour to puff up.", 159},
		},
		tags: []string{"sleep", "travel"},
	},
}
