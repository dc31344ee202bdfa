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
			"weight": "Throw 1.1 kg, Double 2.0 kg", "pattern": "herringbone with stripes", "care": "Air it; dry clean when it must be",
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
		axes:    []axis{colors("Cream", "Sage", "Slate"), {"size", []string{"Twin", "Queen", "King"}}},
		priceOf: map[string]string{"Queen": "88.00", "King": "104.00"},
		stock:   map[string]int{"Slate/King": 0, "Sage/Twin": 2},
		facts: facts{
			"material": "100 % organic cotton", "measures": "Twin 170 x 230 cm, Queen 230 x 230 cm, King 270 x 240 cm",
			"weight": "Twin 1.0 kg, Queen 1.4 kg, King 1.7 kg", "weave": "waffle", "made in": "Portugal", "care": "Machine wash at 60 °C, tumble dry low",
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
			"Old sweaters, sorted by colour, pulled apart and woven again. No two are alike in the flecks, and the mill dyes nothing: the blue was blue before.",
		},
		axes:  []axis{colors("Blue", "Gray", "Rust")},
		stock: map[string]int{"Gray": 3},
		facts: facts{
			"material": "70 % recycled wool, 30 % mixed fibres", "measures": "130 x 170 cm", "weight": "1.2 kg", "pattern": "flecked",
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
}
