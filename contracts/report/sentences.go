package report

import (
	"fmt"
	"net/http"
	"strings"

	"casemock/contracts/caseapi"
	"casemock/contracts/wording"
)

// The documented sentences that follow from the description in package caseapi.

func statusSentence(operation *caseapi.Operation, response caseapi.Response) string {
	return fmt.Sprintf("%s %s answers %s. %d: %s.", operation.Method, operation.Path,
		wording.Or(operation.Statuses()), response.Status, response.Meaning)
}

func bodySentence(operation *caseapi.Operation, response caseapi.Response) string {
	return fmt.Sprintf("The body of a %d of %s is JSON: %s.", response.Status, operation.Name,
		shapeName(response.Schema))
}

func shapeName(name caseapi.SchemaName) string {
	switch name {
	case caseapi.CasesSchema:
		return "an array of Case"
	case caseapi.CustomersSchema:
		return "an array of Customer"
	}
	return "an object " + string(name)
}

func elementSentence(schema *caseapi.Schema) string {
	if schema.Name != "" {
		return fmt.Sprintf("Each element is a complete %s.", schema.Name)
	}
	return fmt.Sprintf("Each element is %s.", kindOf(schema))
}

func propertySentence(parent *caseapi.Schema, property caseapi.Property) string {
	sentence := fmt.Sprintf("%s.%s: %s, %s.",
		parent.Name, property.Name, presenceOf(property), kindOf(property.Schema))
	if description := strings.TrimSuffix(property.Schema.Description, "."); description != "" {
		sentence += " " + description + "."
	}
	return sentence
}

func presenceOf(property caseapi.Property) string {
	compound := property.Schema.Type == caseapi.ObjectValue ||
		property.Schema.Type == caseapi.ArrayValue
	switch {
	case property.Required:
		return "always present"
	case compound:
		return "may be missing, but is never null"
	}
	return "may be missing"
}

// consequence is what a request that was accepted makes true of a property of the answer.
func consequence(pair caseapi.Pair, path string) string {
	written := pair.Operation == caseapi.UpdateCase || pair.Operation == caseapi.CreateCase
	switch {
	case pair.Status != http.StatusCreated || !written:
		return ""
	case path == "title" || path == "customerId" || path == "interactions":
		return " What was sent and accepted is not lost, and nothing else changes."
	case pair.Operation != caseapi.UpdateCase:
		return ""
	case path == "lastUpdated":
		return " It does not go back."
	case path == "id":
		return " It is the one that was asked for."
	case path == "number" || path == "description" || path == "url" || path == "created" ||
		path == "status":
		return " An update that is not about it leaves it as it is."
	}
	return ""
}

// kindOf says in words what a value must be.
func kindOf(schema *caseapi.Schema) string {
	switch {
	case len(schema.Enum) > 0:
		return "one of " + strings.Join(schema.Enum, ", ")
	case schema.Format == caseapi.DateTimeFormat:
		return "an ISO 8601 date-time with Z or an offset"
	case schema.Format == caseapi.URIFormat:
		return "a URI"
	case schema.Type == caseapi.ArrayValue && schema.Items.Name != "":
		return "an array of " + string(schema.Items.Name)
	case schema.Type == caseapi.ArrayValue || schema.Type == caseapi.ObjectValue:
		return "an " + string(schema.Type)
	}
	return "a " + string(schema.Type)
}

// partsBesideTheSchema are the demands on an answer that only other answers show.
func partsBesideTheSchema(pair caseapi.Pair) []string {
	switch {
	case pair.Operation == caseapi.FindCases && pair.Status == http.StatusNotFound:
		return []string{BodyPart}
	case pair.Operation == caseapi.FindCases && pair.Status == http.StatusOK:
		return []string{CasesPart, ListedCustomPart}
	case pair.Operation == caseapi.SearchCustomers && pair.Status == http.StatusOK:
		return []string{MatchesPart, ListedCustomPart}
	case pair.Operation == caseapi.BestmatchCustomers && pair.Status == http.StatusOK:
		return []string{ListedCustomPart}
	case pair.Status == http.StatusCreated:
		return []string{LookupPart, CustomPart}
	case pair.Operation == caseapi.LookupCase && pair.Status == http.StatusOK,
		pair.Operation == caseapi.FindCustomer && pair.Status == http.StatusOK:
		return []string{CustomPart}
	}
	return nil
}

// senseSentence is the documented ground of a check across requests.
func senseSentence(part string) string {
	switch part {
	case LookupPart:
		return "What a request was accepted for is there when it is looked up."
	case CustomPart, ListedCustomPart:
		return "Custom fields that the server's meta object defines are properties of the object; " +
			"a value that was accepted is not lost."
	case CasesPart:
		return "GET /customer/{id}/cases answers the cases of the customer: all of them, and no others."
	case MatchesPart:
		return "POST /customers answers the customers that match, 204 when none does."
	}
	return "For a customer that does not exist, the answer is 404 or an empty array."
}
