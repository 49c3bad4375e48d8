package surprises_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// eachCase shows a client the first cases that it knows.
func eachCase(s *site, client func(kase map[string]any) string) string {
	for _, id := range s.cases[:12] {
		if wrong := client(s.get("/case/" + id).object()); wrong != "" {
			return wrong
		}
	}
	return ""
}

// eachTitle shows a client their titles.
func eachTitle(s *site, client func(title string) string) string {
	return eachCase(s, func(kase map[string]any) string { return client(kase["title"].(string)) })
}

func linksTitles(s *site) string {
	return eachTitle(s, func(title string) string {
		if title == "" {
			return "a link has no words"
		}
		return ""
	})
}

func keepsInColumn(s *site) string {
	return eachCase(s, func(kase map[string]any) string {
		if len(kase["description"].(string)) > 4000 {
			return "the column is too short"
		}
		return ""
	})
}

// putsTogether shows the beginning of a title and the status behind it. What follows U+202E is shown from its end,
// up to the U+202C that was cut off.
func putsTogether(s *site) string {
	return eachTitle(s, func(title string) string {
		letters := []rune(title)
		before, turned, _ := strings.Cut(string(letters[:min(len(letters), 22)])+"... [open]", "\u202e")
		if turned != "" {
			return "the line ends with " + before + backwards(turned)
		}
		return ""
	})
}

func backwards(text string) string {
	letters := []rune(text)
	slices.Reverse(letters)
	return string(letters)
}

// cutsCodeUnits cuts a text to as many units of UTF-16 as there is room, of which there are ever fewer.
func cutsCodeUnits(s *site) string {
	return eachTitle(s, func(title string) string {
		units := utf16.Encode([]rune(title))
		for room := range units {
			if shown := string(utf16.Decode(units[:room])); strings.Contains(shown, "\ufffd") {
				return "half a character is shown: " + shown
			}
		}
		return ""
	})
}

func writesPage(s *site) string {
	return eachTitle(s, func(title string) string {
		if page := "<h1>" + title + "</h1>"; strings.Count(page, "<") != 2 {
			return "the page has more in it: " + page
		}
		return ""
	})
}

func endsAtNUL(s *site) string {
	return eachTitle(s, func(title string) string {
		if kept, _, found := strings.Cut(title, "\x00"); found {
			return fmt.Sprintf("of %q, there is %q", title, kept)
		}
		return ""
	})
}

// guessesTypes keeps texts as what they look like.
func guessesTypes(s *site) string {
	return eachTitle(s, func(title string) string {
		var kept any = title
		if number, err := strconv.Atoi(title); err == nil {
			kept = number
		} else if json.Unmarshal([]byte(title), &kept) != nil {
			kept = title
		}
		if kept != any(title) {
			return fmt.Sprintf("the title is now %v, a %T", kept, kept)
		}
		return ""
	})
}

// icons are those of the services that the client has met.
var icons = map[string]string{"facebook": "f", "twitter": "t", "instagram": "i", "youtube": "y", "tiktok": "k",
	"linkedin": "l", "whatsapp": "w", "messenger": "m"}

func drawsIcons(s *site) string {
	return eachPost(s, func(posts []any) string {
		for _, post := range posts {
			if service := post.(map[string]any)["service"].(string); icons[service] == "" {
				return "there is no icon of " + service
			}
		}
		return ""
	})
}

func knowsPostsByID(s *site) string {
	return eachPost(s, func(posts []any) string {
		known := map[any]bool{}
		for _, post := range posts {
			known[post.(map[string]any)["serviceId"]] = true
		}
		if len(known) < len(posts) {
			return "a post is lost"
		}
		return ""
	})
}

// eachPost shows a client the posts of the first cases.
func eachPost(s *site, client func(posts []any) string) string {
	return eachCase(s, func(kase map[string]any) string { return client(kase["interactions"].([]any)) })
}

func countsOwnPosts(s *site) string {
	for range 6 {
		made := s.send("POST", "/case", map[string]any{"customerId": s.customers[0], "title": "Lost",
			"interactions": []any{post(1)}}).object()
		if len(made["interactions"].([]any)) != 1 {
			return "there is more than what was sent"
		}
	}
	return ""
}

// sendsAgain sends an update a second time, as if the first had had no answer. It looks twice: what is kept stays.
func sendsAgain(s *site) string {
	path := "/case/" + s.newCase()["id"].(string)
	for range 2 {
		s.send("PATCH", path, map[string]any{"interactions": []any{post(1)}})
	}
	s.get(path)
	if posts := s.get(path).object()["interactions"].([]any); len(posts) != 1 {
		return fmt.Sprintf("the post is there %d times", len(posts))
	}
	return ""
}

func showsTwenty(s *site) string {
	for _, id := range s.customers[:4] {
		if len(s.get("/customer/"+url.PathEscape(id)+"/cases").list()) > 20 {
			return "some cases are not shown"
		}
	}
	return ""
}

func hasRoomForTwenty(s *site) string {
	if len(s.get("/meta/object/case").object()["fields"].([]any)) > 20 {
		return "the form has no room"
	}
	return ""
}
