// Package redistest starts Redis servers for tests.
package redistest
