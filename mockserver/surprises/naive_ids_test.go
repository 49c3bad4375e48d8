package surprises_test

import (
	"net/url"
	"strconv"
	"strings"
)

// eachKnown looks all cases up under what the client makes of their ids.
func eachKnown(s *site, path func(id string) string) string {
	for _, id := range s.cases {
		if found := s.get("/case/" + path(id)); found.status != 200 {
			return strconv.Itoa(found.status) + " of " + id
		}
	}
	return ""
}

func takesIDsForNumbers(s *site) string {
	_, err := strconv.Atoi(s.cases[0])
	return said(err, "")
}

func keepsIDsAsNumbers(s *site) string {
	return eachKnown(s, func(id string) string {
		number, _ := strconv.Atoi(id)
		return strconv.Itoa(number)
	})
}

func cutsIDs(s *site) string {
	return eachKnown(s, func(id string) string { return id[:min(len(id), 36)] })
}

func concatenates(s *site) string {
	return eachKnown(s, func(id string) string { return id })
}

func escapesForForms(s *site) string { return eachKnown(s, url.QueryEscape) }

func asksInLatin1(s *site) string {
	return eachKnown(s, func(id string) string {
		var bytes []byte
		for _, letter := range id {
			bytes = append(bytes, byte(min(letter, '\xff')))
		}
		return url.PathEscape(string(bytes))
	})
}

// asOne reports two cases whose ids become the same.
func asOne(s *site, key func(id string) string) string {
	known := map[string]bool{}
	for _, id := range s.cases {
		if known[key(id)] {
			return "two cases are one"
		}
		known[key(id)] = true
	}
	return ""
}

func comparesLoosely(s *site) string {
	return asOne(s, func(id string) string {
		number, err := strconv.ParseFloat(id, 64)
		if err != nil {
			return id
		}
		return strconv.FormatFloat(number, 'g', -1, 64)
	})
}

func foldsIDs(s *site) string { return asOne(s, strings.ToLower) }

func keepsAllInOnePlace(s *site) string {
	known := map[string]bool{}
	for _, id := range s.cases {
		known[id] = true
	}
	for _, id := range s.customers {
		if known[id] {
			return "a customer is a case"
		}
	}
	return ""
}

func takesNumbersForNumbers(s *site) string {
	_, err := strconv.Atoi(s.newCase()["number"].(string))
	return said(err, "")
}

func writesBehindURLs(s *site) string {
	page, err := url.Parse(s.newCase()["url"].(string) + "?from=inbox")
	if err != nil || page.Query().Get("from") != "inbox" {
		return "the page does not know where the agent is from"
	}
	return ""
}
