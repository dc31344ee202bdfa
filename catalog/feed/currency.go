package feed

import (
	"slices"
	"strings"
)

// signs are what stands for a currency in a price, in capitals. Of several that
// share a sign the first is meant where nothing else tells, unless it is "".
var signs = map[string][]string{
	"$":   {"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "BRL"},
	"US$": {"USD"}, "U$S": {"USD"}, "C$": {"CAD"}, "CA$": {"CAD"}, "CDN$": {"CAD"}, "A$": {"AUD"}, "AU$": {"AUD"},
	"NZ$": {"NZD"}, "S$": {"SGD"}, "HK$": {"HKD"}, "NT$": {"TWD"}, "MX$": {"MXN"}, "R$": {"BRL"},
	"€": {"EUR"}, "EURO": {"EUR"}, "EUROS": {"EUR"}, "£": {"GBP", "EGP", "LBP", "GIP"}, "CN¥": {"CNY"}, "JP¥": {"JPY"}, "¥": {"JPY", "CNY"}, "￥": {"JPY", "CNY"},
	"円": {"JPY"}, "元": {"CNY"}, "RMB": {"CNY"}, "₹": {"INR"}, "RS": {"INR", "PKR", "LKR", "NPR", "MUR"}, "RS.": {"INR", "PKR", "LKR", "NPR", "MUR"},
	"₩": {"KRW"}, "₽": {"RUB"}, "РУБ": {"RUB"}, "РУБ.": {"RUB"}, "₺": {"TRY"}, "TL": {"TRY"}, "₪": {"ILS"}, "฿": {"THB"},
	"₫": {"VND"}, "Đ": {"VND"}, "₴": {"UAH"}, "₦": {"NGN"}, "₱": {"PHP"}, "₡": {"CRC"}, "₲": {"PYG"}, "₵": {"GHS"},
	"₸": {"KZT"}, "₼": {"AZN"}, "₾": {"GEL"}, "KR": {"", "SEK", "NOK", "DKK", "ISK"}, "KR.": {"", "SEK", "NOK", "DKK", "ISK"},
	"ZŁ": {"PLN"}, "ZL": {"PLN"}, "KČ": {"CZK"}, "KC": {"CZK"}, "FT": {"HUF"}, "LEI": {"RON"}, "ЛВ": {"BGN"}, "ЛВ.": {"BGN"},
	"FR": {"CHF"}, "FR.": {"CHF"}, "SFR": {"CHF"}, "SFR.": {"CHF"}, "RM": {"MYR"}, "RP": {"IDR"}, "RP.": {"IDR"}, "R": {"ZAR"},
}

// codes are the currencies of ISO 4217 in which things are sold.
const codes = " AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLF CLP CNY COP " +
	"CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD " +
	"JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK " +
	"NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND " +
	"TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG "

// maxSign is the longest sign in bytes, with room for "US $" in any writing.
const maxSign = 16

// currenciesOf returns the currencies that a sign or code may stand for, best
// first. ok is false for anything else; "" stands for none in particular.
func currenciesOf(sign string) (list []string, ok bool) {
	sign = strings.ToUpper(strings.TrimSpace(sign))
	if sign == "" || len(sign) > maxSign {
		return nil, sign == ""
	}
	if list, ok := signs[sign]; ok {
		return list, true
	}
	if len(sign) == 3 && strings.Contains(codes, " "+sign+" ") {
		return []string{sign}, true
	}
	// "US $" or "$ USD": every part has to agree.
	parts := strings.Fields(sign)
	if len(parts) == 1 {
		for code := range strings.FieldsSeq(codes) {
			if rest, found := strings.CutPrefix(sign, code); found {
				parts = []string{code, rest}
			} else if rest, found := strings.CutSuffix(sign, code); found {
				parts = []string{code, rest}
			}
		}
	}
	if len(parts) != 2 {
		return nil, false
	}
	if list, ok := signs[parts[0]+parts[1]]; ok {
		return list, true
	}
	first, ok1 := currenciesOf(parts[0])
	second, ok2 := currenciesOf(parts[1])
	if !ok1 || !ok2 {
		return nil, false
	}
	return common(first, second)
}

// common returns what two signs of one price may both stand for.
func common(a, b []string) (list []string, ok bool) {
	switch {
	case a == nil:
		return b, true
	case b == nil:
		return a, true
	}
	for _, currency := range a {
		if currency != "" && slices.Contains(b, currency) {
			list = append(list, currency)
		}
	}
	return list, len(list) > 0
}
