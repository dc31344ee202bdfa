package feed

import "strings"

// merchantTable reads the items of a tab-separated Merchant Center feed, or of
// one with commas.
type merchantTable struct {
	table *table
	names []string // of the columns, "" for one that is not read
}

func newMerchantTable(t *table) *merchantTable {
	m := &merchantTable{table: t}
	for _, name := range t.header.names {
		// "Image link [image_link]" and "g:image_link" are both the field
		// image_link.
		if _, technical, ok := strings.Cut(name, "["); ok {
			name = strings.TrimSuffix(technical, "]")
		}
		name = strings.TrimPrefix(name, "g:")
		name = strings.ReplaceAll(strings.TrimSpace(name), " ", "_")
		if !merchantFields[name] {
			name = ""
		}
		m.names = append(m.names, name)
	}
	return m
}

func (m *merchantTable) next() (item, bool, error) {
	r, ok, err := m.table.next()
	if err != nil || !ok {
		return item{}, false, err
	}
	i := item{line: r.line}
	for column, name := range m.names {
		value := r.cell(column)
		if name == "" || value == "" {
			continue
		}
		switch name {
		case "additional_image_link", "lifestyle_image_link", "product_highlight":
			for _, one := range splitLinks(name, value) {
				i.fields = append(i.fields, name, one)
			}
		case "product_detail":
			// Section:name:value, several of them between commas.
			for _, detail := range list(value, ",") {
				parts := strings.SplitN(detail, ":", 3)
				if n := len(parts); n >= 2 {
					i.fields = append(i.fields, name, strings.TrimSpace(parts[n-2])+detailMark+strings.TrimSpace(parts[n-1]))
				}
			}
		case "product_type":
			// Several paths may stand between commas; the first is the main one.
			first, _, _ := strings.Cut(value, ",")
			if !strings.Contains(value, ">") || strings.Count(value, ">") > strings.Count(first, ">") && !strings.Contains(first, ">") {
				first = value // a comma in a name
			}
			i.fields = append(i.fields, name, first)
		default:
			i.fields = append(i.fields, name, value)
		}
	}
	return i, true, nil
}

// splitLinks splits several values of one cell. A comma in an address that is
// not in front of another one belongs to it.
func splitLinks(name, value string) []string {
	parts := list(value, ",")
	if name == "product_highlight" {
		return parts
	}
	var links []string
	for _, part := range parts {
		if n := len(links); n > 0 && !strings.Contains(part, "://") && !strings.HasPrefix(part, "/") {
			links[n-1] += "," + part
			continue
		}
		links = append(links, part)
	}
	return links
}
