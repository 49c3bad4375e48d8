package adminclient

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

// maxAnswer bounds what is read of an answer, in bytes: more than a full journal of large bodies has.
const maxAnswer = 512 << 20

// yaml is a body that is sent as it is; any other value is sent as JSON.
type yaml []byte

// call sends a request to an endpoint and reads the JSON of a good answer; nil in either place means
// that there is none.
func (c *Client) call(ctx context.Context, method, endpoint string, query url.Values,
	body, into any,
) error {
	data, err := c.exchange(ctx, method, endpoint, query, body)
	if err != nil || into == nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("%w: %s answers what it does not: %w", ErrNotCasemock, c.Server(), err)
	}
	return nil
}

// exchange returns the body of a good answer.
func (c *Client) exchange(ctx context.Context, method, endpoint string, query url.Values, body any,
) ([]byte, error) {
	request, err := c.request(ctx, method, endpoint, query, body)
	if err != nil {
		return nil, err
	}
	response, err := c.http.Do(request)
	if err != nil {
		return nil, &UnreachableError{Server: c.Server(), Err: cause(err)}
	}
	defer response.Body.Close()
	data, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	if err != nil {
		return nil, &UnreachableError{Server: c.Server(), Err: err}
	}
	return data, c.judge(response, data)
}

func (c *Client) request(ctx context.Context, method, endpoint string, query url.Values, body any,
) (*http.Request, error) {
	target := *c.base
	target.Path += endpoint // not resolved: dots in a scenario's name are letters of it
	if query == nil {
		query = url.Values{}
	}
	if c.world != "" {
		query.Set("world", c.world)
	}
	target.RawQuery = query.Encode()
	contentType := "application/json"
	var content bytes.Buffer
	if text, isYAML := body.(yaml); isYAML {
		contentType = "application/yaml"
		content.Write(text)
	} else if body != nil {
		if err := json.NewEncoder(&content).Encode(body); err != nil {
			return nil, fmt.Errorf("writing the request to %s as JSON: %w", endpoint, err)
		}
	}
	request, err := http.NewRequestWithContext(ctx, method, target.String(), &content)
	if err != nil {
		return nil, fmt.Errorf("making the request to %s: %w", endpoint, err)
	}
	if body != nil {
		request.Header.Set("Content-Type", contentType)
	}
	if c.token != "" {
		request.Header.Set("Authorization", "Bearer "+c.token)
	}
	return request, nil
}
