// Package console is the web page at /__admin/: what came in and why it was answered so, a form to send
// requests, a grid of everything that can be forced, the loaded scenarios with an editor, the cases and the
// customers, to search and to change.
//
// The page is plain HTML, CSS and JavaScript modules, embedded as they stand in the folder page. It
// loads nothing from anywhere else, and all that it shows comes from the admin API beside it. What comes from
// outside is text to it, never markup, and page/script/visible.js writes what would hide in it as escapes.
// The pictures in the folder screenshots are those of the README; TestScreenshots in mockserver takes them.
//
// To add a view, add a section to page/index.html and a module of the section's name to page/script;
// page/script/main.js starts it, and page/script/router.js shows it. A file that lies in the folder
// is served.
package console
