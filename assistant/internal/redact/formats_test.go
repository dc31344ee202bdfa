package redact

import (
	"strings"
	"testing"
)

// Personal data as people write them in several countries, in messages. What stands in
// braces is taken out, and nothing else.
func TestFormats(t *testing.T) {
	for _, text := range []string{
		// North America.
		"call me at {+1 (415) 555-2671}", "my number is {415-555-2671}", "{(415) 555-2671}, after six", "it is {4155552671}", "{+1.415.555.2671}", "{1-800-555-0199} ext 12",
		// Britain, Ireland.
		"ring {020 7946 0958}", "{07700 900123}", "{07700900123}", "{+44 (0)20 7946 0958}", "{0044 20 7946 0958}", "{+353 87 123 4567}",
		// Germany, Austria, Switzerland.
		"Tel. {030 12345678}", "{(030) 123456 78}", "{0171/1234567}", "{+49 30 1234567}", "{+43 664 1234567}", "{079 123 45 67}", "meine Handynummer ist {17612345}",
		// France, Italy, Spain, Portugal, the Netherlands.
		"{06 12 34 56 78}", "{01.23.45.67.89}", "{+33 6 12 34 56 78}", "mon portable: {612345678}", "{333 1234567}", "{+39 06 1234 5678}", "{612 345 678}", "{612 34 56 78}", "{+351 912 345 678}", "{06-12345678}",
		// Poland, Denmark, Russia, Israel.
		"{+48 123 456 789}", "tel: {22 33 44 55}", "{+7 912 345-67-89}", "{8 (912) 345-67-89}", "{+972 52-123-4567}",
		// China, Japan, India, Brazil, Australia.
		"{13800138000}", "{138-0013-8000}", "{090-1234-5678}", "{03-1234-5678}", "{98765 43210}", "{(11) 91234-5678}", "{0412 345 678}", "{(02) 9374 4000}",
		// Other digits, other signs, signs that nobody sees.
		"{٠٥٥ ١٢٣ ٤٥٦٧}", "{＋４４ ２０ ７９４６ ０９５８}", "{+44\u00a020\u00a07946\u00a00958}", "{020\u20137946\u20130958}", "{07700\u200d900123}", "whatsapp {5552671}",
		// Addresses.
		"{742 Evergreen Terrace, Springfield, OR 97477}", "{1600 Pennsylvania Ave NW, Washington, DC 20500}", "{500 W 2nd St, Austin, TX 78701}", "{Flat 3, 12 High Street}, Leeds {LS1 4AP}", "{100 Main St Apt 4B}",
		"{1 Infinite Loop, Cupertino, CA 95014}", "{7 Oak Close, Reading}", "I live at {12 Elm Way}.", "ship it to {25 Church Square}", "{P.O. Box 1234, Boise, ID 83701}",
		"{Hauptstraße 5, 10115 Berlin}", "{Lange Straße 12}", "{Karl-Marx-Allee 21}", "{Unter den Linden 77, 10117 Berlin}", "{Bahnhofstrasse 1, 8001 Zürich}", "{Postfach 12 34}",
		"{12 rue de la Paix, 75002 Paris}", "{8 bis boulevard Voltaire}", "{3 place de la Bourse}", "{Calle Mayor 5, 28013 Madrid}", "{Via Roma 10, 00184 Roma}", "{Piazza Navona 3}", "{Rua Augusta 100}, Lisboa",
		"{Keizersgracht 123, 1015 CJ Amsterdam}", "{ul. Marszałkowska 10, 00-001 Warszawa}", "{Storgatan 5, 111 51 Stockholm}",
		// Addresses of e-mail.
		"{june+x@alder.co.uk}", "<{june@alder.example}>", "{june @ alder . example}", "{june (at) alder (dot) com}", "{june at alder dot com}", "{june[at]alder.com}", "{jürgen@müller.de}", "{june＠alder.example}", "{ju\u200dne@alder.example}",
		// Cards and accounts.
		"{4111.1111.1111.1111}", "{4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1}", "{4111\n1111\n1111\n1111}", "{３７８２８２２４６３１０００５}", "{5555_5555_5555_4444}", "{4111 – 1111 – 1111 – 1111}", "{4111 1111 1111 1111}, cvv {123}", "security code is {1234}", "iban {de89370400440532013000}", "{FR14 2004 1010 0505 0001 3M02 606}",
	} {
		plain := strings.NewReplacer("{", "", "}", "").Replace(text)
		var want []string
		for _, s := range strings.Split(text, "{")[1:] {
			want = append(want, s[:strings.Index(s, "}")])
		}
		var got []string
		for _, s := range find(plain, true) {
			got = append(got, plain[s.from:s.to])
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("of %q is taken out %q, want %q", plain, got, want)
		}
		var m Masker
		if back := m.RestoreAll(m.Mask(plain)); back != plain {
			t.Errorf("%q came back as %q", plain, back)
		}
	}
}

// What shoppers say of things stays as it is.
func TestFormatsOfThings(t *testing.T) {
	for _, text := range []string{
		"a 128 gb flash drive under $50", "LaCie USB 2.0 External Hard Drive", "2 bottles for the road", "10 shirts for a test drive", "a jacket for 5 people on the road", "8GB, V7 8GB or V10 8GB",
		"Phaser 3117, 3122 Original", "2 tents @ 99.90 each", "sizes 36 38 40 42 44", "between 1000 and 2000 or 2500", "2026-11-24 10:30", "01.02.2026 10:30", "24/11/2026 10 12", "0.25 0.5 0.75 1.00 1.25",
		"a tent of 210 x 120 cm, 3.5 kg", "order number 4155552671", "tracking 9876543210", "#4155552671", "SKU-4155552671", "ISBN 978-3-16-148410-0", "2 place settings and 3 route maps", "$1,250,000.00", "a call at 10", "Trail 2 Ridge, 3 of them",
		"follow @shop. See you", "look at this dot pattern", "I am at home", "a 5 mile walk", "the 2nd one", "is the phone case 150 x 70 x 10",
	} {
		var m Masker
		if masked := m.Mask(text); masked != text {
			t.Errorf("%q became %q", text, masked)
		}
	}
}
