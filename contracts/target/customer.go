package target

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
)

// NeedCustomer says, as a [*ContactError], that the server has no customer of the id that was given for the
// run: nothing can be hung on it. Whatever else is wrong with the answer is judged elsewhere.
func (c *Client) NeedCustomer(ctx context.Context, id string) error {
	path := "/customer/" + url.PathEscape(id)
	got, _, err := c.Do(ctx, c.Read(path))
	if err != nil || got.Status != http.StatusNotFound {
		return nil
	}
	return c.redactor.contact(&ContactError{Kind: NoCustomer, Message: fmt.Sprintf(
		"%s has no customer %q: GET %s is answered with 404; give --customer-id of one that exists",
		c.ShownBase(), id, path)})
}
