package mockserver_test

import (
	"bytes"
	"cmp"
	"flag"
	"image"
	"image/color"
	"image/png"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"casemock/mockserver"
)

var takeScreenshots = flag.Bool("screenshots", false, "take the README's pictures of the console anew")

// TestScreenshots takes the README's pictures: go test ./mockserver -run TestScreenshots -screenshots.
func TestScreenshots(t *testing.T) {
	if !*takeScreenshots {
		t.Skip("without -screenshots")
	}
	c := start(t, mockserver.WithNow(time.Now), mockserver.WithVersion(""))
	browser := startBrowser(t)
	c.patch("/case/1007", `{"title": "Steam is back", "status": "open"}`)
	c.patch("/case/1007", `{"titel": "Steam is back", "status": "done"}`)
	c.get("/case/1002", "Prefer: code=500")
	c.get("/case/none")
	c.get("/customer/C-1001")
	c.get("/case/1001", "Authorization: Bearer sandbox-key")
	c.post("/case", `{"customerId": "C-1001", "title": "Parcel lost"}`)
	c.admin("POST", "force", `{"operation": "updateCase", "status": 422, "times": 2}`)
	c.patch("/case/1003", `{"title": "Parcel lost"}`)

	p := console(c, browser, "#/requests/8")
	p.wait(entryOpen("Somebody forced it"))
	p.screenshot(picture("requests", "light"))
	p = console(c, browser, "#/cases/1002")
	p.wait("document.querySelector('#cases .conversation article')")
	p.screenshot(picture("case", "dark"))
	p = console(c, browser, "#/scenarios")
	p.click("#scenario-new")
	p.wait("document.querySelector('#save').open")
	eval[bool](p, `(() => { const area = document.querySelector('#save-yaml');
		area.value = area.value.replace('operation: updateCase', 'operation: updateCas').replace('status', 'statsu');
		return area.dispatchEvent(new Event('input')); })()`)
	p.wait(shows("#save-yaml-problems", "did you mean"))
	p.screenshot(picture("scenario", "light"))
}

func picture(name, scheme string) look {
	return look{filepath.Join("console", "screenshots", name+".png"), 1200, 720, scheme}
}

// withFewColours makes a picture smaller: a page has few colours but for the edges of its letters.
func withFewColours(t *testing.T, picture []byte) []byte {
	t.Helper()
	full, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	counts := map[color.Color]int{}
	bounds := full.Bounds()
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			counts[full.At(x, y)]++
		}
	}
	few := image.NewPaletted(bounds, frequent(counts, 128))
	nearest := map[color.Color]uint8{}
	for found := range counts {
		nearest[found] = uint8(few.Palette.Index(found))
	}
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			few.SetColorIndex(x, y, nearest[full.At(x, y)])
		}
	}
	var small bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&small, few); err != nil {
		t.Fatal(err)
	}
	return small.Bytes()
}

// frequent are the colours that are there most often, in an order that is always the same.
func frequent(counts map[color.Color]int, most int) color.Palette {
	var all color.Palette
	for found := range counts {
		all = append(all, found)
	}
	slices.SortFunc(all, func(a, b color.Color) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(hex(a), hex(b)))
	})
	return all[:min(most, len(all))]
}

func hex(of color.Color) string {
	r, g, b, a := of.RGBA()
	return string([]byte{byte(r), byte(g), byte(b), byte(a)})
}
