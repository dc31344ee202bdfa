package main

var footwear = []product{
	{
		id: "scree-hiking-boots", title: "Scree Waterproof Hiking Boots", brand: "Northmere",
		category: "Footwear > Hiking boots", price: "165.00", picture: "boot",
		about: []string{
			"Full-grain leather, one piece, so there are few seams to let water in. The membrane deals with the rest.",
			"A rocker under the forefoot rolls you along, and the sole can be replaced when you have walked it flat.",
		},
		axes:  []axis{colors("Brown", "Black"), sizes("7", "8", "9", "10", "11", "12")},
		stock: map[string]int{"Brown/9": 2, "Brown/12": 0, "Black/7": 0},
		facts: facts{
			"material": "full-grain leather, rubber sole", "waterproof": "yes", "waterproof rating": "lined with a membrane to 12 cm",
			"weight": "1,180 g a pair in size 9", "fit": "medium width, roomy toe box", "drop": "10 mm", "lining": "recycled polyester",
			"resoleable": "yes", "gender": []string{"Men", "Women"}, "care": "Brush off mud, wax every few walks, dry away from heat",
			"season": []string{"Autumn", "Winter", "Spring"},
		},
		rating: "4.6", ratings: 68,
		reviews: []review{
			{5, "No break-in at all. True to size with walking socks.", 40},
			{5, "Bog-tested. Dry socks.", 83},
			{4, "They run half a size small; I took 10 instead of 9.", 97},
			{4, "Run small for me as well, otherwise superb.", 202},
		},
		chart: feet, tags: []string{"bestseller"},
	},
	{
		id: "lichen-trail-shoes", title: "Lichen Trail Running Shoes", brand: "Fellbound",
		category: "Footwear > Trail shoes", price: "130.00", was: "145.00", picture: "shoe",
		about: []string{
			"A shoe that drains instead of pretending: mesh that lets water out as fast as it came in, 5 mm lugs that bite wet grass, and a heel that does not wander.",
		},
		axes:  []axis{colors("Green", "Gray", "Orange"), sizes("7", "8", "9", "10", "11", "12")},
		stock: map[string]int{"Orange/8": 0, "Orange/9": 0, "Green/10": 4},
		facts: facts{
			"material": "recycled mesh, rubber sole", "waterproof": "no", "weight": "560 g a pair in size 9",
			"fit": "snug heel, wide forefoot", "drop": "6 mm", "lugs": "5 mm", "gender": []string{"Men", "Women"},
			"care": "Rinse, stuff with paper, dry in the shade", "season": []string{"Spring", "Summer", "Autumn"},
		},
		rating: "4.4", ratings: 49,
		reviews: []review{
			{5, "Grip like a gecko on wet slate. True to size.", 57},
			{4, "True to size, wide toes happy.", 113},
			{4, "Laces a touch long.", 147},
		},
		chart: feet, tags: []string{"sale", "running"},
	},
	{
		id: "burrow-felt-slippers", title: "Burrow Felt Slippers", brand: "Tarn & Thistle",
		category: "Footwear > Slippers", price: "45.00", picture: "slipper",
		about: []string{
			"Boiled wool, felted in one piece over a last, with a suede sole that is kind to floorboards. For tents with a porch and houses without central heating.",
			"The next batch is on the blocks now.",
		},
		axes:  []axis{colors("Gray", "Rust"), sizes("7", "8", "9", "10", "11")},
		stock: map[string]int{"*": 0},
		facts: facts{
			"material": "100 % wool felt, suede sole", "weight": "310 g a pair in size 9", "fit": "close, gives with wear",
			"gender": []string{"Men", "Women"}, "care": "Brush, air, never machine wash", "season": []string{"Winter"},
		},
		rating: "4.8", ratings: 35,
		reviews: []review{
			{5, "Tight for two days, perfect since. True to size.", 294},
			{5, "Bought a second pair for the cabin.", 306},
		},
		chart: &chart{
			Columns: feet.Columns,
			Rows:    feet.Rows[:5],
		},
		tags: []string{"warm", "gift"},
	},
}
