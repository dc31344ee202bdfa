package main

var tops = []product{
	{
		id: "linden-merino-base-layer", title: "Linden Merino Base Layer", brand: "Tarn & Thistle",
		category: "Clothing > Tops > Base layers", price: "72.00", picture: "base-layer",
		about: []string{
			"A long-sleeved merino top, 17.5 micron, that does not itch, does not smell and does not mind being worn three days running.",
			"Flat seams where straps go, thumb loops where cold hands go.",
		},
		axes:  []axis{colors("Charcoal", "Green", "Rust"), sizes("XS", "S", "M", "L", "XL")},
		stock: map[string]int{"Green/L": 0, "Rust/M": 3},
		facts: facts{
			"material": "100 % merino wool, 180 g/m²", "weight": "210 g", "fit": "close", "warmth": "base layer",
			"gender": []string{"Men", "Women"}, "care": "Wool wash at 30 °C, dry flat", "season": []string{"Autumn", "Winter"},
		},
		rating: "4.7", ratings: 89,
		reviews: []review{
			{5, "Five days in a hut, still allowed at the table. True to size.", 65},
			{5, "Close fit but not tight. Stay with your size.", 265},
			{4, "Runs small if you like room; I sized up for sleeping in.", 282},
		},
		chart: unisexTops, tags: []string{"bestseller", "layers"},
	},
	{
		id: "orchard-flannel-shirt", title: "Orchard Flannel Shirt", brand: "Tarn & Thistle",
		category: "Clothing > Tops > Shirts", price: "64.00", picture: "flannel-shirt",
		about: []string{
			"Brushed on both sides and woven in a check that was old when we were young. Heavy enough to be a jacket in September, soft enough to be a shirt in January.",
			"Corozo buttons, a pencil slot in the pocket, a tail that stays tucked.",
		},
		axes:  []axis{colors("Red", "Navy", "Olive"), sizes("S", "M", "L", "XL")},
		stock: map[string]int{"Red/M": 5, "Olive/S": 0},
		facts: facts{
			"material": "100 % organic cotton flannel, 190 g/m²", "weight": "330 g", "fit": "regular", "pattern": "check",
			"gender": []string{"Men"}, "care": "Machine wash at 40 °C, iron while damp", "season": []string{"Autumn", "Winter"},
		},
		rating: "4.5", ratings: 46,
		reviews: []review{
			{5, "The best shirt I own. Shrank a hair in the first wash, still true to size.", 44},
			{4, "Sleeves run long on me. Great cloth.", 271},
			{4, "Runs large through the body, good for layering.", 354},
		},
		chart: unisexTops, tags: []string{"layers"},
	},
	{
		id: "meadow-organic-tee", title: "Meadow Organic T-Shirt", brand: "Larkhollow",
		category: "Clothing > Tops > T-shirts", price: "32.00", picture: "tee",
		about: []string{
			"A plain T-shirt, done properly: long-staple organic cotton, a neck that keeps its shape, shoulder tape that you never see.",
			"Cut straight, hemmed to be worn out or in.",
		},
		axes:  []axis{colors("White", "Blue", "Rust", "Black"), sizes("XS", "S", "M", "L", "XL")},
		stock: map[string]int{"White/L": 0, "Rust/XS": 0},
		facts: facts{
			"material": "100 % organic cotton, 165 g/m²", "weight": "150 g", "fit": "straight",
			"gender": []string{"Men", "Women"}, "care": "Machine wash at 40 °C", "season": []string{"Spring", "Summer"},
		},
		rating: "4.4", ratings: 120,
		reviews: []review{
			{5, "Washed twenty times, same shirt. True to size.", 86},
			{4, "A little boxy, which I wanted.", 130},
			{4, "True to size, white is slightly see-through.", 156},
		},
		chart: unisexTops, tags: []string{"basics"},
	},
}

var trousers = []product{
	{
		id: "moor-walking-trousers", title: "Moor Walking Trousers", brand: "Fellbound",
		category: "Clothing > Trousers > Walking trousers", price: "94.00", picture: "trousers",
		about: []string{
			"Stretch where a knee bends, tough where a rock is. They dry while you eat your sandwich and look respectable at the pub.",
			"Two lengths, because legs come in more than one.",
		},
		axes: []axis{
			colors("Charcoal", "Sand", "Olive"), sizes("28", "30", "32", "34", "36"), {"length", []string{"Regular", "Long"}},
		},
		stock: map[string]int{"Sand/28/Long": 0, "Sand/36/Long": 0, "Olive/32/Regular": 2, "Charcoal/34/Long": 0},
		facts: facts{
			"material": "94 % recycled nylon, 6 % elastane", "waterproof": "no", "water resistance": "sheds light showers",
			"weight": "320 g", "fit": "regular, tapered below the knee", "pockets": "5, two zipped", "sun protection": "UPF 50+",
			"inside leg": "Regular 80 cm, Long 86 cm", "gender": []string{"Men", "Women"},
			"care": "Machine wash at 30 °C, hang to dry", "season": []string{"Spring", "Summer", "Autumn"},
		},
		rating: "4.6", ratings: 57,
		reviews: []review{
			{5, "Long means long, at last. Waist is true to size.", 54},
			{5, "Scrambled in them all summer, not a scratch.", 80},
			{4, "Runs small at the waist after lunch. Size up between sizes.", 180},
		},
		chart: waists, tags: []string{"bestseller"},
	},
	{
		id: "squall-overtrousers", title: "Squall Waterproof Overtrousers", brand: "Larkhollow",
		category: "Clothing > Trousers > Waterproof trousers", price: "75.00", picture: "overtrousers",
		about: []string{
			"Go on over boots in a gale, thanks to side zips that open to the knee. Fully taped, with a waist that holds without a belt.",
		},
		axes:  []axis{colors("Black"), sizes("S", "M", "L", "XL")},
		stock: map[string]int{"XL": 0, "M": 6},
		facts: facts{
			"material": "recycled nylon, PU membrane", "waterproof": "yes", "waterproof rating": "10,000 mm", "weight": "260 g",
			"fit": "relaxed, over trousers", "packable": "yes", "gender": []string{"Men", "Women"},
			"care": "Machine wash at 30 °C, tumble dry low", "season": []string{"Autumn", "Winter", "Spring"},
		},
		rating: "4.2", ratings: 22,
		reviews: []review{
			{5, "On over my boots in half a minute. True to size over jeans.", 229},
			{4, "Long on me but the hem tabs help.", 268},
		},
		chart: letters, tags: []string{"rain"},
	},
	{
		id: "tarn-shorts", title: "Tarn Shorts", brand: "Tarn & Thistle",
		category: "Clothing > Trousers > Shorts", price: "48.00", was: "60.00", picture: "shorts",
		about: []string{
			"For the walk to the water, the water, and the walk back. Quick-drying, no inner mesh, one pocket that drains and one that locks.",
		},
		axes:  []axis{colors("Blue", "Rust", "Sand"), sizes("S", "M", "L", "XL")},
		stock: map[string]int{"Blue/M": 0, "Rust/L": 1},
		facts: facts{
			"material": "recycled polyester microfibre", "weight": "165 g", "fit": "mid-thigh, 18 cm inside leg",
			"pockets": "3, one zipped", "gender": []string{"Men"}, "care": "Rinse after salt water, machine wash at 30 °C",
			"season": []string{"Summer"},
		},
		rating: "4.1", ratings: 31,
		reviews: []review{
			{5, "Dry by the time the flask was open. True to size.", 102},
			{3, "Run a bit small, waistband is firm.", 139},
		},
		chart: letters, tags: []string{"sale", "summer"},
	},
}
