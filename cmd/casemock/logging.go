package main

import (
	"context"
	"io"
	"log/slog"

	"casemock/mockserver"
)

// logger writes the log as the settings say. They have been checked.
func (c *configuration) logger(w io.Writer) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.logLevel)); err != nil {
		panic(err)
	}
	options := &slog.HandlerOptions{Level: level}
	if c.logFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, options))
	}
	return slog.New(slog.NewTextHandler(w, options))
}

// logExchanges is an observer that logs each request. It is meant for people who look: writing a line
// takes longer than answering, so the level is debug.
func logExchanges(logger *slog.Logger) func(mockserver.Entry) {
	return func(entry mockserver.Entry) {
		target := entry.Path
		if entry.Query != "" {
			target += "?" + entry.Query
		}
		attributes := []slog.Attr{
			slog.String("world", entry.World), slog.Uint64("n", entry.N),
			slog.String("method", entry.Method), slog.String("target", target),
			slog.Int("status", entry.Answer.Status), slog.String("rule", string(entry.Answer.Rule)),
		}
		if entry.Answer.Scenario != "" {
			attributes = append(attributes, slog.String("scenario", entry.Answer.Scenario))
		}
		if entry.Answer.Because != "" {
			attributes = append(attributes, slog.String("because", entry.Answer.Because))
		}
		attributes = append(attributes, slog.Duration("duration", entry.Duration))
		logger.LogAttrs(context.Background(), slog.LevelDebug, "request", attributes...)
	}
}
