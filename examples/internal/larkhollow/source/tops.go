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
			"gender": unisex, "care": "Wool wash at 30 °C, dry flat", "season": []string{"Autumn", "Winter"},
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
			"gender": men, "care": "Machine wash at 40 °C, iron while damp", "season": []string{"Autumn", "Winter"},
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
			"gender": unisex, "care": "Machine wash at 40 °C", "season": []string{"Spring", "Summer"},
		},
		rating: "4.4", ratings: 120,
		reviews: []review{
			{5, "Washed twenty times, same shirt. True to size.", 86},
			{4, "A little boxy, which I wanted.", 130},
			{4, "True to size, white is slightly see-through.", 156},
		},
		chart: unisexTops, tags: []string{"basics"},
	},
	{
		id: "heron-merino-tee", title: "Heron Merino T-Shirt", brand: "Tarn & Thistle",
		category: "Clothing > Tops > T-shirts", price: "58.00", picture: "tee",
		about: []string{
			"A T-shirt for a long weekend with a small bag. Merino on the skin, a nylon core in the yarn so that it survives the bag, and no smell worth mentioning on day four.",
		},
		axes:  []axis{colors("Teal", "Charcoal", "Rust"), sizes("XS", "S", "M", "L", "XL")},
		stock: map[string]int{"Teal/M": 3, "Rust/XL": 0},
		facts: facts{
			"material": "87 % merino wool, 13 % nylon, 150 g/m²", "weight": "145 g", "fit": "regular", "sun protection": "UPF 25",
			"gender": unisex, "country of origin": "Scotland", "care": "Wool wash at 30 °C, dry flat",
			"season": []string{"Spring", "Summer", "Autumn"},
		},
		rating: "4.6", ratings: 71,
		reviews: []review{
			{5, "Wore it from Boston to Lisbon and back. True to size and still polite.", 18},
			{5, "True to size. Dries on a hook overnight.", 57},
			{4, "Lovely, but moths agree. Fold it away with cedar.", 133},
			{3, "A hole at the hem after a year. They mended it for nothing.", 222},
		},
		chart: unisexTops, tags: []string{"travel", "bestseller"},
	},
	{
		id: "kittiwake-boxy-tee", title: "Kittiwake Boxy T-Shirt", brand: "Northmere",
		category: "Clothing > Tops > T-shirts", price: "28.00", picture: "tee",
		about: []string{
			"Short in the body, wide in the sleeve, made of a cotton heavy enough to hang straight. It was a sailing shirt until somebody cut ten centimeters off it, and they were right.",
		},
		axes:  []axis{colors("Pink", "White", "Navy"), sizes("XS", "S", "M", "L", "XL")},
		stock: map[string]int{"Pink/S": 0, "White/XL": 2},
		facts: facts{
			"material": "100 % organic cotton, 210 g/m²", "weight": "170 g", "fit": "boxy, cropped at the hip", "gender": women,
			"care": "Machine wash at 40 °C", "season": []string{"Spring", "Summer"},
		},
		rating: "4.3", ratings: 26,
		reviews: []review{
			{5, "Heavy cotton, proper neck. True to size if you like it boxy.", 41},
			{4, "Runs large, so I took XS.", 112},
			{4, "Shrank a little in length. Wash it cold if you are tall.", 160},
		},
		chart: womensTops, tags: []string{"basics"},
	},
	{
		id: "skerry-thermal-base-layer", title: "Skerry Thermal Base Layer", brand: "Northmere",
		category: "Clothing > Tops > Base layers", price: "46.00", picture: "base-layer",
		about: []string{
			"For people who itch. A brushed polyester knit that is warm at once, dry soon after, and indifferent to the washing machine.",
		},
		axes:  []axis{colors("Navy", "Black", "Plum"), sizes("XS", "S", "M", "L", "XL")},
		stock: map[string]int{"Plum/XS": 0, "Plum/S": 0, "Black/M": 5},
		facts: facts{
			"material": "recycled polyester, brushed inside", "weight": "190 g", "fit": "close", "warmth": "base layer",
			"gender": unisex, "care": "Machine wash at 40 °C, tumble dry low", "season": []string{"Autumn", "Winter"},
		},
		rating: "4.2", ratings: 38,
		reviews: []review{
			{5, "Ice fishing, enough said. True to size.", 30},
			{4, "Good value. Wants washing after every outing, unlike wool.", 270},
			{4, "Runs small in the arms, otherwise fine.", 284},
		},
		chart: unisexTops, tags: []string{"layers", "warm", "vegan"},
	},
	{
		id: "drover-wool-overshirt", title: "Drover Wool Overshirt", brand: "Fellbound",
		category: "Clothing > Tops > Shirts", price: "132.00", was: "150.00", picture: "flannel-shirt",
		about: []string{
			"A shirt that has been mistaken for a jacket by several customs officers. Boiled wool in a broad check, two chest pockets with flaps, and cuffs that push up and stay up.",
			"Spun in Vermont, sewn in Portugal, worn everywhere between.",
		},
		axes:  []axis{colors("Green", "Rust", "Charcoal"), sizes("S", "M", "L", "XL")},
		stock: map[string]int{"Green/M": 2, "Rust/XL": 0},
		facts: facts{
			"material": "80 % new wool, 20 % recycled nylon", "weight": "690 g", "fit": "straight, over a sweater", "pattern": "check",
			"pockets": "2, buttoned", "gender": men, "country of origin": "Portugal", "care": "Air it, sponge it, wool wash at 30 °C when it must be",
			"season": []string{"Autumn", "Winter"},
		},
		rating: "4.7", ratings: 31,
		reviews: []review{
			{5, "My jacket from October to the first hard frost. True to size over a T-shirt.", 14},
			{5, "Runs large, which is what an overshirt is for.", 49},
			{4, "Collar itches bare skin. Button a shirt under it.", 287},
		},
		chart: unisexTops, tags: []string{"sale", "warm", "layers"},
	},
	{
		id: "hollin-lambswool-sweater", title: "Hollin Lambswool Sweater", brand: "Tarn & Thistle",
		category: "Clothing > Tops > Sweaters", price: "118.00", was: "140.00", picture: "sweater",
		about: []string{
			"A cable knit with nothing to prove. The wool is a lamb's first shearing, spun soft and knitted tight, and the elbows are doubled on the inside where nobody sees it but you.",
		},
		axes:  []axis{colors("Oatmeal", "Navy", "Plum"), sizes("XS", "S", "M", "L", "XL")},
		stock: map[string]int{"Navy/M": 4, "Oatmeal/XS": 0, "Plum/L": 0},
		facts: facts{
			"material": "100 % lambswool", "weight": "430 g", "fit": "regular", "neck": "crew", "gender": unisex, "country of origin": "Scotland",
			"care": "Wool wash at 30 °C, dry flat, never hang", "season": []string{"Autumn", "Winter"},
		},
		rating: "4.6", ratings: 44,
		reviews: []review{
			{5, "Soft from the first day. True to size.", 11},
			{5, "I own three. My wife wears four of them.", 38},
			{4, "Pills under a backpack strap. A comb sorts it out.", 292},
			{4, "True to size, a touch long in the arm.", 310},
		},
		chart: unisexTops, tags: []string{"sale", "warm", "gift"},
	},
	{
		id: "gansey-fisher-sweater", title: "Gansey Fisherman's Sweater", brand: "Northmere",
		category: "Clothing > Tops > Sweaters", price: "168.00", picture: "sweater",
		about: []string{
			"Knitted so tight that it stands up by itself, which is how it keeps out wind. The pattern on the chest is the one of a harbour that Northmere will not name, out of respect for its fishing.",
			"Worn back to front it fits just as well; both sides are the front.",
		},
		axes:  []axis{colors("Navy", "Charcoal", "Cream"), sizes("S", "M", "L", "XL")},
		stock: map[string]int{"Cream/S": 0, "Charcoal/M": 1},
		facts: facts{
			"material": "100 % worsted wool, five-ply", "weight": "820 g", "fit": "close, short in the body", "neck": "high crew",
			"gender": unisex, "country of origin": "Scotland", "care": "Cold hand wash, dry flat", "season": []string{"Winter"},
		},
		rating: "4.8", ratings: 23,
		reviews: []review{
			{5, "Stiff for a week, then it was mine. I went one size up and am glad.", 26},
			{5, "Runs small by tradition. Order up.", 66},
			{4, "Runs small. Exchanged M for L, no fuss at all.", 279},
			{5, "True to size on me, but I am built like a broom.", 320},
		},
		chart: unisexTops, tags: []string{"warm", "heritage", "gift"},
	},
	{
		id: "alder-alpaca-sweater", title: "Alder Alpaca Cable Sweater", brand: "Tarn & Thistle",
		category: "Clothing > Tops > Sweaters", price: "185.00", picture: "sweater",
		about: []string{
			"Baby alpaca, brushed, in cables as soft as the reason for them was practical. It weighs less than it looks and is warmer than it weighs.",
			"We knit sixty a year and have sold all sixty. The next ones come off the needles in spring.",
		},
		axes:  []axis{colors("Sage", "Cream"), sizes("XS", "S", "M", "L")},
		stock: map[string]int{"*": 0},
		facts: facts{
			"material": "75 % baby alpaca, 25 % nylon", "weight": "310 g", "fit": "relaxed", "neck": "crew", "gender": women,
			"care": "Cold hand wash, dry flat", "season": []string{"Autumn", "Winter"},
		},
		rating: "4.9", ratings: 16,
		reviews: []review{
			{5, "People ask if they may touch my arm. True to size.", 240},
			{5, "Sheds on black trousers for a while. I forgive it.", 276},
		},
		chart: womensTops.first(4), tags: []string{"warm"},
	},
	{
		id: "barnraiser-hoodie", title: "Barnraiser Hoodie", brand: "Larkhollow",
		category: "Clothing > Tops > Hoodies", price: "74.00", picture: "hoodie",
		about: []string{
			"The hoodie we made for our own staff, and then had to make again because customers kept asking for it off our backs. Loopback cotton, 400 grams heavy, a hood with enough cloth to be one.",
			"The pocket is bar-tacked at the corners, where hoodies usually die.",
		},
		axes:  []axis{colors("Green", "Gray", "Burgundy"), sizes("XS", "S", "M", "L", "XL")},
		stock: map[string]int{"Gray/L": 2, "Burgundy/XS": 0},
		facts: facts{
			"material": "100 % organic cotton, 400 g/m²", "weight": "720 g", "fit": "regular", "hood": "double layer", "gender": unisex,
			"country of origin": "Portugal", "care": "Machine wash at 40 °C inside out", "season": []string{"Spring", "Autumn"},
		},
		rating: "4.7", ratings: 96,
		reviews: []review{
			{5, "Heavy as a blanket and twice as useful. True to size.", 5},
			{5, "True to size. Second one, because the first was stolen by a teenager.", 34},
			{4, "Takes a whole day to dry. Cozy once it has.", 90},
			{4, "Runs a bit large in XL.", 288},
		},
		chart: unisexTops, tags: []string{"bestseller", "gift"},
	},
	{
		id: "plover-sun-hoodie", title: "Plover Sun Hoodie", brand: "Fellbound",
		category: "Clothing > Tops > Hoodies", price: "69.00", picture: "hoodie",
		about: []string{
			"Thinner than a T-shirt and better against the sun: UPF 50, a hood that goes under a hat, thumb loops for the backs of your hands. Made for ridges, glaciers and other people's boats.",
		},
		axes:  []axis{colors("Sand", "Slate", "Blue"), sizes("XS", "S", "M", "L", "XL")},
		stock: map[string]int{"Sand/XL": 0, "Blue/S": 3},
		facts: facts{
			"material": "recycled polyester, 110 g/m²", "weight": "165 g", "fit": "loose", "sun protection": "UPF 50+", "hood": "close, under a hat",
			"gender": unisex, "care": "Machine wash at 30 °C, no softener", "season": []string{"Spring", "Summer"},
		},
		rating: "4.5", ratings: 40,
		reviews: []review{
			{5, "Redhead, fourteen days in Utah, no burn. True to size.", 96},
			{4, "Airy. Runs large, so I sized down and it still floats.", 128},
			{4, "Snags on brambles, which is fair.", 166},
		},
		chart: unisexTops, tags: []string{"summer", "new"},
	},
}
