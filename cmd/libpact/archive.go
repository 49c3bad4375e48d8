package main

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// extract copies one regular file out of a gzipped tar archive, reading no more than limit
// unpacked bytes of it, for it may be anything.
func extract(archive io.Reader, member string, limit int64, to io.Writer) error {
	unzipped, err := gzip.NewReader(archive)
	if err != nil {
		return fmt.Errorf("it is not gzipped: %w", err)
	}
	bounded := &io.LimitedReader{R: unzipped, N: limit}
	err = copyMember(tar.NewReader(bounded), member, to)
	if err != nil && bounded.N <= 0 {
		return fmt.Errorf("%s is not within its first %d unpacked bytes", member, limit)
	}
	return err
}

func copyMember(files *tar.Reader, member string, to io.Writer) error {
	for {
		header, err := files.Next()
		if errors.Is(err, io.EOF) {
			return fmt.Errorf("it holds no file %s", member)
		}
		if err != nil {
			return err
		}
		if header.Name == member && header.Typeflag == tar.TypeReg {
			_, err = io.Copy(to, files)
			return err
		}
	}
}
