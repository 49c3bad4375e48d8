// Package pages shows a case or a customer as a page of HTML, as an agent sees it who follows the url
// of a case into the company's CRM.
//
// The pages are whole in themselves: no script, no file beside them, nothing from outside. They take
// their data as values and know nothing of the server.
package pages
