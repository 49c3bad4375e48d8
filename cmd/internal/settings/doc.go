// Package settings reads what a user has chosen for a command: from its flags, the environment and a
// configuration file, in this order, and otherwise from the defaults.
//
// One [Table] describes a command's settings. The flags, the environment variables, the keys of the
// configuration file, the help text and the messages about a wrong value are all derived from it, so
// a new setting is one row:
//
//	{Name: "cases", Kind: settings.Quantity, Argument: "N", Default: "100", Variable: "CASEMOCK_CASES",
//		Usage: "size of the seeded population", Accept: settings.Whole(&cases, 0, most)}
//
// [Table.Read] decides where the value of each setting comes from before it looks at any value. So a
// user who asks for the default on purpose gets it, whatever the environment says.
package settings
