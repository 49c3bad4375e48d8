package adminclient

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"casemock/contracts/caseapi"
)

// Search narrows a list of cases or customers. Zero values let everything through.
type Search struct {
	Text    string         // words, each of which stands in one of the object's texts
	Status  caseapi.Status // of cases alone
	Service string         // of one of a case's interactions, such as facebook
	After   string         // where an earlier list stopped: its next
	Limit   int            // at most so many, and no more than 200; 0: 20
}

func (s Search) query() url.Values {
	query := url.Values{}
	for name, value := range map[string]string{"text": s.Text, "status": string(s.Status), "service": s.Service,
		"after": s.After} {
		if value != "" {
			query.Set(name, value)
		}
	}
	if s.Limit != 0 {
		query.Set("limit", strconv.Itoa(s.Limit))
	}
	return query
}

// Cases lists the world's cases. Next is where to go on, empty at the end; a search may find nothing in one part of
// many cases and something in the next.
func (c *Client) Cases(ctx context.Context, search Search) (cases []caseapi.Case, next string, err error) {
	var list struct {
		Cases []caseapi.Case `json:"cases"`
		Next  string         `json:"next"`
	}
	err = c.call(ctx, http.MethodGet, "cases", search.query(), nil, &list)
	return list.Cases, list.Next, err
}

// Case is one case of the world; a [RefusedError] with status 404 where it has none of that id.
func (c *Client) Case(ctx context.Context, id string) (found caseapi.Case, err error) {
	err = c.call(ctx, http.MethodGet, "cases/"+id, nil, nil, &found)
	return found, err
}

// CasesOf lists all cases of a customer.
func (c *Client) CasesOf(ctx context.Context, customerID string) ([]caseapi.Case, error) {
	var list struct {
		Cases []caseapi.Case `json:"cases"`
	}
	err := c.call(ctx, http.MethodGet, "customers/"+customerID+"/cases", nil, nil, &list)
	return list.Cases, err
}

// Customers lists the world's customers, as [Client.Cases] does cases.
func (c *Client) Customers(ctx context.Context, search Search) (customers []caseapi.Customer, next string, err error) {
	var list struct {
		Customers []caseapi.Customer `json:"customers"`
		Next      string             `json:"next"`
	}
	err = c.call(ctx, http.MethodGet, "customers", search.query(), nil, &list)
	return list.Customers, list.Next, err
}

// Customer is one customer of the world; a [RefusedError] with status 404 where it has none of that id.
func (c *Client) Customer(ctx context.Context, id string) (found caseapi.Customer, err error) {
	err = c.call(ctx, http.MethodGet, "customers/"+id, nil, nil, &found)
	return found, err
}

// Worlds lists the worlds that somebody has entered, by name.
func (c *Client) Worlds(ctx context.Context) ([]string, error) {
	var list struct {
		Worlds []string `json:"worlds"`
	}
	err := c.call(ctx, http.MethodGet, "worlds", nil, nil, &list)
	return list.Worlds, err
}
