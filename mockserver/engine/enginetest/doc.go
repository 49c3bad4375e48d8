// Package enginetest holds the suite that every engine passes, and an engine in memory for tests of what stands
// on one.
package enginetest
