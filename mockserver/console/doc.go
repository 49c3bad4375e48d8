// Package console is the web page at /__admin/: what came in and why it was answered so, a grid of
// everything that can be forced, the loaded scenarios, the cases and the customers.
//
// The page is plain HTML, CSS and JavaScript modules, embedded as they stand in the folder page. It
// loads nothing from anywhere else, and all that it shows comes from the admin API beside it.
//
// To add a view, add a section to page/index.html and a module of the section's name to page/script;
// page/script/main.js starts it, and page/script/router.js shows it. A file that lies in the folder
// is served.
package console
