// Package enginetest holds the suite that every engine passes.
package enginetest
