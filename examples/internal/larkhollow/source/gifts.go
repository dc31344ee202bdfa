package main

var gifts = []product{
	{
		id: "larkhollow-gift-card", title: "Larkhollow Gift Card", brand: "Larkhollow",
		category: "Gifts > Gift cards", price: "25.00", picture: "gift-card", tint: "56724f",
		about: []string{
			"For the person who has everything, in the wrong size. It comes by e-mail within the hour, on the day you choose, with your words on it and none of ours.",
			"It never expires, can be used in parts, and works in the barn as well as here.",
		},
		axes:    []axis{{"value", []string{"$25", "$50", "$100", "$200"}}},
		priceOf: map[string]string{"$50": "50.00", "$100": "100.00", "$200": "200.00"},
		stock:   map[string]int{"*": 999},
		facts: facts{
			"delivery": "by e-mail, within the hour or on a day you choose", "valid": "without end", "usable": "here and in our barn, in parts if you like",
			"message": "up to 300 letters of your own", "final sale": "yes", "shipping": "none",
		},
		rating: "4.9", ratings: 51,
		reviews: []review{
			{5, "Sent from a train, received before the next station.", 15},
			{5, "He bought socks. He is thrilled.", 240},
		},
		tags: []string{"gift", "final-sale"},
	},
	{
		id: "rainy-afternoon-gift-box", title: "Rainy Afternoon Gift Box", brand: "Larkhollow",
		category: "Gifts > Gift boxes", price: "58.00", picture: "gift-box", tint: "3d6f9f",
		about: []string{
			"A Hearth mug, Ramble socks, a Hive candle and a bar of pine soap, packed in wood wool in a box too good to throw away. It costs less than its parts, because the barn was quiet when we thought of it.",
		},
		stock: map[string]int{"*": 16},
		facts: facts{
			"contents": []string{"Hearth Enamel Mug in Cream", "Ramble Merino Walking Socks in M", "Hive Beeswax Candle", "Pitch Pine Soap"},
			"material": "pine box, wood wool", "measures": "30 x 22 x 12 cm", "weight": "1,450 g", "message": "a card in your words", "country of origin": "USA, Vermont",
		},
		rating: "4.8", ratings: 34,
		reviews: []review{
			{5, "My sister rang to cry. The good kind.", 22},
			{5, "The box now holds my sewing.", 298},
			{4, "Socks in the wrong size, exchanged without a word.", 317},
		},
		tags: []string{"gift", "bestseller"},
	},
	{
		id: "campfire-supper-box", title: "Campfire Supper Gift Box", brand: "Ashbarrow",
		category: "Gifts > Gift boxes", price: "96.00", picture: "gift-box", tint: "a6512f",
		about: []string{
			"The 8 inch Smithy skillet, a beech spoon, a jar of smoked salt and eleven recipes that need nothing else. All it lacks is a fire and somebody to sit at it with.",
		},
		stock: map[string]int{"*": 5},
		facts: facts{
			"contents": []string{"Smithy Cast-Iron Skillet 8 inch", "beech spoon", "smoked salt, 90 g", "recipe cards"}, "material": "pine box, wood wool",
			"measures": "34 x 30 x 10 cm", "weight": "2,700 g", "message": "a card in your words", "country of origin": "USA, Vermont",
		},
		rating: "4.6", ratings: 12,
		reviews: []review{
			{5, "Gave it to newlyweds. They fed us from it within the week.", 105},
			{4, "Salt jar is small, skillet is not.", 293},
		},
		tags: []string{"gift", "cooking", "new"},
	},
	{
		id: "new-neighbor-box", title: "New Neighbor Gift Box", brand: "Larkhollow",
		category: "Gifts > Gift boxes", price: "34.00", was: "42.00", picture: "gift-box", tint: "93a383",
		about: []string{
			"Two stoneware tumblers, a tea towel with the map of a village that does not exist, and shortbread, which does. Small enough to carry across a hedge.",
		},
		stock: map[string]int{"*": 3},
		facts: facts{
			"contents": []string{"two tumblers", "linen tea towel", "butter shortbread, 150 g"}, "material": "card box, wood wool", "measures": "24 x 18 x 10 cm",
			"weight": "980 g", "best before": "shortbread keeps 4 months", "final sale": "yes", "message": "a card in your words",
		},
		rating: "4.5", ratings: 17,
		reviews: []review{
			{5, "The hedge has been quiet since.", 77},
			{4, "Shortbread did not reach the neighbor.", 160},
		},
		tags: []string{"gift", "sale", "final-sale"},
	},
	{
		id: "surveyor-field-notebook", title: "Surveyor Field Notebook", brand: "Quibble & Daughter",
		category: "Gifts > Notebooks", price: "16.00", picture: "notebook",
		about: []string{
			"Stone paper that takes a pencil in the rain, thread-sewn so that it opens flat on a gatepost. Ninety-six pages, a ruler printed on the edge, and a page at the back headed Excuses.",
		},
		axes:  []axis{colors("Green", "Charcoal", "Rust"), {"ruling", []string{"Plain", "Squared"}}},
		stock: map[string]int{"Rust/Plain": 0, "Green/Squared": 8},
		facts: facts{
			"material": "stone paper, waxed cover", "pages": "96", "measures": "10 x 15 cm", "weight": "150 g", "waterproof": "yes", "country of origin": "USA, Vermont",
			"care": "Pencil or ballpoint; fountain pens sulk",
		},
		rating: "4.7", ratings: 28,
		reviews: []review{
			{5, "Logged birds in sleet. Legible, unlike the birds.", 40},
			{4, "Heavier than paper.", 197},
		},
		tags: []string{"gift", "travel"},
	},
	{
		id: "almanac-cloth-journal", title: "Almanac Cloth Journal", brand: "Quibble & Daughter",
		category: "Gifts > Notebooks", price: "38.00", picture: "notebook",
		about: []string{
			"Three hundred and sixty-six numbered pages without dates, so that a missed week is nobody's business. Bound in shirt cloth with two ribbons: one for today, one for what you meant to go back to.",
		},
		axes:  []axis{colors("Navy", "Burgundy")},
		stock: map[string]int{"Burgundy": 3},
		facts: facts{
			"material": "cotton cloth, uncoated paper 90 g/m²", "pages": "366", "measures": "15 x 21 cm", "weight": "640 g", "ruling": "faint lines", "country of origin": "USA, Vermont",
			"care": "Keep from rain and siblings",
		},
		rating: "4.8", ratings: 21,
		reviews: []review{
			{5, "Takes a fountain pen without ghosts.", 25},
			{5, "On my fourth. They stand in a row like a conscience.", 312},
		},
		tags: []string{"gift"},
	},
	{
		id: "whittler-pocket-knife", title: "Whittler Pocket Knife", brand: "Quibble & Daughter",
		category: "Gifts > Pocket knives", price: "54.00", picture: "pocket-knife", tint: "7b563b",
		about: []string{
			"A blade, a small hook that Mr Quibble says is for string, and two slabs of walnut. It opens with a walk-and-talk that watchmakers nod at, and his daughter sharpens it for nothing if you pay the stamp.",
		},
		stock: map[string]int{"*": 9},
		facts: facts{
			"material": "carbon steel, walnut, brass", "blade": "7 cm, slip joint", "length": "16 cm open, 9 cm closed", "weight": "78 g", "country of origin": "USA, Vermont",
			"care": "Wipe dry, a drop of oil, hone on leather", "age": "sold to adults only",
		},
		rating: "4.8", ratings: 24,
		reviews: []review{
			{5, "Sharp out of the box and easy to keep so.", 58},
			{4, "Carbon steel spots if you cut an apple and forget.", 191},
		},
		tags: []string{"gift", "heritage"},
	},
	{
		id: "tinker-pocket-knife", title: "Tinker Three-Piece Pocket Knife", brand: "Ashbarrow",
		category: "Gifts > Pocket knives", price: "82.00", picture: "pocket-knife",
		about: []string{
			"A blade, a saw that goes through a thumb-thick branch, and an awl that has mended more harness than we have horses. Each locks; nothing on it opens a bottle, so you will have to make friends.",
		},
		axes:  []axis{colors("Red", "Olive", "Black")},
		stock: map[string]int{"Olive": 2, "Black": 0},
		facts: facts{
			"material": "stainless steel, linen laminate", "blade": "8 cm, locking", "length": "19 cm open, 11 cm closed", "weight": "132 g", "tools": "blade, saw, awl",
			"care": "Rinse, dry open, oil the joints", "age": "sold to adults only",
		},
		rating: "4.5", ratings: 16,
		reviews: []review{
			{5, "The saw is the reason. Cut a whole den with it.", 97},
			{4, "Stiff to open for a month.", 209},
		},
		tags: []string{"gift"},
	},
	{
		id: "pitch-pine-soap", title: "Pitch Pine Soap", brand: "Quibble & Daughter",
		category: "Gifts > Soap", price: "9.00", picture: "soap", tint: "56724f",
		about: []string{
			"Pine tar, oatmeal and patience: six weeks on a rack before it may leave the house. It smells of a boatyard, takes off resin and bicycle chain, and is kind to what is left.",
		},
		stock: map[string]int{"*": 60},
		facts: facts{
			"material": "olive and coconut oil, pine tar, oatmeal", "ingredients": "saponified olive oil, saponified coconut oil, pine tar, oatmeal", "scent": "pine tar",
			"weight": "120 g", "vegan": "yes", "country of origin": "USA, Vermont", "care": "Keep it dry between washes",
		},
		rating: "4.6", ratings: 64,
		reviews: []review{
			{5, "Got the tar off my hands with tar. Chemistry!", 21},
			{4, "Smells like my grandfather, a compliment.", 110},
			{3, "Too smoky for my wife. The dog loves me.", 206},
		},
		tags: []string{"gift", "vegan", "basics"},
	},
	{
		id: "nanny-goat-milk-soap", title: "Nanny Goat Milk Soap Trio", brand: "Larkhollow",
		category: "Gifts > Soap", price: "24.00", picture: "soap",
		about: []string{
			"Three bars, from the milk of nine goats in the next valley, all of whom have names. Plain, lavender and honey, wrapped in paper that can be planted and comes up as clover.",
		},
		axes:  []axis{colors("Cream")},
		stock: map[string]int{"Cream": 13},
		facts: facts{
			"material": "goat's milk, olive oil", "ingredients": "goat's milk, saponified olive oil, honey, lavender oil in one bar", "scent": "plain, lavender and honey",
			"weight": "285 g, three bars of 95 g", "country of origin": "USA, Vermont", "care": "Keep it dry between washes",
		},
		tags: []string{"gift", "new"},
	},
	{
		id: "chimney-beanie", title: "Chimney Ribbed Beanie", brand: "Tarn & Thistle",
		category: "Gifts > Hats", price: "32.00", picture: "beanie",
		about: []string{
			"Two layers of lambswool, ribbed so that it fits any head we have met, and long enough to fold up once, twice or not at all. There is no seam to find with your forehead, and the bobble buttons off for interviews.",
		},
		axes:  []axis{colors("Charcoal", "Mustard", "Burgundy", "Teal")},
		stock: map[string]int{"Teal": 0, "Mustard": 4},
		facts: facts{
			"material": "100 % lambswool", "weight": "85 g", "size": "one size, 54 to 61 cm", "gender": unisex, "country of origin": "Scotland",
			"care": "Wool wash at 30 °C, dry flat", "season": []string{"Autumn", "Winter"},
		},
		rating: "4.8", ratings: 92,
		reviews: []review{
			{5, "Skating, sleeping, bad hair. One hat.", 3},
			{5, "My husband took it, so I came back for another.", 37},
			{4, "Stretches a little. A wash brings it back.", 273},
		},
		tags: []string{"bestseller", "gift", "warm"},
	},
	{
		id: "bobbin-kids-beanie", title: "Bobbin Kids' Beanie", brand: "Larkhollow",
		category: "Gifts > Hats", price: "18.00", picture: "beanie",
		about: []string{
			"Soft cotton inside, wool outside, and a tag that says whose it is, because it will be left on a bus. If you lose it within a year, the second one is half price; we have children too.",
		},
		axes:  []axis{colors("Red", "Blue", "Yellow")},
		stock: map[string]int{"Red": 2},
		facts: facts{
			"material": "lambswool, organic cotton lining", "weight": "60 g", "size": "48 to 53 cm, about 2 to 6 years", "gender": kids,
			"care": "Wool wash at 30 °C, dry flat", "season": []string{"Autumn", "Winter"},
		},
		rating: "4.6", ratings: 20,
		reviews: []review{
			{5, "Stays on a wriggling head.", 55},
			{4, "We are on the third. Not the hat's fault.", 295},
		},
		tags: []string{"gift", "family", "warm"},
	},
	{
		id: "weavers-lambswool-scarf", title: "Weaver's Lambswool Scarf", brand: "Tarn & Thistle",
		category: "Gifts > Scarves", price: "68.00", picture: "scarf",
		about: []string{
			"Woven to one width and cut to one length for ninety years, because nobody has found anything to improve. Wide enough to cover a chin, long enough to lend one end.",
		},
		axes:  []axis{colors("Navy", "Rust", "Sage")},
		stock: map[string]int{"Rust": 5},
		facts: facts{
			"material": "100 % lambswool", "measures": "30 x 180 cm", "weight": "190 g", "gender": unisex, "country of origin": "Scotland",
			"care": "Air it; wool wash at 30 °C", "season": []string{"Autumn", "Winter"},
		},
		rating: "4.9", ratings: 41,
		reviews: []review{
			{5, "Soft enough for a neck that itches at everything.", 29},
			{5, "Wrapped in tissue, with a card. I kept the tissue.", 299},
		},
		tags: []string{"gift", "warm", "heritage"},
	},
	{
		id: "northerly-recycled-scarf", title: "Northerly Recycled Scarf", brand: "Northmere",
		category: "Gifts > Scarves", price: "29.00", picture: "scarf",
		about: []string{
			"A fleece scarf made of what is left over when fleece jackets are cut. It dries on a radiator in ten minutes and has a slot to pull one end through, for cycling and small children.",
			"Gone for this year; the next jackets are being cut.",
		},
		axes:  []axis{colors("Slate", "Red")},
		stock: map[string]int{"*": 0},
		facts: facts{
			"material": "recycled polyester fleece", "measures": "22 x 110 cm", "weight": "90 g", "gender": unisex, "closure": "pull-through slot",
			"care": "Machine wash at 40 °C", "season": []string{"Winter"},
		},
		rating: "4.1", ratings: 15,
		reviews: []review{
			{4, "Cannot fall off on a bicycle, which is all I wanted.", 277},
			{4, "Short, as it should be.", 309},
		},
		tags: []string{"cycling", "warm"},
	},
}
