package main

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
			"inside leg": "Regular 80 cm, Long 86 cm", "gender": unisex,
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
			"fit": "relaxed, over trousers", "packable": "yes", "gender": unisex,
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
			"material": "recycled polyester microfiber", "weight": "165 g", "fit": "mid-thigh, 18 cm inside leg",
			"pockets": "3, one zipped", "gender": men, "care": "Rinse after salt water, machine wash at 30 °C",
			"season": []string{"Summer"},
		},
		rating: "4.1", ratings: 31,
		reviews: []review{
			{5, "Dry by the time the flask was open. True to size.", 102},
			{3, "Run a bit small, waistband is firm.", 139},
		},
		chart: letters, tags: []string{"sale", "summer"},
	},
	{
		id: "lane-cotton-trousers", title: "Lane Cotton Trousers", brand: "Larkhollow",
		category: "Clothing > Trousers > Everyday trousers", price: "68.00", picture: "trousers",
		about: []string{
			"For the kind of walking that ends at a bakery. Garment-dyed cotton twill with a little give, a straight leg, and a coin pocket that really takes coins.",
		},
		axes:  []axis{colors("Sand", "Olive", "Navy"), sizes("28", "30", "32", "34", "36")},
		stock: map[string]int{"Navy/32": 3, "Olive/28": 0},
		facts: facts{
			"material": "98 % organic cotton, 2 % elastane", "weight": "480 g", "fit": "straight", "pockets": "5", "inside leg": "81 cm",
			"gender": men, "country of origin": "Portugal", "care": "Machine wash at 40 °C, colors fade kindly", "season": []string{"Spring", "Summer", "Autumn"},
		},
		rating: "4.3", ratings: 52,
		reviews: []review{
			{5, "Office, garden, aisle seat. True to size.", 44},
			{4, "True to size after the first wash, a bit tight before.", 101},
			{3, "Pale sand shows everything I eat.", 149},
		},
		chart: waists, tags: []string{"basics", "city"},
	},
	{
		id: "hawthorn-walking-trousers", title: "Hawthorn Women's Walking Trousers", brand: "Northmere",
		category: "Clothing > Trousers > Walking trousers", price: "89.00", picture: "trousers",
		about: []string{
			"Made on a women's block from the start, with a waistband that bends when you do and pockets that take a whole hand. The cuffs roll up and button for streams and heat.",
		},
		axes: []axis{
			colors("Slate", "Plum", "Olive"), sizes("XS", "S", "M", "L", "XL"), {"length", []string{"Short", "Regular"}},
		},
		stock: map[string]int{"Plum/XS/Short": 0, "Plum/XL/Regular": 0, "Slate/M/Regular": 4},
		facts: facts{
			"material": "91 % recycled nylon, 9 % elastane", "waterproof": "no", "water resistance": "sheds light showers", "weight": "270 g",
			"fit": "slim, high waist", "pockets": "4, one zipped", "sun protection": "UPF 40", "inside leg": "Short 72 cm, Regular 78 cm",
			"gender": women, "care": "Machine wash at 30 °C, hang to dry", "season": []string{"Spring", "Summer", "Autumn"},
		},
		rating: "4.5", ratings: 47,
		reviews: []review{
			{5, "Pockets. Actual pockets. True to size.", 22},
			{5, "Short is short enough at last. True to size in M.", 70},
			{4, "Runs small on the thigh, I took a size more.", 118},
			{4, "Dry in an hour on a rock.", 152},
		},
		chart: womensLegs, tags: []string{"bestseller"},
	},
	{
		id: "scarp-softshell-trousers", title: "Scarp Softshell Trousers", brand: "Fellbound",
		category: "Clothing > Trousers > Walking trousers", price: "138.00", picture: "trousers",
		about: []string{
			"Brushed inside, smooth outside, for days that begin with scraping the windscreen. Ankle patches shrug off crampons and bicycle chains alike.",
		},
		axes:  []axis{colors("Black", "Navy"), sizes("28", "30", "32", "34", "36")},
		stock: map[string]int{"Navy/30": 1, "Black/36": 0},
		facts: facts{
			"material": "88 % recycled nylon, 12 % elastane, brushed", "waterproof": "no", "water resistance": "sheds snow and showers",
			"weight": "460 g", "fit": "athletic, articulated knees", "pockets": "4, zipped", "gender": unisex, "country of origin": "Portugal",
			"care": "Machine wash at 30 °C, no softener", "season": []string{"Winter"},
		},
		rating: "4.6", ratings: 21,
		reviews: []review{
			{5, "Snowshoes, sledging, school run. True to size.", 275},
			{4, "Warm enough without long johns down to freezing. Runs a little small at the calf.", 298},
		},
		chart: waists, tags: []string{"warm", "alpine"},
	},
	{
		id: "torrent-overtrousers", title: "Torrent Three-Layer Overtrousers", brand: "Fellbound",
		category: "Clothing > Trousers > Waterproof trousers", price: "165.00", was: "195.00", picture: "overtrousers",
		about: []string{
			"Full-length side zips, so that you can put them on over crampons, skis or a bad mood. Three bonded layers breathe where lighter ones steam.",
		},
		axes:  []axis{colors("Charcoal", "Navy"), sizes("S", "M", "L", "XL")},
		stock: map[string]int{"Navy/S": 0, "Charcoal/L": 3},
		facts: facts{
			"material": "three-layer nylon, ePE membrane", "waterproof": "yes", "waterproof rating": "20,000 mm", "breathability": "22,000 g/m²/24 h",
			"weight": "410 g", "fit": "regular, over trousers", "gender": unisex, "care": "Machine wash at 30 °C, tumble dry 20 minutes",
			"season": []string{"Autumn", "Winter", "Spring"},
		},
		rating: "4.5", ratings: 15,
		reviews: []review{
			{5, "On and off at a windy col without sitting in the snow. True to size.", 280},
			{4, "Zips are long and want both hands.", 303},
		},
		chart: letters, tags: []string{"sale", "rain", "alpine"},
	},
	{
		id: "puddle-overtrousers", title: "Puddle Rain Trousers", brand: "Northmere",
		category: "Clothing > Trousers > Waterproof trousers", price: "44.00", picture: "overtrousers",
		about: []string{
			"Pull-on, taped, no zips to break. They fold into a bag the size of a lemon and cost less than the taxi you would otherwise take.",
		},
		axes:  []axis{colors("Olive", "Black"), sizes("S", "M", "L", "XL")},
		stock: map[string]int{"Olive/XL": 0},
		facts: facts{
			"material": "polyester, PU coating", "waterproof": "yes", "waterproof rating": "5,000 mm", "weight": "210 g",
			"fit": "loose, over trousers", "packable": "yes", "gender": unisex, "care": "Wipe clean, hang to dry",
			"season": []string{"Spring", "Autumn"},
		},
		rating: "3.9", ratings: 18,
		reviews: []review{
			{4, "Cycle commute sorted. They run long, so cuff them.", 52},
			{3, "No pockets, which I knew, and missed anyway.", 183},
		},
		chart: letters, tags: []string{"rain", "cycling"},
	},
	{
		id: "picnic-linen-shorts", title: "Picnic Linen Shorts", brand: "Tarn & Thistle",
		category: "Clothing > Trousers > Shorts", price: "39.00", picture: "shorts",
		about: []string{
			"Linen from the last field of flax for some distance, washed until it slumps. Elastic at the back, a flat front, and pockets deep enough for a plum.",
		},
		axes:  []axis{colors("Sand", "Sage", "White"), sizes("XS", "S", "M", "L", "XL")},
		stock: map[string]int{"White/M": 0, "Sage/L": 2},
		facts: facts{
			"material": "100 % linen, 190 g/m²", "weight": "180 g", "fit": "easy, 12 cm inside leg", "pockets": "2", "gender": women,
			"care": "Machine wash at 40 °C, iron if you insist", "season": []string{"Summer"},
		},
		rating: "4.4", ratings: 29,
		reviews: []review{
			{5, "Like wearing shade. True to size.", 110},
			{4, "Creases the moment you look at them. It is linen.", 131},
		},
		chart: womensLegs, tags: []string{"summer"},
	},
	{
		id: "gorse-trail-leggings", title: "Gorse Trail Leggings", brand: "Larkhollow",
		category: "Clothing > Trousers > Leggings", price: "64.00", picture: "leggings",
		about: []string{
			"Leggings with the knees and seat of a walking trouser: a thicker, rougher cloth where rocks are, a soft one where skin is. A phone fits in each thigh pocket and stays there on the way down.",
		},
		axes:  []axis{colors("Teal", "Black", "Plum"), sizes("XS", "S", "M", "L", "XL")},
		stock: map[string]int{"Plum/M": 0, "Teal/XS": 2},
		facts: facts{
			"material": "73 % recycled nylon, 27 % elastane", "weight": "260 g", "fit": "close, high waist", "pockets": "3, one zipped at the back",
			"sun protection": "UPF 50+", "gender": women, "care": "Machine wash at 30 °C inside out, no softener",
			"season": []string{"Spring", "Summer", "Autumn"},
		},
		rating: "4.4", ratings: 66,
		reviews: []review{
			{5, "Slid down a granite slab in them. I have a bruise, they have nothing. True to size.", 28},
			{4, "Run small in the waist, go up if you are between two.", 56},
			{5, "True to size, and squat-proof in daylight.", 99},
			{4, "Hot above 30 degrees, but what is not.", 129},
			{3, "Too long for me at 158 cm.", 164},
		},
		chart: womensLegs, tags: []string{"bestseller", "running"},
	},
	{
		id: "nightjar-merino-leggings", title: "Nightjar Merino Leggings", brand: "Tarn & Thistle",
		category: "Clothing > Trousers > Leggings", price: "88.00", picture: "leggings",
		about: []string{
			"Long johns, if we are honest, in merino fine enough to be worn to breakfast. Under ski trousers they vanish; in a cold cabin they are all one needs, with socks.",
		},
		axes:  []axis{colors("Navy", "Charcoal"), sizes("S", "M", "L", "XL")},
		stock: map[string]int{"Navy/M": 3, "Charcoal/S": 0},
		facts: facts{
			"material": "100 % merino wool, 200 g/m²", "weight": "195 g", "fit": "close", "warmth": "base layer", "gender": unisex,
			"country of origin": "Scotland", "care": "Wool wash at 30 °C, dry flat", "season": []string{"Autumn", "Winter"},
		},
		rating: "4.6", ratings: 32,
		reviews: []review{
			{5, "Ten days in a hut without laundry and without complaints. True to size.", 294},
			{4, "Waistband rolls a little under a harness.", 307},
		},
		chart: letters, tags: []string{"layers", "warm"},
	},
}
