package main

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// Bounds for an archive that may be anything; the packages unpack to about 18 MB.
const (
	maxUnpacked = 256 << 20
	maxLibrary  = 64 << 20
)

// extract copies one regular file out of a gzipped tar archive.
func extract(archive io.Reader, member string, to io.Writer) error {
	unzipped, err := gzip.NewReader(archive)
	if err != nil {
		return fmt.Errorf("it is not gzipped: %w", err)
	}
	files := tar.NewReader(io.LimitReader(unzipped, maxUnpacked))
	for {
		header, err := files.Next()
		if errors.Is(err, io.EOF) {
			return fmt.Errorf("it holds no file %s", member)
		}
		if err != nil {
			return err
		}
		if header.Name == member && header.Typeflag == tar.TypeReg {
			return copyBounded(to, files, header)
		}
	}
}

func copyBounded(to io.Writer, from io.Reader, header *tar.Header) error {
	if header.Size > maxLibrary {
		return fmt.Errorf("%s is larger than %d MiB", header.Name, maxLibrary>>20)
	}
	_, err := io.Copy(to, from)
	return err
}
