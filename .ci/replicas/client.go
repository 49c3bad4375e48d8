package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync"
)

// call is a request and what came of it.
type call struct {
	status int // 0 where there was no answer
	rule   string
	step   string
	body   []byte
}

var ruleAndStep = regexp.MustCompile(`^([a-z-]+)(?:.*step=(\d+))?`)

// ask sends a request as a client of the sandbox, or of its admin API.
func ask(address, method, path, body string, headers ...string) call {
	request, err := http.NewRequest(method, "http://"+address+path, strings.NewReader(body))
	if err != nil {
		return call{}
	}
	request.Header.Set("Authorization", "sandbox-key")
	request.Header.Set("Content-Type", "application/json")
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	answer, err := client.Do(request)
	if err != nil {
		return call{}
	}
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	if err != nil {
		return call{}
	}
	found := ruleAndStep.FindStringSubmatch(answer.Header.Get("X-Mock-Answer"))
	if found == nil {
		found = make([]string, 3)
	}
	return call{answer.StatusCode, found[1], found[2], content}
}

var client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 200}}

// read decodes an answer that has to be there.
func (c call) read(into any) error {
	if c.status != http.StatusOK {
		return fmt.Errorf("answered %d: %.200s", c.status, c.body)
	}
	return json.Unmarshal(c.body, into)
}

// atOnce lets clients do something at once, each with its number.
func atOnce(clients int, do func(number int)) {
	var working sync.WaitGroup
	for number := range clients {
		working.Go(func() { do(number) })
	}
	working.Wait()
}

// noted are texts that several clients note.
type noted struct {
	mutex sync.Mutex
	texts []string
}

func (n *noted) add(text string) {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	n.texts = append(n.texts, text)
}
